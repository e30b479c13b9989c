// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/RunEvent.h"
#include "run/RunWords.h"

#include <QJsonArray>

#include <algorithm>
#include <utility>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

/// Reads an enum word; an unknown one is a problem and leaves the default.
template <typename Enum, size_t n>
void readName(JsonReader &reader, const char *member, const words::Table<Enum, n> &names, Enum &value)
{
    QString word;
    reader.read(member, word);
    if (const auto known = words::value(names, word))
        value = *known;
    else
        reader.addProblem(member, u"unknown word \"%1\""_s.arg(word));
}

void readMilliseconds(JsonReader &reader, const char *member, Milliseconds &value)
{
    qint64 number = value.count();
    reader.read(member, number);
    value = Milliseconds(number);
}

void readDate(JsonReader &reader, const char *member, QDateTime &date)
{
    QString text;
    reader.read(member, text);
    date = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!text.isEmpty() && !date.isValid())
        reader.addProblem(member, u"\"%1\" is not a date and time"_s.arg(text));
}

void readModel(JsonReader &reader, const char *member, ModelRef &model)
{
    QString text;
    reader.read(member, text);
    if (const auto ref = ModelRef::fromString(text))
        model = *ref;
    else
        reader.addProblem(member, u"\"%1\" is not provider/model"_s.arg(text));
}

void readErrorKind(JsonReader &reader, const char *member, ErrorKind &kind)
{
    QString word;
    reader.read(member, word);
    if (const auto known = errorKindFromString(word))
        kind = *known;
    else
        reader.addProblem(member, u"unknown error kind \"%1\""_s.arg(word));
}

void readAgents(JsonReader &reader, const char *member, QList<AgentId> &agents)
{
    QStringList names;
    reader.read(member, names);
    for (const QString &name : std::as_const(names))
        agents.append({name});
}

QJsonArray toJson(const QList<AgentId> &agents)
{
    QJsonArray array;
    for (const AgentId &agent : agents)
        array.append(agent.value);
    return array;
}

QJsonValue nullable(const std::optional<double> &value)
{
    return value ? QJsonValue(*value) : QJsonValue(QJsonValue::Null);
}

// The members of each event beside t, event, agent and layer: written here ...

QJsonObject membersOf(const event::RunStarted &e)
{
    return {{u"run"_s, e.run.value}, {u"graph"_s, e.graphName}, {u"calls"_s, qint64(e.calls)}};
}

QJsonObject membersOf(const event::CallQueued &e)
{
    return {{u"model"_s, e.model.toString()},
            {u"references"_s, toJson(e.references)},
            {u"dropped"_s, toJson(e.dropped)},
            {u"shortened"_s, toJson(e.shortened)}};
}

QJsonObject membersOf(const event::CallStarted &e)
{
    QJsonObject members{{u"model"_s, e.model.toString()}, {u"attempt"_s, e.attempt}};
    if (!e.notices.isEmpty())
        members.insert(u"notices"_s, QJsonArray::fromStringList(e.notices));
    return members;
}

QJsonObject membersOf(const event::FirstToken &)
{
    return {};
}

QJsonObject membersOf(const event::Text &e)
{
    return {{u"channel"_s, words::word(words::channelNames, e.channel)}, {u"delta"_s, e.delta}};
}

QJsonObject membersOf(const event::CallRetrying &e)
{
    QJsonObject members{
        {u"kind"_s, wireName(e.kind)}, {u"message"_s, e.message}, {u"waitMs"_s, qint64(e.wait.count())}};
    if (!e.fallback.isEmpty())
        members.insert(u"fallback"_s, e.fallback.toString());
    if (e.costUsd)
        members.insert(u"costUsd"_s, *e.costUsd);
    return members;
}

QJsonObject membersOf(const event::CallFinished &e)
{
    QJsonObject members{
        {u"textLength"_s, qint64(e.textLength)},
        {u"usage"_s, toJson(e.usage)},
        {u"costUsd"_s, nullable(e.costUsd)},
        {u"servedModel"_s, e.servedModel},
        {u"cutByLimit"_s, e.cutByLimit},
        {u"timings"_s, QJsonObject{{u"firstTokenMs"_s, qint64(e.timings.firstToken.count())},
                                   {u"totalMs"_s, qint64(e.timings.total.count())}}},
    };
    if (!e.requestId.isEmpty())
        members.insert(u"requestId"_s, e.requestId);
    return members;
}

QJsonObject membersOf(const event::CallFailed &e)
{
    return {{u"kind"_s, wireName(e.kind)},
            {u"message"_s, e.message},
            {u"detail"_s, e.detail},
            {u"costUsd"_s, nullable(e.costUsd)}};
}

QJsonObject membersOf(const event::CallCached &e)
{
    QJsonObject members{{u"model"_s, e.model.toString()},  {u"answer"_s, e.answer},
                        {u"reasoning"_s, e.reasoning},     {u"from"_s, e.from.toString(Qt::ISODateWithMs)},
                        {u"servedModel"_s, e.servedModel}, {u"usage"_s, toJson(e.usage)},
                        {u"cutByLimit"_s, e.cutByLimit},   {u"references"_s, toJson(e.references)},
                        {u"dropped"_s, toJson(e.dropped)}, {u"shortened"_s, toJson(e.shortened)}};
    if (e.pinned)
        members.insert(u"pinned"_s, true);
    return members;
}

QJsonObject membersOf(const event::CallSkipped &e)
{
    return {{u"reason"_s, wireName(e.reason)}};
}

QJsonObject membersOf(const event::CallStopped &e)
{
    return {{u"reason"_s, words::word(words::stopNames, e.reason)}, {u"costUsd"_s, nullable(e.costUsd)}};
}

QJsonObject membersOf(const event::LayerFinished &e)
{
    return {{u"usable"_s, e.usable}, {u"asked"_s, e.asked}};
}

QJsonObject membersOf(const event::QuorumMissed &e)
{
    return {{u"usable"_s, e.usable}, {u"needed"_s, e.needed}};
}

QJsonObject membersOf(const event::RunFinished &e)
{
    return {{u"outcome"_s, wireName(e.outcome)},
            {u"costUsd"_s, e.costUsd},
            {u"unpriced"_s, e.unpriced},
            {u"usage"_s, toJson(e.usage)},
            {u"durationMs"_s, qint64(e.duration.count())}};
}

QJsonObject membersOf(const event::CallWaiting &e)
{
    return {{u"reason"_s, words::word(words::waitNames, e.wait.cause)},
            {u"provider"_s, e.wait.provider},
            {u"running"_s, e.wait.running},
            {u"places"_s, e.wait.places},
            {u"waitMs"_s, qint64(e.wait.span.count())}};
}

QJsonObject membersOf(const event::RunResumed &e)
{
    return {{u"at"_s, e.at.toString(Qt::ISODateWithMs)}, {u"costUsd"_s, e.costUsd}, {u"unpriced"_s, e.unpriced}};
}

QJsonObject membersOf(const event::CallHedged &e)
{
    return {{u"model"_s, e.model.toString()}, {u"attempt"_s, e.attempt}};
}

QJsonObject membersOf(const event::HedgeTaken &e)
{
    return {{u"kind"_s, wireName(e.kind)},
            {u"message"_s, e.message},
            {u"answer"_s, e.answer},
            {u"reasoning"_s, e.reasoning},
            {u"startedMs"_s, qint64(e.started.count())},
            {u"firstTokenMs"_s, qint64(e.firstToken.count())},
            {u"costUsd"_s, nullable(e.costUsd)}};
}

QJsonObject membersOf(const event::HedgeDropped &e)
{
    return {{u"kind"_s, wireName(e.kind)},
            {u"message"_s, e.message},
            {u"partialText"_s, e.partialText},
            {u"costUsd"_s, nullable(e.costUsd)}};
}

// ... and read here, in the same order.

RunEventBody readBody(JsonReader &r, event::RunStarted e)
{
    r.read("run", e.run.value);
    r.read("graph", e.graphName);
    qint64 calls = 0;
    r.read("calls", calls);
    e.calls = calls;
    return e;
}

RunEventBody readBody(JsonReader &r, event::CallQueued e)
{
    readModel(r, "model", e.model);
    readAgents(r, "references", e.references);
    readAgents(r, "dropped", e.dropped);
    readAgents(r, "shortened", e.shortened);
    return e;
}

RunEventBody readBody(JsonReader &r, event::CallStarted e)
{
    readModel(r, "model", e.model);
    r.read("attempt", e.attempt);
    r.read("notices", e.notices);
    return e;
}

RunEventBody readBody(JsonReader &, event::FirstToken e)
{
    return e;
}

RunEventBody readBody(JsonReader &r, event::Text e)
{
    readName(r, "channel", words::channelNames, e.channel);
    r.read("delta", e.delta);
    return e;
}

RunEventBody readBody(JsonReader &r, event::CallRetrying e)
{
    readErrorKind(r, "kind", e.kind);
    r.read("message", e.message);
    readMilliseconds(r, "waitMs", e.wait);
    readModel(r, "fallback", e.fallback);
    r.read("costUsd", e.costUsd);
    return e;
}

RunEventBody readBody(JsonReader &r, event::CallFinished e)
{
    qint64 length = 0;
    r.read("textLength", length);
    e.textLength = length;
    JsonReader usage = r.object("usage");
    e.usage = usageFromJson(usage);
    r.read("costUsd", e.costUsd);
    r.read("servedModel", e.servedModel);
    r.read("cutByLimit", e.cutByLimit);
    JsonReader timings = r.object("timings");
    readMilliseconds(timings, "firstTokenMs", e.timings.firstToken);
    readMilliseconds(timings, "totalMs", e.timings.total);
    r.read("requestId", e.requestId);
    return e;
}

RunEventBody readBody(JsonReader &r, event::CallFailed e)
{
    readErrorKind(r, "kind", e.kind);
    r.read("message", e.message);
    r.read("detail", e.detail);
    r.read("costUsd", e.costUsd);
    return e;
}

RunEventBody readBody(JsonReader &r, event::CallCached e)
{
    readModel(r, "model", e.model);
    r.read("answer", e.answer);
    r.read("reasoning", e.reasoning);
    readDate(r, "from", e.from);
    r.read("pinned", e.pinned);
    r.read("servedModel", e.servedModel);
    JsonReader usage = r.object("usage");
    e.usage = usageFromJson(usage);
    r.read("cutByLimit", e.cutByLimit);
    readAgents(r, "references", e.references);
    readAgents(r, "dropped", e.dropped);
    readAgents(r, "shortened", e.shortened);
    return e;
}

RunEventBody readBody(JsonReader &r, event::CallSkipped e)
{
    readName(r, "reason", words::skipNames, e.reason);
    return e;
}

RunEventBody readBody(JsonReader &r, event::CallStopped e)
{
    readName(r, "reason", words::stopNames, e.reason);
    r.read("costUsd", e.costUsd);
    return e;
}

RunEventBody readBody(JsonReader &r, event::LayerFinished e)
{
    r.read("usable", e.usable);
    r.read("asked", e.asked);
    return e;
}

RunEventBody readBody(JsonReader &r, event::QuorumMissed e)
{
    r.read("usable", e.usable);
    r.read("needed", e.needed);
    return e;
}

RunEventBody readBody(JsonReader &r, event::RunFinished e)
{
    readName(r, "outcome", words::outcomeNames, e.outcome);
    r.read("costUsd", e.costUsd);
    r.read("unpriced", e.unpriced);
    JsonReader usage = r.object("usage");
    e.usage = usageFromJson(usage);
    readMilliseconds(r, "durationMs", e.duration);
    return e;
}

RunEventBody readBody(JsonReader &r, event::CallWaiting e)
{
    readName(r, "reason", words::waitNames, e.wait.cause);
    r.read("provider", e.wait.provider);
    r.read("running", e.wait.running);
    r.read("places", e.wait.places);
    readMilliseconds(r, "waitMs", e.wait.span);
    return e;
}

RunEventBody readBody(JsonReader &r, event::RunResumed e)
{
    readDate(r, "at", e.at);
    r.read("costUsd", e.costUsd);
    r.read("unpriced", e.unpriced);
    return e;
}

RunEventBody readBody(JsonReader &r, event::CallHedged e)
{
    readModel(r, "model", e.model);
    r.read("attempt", e.attempt);
    return e;
}

RunEventBody readBody(JsonReader &r, event::HedgeTaken e)
{
    readErrorKind(r, "kind", e.kind);
    r.read("message", e.message);
    r.read("answer", e.answer);
    r.read("reasoning", e.reasoning);
    readMilliseconds(r, "startedMs", e.started);
    readMilliseconds(r, "firstTokenMs", e.firstToken);
    r.read("costUsd", e.costUsd);
    return e;
}

RunEventBody readBody(JsonReader &r, event::HedgeDropped e)
{
    readErrorKind(r, "kind", e.kind);
    r.read("message", e.message);
    r.read("partialText", e.partialText);
    r.read("costUsd", e.costUsd);
    return e;
}

template <size_t index = 0>
std::optional<RunEventBody> readNamedBody(const QString &name, JsonReader &reader)
{
    if constexpr (index < words::eventNames.size()) {
        if (words::eventNames[index] == name)
            return readBody(reader, std::variant_alternative_t<index, RunEventBody>());
        return readNamedBody<index + 1>(name, reader);
    } else {
        return std::nullopt;
    }
}

} // namespace

QJsonObject toJson(const RunEvent &event)
{
    QJsonObject object = std::visit([](const auto &body) { return membersOf(body); }, event.body);
    object.insert(u"t"_s, qint64(event.time.count()));
    object.insert(u"event"_s, eventName(event));
    if (!event.agent.isEmpty())
        object.insert(u"agent"_s, event.agent.value);
    if (event.layer >= 0)
        object.insert(u"layer"_s, event.layer + 1);
    return object;
}

Result<RunEvent> runEventFromJson(const QJsonObject &object)
{
    JsonReader reader(object);
    RunEvent event;
    readMilliseconds(reader, "t", event.time);
    reader.read("agent", event.agent.value);
    int layer = 0;
    reader.read("layer", layer);
    if (layer < 0)
        reader.addProblem("layer", u"layers count from 1"_s);
    event.layer = std::max(layer, 0) - 1;
    QString name;
    reader.read("event", name);
    const auto body = readNamedBody(name, reader);
    if (!body)
        return fail(ErrorKind::InvalidInput, u"event: \"%1\" is not an event"_s.arg(name));
    if (!reader.problems().isEmpty()) {
        const JsonProblem &problem = reader.problems().constFirst();
        return fail(ErrorKind::InvalidInput, problem.path + u": "_s + problem.message);
    }
    event.body = *body;
    return event;
}

} // namespace tributary
