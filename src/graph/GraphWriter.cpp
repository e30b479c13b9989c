// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "graph/GraphFile.h"
#include "graph/GraphWords.h"

#include <QJsonDocument>

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

template <typename T>
QJsonValue orNull(const std::optional<T> &value)
{
    return value ? QJsonValue(*value) : QJsonValue(QJsonValue::Null);
}

QJsonObject samplingJson(const Sampling &sampling)
{
    return {
        {u"temperature"_s, orNull(sampling.temperature)},       {u"topP"_s, orNull(sampling.topP)},
        {u"maxTokens"_s, orNull(sampling.maxTokens)},           {u"seed"_s, orNull(sampling.seed)},
        {u"stop"_s, QJsonArray::fromStringList(sampling.stop)},
    };
}

QJsonValue referencesJson(const std::optional<QList<AgentId>> &references)
{
    if (!references)
        return u"all"_s;
    QJsonArray ids;
    for (const AgentId &id : *references)
        ids.append(id.value);
    return ids;
}

QJsonObject agentJson(const Agent &agent)
{
    QJsonArray fallbacks;
    for (const ModelRef &model : agent.fallbacks)
        fallbacks.append(model.toString());
    const auto deadlineMs = agent.deadline ? std::optional<qint64>(agent.deadline->count()) : std::nullopt;
    return {
        {u"id"_s, agent.id.value},
        {u"model"_s, agent.model.toString()},
        {u"name"_s, agent.name},
        {u"systemPrompt"_s, agent.systemPrompt},
        {u"sampling"_s, samplingJson(agent.sampling)},
        {u"reasoning"_s, orNull(agent.reasoning)},
        {u"references"_s, referencesJson(agent.references)},
        {u"muted"_s, agent.muted},
        {u"timeoutMs"_s, qint64(agent.timeout.count())},
        {u"deadlineMs"_s, orNull(deadlineMs)},
        {u"fallbacks"_s, fallbacks},
    };
}

QJsonObject layerJson(const Layer &layer)
{
    QJsonArray agents;
    for (const Agent &agent : layer.agents)
        agents.append(agentJson(agent));
    QJsonValue quorum(QJsonValue::Null);
    if (layer.quorum)
        quorum =
            QJsonObject{{u"atLeast"_s, layer.quorum->atLeast}, {u"graceMs"_s, qint64(layer.quorum->grace.count())}};
    return {{u"agents"_s, agents}, {u"quorum"_s, quorum}, {u"bypassed"_s, layer.bypassed}};
}

QJsonObject packingJson(const Packing &packing)
{
    return {
        {u"role"_s, words::word(words::roles, packing.role)},
        {u"names"_s, words::word(words::names, packing.names)},
        {u"order"_s, words::word(words::orders, packing.order)},
        {u"overflow"_s, words::word(words::overflows, packing.overflow)},
    };
}

/// QJsonObject sorts its members by name, which puts an agent's id behind its fallbacks; a file that people edit has
/// them in the order of the format. No two kinds of object disagree about the order of the names they share.
QStringList inFormatOrder(QStringList members)
{
    static const QStringList order = {
        u"format"_s,       u"version"_s,  u"id"_s,        u"model"_s,      u"name"_s,      u"description"_s,
        u"systemPrompt"_s, u"sampling"_s, u"layers"_s,    u"agents"_s,     u"quorum"_s,    u"bypassed"_s,
        u"temperature"_s,  u"topP"_s,     u"maxTokens"_s, u"seed"_s,       u"stop"_s,      u"reasoning"_s,
        u"references"_s,   u"muted"_s,    u"timeoutMs"_s, u"deadlineMs"_s, u"fallbacks"_s, u"atLeast"_s,
        u"graceMs"_s,      u"packing"_s,  u"role"_s,      u"names"_s,      u"order"_s,     u"overflow"_s,
        u"policy"_s,       u"retries"_s,  u"budgetUsd"_s, u"earlyExit"_s,  u"hedging"_s,
    };
    std::sort(members.begin(), members.end(),
              [](const QString &a, const QString &b) { return order.indexOf(a) < order.indexOf(b); });
    return members;
}

/// A string, number, word or list of such, on one line.
QByteArray compact(const QJsonValue &value)
{
    const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return list.mid(1, list.size() - 2);
}

void write(QByteArray &out, const QJsonValue &value, const QByteArray &indent);

void writeObject(QByteArray &out, const QJsonObject &object, const QByteArray &indent)
{
    const QByteArray inner = indent + "  ";
    QByteArray separator = "{\n";
    for (const QString &member : inFormatOrder(object.keys())) {
        out += separator + inner + compact(member) + ": ";
        write(out, object[member], inner);
        separator = ",\n";
    }
    out += '\n' + indent + '}';
}

void writeObjects(QByteArray &out, const QJsonArray &array, const QByteArray &indent)
{
    const QByteArray inner = indent + "  ";
    QByteArray separator = "[\n";
    for (const auto &element : array) {
        out += separator + inner;
        write(out, element, inner);
        separator = ",\n";
    }
    out += '\n' + indent + ']';
}

void write(QByteArray &out, const QJsonValue &value, const QByteArray &indent)
{
    if (value.isObject())
        writeObject(out, value.toObject(), indent);
    else if (value.isArray() && value[0].isObject())
        writeObjects(out, value.toArray(), indent);
    else
        out += compact(value);
}

} // namespace

QJsonObject toJson(const Graph &graph)
{
    QJsonArray layers;
    for (const Layer &layer : graph.layers)
        layers.append(layerJson(layer));
    return {
        {u"format"_s, u"tributary-graph"_s},
        {u"version"_s, graphFileVersion},
        {u"name"_s, graph.name},
        {u"description"_s, graph.description},
        {u"layers"_s, layers},
        {u"packing"_s, packingJson(graph.packing)},
        {u"policy"_s, QJsonObject{{u"retries"_s, graph.policy.retries},
                                  {u"budgetUsd"_s, orNull(graph.policy.budgetUsd)},
                                  {u"earlyExit"_s, orNull(graph.policy.earlyExit)},
                                  {u"hedging"_s, graph.policy.hedging}}},
    };
}

QByteArray writeGraph(const Graph &graph)
{
    QByteArray out;
    write(out, toJson(graph), {});
    out += '\n';
    return out;
}

} // namespace tributary
