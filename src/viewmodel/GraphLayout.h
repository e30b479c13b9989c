// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "graph/Graph.h"

#include <QHash>
#include <QRectF>

#include <optional>

namespace tributary {

/// Measures of the drawn graph in px at a zoom of 100 % (ux.md, section 3.3).
struct GraphMeasures
{
    QSizeF prompt{120, 72};
    QSizeF agent{208, 72};
    double agentGap = 16;
    /// Between the agents of one column and those of the next; holds the rail.
    double columnGap = 88;
    double columnPadding = 16;
    double headerHeight = 28;
    /// Above and below the header.
    double headerMargin = 4;
    double railWidth = 24;
    /// By how much a rail is longer than the agents beside it, at both ends.
    double railOverhang = 18;
    /// References run into the rail this much above the middle of an agent and out of it as much below.
    double lane = 6;

    bool operator==(const GraphMeasures &) const = default;
};

/// Where an agent is drawn.
struct AgentSpot
{
    AgentId id;
    int layer = 0;
    int index = 0;
    QRectF rect;

    [[nodiscard]] QPointF inPort() const { return {rect.left(), rect.center().y()}; }

    [[nodiscard]] QPointF outPort() const { return {rect.right(), rect.center().y()}; }

    bool operator==(const AgentSpot &) const = default;
};

/// Where a layer is drawn, with its header.
struct ColumnSpot
{
    int layer = 0;
    QRectF rect;
    QRectF header;
    QList<AgentSpot> agents;

    bool operator==(const ColumnSpot &) const = default;
};

/// A graph as a picture: the prompt, then one column a layer. Order inside a column is the only freedom that a person
/// has, so the layout is a function of the graph. The prompt's left edge and the top of the tallest column's agents are
/// at 0; headers and padding reach below 0.
struct GraphLayout
{
    GraphMeasures measures;
    QRectF prompt;
    QList<ColumnSpot> columns;
    /// From the prompt to the last agent, without headers and padding: 1008 x 512 for MoA 6x3.
    QRectF content;
    /// Everything that is drawn.
    QRectF bounds;

    [[nodiscard]] const AgentSpot *find(const AgentId &id) const;
    /// The space between columns in which a new layer at `layer` would stand, from 0 to the number of columns.
    [[nodiscard]] QRectF gapBefore(int layer) const;
    /// Where an agent dropped at height `y` in a column would stand: 0 to the number of its agents.
    [[nodiscard]] int insertionIndex(int layer, double y) const;
    /// The line that shows it.
    [[nodiscard]] QRectF insertionLine(int layer, int index) const;

    bool operator==(const GraphLayout &) const = default;
};

GraphLayout layOut(const Graph &graph, const GraphMeasures &measures = {});

} // namespace tributary
