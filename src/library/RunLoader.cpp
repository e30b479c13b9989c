// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "library/Database.h"
#include "library/EventCodec.h"
#include "library/Packed.h"
#include "library/RunTables.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace tributary {

using namespace Qt::StringLiterals;

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
    RunRecord record = head(key);
    record.events = events(key);
    return record;
}

RunRecord RunLoader::record(RunKey key) const
{
    RunRecord record = recordWithoutRequests(key);
    record.requests = requests(key);
    return record;
}

QByteArray RunLoader::content(qint64 id) const
{
    return unpacked(m_database.value(u"SELECT packed FROM contents WHERE id = ?"_s, id).toByteArray());
}

RunRecord RunLoader::head(RunKey key) const
{
    Statement row = m_database.run(u"SELECT head, graph, attachments FROM details WHERE run = ?"_s, qint64(key));
    if (!row.next())
        refuse(ErrorKind::InvalidInput,
               QCoreApplication::translate("tributary::Library", "The run is not in the library any more."));
    QJsonObject object = QJsonDocument::fromJson(unpacked(row.bytes(0))).object();
    object.insert(u"graph"_s, QJsonDocument::fromJson(content(row.number(1))).object());
    object.insert(u"attachments"_s, QJsonDocument::fromJson(content(row.number(2))).array());
    object.insert(u"events"_s, QJsonArray());
    Result<RunRecord> record = runRecordFromJson(object);
    if (!record)
        throw DatabaseError(DatabaseError::Cause::Damaged, record.error());
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
        if (const auto some = attempt([&] { return decodeEvents(rows.bytes(0)); }))
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

} // namespace tributary
