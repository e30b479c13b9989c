// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ReportSamples.h"
#include "report/HtmlReport.h"
#include "report/JsonReport.h"
#include "report/MarkdownReport.h"
#include "report/OdtReport.h"
#include "report/ReportFormat.h"
#include "text/Markdown.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;
using namespace tributary;
using namespace tributary::tests;

namespace {

/// What a strict reader finds in a document: elements with their attributes, text, and what is wrong.
struct Parsed
{
    QStringList elements;
    QHash<QString, QStringList> attributes; // by attribute, every value
    QString text;
    QString error;
};

Parsed parsed(const QByteArray &xml)
{
    Parsed result;
    QXmlStreamReader reader(xml);
    while (!reader.atEnd()) {
        reader.readNext();
        if (reader.isStartElement()) {
            result.elements.append(reader.name().toString());
            for (const QXmlStreamAttribute &attribute : reader.attributes())
                result.attributes[attribute.name().toString()].append(attribute.value().toString());
        } else if (reader.isCharacters()) {
            result.text += reader.text();
        }
    }
    if (reader.hasError())
        result.error = u"line %1: %2"_s.arg(reader.lineNumber()).arg(reader.errorString());
    return result;
}

RunReport hostileReport()
{
    const QString hostile = hostileMarkdown();
    const RunRecord record =
        reportedRun({{u"a"_s, hostile}, {u"b"_s, hostile}, {u"s"_s, hostile}}, u"</title><script>alert(0)</script>"_s);
    return makeRunReport(record, analysisByLine(record), {});
}

} // namespace

class FormatsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void htmlIsWellFormedAndLinksSources();
    void htmlAllowsNothingButItself();
    void hostileMarkupStaysText();
    void everyLinkInHtmlLeadsSomewhere();
    void odtHasFootnotesAndHeadings();
    void odtTakesHostileMarkup();
    void odtTakesTablesInLists();
    void odtColumnsAreAsWideAsTheirText();
    void markdownHasFootnotes();
    void hostileTextStaysInItsPartOfTheMarkdown();
    void jsonHoldsTheRunAndTheReport();
    void withoutAnswersCitationsLeadToTheList();
    void aLongSynthesisIsFast_data();
    void aLongSynthesisIsFast();
};

void FormatsTest::htmlIsWellFormedAndLinksSources()
{
    const Parsed html = parsed(toHtml(skyReport()));
    QCOMPARE(html.error, QString());
    QVERIFY(html.text.contains(u"Why is the sky blue?"_s));
    QVERIFY(html.text.contains(u"Oceans have nothing to do with it at all."_s));
    QVERIFY(html.attributes.value(u"id"_s).contains(u"p-A1"_s));
    QVERIFY(html.attributes.value(u"id"_s).contains(u"c-A1"_s));
    QVERIFY(html.attributes.value(u"href"_s).contains(u"#p-A1"_s));
    QVERIFY(html.attributes.value(u"title"_s)
                .contains(u"A gpt-4o, verbatim, similarity 0.91: “Shorter waves are scattered most by the air.”"_s));
    // The sentence, its citation, the passage and the entry of the list light up together.
    QCOMPARE(html.attributes.value(u"data-c"_s).count(u"A1"_s), 4);
    QVERIFY(html.attributes.value(u"class"_s).contains(u"s none"_s));
}

void FormatsTest::htmlAllowsNothingButItself()
{
    const QByteArray html = toHtml(hostileReport());
    const Parsed page = parsed(html);
    QCOMPARE(page.elements.count(u"script"_s), 1);
    QCOMPARE(page.elements.count(u"style"_s), 1);
    for (const char *element : {"img", "iframe", "object", "link", "form", "base", "embed", "svg"})
        QVERIFY2(!page.elements.contains(QString::fromLatin1(element)), element);
    for (const char *attribute : {"style", "onerror", "onload", "src", "srcset"})
        QVERIFY2(!page.attributes.contains(QString::fromLatin1(attribute)), attribute);
    // The policy names what is there, and nothing else.
    const QString policy = page.attributes.value(u"content"_s).constFirst();
    QVERIFY(policy.startsWith(u"default-src 'none'"_s));
    QVERIFY(!policy.contains(u"unsafe"_s));
    for (const char *element : {"script", "style"}) {
        const QByteArray open = QByteArray("<") + element + '>';
        const qsizetype start = html.indexOf(open) + open.size();
        const QByteArray own = html.mid(start, html.indexOf(QByteArray("</") + element, start) - start);
        const QByteArray hash = QCryptographicHash::hash(own, QCryptographicHash::Sha256).toBase64();
        QVERIFY2(policy.contains(QString::fromLatin1(hash)), element);
    }
}

void FormatsTest::hostileMarkupStaysText()
{
    const Parsed page = parsed(toHtml(hostileReport()));
    QCOMPARE(page.error, QString());
    QVERIFY(page.text.contains(u"<script>alert(1)</script>"_s));
    QVERIFY(page.text.contains(u"</title><script>alert(0)</script>"_s));
    for (const QString &address : page.attributes.value(u"href"_s))
        QVERIFY2(address.startsWith(u'#') || address.startsWith(u"https://"_s), qPrintable(address));
}

void FormatsTest::everyLinkInHtmlLeadsSomewhere()
{
    for (const RunReport &report : {skyReport(), skyReport({.answers = false}), hostileReport()}) {
        const Parsed page = parsed(toHtml(report));
        const QStringList ids = page.attributes.value(u"id"_s);
        QCOMPARE(QSet<QString>(ids.begin(), ids.end()).size(), ids.size());
        for (const QString &address : page.attributes.value(u"href"_s))
            QVERIFY2(!address.startsWith(u'#') || ids.contains(address.mid(1)), qPrintable(address));
    }
}

void FormatsTest::odtHasFootnotesAndHeadings()
{
    const QByteArray odt = toOdt(skyReport());
    // Whoever looks at the first bytes finds the type there.
    QCOMPARE(odt.mid(30, 8), "mimetype");
    QCOMPARE(odt.mid(38, 39), "application/vnd.oasis.opendocument.text");
    const QHash<QString, QByteArray> files = unzipped(odt);
    for (const char *name : {"META-INF/manifest.xml", "content.xml", "styles.xml", "meta.xml"}) {
        const Parsed file = parsed(files.value(QString::fromLatin1(name)));
        QVERIFY2(file.error.isEmpty() && !file.elements.isEmpty(), qPrintable(file.error));
    }
    const Parsed content = parsed(files.value(u"content.xml"_s));
    QCOMPARE(content.elements.count(u"note"_s), 2);
    QVERIFY(content.attributes.value(u"label"_s).contains(u"A1"_s));
    QVERIFY(content.elements.contains(u"h"_s));
    QVERIFY(content.elements.contains(u"table"_s));
    // Styles that are named are there.
    const QStringList styles =
        parsed(files.value(u"styles.xml"_s)).attributes.value(u"name"_s) + content.attributes.value(u"name"_s);
    for (const QString &style : content.attributes.value(u"style-name"_s))
        QVERIFY2(styles.contains(style), qPrintable(style));
}

void FormatsTest::odtTakesHostileMarkup()
{
    const Parsed content = parsed(unzipped(toOdt(hostileReport())).value(u"content.xml"_s));
    QCOMPARE(content.error, QString());
    QVERIFY(content.text.contains(u"<script>alert(1)</script>"_s));
    QVERIFY(!content.elements.contains(u"script"_s));
    for (const QString &address : content.attributes.value(u"href"_s))
        QVERIFY2(address.startsWith(u'#') || address.startsWith(u"https://"_s), qPrintable(address));
}

void FormatsTest::odtColumnsAreAsWideAsTheirText()
{
    const QString table =
        u"| n | what |\n|---|---|\n| 1 | finished work in a week |\n| 2 | %1 |\n"_s.arg(QString(90, u'x'));
    const RunRecord record = reportedRun({{u"a"_s, table}, {u"b"_s, u"None."_s}, {u"s"_s, u"None."_s}});
    const QByteArray content = unzipped(toOdt(makeRunReport(record, {}, {}))).value(u"content.xml"_s);
    QVERIFY(content.contains("<table:table-column table:style-name=\"Column8\"/>"
                             "<table:table-column table:style-name=\"Column40\"/>"));
    QVERIFY(content.contains("style:rel-column-width=\"40000*\""));
}

/// The format allows no table in a list: it stands between two parts of the list.
void FormatsTest::odtTakesTablesInLists()
{
    const QString listed = u"1. one\n\n   | a | b |\n   |---|---|\n   | c | d |\n\n   after\n2. two\n"_s;
    const RunRecord record = reportedRun({{u"a"_s, listed}, {u"b"_s, listed}, {u"s"_s, listed}});
    const QByteArray content = unzipped(toOdt(makeRunReport(record, {}, {}))).value(u"content.xml"_s);
    QXmlStreamReader reader(content);
    QStringList open;
    while (!reader.atEnd()) {
        reader.readNext();
        if (reader.isStartElement()) {
            QVERIFY(reader.name() != "table"_L1 || !open.contains(u"list"_s));
            open.append(reader.name().toString());
        } else if (reader.isEndElement()) {
            open.removeLast();
        }
    }
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
    QVERIFY(content.contains("continue-numbering"));
}

void FormatsTest::markdownHasFootnotes()
{
    const QString text = QString::fromUtf8(toMarkdown(skyReport()));
    QVERIFY(text.startsWith(u"# Why is the sky blue?\n"_s));
    QVERIFY(text.contains(u"Shorter waves are scattered most by the air.[^A1]"_s));
    QVERIFY(
        text.contains(u"[^A1]: A gpt-4o, verbatim, similarity 0.91: “Shorter waves are scattered most by the air.”"_s));
    QVERIFY(text.contains(u"Oceans have nothing to do with it at all. [\u2205]"_s));
    // The answer's own heading stands below the report's.
    QVERIFY(text.contains(u"\n#### Short\n"_s));
    QVERIFY(text.contains(u"Sunsets are red because the way is longer."_s));
    QVERIFY(text.contains(u"price unknown"_s));
}

void FormatsTest::hostileTextStaysInItsPartOfTheMarkdown()
{
    const MarkdownNode tree = parseMarkdown(toMarkdown(hostileReport()));
    QStringList sections;
    for (const MarkdownNode &node : tree.children) {
        QVERIFY(node.kind != MarkdownNode::Kind::HtmlBlock);
        if (node.kind == MarkdownNode::Kind::Heading && node.level == 2)
            sections.append(visibleText(node).trimmed());
    }
    QVERIFY2(sections.contains(u"Models"_s) && sections.contains(u"Answers"_s), qPrintable(sections.join(u", "_s)));
}

void FormatsTest::jsonHoldsTheRunAndTheReport()
{
    const RunRecord record = reportedRun(skyAnswers());
    const RunReport report = makeRunReport(record, analysisByLine(record), {});
    const QJsonObject whole = QJsonDocument::fromJson(reportBytes(record, report, ReportFormat::Json)).object();
    QCOMPARE(whole.value("format"_L1), u"tributary-run"_s);
    const auto read = runRecordFromJson(whole);
    QVERIFY2(read, qPrintable(read ? QString() : read.error().message));
    const QJsonObject object = whole.value("report"_L1).toObject();
    QCOMPARE(object.value("format"_L1), u"tributary-report"_s);
    const QJsonObject synthesis = object.value("syntheses"_L1).toArray().at(0).toObject();
    const QJsonObject sentence = synthesis.value("sentences"_L1).toArray().at(0).toObject();
    QCOMPARE(sentence.value("label"_L1), u"verbatim"_s);
    const QJsonObject source = sentence.value("sources"_L1).toArray().at(0).toObject();
    QCOMPARE(source.value("citation"_L1), u"A1"_s);
    QCOMPARE(source.value("agent"_L1), u"1A"_s);
    QCOMPARE(synthesis.value("contribution"_L1).toObject().value("1A"_L1), 0.42);
    QVERIFY(object.value("agents"_L1).toArray().at(1).toObject().value("costUsd"_L1).isNull());
}

void FormatsTest::withoutAnswersCitationsLeadToTheList()
{
    const Parsed page = parsed(toHtml(skyReport({.answers = false})));
    QVERIFY(page.attributes.value(u"href"_s).contains(u"#n-A1"_s));
    QVERIFY(!page.attributes.value(u"id"_s).contains(u"a-1A"_s));
    QVERIFY(!page.attributes.value(u"id"_s).contains(u"p-A1"_s));
}

void FormatsTest::aLongSynthesisIsFast_data()
{
    QTest::addColumn<QString>("text");
    // About 200 pages, and one line of a megabyte.
    QTest::newRow("pages") << (skyAnswers().value(u"s"_s) + u"\n"_s).repeated(4000);
    QTest::newRow("line") << QString(1'000'000, u'x');
}

void FormatsTest::aLongSynthesisIsFast()
{
    QFETCH(QString, text);
    SampleAnswers answers = skyAnswers();
    answers[u"s"_s] = text;
    const RunRecord record = reportedRun(answers);
    const RunReport report = makeRunReport(record, analysisByLine(record), {});
    for (const ReportFormat format :
         {ReportFormat::Html, ReportFormat::Odt, ReportFormat::Markdown, ReportFormat::Pdf}) {
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!reportBytes(record, report, format).isEmpty());
        // Far above what it takes, far below what squares would.
        QVERIFY2(timer.elapsed() < 30'000, qPrintable(u"%1 ms"_s.arg(timer.elapsed())));
    }
}

QTEST_GUILESS_MAIN(FormatsTest)
#include "tst_formats.moc"
