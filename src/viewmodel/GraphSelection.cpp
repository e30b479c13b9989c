// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/GraphSelection.h"

#include <algorithm>

namespace tributary {

namespace {

/// Those of `wanted` that are in the graph, each once, in its order.
QList<AgentId> inGraphOrder(const Graph &graph, const QList<AgentId> &wanted)
{
    const QSet<AgentId> ids(wanted.begin(), wanted.end());
    QList<AgentId> ordered;
    for (const Layer &layer : graph.layers) {
        for (const Agent &agent : layer.agents) {
            if (ids.contains(agent.id))
                ordered.append(agent.id);
        }
    }
    return ordered;
}

} // namespace

GraphSelection::GraphSelection(GraphDocument &document, QObject *parent)
    : QObject(parent)
    , m_document(document)
{
    connect(&document, &GraphDocument::changed, this, &GraphSelection::follow);
}

qsizetype GraphSelection::layer() const
{
    if (!m_focus.isAgent())
        return m_focus.layer;
    const std::optional<AgentPlace> place = findAgent(m_document.graph(), m_focus.agent);
    return place ? place->layer : -1;
}

void GraphSelection::setFocus(const GraphItem &item)
{
    if (exists(item))
        set(item, item.isAgent() ? QList<AgentId>{item.agent} : QList<AgentId>());
}

void GraphSelection::select(const QList<AgentId> &agents)
{
    const QList<AgentId> ordered = inGraphOrder(m_document.graph(), agents);
    if (ordered.isEmpty() || ordered.contains(m_focus.agent))
        return set(m_focus, ordered);
    set({ordered.last(), -1}, ordered);
}

void GraphSelection::selectAll()
{
    const QSet<AgentId> ids = edits::idsOf(m_document.graph());
    select(QList<AgentId>(ids.begin(), ids.end()));
}

void GraphSelection::toggle(const AgentId &id)
{
    if (!m_document.find(id))
        return;
    QList<AgentId> agents = m_agents;
    if (agents.removeAll(id) == 0)
        agents.append(id);
    set({id, -1}, inGraphOrder(m_document.graph(), agents));
}

void GraphSelection::extendTo(const AgentId &id)
{
    if (m_document.find(id))
        set({id, -1}, inGraphOrder(m_document.graph(), m_agents + QList<AgentId>{id}));
}

void GraphSelection::set(const GraphItem &focus, const QList<AgentId> &agents)
{
    const bool same = focus == m_focus && agents == m_agents;
    m_focus = focus;
    m_agents = agents;
    if (const std::optional<AgentPlace> place = findAgent(m_document.graph(), focus.agent))
        m_place = *place;
    if (!same)
        Q_EMIT changed();
}

void GraphSelection::follow()
{
    const QList<AgentId> left = inGraphOrder(m_document.graph(), m_agents);
    if (exists(m_focus))
        return set(m_focus, left);
    const GraphItem next = nearest();
    set(next, left.isEmpty() && next.isAgent() ? QList<AgentId>{next.agent} : left);
}

bool GraphSelection::exists(const GraphItem &item) const
{
    if (item.isAgent())
        return m_document.find(item.agent) != nullptr;
    return item.layer < m_document.graph().layers.size();
}

GraphItem GraphSelection::nearest() const
{
    const QList<Layer> &layers = m_document.graph().layers;
    if (layers.isEmpty())
        return {};
    if (!m_focus.isAgent())
        return {{}, layers.size() - 1};
    const qsizetype layer = std::min(m_place.layer, layers.size() - 1);
    const QList<Agent> &agents = layers.at(layer).agents;
    if (agents.isEmpty())
        return {{}, layer};
    return {agents.at(std::clamp<qsizetype>(m_place.index, 0, agents.size() - 1)).id, -1};
}

} // namespace tributary
