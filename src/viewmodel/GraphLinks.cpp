// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/GraphLinks.h"

#include <algorithm>

namespace tributary {

namespace {

/// The rules of compile(), which has no plan for a graph that cannot run.
QSet<AgentId> leftOut(const Agent &reader, const QList<AgentId> &sources, bool layerBeforeBypassed)
{
    if (!reader.references || (layerBeforeBypassed && !reader.references->isEmpty()))
        return {};
    QSet<AgentId> out(sources.cbegin(), sources.cend());
    for (const AgentId &id : *reader.references)
        out.remove(id);
    return out;
}

LayerLinks linksBetween(const Graph &graph, int from, int to)
{
    LayerLinks links;
    links.fromLayer = from;
    links.toLayer = to;
    if (from >= 0) {
        for (const Agent &agent : graph.layers.at(from).agents) {
            links.sources.append(agent.id);
            if (agent.muted)
                links.mutedSources.insert(agent.id);
        }
    }
    const bool layerBeforeBypassed = to > 0 && graph.layers.at(to - 1).bypassed;
    for (const Agent &agent : graph.layers.at(to).agents) {
        if (agent.muted)
            continue;
        links.readers.append(agent.id);
        const QSet<AgentId> out = leftOut(agent, links.sources, layerBeforeBypassed);
        if (!out.isEmpty())
            links.excluded.insert(agent.id, out);
    }
    return links;
}

} // namespace

bool LayerLinks::reads(const AgentId &reader, const AgentId &source) const
{
    return sources.contains(source) && readers.contains(reader) && !excluded.value(reader).contains(source);
}

int LayerLinks::countFor(const AgentId &reader) const
{
    const QSet<AgentId> out = excluded.value(reader);
    return static_cast<int>(std::ranges::count_if(
        sources, [&](const AgentId &id) { return !mutedSources.contains(id) && !out.contains(id); }));
}

bool LayerLinks::isReadByAnyone(const AgentId &source) const
{
    return std::ranges::any_of(readers, [&](const AgentId &reader) { return reads(reader, source); });
}

QList<LayerLinks> linksOf(const Graph &graph)
{
    QList<LayerLinks> links;
    int from = LayerLinks::promptLayer;
    for (int layer = 0; layer < graph.layers.size(); ++layer) {
        if (graph.layers.at(layer).bypassed)
            continue;
        links.append(linksBetween(graph, from, layer));
        from = layer;
    }
    return links;
}

} // namespace tributary
