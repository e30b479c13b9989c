// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "report/OdtReport.h"

#include "base/Formatting.h"
#include "report/OdtBody.h"
#include "report/ReportDocument.h"
#include "report/ReportResources.h"
#include "report/ZipFile.h"

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr char manifest[] =
    R"(<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="application/vnd.oasis.opendocument.text"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/>
</manifest:manifest>
)";

QByteArray metaOf(const RunReport &report)
{
    const QString date = report.started.toUTC().toString(Qt::ISODate);
    return u"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           u"<office:document-meta xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
           u"xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\" "
           u"xmlns:dc=\"http://purl.org/dc/elements/1.1/\" office:version=\"1.3\"><office:meta>"
           u"<meta:generator>Tributary/%1</meta:generator><dc:title>%2</dc:title>"
           u"<meta:creation-date>%3</meta:creation-date><dc:date>%3</dc:date><dc:language>%4</dc:language>"
           u"</office:meta></office:document-meta>\n"_s
               .arg(QStringLiteral(TRIBUTARY_VERSION), documentText(report.title).toHtmlEscaped(), date,
                    displayLocale().bcp47Name())
               .toUtf8();
}

} // namespace

QByteArray toOdt(const RunReport &report)
{
    ZipFile zip;
    // The first entry, not compressed, tells the type to whoever looks at the first bytes.
    zip.add("mimetype", "application/vnd.oasis.opendocument.text", ZipFile::Method::Stored);
    zip.add("META-INF/manifest.xml", manifest);
    zip.add("meta.xml", metaOf(report));
    zip.add("styles.xml", reportResource("styles.xml"));
    zip.add("content.xml", odtContent(makeReportDocument(report)));
    return zip.finish();
}

} // namespace tributary
