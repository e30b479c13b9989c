// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "SampleRuns.h"
#include "library/Library.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace tributary;
using namespace tributary::tests;
using namespace Qt::StringLiterals;

class LibraryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        m_folder.emplace();
        QVERIFY(m_folder->isValid());
        reopen();
    }

    void cleanup()
    {
        m_library.reset();
        m_folder.reset();
    }

    void aRunComesBackWhole();
    void aFinishedRunIsSummed();
    void aRunWithoutItsWriterIsInterrupted();

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(u"sub/library.sqlite"_s); }

    void reopen()
    {
        m_library.reset();
        auto opened = Library::open(path());
        QVERIFY2(opened, opened ? "" : qPrintable(opened.error().message + opened.error().detail));
        m_library = std::move(*opened);
    }

    /// Keeps a run through a writer, and waits until it is on disk.
    void keep(const RunRecord &record)
    {
        auto writer = m_library->begin(record, RunOrigin::Window);
        QSignalSpy kept(writer.get(), &RunWriter::kept);
        for (const SentRequest &request : record.requests)
            writer->append(request);
        for (const RunEvent &event : record.events)
            writer->append(event);
        writer->finish();
        QVERIFY(kept.wait());
        QVERIFY(writer->isKept());
        QVERIFY(!writer->problem());
    }

    std::optional<QTemporaryDir> m_folder;
    std::unique_ptr<Library> m_library;
};

void LibraryTest::aRunComesBackWhole()
{
    RunRecord record = sampleRun(u"r1"_s);
    record.attachments = {{u"notes.md"_s, u"text/markdown"_s, u"ab12"_s, 3, u"abc"_s}};
    record.conversation = {{u"before"_s, u"earlier synthesis"_s}};
    keep(record);
    QCOMPARE(*m_library->load(record.id), record);
    reopen();
    QCOMPARE(*m_library->load(record.id), record);
}

void LibraryTest::aFinishedRunIsSummed()
{
    keep(sampleRun(u"r1"_s, u"Why?"_s, 60));
    const RunSummary summary = *m_library->summary({u"r1"_s});
    QCOMPARE(summary.id, RunId{u"r1"_s});
    QCOMPARE(summary.state, KeptState::Finished);
    QVERIFY(summary.outcome == RunOutcome::Synthesis);
    QCOMPARE(summary.started, QDateTime(QDate(2030, 1, 1), QTime(0, 1), Qt::UTC));
    QCOMPARE(summary.prompt, u"Why?"_s);
    QCOMPARE(summary.synthesis, u"the synthesis"_s);
    QCOMPARE(summary.graphName, u"MoA 2+1"_s);
    QCOMPARE(summary.models.size(), 3);
    QCOMPARE(summary.proposers, 2);
    QCOMPARE(summary.agents, 3);
    QCOMPARE(summary.usable, 2);
    QCOMPARE(summary.failed, 1);
    QCOMPARE(summary.duration, Milliseconds(900));
    QCOMPARE(summary.costUsd, 0.75);
}

void LibraryTest::aRunWithoutItsWriterIsInterrupted()
{
    const RunRecord whole = sampleRun(u"r1"_s);
    auto writer = m_library->begin(whole, RunOrigin::Window);
    for (const RunEvent &event : whole.events.first(8))
        writer->append(event);
    writer.reset();
    QTRY_VERIFY(m_library->summary(whole.id).has_value());
    QTRY_COMPARE(m_library->summary(whole.id)->state, KeptState::Interrupted);
    QCOMPARE(m_library->load(whole.id)->events, whole.events.first(8));
}

QTEST_GUILESS_MAIN(LibraryTest)
#include "tst_library.moc"
