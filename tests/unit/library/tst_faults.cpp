// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "LibraryFixture.h"
#include "library/Database.h"
#include "support/FileSizeLimit.h"

#include <QProcess>
#include <QSignalSpy>

#include <sys/mount.h>
#include <unistd.h>

using namespace tributary;
using namespace tributary::tests;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30'000;

/// A disk of a few pages, where the machine lets us have one.
class SmallDisk
{
public:
    SmallDisk() { m_mounted = mount("tmpfs", path(), "tmpfs", 0, "size=1m,mode=700") == 0; }

    ~SmallDisk()
    {
        if (m_mounted)
            umount2(path(), MNT_DETACH);
    }

    Q_DISABLE_COPY_MOVE(SmallDisk)

    [[nodiscard]] bool isMounted() const { return m_mounted; }

    [[nodiscard]] QString file(const QString &name) const { return m_folder.filePath(name); }

    /// Takes what is left.
    void fill() const
    {
        QFile file(this->file(u"ballast"_s));
        if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
            return;
        for (const int block : {65536, 4096, 512}) {
            while (file.write(QByteArray(block, 'x')) == block) {
            }
        }
    }

    void makeRoom() const { QFile::remove(file(u"ballast"_s)); }

private:
    [[nodiscard]] const char *path() const { return m_path.constData(); }

    QTemporaryDir m_folder;
    QByteArray m_path = m_folder.path().toLocal8Bit();
    bool m_mounted = false;
};

void overwrite(const QString &path, qint64 from, qint64 size)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite) || !file.seek(from) || file.write(QByteArray(size, '\xa5')) != size)
        qFatal("cannot damage %s", qPrintable(path));
}

/// Where the trees of the file begin: a damaged root costs the whole table.
QList<qint64> rootPages(const QString &path)
{
    QList<qint64> pages;
    const Database database(path, Database::Access::ReadWrite);
    Statement rows = database.run(u"SELECT rootpage FROM sqlite_schema"_s);
    while (rows.next())
        pages.append(rows.number(0));
    return pages;
}

} // namespace

class LibraryFaultsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void aFullDiskIsSurvived();
    void aWriteThatFailsIsTriedAgain();
    void closingOnAFullDiskTakesNotLong();
    void aReadOnlyFolderIsReadOnly();
    void aFolderThatCannotBeMadeIsAnError();
    void aDamagedPageTakesNoOtherRunDown();
    void aDamagedGraphIsToldFromTheEvents();
    void aDamagedIndexIsMadeAnew();
    void aDamagedBeginningIsNoLibrary();

private:
    static void writeUntilItFails(RunWriter &writer, FakeClock &clock);
};

void LibraryFaultsTest::aFullDiskIsSurvived()
{
    const SmallDisk disk;
    if (!disk.isMounted())
        QSKIP("mounting a file system takes a privilege that this process has not");
    const QString path = disk.file(u"library.sqlite"_s);
    auto library = *Library::open(path);
    const RunRecord before = sampleRun(u"before"_s);
    QVERIFY(library->add(before, RunOrigin::Window));
    const RunRecord during = sampleRun(u"during"_s);
    auto writer = library->begin(during, RunOrigin::Window);
    QSignalSpy problems(writer.get(), &RunWriter::problemChanged);
    QSignalSpy kept(writer.get(), &RunWriter::kept);
    disk.fill();
    for (const RunEvent &event : during.events)
        writer->append(event);
    writer->append(sampleRequest(u"x"_s.repeated(100)));
    writer->append(during.requests.constFirst());
    writer->finish();
    QVERIFY(problems.wait(patience));
    QCOMPARE(writer->problem()->kind, ErrorKind::Io);
    QVERIFY2(writer->problem()->message.contains("space"_L1), qPrintable(writer->problem()->message));
    QVERIFY(!writer->isKept());
    QCOMPARE(*library->load(before.id), before);
    QVERIFY(!library->setStarred({before.id}, true));
    disk.makeRoom();
    QVERIFY(kept.wait(patience));
    QVERIFY(!writer->problem());
    QCOMPARE(library->load(during.id)->events, during.events);
    QCOMPARE(library->load(during.id)->requests.size(), 2);
    writer.reset();
    library.reset();
    library = *Library::open(path);
    QCOMPARE(*library->load(before.id), before);
    QCOMPARE(library->load(during.id)->events, during.events);
}

/// Random text cannot be compressed: the file has to grow.
void LibraryFaultsTest::writeUntilItFails(RunWriter &writer, FakeClock &clock)
{
    QSignalSpy problems(&writer, &RunWriter::problemChanged);
    for (int i = 0; i < 400 && problems.isEmpty(); ++i) {
        QString text;
        for (int n = 0; n < 2000; ++n)
            text += QString::number(qHash(i * 2000 + n), 36);
        writer.append({Milliseconds(i), {u"a"_s}, 0, event::Text{TextChannel::Answer, text}});
        clock.advance(RunWriter::textDelay);
        problems.wait(20);
    }
    QVERIFY(!problems.isEmpty() || problems.wait(patience));
}

void LibraryFaultsTest::aWriteThatFailsIsTriedAgain()
{
    LibraryFixture fixture;
    fixture.add(u"before"_s);
    auto writer = fixture.library().begin(sampleHead(u"r1"_s), RunOrigin::Window);
    QSignalSpy kept(writer.get(), &RunWriter::kept);
    {
        const FileSizeLimit limit(600 * 1024);
        writeUntilItFails(*writer, fixture.clock());
        QCOMPARE(writer->problem()->kind, ErrorKind::Io);
        QVERIFY(fixture.library().load({u"before"_s}));
    }
    writer->finish();
    QVERIFY(kept.wait(patience));
    QVERIFY(!writer->problem());
    const QList<RunEvent> events = fixture.library().load({u"r1"_s})->events;
    for (qsizetype i = 0; i < events.size(); ++i)
        QCOMPARE(events[i].time, Milliseconds(i));
    QVERIFY(!events.isEmpty());
}

void LibraryFaultsTest::closingOnAFullDiskTakesNotLong()
{
    LibraryFixture fixture;
    auto writer = fixture.library().begin(sampleHead(u"r1"_s), RunOrigin::Window);
    const FileSizeLimit limit(400 * 1024);
    writeUntilItFails(*writer, fixture.clock());
    QElapsedTimer timer;
    timer.start();
    writer.reset();
    fixture.close();
    QVERIFY2(timer.elapsed() < 10'000, qPrintable(QString::number(timer.elapsed())));
    fixture.reopen();
    QCOMPARE(fixture.library().summary({u"r1"_s})->state, KeptState::Interrupted);
}

void LibraryFaultsTest::aReadOnlyFolderIsReadOnly()
{
    LibraryFixture fixture;
    fixture.add(u"r1"_s);
    const RunRecord run = *fixture.library().load({u"r1"_s});
    fixture.close();
    const QByteArray folder = QFileInfo(fixture.path()).path().toLocal8Bit();
    const bool isRoot = geteuid() == 0;
    const bool mounted = isRoot && mount(folder, folder, nullptr, MS_BIND, nullptr) == 0 &&
                         mount(nullptr, folder, nullptr, MS_REMOUNT | MS_BIND | MS_RDONLY, nullptr) == 0;
    if (isRoot && !mounted)
        QSKIP("permissions do not bind root, and it may not mount here");
    if (!isRoot)
        QFile::setPermissions(QString::fromLocal8Bit(folder), QFile::ReadOwner | QFile::ExeOwner);
    const auto letGo = qScopeGuard([&] {
        if (mounted)
            umount2(folder, MNT_DETACH);
        else
            QFile::setPermissions(QString::fromLocal8Bit(folder),
                                  QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    });
    auto library = fixture.open();
    QVERIFY(library->isReadOnly());
    QCOMPARE(*library->load(run.id), run);
    QCOMPARE(library->summary(run.id)->state, KeptState::Finished);
    QCOMPARE(library->setStarred({run.id}, true).error().kind, ErrorKind::Io);
    QVERIFY(library->begin(sampleHead(u"r2"_s), RunOrigin::Window)->problem());
    const auto fresh = Library::open(QString::fromLocal8Bit(folder) + u"/new.sqlite"_s);
    QVERIFY(!fresh);
    QCOMPARE(fresh.error().kind, ErrorKind::Io);
    library.reset();
}

void LibraryFaultsTest::aFolderThatCannotBeMadeIsAnError()
{
    const auto opened = Library::open(u"/proc/tributary/library.sqlite"_s);
    QVERIFY(!opened);
    QCOMPARE(opened.error().kind, ErrorKind::Io);
}

void LibraryFaultsTest::aDamagedPageTakesNoOtherRunDown()
{
    constexpr int runs = 160;
    constexpr qint64 page = 4096;
    LibraryFixture fixture;
    for (int i = 0; i < runs; ++i) {
        // Nothing shared: a graph on a damaged page is lost to all who use it.
        RunRecord run = sampleRun(u"run-%1"_s.arg(i), u"prompt"_s, i);
        run.graph.name = u"graph %1"_s.arg(i);
        run.requests.clear();
        run.attachments = {{u"a.txt"_s, u"text/plain"_s, u"00"_s, i, u"text %1"_s.arg(i)}};
        fixture.add(run, RunOrigin::Window);
    }
    fixture.close();
    const QList<qint64> roots = rootPages(fixture.path());
    QFile file(fixture.path());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray good = file.readAll();
    int fewest = runs;
    int unopened = 0;
    // The runs themselves are short: about sixty fit a page.
    constexpr int runsOnAPage = 70;
    for (qint64 number = 2; number <= good.size() / page; number += 2) {
        if (roots.contains(number))
            continue;
        QFile whole(fixture.path());
        QVERIFY(whole.open(QIODevice::WriteOnly) && whole.write(good) == good.size());
        whole.close();
        overwrite(fixture.path(), (number - 1) * page, page);
        const auto opened = Library::open(fixture.path(), Library::Mode::ReadOnly);
        if (!opened) {
            // The names of the tables take a few pages: without them there is no library.
            QCOMPARE(opened.error().kind, ErrorKind::InvalidInput);
            ++unopened;
            continue;
        }
        const auto &library = *opened;
        const auto keys = library->find({});
        QVERIFY2(keys, keys ? "" : qPrintable(keys.error().detail));
        int loaded = 0;
        const QList<RunSummary> summaries = *library->summaries(*keys);
        for (const RunSummary &summary : summaries)
            loaded += library->load(summary.id).has_value() ? 1 : 0;
        QVERIFY2(loaded >= runs - runsOnAPage, qPrintable(u"page %1: %2 runs"_s.arg(number).arg(loaded)));
        fewest = std::min(fewest, loaded);
    }
    QVERIFY(fewest < runs);
    QVERIFY2(unopened < 5, qPrintable(QString::number(unopened)));
}

void LibraryFaultsTest::aDamagedGraphIsToldFromTheEvents()
{
    LibraryFixture fixture;
    fixture.add(u"r1"_s);
    const RunRecord before = *fixture.library().load({u"r1"_s});
    {
        const Database database(fixture.path(), Database::Access::ReadWrite);
        database.run(u"UPDATE contents SET packed = x'00' WHERE id IN (SELECT graph FROM details)"_s);
    }
    const auto record = fixture.library().load({u"r1"_s});
    QVERIFY2(record, record ? "" : qPrintable(record.error().message));
    QCOMPARE(record->events, before.events);
    QCOMPARE(record->graph.name, before.graph.name);
    QCOMPARE(record->graph.layers, before.graph.layers);
    QVERIFY(record->graph.description.contains("damaged"_L1));
    QCOMPARE(fixture.foundText(u"synthesis"_s), u"r1"_s);
}

void LibraryFaultsTest::aDamagedIndexIsMadeAnew()
{
    LibraryFixture fixture;
    for (int i = 0; i < 20; ++i)
        fixture.add(u"r%1"_s.arg(i), u"prompt"_s, i);
    QCOMPARE(fixture.foundText(u"\"first answer\" prompt"_s).count(u'r'), 20);
    {
        const Database database(fixture.path(), Database::Access::ReadWrite);
        database.run(u"UPDATE search_words_data SET block = x'ffffffffffffffff'"_s);
    }
    fixture.reopen();
    RunFilter filter;
    filter.text = u"prompt"_s;
    QCOMPARE(fixture.library().find(filter).error().kind, ErrorKind::Io);
    QTRY_VERIFY(fixture.library().find(filter));
    QCOMPARE(fixture.library().find(filter)->size(), 20);
    // A run that ends meets the damage before any search does.
    {
        const Database database(fixture.path(), Database::Access::ReadWrite);
        database.run(u"UPDATE search_phrases_data SET block = x'ffffffffffffffff'"_s);
    }
    fixture.reopen();
    fixture.add(u"new"_s, u"prompt"_s, 100);
    QCOMPARE(fixture.library().find(filter)->size(), 21);
    filter.text = u"\"first answer\""_s;
    QCOMPARE(fixture.library().find(filter)->size(), 21);
}

void LibraryFaultsTest::aDamagedBeginningIsNoLibrary()
{
    LibraryFixture fixture;
    fixture.add(u"r1"_s);
    fixture.close();
    overwrite(fixture.path(), 0, 100);
    const auto opened = Library::open(fixture.path());
    QVERIFY(!opened);
    QCOMPARE(opened.error().kind, ErrorKind::InvalidInput);
}

QTEST_GUILESS_MAIN(LibraryFaultsTest)
#include "tst_faults.moc"
