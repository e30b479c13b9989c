// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "library/Database.h"
#include "library/EventCodec.h"
#include "library/OwnerLock.h"
#include "library/Packed.h"
#include "library/RunDigest.h"
#include "library/RunTables.h"
#include "library/SearchIndex.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(tributary::Library)
};

/// Of contents that no run needs any more.
const QString unshared = u"NOT EXISTS (SELECT 1 FROM details WHERE graph = contents.id)"
                         " AND NOT EXISTS (SELECT 1 FROM details WHERE attachments = contents.id)"
                         " AND NOT EXISTS (SELECT 1 FROM requests WHERE body = contents.id)"_s;

/// The record's members that have no table of their own.
QByteArray packedHead(const QJsonObject &record)
{
    QJsonObject head;
    for (const QString &member :
         {u"format"_s, u"version"_s, u"id"_s, u"started"_s, u"prompt"_s, u"seed"_s, u"nonce"_s, u"conversation"_s}) {
        const QJsonValue value = record.value(member);
        if (!value.isUndefined())
            head.insert(member, value);
    }
    return packed(QJsonDocument(head).toJson(QJsonDocument::Compact));
}

QString joined(const QList<ModelRef> &models)
{
    QStringList names;
    for (const ModelRef &model : models)
        names.append(model.toString());
    return names.join(u'\n');
}

QVariant orNull(const std::optional<RunOutcome> &outcome)
{
    return outcome ? QVariant(wireName(*outcome)) : QVariant();
}

} // namespace

RunKey RunStore::add(const RunRecord &record, RunOrigin origin)
{
    const RunKey key = begin(record, origin, {});
    append(record.id, record.events);
    for (const SentRequest &request : record.requests)
        append(record.id, request);
    for (const KeptAnalysis &analysis : record.analyses)
        m_database.run(u"INSERT OR REPLACE INTO analyses (run, kind, version, result) VALUES (?, ?, ?, ?)"_s,
                       qint64(key), analysis.kind, analysis.version, analysis.result);
    close(record.id, replay(record.events).outcome ? RunStage::Over : RunStage::Interrupted);
    return key;
}

RunKey RunStore::begin(const RunRecord &head, RunOrigin origin, const QString &owner)
{
    if (RunLoader(m_database).find(head.id))
        refuse(ErrorKind::InvalidInput, Words::tr("The run \"%1\" is in the library already.").arg(head.id.value));
    const RunKey key = freeKey(head.started);
    RunRecord bare = head;
    bare.events.clear();
    bare.requests.clear();
    bare.analyses.clear();
    const RunSummary summary = summarise(bare);
    insertRun(key, summary, origin, owner);
    insertDetails(key, bare, summary);
    return key;
}

void RunStore::append(const RunId &run, const QList<RunEvent> &events)
{
    const RunPlace place = RunLoader(m_database).place(run);
    m_database.run(u"INSERT INTO event_rows (run, events) VALUES (?, ?)"_s, qint64(place.key), encodeEvents(events));
}

void RunStore::append(const RunId &run, const SentRequest &request)
{
    const RunPlace place = RunLoader(m_database).place(run);
    m_database.run(u"INSERT INTO requests (run, agent, attempt, model, address, body) VALUES (?, ?, ?, ?, ?, ?)"_s,
                   qint64(place.key), request.agent.value, request.attempt, request.model.toString(), request.address,
                   keepContent(request.body));
}

void RunStore::close(const RunId &run, RunStage stage)
{
    const RunLoader loader(m_database);
    const RunPlace place = loader.place(run);
    if (place.stage != RunStage::Open)
        return;
    const RunRecord record = loader.recordWithoutRequests(place.key);
    m_database.run(u"INSERT INTO archives (run, events) VALUES (?, ?)"_s, qint64(place.key),
                   encodeEvents(record.events));
    m_database.run(u"DELETE FROM event_rows WHERE run = ?"_s, qint64(place.key));
    m_database.run(u"UPDATE runs SET stage = ?, owner = '' WHERE key = ?"_s, int(stage), qint64(place.key));
    saveSummary(place.key, summarise(record));
    index(place.key, record, true);
}

void RunStore::reopen(const RunId &run, const QString &owner)
{
    const RunLoader loader(m_database);
    RunPlace place = loader.place(run);
    if (place.stage == RunStage::Open && !OwnerLock::isAlive(m_database.path(), place.owner)) {
        close(run, RunStage::Interrupted);
        place = loader.place(run);
    }
    if (place.stage != RunStage::Interrupted)
        refuse(ErrorKind::InvalidInput, place.stage == RunStage::Open
                                            ? Words::tr("Another program is going on with this run.")
                                            : Words::tr("This run is over; start a new one from it."));
    index(place.key, loader.recordWithoutRequests(place.key), false);
    const qint64 key = qint64(place.key);
    m_database.run(u"INSERT INTO event_rows (run, events) SELECT run, events FROM archives WHERE run = ?"_s, key);
    m_database.run(u"DELETE FROM archives WHERE run = ?"_s, key);
    m_database.run(u"DELETE FROM run_models WHERE run = ?"_s, key);
    m_database.run(u"UPDATE runs SET stage = 0, owner = ? WHERE key = ?"_s, owner, key);
}

int RunStore::closeAbandoned()
{
    QList<RunId> abandoned;
    Statement rows = m_database.run(u"SELECT id, owner FROM runs WHERE stage = 0"_s);
    while (rows.next()) {
        if (!OwnerLock::isAlive(m_database.path(), rows.text(1)))
            abandoned.append({rows.text(0)});
    }
    for (const RunId &run : std::as_const(abandoned))
        close(run, RunStage::Interrupted);
    return int(abandoned.size());
}

void RunStore::erase(const QList<RunId> &runs)
{
    const RunLoader loader(m_database);
    QSet<qint64> contents;
    for (const RunId &run : runs) {
        const std::optional<RunPlace> place = loader.find(run);
        if (!place || (place->stage == RunStage::Open && OwnerLock::isAlive(m_database.path(), place->owner)))
            continue;
        if (place->stage != RunStage::Open) {
            // A run that cannot be read any more must still be possible to erase; its words then lead nowhere.
            if (const auto record = attempt([&] { return loader.recordWithoutRequests(place->key); }))
                index(place->key, *record, false);
        }
        contents.unite(contentsOf(place->key));
        m_database.run(u"DELETE FROM runs WHERE key = ?"_s, qint64(place->key));
    }
    for (const qint64 content : std::as_const(contents))
        m_database.run(u"DELETE FROM contents WHERE id = ? AND "_s + unshared, content);
}

void RunStore::eraseAll()
{
    closeAbandoned();
    m_database.run(u"DELETE FROM runs WHERE stage != %1"_s.arg(int(RunStage::Open)));
    SearchIndex(m_database).clear();
    m_database.run(u"DELETE FROM contents WHERE "_s + unshared);
}

QSet<qint64> RunStore::contentsOf(RunKey key) const
{
    const qint64 run = qint64(key);
    QSet<qint64> contents;
    Statement rows = m_database.run(u"SELECT graph FROM details WHERE run = ? UNION"
                                    " SELECT attachments FROM details WHERE run = ? UNION"
                                    " SELECT body FROM requests WHERE run = ?"_s,
                                    run, run, run);
    while (rows.next())
        contents.insert(rows.number(0));
    return contents;
}

qint64 RunStore::keepContent(const QByteArray &bytes)
{
    const QByteArray sha256 = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
    const QVariant known = m_database.value(u"SELECT id FROM contents WHERE sha256 = ?"_s, sha256);
    if (known.isValid())
        return known.toLongLong();
    m_database.run(u"INSERT INTO contents (sha256, packed) VALUES (?, ?)"_s, sha256, packed(bytes));
    return m_database.lastInsertedKey();
}

RunKey RunStore::freeKey(const QDateTime &started) const
{
    qint64 key = started.toMSecsSinceEpoch();
    while (m_database.value(u"SELECT 1 FROM runs WHERE key = ?"_s, key).isValid())
        ++key;
    return RunKey(key);
}

void RunStore::insertRun(RunKey key, const RunSummary &summary, RunOrigin origin, const QString &owner)
{
    m_database.run(u"INSERT INTO runs (key, id, stage, owner, started_ms, origin, demo, graph_name, outcome, proposers,"
                   " agents, usable, failed, duration_ms, cost_usd, unpriced)"
                   " VALUES (?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0)"_s,
                   qint64(key), summary.id.value, owner, summary.started.toMSecsSinceEpoch(), int(origin),
                   summary.isDemo, summary.graphName, orNull(summary.outcome), summary.proposers, summary.agents);
}

void RunStore::insertDetails(RunKey key, const RunRecord &head, const RunSummary &summary)
{
    const QJsonObject object = toJson(head);
    const auto compact = QJsonDocument::Compact;
    const qint64 graph = keepContent(QJsonDocument(object.value(u"graph"_s).toObject()).toJson(compact));
    const qint64 attachments = keepContent(QJsonDocument(object.value(u"attachments"_s).toArray()).toJson(compact));
    m_database.run(u"INSERT INTO details (run, prompt, synthesis, models, head, graph, attachments)"
                   " VALUES (?, ?, '', '', ?, ?, ?)"_s,
                   qint64(key), summary.prompt, packedHead(object), graph, attachments);
}

void RunStore::saveSummary(RunKey key, const RunSummary &summary)
{
    m_database.run(u"UPDATE runs SET outcome = ?, usable = ?, failed = ?, duration_ms = ?, cost_usd = ?, unpriced = ?"
                   " WHERE key = ?"_s,
                   orNull(summary.outcome), summary.usable, summary.failed, qint64(summary.duration.count()),
                   summary.costUsd, summary.unpriced, qint64(key));
    m_database.run(u"UPDATE details SET synthesis = ?, models = ? WHERE run = ?"_s, summary.synthesis,
                   joined(summary.models), qint64(key));
    for (const ModelRef &model : summary.models)
        m_database.run(u"INSERT INTO run_models (model, run) VALUES (?, ?)"_s, model.toString(), qint64(key));
}

void RunStore::index(RunKey key, const RunRecord &record, bool searchable)
{
    const SearchIndex search(m_database);
    try {
        if (searchable)
            search.add(key, searchText(record));
        else
            search.forget(key, searchText(record));
    } catch (const DatabaseError &error) {
        if (error.cause() != DatabaseError::Cause::Damaged)
            throw;
        // An index can be made again, a run cannot: should even that fail, the run is kept all the same.
        std::ignore = attempt([&] { rebuildIndex(searchable ? std::nullopt : std::optional(key)); });
    }
}

void RunStore::rebuildIndex(std::optional<RunKey> without)
{
    const SearchIndex search(m_database);
    search.createAnew();
    const RunLoader loader(m_database);
    Statement rows = m_database.run(u"SELECT run FROM archives"_s);
    while (rows.next()) {
        const RunKey key = RunKey(rows.number(0));
        const auto record = attempt([&] { return loader.recordWithoutRequests(key); });
        if (record && key != without)
            search.add(key, searchText(*record));
    }
}

} // namespace tributary
