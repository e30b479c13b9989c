// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "LibraryFixture.h"
#include "library/LastRuns.h"

#include <QFileInfo>
#include <QSignalSpy>

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
        m_fixture.emplace();
    }

    void cleanup() { m_fixture.reset(); }

    void onlyTheOwnerMayRead();
    void aRunComesBackWhole();
    void aFinishedRunIsSummed();
    void aLongTextIsCutAtACharacter();
    void sharedContentsAreKeptOnce();
    void anIdIsThereOnce();
    void newestFirstWhateverTheOrderOfAdding();
    void idsResolveFromTheirBeginning_data();
    void idsResolveFromTheirBeginning();
    void theLastRunsEndWithTheNewest();
    void facetsNameEachOnce();
    void marksLieBesideTheRuns();
    void analysesHaveVersions();
    void analysesTravelWithTheRun();
    void trashAndBack();
    void erasedRunsLeaveNothing();
    void retentionSparesStarsAndTheRecent();
    void eraseEverythingLeavesAnEmptyFile();
    void othersHearOfChanges();
    void readOnlyReadsAndRefuses();

private:
    [[nodiscard]] Library &library() { return m_fixture->library(); }

    std::optional<LibraryFixture> m_fixture;
};

void LibraryTest::onlyTheOwnerMayRead()
{
    constexpr QFile::Permissions others =
        QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther | QFile::ExeGroup | QFile::ExeOther;
    m_fixture->add(u"r1"_s);
    const QFileInfo file(m_fixture->path());
    QCOMPARE(file.permissions() & others, QFile::Permissions());
    QCOMPARE(QFileInfo(file.path()).permissions() & others, QFile::Permissions());
    QCOMPARE(QFileInfo(m_fixture->path() + u"-wal"_s).permissions() & others, QFile::Permissions());
}

void LibraryTest::aRunComesBackWhole()
{
    RunRecord record = sampleRun(u"r1"_s);
    record.attachments = {{u"notes.md"_s, u"text/markdown"_s, u"ab12"_s, 3, u"abc"_s}};
    record.conversation = {{u"before"_s, u"earlier synthesis"_s}};
    m_fixture->add(record, RunOrigin::Window);
    QCOMPARE(*library().load(record.id), record);
    m_fixture->reopen();
    QCOMPARE(*library().load(record.id), record);
}

void LibraryTest::aFinishedRunIsSummed()
{
    m_fixture->add(u"r1"_s, u"Why?"_s, 60);
    const RunSummary summary = *library().summary({u"r1"_s});
    QCOMPARE(summary.id, RunId{u"r1"_s});
    QCOMPARE(summary.state, KeptState::Finished);
    QVERIFY(summary.outcome == RunOutcome::Synthesis);
    QCOMPARE(summary.started, QDateTime(QDate(2030, 1, 1), QTime(0, 1), Qt::UTC));
    QCOMPARE(summary.prompt, u"Why?"_s);
    QCOMPARE(summary.synthesis, u"the synthesis"_s);
    QCOMPARE(summary.graphName, u"MoA 2+1"_s);
    QCOMPARE(summary.models.size(), 3);
    QCOMPARE(summary.models.constFirst().toString(), u"p/m1"_s);
    QCOMPARE(summary.proposers, 2);
    QCOMPARE(summary.agents, 3);
    QCOMPARE(summary.usable, 2);
    QCOMPARE(summary.failed, 1);
    QCOMPARE(summary.duration, Milliseconds(900));
    QCOMPARE(summary.costUsd, 0.75);
    QVERIFY(!summary.isDemo);
    QVERIFY(!library().summary({u"r2"_s}));
}

void LibraryTest::aLongTextIsCutAtACharacter()
{
    const QString waves = u"a"_s + u"\U0001F30A"_s.repeated(300);
    m_fixture->add(u"r1"_s, waves);
    const QString shown = library().summary({u"r1"_s})->prompt;
    QCOMPARE(shown.size(), RunSummary::shownCharacters - 1);
    QVERIFY(waves.startsWith(shown));
    QVERIFY(shown.back().isLowSurrogate());
    QCOMPARE(library().load({u"r1"_s})->prompt, waves);
}

void LibraryTest::sharedContentsAreKeptOnce()
{
    RunRecord record = sampleRun(u"r0"_s);
    QString text;
    for (int i = 0; i < 20'000; ++i)
        text += QString::number(i * 7919);
    record.attachments = {{u"big.txt"_s, u"text/plain"_s, u"00"_s, text.size(), text}};
    record.requests = {sampleRequest(text)};
    m_fixture->add(record, RunOrigin::Window);
    const qint64 before = library().sizeOnDisk();
    for (int i = 1; i < 10; ++i) {
        record.id = {u"r%1"_s.arg(i)};
        m_fixture->add(record, RunOrigin::Window);
    }
    m_fixture->reopen();
    QVERIFY(library().sizeOnDisk() < 2 * before);
    QCOMPARE(*library().load(record.id), record);
}

void LibraryTest::anIdIsThereOnce()
{
    m_fixture->add(u"r1"_s);
    const auto again = library().add(sampleRun(u"r1"_s), RunOrigin::Imported);
    QVERIFY(!again);
    QCOMPARE(again.error().kind, ErrorKind::InvalidInput);
    QCOMPARE(library().find({})->size(), 1);
}

void LibraryTest::newestFirstWhateverTheOrderOfAdding()
{
    for (const int second : {20, 10, 30, 10, 10})
        m_fixture->add(u"r%1-%2"_s.arg(second).arg(library().find({})->size()), u"Why?"_s, second);
    QCOMPARE(m_fixture->found({}), u"r30-2 r20-0 r10-4 r10-3 r10-1"_s);
}

void LibraryTest::idsResolveFromTheirBeginning_data()
{
    QTest::addColumn<QString>("beginning");
    QTest::addColumn<QString>("id");
    QTest::newRow("whole") << u"abc1"_s << u"abc1"_s;
    QTest::newRow("beginning") << u"b"_s << u"bcd"_s;
    QTest::newRow("whole of one, beginning of another") << u"abc"_s << u"abc"_s;
    QTest::newRow("two") << u"ab"_s << QString();
    QTest::newRow("none") << u"x"_s << QString();
    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("no pattern") << u"%"_s << QString();
}

void LibraryTest::idsResolveFromTheirBeginning()
{
    QFETCH(QString, beginning);
    QFETCH(QString, id);
    for (const QString &each : {u"abc"_s, u"abc1"_s, u"bcd"_s})
        m_fixture->add(each);
    const auto resolved = library().resolve(beginning);
    QCOMPARE(resolved ? resolved->value : QString(), id);
    if (!resolved)
        QCOMPARE(resolved.error().kind, ErrorKind::InvalidInput);
}

void LibraryTest::theLastRunsEndWithTheNewest()
{
    QVERIFY(lastRuns(library()).isEmpty());
    for (int i = 1; i <= 31; ++i)
        m_fixture->add(u"r%1"_s.arg(i), u"Why?"_s, i, u"synthesis %1"_s.arg(i));
    QVERIFY(library().moveToTrash({{u"r31"_s}}));
    QCOMPARE(lastRuns(library()).size(), 30);
    m_fixture->add(u"r32"_s, u"Why?"_s, 32, u"synthesis 32"_s);
    const QList<RunState> runs = lastRuns(library());
    QCOMPARE(runs.size(), 30);
    QCOMPARE(runs.constFirst().agent({u"s"_s}).answer, u"synthesis 2"_s);
    QCOMPARE(runs.constLast().agent({u"s"_s}).answer, u"synthesis 32"_s);
}

void LibraryTest::facetsNameEachOnce()
{
    QVERIFY(*library().facets() == RunFacets());
    m_fixture->add(u"r1"_s);
    m_fixture->add(u"r2"_s);
    QVERIFY(library().setTags({{u"r1"_s}, {u"r2"_s}}, {u"work"_s, u"art"_s}));
    const RunFacets facets = *library().facets();
    QCOMPARE(facets.graphNames, QStringList{u"MoA 2+1"_s});
    QCOMPARE(facets.tags, (QStringList{u"art"_s, u"work"_s}));
    QCOMPARE(facets.models.size(), 3);
}

void LibraryTest::marksLieBesideTheRuns()
{
    m_fixture->add(u"r1"_s);
    m_fixture->add(u"r2"_s);
    const RunRecord before = *library().load({u"r1"_s});
    QVERIFY(library().setStarred({{u"r1"_s}, {u"unknown"_s}}, true));
    QVERIFY(library().setNote({u"r1"_s}, u"see page 3"_s));
    QVERIFY(library().setTags({{u"r1"_s}}, {u"b"_s, u" a "_s, u"b"_s}));
    RunSummary summary = *library().summary({u"r1"_s});
    QVERIFY(summary.starred);
    QCOMPARE(summary.note, u"see page 3"_s);
    QCOMPARE(summary.tags, (QStringList{u"a"_s, u"b"_s}));
    QVERIFY(!library().summary({u"r2"_s})->starred);
    QVERIFY(library().setStarred({{u"r1"_s}}, false));
    QVERIFY(library().setTags({{u"r1"_s}}, {}));
    summary = *library().summary({u"r1"_s});
    QVERIFY(!summary.starred);
    QVERIFY(summary.tags.isEmpty());
    QCOMPARE(*library().load({u"r1"_s}), before);
}

void LibraryTest::analysesHaveVersions()
{
    m_fixture->add(u"r1"_s);
    const RunId run{u"r1"_s};
    QVERIFY(!library().analysis(run, u"sources"_s, 1));
    QVERIFY(library().saveAnalysis(run, u"sources"_s, 1, "one"));
    QVERIFY(library().saveAnalysis(run, u"coverage"_s, 1, "two"));
    QCOMPARE(library().analysis(run, u"sources"_s, 1).value(), QByteArray("one"));
    QVERIFY(!library().analysis(run, u"sources"_s, 2));
    QVERIFY(library().saveAnalysis(run, u"sources"_s, 2, "three"));
    QVERIFY(!library().analysis(run, u"sources"_s, 1));
    QCOMPARE(library().analysis(run, u"sources"_s, 2).value(), QByteArray("three"));
}

void LibraryTest::analysesTravelWithTheRun()
{
    m_fixture->add(u"r1"_s);
    QVERIFY(library().saveAnalysis({u"r1"_s}, u"sources"_s, 2, R"({"a":1})"));
    QVERIFY(library().saveAnalysis({u"r1"_s}, u"check"_s, 1, R"({"b":2})"));
    RunRecord record = *library().load({u"r1"_s});
    QCOMPARE(record.analyses, (QList<KeptAnalysis>{{u"check"_s, 1, R"({"b":2})"}, {u"sources"_s, 2, R"({"a":1})"}}));
    record.id = {u"r2"_s};
    QVERIFY(library().add(record, RunOrigin::Imported));
    QCOMPARE(library().analysis(record.id, u"sources"_s, 2).value(), QByteArray(R"({"a":1})"));
    QCOMPARE(*library().load(record.id), record);
}

void LibraryTest::trashAndBack()
{
    m_fixture->add(u"r1"_s, u"Why?"_s, 1);
    m_fixture->add(u"r2"_s, u"Why?"_s, 2);
    QVERIFY(library().moveToTrash({{u"r1"_s}}));
    RunFilter trash;
    trash.trash = true;
    QCOMPARE(m_fixture->found({}), u"r2"_s);
    QCOMPARE(m_fixture->found(trash), u"r1"_s);
    QCOMPARE(m_fixture->foundText(u"why"_s), u"r2"_s);
    QCOMPARE(library().summary({u"r1"_s})->trashed.value(), m_fixture->clock().calendar());
    QVERIFY(library().restore({{u"r1"_s}}));
    QCOMPARE(m_fixture->found({}), u"r2 r1"_s);
    QVERIFY(!library().summary({u"r1"_s})->trashed);
}

void LibraryTest::erasedRunsLeaveNothing()
{
    RunRecord secret = sampleRun(u"r1"_s, u"Incomprehensibilities?"_s);
    secret.attachments = {{u"n.txt"_s, u"text/plain"_s, u"00"_s, 3, u"zzz"_s}};
    m_fixture->add(secret, RunOrigin::Window);
    m_fixture->add(u"r2"_s);
    QVERIFY(library().setNote({u"r1"_s}, u"a note"_s));
    QCOMPARE(m_fixture->foundText(u"incomp"_s), u"r1"_s);
    QVERIFY(library().erase({{u"r1"_s}}));
    QVERIFY(!library().load({u"r1"_s}));
    QCOMPARE(m_fixture->foundText(u"incomp"_s), QString());
    QCOMPARE(m_fixture->found({}), u"r2"_s);
    // What the other run shares is still there; the prompt is in no corner of the file.
    QCOMPARE(*library().load({u"r2"_s}), sampleRun(u"r2"_s, u"Why?"_s));
    m_fixture->close();
    QFile file(m_fixture->path());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("Incomprehensibilities"));
    m_fixture->reopen();
    m_fixture->add(secret, RunOrigin::Window);
    QCOMPARE(*library().load({u"r1"_s}), secret);
    QCOMPARE(library().summary({u"r1"_s})->note, QString());
}

void LibraryTest::retentionSparesStarsAndTheRecent()
{
    constexpr qint64 day = 86'400;
    const QDateTime now = QDateTime(QDate(2030, 1, 1), QTime(0, 0), Qt::UTC).addDays(100);
    m_fixture->add(u"old"_s, u"Why?"_s, 0);
    m_fixture->add(u"starred"_s, u"Why?"_s, 1);
    m_fixture->add(u"recent"_s, u"Why?"_s, 95 * day);
    m_fixture->add(u"trashed"_s, u"Why?"_s, 96 * day);
    QVERIFY(library().setStarred({{u"starred"_s}}, true));
    QVERIFY(library().moveToTrash({{u"trashed"_s}}));
    QCOMPARE(*library().applyRetention(std::nullopt, m_fixture->clock().calendar().addDays(29)), 0);
    QCOMPARE(*library().applyRetention(std::nullopt, now), 1);
    QCOMPARE(m_fixture->found({}), u"recent starred old"_s);
    QCOMPARE(*library().applyRetention(10, now), 1);
    QCOMPARE(m_fixture->found({}), u"recent starred"_s);
    QCOMPARE(*library().applyRetention(10, now), 0);
}

void LibraryTest::eraseEverythingLeavesAnEmptyFile()
{
    const qint64 empty = QFileInfo(m_fixture->path()).size();
    for (int i = 0; i < 30; ++i)
        m_fixture->add(u"r%1"_s.arg(i), u"word%1 "_s.arg(i).repeated(500), i);
    auto writer = library().begin(sampleHead(u"going-on"_s), RunOrigin::Window);
    QTRY_COMPARE(library().find({})->size(), 31);
    QVERIFY(library().sizeOnDisk() > 2 * empty);
    QVERIFY(library().eraseEverything());
    QCOMPARE(m_fixture->found({}), u"going-on"_s);
    QCOMPARE(m_fixture->foundText(u"word7"_s), QString());
    QVERIFY(library().sizeOnDisk() <= 2 * empty);
    writer->append({Milliseconds(0), {}, -1, event::RunStarted{{u"going-on"_s}, {}, 0}});
    writer->finish();
    QSignalSpy kept(writer.get(), &RunWriter::kept);
    QVERIFY(kept.wait());
    QCOMPARE(library().load({u"going-on"_s})->events.size(), 1);
}

void LibraryTest::othersHearOfChanges()
{
    auto other = m_fixture->open();
    QSignalSpy own(&library(), &Library::changed);
    QSignalSpy others(other.get(), &Library::changed);
    m_fixture->add(u"r1"_s);
    QTRY_COMPARE(own.size(), 1);
    m_fixture->clock().advance(Milliseconds(1000));
    QCOMPARE(own.size(), 1);
    QCOMPARE(others.size(), 1);
    m_fixture->clock().advance(Milliseconds(5000));
    QCOMPARE(others.size(), 1);
    QVERIFY(other->setStarred({{u"r1"_s}}, true));
    m_fixture->clock().advance(Milliseconds(1000));
    QCOMPARE(own.size(), 2);
    QVERIFY(library().summary({u"r1"_s})->starred);
}

void LibraryTest::readOnlyReadsAndRefuses()
{
    m_fixture->add(u"r1"_s);
    auto reading = m_fixture->open(Library::Mode::ReadOnly);
    QVERIFY(reading->isReadOnly());
    QVERIFY(!library().isReadOnly());
    QCOMPARE(*reading->load({u"r1"_s}), *library().load({u"r1"_s}));
    m_fixture->add(u"r2"_s);
    QCOMPARE(reading->find({})->size(), 2);
    QCOMPARE(reading->setNote({u"r1"_s}, u"x"_s).error().kind, ErrorKind::Io);
    QVERIFY(!reading->takeOver({u"r1"_s}));
    auto writer = reading->begin(sampleHead(u"r3"_s), RunOrigin::Window);
    QCOMPARE(writer->problem()->kind, ErrorKind::Io);
    writer->append({Milliseconds(0), {}, -1, event::RunStarted{}});
    writer->append(sampleRequest());
    writer->finish();
    QVERIFY(!writer->isKept());
    QVERIFY(!Library::open(m_fixture->path() + u"2"_s, Library::Mode::ReadOnly));
    QVERIFY(!QFile::exists(m_fixture->path() + u"2"_s));
}

QTEST_GUILESS_MAIN(LibraryTest)
#include "tst_library.moc"
