// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "viewmodel/GraphActions.h"
#include "viewmodel/GraphSelection.h"
#include "viewmodel/LiveGraph.h"

#include <functional>
#include <memory>

class QMimeData;

namespace tributary {

/// The layer graph editor without widgets: what is shown, what is selected, and every action on it, offered alike to
/// canvas, Outline, menus and keys. Each edit is one undo step of the document.
class GraphEditor : public QObject
{
    Q_OBJECT

public:
    /// Moves by keys on the same agents within this time are one undo step.
    static constexpr Milliseconds burst{1'000};

    /// What a model that is being chosen is for.
    struct ModelOrder
    {
        /// New agents go here; nullopt: the model is for `agents`.
        std::optional<AgentPlace> place = {};
        QList<AgentId> agents = {};

        bool operator==(const ModelOrder &) const = default;
    };

    GraphEditor(RunViewModel &model, const Clock &clock, QObject *parent = nullptr);
    ~GraphEditor() override;

    [[nodiscard]] RunViewModel &model() { return m_model; }

    [[nodiscard]] GraphDocument &document() { return m_model.document(); }

    [[nodiscard]] GraphSelection &selection() { return m_selection; }

    [[nodiscard]] LiveGraph &live() { return m_live; }

    [[nodiscard]] const LiveGraph &live() const { return m_live; }

    /// For the present selection.
    [[nodiscard]] GraphActionState state(GraphAction action) const;
    /// Does nothing unless it is enabled. Actions that need a word from the person ask for it by signal.
    void trigger(GraphAction action);

    /// Where an agent goes that is added now: behind the focused one, to the end of the focused layer, else to the end
    /// of the first one.
    [[nodiscard]] AgentPlace placeForNew() const;
    /// The answer to modelsWanted(): adds an agent for each model, or gives them to the agents in turn.
    void takeModels(const ModelOrder &order, const QList<ModelRef> &models);
    /// For drops: an agent with this model in front of `place`, or in a new layer in front of `before`.
    void addTo(const ModelRef &model, const AgentPlace &place);
    void addToGap(const ModelRef &model, qsizetype before);
    /// Whether `reader` is given the answer of `source`, an agent of the layer before; and the other way round from now
    /// on, as one step.
    [[nodiscard]] bool reads(const AgentId &reader, const AgentId &source) const;
    void toggleReference(const AgentId &reader, const AgentId &source);
    /// For drops: the agents stand in front of `place` afterwards.
    void moveTo(const QList<AgentId> &agents, const AgentPlace &place);
    /// The layer stands at place `to` afterwards.
    void moveLayer(qsizetype from, qsizetype to);
    void moveToGap(const QList<AgentId> &agents, qsizetype before);

    /// The selected agents, or the focused layer.
    [[nodiscard]] std::unique_ptr<QMimeData> copied() const;
    /// Puts agents behind the focused one, layers behind the focused layer; says why when the data is no part of a
    /// graph.
    void paste(const QMimeData &data);

Q_SIGNALS:
    /// What state() answers, for any action.
    void actionsChanged();
    void modelsWanted(const tributary::GraphEditor::ModelOrder &order);
    void copyWanted();
    void pasteWanted();
    void settingsWanted(const tributary::AgentId &agent);
    void renameWanted(const tributary::AgentId &agent);
    void referencesWanted(const tributary::AgentId &agent);
    /// A run that is large or dear: `go` starts it, when the person agrees.
    void questionRaised(const tributary::RunQuestion &question, const std::function<void()> &go);
    /// For screen readers: "Agent B moved to layer 2, position 1 of 3."
    void announced(const QString &text);
    /// For a toast; `undoable`: it offers to undo the last step.
    void told(const QString &text, bool undoable);

private:
    [[nodiscard]] GraphActionState agentState(GraphAction action) const;
    [[nodiscard]] GraphActionState moveState(GraphAction action) const;
    [[nodiscard]] GraphActionState layerState(GraphAction action) const;
    [[nodiscard]] GraphActionState runState(GraphAction action) const;
    [[nodiscard]] GraphActionState graphState(GraphAction action) const;
    void triggerEdit(GraphAction action);
    void triggerMove(GraphAction action);
    void triggerLayer(GraphAction action);
    void triggerRun(GraphAction action);
    void addLayer();
    void deleteSelected();
    void duplicateSelected();
    void toggleMuted();
    void startRun(const std::optional<RunQuestion> &question, const std::function<void()> &go);
    void togglePinned();
    void moveToLayer(qsizetype layer);
    void changePacking(GraphAction action);
    /// The gesture of a move by keys.
    int moveGesture();
    void announcePlace();

    /// The layer that layer actions are about; -1: none.
    [[nodiscard]] qsizetype layer() const { return m_selection.layer(); }

    RunViewModel &m_model;
    const Clock &m_clock;
    GraphSelection m_selection;
    LiveGraph m_live;
    int m_moveGesture = 0;
    Milliseconds m_movedAt{0};
    QList<AgentId> m_movedAgents;
};

} // namespace tributary
