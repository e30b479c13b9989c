// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "viewmodel/GraphLayout.h"
#include "viewmodel/GraphLinks.h"

namespace tributary {

/// One line of the picture.
struct EdgeRoute
{
    enum class Kind {
        FromPrompt, ///< curve from the prompt to an agent that reads nothing else
        IntoRail,   ///< straight from an agent to the middle of the rail
        OutOfRail,  ///< arrow from the rail to a reader
        Direct,     ///< curve from an agent to the one that reads it
    };

    Kind kind = Kind::Direct;
    /// Empty: the prompt or the rail.
    AgentId from;
    /// Empty: the rail.
    AgentId to;
    QPointF start;
    QPointF end;
    /// Direct: not read. IntoRail: read by nobody. OutOfRail: the reader leaves some out.
    bool excluded = false;

    bool operator==(const EdgeRoute &) const = default;
};

/// The band that gathers the answers of one layer and gives each to every agent of the next: six lines in and six out
/// in place of 36 that cross.
struct RailRoute
{
    /// The layer that reads from it.
    int toLayer = 0;
    QRectF rect;
    /// Answers that its readers get: "6 to each", "5-6 to each".
    int fewest = 0;
    int most = 0;

    bool operator==(const RailRoute &) const = default;
};

/// All edges of a picture at rest.
struct GraphRoutes
{
    QList<EdgeRoute> edges;
    QList<RailRoute> rails;

    bool operator==(const GraphRoutes &) const = default;
};

GraphRoutes routesOf(const GraphLayout &layout, const QList<LayerLinks> &links);

/// Each reference that `agent` really reads or serves as a curve of its own, the excluded ones among them.
QList<EdgeRoute> realEdgesOf(const GraphLayout &layout, const QList<LayerLinks> &links, const AgentId &agent);

/// How far below the middle of its edges an agent's ports are drawn.
struct AgentPorts
{
    double in = 0;
    double out = 0;

    bool operator==(const AgentPorts &) const = default;
};

AgentPorts portsOf(const GraphLayout &layout, const QList<LayerLinks> &links, const AgentId &agent);

} // namespace tributary
