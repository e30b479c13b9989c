// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/GraphRoutes.h"

#include <algorithm>

namespace tributary {

namespace {

using Kind = EdgeRoute::Kind;

QPointF promptPort(const GraphLayout &layout)
{
    return {layout.prompt.right(), layout.prompt.center().y()};
}

void addFromPrompt(GraphRoutes &routes, const GraphLayout &layout, const LayerLinks &links)
{
    for (const AgentId &reader : links.readers) {
        if (const AgentSpot *spot = layout.find(reader))
            routes.edges.append({Kind::FromPrompt, {}, reader, promptPort(layout), spot->inPort(), false});
    }
}

/// Beside a rail the ports lie on its lanes.
double laneOf(const GraphLayout &layout, const LayerLinks &links)
{
    return links.fromLayer != LayerLinks::promptLayer && links.readers.size() > 1 ? layout.measures.lane : 0;
}

EdgeRoute directEdge(const LayerLinks &links, const AgentSpot &source, const AgentSpot &reader, double lane = 0)
{
    return {Kind::Direct,
            source.id,
            reader.id,
            source.outPort() - QPointF(0, lane),
            reader.inPort() + QPointF(0, lane),
            !links.reads(reader.id, source.id)};
}

void addDirect(GraphRoutes &routes, const GraphLayout &layout, const LayerLinks &links, const AgentSpot &reader)
{
    for (const AgentId &id : links.sources) {
        if (const AgentSpot *source = layout.find(id))
            routes.edges.append(directEdge(links, *source, reader));
    }
}

QRectF railRect(const GraphLayout &layout, const LayerLinks &links)
{
    const GraphMeasures &measures = layout.measures;
    QRectF agents;
    for (const int layer : {links.fromLayer, links.toLayer}) {
        for (const AgentSpot &spot : layout.columns.at(layer).agents)
            agents |= spot.rect;
    }
    const ColumnSpot &readers = layout.columns.at(links.toLayer);
    const double middle = readers.agents.first().rect.left() - measures.columnGap / 2;
    return {middle - measures.railWidth / 2, agents.top() - measures.railOverhang, measures.railWidth,
            agents.height() + 2 * measures.railOverhang};
}

void addRail(GraphRoutes &routes, const GraphLayout &layout, const LayerLinks &links)
{
    RailRoute rail;
    rail.toLayer = links.toLayer;
    rail.rect = railRect(layout, links);
    rail.fewest = static_cast<int>(links.sources.size());
    const double middle = rail.rect.center().x();
    const double lane = layout.measures.lane;
    for (const AgentId &id : links.sources) {
        if (const AgentSpot *source = layout.find(id)) {
            const double y = source->rect.center().y() - lane;
            routes.edges.append(
                {Kind::IntoRail, id, {}, {source->rect.right(), y}, {middle, y}, !links.isReadByAnyone(id)});
        }
    }
    for (const AgentId &id : links.readers) {
        const int count = links.countFor(id);
        rail.fewest = std::min(rail.fewest, count);
        rail.most = std::max(rail.most, count);
        if (const AgentSpot *reader = layout.find(id)) {
            const double y = reader->rect.center().y() + lane;
            routes.edges.append(
                {Kind::OutOfRail, {}, id, {middle, y}, {reader->rect.left(), y}, links.excluded.contains(id)});
        }
    }
    routes.rails.append(rail);
}

} // namespace

GraphRoutes routesOf(const GraphLayout &layout, const QList<LayerLinks> &links)
{
    GraphRoutes routes;
    for (const LayerLinks &between : links) {
        if (between.fromLayer == LayerLinks::promptLayer) {
            addFromPrompt(routes, layout, between);
            continue;
        }
        if (between.sources.isEmpty() || between.readers.isEmpty())
            continue;
        const AgentSpot *only = between.readers.size() == 1 ? layout.find(between.readers.first()) : nullptr;
        if (only)
            addDirect(routes, layout, between, *only);
        else
            addRail(routes, layout, between);
    }
    return routes;
}

QList<EdgeRoute> realEdgesOf(const GraphLayout &layout, const QList<LayerLinks> &links, const AgentId &agent)
{
    QList<EdgeRoute> edges;
    const AgentSpot *self = layout.find(agent);
    if (!self)
        return edges;
    for (const LayerLinks &between : links) {
        const double lane = laneOf(layout, between);
        if (between.readers.contains(agent)) {
            if (between.fromLayer == LayerLinks::promptLayer)
                edges.append({Kind::FromPrompt, {}, agent, promptPort(layout), self->inPort(), false});
            for (const AgentId &id : between.sources) {
                if (const AgentSpot *source = layout.find(id))
                    edges.append(directEdge(between, *source, *self, lane));
            }
        }
        if (!between.sources.contains(agent))
            continue;
        for (const AgentId &id : between.readers) {
            if (const AgentSpot *reader = layout.find(id))
                edges.append(directEdge(between, *self, *reader, lane));
        }
    }
    return edges;
}

AgentPorts portsOf(const GraphLayout &layout, const QList<LayerLinks> &links, const AgentId &agent)
{
    AgentPorts ports;
    for (const LayerLinks &between : links) {
        if (between.readers.contains(agent))
            ports.in = laneOf(layout, between);
        if (between.sources.contains(agent))
            ports.out = -laneOf(layout, between);
    }
    return ports;
}

} // namespace tributary
