// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "Story.h"
#include "support/FakeClock.h"
#include "viewmodel/RunPresenter.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

/// How often views hear of a run, and that they never miss or double a text.
class RunPresenterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void updatesAreCoalesced();
    void deltasMakeTheAnswer();
    void aViewMadeBetweenUpdatesMissesNothing();
    void newAttemptResetsTheAnswer();
    void cachedAnswersArriveWhole();
    void aHedgeReplacesTheTextWhenItIsTaken();
    void aResumedRunForgetsUnfinishedTexts();
    void reasoningIsNoAnswer();
    void readersChangeWithTheirReferences();
    void secondsPassWithoutEvents();
    void nothingTicksAfterTheRun();
    void progressNeverGoesBackwards();
    void manyTokensFewSignals();
    void announcesMilestones();
    void showsAFinishedRun();
    void aNewGraphForgetsTheRun();
    void nonsenseChangesNothing();

private:
    /// Begins a run of threePlusOne and tells its story.
    void play(RunPresenter &presenter, const QString &story) const;
};

namespace {

/// A view that keeps each answer as it is told.
class Listener : public QObject
{
    Q_OBJECT

public:
    explicit Listener(const RunPresenter &presenter)
    {
        connect(&presenter, &RunPresenter::answerAppended, this,
                [this](const AgentId &id, const QString &delta) { m_answers[id] += delta; });
        connect(&presenter, &RunPresenter::answerReset, this,
                [this](const AgentId &id, const QString &text) { m_answers[id] = text; });
    }

    [[nodiscard]] QString answer(const QString &id) const { return m_answers.value({id}); }

private:
    QHash<AgentId, QString> m_answers;
};

RunStart startOf(const Graph &graph)
{
    return {graph, compile(graph).value_or(Plan{}), u"Why?"_s, {}};
}

QList<AgentId> agentsOf(const QSignalSpy &displayChanged)
{
    return displayChanged.last().first().value<QList<AgentId>>();
}

} // namespace

void RunPresenterTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

void RunPresenterTest::play(RunPresenter &presenter, const QString &story) const
{
    for (const RunEvent &event : tell(threePlusOne(), story))
        presenter.record(event);
}

void RunPresenterTest::updatesAreCoalesced()
{
    FakeClock clock;
    RunPresenter presenter(clock);
    presenter.begin(startOf(threePlusOne()));
    QSignalSpy appended(&presenter, &RunPresenter::answerAppended);
    QSignalSpy changed(&presenter, &RunPresenter::displayChanged);
    play(presenter, u"run; a queue; a start; a text One; a text two; b start; a text three"_s);
    QCOMPARE(appended.count() + changed.count(), 0);

    clock.advance(RunPresenter::updateInterval);
    QCOMPARE(appended.count(), 1);
    QCOMPARE(appended.first().last().toString(), u"Onetwothree"_s);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(agentsOf(changed), (QList<AgentId>{{u"a"_s}, {u"b"_s}}));

    clock.advance(RunPresenter::updateInterval);
    QCOMPARE(changed.count(), 1);
}

void RunPresenterTest::deltasMakeTheAnswer()
{
    FakeClock clock;
    RunPresenter presenter(clock);
    Listener view(presenter);
    presenter.begin(startOf(threePlusOne()));
    play(presenter, u"run; a start; a text One"_s);
    clock.advance(RunPresenter::updateInterval);
    play(presenter, u"a text Two"_s);
    QCOMPARE(view.answer(u"a"_s), u"One"_s);
    clock.advance(RunPresenter::updateInterval);
    play(presenter, u"a text Three; a done"_s);
    clock.advance(RunPresenter::updateInterval);
    QCOMPARE(view.answer(u"a"_s), u"OneTwoThree"_s);
    QCOMPARE(presenter.answer({u"a"_s}), u"OneTwoThree"_s);
}

void RunPresenterTest::aViewMadeBetweenUpdatesMissesNothing()
{
    FakeClock clock;
    RunPresenter presenter(clock);
    presenter.begin(startOf(threePlusOne()));
    play(presenter, u"run; a start; a text One"_s);
    clock.advance(RunPresenter::updateInterval);
    play(presenter, u"a text Two"_s);

    QString shown = presenter.answer({u"a"_s});
    QCOMPARE(shown, u"One"_s);
    connect(&presenter, &RunPresenter::answerAppended, this,
            [&shown](const AgentId &, const QString &delta) { shown += delta; });
    clock.advance(RunPresenter::updateInterval);
    QCOMPARE(shown, u"OneTwo"_s);
}

void RunPresenterTest::newAttemptResetsTheAnswer()
{
    FakeClock clock;
    RunPresenter presenter(clock);
    Listener view(presenter);
    presenter.begin(startOf(threePlusOne()));
    play(presenter, u"run; a start; a text Wrong"_s);
    clock.advance(RunPresenter::updateInterval);
    QCOMPARE(view.answer(u"a"_s), u"Wrong"_s);
    play(presenter, u"a retry server 0 local/gamma; a start 2; a text Right words"_s);
    clock.advance(RunPresenter::updateInterval);
    QCOMPARE(view.answer(u"a"_s), u"Right words"_s);
    QCOMPARE(presenter.scene().meter({u"a"_s}).answer.words, 2);

    // Before anything was delivered, a reset is no news: the new text arrives as an addition.
    play(presenter, u"b start; b retry server 0; b start 2; b text Fine"_s);
    clock.advance(RunPresenter::updateInterval);
    QCOMPARE(view.answer(u"b"_s), u"Fine"_s);
}

void RunPresenterTest::aHedgeReplacesTheTextWhenItIsTaken()
{
    FakeClock clock;
    RunPresenter presenter(clock);
    Listener view(presenter);
    presenter.begin(startOf(threePlusOne()));
    play(presenter, u"run; a start; a text Slow"_s);
    const AgentId a{u"a"_s};
    presenter.record({Milliseconds(10), a, 0, event::CallHedged{{}, 2}});
    clock.advance(RunPresenter::updateInterval);
    QCOMPARE(view.answer(u"a"_s), u"Slow"_s);
    play(presenter, u"a text er"_s);
    clock.advance(RunPresenter::updateInterval);
    QCOMPARE(view.answer(u"a"_s), u"Slower"_s);
    event::HedgeTaken taken;
    taken.answer = u"Another, longer text"_s;
    taken.started = taken.firstToken = Milliseconds(10);
    presenter.record({Milliseconds(20), a, 0, taken});
    play(presenter, u"a text ."_s);
    clock.advance(RunPresenter::updateInterval);
    QCOMPARE(view.answer(u"a"_s), u"Another, longer text."_s);
}

void RunPresenterTest::aResumedRunForgetsUnfinishedTexts()
{
    FakeClock clock;
    RunPresenter presenter(clock);
    Listener view(presenter);
    presenter.begin(startOf(threePlusOne()));
    play(presenter, u"run; a start; a text Whole; a done; b start; b text Half"_s);
    clock.advance(RunPresenter::updateInterval);
    presenter.record({Milliseconds(10), {}, -1, event::RunResumed{}});
    clock.advance(RunPresenter::updateInterval);
    QCOMPARE(view.answer(u"a"_s), u"Whole"_s);
    QCOMPARE(view.answer(u"b"_s), QString());
    play(presenter, u"b start 2; b text New"_s);
    clock.advance(RunPresenter::updateInterval);
    QCOMPARE(view.answer(u"b"_s), u"New"_s);
}

void RunPresenterTest::cachedAnswersArriveWhole()
{
    FakeClock clock;
    RunPresenter presenter(clock);
    Listener view(presenter);
    presenter.begin(startOf(threePlusOne()));
    play(presenter, u"run; a cached An old answer"_s);
    clock.advance(RunPresenter::updateInterval);
    QCOMPARE(view.answer(u"a"_s), u"An old answer"_s);
    QCOMPARE(presenter.agent({u"a"_s}).footer, u"3 words"_s);
}

void RunPresenterTest::reasoningIsNoAnswer()
{
    FakeClock clock;
    RunPresenter presenter(clock);
    presenter.begin(startOf(threePlusOne()));
    QSignalSpy appended(&presenter, &RunPresenter::answerAppended);
    QSignalSpy reasoning(&presenter, &RunPresenter::reasoningChanged);
    play(presenter, u"run; a start; a think Hm"_s);
    clock.advance(RunPresenter::updateInterval);
    QCOMPARE(appended.count(), 0);
    QCOMPARE(reasoning.count(), 1);
    QCOMPARE(presenter.reasoning({u"a"_s}), u"Hm"_s);
    play(presenter, u"a text Yes"_s);
    clock.advance(RunPresenter::updateInterval);
    QCOMPARE(reasoning.count(), 1);
}

void RunPresenterTest::readersChangeWithTheirReferences()
{
    FakeClock clock;
    RunPresenter presenter(clock);
    presenter.begin(startOf(threePlusOne()));
    QSignalSpy changed(&presenter, &RunPresenter::displayChanged);
    play(presenter, u"run; a start; a done"_s);
    clock.advance(RunPresenter::updateInterval);
    QCOMPARE(agentsOf(changed), (QList<AgentId>{{u"a"_s}, {u"s"_s}}));
    QCOMPARE(presenter.agent({u"s"_s}).stateText, u"Waiting for 2"_s);
}

void RunPresenterTest::secondsPassWithoutEvents()
{
    FakeClock clock;
    RunPresenter presenter(clock);
    presenter.begin(startOf(threePlusOne()));
    play(presenter, u"run; a start; b start; 100 b retry rate-limited 8000"_s);
    clock.advance(Milliseconds(3000));
    QCOMPARE(presenter.agent({u"a"_s}).stateText, u"Thinking… 3 s"_s);
    QCOMPARE(presenter.agent({u"b"_s}).stateText, u"Retry 1 of 3 in 6 s"_s);
    QVERIFY(presenter.statusText().endsWith(u"00:03"_s));

    QSignalSpy changed(&presenter, &RunPresenter::displayChanged);
    QSignalSpy run(&presenter, &RunPresenter::runChanged);
    clock.advance(Milliseconds(2000));
    QCOMPARE(changed.count(), 4);
    QCOMPARE(run.count(), 4);
    QCOMPARE(agentsOf(changed), (QList<AgentId>{{u"a"_s}, {u"b"_s}}));
}

void RunPresenterTest::nothingTicksAfterTheRun()
{
    FakeClock clock;
    RunPresenter presenter(clock);
    presenter.begin(startOf(threePlusOne()));
    play(presenter, u"run; a start; 500 a stop; end stopped"_s);
    clock.advance(RunPresenter::updateInterval);
    QCOMPARE(clock.armedAlarms(), 0);
    QVERIFY(!presenter.isRunning());
}

void RunPresenterTest::progressNeverGoesBackwards()
{
    FakeClock clock;
    RunPresenter presenter(clock);
    RunStart start = startOf(threePlusOne());
    start.expectedTokens[{u"a"_s}] = 40;
    presenter.begin(start);
    play(presenter, u"run; a start"_s);
    double last = 0;
    for (int i = 0; i < 100; ++i) {
        play(presenter, u"a text word"_s);
        const double progress = presenter.agent({u"a"_s}).progress.value();
        QVERIFY(progress >= last);
        QVERIFY(progress < 1);
        last = progress;
    }
    QCOMPARE(presenter.agent({u"a"_s}).stateText, u"Streaming 99 %"_s);
}

void RunPresenterTest::manyTokensFewSignals()
{
    FakeClock clock;
    RunPresenter presenter(clock);
    Listener view(presenter);
    presenter.begin(startOf(threePlusOne()));
    play(presenter, u"run; a start"_s);
    QSignalSpy appended(&presenter, &RunPresenter::answerAppended);
    const QList<RunEvent> token = tell(threePlusOne(), u"a text x"_s);
    for (int i = 0; i < 1000; ++i) {
        presenter.record(token.first());
        clock.advance(Milliseconds(1));
    }
    clock.advance(RunPresenter::updateInterval);
    QVERIFY2(appended.count() <= 32, qPrintable(QString::number(appended.count())));
    QCOMPARE(view.answer(u"a"_s).size(), 1000);
}

void RunPresenterTest::announcesMilestones()
{
    FakeClock clock;
    RunPresenter presenter(clock);
    QSignalSpy announced(&presenter, &RunPresenter::announce);
    presenter.begin(startOf(threePlusOne()));
    play(presenter, u"run; a start; a text x; a done; b start; b fail server; c cached x; layer 0 2 3; s start; "
                    "s text One two; s done; layer 1 1 1; end synthesis"_s);
    QStringList texts;
    for (const QList<QVariant> &arguments : announced)
        texts.append(arguments.first().toString());
    QCOMPARE(texts,
             (QStringList{u"Agent B failed: server error."_s, u"Layer 1 finished. 2 of 3 answers. Layer 2 started."_s,
                          u"Synthesis finished, 2 words."_s}));
}

void RunPresenterTest::showsAFinishedRun()
{
    FakeClock clock;
    RunPresenter presenter(clock);
    QSignalSpy structure(&presenter, &RunPresenter::structureChanged);
    presenter.showRun(
        startOf(threePlusOne()),
        replay(tell(threePlusOne(), u"run; 100 a start; 200 a text One two; 6200 a done; end stopped"_s)));
    QCOMPARE(structure.count(), 1);
    QCOMPARE(presenter.prompt(), u"Why?"_s);
    QCOMPARE(presenter.answer({u"a"_s}), u"One two"_s);
    QCOMPARE(presenter.agent({u"a"_s}).stateText, u"Done 6.1 s"_s);
    QCOMPARE(clock.armedAlarms(), 0);
}

void RunPresenterTest::aNewGraphForgetsTheRun()
{
    FakeClock clock;
    RunPresenter presenter(clock);
    presenter.begin(startOf(threePlusOne()));
    play(presenter, u"run; a start; a text One"_s);
    presenter.showGraph(threeTwoOne());
    QSignalSpy appended(&presenter, &RunPresenter::answerAppended);
    clock.advance(Milliseconds(5000));
    QCOMPARE(appended.count(), 0);
    QCOMPARE(presenter.answer({u"a"_s}), QString());
    QCOMPARE(presenter.layers().size(), 3);
    QCOMPARE(presenter.statusText(), u"Ready"_s);
}

void RunPresenterTest::nonsenseChangesNothing()
{
    FakeClock clock;
    RunPresenter presenter(clock);
    Listener view(presenter);
    presenter.begin(startOf(threePlusOne()));
    play(presenter,
         u"run; a start; a text One; a done; a text Late; a start 2; a retry server 5; end stopped; b text Later"_s);
    clock.advance(RunPresenter::updateInterval);
    QCOMPARE(view.answer(u"a"_s), u"One"_s);
    QCOMPARE(view.answer(u"b"_s), QString());
}

QTEST_GUILESS_MAIN(RunPresenterTest)
#include "tst_run_presenter.moc"
