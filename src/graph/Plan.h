// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Result.h"
#include "graph/Graph.h"

#include <QList>

namespace tributary {

enum class AgentRole { Proposer, Aggregator };

/// A call that will be made if all goes well, with all it needs from the graph.
struct PlannedCall
{
    Agent agent;
    AgentRole role = AgentRole::Proposer;
    /// Index of the agent's layer in the graph, from 0.
    int layer = 0;
    /// Index of the agent in its layer, from 0; gives its letter.
    int index = 0;
    /// Agents whose answers are read, in graph order; those of an earlier layer when the layers between are bypassed.
    QList<AgentId> reads;

    bool operator==(const PlannedCall &) const = default;
};

/// The calls of one layer that is asked. Bypassed layers and muted agents have no place here.
struct PlannedLayer
{
    int layer = 0;
    QList<PlannedCall> calls;
    std::optional<Quorum> quorum;

    bool operator==(const PlannedLayer &) const = default;
};

/// What a run will do, before any call is made. Layers in order; the last one holds the aggregators.
struct Plan
{
    QList<PlannedLayer> layers;
    Packing packing;
    GraphPolicy policy;
    /// Agents that are not asked, for the record: muted ones and those of bypassed layers.
    QList<AgentId> notAsked;

    [[nodiscard]] qsizetype callCount() const;
    [[nodiscard]] const PlannedCall *find(const AgentId &id) const;

    bool operator==(const Plan &) const = default;
};

/// The plan of a graph; InvalidInput with the first issue's message when validate() finds errors without a lookup.
Result<Plan> compile(const Graph &graph);

} // namespace tributary
