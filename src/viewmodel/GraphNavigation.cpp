// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/GraphNavigation.h"

#include <algorithm>
#include <cmath>

namespace tributary {

namespace {

bool hasLayer(const GraphLayout &layout, int layer)
{
    return layer >= 0 && layer < layout.columns.size();
}

std::optional<GraphPlace> neighbour(const GraphLayout &layout, const GraphPlace &from, int layer)
{
    if (!hasLayer(layout, layer))
        return std::nullopt;
    const QList<AgentSpot> &agents = layout.columns.at(layer).agents;
    if (from.index == GraphPlace::header || agents.isEmpty())
        return GraphPlace{layer, GraphPlace::header};
    const double y = rectOf(layout, from).center().y();
    const auto nearest = std::ranges::min_element(
        agents, {}, [y](const AgentSpot &agent) { return std::abs(agent.rect.center().y() - y); });
    return GraphPlace{layer, nearest->index};
}

std::optional<GraphPlace> within(const GraphLayout &layout, const GraphPlace &from, int index)
{
    const auto last = static_cast<int>(layout.columns.at(from.layer).agents.size()) - 1;
    if (index < GraphPlace::header || index > last || index == from.index)
        return std::nullopt;
    return GraphPlace{from.layer, index};
}

std::optional<GraphPlace> headerOf(const GraphLayout &layout, int layer)
{
    return hasLayer(layout, layer) ? std::optional(GraphPlace{layer, GraphPlace::header}) : std::nullopt;
}

} // namespace

std::optional<GraphPlace> nextPlace(const GraphLayout &layout, const GraphPlace &from, GraphStep step)
{
    if (!hasLayer(layout, from.layer))
        return std::nullopt;
    const auto last = static_cast<int>(layout.columns.at(from.layer).agents.size()) - 1;
    switch (step) {
    case GraphStep::Left:
        return neighbour(layout, from, from.layer - 1);
    case GraphStep::Right:
        return neighbour(layout, from, from.layer + 1);
    case GraphStep::Up:
        return within(layout, from, from.index - 1);
    case GraphStep::Down:
        return within(layout, from, from.index + 1);
    case GraphStep::First:
        return within(layout, from, std::min(0, last));
    case GraphStep::Last:
        return within(layout, from, last);
    case GraphStep::PreviousLayer:
        // From an agent to the header above it first, as in a document with headings.
        return headerOf(layout, from.index == GraphPlace::header ? from.layer - 1 : from.layer);
    case GraphStep::NextLayer:
        return headerOf(layout, from.layer + 1);
    }
    Q_UNREACHABLE();
}

std::optional<GraphPlace> firstPlace(const GraphLayout &layout)
{
    for (const ColumnSpot &column : layout.columns) {
        if (!column.agents.isEmpty())
            return GraphPlace{column.layer, 0};
    }
    return headerOf(layout, 0);
}

QRectF rectOf(const GraphLayout &layout, const GraphPlace &place)
{
    if (!hasLayer(layout, place.layer))
        return {};
    const ColumnSpot &column = layout.columns.at(place.layer);
    if (place.index == GraphPlace::header)
        return column.header;
    return place.index < column.agents.size() ? column.agents.at(place.index).rect : QRectF();
}

} // namespace tributary
