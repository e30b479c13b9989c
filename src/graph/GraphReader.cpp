// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "graph/AgentId.h"
#include "graph/GraphFile.h"
#include "graph/GraphWords.h"

#include <QCoreApplication>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tributary::GraphReader)
};

template <typename Number>
void readNotNegative(JsonReader &reader, const char *member, Number &value)
{
    Number found = value;
    reader.read(member, found);
    const bool negative = [&] {
        if constexpr (requires { found.has_value(); })
            return found.has_value() && *found < 0;
        else
            return found < 0;
    }();
    if (negative)
        reader.addProblem(member, Text::tr("expected 0 or more, found %1").arg(reader.value(member).toDouble()));
    else
        value = found;
}

void readDuration(JsonReader &reader, const char *member, Milliseconds &value)
{
    qint64 milliseconds = value.count();
    readNotNegative(reader, member, milliseconds);
    value = Milliseconds(milliseconds);
}

void readDuration(JsonReader &reader, const char *member, std::optional<Milliseconds> &value)
{
    std::optional<qint64> milliseconds;
    readNotNegative(reader, member, milliseconds);
    if (milliseconds)
        value = Milliseconds(*milliseconds);
}

template <typename E, std::size_t N>
void readWord(JsonReader &reader, const char *member, const words::Table<E, N> &table, E &value)
{
    QString word = words::word(table, value);
    reader.read(member, word);
    if (const auto found = words::value(table, word))
        value = *found;
    else
        reader.addProblem(member, Text::tr("expected one of %1, found \"%2\"").arg(words::list(table), word));
}

/// The strings of a list, each with its own path should it be something else.
QList<std::pair<QByteArray, QString>> readStrings(JsonReader &reader, const char *member, const QString &expected)
{
    QList<std::pair<QByteArray, QString>> strings;
    const QJsonValue found = reader.value(member);
    if (found.isUndefined() || found.isNull())
        return strings;
    if (!found.isArray()) {
        reader.addProblem(member, Text::tr("expected %1, found %2").arg(expected, describeJsonType(found)));
        return strings;
    }
    const QJsonArray array = found.toArray();
    for (qsizetype i = 0; i < array.size(); ++i) {
        const QByteArray element = QByteArray(member) + '[' + QByteArray::number(i) + ']';
        if (array[i].isString())
            strings.append({element, array[i].toString()});
        else
            reader.addProblem(element.constData(),
                              Text::tr("expected a string, found %1").arg(describeJsonType(array[i])));
    }
    return strings;
}

std::optional<ModelRef> modelRef(JsonReader &reader, const char *member, const QString &text)
{
    const std::optional<ModelRef> ref = ModelRef::fromString(text);
    if (!ref)
        reader.addProblem(member, Text::tr(R"(expected "provider/model", found "%1")").arg(text));
    return ref;
}

void readId(JsonReader &reader, AgentId &id)
{
    if (!reader.contains("id")) {
        reader.addProblem("id", Text::tr("is missing; every agent has an id"));
        return;
    }
    const qsizetype problemsBefore = reader.problems().size();
    reader.read("id", id.value);
    if (reader.problems().size() == problemsBefore && !isValidAgentId(id))
        reader.addProblem("id", Text::tr(R"(expected 1 to %1 letters, digits, "-", "_" or ".", found "%2")")
                                    .arg(maxAgentIdLength)
                                    .arg(id.value));
}

void readReferences(JsonReader &reader, std::optional<QList<AgentId>> &references)
{
    const QJsonValue found = reader.value("references");
    if (found.isUndefined() || found.isNull() || found == "all"_L1)
        return;
    const QString expected = Text::tr("\"all\" or a list of agent ids");
    if (found.isString()) {
        reader.addProblem("references", Text::tr("expected %1, found \"%2\"").arg(expected, found.toString()));
        return;
    }
    references.emplace();
    for (const auto &[element, id] : readStrings(reader, "references", expected))
        references->append({id});
}

Sampling readSampling(JsonReader reader)
{
    Sampling sampling;
    readNotNegative(reader, "temperature", sampling.temperature);
    readNotNegative(reader, "topP", sampling.topP);
    readNotNegative(reader, "maxTokens", sampling.maxTokens);
    reader.read("seed", sampling.seed);
    for (const auto &[element, text] : readStrings(reader, "stop", Text::tr("a list of strings")))
        sampling.stop.append(text);
    return sampling;
}

Agent readAgent(JsonReader &reader)
{
    Agent agent;
    readId(reader, agent.id);
    QString model;
    reader.read("model", model);
    agent.model = modelRef(reader, "model", model).value_or(ModelRef());
    reader.read("name", agent.name);
    reader.read("systemPrompt", agent.systemPrompt);
    agent.sampling = readSampling(reader.object("sampling"));
    reader.read("reasoning", agent.reasoning);
    readReferences(reader, agent.references);
    reader.read("muted", agent.muted);
    readDuration(reader, "timeoutMs", agent.timeout);
    readDuration(reader, "deadlineMs", agent.deadline);
    for (const auto &[element, text] : readStrings(reader, "fallbacks", Text::tr("a list of models"))) {
        if (const auto ref = modelRef(reader, element.constData(), text))
            agent.fallbacks.append(*ref);
    }
    return agent;
}

Layer readLayer(JsonReader &reader)
{
    Layer layer;
    for (JsonReader &agent : reader.objects("agents"))
        layer.agents.append(readAgent(agent));
    if (const QJsonValue found = reader.value("quorum"); !found.isUndefined() && !found.isNull()) {
        JsonReader quorum = reader.object("quorum");
        layer.quorum.emplace();
        readNotNegative(quorum, "atLeast", layer.quorum->atLeast);
        readDuration(quorum, "graceMs", layer.quorum->grace);
    }
    reader.read("bypassed", layer.bypassed);
    return layer;
}

Packing readPacking(JsonReader reader)
{
    Packing packing;
    readWord(reader, "role", words::roles, packing.role);
    readWord(reader, "names", words::names, packing.names);
    readWord(reader, "order", words::orders, packing.order);
    readWord(reader, "overflow", words::overflows, packing.overflow);
    return packing;
}

GraphPolicy readPolicy(JsonReader reader)
{
    GraphPolicy policy;
    readNotNegative(reader, "retries", policy.retries);
    readNotNegative(reader, "budgetUsd", policy.budgetUsd);
    readNotNegative(reader, "earlyExit", policy.earlyExit);
    reader.read("hedging", policy.hedging);
    return policy;
}

/// Whether the rest can be read at all; if not, its problems would be noise beside this one.
bool readHead(JsonReader &reader)
{
    QString format;
    reader.read("format", format);
    if (format != "tributary-graph"_L1) {
        if (reader.problems().isEmpty())
            reader.addProblem("format", Text::tr("expected \"tributary-graph\": this is not a graph file"));
        return false;
    }
    int version = graphFileVersion;
    reader.read("version", version);
    if (version > graphFileVersion)
        reader.addProblem("version", Text::tr("this graph was made by a newer version of the program (format %1, this "
                                              "one reads up to %2); update to open it")
                                         .arg(version)
                                         .arg(graphFileVersion));
    else if (version < 1)
        reader.addProblem("version", Text::tr("expected 1 or more, found %1").arg(version));
    return reader.problems().isEmpty();
}

} // namespace

GraphReading readGraph(const QJsonObject &object)
{
    JsonReader reader(object);
    if (!readHead(reader))
        return {std::nullopt, reader.problems()};
    Graph graph;
    reader.read("name", graph.name);
    reader.read("description", graph.description);
    for (JsonReader &layer : reader.objects("layers"))
        graph.layers.append(readLayer(layer));
    graph.packing = readPacking(reader.object("packing"));
    graph.policy = readPolicy(reader.object("policy"));
    if (!reader.problems().isEmpty())
        return {std::nullopt, reader.problems()};
    return {graph, {}};
}

} // namespace tributary
