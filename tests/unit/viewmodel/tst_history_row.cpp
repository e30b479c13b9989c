// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/HistoryChoices.h"
#include "viewmodel/HistoryRow.h"

#include <QTest>
#include <QTimeZone>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

RunSummary usualRun()
{
    RunSummary run;
    run.id = RunId{u"r1"_s};
    run.started = QDateTime(QDate(2030, 11, 12), QTime(14, 2));
    run.outcome = RunOutcome::Synthesis;
    run.prompt = u"Why is the\nsky  blue?"_s;
    run.synthesis = u"**Because** air scatters *blue*."_s;
    run.graphName = u"MoA 3+1"_s;
    run.proposers = 3;
    run.agents = 4;
    run.usable = 4;
    run.duration = Milliseconds(18'000);
    run.costUsd = 0.03;
    return run;
}

} // namespace

class HistoryRowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatARunWas();
    void saysHowItEnded_data();
    void saysHowItEnded();
    void saysWhatItCost_data();
    void saysWhatItCost();
    void countsConditions();
    void offersWhatThereIs();
};

void HistoryRowTest::saysWhatARunWas()
{
    RunSummary run = usualRun();
    HistoryRow row = describeKeptRun(run);
    QCOMPARE(row.prompt, u"Why is the sky blue?"_s);
    QCOMPARE(row.synthesis, u"Because air scatters blue."_s);
    QVERIFY(row.hasSynthesis);
    QCOMPARE(row.figures, u"12 Nov 14:02 · MoA 3+1 · 18.0 s · $0.030"_s);
    QCOMPARE(row.letters, 3);
    QCOMPARE(row.accessibleName, u"Why is the sky blue?, 12 Nov 14:02, MoA 3+1, 18.0 s, $0.030, proposers A B C"_s);
    run.starred = true;
    run.tags = {u"physics"_s};
    row = describeKeptRun(run);
    QCOMPARE(row.accessibleName,
             u"Why is the sky blue?, starred, 12 Nov 14:02, MoA 3+1, 18.0 s, $0.030, proposers A B C, physics"_s);
    run.isDemo = true;
    QVERIFY(describeKeptRun(run).figures.endsWith(u"· Demo"_s));
    QVERIFY(!describeKeptRun(run).figures.contains(u'$'));
}

void HistoryRowTest::saysHowItEnded_data()
{
    QTest::addColumn<KeptState>("state");
    QTest::addColumn<int>("outcome");
    QTest::addColumn<int>("failed");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("icon");
    QTest::newRow("as usual") << KeptState::Finished << int(RunOutcome::Synthesis) << 0 << QString() << QString();
    QTest::newRow("one failed") << KeptState::Finished << int(RunOutcome::Synthesis) << 1 << u"1 failed"_s
                                << u"triangle-alert"_s;
    QTest::newRow("nothing came of it") << KeptState::Finished << int(RunOutcome::NoSynthesis) << 3 << u"No synthesis"_s
                                        << u"circle-x"_s;
    QTest::newRow("budget") << KeptState::Finished << int(RunOutcome::BudgetStopped) << 0 << u"Stopped by the budget"_s
                            << u"coins"_s;
    QTest::newRow("stopped") << KeptState::Stopped << int(RunOutcome::Stopped) << 0 << u"Stopped"_s << u"square"_s;
    QTest::newRow("interrupted") << KeptState::Interrupted << -1 << 0 << u"Interrupted"_s << u"circle-alert"_s;
    QTest::newRow("running") << KeptState::Running << -1 << 0 << u"Running"_s << u"loader-circle"_s;
}

void HistoryRowTest::saysHowItEnded()
{
    QFETCH(KeptState, state);
    QFETCH(int, outcome);
    QFETCH(int, failed);
    RunSummary run = usualRun();
    run.state = state;
    run.failed = failed;
    run.outcome = outcome < 0 ? std::nullopt : std::optional(RunOutcome(outcome));
    const HistoryRow row = describeKeptRun(run);
    QTEST(row.stateText, "text");
    QTEST(row.stateIcon, "icon");
    run.synthesis.clear();
    run.usable = 2;
    const QString expected =
        state == KeptState::Running ? u"The synthesis is not there yet."_s : u"No synthesis. 2 answers are kept."_s;
    QCOMPARE(describeKeptRun(run).synthesis, expected);
    QVERIFY(!describeKeptRun(run).hasSynthesis);
}

void HistoryRowTest::saysWhatItCost_data()
{
    QTest::addColumn<double>("usd");
    QTest::addColumn<int>("unpriced");
    QTest::addColumn<QString>("text");
    QTest::newRow("known") << 0.03 << 0 << u"$0.030"_s;
    QTest::newRow("nothing") << 0.0 << 0 << u"$0"_s;
    QTest::newRow("unknown is not nothing") << 0.0 << 4 << u"price unknown"_s;
    QTest::newRow("in part") << 0.03 << 2 << u"$0.030 + price unknown for 2"_s;
}

void HistoryRowTest::saysWhatItCost()
{
    QFETCH(double, usd);
    QFETCH(int, unpriced);
    QTEST(costText(usd, unpriced), "text");
}

void HistoryRowTest::countsConditions()
{
    RunFilter filter;
    filter.text = u"words"_s;
    filter.trash = true;
    QCOMPARE(conditionCount(filter), 0);
    int expected = 0;
    for (const HistoryChip chip : historyChips) {
        chipOf(filter, chip) = true;
        QCOMPARE(conditionCount(filter), ++expected);
    }
    filter.from = QDate(2030, 1, 1);
    filter.to = QDate(2030, 2, 1);
    filter.graphName = u"MoA"_s;
    filter.tag = u"x"_s;
    filter.costUsd = Range<double>{0, 1};
    QCOMPARE(conditionCount(filter), expected + 4);
    RunFilter trash;
    trash.trash = true;
    QCOMPARE(withoutConditions(filter), trash);
}

void HistoryRowTest::offersWhatThereIs()
{
    const ModelRef large{ProviderId{u"acme"_s}, u"large"_s};
    const ModelRef small{ProviderId{u"acme"_s}, u"small"_s};
    const RunFacets facets{{u"MoA 3+1"_s}, {large, small}, {u"draft"_s}};
    QCOMPARE(graphChoices(facets).size(), 2);
    QCOMPARE(graphChoices(facets).constFirst().value, QString());
    QCOMPARE(modelChoices(facets).at(2).value, small);
    const auto providers = providerChoices(facets, {});
    QCOMPARE(providers.size(), 2);
    QCOMPARE(providers.at(1).text, u"acme"_s);
    QCOMPARE(tagChoices(facets).at(1).text, u"draft"_s);
    QCOMPARE(dateChoices(QDate(2030, 6, 15)).at(2).value.from, std::optional(QDate(2030, 6, 9)));
    for (qsizetype i = 2; i < costChoices().size(); ++i)
        QCOMPARE(costChoices().at(i).value->low, costChoices().at(i - 1).value->high);
}

QTEST_APPLESS_MAIN(HistoryRowTest)
#include "tst_history_row.moc"
