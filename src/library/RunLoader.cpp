// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "graph/GraphFile.h"
#include "library/Database.h"
#include "library/EventCodec.h"
#include "library/Packed.h"
#include "library/RunTables.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(tributary::Library)
};

/// Nothing for what is damaged; other errors go on, since what may pass is no reason to do without.
template <typename Read>
auto unlessDamaged(Read read) -> std::optional<std::invoke_result_t<Read>>
{
    try {
        return read();
    } catch (const DatabaseError &error) {
        if (error.cause() != DatabaseError::Cause::Damaged)
            throw;
        return std::nullopt;
    }
}

/// Who was asked, as far as the events tell: without settings and references.
Graph graphOf(const QList<RunEvent> &events)
{
    Graph graph;
    const auto noteModel = [&](const RunEvent &event, const ModelRef &model) {
        graph.layers.resize(std::max(graph.layers.size(), qsizetype(event.layer) + 1));
        if (event.layer < 0 || findAgent(graph, event.agent))
            return;
        Agent agent;
        agent.id = event.agent;
        agent.model = model;
        graph.layers[event.layer].agents.append(agent);
    };
    for (const RunEvent &event : events) {
        if (const auto *started = std::get_if<event::RunStarted>(&event.body))
            graph.name = started->graphName;
        else if (const auto *queued = std::get_if<event::CallQueued>(&event.body))
            noteModel(event, queued->model);
        else if (const auto *cached = std::get_if<event::CallCached>(&event.body))
            noteModel(event, cached->model);
    }
    return graph;
}

} // namespace

std::optional<RunPlace> RunLoader::find(const RunId &run) const
{
    Statement row = m_database.run(u"SELECT key, stage, owner FROM runs WHERE id = ?"_s, run.value);
    if (!row.next())
        return std::nullopt;
    return RunPlace{RunKey(row.number(0)), RunStage(row.number(1)), row.text(2)};
}

RunPlace RunLoader::place(const RunId &run) const
{
    const std::optional<RunPlace> found = find(run);
    if (!found)
        refuse(
            ErrorKind::InvalidInput,
            QCoreApplication::translate("tributary::Library", "There is no run \"%1\" in the library.").arg(run.value));
    return *found;
}

RunRecord RunLoader::recordWithoutRequests(RunKey key) const
{
    const QList<RunEvent> happened = events(key);
    RunRecord record = head(key, happened);
    record.events = happened;
    return record;
}

RunRecord RunLoader::record(RunKey key) const
{
    RunRecord record = recordWithoutRequests(key);
    record.requests = requests(key);
    // They can be computed again, the run cannot.
    record.analyses = unlessDamaged([&] { return analyses(key); }).value_or(QList<KeptAnalysis>());
    return record;
}

QByteArray RunLoader::content(qint64 id) const
{
    return unpacked(m_database.value(u"SELECT packed FROM contents WHERE id = ?"_s, id).toByteArray());
}

RunRecord RunLoader::head(RunKey key, const QList<RunEvent> &events) const
{
    Statement row = m_database.run(u"SELECT head, graph, attachments FROM details WHERE run = ?"_s, qint64(key));
    if (!row.next())
        refuse(ErrorKind::InvalidInput, Words::tr("The run is not in the library any more."));
    QJsonObject object = QJsonDocument::fromJson(unpacked(row.bytes(0))).object();
    // Many runs share these: damage there must not cost them all.
    const auto graph = unlessDamaged([&] { return QJsonDocument::fromJson(content(row.number(1))).object(); });
    const auto attachments = unlessDamaged([&] { return QJsonDocument::fromJson(content(row.number(2))).array(); });
    object.insert(u"graph"_s, graph ? *graph : toJson(graphOf(events)));
    object.insert(u"attachments"_s, attachments.value_or(QJsonArray()));
    object.insert(u"events"_s, QJsonArray());
    Result<RunRecord> record = runRecordFromJson(object);
    if (!record)
        throw DatabaseError(DatabaseError::Cause::Damaged, record.error());
    if (!graph || !attachments)
        record->graph.description =
            Words::tr("The graph's settings or the attachments of this run were on a damaged page of the library.");
    return std::move(*record);
}

QList<RunEvent> RunLoader::events(RunKey key) const
{
    const QByteArray archive =
        m_database.value(u"SELECT events FROM archives WHERE run = ?"_s, qint64(key)).toByteArray();
    if (!archive.isEmpty())
        return decodeEvents(archive);
    QList<RunEvent> events;
    Statement rows = m_database.run(u"SELECT events FROM event_rows WHERE run = ? ORDER BY id"_s, qint64(key));
    while (rows.next()) {
        // A damaged row costs what stands in it; the events after it still tell of other agents.
        if (const auto some = unlessDamaged([&] { return decodeEvents(rows.bytes(0)); }))
            events.append(*some);
    }
    return events;
}

QList<SentRequest> RunLoader::requests(RunKey key) const
{
    QList<SentRequest> requests;
    Statement rows = m_database.run(
        u"SELECT agent, attempt, model, address, packed FROM requests JOIN contents ON contents.id = body"
        " WHERE run = ? ORDER BY requests.id"_s,
        qint64(key));
    while (rows.next())
        requests.append({{rows.text(0)},
                         int(rows.number(1)),
                         ModelRef::fromString(rows.text(2)).value_or(ModelRef{}),
                         rows.text(3),
                         unpacked(rows.bytes(4))});
    return requests;
}

QList<KeptAnalysis> RunLoader::analyses(RunKey key) const
{
    QList<KeptAnalysis> analyses;
    Statement rows =
        m_database.run(u"SELECT kind, version, result FROM analyses WHERE run = ? ORDER BY kind"_s, qint64(key));
    while (rows.next())
        analyses.append({rows.text(0), int(rows.number(1)), rows.bytes(2)});
    return analyses;
}

} // namespace tributary
