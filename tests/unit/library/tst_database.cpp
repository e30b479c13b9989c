// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "LibraryFixture.h"
#include "library/Database.h"
#include "library/Schema.h"

using namespace tributary;
using namespace tributary::tests;
using namespace Qt::StringLiterals;

namespace {

/// The tables of a file, with their columns and indexes, as text.
QString schemaOf(const Database &database)
{
    QStringList lines;
    Statement rows = database.run(u"SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name"_s);
    while (rows.next())
        lines.append(rows.text(0).simplified());
    return lines.join(u'\n');
}

} // namespace

class DatabaseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        m_folder.emplace();
    }

    void cleanup() { m_folder.reset(); }

    void pragmasAreSet();
    void valuesComeBack_data();
    void valuesComeBack();
    void anErrorTellsTheStatement();
    void anUncommittedTransactionIsUndone();
    void oldVersionsMigrate_data();
    void oldVersionsMigrate();
    void whatIsNoLibraryIsLeftAlone_data();
    void whatIsNoLibraryIsLeftAlone();

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(u"library.sqlite"_s); }

    [[nodiscard]] QByteArray bytes() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::optional<QTemporaryDir> m_folder;
};

void DatabaseTest::pragmasAreSet()
{
    QVERIFY(Library::open(path()));
    Database database(path(), Database::Access::ReadWrite);
    QCOMPARE(database.value(u"PRAGMA journal_mode"_s).toString(), u"wal"_s);
    QCOMPARE(database.value(u"PRAGMA foreign_keys"_s).toInt(), 1);
    QCOMPARE(database.value(u"PRAGMA synchronous"_s).toInt(), 2);
    QCOMPARE(database.value(u"PRAGMA busy_timeout"_s).toInt(), int(Database::defaultPatience.count()));
    QCOMPARE(database.value(u"PRAGMA user_version"_s).toInt(), librarySchemaVersion);
    QCOMPARE(database.value(u"PRAGMA application_id"_s).toInt(), int(FileKind::Library));
    database.forbidWrites();
    QVERIFY_THROWS_EXCEPTION(DatabaseError, database.run(u"DELETE FROM runs"_s));
}

void DatabaseTest::valuesComeBack_data()
{
    QTest::addColumn<QVariant>("value");
    QTest::newRow("text") << QVariant(u"Gr\u00fc\u00dfe"_s);
    QTest::newRow("empty text") << QVariant(QString());
    QTest::newRow("bytes") << QVariant(QByteArray("\0\xff", 2));
    QTest::newRow("no bytes") << QVariant(QByteArray());
    QTest::newRow("big number") << QVariant(qint64(0x7fffffffffffffff));
    QTest::newRow("real") << QVariant(0.1);
}

void DatabaseTest::valuesComeBack()
{
    QFETCH(QVariant, value);
    const Database database(path(), Database::Access::ReadWrite);
    database.run(u"CREATE TABLE t (v NOT NULL)"_s);
    database.run(u"INSERT INTO t VALUES (?)"_s, value);
    const QVariant read = database.value(u"SELECT v FROM t"_s);
    QCOMPARE(read.typeId(), value.typeId());
    QCOMPARE(read.toByteArray(), value.toByteArray());
}

void DatabaseTest::anErrorTellsTheStatement()
{
    const Database database(path(), Database::Access::ReadWrite);
    const auto result = attempt([&] { database.run(u"SELECT * FROM missing"_s); });
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::Internal);
    QVERIFY2(result.error().detail.contains("SELECT * FROM missing"_L1), qPrintable(result.error().detail));
    QVERIFY2(result.error().detail.contains("no such table"_L1), qPrintable(result.error().detail));
}

void DatabaseTest::anUncommittedTransactionIsUndone()
{
    Database database(path(), Database::Access::ReadWrite);
    database.run(u"CREATE TABLE t (v)"_s);
    std::ignore = attempt([&] {
        const Transaction transaction(database);
        database.run(u"INSERT INTO t VALUES (1)"_s);
        database.run(u"no statement"_s);
    });
    QCOMPARE(database.value(u"SELECT count(*) FROM t"_s).toInt(), 0);
    {
        Transaction transaction(database);
        database.run(u"INSERT INTO t VALUES (1)"_s);
        transaction.commit();
    }
    QCOMPARE(database.value(u"SELECT count(*) FROM t"_s).toInt(), 1);
}

void DatabaseTest::oldVersionsMigrate_data()
{
    QTest::addColumn<int>("version");
    for (int version = 1; version <= librarySchemaVersion; ++version)
        QTest::addRow("%d", version) << version;
}

/// A file that the program of that version wrote, as statements: it opens, shows what is in it, and ends up with the
/// tables that a new file has.
void DatabaseTest::oldVersionsMigrate()
{
    QFETCH(int, version);
    QFile fixture(QFINDTESTDATA(u"../../data/library/version-%1.sql"_s.arg(version)));
    QVERIFY(fixture.open(QIODevice::ReadOnly));
    {
        const Database database(path(), Database::Access::ReadWrite);
        const QString text = QString::fromUtf8(fixture.readAll());
        const QStringList statements = text.split(u";\n"_s, Qt::SkipEmptyParts);
        for (const QString &statement : statements)
            database.run(statement);
    }
    const auto opened = Library::open(path());
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error().message + opened.error().detail));
    RunFilter filter;
    filter.text = u"synthesis"_s;
    QCOMPARE((*opened)->find(filter)->size(), 1);
    const RunRecord run = *(*opened)->load({u"kept-by-version-%1"_s.arg(version)});
    QCOMPARE(run, sampleRun(run.id.value));
    QVERIFY((*opened)->summary(run.id)->starred);
    QCOMPARE((*opened)->summary(run.id)->tags, QStringList{u"kept"_s});

    const QString newPath = m_folder->filePath(u"new.sqlite"_s);
    QVERIFY(Library::open(newPath));
    QCOMPARE(schemaOf(Database(path(), Database::Access::ReadWrite)),
             schemaOf(Database(newPath, Database::Access::ReadWrite)));
}

void DatabaseTest::whatIsNoLibraryIsLeftAlone_data()
{
    QTest::addColumn<QByteArray>("contents");
    QTest::addColumn<QString>("sql");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("text") << QByteArray("some text of a person\n") << QString() << ErrorKind::InvalidInput;
    QTest::newRow("long text") << QByteArray("some text of a person\n").repeated(1000) << QString()
                               << ErrorKind::InvalidInput;
    QTest::newRow("head only") << QByteArray("SQLite format 3\0", 16) << QString() << ErrorKind::InvalidInput;
    QTest::newRow("another program's") << QByteArray() << u"CREATE TABLE t (v)"_s << ErrorKind::InvalidInput;
    QTest::newRow("newer") << QByteArray() << u"PRAGMA user_version = 99"_s << ErrorKind::NewerVersion;
}

void DatabaseTest::whatIsNoLibraryIsLeftAlone()
{
    QFETCH(QByteArray, contents);
    QFETCH(QString, sql);
    QFETCH(ErrorKind, kind);
    if (contents.isEmpty()) {
        if (kind == ErrorKind::NewerVersion)
            QVERIFY(Library::open(path()));
        Database(path(), Database::Access::ReadWrite).run(sql);
    } else {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(contents);
    }
    const QByteArray before = bytes();
    const QStringList files = QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
    for (const auto mode : {Library::Mode::ReadWrite, Library::Mode::ReadOnly}) {
        const auto opened = Library::open(path(), mode);
        QVERIFY(!opened);
        QCOMPARE(opened.error().kind, kind);
        QVERIFY(opened.error().message.contains("library.sqlite"_L1));
    }
    QCOMPARE(bytes(), before);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), files);
}

QTEST_GUILESS_MAIN(DatabaseTest)
#include "tst_database.moc"
