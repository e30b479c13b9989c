// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "library/LibraryReader.h"

#include "library/Database.h"
#include "library/FindRuns.h"
#include "library/OwnerLock.h"
#include "library/RunDigest.h"
#include "run/RunWords.h"

#include <QCoreApplication>
#include <QHash>

#include <functional>
#include <set>
#include <utility>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(tributary::Library)
};

constexpr QChar tagSeparator(0x1f);

/// The columns of a summary, read one after the other in the order of `sql`.
class SummaryRow
{
public:
    static constexpr auto sql =
        "SELECT key, id, started_ms, outcome, origin, demo, graph_name, proposers, agents, usable, failed, duration_ms,"
        " cost_usd, unpriced, prompt, synthesis, models, starred, note, trashed_ms,"
        " (SELECT group_concat(tag, char(31)) FROM tags WHERE tags.run = key), stage, owner"
        " FROM runs JOIN details ON details.run = key LEFT JOIN marks ON marks.run = key WHERE key IN (%1)"_L1;

    explicit SummaryRow(const Statement &row)
        : m_row(row)
    {}

    RunSummary read()
    {
        RunSummary s;
        s.key = RunKey(number());
        s.id = {text()};
        s.started = time(number());
        s.outcome = words::value(words::outcomeNames, text());
        s.origin = RunOrigin(number());
        s.isDemo = number() != 0;
        s.graphName = text();
        s.proposers = int(number());
        s.agents = int(number());
        s.usable = int(number());
        s.failed = int(number());
        s.duration = Milliseconds(number());
        s.costUsd = next().toDouble();
        s.unpriced = int(number());
        s.prompt = text();
        s.synthesis = text();
        for (const QString &model : text().split(u'\n', Qt::SkipEmptyParts))
            s.models.append(ModelRef::fromString(model).value_or(ModelRef{}));
        readMarks(s);
        return s;
    }

    RunStage readStage() { return RunStage(number()); }

    QString readOwner() { return text(); }

private:
    void readMarks(RunSummary &s)
    {
        s.starred = number() != 0;
        s.note = text();
        const QVariant trashed = next();
        if (!trashed.isNull())
            s.trashed = time(trashed.toLongLong());
        s.tags = text().split(tagSeparator, Qt::SkipEmptyParts);
        s.tags.sort();
    }

    static QDateTime time(qint64 ms) { return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC); }

    QVariant next() { return m_row.value(m_column++); }

    qint64 number() { return next().toLongLong(); }

    QString text() { return next().toString(); }

    const Statement &m_row;
    int m_column = 0;
};

KeptState keptState(RunStage stage, bool isAlive, const std::optional<RunOutcome> &outcome)
{
    switch (stage) {
    case RunStage::Open:
        return isAlive ? KeptState::Running : KeptState::Interrupted;
    case RunStage::Interrupted:
        return KeptState::Interrupted;
    case RunStage::Over:
        return outcome == RunOutcome::Stopped ? KeptState::Stopped : KeptState::Finished;
    }
    Q_UNREACHABLE();
}

} // namespace

LibraryReader::LibraryReader(std::unique_ptr<Database> database)
    : m_database(std::move(database))
    , m_loader(*m_database)
{
    std::ignore = hasChanged();
}

LibraryReader::~LibraryReader() = default;

QString LibraryReader::path() const
{
    return m_database->path();
}

QList<RunKey> LibraryReader::find(const RunFilter &filter) const
{
    const QList<RunKey> interrupted = filter.interrupted ? abandoned() : QList<RunKey>();
    try {
        return runFind(findStatement(filter, interrupted));
    } catch (const DatabaseError &error) {
        if (error.cause() != DatabaseError::Cause::Damaged)
            throw;
        const QList<RunKey> readable = findReadable(filter, interrupted);
        if (readable.isEmpty())
            throw;
        return readable;
    }
}

QList<RunKey> LibraryReader::runFind(const FindStatement &find) const
{
    Statement rows = m_database->prepare(find.sql);
    for (const QVariant &value : find.values)
        rows.bind(value);
    rows.run();
    QList<RunKey> keys;
    while (rows.next())
        keys.append(RunKey(rows.number(0)));
    return keys;
}

QList<RunKey> LibraryReader::findReadable(const RunFilter &filter, const QList<RunKey> &interrupted) const
{
    QList<RunKey> found;
    for (const RunKey key : readableKeys()) {
        if (const auto one = attempt([&] { return runFind(findStatement(filter, interrupted, key)); }))
            found.append(*one);
    }
    return found;
}

/// Whatever comes up to the first damaged page, from either end of the table and of the index of ids.
QList<RunKey> LibraryReader::readableKeys() const
{
    std::set<RunKey, std::greater<>> keys;
    for (const QString &order : {u"key DESC"_s, u"key"_s, u"id DESC"_s, u"id"_s}) {
        std::ignore = attempt([&] {
            Statement rows = m_database->run(u"SELECT key FROM runs ORDER BY "_s + order);
            while (rows.next())
                keys.insert(RunKey(rows.number(0)));
        });
    }
    return {keys.cbegin(), keys.cend()};
}

QList<RunSummary> LibraryReader::summaries(const QList<RunKey> &keys) const
{
    constexpr qsizetype atOnce = 500;
    QList<RunSummary> found;
    for (qsizetype i = 0; i < keys.size(); i += atOnce) {
        const QList<RunKey> some = keys.mid(i, atOnce);
        if (const auto summaries = attempt([&] { return readSummaries(some); })) {
            found.append(*summaries);
            continue;
        }
        // One of them may be damaged: the others are shown.
        for (const RunKey key : some)
            found.append(attempt([&] { return readSummaries({key}); }).value_or(QList<RunSummary>()));
    }
    return found;
}

QList<RunSummary> LibraryReader::readSummaries(const QList<RunKey> &keys) const
{
    QHash<RunKey, RunSummary> found;
    Statement rows = m_database->run(QString(SummaryRow::sql).arg(listOfKeys(keys)));
    while (rows.next()) {
        SummaryRow row(rows);
        RunSummary summary = row.read();
        const RunStage stage = row.readStage();
        bringUpToDate(summary, stage, row.readOwner());
        found.insert(summary.key, summary);
    }
    QList<RunSummary> ordered;
    for (const RunKey key : keys) {
        if (const auto summary = found.constFind(key); summary != found.constEnd())
            ordered.append(*summary);
    }
    return ordered;
}

void LibraryReader::bringUpToDate(RunSummary &summary, RunStage stage, const QString &owner) const
{
    const bool isOpen = stage == RunStage::Open;
    if (isOpen) {
        const RunSummary now = summarise(m_loader.recordWithoutRequests(summary.key));
        summary.outcome = now.outcome;
        summary.synthesis = now.synthesis;
        summary.models = now.models;
        summary.usable = now.usable;
        summary.failed = now.failed;
        summary.duration = now.duration;
        summary.costUsd = now.costUsd;
        summary.unpriced = now.unpriced;
    }
    summary.state = keptState(stage, isOpen && OwnerLock::isAlive(path(), owner), summary.outcome);
}

RunSummary LibraryReader::summary(const RunId &run) const
{
    const QList<RunSummary> found = readSummaries({m_loader.place(run).key});
    if (found.isEmpty())
        refuse(ErrorKind::InvalidInput, Words::tr("The run \"%1\" cannot be read.").arg(run.value));
    return found.constFirst();
}

RunRecord LibraryReader::load(const RunId &run) const
{
    return m_loader.record(m_loader.place(run).key);
}

RunFacets LibraryReader::facets() const
{
    RunFacets facets;
    facets.graphNames = distinct(u"runs"_s, u"graph_name"_s);
    facets.graphNames.removeAll(QString());
    for (const QString &model : distinct(u"run_models"_s, u"model"_s))
        facets.models.append(ModelRef::fromString(model).value_or(ModelRef{}));
    facets.tags = distinct(u"tags"_s, u"tag"_s);
    return facets;
}

/// Leaps from one value to the next in the column's index instead of reading every row.
QStringList LibraryReader::distinct(const QString &table, const QString &column) const
{
    Statement rows = m_database->run(
        u"WITH RECURSIVE one(v) AS (SELECT min(%2) FROM %1 UNION ALL"
        " SELECT (SELECT min(%2) FROM %1 WHERE %2 > v) FROM one WHERE v IS NOT NULL) SELECT v FROM one WHERE v NOT NULL"_s
            .arg(table, column));
    QStringList values;
    while (rows.next())
        values.append(rows.text(0));
    return values;
}

RunId LibraryReader::resolve(const QString &beginning) const
{
    Statement rows = m_database->run(u"SELECT id FROM runs WHERE id >= ? AND id < ? ORDER BY id LIMIT 2"_s, beginning,
                                     QString(beginning + QChar(0xffff)));
    QStringList ids;
    while (rows.next())
        ids.append(rows.text(0));
    if (beginning.isEmpty() || ids.isEmpty())
        refuse(ErrorKind::InvalidInput, Words::tr("There is no run \"%1\" in the library.").arg(beginning));
    // The ids are sorted: one that is the whole of what was asked for comes first.
    if (ids.size() > 1 && ids.constFirst() != beginning)
        refuse(ErrorKind::InvalidInput,
               Words::tr("More than one run begins with \"%1\"; give more of its name.").arg(beginning));
    return {ids.constFirst()};
}

std::optional<QByteArray> LibraryReader::analysis(const RunId &run, const QString &kind, int version) const
{
    const QVariant result = m_database->value(
        u"SELECT result FROM analyses JOIN runs ON key = run WHERE id = ? AND kind = ? AND version = ?"_s, run.value,
        kind, version);
    return result.isValid() ? std::optional(result.toByteArray()) : std::nullopt;
}

bool LibraryReader::hasChanged()
{
    const qint64 version = m_database->value(u"PRAGMA data_version"_s).toLongLong();
    if (version == m_seenVersion)
        return false;
    m_seenVersion = version;
    const qint64 changes = m_database->value(u"SELECT count FROM changes"_s).toLongLong();
    return std::exchange(m_seenChanges, changes) != changes;
}

QList<RunKey> LibraryReader::abandoned() const
{
    QList<RunKey> keys;
    Statement rows = m_database->run(u"SELECT key, owner FROM runs WHERE stage = 0"_s);
    while (rows.next()) {
        if (!OwnerLock::isAlive(path(), rows.text(1)))
            keys.append(RunKey(rows.number(0)));
    }
    return keys;
}

} // namespace tributary
