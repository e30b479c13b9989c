// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/RunRecord.h"

#include "graph/GraphFile.h"
#include "run/RunRecordChecks.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tributary::RunRecord)
};

QString wireName(AgentStatus status)
{
    switch (status) {
    case AgentStatus::Idle:
        return u"idle"_s;
    case AgentStatus::Queued:
        return u"queued"_s;
    case AgentStatus::Started:
        return u"started"_s;
    case AgentStatus::Streaming:
        return u"streaming"_s;
    case AgentStatus::Retrying:
        return u"retrying"_s;
    case AgentStatus::Done:
        return u"done"_s;
    case AgentStatus::Failed:
        return u"failed"_s;
    case AgentStatus::Cached:
        return u"cached"_s;
    case AgentStatus::Skipped:
        return u"skipped"_s;
    case AgentStatus::Stopped:
        return u"stopped"_s;
    }
    Q_UNREACHABLE();
}

QJsonArray attemptsToJson(const QList<FailedAttempt> &attempts)
{
    QJsonArray array;
    for (const FailedAttempt &attempt : attempts) {
        array.append(QJsonObject{
            {u"model"_s, attempt.model.toString()},
            {u"kind"_s, wireName(attempt.kind)},
            {u"message"_s, attempt.message},
            {u"partialText"_s, attempt.partialText},
            {u"startedMs"_s, qint64(attempt.started.count())},
            {u"endedMs"_s, qint64(attempt.ended.count())},
        });
    }
    return array;
}

QJsonObject answerToJson(const Agent &agent, int layer, bool isAggregator, const AgentState &state)
{
    QJsonObject object{
        {u"agent"_s, agent.id.value},
        {u"layer"_s, layer + 1},
        {u"role"_s, isAggregator ? u"aggregator"_s : u"proposer"_s},
        {u"model"_s, (state.model.isEmpty() ? agent.model : state.model).toString()},
        {u"servedModel"_s, state.servedModel},
        {u"status"_s, wireName(state.status)},
        {u"usable"_s, state.isUsable()},
        {u"answer"_s, state.answer},
        {u"reasoning"_s, state.reasoning},
        {u"usage"_s, toJson(state.usage)},
        {u"costUsd"_s, state.costUsd ? QJsonValue(*state.costUsd) : QJsonValue()},
        {u"cutByLimit"_s, state.cutByLimit},
        {u"startedMs"_s, qint64(state.startedAt.count())},
        {u"firstTokenMs"_s, qint64(state.firstTokenAt.count())},
        {u"settledMs"_s, qint64(state.settledAt.count())},
        {u"failedAttempts"_s, attemptsToJson(state.failedAttempts)},
    };
    if (state.error)
        object.insert(u"error"_s, QJsonObject{{u"kind"_s, wireName(state.error->kind)},
                                              {u"message"_s, state.error->message},
                                              {u"detail"_s, state.error->detail}});
    if (!state.notices.isEmpty())
        object.insert(u"notices"_s, QJsonArray::fromStringList(state.notices));
    if (state.skipReason)
        object.insert(u"skipReason"_s, wireName(*state.skipReason));
    return object;
}

QJsonArray answersToJson(const Graph &graph, const RunState &state)
{
    QJsonArray answers;
    for (qsizetype layer = 0; layer < graph.layers.size(); ++layer) {
        for (const Agent &agent : graph.layers[layer].agents)
            answers.append(answerToJson(agent, int(layer), layer + 1 == graph.layers.size(), state.agent(agent.id)));
    }
    return answers;
}

QJsonArray attachmentsToJson(const QList<Attachment> &attachments)
{
    QJsonArray array;
    for (const Attachment &attachment : attachments) {
        array.append(QJsonObject{
            {u"name"_s, attachment.name},
            {u"mediaType"_s, attachment.mediaType},
            {u"sha256"_s, attachment.sha256},
            {u"bytes"_s, attachment.bytes},
            {u"text"_s, attachment.text},
        });
    }
    return array;
}

QJsonArray turnsToJson(const QList<Turn> &turns)
{
    QJsonArray array;
    for (const Turn &turn : turns)
        array.append(QJsonObject{{u"prompt"_s, turn.prompt}, {u"synthesis"_s, turn.synthesis}});
    return array;
}

QJsonArray requestsToJson(const QList<SentRequest> &requests)
{
    QJsonArray array;
    for (const SentRequest &request : requests)
        array.append(toJson(request));
    return array;
}

QJsonArray analysesToJson(const QList<KeptAnalysis> &analyses)
{
    QJsonArray array;
    for (const KeptAnalysis &analysis : analyses) {
        // What is damaged can be computed again, so it is no reason to keep the run from going out.
        const QJsonDocument result = QJsonDocument::fromJson(analysis.result);
        if (result.isObject())
            array.append(QJsonObject{
                {u"kind"_s, analysis.kind}, {u"version"_s, analysis.version}, {u"result"_s, result.object()}});
    }
    return array;
}

void insertUnlessEmpty(QJsonObject &object, const QString &name, const QJsonArray &array)
{
    if (!array.isEmpty())
        object.insert(name, array);
}

/// Reads the list `name`; a missing one is empty. `readOne` takes an object and gives a Result of the element.
template <typename Value, typename ReadOne>
Result<QList<Value>> readList(const JsonReader &reader, const char *name, ReadOne readOne)
{
    const QJsonValue value = reader.value(name);
    if (!value.isUndefined() && !value.isArray())
        return fail(ErrorKind::InvalidInput, Text::tr("%1: expected a list").arg(QLatin1StringView(name)));
    QList<Value> list;
    const QJsonArray array = value.toArray();
    list.reserve(array.size());
    for (qsizetype i = 0; i < array.size(); ++i) {
        if (!array[i].isObject())
            return fail(ErrorKind::InvalidInput,
                        Text::tr("%1[%2]: expected an object").arg(QLatin1StringView(name)).arg(i));
        Result<Value> element = readOne(array[i].toObject());
        if (!element)
            return fail(ErrorKind::InvalidInput,
                        u"%1[%2].%3"_s.arg(QLatin1StringView(name)).arg(i).arg(element.error().message));
        list.append(std::move(*element));
    }
    return list;
}

Result<void> firstProblem(const JsonReader &reader)
{
    if (reader.problems().isEmpty())
        return {};
    const JsonProblem &problem = reader.problems().constFirst();
    return fail(ErrorKind::InvalidInput, problem.path + u": "_s + problem.message);
}

Result<Attachment> attachmentFromJson(const QJsonObject &object)
{
    JsonReader reader(object);
    Attachment attachment;
    reader.read("name", attachment.name);
    reader.read("mediaType", attachment.mediaType);
    reader.read("sha256", attachment.sha256);
    reader.read("bytes", attachment.bytes);
    reader.read("text", attachment.text);
    if (const auto problem = firstProblem(reader); !problem)
        return tl::unexpected(problem.error());
    return attachment;
}

Result<Turn> turnFromJson(const QJsonObject &object)
{
    JsonReader reader(object);
    Turn turn;
    reader.read("prompt", turn.prompt);
    reader.read("synthesis", turn.synthesis);
    if (const auto problem = firstProblem(reader); !problem)
        return tl::unexpected(problem.error());
    return turn;
}

Result<KeptAnalysis> analysisFromJson(const QJsonObject &object)
{
    JsonReader reader(object);
    KeptAnalysis analysis;
    reader.read("kind", analysis.kind);
    reader.read("version", analysis.version);
    if (!reader.value("result").isObject())
        reader.addProblem("result", Text::tr("expected an object"));
    if (const auto problem = firstProblem(reader); !problem)
        return tl::unexpected(problem.error());
    analysis.result = QJsonDocument(reader.value("result").toObject()).toJson(QJsonDocument::Compact);
    return analysis;
}

/// The lists that a record may lack.
Result<void> readOptionalLists(const JsonReader &reader, RunRecord &record)
{
    auto attachments = readList<Attachment>(reader, "attachments", attachmentFromJson);
    if (!attachments)
        return tl::unexpected(attachments.error());
    auto turns = readList<Turn>(reader, "conversation", turnFromJson);
    if (!turns)
        return tl::unexpected(turns.error());
    auto requests = readList<SentRequest>(reader, "requests", sentRequestFromJson);
    if (!requests)
        return tl::unexpected(requests.error());
    auto analyses = readList<KeptAnalysis>(reader, "analyses", analysisFromJson);
    if (!analyses)
        return tl::unexpected(analyses.error());
    record.attachments = std::move(*attachments);
    record.conversation = std::move(*turns);
    record.requests = std::move(*requests);
    record.analyses = std::move(*analyses);
    return {};
}

/// The members beside graph and events; problems stay in the reader.
RunRecord readHead(JsonReader &reader)
{
    RunRecord record;
    reader.read("id", record.id.value);
    reader.read("prompt", record.prompt);
    reader.read("nonce", record.nonce);
    QString seed;
    reader.read("seed", seed);
    bool isNumber = true;
    if (!seed.isEmpty())
        record.seed = seed.toULongLong(&isNumber);
    if (!isNumber)
        reader.addProblem("seed", Text::tr("expected a number of at most 64 bits, as text"));
    QString started;
    reader.read("started", started);
    record.started = QDateTime::fromString(started, Qt::ISODateWithMs);
    if (!record.started.isValid())
        reader.addProblem("started", Text::tr("expected a date and time such as 2026-11-22T10:00:00.000Z"));
    if (!reader.value("events").isArray())
        reader.addProblem("events", Text::tr("expected a list"));
    return record;
}

} // namespace

QString RunRecord::synthesis() const
{
    const RunState state = replay(events);
    for (const Agent &aggregator : graph.layers.isEmpty() ? QList<Agent>() : graph.layers.constLast().agents) {
        if (state.agent(aggregator.id).isUsable())
            return state.agent(aggregator.id).answer;
    }
    return {};
}

QJsonObject toJson(const RunRecord &record)
{
    const RunState state = replay(record.events);
    QJsonArray events;
    for (const RunEvent &event : record.events)
        events.append(toJson(event));
    QJsonObject object{
        {u"format"_s, u"tributary-run"_s},
        {u"version"_s, runRecordVersion},
        {u"id"_s, record.id.value},
        {u"started"_s, record.started.toString(Qt::ISODateWithMs)},
        {u"prompt"_s, record.prompt},
        {u"graph"_s, toJson(record.graph)},
        // As text: a JSON number keeps only 53 bits.
        {u"seed"_s, QString::number(record.seed)},
        {u"nonce"_s, record.nonce},
        {u"outcome"_s, state.outcome ? QJsonValue(wireName(*state.outcome)) : QJsonValue()},
        {u"synthesis"_s, record.synthesis()},
        {u"answers"_s, answersToJson(record.graph, state)},
        {u"usage"_s, toJson(state.usage)},
        {u"costUsd"_s, state.costUsd},
        {u"unpriced"_s, state.unpriced},
        {u"durationMs"_s, qint64(state.now.count())},
        {u"events"_s, events},
    };
    insertUnlessEmpty(object, u"attachments"_s, attachmentsToJson(record.attachments));
    insertUnlessEmpty(object, u"conversation"_s, turnsToJson(record.conversation));
    insertUnlessEmpty(object, u"requests"_s, requestsToJson(record.requests));
    insertUnlessEmpty(object, u"analyses"_s, analysesToJson(record.analyses));
    return object;
}

Result<RunRecord> runRecordFromJson(const QJsonObject &object)
{
    JsonReader reader(object);
    QString format;
    int version = 0;
    reader.read("format", format);
    reader.read("version", version);
    if (format != "tributary-run"_L1)
        return fail(ErrorKind::InvalidInput, Text::tr("This is not a run: its format is \"%1\".").arg(format));
    if (version > runRecordVersion)
        return fail(ErrorKind::NewerVersion, Text::tr("This run was saved by a newer version of Tributary."));

    RunRecord record = readHead(reader);
    if (const auto problem = firstProblem(reader); !problem)
        return tl::unexpected(problem.error());
    GraphReading graph = readGraph(reader.value("graph").toObject());
    if (!graph.graph) {
        const JsonProblem &problem = graph.problems.constFirst();
        return fail(ErrorKind::InvalidInput, u"graph.%1: %2"_s.arg(problem.path, problem.message));
    }
    record.graph = std::move(*graph.graph);
    auto events = readList<RunEvent>(reader, "events", runEventFromJson);
    if (!events)
        return tl::unexpected(events.error());
    record.events = std::move(*events);
    if (const auto lists = readOptionalLists(reader, record); !lists)
        return tl::unexpected(lists.error());
    if (const auto checked = checkRecord(record); !checked)
        return tl::unexpected(checked.error());
    return record;
}

} // namespace tributary
