// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "library/Schema.h"

#include "library/Database.h"
#include "library/SearchIndex.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QtEndian>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(tributary::Library)
};

/// Version 1. `runs` stays narrow: every filter reads it from end to end. Keys are start times in milliseconds, moved
/// up to the next free one, so that newest first is the order of the keys everywhere, in the full-text index too.
const auto createVersion1 = {
    // Bytes that many runs share: graphs, attachments, request bodies. Kept once.
    "CREATE TABLE contents (id INTEGER PRIMARY KEY, sha256 BLOB NOT NULL UNIQUE, packed BLOB NOT NULL) STRICT",
    // stage: RunStage; origin: RunOrigin in its order; owner: of an open run, see OwnerLock.
    "CREATE TABLE runs (key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, stage INTEGER NOT NULL, owner TEXT NOT NULL,"
    " started_ms INTEGER NOT NULL, origin INTEGER NOT NULL, demo INTEGER NOT NULL, graph_name TEXT NOT NULL,"
    " outcome TEXT, proposers INTEGER NOT NULL, agents INTEGER NOT NULL, usable INTEGER NOT NULL,"
    " failed INTEGER NOT NULL, duration_ms INTEGER NOT NULL, cost_usd REAL NOT NULL, unpriced INTEGER NOT NULL) STRICT",
    "CREATE INDEX runs_graph_name ON runs (graph_name)",
    "CREATE INDEX runs_open ON runs (stage) WHERE stage = 0",
    // The beginnings that lists show; head is the record without events, requests, graph and attachments.
    "CREATE TABLE details (run INTEGER PRIMARY KEY REFERENCES runs ON DELETE CASCADE, prompt TEXT NOT NULL,"
    " synthesis TEXT NOT NULL, models TEXT NOT NULL, head BLOB NOT NULL,"
    " graph INTEGER NOT NULL REFERENCES contents, attachments INTEGER NOT NULL REFERENCES contents) STRICT",
    "CREATE INDEX details_graph ON details (graph)",
    "CREATE INDEX details_attachments ON details (attachments)",
    // A run that goes on has its events as rows; one that is over, in one piece.
    "CREATE TABLE event_rows (id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,"
    " events BLOB NOT NULL) STRICT",
    "CREATE INDEX event_rows_run ON event_rows (run)",
    "CREATE TABLE archives (run INTEGER PRIMARY KEY REFERENCES runs ON DELETE CASCADE, events BLOB NOT NULL) STRICT",
    "CREATE TABLE requests (id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,"
    " agent TEXT NOT NULL, attempt INTEGER NOT NULL, model TEXT NOT NULL, address TEXT NOT NULL,"
    " body INTEGER NOT NULL REFERENCES contents) STRICT",
    "CREATE INDEX requests_run ON requests (run)",
    "CREATE INDEX requests_body ON requests (body)",
    "CREATE TABLE run_models (model TEXT NOT NULL, run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,"
    " PRIMARY KEY (model, run)) STRICT, WITHOUT ROWID",
    "CREATE INDEX run_models_run ON run_models (run)",
    // Beside the runs, which never change.
    "CREATE TABLE marks (run INTEGER PRIMARY KEY REFERENCES runs ON DELETE CASCADE,"
    " starred INTEGER NOT NULL DEFAULT 0, note TEXT NOT NULL DEFAULT '', trashed_ms INTEGER) STRICT",
    "CREATE TABLE tags (tag TEXT NOT NULL, run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,"
    " PRIMARY KEY (tag, run)) STRICT, WITHOUT ROWID",
    "CREATE INDEX tags_run ON tags (run)",
    "CREATE TABLE analyses (run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE, kind TEXT NOT NULL,"
    " version INTEGER NOT NULL, result BLOB NOT NULL, PRIMARY KEY (run, kind)) STRICT",
    // Counts what other programs should show anew; text that streams in does not count.
    "CREATE TABLE changes (one INTEGER PRIMARY KEY CHECK (one = 1), count INTEGER NOT NULL) STRICT",
    "INSERT INTO changes VALUES (1, 0)",
};

struct FileHead
{
    bool isEmpty = true;
    bool isSqlite = false;
    int version = 0;
    qint32 applicationId = 0;
};

/// Offsets of SQLite's file format: user_version and application_id are big-endian numbers in the first page.
FileHead readHead(const QString &path)
{
    constexpr int headBytes = 100;
    constexpr int versionAt = 60;
    constexpr int applicationIdAt = 68;
    QFile file(path);
    if (!file.exists())
        return {};
    if (!file.open(QIODevice::ReadOnly))
        throw DatabaseError(DatabaseError::Cause::Environment,
                            {ErrorKind::Io, Words::tr("\"%1\" cannot be read: %2. Check its permissions.")
                                                .arg(QDir::toNativeSeparators(path), file.errorString())});
    const QByteArray head = file.read(headBytes);
    if (head.isEmpty())
        return {};
    const bool isSqlite = head.size() == headBytes && head.startsWith("SQLite format 3");
    return {false, isSqlite, isSqlite ? qFromBigEndian<qint32>(head.constData() + versionAt) : 0,
            isSqlite ? qFromBigEndian<qint32>(head.constData() + applicationIdAt) : 0};
}

} // namespace

void checkFileHead(const QString &path, FileKind kind, int newestVersion)
{
    const FileHead head = readHead(path);
    if (head.isEmpty)
        return;
    const QString name = QDir::toNativeSeparators(path);
    if (!head.isSqlite || head.applicationId != qint32(kind))
        refuse(ErrorKind::InvalidInput,
               Words::tr("\"%1\" is not a library of Tributary; choose another file.").arg(name));
    if (head.version > newestVersion)
        refuse(ErrorKind::NewerVersion,
               Words::tr("\"%1\" was written by a newer version of Tributary; install that one to open it.").arg(name));
}

void migrateLibrary(Database &database)
{
    if (database.value(u"PRAGMA user_version"_s).toInt() == librarySchemaVersion)
        return;
    Transaction transaction(database);
    // Another program may have been faster.
    const int version = database.value(u"PRAGMA user_version"_s).toInt();
    if (version < 1) {
        for (const char *sql : createVersion1)
            database.run(QString::fromLatin1(sql));
        SearchIndex(database).createTables();
        database.run(u"PRAGMA application_id = %1"_s.arg(qint32(FileKind::Library)));
    }
    database.run(u"PRAGMA user_version = %1"_s.arg(librarySchemaVersion));
    transaction.commit();
}

} // namespace tributary
