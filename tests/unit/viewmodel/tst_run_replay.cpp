// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "Story.h"
#include "support/FakeClock.h"
#include "viewmodel/RunPresenter.h"
#include "viewmodel/RunReplay.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

const AgentId a{u"a"_s};
const AgentId s{u"s"_s};

const QString story = u"run; a queue; b skip muted; c skip muted; 1000 a start; 4000 a text Hello; 6000 a done; "
                      "layer 0 1 1; s queue; 7000 s start; 9000 s text Well; 12000 s done; end synthesis"_s;

RunRecord recordOf(const QString &told)
{
    RunRecord record;
    record.id = {u"r"_s};
    record.prompt = u"Why?"_s;
    record.graph = threePlusOne();
    record.events = tell(record.graph, told);
    return record;
}

/// A presenter with a replay of the story.
struct Booth
{
    explicit Booth(const QString &told = story)
        : presenter(clock)
        , replay(clock, presenter)
    {
        replay.open(recordOf(told));
    }

    void pass(int ms) { clock.advance(Milliseconds(ms)); }

    FakeClock clock;
    RunPresenter presenter;
    RunReplay replay;
};

} // namespace

/// A kept run is played from its events alone, at the pace that is asked for.
class RunReplayTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void beginsAtTheEnd();
    void playsAtThePaceOfTheRun();
    void playsFaster();
    void pausesWhereItIs();
    void atOnceGoesToTheEnd();
    void changesPaceOnTheWay();
    void seeks_data();
    void seeks();
    void endsByItself();
    void nothingCanBeAskedAgain();
    void nonsenseTimesAreTamed();
    void anEmptyRunIsHarmless();
    void closedItDoesNothing();
};

void RunReplayTest::beginsAtTheEnd()
{
    Booth booth;
    QCOMPARE(booth.replay.duration(), Milliseconds(12'000));
    QCOMPARE(booth.replay.position(), Milliseconds(12'000));
    QVERIFY(!booth.replay.isPlaying());
    QCOMPARE(booth.presenter.answer(s), u"Well"_s);
    QVERIFY(booth.presenter.statusText().startsWith(u"Saved run · Finished · 2 of 4 answers"_s));
}

void RunReplayTest::playsAtThePaceOfTheRun()
{
    Booth booth;
    booth.replay.play();
    QVERIFY(booth.replay.isPlaying());
    QCOMPARE(booth.presenter.answer(a), QString());
    booth.pass(3'900);
    QCOMPARE(booth.presenter.answer(a), QString());
    QVERIFY(booth.presenter.agent(a).stateText.startsWith(u"Thinking… 2 s"_s));
    booth.pass(200);
    QCOMPARE(booth.presenter.answer(a), u"Hello"_s);
    QCOMPARE(booth.presenter.answer(s), QString());
    booth.pass(5'200);
    QCOMPARE(booth.presenter.answer(s), u"Well"_s);
}

void RunReplayTest::playsFaster()
{
    Booth booth;
    booth.replay.setSpeed(RunReplay::Speed::Triple);
    booth.replay.play();
    booth.pass(1'200);
    QCOMPARE(booth.presenter.answer(a), QString());
    booth.pass(200);
    QCOMPARE(booth.presenter.answer(a), u"Hello"_s);
    booth.pass(2'600);
    QVERIFY(!booth.replay.isPlaying());
}

void RunReplayTest::pausesWhereItIs()
{
    Booth booth;
    booth.replay.play();
    booth.pass(5'000);
    booth.replay.pause();
    QVERIFY(!booth.replay.isPlaying());
    booth.pass(60'000);
    QCOMPARE(booth.replay.position(), Milliseconds(5'000));
    QCOMPARE(booth.clock.armedAlarms(), 0);
    booth.replay.play();
    booth.pass(4'100);
    QCOMPARE(booth.presenter.answer(s), u"Well"_s);
}

void RunReplayTest::atOnceGoesToTheEnd()
{
    Booth booth;
    booth.replay.play();
    booth.pass(2'000);
    booth.replay.setSpeed(RunReplay::Speed::AtOnce);
    QVERIFY(!booth.replay.isPlaying());
    QCOMPARE(booth.replay.position(), booth.replay.duration());
    QCOMPARE(booth.presenter.answer(s), u"Well"_s);
    booth.replay.play();
    QVERIFY(!booth.replay.isPlaying());
    QCOMPARE(booth.presenter.answer(s), u"Well"_s);
}

void RunReplayTest::changesPaceOnTheWay()
{
    Booth booth;
    booth.replay.play();
    booth.pass(3'000);
    booth.replay.setSpeed(RunReplay::Speed::Triple);
    booth.pass(1'000);
    QCOMPARE(booth.replay.position(), Milliseconds(6'000));
    booth.replay.setSpeed(RunReplay::Speed::Real);
    booth.pass(1'000);
    QCOMPARE(booth.replay.position(), Milliseconds(7'000));
}

void RunReplayTest::seeks_data()
{
    QTest::addColumn<int>("to");
    QTest::addColumn<int>("position");
    QTest::addColumn<QString>("answer");
    QTest::addColumn<QString>("synthesis");
    QTest::newRow("start") << 0 << 0 << QString() << QString();
    QTest::newRow("before the start") << -50 << 0 << QString() << QString();
    QTest::newRow("on an event") << 4'000 << 4'000 << u"Hello"_s << QString();
    QTest::newRow("between") << 8'000 << 8'000 << u"Hello"_s << QString();
    QTest::newRow("past the end") << 99'000 << 12'000 << u"Hello"_s << u"Well"_s;
}

void RunReplayTest::seeks()
{
    QFETCH(int, to);
    Booth booth;
    booth.replay.seek(Milliseconds(to));
    QTEST(int(booth.replay.position().count()), "position");
    QTEST(booth.presenter.answer(a), "answer");
    QTEST(booth.presenter.answer(s), "synthesis");
}

void RunReplayTest::endsByItself()
{
    Booth booth;
    QSignalSpy changed(&booth.replay, &RunReplay::changed);
    booth.replay.play();
    booth.pass(12'000);
    QVERIFY(!booth.replay.isPlaying());
    QVERIFY(!changed.isEmpty());
    booth.pass(100);
    QCOMPARE(booth.clock.armedAlarms(), 0);
}

void RunReplayTest::nothingCanBeAskedAgain()
{
    Booth failed(u"run; a start; a fail server; b start; b text Hi; b done; c skip muted; layer 0 1 2; s start; "
                 "s fail server; end no-synthesis"_s);
    const QList<Action> actions = failed.presenter.agent(a).actions;
    QCOMPARE(actions.size(), 1);
    QCOMPARE(actions.first().kind, Action::Kind::Details);
    QVERIFY(failed.presenter.agent(a).isReplayed);
    QVERIFY(!failed.presenter.agent({u"b"_s}).canBePinned);
}

void RunReplayTest::nonsenseTimesAreTamed()
{
    FakeClock clock;
    RunPresenter presenter(clock);
    RunReplay replay(clock, presenter);
    RunRecord record = recordOf(story);
    record.events[2].time = Milliseconds(-5);
    record.events[4].time = Milliseconds::max();
    replay.open(record);
    QVERIFY(replay.duration() < std::chrono::hours(24 * 367));
    replay.setSpeed(RunReplay::Speed::Triple);
    replay.play();
    clock.advance(Milliseconds(1'000));
    QCOMPARE(replay.position(), Milliseconds(3'000));
    replay.seek(replay.duration());
    QCOMPARE(presenter.answer(s), u"Well"_s);
}

void RunReplayTest::anEmptyRunIsHarmless()
{
    FakeClock clock;
    RunPresenter presenter(clock);
    RunReplay replay(clock, presenter);
    replay.play();
    QVERIFY(!replay.isPlaying());
    replay.open({});
    replay.play();
    QVERIFY(!replay.isPlaying());
    replay.seek(Milliseconds(10));
    QCOMPARE(replay.position(), Milliseconds(0));
}

void RunReplayTest::closedItDoesNothing()
{
    Booth booth;
    booth.replay.play();
    booth.replay.close();
    QVERIFY(!booth.replay.isOpen());
    booth.presenter.showGraph(threePlusOne());
    booth.pass(60'000);
    QCOMPARE(booth.presenter.answer(a), QString());
    QVERIFY(!booth.presenter.scene().hasRun());
}

QTEST_GUILESS_MAIN(RunReplayTest)
#include "tst_run_replay.moc"
