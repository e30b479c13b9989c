// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "RunFixture.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace tributary;
using namespace tributary::enginetest;
using namespace Qt::StringLiterals;

class ControllerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    /// Scheduling must neither recurse nor grow faster than the graph.
    void fourThousandCallsInOneGraph_data()
    {
        QTest::addColumn<int>("layers");
        QTest::addColumn<int>("width");
        QTest::newRow("one wide layer") << 1 << 4095;
        QTest::newRow("square") << 64 << 64;
        QTest::newRow("one long chain") << 4095 << 1;
    }

    void fourThousandCallsInOneGraph()
    {
        QFETCH(int, layers);
        QFETCH(int, width);
        RunFixture run;
        QVERIFY(run.controller.start(request(graph(layers, width))));
        run.playToEnd();
        QCOMPARE(run.outcomes, QList<RunOutcome>{RunOutcome::Synthesis});
        QCOMPARE(run.client.requests().size(), layers * width + 1);
        QCOMPARE(run.client.callsUnderWay(), 0);
    }

    /// The reference implementation hands the second layer one string and numbers its characters.
    void everyLayerReadsWholeAnswers()
    {
        RunFixture run;
        run.client.setScripts({{u"m"_s}, u"a0-0"_s}, {CallScript::parse(u"+10 \"The Rhine is long.\" ok"_s)});
        run.client.setScripts({{u"m"_s}, u"a0-1"_s}, {CallScript::parse(u"+10 \"The Elbe is calm.\" ok"_s)});
        run.client.setScripts({{u"m"_s}, u"a1-0"_s}, {CallScript::parse(u"+10 \"Rhine and Elbe.\" ok"_s)});
        QVERIFY(run.controller.start(request(graph(2, 2))));
        run.playToEnd();
        QString second;
        for (const ChatMessage &message : run.controller.messagesOf({u"a1-0"_s}))
            second += message.content;
        QVERIFY2(second.contains(u"The Rhine is long."_s), qPrintable(second));
        QVERIFY2(second.contains(u"The Elbe is calm."_s), qPrintable(second));
        QString last;
        for (const ChatMessage &message : run.controller.messagesOf({u"s"_s}))
            last += message.content;
        QVERIFY2(last.contains(u"Rhine and Elbe."_s), qPrintable(last));
        QVERIFY2(!last.contains(u"The Rhine is long."_s),
                 "the last layer reads the layer before, not the one before it");
    }

    void messagesAreWhatTheClientWasAsked()
    {
        RunFixture run;
        QVERIFY(run.controller.start(request(graph(1, 2))));
        run.playToEnd();
        QCOMPARE(run.client.requests().constLast().messages, run.controller.messagesOf({u"s"_s}));
    }

    void equalRequestsAskEqualBytes()
    {
        RunFixture first;
        RunFixture second;
        QVERIFY(first.controller.start(request(graph(2, 3))));
        RunRequest again = request(graph(2, 3));
        again.id = first.controller.state().id;
        QVERIFY(second.controller.start(again));
        first.playToEnd();
        second.playToEnd();
        QCOMPARE(first.client.requests(), second.client.requests());
        QCOMPARE(toJson(first.controller.record()), toJson(second.controller.record()));
    }

    void theRecordReplaysToTheState()
    {
        RunFixture run;
        run.client.setScripts({{u"m"_s}, u"a0-1"_s}, {CallScript::parse(u"+10 \"x\" +10 fail truncated"_s)});
        QVERIFY(run.controller.start(request(graph(1, 3))));
        run.playToEnd();
        const auto record = runRecordFromJson(toJson(run.controller.record()));
        QVERIFY2(record, record ? "" : qPrintable(record.error().message));
        QCOMPARE(*record, run.controller.record());
        QCOMPARE(replay(record->events), run.controller.state());
        QCOMPARE(record->synthesis(), u"an answer"_s);
    }

    void startingTwiceIsRefused()
    {
        RunFixture run;
        QVERIFY(run.controller.start(request(graph(1, 1))));
        QVERIFY(!run.controller.start(request(graph(1, 1))));
        run.playToEnd();
        QCOMPARE(run.outcomes.size(), 1);
    }

    void stopFromInsideAnyEventEndsTheRunOnce()
    {
        // One run per event that a whole run makes; the stop comes from inside that event.
        RunFixture whole;
        QVERIFY(whole.controller.start(request(graph(2, 2))));
        whole.playToEnd();
        const auto events = whole.controller.record().events.size();
        for (qsizetype at = 0; at + 1 < events; ++at) {
            RunFixture run;
            qsizetype seen = 0;
            connect(&run.controller, &RunController::eventRecorded, &run.controller, [&] {
                if (seen++ == at)
                    run.controller.stop();
            });
            QVERIFY(run.controller.start(request(graph(2, 2))));
            run.playToEnd();
            QCOMPARE(run.outcomes, QList<RunOutcome>{RunOutcome::Stopped});
            QCOMPARE(run.client.callsUnderWay(), 0);
            for (const AgentState &state : run.controller.state().agents)
                QVERIFY(isSettled(state.status));
        }
    }

    /// As the command line does when nobody reads its output any more: it stops the run at each event that it cannot
    /// write, also at those that the stop itself makes.
    void stoppingAtEveryEventEndsTheRunOnce()
    {
        RunFixture run;
        connect(&run.controller, &RunController::eventRecorded, &run.controller, [&run](const RunEvent &event) {
            if (event.time > Milliseconds(0))
                run.controller.stop();
        });
        QVERIFY(run.controller.start(request(graph(1, 3))));
        run.playToEnd();
        QCOMPARE(run.outcomes, QList<RunOutcome>{RunOutcome::Stopped});
        QCOMPARE(run.client.callsUnderWay(), 0);
    }

    void stoppingAgentsWhileTheRunStopsStartsNothing()
    {
        RunFixture run;
        run.client.setDefault(CallScript::parse(u"+10 \"x\" hang"_s));
        run.client.setScripts({{u"m"_s}, u"a0-0"_s}, {CallScript::parse(u"+10 \"an answer\" ok"_s)});
        connect(&run.controller, &RunController::eventRecorded, &run.controller, [&run](const RunEvent &event) {
            if (std::holds_alternative<event::CallStopped>(event.body))
                run.controller.stopAgent({u"a0-2"_s});
        });
        QVERIFY(run.controller.start(request(graph(1, 3))));
        run.clock.advance(Milliseconds(50));
        run.controller.stop();
        QCOMPARE(run.outcomes, QList<RunOutcome>{RunOutcome::Stopped});
        QCOMPARE(run.client.requests().size(), 3);
    }

    void aStoppedStragglerStillCostsWhatItsFirstModelWrote()
    {
        ModelFacts priced;
        priced.inputUsdPerMTok = 1000.0;
        priced.outputUsdPerMTok = 1000.0;
        RunFixture run(priced);
        run.client.setScripts({{u"m"_s}, u"a0-1"_s}, {CallScript::parse(u"+10 \"half an answer\" fail truncated"_s)});
        run.client.setScripts({{u"m"_s}, u"spare"_s}, {CallScript::parse(u"hang"_s)});
        Graph slow = graph(1, 2);
        slow.layers[0].agents[1].fallbacks = {{{u"m"_s}, u"spare"_s}};
        slow.layers[0].quorum = Quorum{1, Milliseconds(100)};
        QVERIFY(run.controller.start(request(slow)));
        run.playToEnd();
        const AgentState &straggler = run.controller.state().agent({u"a0-1"_s});
        QCOMPARE(straggler.status, AgentStatus::Stopped);
        QVERIFY(straggler.costUsd.value_or(0.0) > 0.0);
    }

    /// Policy 6 holds for a fallback as for a first choice.
    void theBudgetMayChangeOnTheWay()
    {
        ModelFacts facts;
        facts.inputUsdPerMTok = 1.0;
        RunFixture run(facts);
        QVERIFY(run.controller.start(request(graph(1, 2))));
        run.controller.setBudget(0.0);
        run.playToEnd();
        QCOMPARE(run.client.requests().size(), 2);
        QCOMPARE(run.outcomes, QList<RunOutcome>{RunOutcome::BudgetStopped});
    }

    void theBudgetEndsAnAgentWhoseFallbackIsTooDear()
    {
        RunFixture run([](const ModelRef &model) {
            ModelFacts facts;
            facts.inputUsdPerMTok = model.model == u"dear"_s ? 1e6 : 0.0;
            facts.outputUsdPerMTok = 0.0;
            return facts;
        });
        run.client.setScripts({{u"m"_s}, u"s"_s}, {CallScript::parse(u"+10 fail server"_s)});
        Graph graph = enginetest::graph(1, 1);
        graph.layers[1].agents[0].fallbacks = {{{u"m"_s}, u"dear"_s}};
        graph.policy.budgetUsd = 0.01;
        QVERIFY(run.controller.start(request(graph)));
        run.playToEnd();
        QCOMPARE(run.client.requests().size(), 2);
        QCOMPARE(run.controller.state().agent({u"s"_s}).error->kind, ErrorKind::Budget);
        QCOMPARE(run.outcomes, QList<RunOutcome>{RunOutcome::BudgetStopped});
    }

    /// A layer that nobody could be asked in is not the one that a person decides about.
    void theQuorumQuestionNamesTheLayerThatMissedIt()
    {
        RunFixture run;
        for (const auto model : {"a0-0"_L1, "a2-0"_L1})
            run.client.setScripts({{u"m"_s}, model}, {CallScript::parse(u"+10 fail server"_s)});
        Graph graph = enginetest::graph(3, 2);
        for (Agent &agent : graph.layers[1].agents)
            agent.references = QList<AgentId>{{u"a0-0"_s}};
        for (Agent &agent : graph.layers[2].agents)
            agent.references = QList<AgentId>();
        graph.layers[2].quorum = Quorum{2, Milliseconds(0)};
        RunRequest asking = request(graph);
        asking.policies.belowQuorum = RunPolicies::BelowQuorum::Ask;
        QList<int> asked;
        connect(&run.controller, &RunController::eventRecorded, &run.controller, [&](const RunEvent &event) {
            if (std::holds_alternative<event::QuorumMissed>(event.body))
                asked.append(event.layer);
        });
        QVERIFY(run.controller.start(asking));
        run.playToEnd();
        run.controller.resumeWithFewer();
        run.playToEnd();
        QCOMPARE(asked, QList<int>{2});
        QCOMPARE(run.outcomes, QList<RunOutcome>{RunOutcome::Synthesis});
    }

    void deletingARunningControllerIsSilent()
    {
        FakeClock clock;
        ScriptedClient client(clock);
        client.setDefault(CallScript::parse(u"+10 \"x\" hang"_s));
        auto controller = std::make_unique<RunController>(client, clock, [](const ModelRef &) { return ModelFacts{}; });
        int events = 0;
        connect(controller.get(), &RunController::eventRecorded, this, [&events] { ++events; });
        QVERIFY(controller->start(request(graph(1, 3))));
        clock.advance(Milliseconds(50));
        const int before = events;
        controller.reset();
        QCOMPARE(events, before);
        QCOMPARE(client.callsUnderWay(), 0);
    }

    void theSeedIsTheSameForTheSamePrompt()
    {
        QRandomGenerator random(1);
        const RunRequest made = RunRequest::make(graph(1, 1), u"Which river?"_s, random);
        QCOMPARE(RunRequest::make(graph(2, 3), u"Which river?"_s, random).seed, made.seed);
        QVERIFY(RunRequest::make(graph(1, 1), u"Which lake?"_s, random).seed != made.seed);
    }

    void requestsDifferInIdSeedAndNonce()
    {
        QSet<QString> ids;
        QSet<QString> nonces;
        QSet<quint64> seeds;
        QRandomGenerator random(1);
        for (int i = 0; i < 100; ++i) {
            const RunRequest made = RunRequest::make(graph(1, 1), u"Q"_s, random, CacheUse::Bypass);
            ids.insert(made.id.value);
            nonces.insert(made.nonce);
            seeds.insert(made.seed);
        }
        QCOMPARE(ids.size(), 100);
        QCOMPARE(nonces.size(), 100);
        QCOMPARE(seeds.size(), 100);
    }
};

QTEST_GUILESS_MAIN(ControllerTest)
#include "tst_controller.moc"
