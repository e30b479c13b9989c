// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "RunFixture.h"
#include "engine/Hedging.h"

#include <QRegularExpression>
#include <QTest>

using namespace tributary;
using namespace tributary::enginetest;
using namespace Qt::StringLiterals;

namespace {

RunRequest hedgedRequest(int width = 1)
{
    Graph graph = enginetest::graph(1, width);
    graph.policy.hedging = true;
    RunRequest request = enginetest::request(graph);
    for (const Agent &agent : graph.layers[0].agents)
        request.hedgeAfter.insert(agent.id, Milliseconds(200));
    return request;
}

ModelFacts priced()
{
    ModelFacts facts;
    facts.inputUsdPerMTok = facts.outputUsdPerMTok = 1000.0;
    return facts;
}

const AgentId slow{u"a0-0"_s};

} // namespace

/// Policy 13 beside its traces: delays, money, requests.
class HedgingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void theDelayIsWhatFewAnswersExceed_data()
    {
        QTest::addColumn<QList<int>>("totals");
        QTest::addColumn<int>("delay");
        QList<int> hundred;
        for (int i = 100; i > 0; --i)
            hundred.append(i * 10);
        QTest::newRow("none") << QList<int>{} << -1;
        QTest::newRow("four say too little") << QList<int>{100, 200, 300, 400} << -1;
        QTest::newRow("five") << QList<int>{500, 100, 300, 200, 400} << 500;
        QTest::newRow("twenty-one, one of them odd") << QList<int>{QList<int>(20, 100) + QList<int>{90'000}} << 100;
        QTest::newRow("a hundred") << hundred << 950;
    }

    void theDelayIsWhatFewAnswersExceed()
    {
        QFETCH(QList<int>, totals);
        QFETCH(int, delay);
        QList<Milliseconds> times;
        for (const int total : std::as_const(totals))
            times.append(Milliseconds(total));
        QCOMPARE(hedgeDelay(times).value_or(Milliseconds(-1)), Milliseconds(delay));
    }

    void onlyGraphsThatHedgeHaveDelays()
    {
        Graph graph = enginetest::graph(1, 2);
        AnswerHistory known;
        known.hedgeAfter = Milliseconds(700);
        const QHash<ModelRef, AnswerHistory> histories{{model(u"a0-1"_s), known}, {model(u"s"_s), {}}};
        QCOMPARE(hedgeDelays(graph, histories), HedgeDelays());
        graph.policy.hedging = true;
        QCOMPARE(hedgeDelays(graph, histories), (HedgeDelays{{{u"a0-1"_s}, Milliseconds(700)}}));
    }

    void delaysWithoutThePolicyDoNothing()
    {
        RunRequest request = hedgedRequest();
        request.graph.policy.hedging = false;
        RunFixture run;
        run.script(u"a0-0"_s, u"+900 \"late\" ok"_s);
        QVERIFY(run.controller.start(request));
        run.playToEnd();
        QCOMPARE(run.asked(), u"a0-0 s"_s);
    }

    void theLosersTextIsPaidForAndKept_data()
    {
        QTest::addColumn<QStringList>("scripts");
        QTest::addColumn<QString>("answer");
        QTest::addColumn<QString>("lost");
        QTest::newRow("the second answers first")
            << QStringList{u"+100 \"a long beginning\" +9000 \"end\" ok in=10 out=2"_s,
                           u"+50 \"quick\" ok in=10 out=2"_s}
            << u"quick"_s << u"a long beginning"_s;
        QTest::newRow("the first answers first")
            << QStringList{u"+100 \"slow\" +300 \" but whole\" ok in=10 out=2"_s, u"+50 \"a long beginning\" hang"_s}
            << u"slow but whole"_s << u"a long beginning"_s;
        QTest::newRow("the first breaks off")
            << QStringList{u"+100 \"a long beginning\" +150 fail truncated"_s, u"+300 \"quick\" ok in=10 out=2"_s}
            << u"quick"_s << u"a long beginning"_s;
    }

    void theLosersTextIsPaidForAndKept()
    {
        QFETCH(QStringList, scripts);
        QFETCH(QString, answer);
        QFETCH(QString, lost);
        RunFixture run(priced());
        run.script(u"a0-0"_s, scripts);
        QVERIFY(run.controller.start(hedgedRequest()));
        run.playToEnd();
        const AgentState &agent = run.controller.state().agent(slow);
        QCOMPARE(agent.answer, answer);
        QCOMPARE(agent.failedAttempts.size(), 1);
        QCOMPARE(agent.failedAttempts[0].partialText, lost);
        QVERIFY(agent.wastedUsd > 0.0);
        // 12 tokens at a thousand dollars per million.
        QCOMPARE(agent.costUsd.value_or(0.0), 0.012 + agent.wastedUsd);
        QCOMPARE(run.outcomes, QList<RunOutcome>{RunOutcome::Synthesis});
        QCOMPARE(replay(run.controller.record().events), run.controller.state());
    }

    void bothRequestsAreKeptUnderTheirNumbers()
    {
        RunFixture run;
        run.script(u"a0-0"_s, QStringList{u"+900 \"late\" ok"_s, u"+50 \"quick\" ok"_s});
        QVERIFY(run.controller.start(hedgedRequest()));
        run.playToEnd();
        const RunRecord record = run.controller.record();
        QCOMPARE(record.requests.size(), 3);
        QCOMPARE(record.requests[0].attempt, 1);
        QCOMPARE(record.requests[1].attempt, 2);
        QCOMPARE(record.requests[1].agent, slow);
        const AgentState agent = run.controller.state().agent(slow);
        QCOMPARE(agent.attempt, 2);
        QCOMPARE(agent.hedge->taken, true);
        // Its own time, not that of the one it replaced.
        QCOMPARE(agent.settledAt - agent.startedAt, Milliseconds(50));
    }

    void theSameIsAskedTwice()
    {
        RunFixture run;
        run.script(u"a0-0"_s, QStringList{u"+900 \"late\" ok"_s, u"+50 \"quick\" ok"_s});
        QVERIFY(run.controller.start(hedgedRequest()));
        run.playToEnd();
        QCOMPARE(run.client.requests().at(1), run.client.requests().at(0));
    }

    void theWinnersAnswerIsKeptInTheCache()
    {
        MemoryCache cache;
        RunFixture run(ModelFacts{}, &cache);
        run.script(u"a0-0"_s, QStringList{u"+900 \"late\" ok"_s, u"+50 \"quick\" ok"_s});
        QVERIFY(run.controller.start(hedgedRequest()));
        run.playToEnd();
        RunFixture again(ModelFacts{}, &cache);
        QVERIFY(again.controller.start(hedgedRequest()));
        again.playToEnd();
        QCOMPARE(again.asked(), QString());
        QCOMPARE(again.controller.state().agent(slow).answer, u"quick"_s);
    }

    /// Whoever stops from inside any event of a hedged run, nothing is left behind.
    void stopsFromInsideAnyEvent()
    {
        const QStringList scripts{u"+100 \"half\" +300 fail truncated"_s, u"+250 \"sec\" +100 \"ond\" ok"_s};
        RunFixture whole;
        whole.script(u"a0-0"_s, scripts);
        QVERIFY(whole.controller.start(hedgedRequest(2)));
        whole.playToEnd();
        const qsizetype events = whole.controller.record().events.size();
        for (const bool onlyTheAgent : {false, true}) {
            for (qsizetype at = 0; at + 1 < events; ++at) {
                RunFixture run;
                run.script(u"a0-0"_s, scripts);
                qsizetype seen = 0;
                connect(&run.controller, &RunController::eventRecorded, &run.controller, [&] {
                    if (seen++ == at)
                        onlyTheAgent ? run.controller.stopAgent(slow) : run.controller.stop();
                });
                QVERIFY(run.controller.start(hedgedRequest(2)));
                run.playToEnd();
                QCOMPARE(run.outcomes.size(), 1);
                QCOMPARE(run.client.callsUnderWay(), 0);
                QCOMPARE(replay(run.controller.record().events), run.controller.state());
            }
        }
    }

    void deletingAHedgedControllerIsSilent()
    {
        FakeClock clock;
        ScriptedClient client(clock);
        client.setDefault(CallScript::parse(u"hang"_s));
        auto controller = std::make_unique<RunController>(client, clock, ModelLookup());
        QVERIFY(controller->start(hedgedRequest()));
        clock.advance(Milliseconds(500));
        QCOMPARE(client.callsUnderWay(), 2);
        controller.reset();
        QCOMPARE(client.callsUnderWay(), 0);
    }
};

QTEST_GUILESS_MAIN(HedgingTest)
#include "tst_hedging.moc"
