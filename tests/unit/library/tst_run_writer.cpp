// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "LibraryFixture.h"
#include "library/Database.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QSignalSpy>

#include <csignal>

using namespace tributary;
using namespace tributary::tests;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30'000;

RunEvent textEvent(int ms, const QString &delta)
{
    return {Milliseconds(ms), {u"a"_s}, 0, event::Text{TextChannel::Answer, delta}};
}

/// A second program.
class WritingChild
{
public:
    explicit WritingChild(const QStringList &arguments)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral(WRITING_CHILD), arguments);
    }

    [[nodiscard]] bool says(int number)
    {
        while (m_said < number) {
            if (!m_process.canReadLine() && !m_process.waitForReadyRead(patience))
                return false;
            while (m_process.canReadLine())
                m_said = m_process.readLine().trimmed().toInt();
        }
        return true;
    }

    void kill()
    {
        ::kill(pid_t(m_process.processId()), SIGKILL);
        m_process.waitForFinished(patience);
    }

    /// Its exit code, and what it said in `output`.
    [[nodiscard]] int end(QString &output)
    {
        if (!m_process.waitForFinished(patience))
            return -1;
        output = QString::fromUtf8(m_process.readAllStandardOutput()).trimmed();
        return m_process.exitCode();
    }

private:
    QProcess m_process;
    int m_said = 0;
};

} // namespace

class RunWriterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsWhatIsOnDisk();

    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        m_fixture.emplace();
    }

    void cleanup() { m_fixture.reset(); }

    void aRunIsKeptAsItHappens();
    void textWaitsAQuarterOfASecond();
    void everythingElseTakesTextAlong();
    void aRunWithoutItsWriterIsInterrupted();
    void anInterruptedRunIsFoundAndSummed();
    void takingOverGoesOnUnderTheSameId();
    void whatIsOverIsNotTakenOver();
    void manyWritersAtOnce();
    void anIdThatIsThereIsAProblem();
    void twoLibrariesWriteAtOnce();
    void twoProgramsWriteAtOnce();
    void aKilledProgramLosesLittle();
    void aLivingProgramsRunIsLeftAlone();
    void aLockedFileIsTriedAgain();

private:
    [[nodiscard]] Library &library() { return m_fixture->library(); }

    [[nodiscard]] qsizetype eventsKept(const QString &id)
    {
        const auto record = library().load({id});
        return record ? record->events.size() : -1;
    }

    std::optional<LibraryFixture> m_fixture;
};

void RunWriterTest::aRunIsKeptAsItHappens()
{
    const RunRecord record = sampleRun(u"r1"_s);
    auto writer = library().begin(record, RunOrigin::Window);
    QSignalSpy kept(writer.get(), &RunWriter::kept);
    QSignalSpy changed(&library(), &Library::changed);
    QTRY_COMPARE(library().summary(record.id).value_or(RunSummary()).id, record.id);
    QCOMPARE(library().summary(record.id)->state, KeptState::Running);
    QVERIFY(changed.wait() || !changed.isEmpty());
    for (const SentRequest &request : record.requests)
        writer->append(request);
    for (const RunEvent &event : record.events.first(9))
        writer->append(event);
    m_fixture->clock().advance(RunWriter::textDelay);
    QTRY_COMPARE(eventsKept(u"r1"_s), 9);
    QCOMPARE(library().summary(record.id)->usable, 0);
    for (const RunEvent &event : record.events.mid(9))
        writer->append(event);
    QVERIFY(!writer->isKept());
    writer->finish();
    writer->finish();
    QVERIFY(kept.wait());
    QVERIFY(writer->isKept());
    QVERIFY(!writer->problem());
    QCOMPARE(*library().load(record.id), record);
    QCOMPARE(library().summary(record.id)->state, KeptState::Finished);
    QCOMPARE(kept.size(), 1);
}

void RunWriterTest::textWaitsAQuarterOfASecond()
{
    auto writer = library().begin(sampleHead(u"r1"_s), RunOrigin::Window);
    QTRY_COMPARE(eventsKept(u"r1"_s), 0);
    const int before = m_fixture->clock().armedAlarms();
    writer->append(textEvent(1, u"a"_s));
    QCOMPARE(m_fixture->clock().armedAlarms(), before + 1);
    QCOMPARE(m_fixture->clock().untilNextAlarm().value(), Milliseconds(250));
    m_fixture->clock().advance(Milliseconds(200));
    writer->append(textEvent(2, u"b"_s));
    // The first text sets the pace, not the last.
    QCOMPARE(m_fixture->clock().untilNextAlarm().value(), Milliseconds(50));
    QCOMPARE(eventsKept(u"r1"_s), 0);
    m_fixture->clock().advance(Milliseconds(50));
    QTRY_COMPARE(eventsKept(u"r1"_s), 2);
}

void RunWriterTest::countsWhatIsOnDisk()
{
    auto writer = library().begin(sampleHead(u"r1"_s), RunOrigin::Window);
    writer->append(textEvent(1, u"a"_s));
    writer->append(SentRequest{{u"a"_s}, 1, {}, {}, {}});
    writer->append({Milliseconds(2), {u"a"_s}, 0, event::CallFinished{}});
    QCOMPARE(writer->writtenEvents(), 0);
    connect(writer.get(), &RunWriter::eventsWritten, writer.get(),
            [&] { QCOMPARE(eventsKept(u"r1"_s), int(writer->writtenEvents())); });
    m_fixture->clock().advance(Milliseconds(0));
    QTRY_COMPARE(writer->writtenEvents(), 2);
    writer->append(textEvent(3, u"b"_s));
    m_fixture->clock().advance(RunWriter::textDelay);
    QTRY_COMPARE(writer->writtenEvents(), 3);
}

void RunWriterTest::everythingElseTakesTextAlong()
{
    auto writer = library().begin(sampleHead(u"r1"_s), RunOrigin::Window);
    writer->append(textEvent(1, u"a"_s));
    writer->append({Milliseconds(2), {u"a"_s}, 0, event::CallFinished{}});
    QCOMPARE(m_fixture->clock().untilNextAlarm().value(), Milliseconds(0));
    writer->append(textEvent(3, u"b"_s));
    QCOMPARE(m_fixture->clock().untilNextAlarm().value(), Milliseconds(0));
    m_fixture->clock().advance(Milliseconds(0));
    QTRY_COMPARE(eventsKept(u"r1"_s), 3);
}

void RunWriterTest::aRunWithoutItsWriterIsInterrupted()
{
    const RunRecord whole = sampleRun(u"r1"_s);
    auto writer = library().begin(whole, RunOrigin::Window);
    for (const RunEvent &event : whole.events.first(8))
        writer->append(event);
    writer.reset();
    QTRY_COMPARE(library().summary(whole.id).value_or(RunSummary()).state, KeptState::Interrupted);
    QCOMPARE(library().load(whole.id)->events, whole.events.first(8));
}

void RunWriterTest::anInterruptedRunIsFoundAndSummed()
{
    const RunRecord whole = sampleRun(u"r1"_s);
    auto writer = library().begin(whole, RunOrigin::Window);
    for (const RunEvent &event : whole.events.first(11))
        writer->append(event);
    writer.reset();
    m_fixture->reopen();
    const RunSummary summary = *library().summary(whole.id);
    QCOMPARE(summary.state, KeptState::Interrupted);
    QVERIFY(!summary.outcome);
    QCOMPARE(summary.usable, 1);
    QCOMPARE(summary.costUsd, 0.5);
    QCOMPARE(m_fixture->foundText(u"first answer"_s), u"r1"_s);
    QCOMPARE(m_fixture->foundText(u"\"half an\""_s), u"r1"_s);
    RunFilter interrupted;
    interrupted.interrupted = true;
    QCOMPARE(m_fixture->found(interrupted), u"r1"_s);
}

void RunWriterTest::takingOverGoesOnUnderTheSameId()
{
    const RunRecord whole = sampleRun(u"r1"_s);
    auto writer = library().begin(whole, RunOrigin::Window);
    writer->append(whole.requests.constFirst());
    for (const RunEvent &event : whole.events.first(11))
        writer->append(event);
    writer.reset();
    m_fixture->reopen();
    auto taken = library().takeOver(whole.id);
    QVERIFY2(taken, taken ? "" : qPrintable(taken.error().message));
    QCOMPARE(library().summary(whole.id)->state, KeptState::Running);
    QCOMPARE(library().load(whole.id)->events, whole.events.first(11));
    // Nobody else can, and the search knows it again only when it is over.
    QVERIFY(!library().takeOver(whole.id));
    QVERIFY(!m_fixture->open()->takeOver(whole.id));
    QCOMPARE(m_fixture->foundText(u"first answer"_s), QString());
    for (const RunEvent &event : whole.events.mid(11))
        (*taken)->append(event);
    (*taken)->finish();
    QSignalSpy kept(taken->get(), &RunWriter::kept);
    QVERIFY(kept.wait());
    QCOMPARE(*library().load(whole.id), whole);
    QCOMPARE(library().summary(whole.id)->state, KeptState::Finished);
    QCOMPARE(library().summary(whole.id)->models.size(), 3);
    QCOMPARE(m_fixture->foundText(u"synthesis"_s), u"r1"_s);
}

void RunWriterTest::whatIsOverIsNotTakenOver()
{
    m_fixture->add(u"r1"_s);
    QCOMPARE(library().takeOver({u"r1"_s}).error().kind, ErrorKind::InvalidInput);
    QCOMPARE(library().takeOver({u"unknown"_s}).error().kind, ErrorKind::InvalidInput);
}

void RunWriterTest::manyWritersAtOnce()
{
    constexpr int runs = 40;
    std::vector<std::unique_ptr<RunWriter>> writers;
    for (int i = 0; i < runs; ++i)
        writers.push_back(library().begin(sampleHead(u"r%1"_s.arg(i)), RunOrigin::Batch));
    const qsizetype events = sampleEvents(u"r0"_s).size();
    for (qsizetype event = 0; event < events; ++event) {
        for (int i = 0; i < runs; ++i)
            writers[size_t(i)]->append(sampleEvents(u"r%1"_s.arg(i))[event]);
        m_fixture->clock().advance(Milliseconds(event % 3 == 0 ? 250 : 0));
    }
    for (const auto &writer : writers)
        writer->finish();
    writers.clear();
    m_fixture->reopen();
    QCOMPARE(library().find({})->size(), runs);
    for (int i = 0; i < runs; ++i)
        QCOMPARE(library().load({u"r%1"_s.arg(i)})->events, sampleEvents(u"r%1"_s.arg(i)));
}

void RunWriterTest::anIdThatIsThereIsAProblem()
{
    m_fixture->add(u"r1"_s);
    const RunRecord before = *library().load({u"r1"_s});
    auto other = library().begin(sampleHead(u"r2"_s), RunOrigin::Window);
    auto writer = library().begin(sampleHead(u"r1"_s), RunOrigin::Window);
    QSignalSpy problems(writer.get(), &RunWriter::problemChanged);
    QVERIFY(problems.wait());
    QCOMPARE(writer->problem()->kind, ErrorKind::InvalidInput);
    writer->append({Milliseconds(1), {u"a"_s}, 0, event::CallFinished{}});
    writer->finish();
    other->finish();
    QSignalSpy kept(other.get(), &RunWriter::kept);
    QVERIFY(kept.wait());
    QVERIFY(!writer->isKept());
    QCOMPARE(*library().load({u"r1"_s}), before);
}

void RunWriterTest::twoLibrariesWriteAtOnce()
{
    auto other = m_fixture->open();
    for (int i = 0; i < 20; ++i) {
        m_fixture->add(u"mine%1"_s.arg(i));
        QVERIFY(other->add(sampleRun(u"theirs%1"_s.arg(i)), RunOrigin::Window));
    }
    QCOMPARE(library().find({})->size(), 40);
    QCOMPARE(other->find({})->size(), 40);
}

void RunWriterTest::twoProgramsWriteAtOnce()
{
    constexpr int runs = 25;
    m_fixture->close();
    WritingChild first({m_fixture->path(), u"add"_s, u"a"_s, QString::number(runs)});
    WritingChild second({m_fixture->path(), u"add"_s, u"b"_s, QString::number(runs)});
    m_fixture->reopen();
    for (int i = 0; i < runs; ++i)
        m_fixture->add(u"c%1"_s.arg(i));
    QString said;
    QVERIFY2(first.end(said) == 0, qPrintable(said));
    QVERIFY2(second.end(said) == 0, qPrintable(said));
    QCOMPARE(library().find({})->size(), 3 * runs);
    QCOMPARE(library().load({u"b7"_s})->events, sampleEvents(u"b7"_s));
}

void RunWriterTest::aKilledProgramLosesLittle()
{
    // TRIBUTARY_KILLS asks for more of them. Five milliseconds an event: what a quarter of a second holds, and as much
    // again for a busy machine.
    constexpr int mayBeLost = 100;
    QRandomGenerator random(7);
    const int kills =
        qEnvironmentVariableIsSet("TRIBUTARY_KILLS") ? qEnvironmentVariableIntValue("TRIBUTARY_KILLS") : 4;
    for (int i = 0; i < kills; ++i) {
        const QString id = u"killed%1"_s.arg(i);
        const int killedAt = mayBeLost + int(random.bounded(60));
        WritingChild child({m_fixture->path(), u"stream"_s, id});
        QVERIFY(child.says(killedAt));
        child.kill();
        m_fixture->reopen();
        QCOMPARE(library().summary({id})->state, KeptState::Interrupted);
        const QList<RunEvent> events = library().load({id})->events;
        QVERIFY2(events.size() >= killedAt - mayBeLost, qPrintable(QString::number(events.size())));
        for (qsizetype n = 0; n < events.size(); ++n)
            QCOMPARE(events[n], streamedEvent(id, int(n)));
        QVERIFY(library().takeOver({id}));
    }
}

void RunWriterTest::aLivingProgramsRunIsLeftAlone()
{
    WritingChild child({m_fixture->path(), u"stream"_s, u"alive"_s});
    QVERIFY(child.says(10));
    QTRY_COMPARE(library().summary({u"alive"_s}).value_or(RunSummary()).state, KeptState::Running);
    m_fixture->reopen();
    QCOMPARE(library().summary({u"alive"_s})->state, KeptState::Running);
    QCOMPARE(library().takeOver({u"alive"_s}).error().kind, ErrorKind::InvalidInput);
    QVERIFY(library().erase({{u"alive"_s}}));
    QVERIFY(library().eraseEverything());
    QCOMPARE(library().find({})->size(), 1);
    child.kill();
    QCOMPARE(library().summary({u"alive"_s})->state, KeptState::Interrupted);
    RunFilter interrupted;
    interrupted.interrupted = true;
    QCOMPARE(m_fixture->found(interrupted), u"alive"_s);
    QVERIFY(library().takeOver({u"alive"_s}));
}

void RunWriterTest::aLockedFileIsTriedAgain()
{
    auto writer = library().begin(sampleHead(u"r1"_s), RunOrigin::Window);
    QTRY_COMPARE(eventsKept(u"r1"_s), 0);
    {
        Database blocker(m_fixture->path(), Database::Access::ReadWrite);
        const Transaction transaction(blocker);
        QSignalSpy problems(writer.get(), &RunWriter::problemChanged);
        writer->append({Milliseconds(1), {u"a"_s}, 0, event::CallFinished{}});
        m_fixture->clock().advance(Milliseconds(0));
        QVERIFY(problems.wait(patience));
        QCOMPARE(writer->problem()->kind, ErrorKind::Io);
        QCOMPARE(eventsKept(u"r1"_s), 0);
    }
    QTRY_VERIFY_WITH_TIMEOUT(!writer->problem(), patience);
    QCOMPARE(eventsKept(u"r1"_s), 1);
}

QTEST_GUILESS_MAIN(RunWriterTest)
#include "tst_run_writer.moc"
