// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Clock.h"
#include "base/Result.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariant>

#include <exception>
#include <type_traits>

/// SQLite for this folder. Inside it a failed statement is an exception, so that a transaction reads as its steps;
/// attempt() turns it into a Result where the folder ends.
namespace tributary {

class DatabaseError final : public std::exception
{
public:
    enum class Cause {
        Environment, ///< full disk, lock, permissions, hardware: may pass
        Damaged,     ///< the file is broken or no database at all
        Request,     ///< what was asked for cannot be done; asking again is no use
    };

    DatabaseError(Cause cause, Error error)
        : m_cause(cause)
        , m_error(std::move(error))
    {}

    [[nodiscard]] Cause cause() const { return m_cause; }

    [[nodiscard]] const Error &error() const { return m_error; }

    [[nodiscard]] const char *what() const noexcept override { return "DatabaseError"; }

private:
    Cause m_cause;
    Error m_error;
};

/// A request that cannot be met: no such run, for example.
[[noreturn]] void refuse(ErrorKind kind, const QString &message);

/// A prepared statement. Destroying it ends its read.
class Statement
{
public:
    /// Binds the next parameter.
    Statement &bind(const QVariant &value);
    /// Executes; throws.
    Statement &run();
    /// Steps to the next row; false at the end, throws.
    [[nodiscard]] bool next();

    [[nodiscard]] QVariant value(int column) const { return m_query.value(column); }

    [[nodiscard]] qint64 number(int column) const { return m_query.value(column).toLongLong(); }

    [[nodiscard]] QString text(int column) const { return m_query.value(column).toString(); }

    [[nodiscard]] QByteArray bytes(int column) const { return m_query.value(column).toByteArray(); }

private:
    friend class Database;
    Statement(QSqlQuery query, QString path);
    void check(bool done) const;

    QSqlQuery m_query;
    QString m_path;
};

/// One connection to one file, for the thread that made it.
class Database
{
public:
    enum class Access {
        ReadWrite,
        ReadOnly,
        Immutable, ///< nobody can change the file: a read-only folder or disk
    };

    /// Opens and sets the pragmas, then reads them back: foreign keys, full synchronisation, and for writers the
    /// write-ahead log. Throws.
    Database(const QString &path, Access access, Milliseconds patience = defaultPatience);
    ~Database();
    Q_DISABLE_COPY_MOVE(Database)

    [[nodiscard]] QString path() const { return m_path; }

    [[nodiscard]] Statement prepare(const QString &sql) const;

    /// Runs one statement with these parameters.
    template <typename... Values>
    Statement run(const QString &sql, const Values &...values) const
    {
        Statement statement = prepare(sql);
        (statement.bind(values), ...);
        statement.run();
        return statement;
    }

    /// The first column of the first row; invalid when there is no row.
    template <typename... Values>
    [[nodiscard]] QVariant value(const QString &sql, const Values &...values) const
    {
        Statement statement = run(sql, values...);
        return statement.next() ? statement.value(0) : QVariant();
    }

    [[nodiscard]] qint64 lastInsertedKey() const;
    /// Turns the write-ahead log on; a new file gets its tables first, so that its head stands in the file itself.
    void useWriteAheadLog();
    /// From here on statements that write fail.
    void forbidWrites();

    /// How long a statement waits for another program's write.
    static constexpr Milliseconds defaultPatience{3000};

private:
    void setPragma(const QString &name, const QString &value, const QVariant &expected);

    QString m_path;
    QString m_name;
    QSqlDatabase m_connection;
};

/// Writes that happen together or not at all: undone by the destructor unless committed.
class Transaction
{
public:
    /// Takes the write lock at once, so that what is read inside stays true until the end. Throws.
    explicit Transaction(Database &database);
    ~Transaction();
    Q_DISABLE_COPY_MOVE(Transaction)

    void commit();

private:
    Database &m_database;
    bool m_open = true;
};

template <typename Work>
auto attempt(Work work) -> Result<std::invoke_result_t<Work>>
{
    try {
        if constexpr (std::is_void_v<std::invoke_result_t<Work>>) {
            work();
            return {};
        } else {
            return work();
        }
    } catch (const DatabaseError &error) {
        return tl::unexpected(error.error());
    }
}

} // namespace tributary
