// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/canvas/CanvasTarget.h"

#include "ui/canvas/GraphPainting.h"

#include <algorithm>
#include <optional>

namespace tributary {

namespace {

using Kind = CanvasTarget::Kind;

/// Larger than what is drawn, so that a hand hits it; on the screen, as far as that leaves room on the node.
constexpr double portReach = 12;
constexpr double largestPortReach = 20;

std::optional<CanvasTarget> agentAt(const GraphPicture &picture, const ColumnSpot &column, const QPointF &at,
                                    double zoom)
{
    const double reach = std::clamp(portReach / zoom, portReach, largestPortReach);
    for (const AgentSpot &spot : column.agents) {
        const QPointF port = spot.outPort() + QPointF(0, portsOf(picture.layout, picture.links, spot.id).out);
        const QRectF hit(port.x() - reach, port.y() - reach, 2 * reach, 2 * reach);
        // From far away it is not drawn.
        if (zoom >= coarseZoom && menuButtonRect(spot.rect).contains(at))
            return CanvasTarget{Kind::AgentMenu, spot.id, column.layer};
        if (hit.contains(at))
            return CanvasTarget{Kind::OutPort, spot.id, column.layer};
        if (spot.rect.contains(at))
            return CanvasTarget{Kind::Agent, spot.id, column.layer};
    }
    return std::nullopt;
}

std::optional<CanvasTarget> columnAt(const GraphPicture &picture, const QPointF &at, double zoom)
{
    for (const ColumnSpot &column : picture.layout.columns) {
        if (const auto agent = agentAt(picture, column, at, zoom))
            return agent;
        if (headerMenuRect(column.header).contains(at))
            return CanvasTarget{Kind::HeaderMenu, {}, column.layer};
        if (column.header.contains(at))
            return CanvasTarget{Kind::Header, {}, column.layer};
        if (column.rect.contains(at))
            return CanvasTarget{Kind::Column, {}, column.layer};
    }
    return std::nullopt;
}

} // namespace

CanvasTarget targetAt(const GraphPicture &picture, const QPointF &at, double zoom)
{
    if (const auto column = columnAt(picture, at, zoom))
        return *column;
    if (picture.layout.prompt.contains(at))
        return {Kind::Prompt};
    for (const RailRoute &rail : picture.routes.rails) {
        if (rail.rect.contains(at))
            return {Kind::Rail, {}, rail.toLayer};
    }
    for (int layer = 0; layer < picture.layout.columns.size(); ++layer) {
        if (picture.layout.gapBefore(layer).contains(at))
            return {Kind::Gap, {}, layer};
    }
    return {};
}

} // namespace tributary
