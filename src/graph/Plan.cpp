// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "graph/Plan.h"

#include "graph/Validation.h"

#include <QHash>

#include <algorithm>
#include <numeric>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

/// Answers that are offered to a layer: those of the last asked layer before it.
struct Offer
{
    QList<AgentId> agents;
    QHash<AgentId, qsizetype> positions;

    explicit Offer(const QList<PlannedCall> &calls = {})
    {
        for (const PlannedCall &call : calls) {
            positions.insert(call.agent.id, agents.size());
            agents.append(call.agent.id);
        }
    }
};

QList<AgentId> chosen(const Offer &offer, const QList<AgentId> &references)
{
    QList<qsizetype> positions;
    for (const AgentId &id : references) {
        if (const auto found = offer.positions.constFind(id); found != offer.positions.cend())
            positions.append(*found);
    }
    std::sort(positions.begin(), positions.end());
    QList<AgentId> reads;
    for (const qsizetype position : positions)
        reads.append(offer.agents[position]);
    return reads;
}

/// A list of references names agents of the layer right before. When that layer is bypassed it names nobody who is
/// asked, so the list falls back to all that passes through: bypassing a layer must not cut off the layer behind it. An
/// empty list stays empty, because its author wants no references at all.
QList<AgentId> readsOf(const Agent &agent, const Offer &offer, bool layerBeforeBypassed)
{
    if (!agent.references)
        return offer.agents; // shared, so that a layer of thousands costs one list
    if (layerBeforeBypassed && !agent.references->isEmpty())
        return offer.agents;
    return chosen(offer, *agent.references);
}

void appendMuted(const Layer &layer, QList<AgentId> &notAsked)
{
    for (const Agent &agent : layer.agents) {
        if (layer.bypassed || agent.muted)
            notAsked.append(agent.id);
    }
}

PlannedLayer planLayer(const Graph &graph, qsizetype index, const Offer &offer)
{
    const Layer &layer = graph.layers[index];
    const bool last = index + 1 == graph.layers.size();
    const bool layerBeforeBypassed = index > 0 && graph.layers[index - 1].bypassed;
    PlannedLayer planned;
    planned.layer = int(index);
    for (qsizetype i = 0; i < layer.agents.size(); ++i) {
        const Agent &agent = layer.agents[i];
        if (agent.muted)
            continue;
        planned.calls.append({agent, last ? AgentRole::Aggregator : AgentRole::Proposer, int(index), int(i),
                              readsOf(agent, offer, layerBeforeBypassed)});
    }
    planned.quorum = layer.quorum;
    if (planned.quorum)
        planned.quorum->atLeast = std::min(planned.quorum->atLeast, int(planned.calls.size()));
    return planned;
}

Result<void> checkGraph(const Graph &graph)
{
    const QList<Issue> issues = validate(graph);
    QStringList lines;
    QString first;
    for (const Issue &issue : issues) {
        if (issue.severity != Severity::Error)
            continue;
        if (lines.isEmpty())
            first = issue.message;
        lines.append(issue.place.isEmpty() ? issue.message : issue.place + u": "_s + issue.message);
    }
    if (lines.isEmpty())
        return {};
    return fail(ErrorKind::InvalidInput, first, lines.join(u'\n'));
}

} // namespace

qsizetype Plan::callCount() const
{
    return std::accumulate(layers.begin(), layers.end(), qsizetype(0),
                           [](qsizetype sum, const PlannedLayer &layer) { return sum + layer.calls.size(); });
}

const PlannedCall *Plan::find(const AgentId &id) const
{
    for (const PlannedLayer &layer : layers) {
        for (const PlannedCall &call : layer.calls) {
            if (call.agent.id == id)
                return &call;
        }
    }
    return nullptr;
}

Result<Plan> compile(const Graph &graph)
{
    if (const Result<void> checked = checkGraph(graph); !checked)
        return tl::unexpected(checked.error());
    Plan plan;
    plan.packing = graph.packing;
    plan.policy = graph.policy;
    Offer offer;
    for (qsizetype i = 0; i < graph.layers.size(); ++i) {
        appendMuted(graph.layers[i], plan.notAsked);
        if (graph.layers[i].bypassed)
            continue;
        plan.layers.append(planLayer(graph, i, offer));
        offer = Offer(plan.layers.last().calls);
    }
    return plan;
}

} // namespace tributary
