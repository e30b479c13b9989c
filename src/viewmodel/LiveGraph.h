// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "viewmodel/RunViewModel.h"

namespace tributary {

/// The graph being edited, with what the present run tells of its agents: what canvas and Outline show. An agent whose
/// settings have changed since the run shows no outcome, because that belongs to other settings.
class LiveGraph : public QObject
{
    Q_OBJECT

public:
    explicit LiveGraph(RunViewModel &model, QObject *parent = nullptr);

    [[nodiscard]] const Graph &graph() const { return m_scene.graph; }

    [[nodiscard]] AgentDisplay agent(const AgentId &id) const;

    [[nodiscard]] QList<LayerDisplay> layers() const { return describeLayers(m_scene); }

    /// What the present run tells of the agent; nullopt when it was not part of it as it is now.
    [[nodiscard]] std::optional<AgentState> state(const AgentId &id) const;
    /// By how many percent the synthesis of that run is the agent's words; nullopt while nobody has analysed it, and
    /// for agents that its main aggregator did not read.
    [[nodiscard]] std::optional<int> usedPercent(const AgentId &id) const;
    /// Every problem of the graph that concerns the agent.
    [[nodiscard]] QList<Issue> problems(const AgentId &id) const;
    [[nodiscard]] bool isRunning() const;

Q_SIGNALS:
    /// The graph: agents, layers, settings, problems.
    void structureChanged();
    /// How these agents are shown.
    void displayChanged(const QList<tributary::AgentId> &agents);

private:
    void takeGraph();
    void tellAll();
    /// The run on screen tells of the agent as it is now.
    [[nodiscard]] bool isInRun(const AgentId &id) const;

    RunViewModel &m_model;
    /// Without a run.
    RunScene m_scene;
};

} // namespace tributary
