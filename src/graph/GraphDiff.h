// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "graph/Graph.h"

#include <QString>

namespace tributary {

/// One thing in which a second graph differs from a first one.
struct GraphDifference
{
    enum class Kind { Added, Removed, Changed };

    Kind kind = Kind::Changed;
    /// What is different: "Agent B of layer 1", "Layer 2", "Graph".
    QString where;
    /// How: "temperature 0.7 → 0.2", "together/alpha".
    QString what;

    bool operator==(const GraphDifference &) const = default;
};

/// Agents at the same place are held against each other. In the order of the graphs:
/// the graph's own settings, then layer by layer. Empty when both ask the same; names and descriptions count too.
QList<GraphDifference> compareGraphs(const Graph &first, const Graph &second);

} // namespace tributary
