// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ReportSamples.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tributary;
using namespace tributary::tests;

class RunReportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhoWroteWhat();
    void citesEveryStrongSource();
    void rowsOfTablesAreQuotedAsTheyRead();
    void tellsSharesAndPointsLeftOut();
    void withoutAnAnalysisThereAreNoSources();
    void saysFailures();
    void endsHonestly_data();
    void endsHonestly();
    void anInterruptedRunSaysSo();
    void unknownPricesStayUnknown();
    void longQuestionsMakeShortTitles();
};

void RunReportTest::saysWhoWroteWhat()
{
    const RunReport report = skyReport();
    QCOMPARE(report.title, u"Why is the sky blue?"_s);
    QCOMPARE(report.agents.size(), 3);
    QCOMPARE(report.agents[0].key, u"1A"_s);
    QCOMPARE(report.agents[0].label, u"A gpt-4o"_s);
    QCOMPARE(report.agents[1].model, u"together/Qwen/Qwen1.5-72B-Chat"_s);
    QCOMPARE(report.agents[1].servedModel, u"Qwen/Qwen1.5-72B-Chat-2024-05-13"_s);
    QCOMPARE(report.agents[2].key, u"2S1"_s);
    QVERIFY(report.agents[2].isAggregator);
    QCOMPARE(report.agents[2].references, (QStringList{u"A gpt-4o"_s, u"B Qwen/Qwen1.5-72B-Chat"_s}));
    QVERIFY(report.agents[0].parameters.contains(u"temperature 0.7"_s));
    QCOMPARE(report.outcome, u"synthesis"_s);
    QVERIFY(report.main());
    QCOMPARE(report.main()->agent, 2);
}

void RunReportTest::citesEveryStrongSource()
{
    const RunReport report = skyReport();
    const ReportSynthesis &synthesis = *report.main();
    QCOMPARE(synthesis.sentences.size(), 3);
    QCOMPARE(synthesis.citations.size(), 2);
    QCOMPARE(synthesis.citations[0].label, u"A1"_s);
    QCOMPARE(synthesis.citations[0].quote, u"Shorter waves are scattered most by the air."_s);
    QCOMPARE(synthesis.citations[1].label, u"B1"_s);
    QCOMPARE(synthesis.citations[1].agent, 1);
    QCOMPARE(synthesis.sentences[1].citations, QList<qsizetype>{1});
    QCOMPARE(synthesis.sentences[2].label, SourceLabel::None);
    QCOMPARE(synthesis.withoutSource, 1);
    QVERIFY(report.method.join(u' ').contains(u"text similarity"_s));
    QVERIFY(report.method.join(u' ').contains(u"0.73"_s));
    QVERIFY(report.method.join(u' ').contains(u"about 4 %"_s));
}

void RunReportTest::rowsOfTablesAreQuotedAsTheyRead()
{
    const QString table = u"| what | how |\n| --- | --- |\n| **output** | finished work \\| a week |\n"_s;
    const RunRecord record = reportedRun({{u"a"_s, table}, {u"b"_s, u"Nothing of it."_s}, {u"s"_s, table}});
    const RunReport report = makeRunReport(record, analyseRun(record), {});
    QCOMPARE(report.main()->citations.size(), 2);
    QCOMPARE(report.main()->citations[1].quote, u"output · finished work | a week"_s);
}

void RunReportTest::tellsSharesAndPointsLeftOut()
{
    const RunReport report = skyReport();
    const QList<ReportShare> &shares = report.main()->shares;
    QCOMPARE(shares.size(), 2);
    QCOMPARE(shares[0].contribution, 0.42);
    QCOMPARE(shares[1].used, 1);
    QCOMPARE(shares[1].leftOut, 1);
    QCOMPARE(shares[1].leftOutPoints, QStringList{u"Sunsets are red because the way is longer."_s});
}

void RunReportTest::withoutAnAnalysisThereAreNoSources()
{
    const RunReport report = makeRunReport(reportedRun(skyAnswers()), {}, {});
    QVERIFY(!report.main()->hasSources);
    QVERIFY(report.main()->citations.isEmpty());
    QCOMPARE(report.method.size(), 1);
}

void RunReportTest::saysFailures()
{
    SampleAnswers answers = skyAnswers();
    answers.remove(u"a"_s);
    const RunReport report = makeRunReport(reportedRun(answers), {}, {});
    QVERIFY(!report.agents[0].usable);
    QCOMPARE(report.agents[0].remarks, QStringList{u"Failed (overloaded): busy at openai"_s});
}

void RunReportTest::endsHonestly_data()
{
    QTest::addColumn<RunOutcome>("outcome");
    QTest::addColumn<QString>("says");
    QTest::newRow("none") << RunOutcome::NoSynthesis << u"without a synthesis"_s;
    QTest::newRow("budget") << RunOutcome::BudgetStopped << u"budget"_s;
    QTest::newRow("stopped") << RunOutcome::Stopped << u"stopped"_s;
}

void RunReportTest::endsHonestly()
{
    QFETCH(RunOutcome, outcome);
    QFETCH(QString, says);
    SampleAnswers answers = skyAnswers();
    answers.remove(u"s"_s);
    RunRecord record = reportedRun(answers);
    std::get<event::RunFinished>(record.events.last().body).outcome = outcome;
    const RunReport report = makeRunReport(record, {}, {});
    QVERIFY(!report.main());
    QVERIFY2(report.outcomeSentence.contains(says), qPrintable(report.outcomeSentence));
    QCOMPARE(report.agents[0].answer, answers.value(u"a"_s));
}

void RunReportTest::anInterruptedRunSaysSo()
{
    RunRecord record = reportedRun(skyAnswers());
    record.events = record.events.first(5);
    const RunReport report = makeRunReport(record, {}, {});
    QCOMPARE(report.outcome, u"interrupted"_s);
    QVERIFY(report.agents[1].remarks.join(u' ').contains(u"Interrupted"_s));
}

void RunReportTest::unknownPricesStayUnknown()
{
    const RunReport report = skyReport();
    QVERIFY(!report.agents[1].costUsd);
    QCOMPARE(reportCost(report.agents[1]), u"price unknown"_s);
    QCOMPARE(report.unpriced, 1);
    QVERIFY(reportCost(report.costUsd, report.unpriced).contains(u"unknown price"_s));
}

void RunReportTest::longQuestionsMakeShortTitles()
{
    const RunReport report =
        makeRunReport(reportedRun(skyAnswers(), u"  \n"_s + QString(5000, u'q') + u"\nsecond"_s), {}, {});
    QVERIFY(report.title.size() <= 120);
    QVERIFY(report.title.endsWith(u'…'));
    QVERIFY(report.question.contains(u"second"_s));
}

QTEST_GUILESS_MAIN(RunReportTest)
#include "tst_run_report.moc"
