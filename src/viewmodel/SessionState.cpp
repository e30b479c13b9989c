// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/SessionState.h"

#include "base/JsonReader.h"
#include "graph/GraphFile.h"

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr int sessionVersion = 1;

QJsonObject pinToJson(const AgentId &agent, const PriorAnswer &answer)
{
    return {{u"agent"_s, agent.value},
            {u"model"_s, answer.model.toString()},
            {u"answer"_s, answer.answer},
            {u"reasoning"_s, answer.reasoning},
            {u"servedModel"_s, answer.servedModel},
            {u"from"_s, answer.from.toString(Qt::ISODateWithMs)},
            {u"cutByLimit"_s, answer.cutByLimit}};
}

void readPin(JsonReader &reader, QHash<AgentId, PriorAnswer> &pinned)
{
    AgentId agent;
    QString model;
    QString from;
    PriorAnswer answer;
    reader.read("agent", agent.value);
    reader.read("model", model);
    reader.read("answer", answer.answer);
    reader.read("reasoning", answer.reasoning);
    reader.read("servedModel", answer.servedModel);
    reader.read("from", from);
    reader.read("cutByLimit", answer.cutByLimit);
    answer.from = QDateTime::fromString(from, Qt::ISODateWithMs);
    answer.pinned = true;
    const std::optional<ModelRef> asked = ModelRef::fromString(model);
    if (!asked || agent.isEmpty() || answer.answer.isEmpty())
        return;
    answer.model = *asked;
    pinned.insert(agent, answer);
}

} // namespace

QJsonObject toJson(const SessionState &state)
{
    QJsonArray pinned;
    for (const auto &[agent, answer] : state.pinned.asKeyValueRange())
        pinned.append(pinToJson(agent, answer));
    QJsonObject object{{u"version"_s, sessionVersion},
                       {u"view"_s, state.view},
                       {u"prompt"_s, state.prompt},
                       {u"graphFile"_s, state.graphFile},
                       {u"graphModified"_s, state.graphModified},
                       {u"run"_s, state.run.value},
                       {u"pinned"_s, pinned},
                       {u"knownInterruption"_s, state.knownInterruption.value}};
    if (state.graph)
        object.insert(u"graph"_s, toJson(*state.graph));
    return object;
}

SessionState sessionStateFromJson(const QJsonObject &object)
{
    JsonReader reader(object);
    int version = sessionVersion;
    reader.read("version", version);
    SessionState state;
    if (version > sessionVersion)
        return state;
    reader.read("view", state.view);
    reader.read("prompt", state.prompt);
    reader.read("graphFile", state.graphFile);
    reader.read("graphModified", state.graphModified);
    reader.read("run", state.run.value);
    reader.read("knownInterruption", state.knownInterruption.value);
    if (reader.value("graph").isObject())
        state.graph = readGraph(reader.value("graph").toObject()).graph;
    QList<JsonReader> pinned = reader.objects("pinned");
    for (JsonReader &pin : pinned)
        readPin(pin, state.pinned);
    return state;
}

} // namespace tributary
