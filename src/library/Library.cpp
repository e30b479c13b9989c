// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "library/Library.h"

#include "library/Database.h"
#include "library/LibraryReader.h"
#include "library/LibraryThread.h"
#include "library/OwnerLock.h"
#include "library/PrivateFile.h"
#include "library/RunTables.h"
#include "library/Schema.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include <utility>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr Milliseconds lookInterval{1000};

/// Whether the file, or what has to be made for it to exist, can be written.
bool canWrite(const QString &path)
{
    QFileInfo file(path);
    if (file.exists() && !file.isWritable())
        return false;
    QFileInfo folder(file.absolutePath());
    while (!folder.exists() && !folder.isRoot())
        folder = QFileInfo(folder.absolutePath());
    return folder.isWritable();
}

std::unique_ptr<Database> openReadOnly(const QString &path)
{
    try {
        auto database = std::make_unique<Database>(path, Database::Access::ReadOnly);
        std::ignore = database->value(u"PRAGMA user_version"_s);
        return database;
    } catch (const DatabaseError &) {
        // Without write access to the folder SQLite can share a file with writers only if one of them is there. When
        // none is, and none has left anything behind, the file cannot change.
        if (QFileInfo(path + u"-wal"_s).size() > 0)
            throw;
        return std::make_unique<Database>(path, Database::Access::Immutable);
    }
}

} // namespace

Result<std::unique_ptr<Library>> Library::open(const QString &path, Mode mode, std::shared_ptr<const Clock> clock)
{
    return attempt([&] {
        checkFileHead(path, FileKind::Library, librarySchemaVersion);
        const bool readOnly = mode == Mode::ReadOnly || (QFileInfo::exists(path) && !canWrite(path));
        return readOnly ? openForReading(path, std::move(clock)) : openForWriting(path, std::move(clock));
    });
}

std::unique_ptr<Library> Library::openForReading(const QString &path, std::shared_ptr<const Clock> clock)
{
    if (QFileInfo(path).size() == 0)
        refuse(ErrorKind::InvalidInput, tr("There is no library at \"%1\" yet.").arg(QDir::toNativeSeparators(path)));
    auto database = openReadOnly(path);
    if (database->value(u"PRAGMA user_version"_s).toInt() < librarySchemaVersion)
        refuse(ErrorKind::InvalidInput, tr("\"%1\" was written by an older version of Tributary and cannot be changed; "
                                           "make it and its folder writable once.")
                                            .arg(QDir::toNativeSeparators(path)));
    return std::unique_ptr<Library>(
        new Library(std::move(clock), std::make_unique<LibraryReader>(std::move(database))));
}

std::unique_ptr<Library> Library::openForWriting(const QString &path, std::shared_ptr<const Clock> clock)
{
    makePrivateFile(path);
    auto database = std::make_unique<Database>(path, Database::Access::ReadWrite);
    migrateLibrary(*database);
    database->useWriteAheadLog();
    database->forbidWrites();
    const auto owner = std::make_shared<OwnerLock>(path);
    auto reader = std::make_unique<LibraryReader>(std::move(database));
    std::unique_ptr<Library> library(new Library(std::move(clock), std::move(reader)));
    if (!owner->isHeld())
        return library;
    library->startWriting(owner->name(), std::make_shared<LibraryThread>([path, owner] {
                              auto connection = std::make_unique<Database>(path, Database::Access::ReadWrite);
                              // What is erased is gone from the file, not only from the lists.
                              connection->run(u"PRAGMA secure_delete = ON"_s);
                              return connection;
                          }));
    return library;
}

QString Library::defaultPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/tributary/library.sqlite"_s;
}

Library::Library(std::shared_ptr<const Clock> clock, std::unique_ptr<LibraryReader> reader)
    : m_clock(std::move(clock))
    , m_reader(std::move(reader))
    , m_lookAlarm(m_clock->makeAlarm([this] { lookForChanges(); }))
{
    m_lookAlarm->ringAfter(lookInterval);
}

Library::~Library() = default;

void Library::startWriting(QString owner, std::shared_ptr<LibraryThread> thread)
{
    m_owner = std::move(owner);
    m_thread = std::move(thread);
    connect(m_thread.get(), &LibraryThread::changed, this, [this] {
        std::ignore = attempt([this] { return m_reader->hasChanged(); });
        Q_EMIT changed();
    });
    OwnerLock::removeDead(path());
    // Should another program hold the lock, it or the next one to open the library does this.
    if (const auto abandoned = attempt([this] { return m_reader->abandoned(); }); abandoned && !abandoned->isEmpty())
        std::ignore = write([](Database &database) { RunStore(database).closeAbandoned(); });
}

QString Library::path() const
{
    return m_reader->path();
}

bool Library::isReadOnly() const
{
    return !m_thread;
}

void Library::lookForChanges()
{
    m_lookAlarm->ringAfter(lookInterval);
    if (attempt([this] { return m_reader->hasChanged(); }).value_or(false))
        Q_EMIT changed();
}

Result<void> Library::write(std::function<void(Database &)> work)
{
    if (!m_thread)
        return fail(ErrorKind::Io, tr("The library \"%1\" is open for reading only.").arg(path()));
    return m_thread->ask(std::move(work));
}

std::unique_ptr<RunWriter> Library::begin(const RunRecord &head, RunOrigin origin)
{
    if (!m_thread)
        return std::unique_ptr<RunWriter>(new RunWriter(head.id, write({}).error()));
    std::unique_ptr<RunWriter> writer(new RunWriter(m_thread, *m_clock, head.id));
    writer->post(
        true, [head, origin, owner = m_owner](Database &database) { RunStore(database).begin(head, origin, owner); });
    return writer;
}

Result<std::unique_ptr<RunWriter>> Library::takeOver(const RunId &run)
{
    const auto taken = write([run, owner = m_owner](Database &database) { RunStore(database).reopen(run, owner); });
    if (!taken)
        return tl::unexpected(taken.error());
    return std::unique_ptr<RunWriter>(new RunWriter(m_thread, *m_clock, run));
}

Result<RunKey> Library::add(const RunRecord &record, RunOrigin origin)
{
    RunKey key{};
    const auto added = write([&](Database &database) { key = RunStore(database).add(record, origin); });
    if (!added)
        return tl::unexpected(added.error());
    return key;
}

Result<QList<RunKey>> Library::find(const RunFilter &filter) const
{
    auto found = attempt([&] { return m_reader->find(filter); });
    if (found || found.error().kind != ErrorKind::InvalidInput || filter.text.isEmpty() || !m_thread)
        return found;
    if (!std::exchange(m_repairsIndex, true))
        m_thread->post({}, LibraryThread::Visibility::Visible,
                       [](Database &database) { RunStore(database).rebuildIndex(); });
    return fail(ErrorKind::Io, tr("The search index is damaged and is being made anew; search again in a while."),
                found.error().detail);
}

Result<QList<RunSummary>> Library::summaries(const QList<RunKey> &keys) const
{
    return attempt([&] { return m_reader->summaries(keys); });
}

Result<RunSummary> Library::summary(const RunId &run) const
{
    return attempt([&] { return m_reader->summary(run); });
}

Result<RunRecord> Library::load(const RunId &run) const
{
    return attempt([&] { return m_reader->load(run); });
}

Result<RunFacets> Library::facets() const
{
    return attempt([&] { return m_reader->facets(); });
}

Result<RunId> Library::resolve(const QString &beginning) const
{
    return attempt([&] { return m_reader->resolve(beginning); });
}

Result<void> Library::writeMarks(const QList<RunId> &runs, const QString &sql, const QVariant &value)
{
    return write([=](Database &database) {
        for (const RunId &run : runs)
            database.run(sql, value, run.value);
    });
}

Result<void> Library::setStarred(const QList<RunId> &runs, bool starred)
{
    return writeMarks(runs,
                      u"INSERT INTO marks (run, starred) SELECT key, ? FROM runs WHERE id = ?"
                      " ON CONFLICT (run) DO UPDATE SET starred = excluded.starred"_s,
                      starred);
}

Result<void> Library::setTags(const QList<RunId> &runs, const QStringList &tags)
{
    return write([=](Database &database) {
        for (const RunId &run : runs) {
            database.run(u"DELETE FROM tags WHERE run = (SELECT key FROM runs WHERE id = ?)"_s, run.value);
            for (const QString &tag : tags)
                database.run(u"INSERT OR IGNORE INTO tags (tag, run) SELECT ?, key FROM runs WHERE id = ?"_s,
                             tag.trimmed(), run.value);
        }
    });
}

Result<void> Library::setNote(const RunId &run, const QString &note)
{
    return writeMarks({run},
                      u"INSERT INTO marks (run, note) SELECT key, ? FROM runs WHERE id = ?"
                      " ON CONFLICT (run) DO UPDATE SET note = excluded.note"_s,
                      note);
}

Result<void> Library::saveAnalysis(const RunId &run, const QString &kind, int version, const QByteArray &result)
{
    return write([=](Database &database) {
        database.run(u"INSERT OR REPLACE INTO analyses (run, kind, version, result)"
                     " SELECT key, ?, ?, ? FROM runs WHERE id = ?"_s,
                     kind, version, result, run.value);
    });
}

std::optional<QByteArray> Library::analysis(const RunId &run, const QString &kind, int version) const
{
    return attempt([&] { return m_reader->analysis(run, kind, version); }).value_or(std::nullopt);
}

Result<void> Library::moveToTrash(const QList<RunId> &runs)
{
    return writeMarks(runs,
                      u"INSERT INTO marks (run, trashed_ms) SELECT key, ? FROM runs WHERE id = ?"
                      " ON CONFLICT (run) DO UPDATE SET trashed_ms = excluded.trashed_ms"_s,
                      m_clock->calendar().toMSecsSinceEpoch());
}

Result<void> Library::restore(const QList<RunId> &runs)
{
    return writeMarks(runs, u"UPDATE marks SET trashed_ms = ? WHERE run = (SELECT key FROM runs WHERE id = ?)"_s, {});
}

Result<void> Library::erase(const QList<RunId> &runs)
{
    return write([=](Database &database) { RunStore(database).erase(runs); });
}

Result<int> Library::applyRetention(std::optional<int> keepDays, const QDateTime &now)
{
    constexpr int trashDays = 30;
    const qint64 trashedBefore = now.addDays(-trashDays).toMSecsSinceEpoch();
    const qint64 startedBefore = keepDays ? now.addDays(-*keepDays).toMSecsSinceEpoch() : 0;
    int erased = 0;
    const auto done = write([&](Database &database) {
        QList<RunId> old;
        Statement rows = database.run(u"SELECT id FROM runs LEFT JOIN marks ON run = key WHERE stage != 0"
                                      " AND (trashed_ms < ? OR (key < ? AND coalesce(starred, 0) = 0))"_s,
                                      trashedBefore, startedBefore);
        while (rows.next())
            old.append({rows.text(0)});
        RunStore(database).erase(old);
        erased = int(old.size());
    });
    if (!done)
        return tl::unexpected(done.error());
    return erased;
}

Result<void> Library::eraseEverything()
{
    const auto erased = write([](Database &database) { RunStore(database).eraseAll(); });
    if (!erased)
        return erased;
    return attempt([this] { giveSpaceBack(path()); });
}

qint64 Library::sizeOnDisk() const
{
    return QFileInfo(path()).size() + QFileInfo(path() + u"-wal"_s).size();
}

} // namespace tributary
