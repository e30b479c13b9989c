// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/RunRecord.h"

#include "graph/GraphFile.h"

#include <QCoreApplication>
#include <QJsonArray>

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

Result<QList<RunEvent>> readEvents(const QJsonArray &array)
{
    QList<RunEvent> events;
    events.reserve(array.size());
    for (qsizetype i = 0; i < array.size(); ++i) {
        auto event = runEventFromJson(array[i].toObject());
        if (!event)
            return fail(ErrorKind::InvalidInput, u"events[%1].%2"_s.arg(i).arg(event.error().message));
        events.append(std::move(*event));
    }
    return events;
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
    record.seed = seed.toULongLong();
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
    return {
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
    if (!reader.problems().isEmpty()) {
        const JsonProblem &problem = reader.problems().constFirst();
        return fail(ErrorKind::InvalidInput, problem.path + u": "_s + problem.message);
    }
    GraphReading graph = readGraph(reader.value("graph").toObject());
    if (!graph.graph) {
        const JsonProblem &problem = graph.problems.constFirst();
        return fail(ErrorKind::InvalidInput, u"graph.%1: %2"_s.arg(problem.path, problem.message));
    }
    record.graph = std::move(*graph.graph);
    auto events = readEvents(reader.value("events").toArray());
    if (!events)
        return tl::unexpected(events.error());
    record.events = std::move(*events);
    return record;
}

} // namespace tributary
