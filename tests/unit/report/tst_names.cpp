// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ReportSamples.h"
#include "report/ReportFormat.h"
#include "report/ReportNames.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tributary;
using namespace tributary::tests;

class NamesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesNamesOut_data();
    void takesNamesOut();
    void passagesMoveWithTheText();
    void equalModelsHaveEqualLetters();
    void noFormatHoldsAName_data();
    void noFormatHoldsAName();
    void saysHowMany();
    void aBundleCannotBeAnonymous();
};

void NamesTest::takesNamesOut_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const QString x = removedName();
    QTest::newRow("none") << u"All together now."_s << u"All together now."_s;
    QTest::newRow("id") << u"I am gpt-4o."_s << u"I am %1."_s.arg(x);
    QTest::newRow("spelled otherwise") << u"I am GPT 4o, says openai."_s << u"I am %1, says %1."_s.arg(x);
    QTest::newRow("family") << u"As ChatGPT, I think"_s << u"As %1, I think"_s.arg(x);
    QTest::newRow("version") << u"Claude 3.5 Sonnet's view"_s << u"%1's view"_s.arg(x);
    QTest::newRow("served") << u"(gpt-4o-2024-05-13)"_s << u"(%1)"_s.arg(x);
    QTest::newRow("longer word") << u"Egptian claudette openair"_s << u"Egptian claudette openair"_s;
    QTest::newRow("Chinese") << u"\u6211\u662f\u901a\u4e49\u5343\u95ee\u3002"_s << u"\u6211\u662f%1\u3002"_s.arg(x);
    QTest::newRow("model with provider") << u"see together/Qwen/Qwen1.5-72B-Chat"_s << u"see %1"_s.arg(x);
    QTest::newRow("next to signs") << u"**Qwen**, _Claude_, `openai`"_s << u"**%1**, _Claude_, `%1`"_s.arg(x);
}

void NamesTest::takesNamesOut()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QCOMPARE(NamelessText(text, NameFinder(reportedRun(skyAnswers()))).text(), expected);
}

void NamesTest::passagesMoveWithTheText()
{
    const QString text = u"GPT-4o says: the sky. Then Claude."_s;
    const NamelessText nameless(text, NameFinder(reportedRun(skyAnswers())));
    const auto movedText = [&](const QString &passage) {
        const TextRange moved = nameless.moved({text.indexOf(passage), passage.size()});
        return nameless.text().mid(moved.start, moved.length);
    };
    QCOMPARE(movedText(u"the sky."_s), u"the sky."_s);
    QCOMPARE(movedText(u"Then Claude."_s), u"Then %1."_s.arg(removedName()));
    // A passage that begins within a name holds all of what stands for it.
    QCOMPARE(movedText(u"4o says"_s), u"%1 says"_s.arg(removedName()));
    QCOMPARE(nameless.count(), 2);
}

void NamesTest::equalModelsHaveEqualLetters()
{
    RunRecord record = reportedRun(skyAnswers());
    record.graph.layers[1].agents[0].model = record.graph.layers[0].agents[0].model;
    record.events.removeIf([](const RunEvent &event) { return event.layer == 1; });
    const RunReport report = makeRunReport(record, {}, {.anonymous = true});
    QCOMPARE(report.agents[0].model, u"Model A"_s);
    QCOMPARE(report.agents[1].model, u"Model B"_s);
    QCOMPARE(report.agents[2].model, u"Model A"_s);
}

void NamesTest::noFormatHoldsAName_data()
{
    QTest::addColumn<ReportFormat>("format");
    QTest::newRow("Markdown") << ReportFormat::Markdown;
    QTest::newRow("HTML") << ReportFormat::Html;
    QTest::newRow("PDF's document") << ReportFormat::Pdf;
    QTest::newRow("ODT") << ReportFormat::Odt;
    QTest::newRow("JSON") << ReportFormat::Json;
    QTest::newRow("text") << ReportFormat::Text;
}

/// Every byte, unpacked, of a run in which names stand wherever a model or a person can put one.
void NamesTest::noFormatHoldsAName()
{
    QFETCH(ReportFormat, format);
    SampleAnswers answers = skyAnswers();
    answers[u"s"_s] += u"\n`claude-3-opus` is [Claude](https://claude.ai/gpt-4o) and OpenAI's GPT-4o.\n"_s;
    answers.remove(u"b"_s);
    RunRecord record = reportedRun(answers, u"Is Claude 3 better than Qwen?"_s);
    record.graph.layers[0].agents[0].name = u"Our Claude"_s;
    record.graph.layers[0].agents[0].systemPrompt = u"You are gpt-4o."_s;
    record.attachments = {{u"qwen.txt"_s, u"text/plain"_s, u"00"_s, 3, u"Claude"_s}};
    record.conversation = {{u"Hello Claude"_s, u"I am gpt-4o"_s}};
    const RunReport report = makeRunReport(record, analysisByLine(record), {.anonymous = true});
    const QByteArray bytes = reportBytes(record, report, format);
    QByteArray all = bytes;
    const QHash<QString, QByteArray> files = unzipped(bytes);
    for (const QByteArray &file : files)
        all += file;
    static const QRegularExpression names(u"gpt|openai|claude|anthropic|qwen|together/|72b"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = names.match(QString::fromUtf8(all));
    QVERIFY2(!match.hasMatch(), qPrintable(QString::fromUtf8(all).mid(match.capturedStart() - 60, 120)));
    QVERIFY(format == ReportFormat::Text || all.contains("Model A"));
}

void NamesTest::saysHowMany()
{
    const RunReport report = skyReport({.anonymous = true});
    QCOMPARE(report.namesRemoved, 2);
    QVERIFY(report.agents[0].answer.contains(removedName()));
    // The passages still say what they said.
    const ReportCitation &citation = report.main()->citations[0];
    QCOMPARE(report.agents[citation.agent].answer.mid(citation.range.start, citation.range.length), citation.quote);
}

void NamesTest::aBundleCannotBeAnonymous()
{
    const Result<void> refused = checkReportFile(u"/tmp/run.moarun"_s, {.anonymous = true});
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::InvalidInput);
}

QTEST_GUILESS_MAIN(NamesTest)
#include "tst_names.moc"
