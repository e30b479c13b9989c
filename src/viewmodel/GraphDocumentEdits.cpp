// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The edits of GraphDocument, each with its text for the menu.

#include "viewmodel/GraphDocument.h"

#include <algorithm>

namespace tributary {

template <typename Edit>
void GraphDocument::changeAgents(const QList<AgentId> &ids, const QString &text, int gesture, Edit edit)
{
    Graph graph = m_graph;
    for (const AgentId &id : ids) {
        if (const std::optional<AgentPlace> place = findAgent(graph, id))
            edit(graph.layers[place->layer].agents[place->index]);
    }
    change(std::move(graph), text, gesture, ids);
}

template <typename Edit>
void GraphDocument::changeAgent(const AgentId &id, const QString &text, int gesture, Edit edit)
{
    changeAgents({id}, text.arg(nameOf(id)), gesture, edit);
}

template <typename Edit>
void GraphDocument::changeLayer(qsizetype layer, const QString &text, int gesture, Edit edit)
{
    if (layer < 0 || layer >= m_graph.layers.size())
        return;
    Graph graph = m_graph;
    edit(graph.layers[layer]);
    change(std::move(graph), text.arg(layer + 1), gesture);
}

template <typename Edit>
void GraphDocument::changeGraph(const QString &text, int gesture, Edit edit)
{
    Graph graph = m_graph;
    edit(graph);
    change(std::move(graph), text, gesture);
}

QList<AgentId> GraphDocument::newSince(const QSet<AgentId> &before) const
{
    QList<AgentId> fresh;
    for (const Layer &layer : m_graph.layers) {
        for (const Agent &agent : layer.agents) {
            if (!before.contains(agent.id))
                fresh.append(agent.id);
        }
    }
    return fresh;
}

void GraphDocument::setModel(const AgentId &id, const ModelRef &model)
{
    changeAgent(id, tr("Change model of %1"), 0, [&](Agent &agent) { agent.model = model; });
}

void GraphDocument::setModels(const QHash<AgentId, ModelRef> &models, const QString &text)
{
    changeAgents(models.keys(), text, 0, [&](Agent &agent) { agent.model = models.value(agent.id); });
}

void GraphDocument::setMuted(const QList<AgentId> &ids, bool muted)
{
    changeAgents(ids, (muted ? tr("Mute %1") : tr("Unmute %1")).arg(namesOf(ids)), 0,
                 [&](Agent &agent) { agent.muted = muted; });
}

void GraphDocument::setName(const AgentId &id, const QString &name, int gesture)
{
    changeAgent(id, tr("Rename %1"), gesture, [&](Agent &agent) { agent.name = name; });
}

void GraphDocument::setSystemPrompt(const AgentId &id, const QString &prompt, int gesture)
{
    changeAgent(id, tr("Change system prompt of %1"), gesture, [&](Agent &agent) { agent.systemPrompt = prompt; });
}

void GraphDocument::setTemperature(const AgentId &id, std::optional<double> temperature, int gesture)
{
    changeAgent(id, tr("Change temperature of %1"), gesture,
                [&](Agent &agent) { agent.sampling.temperature = temperature; });
}

void GraphDocument::setMaxTokens(const AgentId &id, std::optional<int> maxTokens, int gesture)
{
    changeAgent(id, tr("Change token limit of %1"), gesture,
                [&](Agent &agent) { agent.sampling.maxTokens = maxTokens; });
}

void GraphDocument::setTopP(const AgentId &id, std::optional<double> topP, int gesture)
{
    changeAgent(id, tr("Change top-p of %1"), gesture, [&](Agent &agent) { agent.sampling.topP = topP; });
}

void GraphDocument::setSeed(const AgentId &id, std::optional<qint64> seed, int gesture)
{
    changeAgent(id, tr("Change seed of %1"), gesture, [&](Agent &agent) { agent.sampling.seed = seed; });
}

void GraphDocument::setStop(const AgentId &id, const QStringList &stop, int gesture)
{
    changeAgent(id, tr("Change stop texts of %1"), gesture, [&](Agent &agent) { agent.sampling.stop = stop; });
}

void GraphDocument::setReasoning(const AgentId &id, const std::optional<QString> &effort, int gesture)
{
    changeAgent(id, tr("Change reasoning of %1"), gesture, [&](Agent &agent) { agent.reasoning = effort; });
}

void GraphDocument::setTimeout(const AgentId &id, Milliseconds timeout, int gesture)
{
    changeAgent(id, tr("Change timeout of %1"), gesture, [&](Agent &agent) { agent.timeout = timeout; });
}

void GraphDocument::setDeadline(const AgentId &id, std::optional<Milliseconds> deadline, int gesture)
{
    changeAgent(id, tr("Change deadline of %1"), gesture, [&](Agent &agent) { agent.deadline = deadline; });
}

void GraphDocument::setFallbacks(const AgentId &id, const QList<ModelRef> &fallbacks)
{
    changeAgent(id, tr("Change fallbacks of %1"), 0, [&](Agent &agent) { agent.fallbacks = fallbacks; });
}

void GraphDocument::setReferences(const AgentId &id, const std::optional<QList<AgentId>> &references)
{
    changeAgent(id, tr("Change references of %1"), 0, [&](Agent &agent) { agent.references = references; });
}

QList<Agent> GraphDocument::newAgents(const QList<ModelRef> &models) const
{
    QSet<AgentId> taken = m_usedIds;
    QList<Agent> agents(std::max<qsizetype>(1, models.size()));
    for (qsizetype i = 0; i < agents.size(); ++i) {
        // The first letter of the alphabet that no agent ever had; behind the last one, numbers.
        AgentId id{agentLetter(0).toLower()};
        for (qsizetype letter = 1; taken.contains(id) && letter < 26; ++letter)
            id = {agentLetter(letter).toLower()};
        agents[i].id = edits::freeId(taken, id);
        agents[i].model = models.value(i);
        taken.insert(agents[i].id);
    }
    return agents;
}

QList<AgentId> GraphDocument::addAgents(const QList<ModelRef> &models, const AgentPlace &place)
{
    const QList<Agent> agents = newAgents(models);
    const QSet<AgentId> before = edits::idsOf(m_graph);
    change(edits::insertAgents(m_graph, agents, place),
           agents.size() == 1 ? tr("Add agent") : tr("Add %n agents", nullptr, static_cast<int>(agents.size())));
    return newSince(before);
}

QList<AgentId> GraphDocument::addAgentsInNewLayer(const QList<ModelRef> &models, qsizetype before)
{
    const QSet<AgentId> present = edits::idsOf(m_graph);
    change(edits::insertLayers(m_graph, {Layer{newAgents(models), {}, false}}, before), tr("Add agent in a new layer"));
    return newSince(present);
}

QList<AgentId> GraphDocument::pasteAgents(const QList<Agent> &agents, const AgentPlace &place)
{
    const QSet<AgentId> before = edits::idsOf(m_graph);
    const QList<Layer> fresh = edits::withFreshIds({Layer{agents, {}, false}}, m_usedIds);
    change(edits::insertAgents(m_graph, fresh.first().agents, place),
           agents.size() == 1 ? tr("Paste agent") : tr("Paste %1 agents").arg(agents.size()));
    return newSince(before);
}

QList<AgentId> GraphDocument::pasteLayers(const QList<Layer> &layers, qsizetype before)
{
    const QSet<AgentId> present = edits::idsOf(m_graph);
    change(edits::insertLayers(m_graph, edits::withFreshIds(layers, m_usedIds), before),
           layers.size() == 1 ? tr("Paste layer") : tr("Paste %1 layers").arg(layers.size()));
    return newSince(present);
}

void GraphDocument::removeAgents(const QList<AgentId> &ids)
{
    change(edits::removeAgents(m_graph, ids), tr("Delete %1").arg(namesOf(ids)));
}

QList<AgentId> GraphDocument::duplicateAgents(const QList<AgentId> &ids)
{
    const QSet<AgentId> before = edits::idsOf(m_graph);
    change(edits::duplicateAgents(m_graph, ids, m_usedIds), tr("Duplicate %1").arg(namesOf(ids)));
    return newSince(before);
}

void GraphDocument::moveAgents(const QList<AgentId> &ids, const AgentPlace &place, int gesture)
{
    const QString names = namesOf(ids);
    Graph moved = edits::moveAgents(m_graph, ids, place);
    // Layers before it may have gone, so the number is that of where the agents stand now.
    const std::optional<AgentPlace> at = ids.isEmpty() ? std::nullopt : findAgent(moved, ids.first());
    change(std::move(moved), tr("Move %1 to layer %2").arg(names).arg((at ? at->layer : place.layer) + 1), gesture,
           ids);
}

void GraphDocument::moveToNewLayer(const QList<AgentId> &ids, qsizetype before, int gesture)
{
    change(edits::moveToNewLayer(m_graph, ids, before), tr("Move %1 to a new layer").arg(namesOf(ids)), gesture, ids);
}

void GraphDocument::shiftAgents(const QList<AgentId> &ids, int step, int gesture)
{
    change(edits::shiftAgents(m_graph, ids, step), (step < 0 ? tr("Move %1 up") : tr("Move %1 down")).arg(namesOf(ids)),
           gesture, ids);
}

void GraphDocument::addLayer(qsizetype before)
{
    change(edits::insertLayers(m_graph, {Layer()}, before), tr("Add layer"));
}

void GraphDocument::removeLayer(qsizetype layer)
{
    change(edits::removeLayer(m_graph, layer), tr("Delete layer %1").arg(layer + 1));
}

QList<AgentId> GraphDocument::duplicateLayer(qsizetype layer)
{
    if (layer < 0 || layer >= m_graph.layers.size())
        return {};
    const QList<Layer> copies = edits::withFreshIds({m_graph.layers.at(layer)}, m_usedIds);
    const QSet<AgentId> before = edits::idsOf(m_graph);
    change(edits::insertLayers(m_graph, copies, layer + 1), tr("Duplicate layer %1").arg(layer + 1));
    return newSince(before);
}

void GraphDocument::moveLayer(qsizetype layer, qsizetype to, int gesture)
{
    change(edits::moveLayer(m_graph, layer, to), tr("Move layer %1 to place %2").arg(layer + 1).arg(to + 1), gesture);
}

void GraphDocument::splitLayer(qsizetype layer, qsizetype index)
{
    change(edits::splitLayer(m_graph, layer, index), tr("Split layer %1").arg(layer + 1));
}

void GraphDocument::mergeWithNext(qsizetype layer)
{
    change(edits::mergeWithNext(m_graph, layer), tr("Merge layers %1 and %2").arg(layer + 1).arg(layer + 2));
}

void GraphDocument::setBypassed(qsizetype layer, bool bypassed)
{
    changeLayer(layer, bypassed ? tr("Bypass layer %1") : tr("Ask layer %1 again"), 0,
                [&](Layer &changed) { changed.bypassed = bypassed; });
}

void GraphDocument::useModelsOfFirstLayer(qsizetype layer)
{
    change(edits::useModelsOfFirstLayer(m_graph, layer), tr("Use models of layer 1 in layer %1").arg(layer + 1));
}

void GraphDocument::setQuorum(qsizetype layer, const std::optional<Quorum> &quorum, int gesture)
{
    changeLayer(layer, tr("Change quorum of layer %1"), gesture, [&](Layer &changed) { changed.quorum = quorum; });
}

void GraphDocument::setGraphName(const QString &name, int gesture)
{
    changeGraph(tr("Rename graph"), gesture, [&](Graph &graph) { graph.name = name; });
}

void GraphDocument::setDescription(const QString &description, int gesture)
{
    changeGraph(tr("Change description"), gesture, [&](Graph &graph) { graph.description = description; });
}

void GraphDocument::setPacking(const Packing &packing)
{
    changeGraph(tr("Change how references are given"), 0, [&](Graph &graph) { graph.packing = packing; });
}

void GraphDocument::setRetries(int retries, int gesture)
{
    changeGraph(tr("Change retries"), gesture, [&](Graph &graph) { graph.policy.retries = retries; });
}

void GraphDocument::setHedging(bool hedging)
{
    changeGraph(hedging ? tr("Ask late agents twice") : tr("Ask every agent once"), 0,
                [&](Graph &graph) { graph.policy.hedging = hedging; });
}

void GraphDocument::setBudget(std::optional<double> usd, int gesture)
{
    changeGraph(usd ? tr("Change budget") : tr("Remove budget"), gesture,
                [&](Graph &graph) { graph.policy.budgetUsd = usd; });
}

} // namespace tributary
