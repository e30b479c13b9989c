// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "CliProject.h"
#include "CliRun.h"
#include "library/Library.h"
#include "run/RunRecord.h"

#include <QDir>
#include <QRegularExpression>

using namespace tributary;
using namespace Qt::StringLiterals;

/// What `run` and `batch` leave in the library and in the answer cache, and what `resume` makes of it.
class CliLibraryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        m_project = std::make_unique<CliProject>();
    }

    void cleanup() { m_project.reset(); }

    void aRunIsKeptWhole()
    {
        const RunRecord printed = runOnce();
        const auto library = Library::open(m_project->library()).value();
        QCOMPARE(library->load(printed.id).value(), printed);
        QCOMPARE(printed.requests.size(), 3);
        const RunSummary summary = library->summary(printed.id).value();
        QCOMPARE(summary.state, KeptState::Finished);
        QCOMPARE(summary.origin, RunOrigin::CommandLine);
    }

    void theUsualLibraryIsThePersonsOwn()
    {
        CliRun run;
        QCOMPARE(run(m_project->ask()), 0);
        QVERIFY(QFile::exists(m_project->path(u"data/tributary/library.sqlite"_s)));
    }

    void theSameQuestionIsAskedOnce()
    {
        runOnce();
        const RunRecord again = runOnce();
        QCOMPARE(m_project->server().requests().size(), 3);
        const RunState state = replay(again.events);
        QCOMPARE(state.agent({u"s"_s}).status, AgentStatus::Cached);
        QCOMPARE(state.costUsd, 0.0);
        runOnce({u"--no-cache"_s});
        QCOMPARE(m_project->server().requests().size(), 6);
    }

    void freshAnswersReplaceTheCachedOnes()
    {
        const AgentId proposer{u"a"_s};
        runOnce();
        m_project->wording = "news of ";
        const RunState fresh = replay(runOnce({u"--no-cache"_s}).events);
        QCOMPARE(fresh.agent(proposer).status, AgentStatus::Done);
        QCOMPARE(fresh.agent(proposer).answer, u"news of a"_s);
        m_project->wording = "nothing of ";
        const RunState later = replay(runOnce().events);
        QCOMPARE(later.agent(proposer).status, AgentStatus::Cached);
        QCOMPARE(later.agent(proposer).answer, u"news of a"_s);
    }

    void withoutALibraryTheRunGoesOn_data()
    {
        QTest::addColumn<QString>("library");
        QTest::newRow("no folder") << u"/proc/nowhere/library.sqlite"_s;
        QTest::newRow("no library") << u"@g.moagraph"_s;
        QTest::newRow("newer") << u"@newer.sqlite"_s;
    }

    void withoutALibraryTheRunGoesOn()
    {
        QFETCH(QString, library);
        runOnce();
        QVERIFY(QFile::copy(m_project->library(), m_project->path(u"newer.sqlite"_s)));
        makeNewer(m_project->path(u"newer.sqlite"_s));
        library.replace(u"@"_s, m_project->path(u"./"_s));
        CliRun run;
        QCOMPARE(run(m_project->ask() + QStringList{u"--library"_s, library, u"--no-cache"_s}), 0);
        QCOMPARE(run.out(), u"answer of s\n"_s);
        QCOMPARE(run.err().count(u"This run is not kept in the library:"_s), 1);
        QVERIFY2(run.err().contains(u"--out FILE.moarun"_s), qPrintable(run.err()));
    }

    void twoRunsAtOnceShareALibrary()
    {
        m_project->holding = "Which";
        CliRun one;
        CliRun other;
        one.start(m_project->ask(u"Which river?"_s) + library());
        other.start(m_project->ask(u"Which hill?"_s) + library());
        QTRY_COMPARE(m_project->server().holding(), 4);
        m_project->holding.clear();
        m_project->server().release();
        QCOMPARE(one.waitForEnd(), 0);
        QCOMPARE(other.waitForEnd(), 0);
        QCOMPARE(Library::open(m_project->library()).value()->find({})->size(), 2);
    }

    void aStoppedRunIsContinuedByAnother()
    {
        m_project->failing = {u"s"_s};
        CliRun run;
        QCOMPARE(run(m_project->ask() + library()), 3);
        m_project->failing.clear();
        const QString id = onlyRun();
        CliRun resumed;
        QCOMPARE(resumed(resume(id.left(6)) + QStringList{u"--json"_s}), 0);
        const auto record = runRecordFromJson(QJsonDocument::fromJson(resumed.out().toUtf8()).object()).value();
        QVERIFY(record.id.value != id);
        QCOMPARE(record.synthesis(), u"answer of s"_s);
        QCOMPARE(replay(record.events).agent({u"a"_s}).status, AgentStatus::Cached);
        QCOMPARE(m_project->asked(u"a"_s), 1);
        QCOMPARE(m_project->asked(u"s"_s), 2);
        QCOMPARE(Library::open(m_project->library()).value()->find({})->size(), 2);
    }

    void anInterruptedRunGoesOnAsItself()
    {
        const QString id = leaveInterrupted();
        CliRun resumed;
        QCOMPARE(resumed(resume(id) + QStringList{u"--events"_s}), 0);
        QVERIFY2(resumed.out().contains(u"\"run-resumed\""_s), qPrintable(resumed.out()));
        QCOMPARE(m_project->asked(u"a"_s), 1);
        QCOMPARE(m_project->asked(u"b"_s), 2);
        QCOMPARE(m_project->asked(u"s"_s), 1);
        const auto library = Library::open(m_project->library()).value();
        QCOMPARE(library->find({})->size(), 1);
        QCOMPARE(library->summary({id})->state, KeptState::Finished);
        QCOMPARE(library->load({id})->synthesis(), u"answer of s"_s);
    }

    void aRunWithASynthesisIsPrinted()
    {
        const RunRecord record = runOnce();
        CliRun resumed;
        QCOMPARE(resumed(resume(record.id.value)), 0);
        QCOMPARE(resumed.out(), u"answer of s\n"_s);
        QVERIFY2(resumed.err().contains(u"Nothing was asked"_s), qPrintable(resumed.err()));
        QCOMPARE(m_project->server().requests().size(), 3);
    }

    void aRunUnderWayIsLeftAlone()
    {
        m_project->holding = "Which";
        CliRun run;
        run.start(m_project->ask() + library());
        QTRY_COMPARE(m_project->server().holding(), 2);
        QTRY_COMPARE(Library::open(m_project->library()).value()->find({})->size(), 1);
        CliRun resumed;
        QCOMPARE(resumed(resume(onlyRun())), 2);
        QVERIFY2(resumed.err().contains(u"Another program"_s), qPrintable(resumed.err()));
        run.interrupt();
        QCOMPARE(run.waitForEnd(), 130);
        QCOMPARE(Library::open(m_project->library()).value()->summary({onlyRun()})->state, KeptState::Stopped);
    }

    void batchKeepsItsRuns()
    {
        m_project->write(u"in.jsonl"_s, "\"first?\"\n\"second?\"\n\"first?\"\n");
        CliRun run;
        QCOMPARE(run({u"batch"_s, m_project->graph(), u"--providers"_s, m_project->providers(), u"--prompts"_s,
                      m_project->path(u"in.jsonl"_s), u"--out"_s, m_project->path(u"out.jsonl"_s), u"--library"_s,
                      m_project->library()}),
                 0);
        const auto library = Library::open(m_project->library()).value();
        const auto runs = library->summaries(library->find({}).value()).value();
        QCOMPARE(runs.size(), 2);
        QCOMPARE(runs[0].origin, RunOrigin::Batch);
        QCOMPARE(runs[0].state, KeptState::Finished);
        QVERIFY(m_project->read(u"out.jsonl"_s).contains(runs[0].id.value.toUtf8()));
    }

private:
    [[nodiscard]] QStringList library() const { return {u"--library"_s, m_project->library()}; }

    [[nodiscard]] QStringList resume(const QString &id) const
    {
        return QStringList{u"resume"_s, id, u"--providers"_s, m_project->providers()} + library();
    }

    RunRecord runOnce(const QStringList &more = {})
    {
        CliRun run;
        if (run(m_project->ask() + library() + QStringList{u"--json"_s} + more) != 0)
            qFatal("the run failed: %s", qPrintable(run.err()));
        return runRecordFromJson(QJsonDocument::fromJson(run.out().toUtf8()).object()).value();
    }

    [[nodiscard]] QString onlyRun() const
    {
        const auto library = Library::open(m_project->library()).value();
        const auto runs = library->summaries(library->find({}).value()).value();
        return runs.size() == 1 ? runs[0].id.value : QString();
    }

    /// A run in which "a" has answered and "b" was under way when its program died.
    QString leaveInterrupted()
    {
        CliProject &project = *m_project;
        project.server().setHandler([&project](const ReceivedRequest &request) {
            if (CliProject::modelOf(request) == u"b"_s && project.asked(u"b"_s) == 1)
                return ServerScript{{ServerStep::Kind::Hold}};
            return answerScript("answer of " + CliProject::modelOf(request).toUtf8());
        });
        {
            CliRun run;
            run.start(project.ask() + library() + QStringList{u"--events"_s});
            if (!QTest::qWaitFor([&run] { return run.out().contains(u"call-finished"_s); }))
                qFatal("no answer came");
            // Its end without a word is what the library sees of a program that dies.
        }
        return onlyRun();
    }

    static void makeNewer(const QString &path)
    {
        // The user version stands at byte 60 of an SQLite file.
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.seek(60));
        QCOMPARE(file.write(QByteArray::fromHex("00000fff")), 4);
    }

    std::unique_ptr<CliProject> m_project;
};

QTEST_GUILESS_MAIN(CliLibraryTest)
#include "tst_library.moc"
