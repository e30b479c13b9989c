// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "viewmodel/RunViewModel.h"

namespace tributary {

/// The graph being edited, with what the present run tells of its agents: what canvas and Outline show. When the run on
/// screen has gone because the graph has another shape now, the last run goes on telling of the agents that it asked as
/// they are now. An agent whose settings or references have changed since shows no outcome: that belongs to the others.
class LiveGraph : public QObject
{
    Q_OBJECT

public:
    explicit LiveGraph(RunViewModel &model, QObject *parent = nullptr);

    [[nodiscard]] const Graph &graph() const { return m_scene.graph; }

    [[nodiscard]] AgentDisplay agent(const AgentId &id) const;

    [[nodiscard]] QList<LayerDisplay> layers() const { return describeLayers(m_scene); }

    /// The run on screen, else the last one; without a run when there was none.
    [[nodiscard]] const RunScene &run() const;
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
    void takeRun();
    void tellAll();
    /// run() tells of the agent as it is now.
    [[nodiscard]] bool isInRun(const AgentId &id) const;

    RunViewModel &m_model;
    /// Without a run.
    RunScene m_scene;
    /// While no run is on screen.
    RunScene m_last;
};

} // namespace tributary
