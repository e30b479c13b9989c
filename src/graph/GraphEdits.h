// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "graph/Graph.h"

#include <QSet>

/// The changes of a graph's structure, as functions from a graph to the changed graph. Each keeps references right: one
/// that names nobody of the layer before any more is dropped, and who has lost the last one reads all again. Places
/// that are not in the graph are moved to the nearest that is; agents that are not in it are ignored.
namespace tributary::edits {

/// Every id of the graph.
QSet<AgentId> idsOf(const Graph &graph);
/// `wish` itself when it is not taken, else the same word with the first number that is free: "b", "b2", "b3".
AgentId freeId(const QSet<AgentId> &taken, const AgentId &wish);
/// Agents whose id is missing, malformed or that of an earlier agent get one of their own; a graph in which every id is
/// right is returned as it is.
Graph withSoundIds(Graph graph);
/// Copies with ids that are not in `taken`; references among the copies name the copies.
QList<Layer> withFreshIds(QList<Layer> layers, QSet<AgentId> taken);

/// Agents are put in front of the one that stands at `place`, in their order. A graph without layers gets one. Their
/// ids must be fresh.
Graph insertAgents(Graph graph, const QList<Agent> &agents, const AgentPlace &place);
Graph insertLayers(Graph graph, const QList<Layer> &layers, qsizetype before);
/// A layer that is left empty stays: without the last one, proposers would become aggregators.
Graph removeAgents(Graph graph, const QList<AgentId> &agents);
Graph removeLayer(Graph graph, qsizetype layer);
/// Each copy stands behind its original and is read by whoever reads that.
Graph duplicateAgents(Graph graph, const QList<AgentId> &agents, const QSet<AgentId> &taken);
/// In graph order, in front of the agent that stands at `place` before the move. A layer that is left empty goes,
/// unless it is the last one.
Graph moveAgents(Graph graph, const QList<AgentId> &agents, const AgentPlace &place);
/// Into a new layer of their own in front of layer `before`.
Graph moveToNewLayer(Graph graph, const QList<AgentId> &agents, qsizetype before);
/// Up (-1) or down (1) by one place within their layers; who stands at the end stays.
Graph shiftAgents(Graph graph, const QList<AgentId> &agents, int step);
/// The layer stands at index `to` afterwards.
Graph moveLayer(Graph graph, qsizetype layer, qsizetype to);
/// The agents from `index` on go to a new layer behind this one.
Graph splitLayer(Graph graph, qsizetype layer, qsizetype index);
/// The agents of the next layer join this one.
Graph mergeWithNext(Graph graph, qsizetype layer);
/// Each agent takes the model of the agent at its place in the first layer, beginning anew behind its last one.
Graph useModelsOfFirstLayer(Graph graph, qsizetype layer);

/// The graph up to these agents of one layer, who then write its result; all agents of `layer` when the list is empty.
/// What comes later is left out.
Graph upTo(Graph graph, qsizetype layer, const QList<AgentId> &agents);

} // namespace tributary::edits
