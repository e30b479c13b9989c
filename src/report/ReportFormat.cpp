// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "report/ReportFormat.h"

#include "base/SaveFile.h"
#include "report/HtmlReport.h"
#include "report/JsonReport.h"
#include "report/MarkdownReport.h"
#include "report/OdtReport.h"
#include "report/PdfReport.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>
#include <array>
#include <utility>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(tributary::ReportFormat)
};

constexpr std::array endings{
    std::pair(".md"_L1, ReportFormat::Markdown),   std::pair(".html"_L1, ReportFormat::Html),
    std::pair(".pdf"_L1, ReportFormat::Pdf),       std::pair(".odt"_L1, ReportFormat::Odt),
    std::pair(".json"_L1, ReportFormat::Json),     std::pair(".txt"_L1, ReportFormat::Text),
    std::pair(".moarun"_L1, ReportFormat::Bundle),
};

QByteArray toText(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Indented);
}

QByteArray jsonOf(const RunRecord &record, const RunReport &report)
{
    const QJsonObject object = reportToJson(report);
    if (report.choices.anonymous)
        return toText({{u"format"_s, u"tributary-report"_s}, {u"version"_s, reportJsonVersion}, {u"report"_s, object}});
    QJsonObject whole = toJson(record);
    whole.insert(u"report"_s, object);
    return toText(whole);
}

tl::unexpected<Error> cannotWrite(const QString &path, const QString &reason)
{
    return fail(ErrorKind::Io, Words::tr("Cannot write %1: %2. Choose another place.").arg(path, reason));
}

} // namespace

std::optional<ReportFormat> reportFormatOf(const QString &path)
{
    const auto *const found = std::find_if(endings.begin(), endings.end(), [&path](const auto &entry) {
        return path.endsWith(entry.first, Qt::CaseInsensitive);
    });
    return found == endings.end() ? std::nullopt : std::optional(found->second);
}

QString reportEndings()
{
    QStringList all;
    for (const auto &[ending, format] : endings)
        all.append(ending);
    return all.join(", "_L1);
}

bool isReport(ReportFormat format)
{
    return format != ReportFormat::Bundle && format != ReportFormat::Text;
}

QByteArray reportBytes(const RunRecord &record, const RunReport &report, ReportFormat format)
{
    switch (format) {
    case ReportFormat::Markdown:
        return toMarkdown(report);
    case ReportFormat::Html:
        return toHtml(report);
    case ReportFormat::Pdf:
        return toPaper(report);
    case ReportFormat::Odt:
        return toOdt(report);
    case ReportFormat::Json:
        return jsonOf(record, report);
    case ReportFormat::Text:
        return (report.main() ? report.main()->text.toUtf8() : QByteArray()) + '\n';
    case ReportFormat::Bundle:
        return bundleBytes(record);
    }
    Q_UNREACHABLE();
}

QByteArray bundleBytes(const RunRecord &record)
{
    return toText(toJson(record));
}

Result<void> checkReportFile(const QString &path, const ReportChoices &choices)
{
    const auto format = reportFormatOf(path);
    if (!format)
        return fail(ErrorKind::InvalidInput, Words::tr("%1: a run is written as %2.").arg(path, reportEndings()));
    if (format == ReportFormat::Bundle && choices.anonymous)
        return fail(ErrorKind::InvalidInput,
                    Words::tr("%1: a saved run names its models. Choose another format to leave names out.").arg(path));
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return cannotWrite(path, file.errorString());
    file.cancelWriting();
    return {};
}

Result<void> writeReportFile(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (!saveWhole(file, bytes))
        return cannotWrite(path, file.errorString());
    return {};
}

} // namespace tributary
