// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "Story.h"
#include "graph/Presets.h"
#include "support/FakeClock.h"
#include "support/MemoryCache.h"
#include "support/ScriptedClient.h"
#include "viewmodel/RunViewModel.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace tributary;
using namespace Qt::StringLiterals;

/// The parts of the Run view joined: an edit or a run reaches every text that depends on it.
class RunViewModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void aRunReachesTheScreen();
    void editsReachTheScreen();
    void answersStayWhileTheGraphKeepsItsShape();
    void answersOfAPartStayToo();
    void messagesComeAndGo();
    void refusalsAreSaid();
    void presetsTakeUsableModels();
    void actions();
    void actionsOfTheWindow_data();
    void actionsOfTheWindow();
    void statusSaysOffline();
    void aShownRecordStandsInFrontOfTheSession();
    void theNextRunClosesTheRecord();
    void pinnedAgentsLeaveTheEstimate();
    void cachedAnswersLeaveTheEstimate();
    void withoutCacheFreshAnswersReplaceTheKept();
    void nothingIsCachedWhereThatIsOff();
    void forgottenRunsLeaveTheScreen();
    void theAnalysisIsOfTheRunOnScreen();
};

namespace {

struct Window
{
    explicit Window(AnswerCache *cache = nullptr)
        : client(clock)
        , random(1)
        , model({client, clock, random, cache})
    {
        client.setDefault(CallScript::parse(u"+100 \"Some words\" ok in=10 out=2"_s));
        model.setProviders(someProviders());
        model.document().reset(threePlusOne());
        model.session().setPrompt(u"Why?"_s);
    }

    void fail(const QString &ref)
    {
        client.setScripts(ModelRef::fromString(ref).value(),
                          {CallScript::parse(u"+10 fail server"_s), CallScript::parse(u"+10 \"Now\" ok"_s)});
    }

    void run()
    {
        model.session().run();
        clock.advance(Milliseconds(60'000));
    }

    /// Performs the first action of that text among messages and agents.
    bool press(const QString &text)
    {
        for (const Message &message : model.messages().messages()) {
            for (const Action &action : message.actions) {
                if (action.text == text)
                    return model.perform(action);
            }
        }
        return false;
    }

    FakeClock clock;
    ScriptedClient client;
    QRandomGenerator random;
    RunViewModel model;
};

} // namespace

void RunViewModelTest::aRunReachesTheScreen()
{
    Window window;
    QSignalSpy status(&window.model, &RunViewModel::statusChanged);
    window.run();
    const RunPresenter &presenter = window.model.presenter();
    QCOMPARE(presenter.answer({u"s"_s}), u"Some words"_s);
    QCOMPARE(presenter.agent({u"a"_s}).stateText, u"Done 0.1 s"_s);
    QVERIFY(presenter.statusText().startsWith(u"Finished · 4 of 4 answers"_s));
    QVERIFY(window.model.statusRight().startsWith(u"40 tokens in · 8 out · < $0.001"_s));
    QVERIFY(window.model.statusRight().endsWith(u" · Online"_s));
    QVERIFY(status.count() > 1);
}

void RunViewModelTest::editsReachTheScreen()
{
    Window window;
    window.clock.advance(EstimatePresenter::delay);
    QVERIFY(window.model.estimate().current());
    window.model.document().setModel({u"b"_s}, ModelRef::fromString(u"local/gamma"_s).value());
    QCOMPARE(window.model.presenter().agent({u"b"_s}).modelName, u"gamma"_s);
    window.model.document().setMuted({{u"a"_s}}, true);
    QCOMPARE(window.model.presenter().agent({u"a"_s}).stateText, u"Muted"_s);
    window.clock.advance(EstimatePresenter::delay);
    QCOMPARE(window.model.estimate().current()->calls, 3);
}

void RunViewModelTest::answersStayWhileTheGraphKeepsItsShape()
{
    Window window;
    window.run();
    GraphDocument &document = window.model.document();
    document.setModel({u"b"_s}, ModelRef::fromString(u"local/gamma"_s).value());
    QCOMPARE(window.model.presenter().answer({u"b"_s}), u"Some words"_s);
    QCOMPARE(window.model.presenter().agent({u"b"_s}).modelName, u"beta"_s);
    document.replaceGraph(threeTwoOne(), u"Load"_s);
    QCOMPARE(window.model.presenter().layers().size(), 3);
    QCOMPARE(window.model.presenter().answer({u"b"_s}), QString());
    document.undoStack().undo();
    QCOMPARE(window.model.presenter().answer({u"b"_s}), u"Some words"_s);
}

void RunViewModelTest::answersOfAPartStayToo()
{
    Window window;
    GraphDocument &document = window.model.document();
    window.model.session().setPrompt(u"Why?"_s);
    window.model.session().runPart(edits::upTo(document.graph(), 0, {{u"b"_s}}));
    window.clock.advance(Milliseconds(60'000));
    QCOMPARE(window.model.session().runs().size(), 1);
    const QString answer = window.model.presenter().answer({u"b"_s});
    QVERIFY(!answer.isEmpty());
    document.setName({u"a"_s}, u"Renamed"_s);
    QCOMPARE(window.model.presenter().answer({u"b"_s}), answer);
    document.addLayer(1);
    QCOMPARE(window.model.presenter().answer({u"b"_s}), QString());
    document.undoStack().undo();
    QCOMPARE(window.model.presenter().answer({u"b"_s}), answer);
}

void RunViewModelTest::messagesComeAndGo()
{
    Window window;
    QVERIFY(window.model.messages().messages().isEmpty());
    window.fail(u"together/beta"_s);
    window.run();
    QCOMPARE(window.model.messages().messages().size(), 1);
    QVERIFY(window.press(u"Try B again and redo synthesis"_s));
    window.clock.advance(Milliseconds(60'000));
    QVERIFY(window.model.messages().messages().isEmpty());
    QCOMPARE(window.model.presenter().answer({u"b"_s}), u"Now"_s);
}

void RunViewModelTest::refusalsAreSaid()
{
    Window window;
    window.run();
    window.model.document().replaceGraph({}, u"Clear"_s);
    window.model.session().runAgain();
    QCOMPARE(window.model.messages().messages().first().id, u"refused"_s);
    window.model.document().undoStack().undo();
    window.model.session().runAgain();
    QVERIFY(window.model.messages().messages().isEmpty());
    window.clock.advance(Milliseconds(60'000));
    QCOMPARE(window.model.session().runs().size(), 2);
}

void RunViewModelTest::presetsTakeUsableModels()
{
    Window window;
    for (const Preset &preset : presets()) {
        const Graph graph = window.model.presetGraph(preset.id);
        QVERIFY2(!hasErrors(validate(graph, someProviders().lookup())), qPrintable(preset.id));
        window.model.document().reset(threeTwoOne());
        window.model.loadPreset(preset.id);
        QVERIFY(window.model.document().graph() == graph);
        QCOMPARE(window.model.document().undoStack().undoText(), QString(u"Load "_s + preset.name));
    }
    window.model.loadPreset(u"no such preset"_s);
    QCOMPARE(window.model.document().undoStack().count(), 1);
    QVERIFY(window.model.presetGraph(u"no such preset"_s) == Graph{});
}

void RunViewModelTest::actions()
{
    Window window;
    window.model.setDemoQuestions({u"What is rain?"_s});
    QVERIFY(window.model.perform({Action::Kind::UseDemoQuestion, {}}));
    QCOMPARE(window.model.session().prompt(), u"What is rain?"_s);

    QVERIFY(window.model.perform({Action::Kind::MuteAgents, {}, {}, {{u"a"_s}}}));
    QVERIFY(window.model.document().graph().layers[0].agents[0].muted);
    window.model.document().undoStack().undo();

    window.fail(u"together/beta"_s);
    window.fail(u"local/gamma"_s);
    window.run();
    QVERIFY(window.press(u"Continue"_s));
    window.clock.advance(Milliseconds(60'000));
    QCOMPARE(window.model.session().runs().last().state.outcome, RunOutcome::Synthesis);

    QVERIFY(window.model.perform({Action::Kind::RaiseLimit, {}, {u"a"_s}}));
    window.clock.advance(Milliseconds(60'000));
    QCOMPARE(window.model.document().graph().layers[0].agents[0].sampling.maxTokens, 4096);
    QVERIFY(window.model.perform({Action::Kind::TryFailedAgain, {}}));
    QVERIFY(window.model.perform({Action::Kind::RetryNow, {}, {u"a"_s}}));
    QVERIFY(window.model.perform({Action::Kind::StopRun, {}}));
    QVERIFY(!window.model.session().isRunning());

    window.model.document().setBudget(5.0);
    QVERIFY(window.model.perform({Action::Kind::RaiseBudget, {}}));
    QVERIFY(!window.model.document().graph().policy.budgetUsd);
}

void RunViewModelTest::actionsOfTheWindow_data()
{
    QTest::addColumn<Action::Kind>("kind");
    QTest::newRow("model") << Action::Kind::UseAnotherModel;
    QTest::newRow("details") << Action::Kind::Details;
    QTest::newRow("provider") << Action::Kind::ConnectProvider;
    QTest::newRow("key") << Action::Kind::EditKey;
    QTest::newRow("timeline") << Action::Kind::ShowInTimeline;
    QTest::newRow("prompt sent") << Action::Kind::ShowPromptSent;
}

void RunViewModelTest::actionsOfTheWindow()
{
    QFETCH(Action::Kind, kind);
    Window window;
    QVERIFY(!window.model.perform({kind, {}, {u"a"_s}}));
    QVERIFY(!window.model.session().isRunning());
}

void RunViewModelTest::statusSaysOffline()
{
    Window window;
    QCOMPARE(window.model.statusRight(), u"Online"_s);
    window.model.setOnline(false);
    QCOMPARE(window.model.statusRight(), u"Offline"_s);
    QCOMPARE(window.model.messages().messages().first().id, u"offline"_s);
    window.model.setOnline(true);
    QVERIFY(window.model.messages().messages().isEmpty());
}

void RunViewModelTest::aShownRecordStandsInFrontOfTheSession()
{
    Window window;
    window.run();
    RunRecord record = window.model.session().runs().last().record;
    window.client.setDefault(CallScript::parse(u"+100 \"New\" +100 \" words\" ok"_s));
    window.model.session().setPrompt(u"Another?"_s);
    window.model.session().run();
    window.clock.advance(Milliseconds(150));
    window.model.showRecord({record, u"kept.moarun"_s, false});
    window.clock.advance(Milliseconds(20));
    const RunPresenter &presenter = window.model.presenter();
    QCOMPARE(presenter.answer({u"a"_s}), u"Some words"_s);
    QVERIFY(window.model.replay().isOpen());
    window.model.document().setMuted({{u"a"_s}}, true);
    QCOMPARE(presenter.answer({u"a"_s}), u"Some words"_s);

    window.model.closeRecord();
    QVERIFY(!window.model.shownRecord());
    QCOMPARE(presenter.answer({u"a"_s}), u"New"_s);
    window.clock.advance(Milliseconds(60'000));
    QCOMPARE(presenter.answer({u"s"_s}), u"New words"_s);
    QVERIFY(presenter.statusText().startsWith(u"Finished"_s));
}

void RunViewModelTest::theNextRunClosesTheRecord()
{
    Window window;
    window.run();
    QSignalSpy changed(&window.model, &RunViewModel::shownRecordChanged);
    window.model.showRecord({window.model.session().runs().last().record, {}, true});
    QCOMPARE(changed.count(), 1);
    window.model.session().setPrompt(u"Next?"_s);
    window.run();
    QCOMPARE(changed.count(), 2);
    QVERIFY(!window.model.shownRecord());
    QVERIFY(window.model.presenter().statusText().startsWith(u"Finished"_s));
}

void RunViewModelTest::pinnedAgentsLeaveTheEstimate()
{
    Window window;
    window.run();
    window.model.session().pin({u"a"_s});
    QCOMPARE(window.model.presenter().agent({u"a"_s}).state, DisplayState::Pinned);
    window.clock.advance(EstimatePresenter::delay);
    QCOMPARE(window.model.estimate().lines().first(), u"3 calls, 1 pinned · 2 layers"_s);
    window.model.session().unpin({u"a"_s});
    window.clock.advance(EstimatePresenter::delay);
    QCOMPARE(window.model.estimate().lines().first(), u"4 calls · 2 layers"_s);
}

void RunViewModelTest::cachedAnswersLeaveTheEstimate()
{
    const QString nothingCached = u"4 calls · 2 layers"_s;
    MemoryCache cache;
    Window window(&cache);
    RunSession &session = window.model.session();
    const auto calls = [&window] {
        window.clock.advance(EstimatePresenter::delay);
        return window.model.estimate().lines().value(0);
    };
    QCOMPARE(calls(), nothingCached);
    const qint64 tokens = window.model.estimate().current()->tokens;
    window.run();
    QCOMPARE(calls(), u"0 calls, 4 from cache · 2 layers"_s);
    QCOMPARE(window.model.estimate().current()->tokens, 0);
    session.pin({u"a"_s});
    QCOMPARE(calls(), u"0 calls, 1 pinned, 3 from cache · 2 layers"_s);
    session.unpin({u"a"_s});
    QCOMPARE(calls(), u"0 calls, 4 from cache · 2 layers"_s);

    window.model.document().setSystemPrompt({u"s"_s}, u"Be brief."_s);
    QCOMPARE(calls(), u"1 call, 3 from cache · 2 layers"_s);
    QVERIFY(window.model.estimate().current()->tokens > 0);
    QVERIFY(window.model.estimate().current()->tokens < tokens);

    session.setPrompt(u"Something else?"_s);
    QCOMPARE(calls(), nothingCached);
    session.setPrompt(u"Why?"_s);
    session.setAttachments({{u"notes.txt"_s, u"text/plain"_s, {}, 5, u"Words"_s}});
    QCOMPARE(calls(), nothingCached);
    session.setAttachments({});
    session.setContinuing(true);
    QCOMPARE(calls(), nothingCached);
    session.setContinuing(false);
    QCOMPARE(calls(), u"1 call, 3 from cache · 2 layers"_s);

    session.setCacheUsed(false);
    QCOMPARE(calls(), nothingCached);
    session.setCacheUsed(true);
    QCOMPARE(calls(), u"1 call, 3 from cache · 2 layers"_s);
    cache.clear();
    window.model.estimate().refresh();
    QCOMPARE(calls(), nothingCached);
}

void RunViewModelTest::withoutCacheFreshAnswersReplaceTheKept()
{
    MemoryCache cache;
    Window window(&cache);
    window.run();
    const qsizetype asked = window.client.requests().size();
    window.client.setDefault(CallScript::parse(u"+100 \"Other words\" ok in=10 out=2"_s));
    window.model.session().runAgain();
    window.clock.advance(Milliseconds(60'000));
    QCOMPARE(window.client.requests().size(), 2 * asked);
    const QList<CachedAnswer> answers = cache.answers();
    QCOMPARE(std::ranges::count(answers, u"Other words"_s, &CachedAnswer::answer), 4);
}

void RunViewModelTest::nothingIsCachedWhereThatIsOff()
{
    MemoryCache cache;
    Window window(&cache);
    window.model.session().setCacheUsed(false);
    window.run();
    window.model.session().runAgain();
    window.clock.advance(Milliseconds(60'000));
    QCOMPARE(cache.finds(), 0);
    QVERIFY(cache.answers().isEmpty());
}

void RunViewModelTest::forgottenRunsLeaveTheScreen()
{
    Window window;
    window.run();
    RunSession &session = window.model.session();
    window.model.showRecord({session.runs().last().record, {}, true});
    window.model.forgetRuns();
    QVERIFY(!window.model.shownRecord());
    QVERIFY(!window.model.presenter().scene().hasRun());
    QVERIFY(session.turns().isEmpty());
    QVERIFY(!session.earlierPrompt());

    // One that goes on stays.
    window.client.setDefault(CallScript::parse(u"+100 \"Half\" hang"_s));
    window.run();
    window.model.forgetRuns();
    QVERIFY(session.isRunning());
    QCOMPARE(window.model.presenter().answer({u"a"_s}), u"Half"_s);
}

void RunViewModelTest::theAnalysisIsOfTheRunOnScreen()
{
    Window window;
    AnalysisPresenter &analysis = window.model.analysis();
    QCOMPARE(analysis.state(), AnalysisPresenter::State::None);
    window.model.session().run();
    window.clock.advance(Milliseconds(50));
    QCOMPARE(analysis.state(), AnalysisPresenter::State::None);
    window.clock.advance(Milliseconds(60'000));
    QCOMPARE(analysis.state(), AnalysisPresenter::State::Waiting);
    QCOMPARE(analysis.record()->id, window.model.session().runs().constLast().record.id);
    RunRecord kept = window.model.session().runs().constLast().record;
    kept.id = {u"kept"_s};
    window.model.showRecord({kept, {}, true});
    QCOMPARE(analysis.record()->id, kept.id);
    window.model.replay().seek(Milliseconds(50));
    QCOMPARE(analysis.state(), AnalysisPresenter::State::None);
    window.model.replay().seek(window.model.replay().duration());
    QCOMPARE(analysis.record()->id, kept.id);
    window.model.closeRecord();
    QCOMPARE(analysis.record()->id, window.model.session().runs().constLast().record.id);
    window.model.forgetRuns();
    QCOMPARE(analysis.state(), AnalysisPresenter::State::None);
}

QTEST_GUILESS_MAIN(RunViewModelTest)
#include "tst_run_view_model.moc"
