// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "graph/GraphEdits.h"

#include "graph/AgentId.h"

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tributary::edits {

namespace {

QSet<AgentId> idsOf(const Layer &layer)
{
    QSet<AgentId> ids;
    for (const Agent &agent : layer.agents)
        ids.insert(agent.id);
    return ids;
}

void mendReferences(Agent &agent, const QSet<AgentId> &before)
{
    if (!agent.references || agent.references->isEmpty())
        return;
    agent.references->removeIf([&](const AgentId &id) { return !before.contains(id); });
    if (agent.references->isEmpty())
        agent.references.reset();
}

Graph mended(Graph graph)
{
    QSet<AgentId> before;
    for (Layer &layer : graph.layers) {
        for (Agent &agent : layer.agents)
            mendReferences(agent, before);
        before = idsOf(layer);
    }
    return graph;
}

bool isLayer(const Graph &graph, qsizetype layer)
{
    return layer >= 0 && layer < graph.layers.size();
}

/// Takes the agents out, in graph order. Where `place` points to follows what stands there.
QList<Agent> takeAgents(Graph &graph, const QList<AgentId> &wanted, AgentPlace &place)
{
    const QSet<AgentId> ids(wanted.begin(), wanted.end());
    QList<Agent> taken;
    for (qsizetype i = 0; i < graph.layers.size(); ++i) {
        QList<Agent> stay;
        qsizetype gone = 0;
        const QList<Agent> &agents = graph.layers.at(i).agents;
        for (qsizetype at = 0; at < agents.size(); ++at) {
            const bool goes = ids.contains(agents[at].id);
            (goes ? taken : stay).append(agents[at]);
            gone += goes && i == place.layer && at < place.index ? 1 : 0;
        }
        graph.layers[i].agents = stay;
        if (i == place.layer)
            place.index -= gone;
    }
    return taken;
}

void putAgents(Graph &graph, const QList<Agent> &agents, const AgentPlace &place)
{
    QList<Agent> &layer = graph.layers[place.layer].agents;
    qsizetype at = std::clamp<qsizetype>(place.index, 0, layer.size());
    for (const Agent &agent : agents)
        layer.insert(at++, agent);
}

/// The layers that had agents and have none now, but not the last one.
void dropEmptied(Graph &graph, const QList<bool> &hadAgents)
{
    for (qsizetype i = graph.layers.size() - 2; i >= 0; --i) {
        if (hadAgents[i] && graph.layers.at(i).agents.isEmpty())
            graph.layers.remove(i);
    }
}

QList<bool> layersWithAgents(const Graph &graph)
{
    QList<bool> with;
    for (const Layer &layer : graph.layers)
        with.append(!layer.agents.isEmpty());
    return with;
}

bool contains(const Graph &graph, const QList<AgentId> &agents)
{
    return std::ranges::any_of(agents, [&](const AgentId &id) { return findAgent(graph, id).has_value(); });
}

} // namespace

QSet<AgentId> idsOf(const Graph &graph)
{
    QSet<AgentId> ids;
    for (const Layer &layer : graph.layers)
        ids.unite(idsOf(layer));
    return ids;
}

AgentId freeId(const QSet<AgentId> &taken, const AgentId &wish)
{
    QString word = isValidAgentId(wish) ? wish.value : u"a"_s;
    if (!taken.contains({word}))
        return {word};
    while (word.size() > 1 && word.back().isDigit())
        word.chop(1);
    word.truncate(maxAgentIdLength / 2); // room for the number
    int number = 2;
    while (taken.contains({word + QString::number(number)}))
        ++number;
    return {word + QString::number(number)};
}

Graph withSoundIds(Graph graph)
{
    QSet<AgentId> all = idsOf(graph);
    QSet<AgentId> seen;
    for (Layer &layer : graph.layers) {
        for (Agent &agent : layer.agents) {
            if (!isValidAgentId(agent.id) || seen.contains(agent.id)) {
                agent.id = freeId(all, agent.id);
                all.insert(agent.id);
            }
            seen.insert(agent.id);
        }
    }
    return graph;
}

QList<Layer> withFreshIds(QList<Layer> layers, QSet<AgentId> taken)
{
    QHash<AgentId, AgentId> renamed;
    for (Layer &layer : layers) {
        for (Agent &agent : layer.agents) {
            const AgentId fresh = freeId(taken, agent.id);
            renamed.insert(agent.id, fresh);
            taken.insert(fresh);
            agent.id = fresh;
        }
    }
    for (Layer &layer : layers) {
        for (Agent &agent : layer.agents) {
            if (!agent.references)
                continue;
            for (AgentId &reference : *agent.references)
                reference = renamed.value(reference, reference);
        }
    }
    return layers;
}

Graph insertAgents(Graph graph, const QList<Agent> &agents, const AgentPlace &place)
{
    if (agents.isEmpty())
        return graph;
    if (graph.layers.isEmpty())
        graph.layers.append(Layer());
    const qsizetype layer = std::clamp<qsizetype>(place.layer, 0, graph.layers.size() - 1);
    putAgents(graph, agents, {layer, place.index});
    return mended(graph);
}

Graph insertLayers(Graph graph, const QList<Layer> &layers, qsizetype before)
{
    qsizetype at = std::clamp<qsizetype>(before, 0, graph.layers.size());
    for (const Layer &layer : layers)
        graph.layers.insert(at++, layer);
    return mended(graph);
}

Graph removeAgents(Graph graph, const QList<AgentId> &agents)
{
    AgentPlace nowhere{-1, 0};
    takeAgents(graph, agents, nowhere);
    return mended(graph);
}

Graph removeLayer(Graph graph, qsizetype layer)
{
    if (!isLayer(graph, layer))
        return graph;
    graph.layers.remove(layer);
    return mended(graph);
}

Graph duplicateAgents(Graph graph, const QList<AgentId> &agents, const QSet<AgentId> &taken)
{
    QSet<AgentId> used = taken;
    used.unite(idsOf(graph));
    for (const AgentId &id : agents) {
        const std::optional<AgentPlace> place = findAgent(graph, id);
        if (!place)
            continue;
        Agent copy = graph.layers.at(place->layer).agents.at(place->index);
        copy.id = freeId(used, id);
        used.insert(copy.id);
        graph.layers[place->layer].agents.insert(place->index + 1, copy);
        if (place->layer + 1 == graph.layers.size())
            continue;
        for (Agent &reader : graph.layers[place->layer + 1].agents) {
            if (reader.references && reader.references->contains(id))
                reader.references->append(copy.id);
        }
    }
    return graph;
}

Graph moveAgents(Graph graph, const QList<AgentId> &agents, const AgentPlace &place)
{
    if (!contains(graph, agents))
        return graph;
    const QList<bool> hadAgents = layersWithAgents(graph);
    AgentPlace to{std::clamp<qsizetype>(place.layer, 0, graph.layers.size() - 1), place.index};
    const QList<Agent> moved = takeAgents(graph, agents, to);
    putAgents(graph, moved, to);
    dropEmptied(graph, hadAgents);
    return mended(graph);
}

Graph moveToNewLayer(Graph graph, const QList<AgentId> &agents, qsizetype before)
{
    if (!contains(graph, agents))
        return graph;
    const qsizetype at = std::clamp<qsizetype>(before, 0, graph.layers.size());
    graph.layers.insert(at, Layer());
    QList<bool> hadAgents = layersWithAgents(graph);
    AgentPlace to{at, 0};
    const QList<Agent> moved = takeAgents(graph, agents, to);
    putAgents(graph, moved, to);
    dropEmptied(graph, hadAgents);
    return mended(graph);
}

Graph shiftAgents(Graph graph, const QList<AgentId> &agents, int step)
{
    const QSet<AgentId> ids(agents.begin(), agents.end());
    for (Layer &layer : graph.layers) {
        const qsizetype count = layer.agents.size();
        // In the direction of the move, so that neighbours that move together keep their order.
        for (qsizetype i = 0; i < count; ++i) {
            const qsizetype at = step < 0 ? i : count - 1 - i;
            const qsizetype to = at + (step < 0 ? -1 : 1);
            const bool room = to >= 0 && to < count && !ids.contains(layer.agents.at(to).id);
            if (room && ids.contains(layer.agents.at(at).id))
                layer.agents.swapItemsAt(at, to);
        }
    }
    return graph;
}

Graph moveLayer(Graph graph, qsizetype layer, qsizetype to)
{
    if (!isLayer(graph, layer))
        return graph;
    graph.layers.move(layer, std::clamp<qsizetype>(to, 0, graph.layers.size() - 1));
    return mended(graph);
}

Graph splitLayer(Graph graph, qsizetype layer, qsizetype index)
{
    if (!isLayer(graph, layer) || index < 1 || index >= graph.layers.at(layer).agents.size())
        return graph;
    Layer second = graph.layers.at(layer);
    second.agents = second.agents.mid(index);
    graph.layers[layer].agents.resize(index);
    graph.layers.insert(layer + 1, second);
    return mended(graph);
}

Graph mergeWithNext(Graph graph, qsizetype layer)
{
    if (!isLayer(graph, layer) || !isLayer(graph, layer + 1))
        return graph;
    const Layer next = graph.layers.takeAt(layer + 1);
    graph.layers[layer].agents.append(next.agents);
    return mended(graph);
}

Graph useModelsOfFirstLayer(Graph graph, qsizetype layer)
{
    if (!isLayer(graph, layer) || graph.layers.at(0).agents.isEmpty())
        return graph;
    const QList<Agent> first = graph.layers.at(0).agents;
    QList<Agent> &agents = graph.layers[layer].agents;
    for (qsizetype i = 0; i < agents.size(); ++i)
        agents[i].model = first[i % first.size()].model;
    return graph;
}

Graph upTo(Graph graph, qsizetype layer, const QList<AgentId> &agents)
{
    if (!isLayer(graph, layer))
        return graph;
    graph.layers.resize(layer + 1);
    Layer &last = graph.layers[layer];
    last.bypassed = false;
    if (!agents.isEmpty())
        last.agents.removeIf([&](const Agent &agent) { return !agents.contains(agent.id); });
    return graph;
}

} // namespace tributary::edits
