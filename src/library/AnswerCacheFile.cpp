// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "library/AnswerCacheFile.h"

#include "library/Database.h"
#include "library/LibraryThread.h"
#include "library/Packed.h"
#include "library/PrivateFile.h"
#include "library/Schema.h"

#include <QJsonDocument>
#include <QStandardPaths>

#include <utility>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr int cacheVersion = 1;
/// How exact "last used" is; a hit costs a write only when this is over.
constexpr Milliseconds usedGrain{60'000};
/// The limits are looked at after so many answers.
constexpr int storesPerTrim = 32;

QByteArray toBytes(const CachedAnswer &answer)
{
    const QJsonObject object{
        {u"model"_s, answer.model.toString()},
        {u"answer"_s, answer.answer},
        {u"reasoning"_s, answer.reasoning},
        {u"usage"_s, toJson(answer.usage)},
        {u"servedModel"_s, answer.servedModel},
        {u"cutByLimit"_s, answer.cutByLimit},
        {u"fromMs"_s, answer.from.toMSecsSinceEpoch()},
    };
    return packed(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

CachedAnswer fromBytes(const QByteArray &bytes)
{
    JsonReader reader(QJsonDocument::fromJson(unpacked(bytes)).object());
    CachedAnswer answer;
    QString model;
    reader.read("model", model);
    answer.model = ModelRef::fromString(model).value_or(ModelRef{});
    reader.read("answer", answer.answer);
    reader.read("reasoning", answer.reasoning);
    JsonReader usage = reader.object("usage");
    answer.usage = usageFromJson(usage);
    reader.read("servedModel", answer.servedModel);
    reader.read("cutByLimit", answer.cutByLimit);
    qint64 fromMs = 0;
    reader.read("fromMs", fromMs);
    answer.from = QDateTime::fromMSecsSinceEpoch(fromMs, Qt::UTC);
    return answer;
}

void migrateCache(Database &database)
{
    if (database.value(u"PRAGMA user_version"_s).toInt() == cacheVersion)
        return;
    Transaction transaction(database);
    database.run(u"CREATE TABLE IF NOT EXISTS answers (digest BLOB PRIMARY KEY, from_ms INTEGER NOT NULL,"
                 " used_ms INTEGER NOT NULL, bytes INTEGER NOT NULL, packed BLOB NOT NULL) STRICT"_s);
    database.run(u"CREATE INDEX IF NOT EXISTS answers_used ON answers (used_ms, bytes)"_s);
    database.run(u"CREATE INDEX IF NOT EXISTS answers_from ON answers (from_ms)"_s);
    database.run(u"PRAGMA application_id = %1"_s.arg(qint32(FileKind::AnswerCache)));
    database.run(u"PRAGMA user_version = %1"_s.arg(cacheVersion));
    transaction.commit();
}

void trim(const Database &database, const AnswerCacheFile::Limits &limits, const QDateTime &now)
{
    if (limits.days)
        database.run(u"DELETE FROM answers WHERE from_ms < ?"_s, now.addDays(-*limits.days).toMSecsSinceEpoch());
    if (database.value(u"SELECT sum(bytes) FROM answers"_s).toLongLong() <= limits.bytes)
        return;
    database.run(u"DELETE FROM answers WHERE rowid IN (SELECT id FROM (SELECT rowid AS id,"
                 " sum(bytes) OVER (ORDER BY used_ms DESC, rowid DESC) AS so_far FROM answers) WHERE so_far > ?)"_s,
                 limits.bytes);
}

} // namespace

class AnswerCacheFile::Storage
{
public:
    Storage(QString path, std::shared_ptr<const Clock> clock)
        : m_path(std::move(path))
        , m_clock(std::move(clock))
    {}

    std::optional<CachedAnswer> find(const CacheKey &key)
    {
        std::optional<CachedAnswer> answer;
        withReader([&](const Database &database) { answer = read(database, key); });
        return answer;
    }

    void store(const CacheKey &key, const CachedAnswer &answer)
    {
        const bool trimNow = m_stores++ % storesPerTrim == 0;
        post([=, limits = m_limits, now = m_clock->calendar()](Database &database) {
            const QByteArray bytes = toBytes(answer);
            database.run(u"INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?)"_s, key.digest,
                         answer.from.toMSecsSinceEpoch(), now.toMSecsSinceEpoch(), bytes.size(), bytes);
            if (trimNow)
                trim(database, limits, now);
        });
    }

    void setLimits(const Limits &limits)
    {
        m_limits = limits;
        post([limits, now = m_clock->calendar()](Database &database) { trim(database, limits, now); });
    }

    Size size()
    {
        Size size;
        withReader([&](const Database &database) {
            Statement row = database.run(u"SELECT count(*), sum(bytes), min(from_ms) FROM answers"_s);
            if (!row.next() || row.number(0) == 0)
                return;
            size = {row.number(0), row.number(1), QDateTime::fromMSecsSinceEpoch(row.number(2), Qt::UTC)};
        });
        return size;
    }

    Result<void> clear()
    {
        if (!isOpen())
            return {};
        auto cleared = m_thread->ask([](Database &database) { database.run(u"DELETE FROM answers"_s); },
                                     LibraryThread::Visibility::Silent);
        if (!cleared)
            return cleared;
        return attempt([this] { giveSpaceBack(m_path); });
    }

private:
    std::optional<CachedAnswer> read(const Database &database, const CacheKey &key)
    {
        Statement row = database.run(u"SELECT used_ms, packed FROM answers WHERE digest = ?"_s, key.digest);
        if (!row.next())
            return std::nullopt;
        const QDateTime now = m_clock->calendar();
        CachedAnswer answer = fromBytes(row.bytes(1));
        if (m_limits.days && answer.from < now.addDays(-*m_limits.days))
            return std::nullopt;
        if (now.toMSecsSinceEpoch() - row.number(0) >= usedGrain.count())
            post([key, ms = now.toMSecsSinceEpoch()](Database &writer) {
                writer.run(u"UPDATE answers SET used_ms = ? WHERE digest = ?"_s, ms, key.digest);
            });
        return answer;
    }

    void withReader(const std::function<void(const Database &)> &read)
    {
        if (!isOpen())
            return;
        try {
            read(*m_reader);
        } catch (const DatabaseError &error) {
            giveUpOn(error);
        }
    }

    void post(LibraryThread::Work work)
    {
        if (isOpen())
            m_thread->post({}, LibraryThread::Visibility::Silent, std::move(work));
    }

    bool isOpen()
    {
        if (m_tried)
            return bool(m_reader);
        m_tried = true;
        try {
            open();
        } catch (const DatabaseError &error) {
            giveUpOn(error);
        }
        return bool(m_reader);
    }

    void open()
    {
        checkFileHead(m_path, FileKind::AnswerCache, cacheVersion);
        makePrivateFile(m_path);
        auto database = std::make_unique<Database>(m_path, Database::Access::ReadWrite);
        migrateCache(*database);
        database->useWriteAheadLog();
        database->forbidWrites();
        m_thread = std::make_unique<LibraryThread>(
            [path = m_path] { return std::make_unique<Database>(path, Database::Access::ReadWrite); },
            LibraryThread::OnFailure::Drop);
        m_reader = std::move(database);
    }

    void giveUpOn(const DatabaseError &error)
    {
        // Neither a lock nor a permission is a reason to throw the answers away.
        if (error.cause() == DatabaseError::Cause::Environment)
            return;
        m_thread.reset();
        m_reader.reset();
        setFileAside(m_path);
        std::ignore = attempt([this] { open(); });
    }

    QString m_path;
    std::shared_ptr<const Clock> m_clock;
    Limits m_limits;
    bool m_tried = false;
    int m_stores = 0;
    std::unique_ptr<Database> m_reader;
    std::unique_ptr<LibraryThread> m_thread;
};

AnswerCacheFile::AnswerCacheFile(const QString &path, std::shared_ptr<const Clock> clock)
    : m_storage(std::make_unique<Storage>(path, std::move(clock)))
{}

AnswerCacheFile::~AnswerCacheFile() = default;

QString AnswerCacheFile::defaultPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) + u"/tributary/answers.sqlite"_s;
}

std::optional<CachedAnswer> AnswerCacheFile::find(const CacheKey &key)
{
    return m_storage->find(key);
}

void AnswerCacheFile::store(const CacheKey &key, const CachedAnswer &answer)
{
    m_storage->store(key, answer);
}

void AnswerCacheFile::setLimits(const Limits &limits)
{
    m_storage->setLimits(limits);
}

AnswerCacheFile::Size AnswerCacheFile::size() const
{
    return m_storage->size();
}

Result<void> AnswerCacheFile::clear()
{
    return m_storage->clear();
}

} // namespace tributary
