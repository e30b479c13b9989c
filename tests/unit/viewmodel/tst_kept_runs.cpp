// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "Story.h"
#include "support/FakeClock.h"
#include "support/ScriptedClient.h"
#include "viewmodel/KeptRuns.h"
#include "viewmodel/Storage.h"

#include <QFile>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

const AgentId b{u"b"_s};

/// A window's model whose runs are kept in a library.
struct Window
{
    explicit Window(const QString &path)
        : client(clock)
        , random(1)
        , library(std::move(*Library::open(path)))
        , model({client, clock, random})
        , recorder(model.session())
        , kept(model, recorder)
    {
        client.setDefault(CallScript::parse(u"+100 \"Some words\" ok in=10 out=2"_s));
        model.setProviders(someProviders());
        model.document().reset(threePlusOne());
        model.session().setPrompt(u"Why?"_s);
        kept.setLibrary(library.get());
    }

    ~Window() { kept.setLibrary(nullptr); }

    void script(const QString &ref, const QString &text)
    {
        client.setScripts(ModelRef::fromString(ref).value(), {CallScript::parse(text)});
    }

    QString run(Milliseconds span = Milliseconds(60'000))
    {
        model.session().run();
        clock.advance(span);
        return model.session().isRunning() ? model.session().currentRecord().id.value
                                           : model.session().runs().last().record.id.value;
    }

    FakeClock clock;
    ScriptedClient client;
    QRandomGenerator random;
    std::unique_ptr<Library> library;
    RunViewModel model;
    RunRecorder recorder;
    KeptRuns kept;
};

/// Running while the run is not there yet.
KeptState stateOf(const Library &library, const RunId &id)
{
    const Result<RunSummary> summary = library.summary(id);
    return summary ? summary->state : KeptState::Running;
}

} // namespace

/// Runs of a window reach the library and come back from it.
class KeptRunsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void runsAreKeptAsTheyHappen();
    void aDeadProgramsRunIsToldAndResumed();
    void aRunWithoutSynthesisIsRunAgainWithItsAnswers();
    void aRefusedResumeLeavesTheRunInterrupted();
    void onlyOneRunGoesOn();
    void importedRunsCanBeKeptOnce();
    void withoutALibraryEverythingGoesOn();
    void whatCannotBeKeptIsToldAndSaved();
    void learnsHowFastModelsAnswer();
    void storageCountsAndClears();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void KeptRunsTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(u"library.sqlite"_s);
}

void KeptRunsTest::runsAreKeptAsTheyHappen()
{
    Window window(m_path);
    const RunId id{window.run()};
    QTRY_COMPARE(stateOf(*window.library, id), KeptState::Finished);
    const RunRecord record = window.kept.load(id).value_or(RunRecord());
    // Pieces of text may lie there joined.
    QVERIFY(replay(record.events) == window.model.session().runs().last().state);
    QVERIFY(!window.recorder.problem());
    QVERIFY(window.kept.show(id));
    QVERIFY(window.model.shownRecord()->isKept);
    QCOMPARE(window.model.presenter().answer({u"s"_s}), u"Some words"_s);
}

void KeptRunsTest::aDeadProgramsRunIsToldAndResumed()
{
    RunId id;
    {
        Window first(m_path);
        first.script(u"together/beta"_s, u"+50 \"Half\" hang"_s);
        id = {first.run(Milliseconds(500))};
    }
    Window window(m_path);
    QCOMPARE(stateOf(*window.library, id), KeptState::Interrupted);
    const QList<Message> messages = window.kept.interruption({});
    QCOMPARE(messages.size(), 1);
    QVERIFY2(messages.first().text.endsWith(u"A run was interrupted: 2 of 4 answers are there."_s),
             qPrintable(messages.first().text));
    QCOMPARE(messages.first().actions.size(), 2);
    QVERIFY(window.kept.interruption(id).isEmpty());

    QVERIFY(window.kept.show(id));
    QCOMPARE(window.model.presenter().agent(b).state, DisplayState::Stopped);
    QCOMPARE(window.model.presenter().answer(b), u"Half"_s);

    const Result<void> resumed = window.kept.resume(id);
    QVERIFY2(resumed, resumed ? "" : qPrintable(resumed.error().message));
    QVERIFY(!window.model.shownRecord());
    QCOMPARE(window.model.presenter().answer({u"a"_s}), u"Some words"_s);
    window.clock.advance(Milliseconds(60'000));
    QCOMPARE(window.client.requests().size(), 2);
    QCOMPARE(window.model.session().runs().last().record.id, id);
    QTRY_COMPARE(stateOf(*window.library, id), KeptState::Finished);
    QVERIFY(window.kept.interruption({}).isEmpty());
    QCOMPARE(window.library->find({}).value_or(QList<RunKey>()).size(), 1);
}

void KeptRunsTest::aRunWithoutSynthesisIsRunAgainWithItsAnswers()
{
    Window window(m_path);
    window.script(u"together/sigma"_s, u"+50 fail server"_s);
    const RunId id{window.run()};
    QTRY_COMPARE(stateOf(*window.library, id), KeptState::Finished);
    const qsizetype asked = window.client.requests().size();
    window.script(u"together/sigma"_s, u"+50 \"Well\" ok"_s);
    const Result<void> resumed = window.kept.resume(id);
    QVERIFY2(resumed, resumed ? "" : qPrintable(resumed.error().message));
    window.clock.advance(Milliseconds(60'000));
    QCOMPARE(window.client.requests().size(), asked + 1);
    QCOMPARE(window.model.session().runs().last().record.synthesis(), u"Well"_s);
    QVERIFY(window.model.session().runs().last().record.id != id);

    // One with a synthesis needs no call.
    const RunId whole = window.model.session().runs().last().record.id;
    QTRY_COMPARE(stateOf(*window.library, whole), KeptState::Finished);
    QVERIFY(window.kept.resume(whole));
    QCOMPARE(window.client.requests().size(), asked + 1);
    QVERIFY(window.model.shownRecord());
}

void KeptRunsTest::aRefusedResumeLeavesTheRunInterrupted()
{
    Window window(m_path);
    RunRecord head;
    head.id = {u"broken"_s};
    head.prompt = u"Why?"_s;
    head.started = window.clock.calendar();
    window.library->begin(head, RunOrigin::Window)
        ->append({Milliseconds(0), {}, -1, event::RunStarted{head.id, u"No layers"_s, 4}});
    QTRY_COMPARE(stateOf(*window.library, head.id), KeptState::Interrupted);

    const Result<void> resumed = window.kept.resume(head.id);
    QVERIFY(!resumed);
    QVERIFY(!window.model.session().isRunning());
    QTRY_COMPARE(stateOf(*window.library, head.id), KeptState::Interrupted);
    QVERIFY(window.model.shownRecord());

    // Nothing of the next run is taken for a part of it.
    const RunId next{window.run()};
    QTRY_COMPARE(stateOf(*window.library, next), KeptState::Finished);
    QCOMPARE(window.kept.load(head.id).value_or(RunRecord()).events.size(), 1);
}

void KeptRunsTest::onlyOneRunGoesOn()
{
    Window window(m_path);
    window.script(u"together/beta"_s, u"hang"_s);
    const RunId id{window.run(Milliseconds(10))};
    const Result<void> resumed = window.kept.resume(id);
    QVERIFY(!resumed);
    QVERIFY(resumed.error().message.contains(u"Another run goes on"_s));
}

void KeptRunsTest::importedRunsCanBeKeptOnce()
{
    RunRecord record;
    {
        Window other(m_folder->filePath(u"other.sqlite"_s));
        other.run();
        record = other.model.session().runs().last().record;
    }
    Window window(m_path);
    window.model.showRecord({record, u"their.moarun"_s, false});
    QVERIFY(window.kept.keepShown());
    QVERIFY(window.model.shownRecord()->isKept);
    QCOMPARE(window.library->summary(record.id).value_or(RunSummary()).origin, RunOrigin::Imported);
    QVERIFY(!window.kept.keepShown());
}

void KeptRunsTest::withoutALibraryEverythingGoesOn()
{
    Window window(m_path);
    window.kept.setLibrary(nullptr);
    const RunId id{window.run()};
    QCOMPARE(window.model.session().runs().size(), 1);
    QVERIFY(!window.kept.show(id));
    QVERIFY(!window.kept.resume(id));
    QVERIFY(window.kept.interruption({}).isEmpty());
    QVERIFY(!window.recorder.problem());
}

void KeptRunsTest::whatCannotBeKeptIsToldAndSaved()
{
    {
        Window first(m_path);
        first.run();
    }
    Window window(m_path);
    Result<std::unique_ptr<Library>> readOnly = Library::open(m_path, Library::Mode::ReadOnly);
    QVERIFY(readOnly);
    window.kept.setLibrary(readOnly->get());
    QSignalSpy changed(&window.recorder, &RunRecorder::problemChanged);
    const RunId id{window.run()};
    QVERIFY(window.recorder.problem());
    QVERIFY(!changed.isEmpty());
    QCOMPARE(window.recorder.unkept().value_or(RunRecord()).id, id);
    const QList<Message> messages = keepingMessages(window.recorder.problem());
    QCOMPARE(messages.size(), 1);
    QVERIFY(messages.first().text.startsWith(u"Runs cannot be kept: "_s));
    QVERIFY(messages.first().text.endsWith(u" This run goes on in memory."_s));
    QVERIFY(keepingMessages(std::nullopt).isEmpty());
    window.kept.setLibrary(nullptr);
}

void KeptRunsTest::learnsHowFastModelsAnswer()
{
    {
        Window first(m_path);
        first.script(u"together/alpha"_s, u"+2000 \"Some\" +1000 \" words\" ok"_s);
        const RunId id{first.run()};
        QTRY_COMPARE(stateOf(*first.library, id), KeptState::Finished);
    }
    Window window(m_path);
    window.clock.advance(EstimatePresenter::delay);
    const double before = window.model.estimate().current()->seconds.high;
    window.kept.learn();
    window.clock.advance(EstimatePresenter::delay);
    QVERIFY(window.model.estimate().current()->seconds.high != before);
}

void KeptRunsTest::storageCountsAndClears()
{
    Window window(m_path);
    window.run();
    QTRY_VERIFY(!window.recorder.unkept() && window.library->find({}).value_or(QList<RunKey>()).size() == 1);
    Storage storage(window.library.get(), nullptr, {{u"Settings"_s, m_path, 0}});
    QCOMPARE(storage.runCount(), 1);
    QCOMPARE(storage.places().size(), 2);
    QVERIFY(storage.places().first().bytes > 0);
    QVERIFY(storage.places().last().bytes > 0);
    // The clock of the window stands in 2030.
    const QDateTime now = window.clock.calendar();
    QCOMPARE(storage.runsOlderThan(7, now), 0);
    QCOMPARE(storage.runsOlderThan(7, now.addDays(30)), 1);
    QVERIFY(window.library->setStarred({window.model.session().runs().first().record.id}, true));
    QCOMPARE(storage.runsOlderThan(7, now.addDays(30)), 0);
    QCOMPARE(storage.cacheText(), u"Empty"_s);
    QTRY_COMPARE(stateOf(*window.library, window.model.session().runs().first().record.id), KeptState::Finished);
    Result<void> deleted = fail(ErrorKind::Internal, {});
    const std::unique_ptr<QThread> thread(QThread::create([&deleted, work = storage.deletion()] { deleted = work(); }));
    thread->start();
    QVERIFY(thread->wait());
    QVERIFY2(deleted, deleted ? "" : qPrintable(deleted.error().message));
    QCOMPARE(storage.runCount(), 0);
}

QTEST_GUILESS_MAIN(KeptRunsTest)
#include "tst_kept_runs.moc"
