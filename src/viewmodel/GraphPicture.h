// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "viewmodel/GraphRoutes.h"
#include "viewmodel/RunDisplay.h"

namespace tributary {

/// What the node of an agent shows. All texts are ready to show.
struct GraphNode
{
    AgentDisplay display;
    /// The name that a person gave it, else its model.
    QString title;
    /// "Anthropic · t 0.7 · 2k", "Aggregator · 3 references".
    QString detail;
    /// "Done 6.1 s · 541 tok"; empty before a run.
    QString stateLine;

    bool operator==(const GraphNode &) const = default;
};

/// What the header of a layer shows.
struct GraphColumn
{
    int layer = 0;
    QString title;
    /// "Layer 2 · 6 proposers", for when the title does not fit.
    QString tightTitle;
    bool bypassed = false;
    bool isLast = false;

    bool operator==(const GraphColumn &) const = default;
};

/// Everything that the canvas draws, as a value: the same for the editor, exported pictures and small copies.
struct GraphPicture
{
    GraphLayout layout;
    QList<LayerLinks> links;
    GraphRoutes routes;
    QList<GraphColumn> columns;
    QHash<AgentId, GraphNode> nodes;
    /// "86 tokens"; empty while there is no prompt.
    QString promptLine;

    [[nodiscard]] const GraphNode &node(const AgentId &id) const;

    bool operator==(const GraphPicture &) const = default;
};

/// `state` is what the run tells of the agent; nullptr before one.
GraphNode describeNode(const Agent &agent, const AgentDisplay &display, const AgentState *state, int references);

/// The picture without its nodes.
GraphPicture describePicture(const Graph &graph, const QList<LayerDisplay> &layers, const GraphMeasures &measures = {});

/// How many answers the agent reads, by the links of its graph.
int referenceCount(const QList<LayerLinks> &links, const AgentId &agent);

/// Its answer goes to nobody: failed, muted, stopped or not asked. Its line ends before the rail.
bool isSilent(const AgentDisplay &display);

/// "Layer graph, 2 layers, 4 agents", "Layer 1, 3 proposers": as a screen reader names them.
QString accessibleNameOf(const GraphPicture &picture);
QString accessibleNameOf(const GraphColumn &column);

} // namespace tributary
