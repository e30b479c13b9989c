// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "Story.h"
#include "support/FakeClock.h"
#include "support/ScriptedClient.h"
#include "viewmodel/RunSession.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

/// Runs of a session against scripted models.
class RunSessionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void saysWhyItCannotRun();
    void runsThePrompt();
    void stopsAndKeeps();
    void queuesTheNextPrompt();
    void stoppingHandsTheQueueBack();
    void aPromptThatCannotRunIsHandedBack();
    void recallsPrompts();
    void asksOnlyWhatIsNeeded_data();
    void asksOnlyWhatIsNeeded();
    void anotherModelIsAnUndoStep();
    void raisesTheLimit();
    void changedSettingsAreAskedAgain();
    void changedPackingIsReadAgain();
    void goesOnWithFewer();
    void triesAgainInsteadOfGoingOn();
    void nothingIsAskedAgainWhileCallsRun();
    void asksBeforeDearRuns();
    void asksBeforeDearParts();
    void saysWhyNothingCanBeAskedAgain();
    void asksBeforeLargeRuns();
    void knowsHowLongAnswersAre();
    void retriesAtOnce();
    void canBeDeletedWhileRunning();
    void pinnedAnswersAreTakenAsTheyAre();
    void onlyAnswersCanBePinned();
    void adoptsARunOfAnEarlierSession();
};

namespace {

const AgentId a{u"a"_s};
const AgentId b{u"b"_s};
const AgentId s{u"s"_s};

/// A session on three proposers and an aggregator that answer after 100 ms.
struct Desk
{
    Desk()
        : client(clock)
        , random(1)
        , estimate(clock)
        , session({client, clock, random}, document, estimate)
    {
        client.setDefault(CallScript::parse(u"+100 \"Some words\" ok in=10 out=2"_s));
        document.reset(threePlusOne());
        estimate.setGraph(document.graph());
        session.setProviders(someProviders());
        session.setPrompt(u"Why?"_s);
    }

    /// What was asked since the last call of this, by model.
    QString asked()
    {
        QStringList models;
        for (; seen < client.requests().size(); ++seen)
            models.append(client.requests()[seen].model.model);
        return models.join(u' ');
    }

    void script(const QString &model, const QString &text)
    {
        client.setScripts(ModelRef::fromString(model).value(), {CallScript::parse(text)});
    }

    void finish()
    {
        clock.advance(Milliseconds(60'000));
        QVERIFY(!session.isRunning());
    }

    /// A whole first run; asked() then tells of the second one.
    void runOnce()
    {
        session.run();
        finish();
        asked();
    }

    FakeClock clock;
    ScriptedClient client;
    QRandomGenerator random;
    GraphDocument document;
    EstimatePresenter estimate;
    RunSession session;
    qsizetype seen = 0;
};

} // namespace

void RunSessionTest::saysWhyItCannotRun()
{
    Desk desk;
    QCOMPARE(desk.session.blockedReason(), QString());
    desk.session.setPrompt(u" \n"_s);
    QCOMPARE(desk.session.blockedReason(), u"Write a prompt first."_s);
    desk.session.run();
    QVERIFY(!desk.session.isRunning());

    desk.session.setPrompt(u"Why?"_s);
    desk.document.setModel(b, {});
    QCOMPARE(desk.session.blockedReason(), desk.document.issues().first().message);
    desk.document.setModel(b, ModelRef::fromString(u"anthropic/opus"_s).value());
    QCOMPARE(desk.session.blockedReason(), u"Anthropic has no key. Add it or choose another model."_s);
    desk.document.setMuted({b}, true);
    QCOMPARE(desk.session.blockedReason(), QString());

    Graph graph = threePlusOne();
    graph.policy.budgetUsd = 0.000001;
    desk.document.reset(graph);
    desk.estimate.setGraph(graph);
    desk.estimate.setLookup(someProviders().lookup());
    desk.estimate.update();
    QVERIFY(desk.session.blockedReason().contains(u"over the graph's budget"_s));
}

void RunSessionTest::runsThePrompt()
{
    Desk desk;
    QSignalSpy started(&desk.session, &RunSession::runStarted);
    QSignalSpy finished(&desk.session, &RunSession::runFinished);
    desk.session.run();
    QVERIFY(desk.session.isRunning());
    QCOMPARE(started.count(), 1);
    QCOMPARE(desk.session.prompt(), u"Why?"_s);
    desk.finish();
    QCOMPARE(finished.count(), 1);
    QCOMPARE(desk.asked(), u"alpha beta gamma sigma"_s);
    QCOMPARE(desk.session.runs().size(), 1);
    const SessionRun &run = desk.session.runs().first();
    QCOMPARE(run.state.outcome, RunOutcome::Synthesis);
    QCOMPARE(run.record.synthesis(), u"Some words"_s);
    QCOMPARE(run.record.prompt, u"Why?"_s);
    QVERIFY(replay(run.record.events) == run.state);
}

void RunSessionTest::stopsAndKeeps()
{
    Desk desk;
    desk.script(u"together/beta"_s, u"+50 \"Half\" hang"_s);
    desk.session.run();
    desk.clock.advance(Milliseconds(200));
    desk.session.stopAgent({u"c"_s}); // has settled: nothing happens
    desk.session.stop();
    QVERIFY(!desk.session.isRunning());
    const RunState &state = desk.session.runs().first().state;
    QCOMPARE(state.outcome, RunOutcome::Stopped);
    QCOMPARE(state.agent(a).answer, u"Some words"_s);
    QCOMPARE(state.agent(b).answer, u"Half"_s);
    QCOMPARE(state.agent({u"c"_s}).status, AgentStatus::Done);
}

void RunSessionTest::queuesTheNextPrompt()
{
    Desk desk;
    desk.session.run();
    QCOMPARE(desk.session.blockedReason(), u"This prompt is running. Change it to queue another one."_s);
    desk.session.run();
    QCOMPARE(desk.session.queuedCount(), 0);

    desk.session.setPrompt(u"And then?"_s);
    desk.session.run();
    QCOMPARE(desk.session.queuedText(), u"Queued: 1"_s);
    QCOMPARE(desk.session.prompt(), QString());
    desk.clock.advance(Milliseconds(60'000));
    QTRY_VERIFY(desk.session.isRunning());
    QCOMPARE(desk.session.queuedText(), QString());
    desk.finish();
    QCOMPARE(desk.session.runs().size(), 2);
    QCOMPARE(desk.session.runs().last().start.prompt, u"And then?"_s);
}

void RunSessionTest::stoppingHandsTheQueueBack()
{
    Desk desk;
    desk.session.run();
    desk.session.setPrompt(u"And then?"_s);
    desk.session.run();
    desk.session.stop();
    QCOMPARE(desk.session.prompt(), u"And then?"_s);
    QCOMPARE(desk.session.queuedCount(), 0);
    QCoreApplication::sendPostedEvents();
    QVERIFY(!desk.session.isRunning());
}

void RunSessionTest::aPromptThatCannotRunIsHandedBack()
{
    Desk desk;
    QSignalSpy refused(&desk.session, &RunSession::refused);
    desk.session.run();
    desk.session.setPrompt(u"And then?"_s);
    desk.session.run();
    desk.document.setModel(b, {});
    desk.clock.advance(Milliseconds(60'000));
    QTRY_COMPARE(refused.count(), 1);
    QVERIFY(!refused.first().first().toString().isEmpty());
    QCOMPARE(desk.session.prompt(), u"And then?"_s);
    QVERIFY(!desk.session.isRunning());
}

void RunSessionTest::recallsPrompts()
{
    Desk desk;
    QVERIFY(!desk.session.earlierPrompt());
    desk.runOnce();
    desk.session.setPrompt(u"Second"_s);
    desk.runOnce();
    desk.session.runAgain();
    desk.finish();
    QCOMPARE(desk.session.earlierPrompt(), u"Second"_s);
    QCOMPARE(desk.session.earlierPrompt(), u"Why?"_s);
    QVERIFY(!desk.session.earlierPrompt());
    QCOMPARE(desk.session.laterPrompt(), u"Second"_s);
    QVERIFY(!desk.session.laterPrompt());
}

void RunSessionTest::asksOnlyWhatIsNeeded_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QStringList>("again");
    QTest::addColumn<QString>("asked");
    const QString fine = u"+100 \"Fine\" ok"_s;
    QTest::newRow("one proposer and its reader") << fine << QStringList{u"b"_s} << u"beta sigma"_s;
    QTest::newRow("the aggregator alone") << fine << QStringList{u"s"_s} << u"sigma"_s;
    QTest::newRow("whoever failed") << u"+10 fail server"_s << QStringList{} << u"beta sigma"_s;
    QTest::newRow("nobody") << fine << QStringList{} << QString();
    QTest::newRow("two") << fine << QStringList{u"a"_s, u"b"_s} << u"alpha beta sigma"_s;
}

void RunSessionTest::asksOnlyWhatIsNeeded()
{
    QFETCH(QString, script);
    QFETCH(QStringList, again);
    QFETCH(QString, asked);
    Desk desk;
    desk.script(u"together/beta"_s, script);
    desk.runOnce();
    QList<AgentId> ids;
    for (const QString &id : again)
        ids.append(AgentId{id});
    desk.session.askAgain(ids);
    desk.finish();
    QCOMPARE(desk.asked(), asked);
    QCOMPARE(desk.session.runs().size(), 2);
    const AgentState &kept = desk.session.runs().last().state.agent({u"c"_s});
    QCOMPARE(kept.status, AgentStatus::Cached);
    QCOMPARE(kept.answer, u"Some words"_s);
    QVERIFY(kept.cachedFrom.isValid());
}

void RunSessionTest::anotherModelIsAnUndoStep()
{
    Desk desk;
    desk.runOnce();
    desk.session.useOtherModel(b, ModelRef::fromString(u"local/gamma"_s).value());
    desk.finish();
    QCOMPARE(desk.asked(), u"gamma sigma"_s);
    QCOMPARE(desk.document.undoStack().undoText(), u"Change model of B"_s);
}

void RunSessionTest::raisesTheLimit()
{
    Desk desk;
    desk.runOnce();
    desk.session.raiseLimit(a);
    desk.finish();
    QCOMPARE(desk.asked(), u"alpha sigma"_s);
    QCOMPARE(desk.client.requests().at(4).maxTokens, 4096);
}

void RunSessionTest::changedSettingsAreAskedAgain()
{
    Desk desk;
    desk.runOnce();
    desk.document.setTemperature(a, 0.1);
    desk.document.setName(b, u"Critic"_s);
    desk.session.askAgain({});
    desk.finish();
    QCOMPARE(desk.asked(), u"alpha sigma"_s);
}

void RunSessionTest::changedPackingIsReadAgain()
{
    Desk desk;
    desk.runOnce();
    Graph graph = desk.document.graph();
    graph.packing.names = Packing::Names::Shown;
    desk.document.replaceGraph(graph, u"Show names"_s);
    desk.session.askAgain({});
    desk.finish();
    QCOMPARE(desk.asked(), u"sigma"_s);
}

void RunSessionTest::goesOnWithFewer()
{
    Desk desk;
    desk.script(u"together/beta"_s, u"+10 fail server"_s);
    desk.script(u"local/gamma"_s, u"+10 fail server"_s);
    desk.session.run();
    desk.clock.advance(Milliseconds(60'000));
    QVERIFY(desk.session.isRunning());
    desk.session.continueWithFewer();
    desk.finish();
    QCOMPARE(desk.asked(), u"alpha beta gamma sigma"_s);
    QCOMPARE(desk.session.runs().first().state.outcome, RunOutcome::Synthesis);
}

void RunSessionTest::triesAgainInsteadOfGoingOn()
{
    Desk desk;
    desk.script(u"local/gamma"_s, u"+10 fail server"_s);
    desk.client.setScripts(ModelRef::fromString(u"together/beta"_s).value(),
                           {CallScript::parse(u"+10 fail server"_s), CallScript::parse(u"+10 \"Now\" ok"_s)});
    desk.session.run();
    desk.clock.advance(Milliseconds(60'000));
    QVERIFY(desk.session.isRunning());
    desk.asked();
    desk.session.askAgain({});
    desk.finish();
    QCOMPARE(desk.asked(), u"beta gamma sigma"_s);
    QCOMPARE(desk.session.runs().first().state.outcome, RunOutcome::Stopped);
    QCOMPARE(desk.session.runs().last().state.outcome, RunOutcome::Synthesis);
}

void RunSessionTest::nothingIsAskedAgainWhileCallsRun()
{
    Desk desk;
    desk.session.run();
    desk.clock.advance(Milliseconds(10));
    desk.session.askAgain({a});
    desk.session.runAgain();
    desk.finish();
    QCOMPARE(desk.session.runs().size(), 1);
    QCOMPARE(desk.asked(), u"alpha beta gamma sigma"_s);
}

void RunSessionTest::asksBeforeDearRuns()
{
    Desk desk;
    desk.estimate.setLookup(someProviders().lookup());
    QVERIFY(!desk.session.question());
    desk.session.setAskAboveUsd(0.0001);
    const std::optional<RunQuestion> question = desk.session.question();
    QVERIFY(question);
    QCOMPARE(question->title, u"Run 4 calls?"_s);
    QVERIFY2(QRegularExpression(u"^About [\\d,]+ tokens, \\$[\\d.–]+, \\d+–\\d+ s\\. Your limit for asking is"_s)
                 .match(question->text)
                 .hasMatch(),
             qPrintable(question->text));
}

void RunSessionTest::asksBeforeDearParts()
{
    Desk desk;
    Graph part = desk.document.graph();
    part.layers.removeLast();
    QVERIFY(!desk.session.partQuestion(part));
    QVERIFY(!desk.session.askAgainQuestion({}));
    desk.session.setAskAboveUsd(0.0001);
    QCOMPARE(desk.session.partQuestion(part)->title, u"Run 3 calls?"_s);
    desk.runOnce();
    // Only what would be asked counts: one proposer and the aggregator that reads it.
    QCOMPARE(desk.session.askAgainQuestion({a})->title, u"Run 2 calls?"_s);
    QCOMPARE(desk.session.runAgainQuestion()->title, u"Run 4 calls?"_s);
    QVERIFY(!desk.session.askAgainQuestion({}));
}

void RunSessionTest::saysWhyNothingCanBeAskedAgain()
{
    Desk desk;
    QCOMPARE(desk.session.againBlockedReason(), u"Nothing has been run yet."_s);
    desk.session.run();
    QVERIFY(desk.session.againBlockedReason().contains(u"A run goes on"_s));
    desk.finish();
    QVERIFY(desk.session.againBlockedReason().isEmpty());
    desk.document.setModel(a, {});
    QVERIFY(!desk.session.againBlockedReason().isEmpty());
}

void RunSessionTest::asksBeforeLargeRuns()
{
    Desk desk;
    Graph graph = threePlusOne();
    for (int i = 0; i < 22; ++i) {
        graph.layers[0].agents.append(graph.layers[0].agents[0]);
        graph.layers[0].agents.last().id = {u"m%1"_s.arg(i)};
    }
    desk.estimate.setGraph(graph);
    QVERIFY(desk.session.question());
    QVERIFY(desk.session.question()->text.endsWith(u"Your limit for asking is 25 calls."_s));
    graph.layers[0].agents.removeLast();
    desk.estimate.setGraph(graph);
    QVERIFY(!desk.session.question());
}

void RunSessionTest::knowsHowLongAnswersAre()
{
    Desk desk;
    RunStart last;
    connect(&desk.session, &RunSession::runStarted, this, [&](const RunStart &start) { last = start; });
    desk.runOnce();
    QVERIFY(last.expectedTokens.isEmpty());
    desk.runOnce();
    QCOMPARE(last.expectedTokens.size(), 4);
    QVERIFY(last.expectedTokens.value(a) > 0);
}

void RunSessionTest::retriesAtOnce()
{
    Desk desk;
    desk.script(u"together/alpha"_s, u"+10 retry server 50000 +10 \"Now\" ok"_s);
    desk.session.run();
    desk.clock.advance(Milliseconds(1000));
    desk.session.retryNow(a);
    desk.clock.advance(Milliseconds(1000));
    QVERIFY(!desk.session.isRunning());
}

void RunSessionTest::canBeDeletedWhileRunning()
{
    FakeClock clock;
    ScriptedClient client(clock);
    client.setDefault(CallScript::parse(u"hang"_s));
    QRandomGenerator random(1);
    GraphDocument document;
    document.reset(threePlusOne());
    EstimatePresenter estimate(clock);
    auto session = std::make_unique<RunSession>(SessionServices{client, clock, random}, document, estimate);
    session->setPrompt(u"Why?"_s);
    session->run();
    clock.advance(Milliseconds(10));
    QSignalSpy finished(session.get(), &RunSession::runFinished);
    session.reset();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QCOMPARE(finished.count(), 0);
    QCOMPARE(client.callsUnderWay(), 0);
}

void RunSessionTest::pinnedAnswersAreTakenAsTheyAre()
{
    Desk desk;
    desk.runOnce();
    QSignalSpy changed(&desk.session, &RunSession::pinnedChanged);
    desk.session.pin(b);
    QCOMPARE(changed.count(), 1);
    desk.script(u"together/alpha"_s, u"+100 \"Other words\" ok"_s);
    desk.session.setPrompt(u"And now?"_s);
    desk.runOnce();
    const AgentState pinned = desk.session.runs().last().state.agent(b);
    QCOMPARE(pinned.status, AgentStatus::Cached);
    QVERIFY(pinned.pinned);
    QCOMPARE(pinned.answer, u"Some words"_s);
    QCOMPARE(pinned.cachedFrom, desk.session.pinned().value(b).from);
    QCOMPARE(desk.session.runs().last().state.agent(a).answer, u"Other words"_s);

    desk.session.unpin(b);
    desk.session.run();
    desk.finish();
    QCOMPARE(desk.asked(), u"alpha beta gamma sigma"_s);
}

void RunSessionTest::onlyAnswersCanBePinned()
{
    Desk desk;
    desk.session.pin(a);
    QVERIFY(desk.session.pinned().isEmpty());
    desk.script(u"together/beta"_s, u"+10 fail server"_s);
    desk.runOnce();
    desk.session.pin(b);
    desk.session.pin({u"nobody"_s});
    QVERIFY(desk.session.pinned().isEmpty());
    desk.session.pin(a);
    QCOMPARE(desk.session.pinned().keys(), QList{a});
    // One that is not in the graph any more does not get in the way.
    Graph graph = threePlusOne();
    graph.layers.first().agents.removeFirst();
    desk.script(u"together/beta"_s, u"+10 \"Fine\" ok"_s);
    desk.document.reset(graph);
    desk.runOnce();
    QVERIFY(desk.session.runs().last().state.outcome == RunOutcome::Synthesis);
}

void RunSessionTest::adoptsARunOfAnEarlierSession()
{
    Desk first;
    first.runOnce();
    Desk second;
    second.session.adopt(first.session.runs().last().record);
    QCOMPARE(second.session.earlierPrompt(), u"Why?"_s);
    second.session.askAgain({s});
    second.finish();
    QCOMPARE(second.asked(), u"sigma"_s);
}

QTEST_GUILESS_MAIN(RunSessionTest)
#include "tst_run_session.moc"
