// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "RunFixture.h"

#include <QRegularExpression>
#include <QTest>

using namespace tributary;
using namespace tributary::enginetest;
using namespace Qt::StringLiterals;

namespace {

/// Two layers of two and a muted agent, a bypassed layer, then the aggregator.
Graph everythingGraph()
{
    Graph graph = enginetest::graph(2, 2);
    graph.layers[0].agents.append(agent(u"quiet"_s));
    graph.layers[0].agents.last().muted = true;
    graph.layers.insert(2, Layer{{agent(u"passed"_s)}, {}, true});
    return graph;
}

/// Answers differ by model and time, reasoning and a retry are part of it.
void script(RunFixture &run)
{
    run.script(u"a0-0"_s, u"+10 think \"hm\" +10 \"zero\" +10 \" zero\" ok in=5 out=2"_s);
    run.script(u"a0-1"_s, u"+5 retry overloaded 20 +10 \"zero one\" ok in=5 out=2"_s);
    run.script(u"a1-0"_s, u"queue=30 +10 \"one zero\" ok in=5 out=2"_s);
    run.script(u"a1-1"_s, u"+10 \"one one\" ok in=5 out=2"_s);
    run.script(u"s"_s, u"+10 \"the\" +10 \" synthesis\" ok in=5 out=2"_s);
}

RunRecord wholeRun(const RunRequest &request)
{
    RunFixture run;
    script(run);
    if (!run.controller.start(request))
        return {};
    run.playToEnd();
    return run.controller.record();
}

/// The record as a program left it that died after `count` events.
RunRecord cut(RunRecord record, qsizetype count)
{
    record.events = record.events.first(count);
    return record;
}

QString unfinished(const RunRecord &record)
{
    const RunState state = replay(record.events);
    QStringList names;
    for (const auto name : {"a0-0"_L1, "a0-1"_L1, "a1-0"_L1, "a1-1"_L1, "s"_L1}) {
        if (!isSettled(state.agent({name}).status))
            names.append(name);
    }
    return names.join(u' ');
}

} // namespace

/// Policy 15.
class ResumeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    /// Wherever the program died, the run ends as if it had not, and asks what is missing and nothing else.
    void everyMomentCanBeResumedFrom()
    {
        const RunRequest request = enginetest::request(everythingGraph());
        const RunRecord whole = wholeRun(request);
        QCOMPARE(whole.synthesis(), u"the synthesis"_s);
        QCOMPARE(whole.requests.size(), 6);
        for (qsizetype count = 0; count < whole.events.size(); ++count) {
            const RunRecord interrupted = cut(whole, count);
            RunFixture run;
            script(run);
            const auto resumed = run.controller.resume(interrupted, ResumeOptions::of(request.graph));
            QVERIFY2(resumed, resumed ? "" : qPrintable(resumed.error().message));
            run.playToEnd();
            const QByteArray after = "after " + QByteArray::number(count) + " events";
            QVERIFY2(run.outcomes == QList<RunOutcome>{RunOutcome::Synthesis}, after);
            QVERIFY2(run.asked() == unfinished(interrupted), after + ": " + run.asked().toUtf8());
            const RunRecord record = run.controller.record();
            QVERIFY2(record.synthesis() == whole.synthesis(), after);
            QVERIFY2(record.events.first(count) == interrupted.events, after);
            QVERIFY2(replay(record.events) == run.controller.state(), after);
            QVERIFY2(runRecordFromJson(toJson(record)) == record, after);
        }
    }

    /// Seed and fences are the record's own: the same agents are asked the same bytes.
    void theSameIsAsked()
    {
        const RunRequest request = enginetest::request(everythingGraph());
        RunFixture first;
        script(first);
        QVERIFY(first.controller.start(request));
        first.playToEnd();
        const RunRecord whole = first.controller.record();
        RunFixture run;
        script(run);
        QVERIFY(run.controller.resume(cut(whole, 2), ResumeOptions::of(request.graph)));
        run.playToEnd();
        for (const auto name : {"a0-0"_L1, "a1-1"_L1, "s"_L1})
            QCOMPARE(run.controller.messagesOf({name}), first.controller.messagesOf({name}));
    }

    void anEndedRunIsNotResumed()
    {
        const RunRecord whole = wholeRun(enginetest::request(everythingGraph()));
        RunFixture run;
        const auto resumed = run.controller.resume(whole, {});
        QVERIFY(!resumed);
        QCOMPARE(resumed.error().kind, ErrorKind::InvalidInput);
        QCOMPARE(run.controller.state().phase, RunState::Phase::NotStarted);
    }

    void partialTextIsKeptAsAFailedAttempt()
    {
        ModelFacts priced;
        priced.inputUsdPerMTok = priced.outputUsdPerMTok = 1000.0;
        const RunRequest request = enginetest::request(enginetest::graph(1, 1));
        RunFixture dying(priced);
        dying.script(u"a0-0"_s, u"+10 \"half an\" hang"_s);
        QVERIFY(dying.controller.start(request));
        dying.clock.advance(Milliseconds(500));
        const RunRecord interrupted = dying.controller.record();
        RunFixture run(priced);
        run.clock.advance(Milliseconds(90'000));
        QVERIFY(run.controller.resume(interrupted, ResumeOptions::of(request.graph)));
        const RunState &state = run.controller.state();
        QCOMPARE(state.resumedAt, QList<QDateTime>{run.clock.calendar()});
        const double wasted = state.costUsd;
        QVERIFY2(wasted > 0.0, "what had arrived was paid for");
        run.playToEnd();
        const AgentState &agent = state.agent({u"a0-0"_s});
        QCOMPARE(agent.answer, u"an answer"_s);
        QCOMPARE(agent.attempt, 2);
        QCOMPARE(agent.failedAttempts.size(), 1);
        QCOMPARE(agent.failedAttempts[0].kind, ErrorKind::Stopped);
        QCOMPARE(agent.failedAttempts[0].partialText, u"half an"_s);
        QVERIFY(!agent.failedAttempts[0].message.isEmpty());
        QVERIFY(state.costUsd > wasted);
        // Time goes on from the last event: the pause is nobody's waiting time.
        QVERIFY(state.now < Milliseconds(1000));
        QCOMPARE(run.controller.record().requests.size(), 3);
        QCOMPARE(run.controller.record().requests[1].attempt, 2);
    }

    void aDecisionIsAskedForAgain()
    {
        Graph graph = enginetest::graph(1, 2);
        graph.layers[0].quorum = Quorum{2, Milliseconds(0)};
        RunRequest request = enginetest::request(graph);
        request.policies.belowQuorum = RunPolicies::BelowQuorum::Ask;
        RunFixture dying;
        dying.script(u"a0-0"_s, u"+10 fail server"_s);
        QVERIFY(dying.controller.start(request));
        dying.playToEnd();
        QCOMPARE(dying.controller.state().phase, RunState::Phase::AwaitingDecision);
        ResumeOptions options = ResumeOptions::of(graph);
        options.policies.belowQuorum = RunPolicies::BelowQuorum::Ask;
        RunFixture run;
        QVERIFY(run.controller.resume(dying.controller.record(), options));
        run.playToEnd();
        QCOMPARE(run.controller.state().phase, RunState::Phase::AwaitingDecision);
        run.controller.resumeWithFewer();
        run.playToEnd();
        QCOMPARE(run.outcomes, QList<RunOutcome>{RunOutcome::Synthesis});
        QCOMPARE(run.asked(), u"s"_s);
    }

    void aRunMayDieMoreThanOnce()
    {
        const RunRequest request = enginetest::request(everythingGraph());
        const RunRecord whole = wholeRun(request);
        RunRecord record = cut(whole, 4);
        for (int deaths = 0; deaths < 5; ++deaths) {
            RunFixture run;
            script(run);
            QVERIFY(run.controller.resume(record, ResumeOptions::of(request.graph)));
            run.clock.advance(Milliseconds(31));
            record = run.controller.record();
            QCOMPARE(replay(record.events).resumedAt.size(), deaths + 1);
        }
        RunFixture run;
        script(run);
        QVERIFY(run.controller.resume(record, ResumeOptions::of(request.graph)));
        run.playToEnd();
        QCOMPARE(run.controller.record().synthesis(), whole.synthesis());
    }

    void theCacheSavesWhatTheDeadProgramHadAsked()
    {
        MemoryCache cache;
        const RunRequest request = enginetest::request(everythingGraph());
        RunFixture first(ModelFacts{}, &cache);
        script(first);
        QVERIFY(first.controller.start(request));
        first.playToEnd();
        RunFixture run(ModelFacts{}, &cache);
        QVERIFY(run.controller.resume(cut(first.controller.record(), 3), ResumeOptions::of(request.graph)));
        run.playToEnd();
        QCOMPARE(run.asked(), QString());
        QCOMPARE(run.outcomes, QList<RunOutcome>{RunOutcome::Synthesis});
    }
};

QTEST_GUILESS_MAIN(ResumeTest)
#include "tst_resume.moc"
