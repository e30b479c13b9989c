// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "library/Database.h"

#include <QCoreApplication>
#include <QDir>
#include <QSqlError>
#include <QUrl>
#include <QUuid>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(tributary::Database)
};

/// Primary result codes of SQLite, as far as we tell them apart.
enum SqliteCode {
    Busy = 5,
    Locked = 6,
    ReadOnly = 8,
    IoError = 10,
    Corrupt = 11,
    Full = 13,
    CantOpen = 14,
    NoDatabase = 26
};

DatabaseError errorOf(int code, const QString &path, const QString &detail)
{
    using Cause = DatabaseError::Cause;
    const QString file = QDir::toNativeSeparators(path);
    switch (code) {
    case Busy:
    case Locked:
        return {Cause::Environment,
                {ErrorKind::Io, Words::tr("Another program keeps \"%1\" locked; wait for it or close it.").arg(file),
                 detail}};
    case ReadOnly:
        return {Cause::Environment,
                {ErrorKind::Io, Words::tr("\"%1\" cannot be written; check its permissions.").arg(file), detail}};
    case Full:
        return {
            Cause::Environment,
            {ErrorKind::Io, Words::tr("There is no space left for \"%1\"; free some on its disk.").arg(file), detail}};
    case IoError:
    case CantOpen:
        return {Cause::Environment,
                {ErrorKind::Io, Words::tr("\"%1\" cannot be read or written; check its folder and disk.").arg(file),
                 detail}};
    case Corrupt:
        return {Cause::Damaged,
                {ErrorKind::InvalidInput,
                 Words::tr("A part of \"%1\" is damaged; export what you need and restore a backup.").arg(file),
                 detail}};
    case NoDatabase:
        return {Cause::Damaged,
                {ErrorKind::InvalidInput,
                 Words::tr("\"%1\" is not a database of Tributary; choose another file.").arg(file), detail}};
    default:
        return {Cause::Request,
                {ErrorKind::Internal, Words::tr("\"%1\" refused a request of Tributary.").arg(file), detail}};
    }
}

DatabaseError errorOf(const QSqlError &error, const QString &path, const QString &sql)
{
    constexpr int primary = 0xff;
    const int code = error.nativeErrorCode().toInt() & primary;
    return errorOf(code, path, u"%1 (%2): %3"_s.arg(error.databaseText(), error.nativeErrorCode(), sql.simplified()));
}

} // namespace

void refuse(ErrorKind kind, const QString &message)
{
    throw DatabaseError(DatabaseError::Cause::Request, {kind, message});
}

Statement::Statement(QSqlQuery query, QString path)
    : m_query(std::move(query))
    , m_path(std::move(path))
{}

void Statement::check(bool done) const
{
    if (!done)
        throw errorOf(m_query.lastError(), m_path, m_query.lastQuery());
}

Statement &Statement::bind(const QVariant &value)
{
    // The driver takes a text or bytes without memory for NULL; here only an invalid value is.
    if (value.typeId() == QMetaType::QString && value.toString().isNull())
        m_query.addBindValue(u""_s);
    else if (value.typeId() == QMetaType::QByteArray && value.toByteArray().isNull())
        m_query.addBindValue(QByteArray(""));
    else
        m_query.addBindValue(value);
    return *this;
}

Statement &Statement::run()
{
    check(m_query.exec());
    return *this;
}

bool Statement::next()
{
    const bool found = m_query.next();
    // The driver tells the end of the rows and a failed step apart by the error alone.
    check(found || !m_query.lastError().isValid());
    return found;
}

Database::Database(const QString &path, Access access, Milliseconds patience)
    : m_path(path)
    , m_name(QUuid::createUuid().toString(QUuid::WithoutBraces))
    , m_connection(QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name))
{
    QStringList options{u"QSQLITE_BUSY_TIMEOUT=%1"_s.arg(patience.count())};
    if (access != Access::ReadWrite)
        options.append(u"QSQLITE_OPEN_READONLY"_s);
    if (access == Access::Immutable) {
        options.append(u"QSQLITE_OPEN_URI"_s);
        QUrl url = QUrl::fromLocalFile(path);
        url.setQuery(u"immutable=1"_s);
        m_connection.setDatabaseName(url.toString(QUrl::FullyEncoded));
    } else {
        m_connection.setDatabaseName(path);
    }
    m_connection.setConnectOptions(options.join(u';'));
    try {
        if (!m_connection.isValid())
            throw DatabaseError(DatabaseError::Cause::Environment,
                                {ErrorKind::Io, Words::tr("Qt's SQLite driver is missing; install it.")});
        if (!m_connection.open())
            throw errorOf(m_connection.lastError(), m_path, u"open"_s);
        setPragma(u"foreign_keys"_s, u"ON"_s, 1);
        setPragma(u"synchronous"_s, u"FULL"_s, 2);
        setPragma(u"temp_store"_s, u"MEMORY"_s, 2);
    } catch (...) {
        m_connection = {};
        QSqlDatabase::removeDatabase(m_name);
        throw;
    }
}

Database::~Database()
{
    m_connection.close();
    // The handle has to be gone before its name.
    m_connection = {};
    QSqlDatabase::removeDatabase(m_name);
}

Statement Database::prepare(const QString &sql) const
{
    QSqlQuery query(m_connection);
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        throw errorOf(query.lastError(), m_path, sql);
    return {std::move(query), m_path};
}

qint64 Database::lastInsertedKey() const
{
    return value(u"SELECT last_insert_rowid()"_s).toLongLong();
}

void Database::useWriteAheadLog()
{
    if (value(u"PRAGMA journal_mode = WAL"_s).toString() != "wal"_L1)
        throw errorOf(IoError, m_path, u"journal_mode"_s);
}

void Database::forbidWrites()
{
    setPragma(u"query_only"_s, u"ON"_s, 1);
}

void Database::setPragma(const QString &name, const QString &setting, const QVariant &expected)
{
    run(u"PRAGMA %1 = %2"_s.arg(name, setting));
    if (value(u"PRAGMA "_s + name) != expected)
        throw errorOf(-1, m_path, u"pragma "_s + name);
}

Transaction::Transaction(Database &database)
    : m_database(database)
{
    database.run(u"BEGIN IMMEDIATE"_s);
}

Transaction::~Transaction()
{
    if (!m_open)
        return;
    // A failed statement may have ended the transaction already; there is nobody to tell.
    std::ignore = attempt([this] { m_database.run(u"ROLLBACK"_s); });
}

void Transaction::commit()
{
    m_database.run(u"COMMIT"_s);
    m_open = false;
}

} // namespace tributary
