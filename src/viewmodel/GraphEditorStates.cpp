// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which actions there are for the present selection, and why others are not.

#include "viewmodel/GraphEditor.h"

#include <algorithm>

namespace tributary {

namespace {

/// Not enabled when there is a reason.
GraphActionState offered(const QString &text, const QString &reason = {})
{
    return {text, reason.isEmpty(), reason};
}

GraphActionState checkable(const QString &text, bool checked, const QString &reason = {})
{
    return {text, reason.isEmpty(), reason, true, checked};
}

} // namespace

GraphActionState GraphEditor::state(GraphAction action) const
{
    switch (action) {
    case GraphAction::AddAgent:
    case GraphAction::AddLayer:
    case GraphAction::Paste:
    case GraphAction::SelectAll:
    case GraphAction::ShuffleReferences:
    case GraphAction::ShowNames:
        return graphState(action);
    case GraphAction::Cut:
    case GraphAction::Copy:
    case GraphAction::Duplicate:
    case GraphAction::Delete:
    case GraphAction::Rename:
    case GraphAction::OpenSettings:
    case GraphAction::ChangeModel:
    case GraphAction::ChooseReferences:
    case GraphAction::Mute:
        return agentState(action);
    case GraphAction::MoveUp:
    case GraphAction::MoveDown:
    case GraphAction::MoveToPreviousLayer:
    case GraphAction::MoveToNextLayer:
    case GraphAction::MoveToNewLayer:
        return moveState(action);
    case GraphAction::BypassLayer:
    case GraphAction::UseFirstModels:
    case GraphAction::SplitLayer:
    case GraphAction::MergeLayers:
        return layerState(action);
    case GraphAction::Pin:
    case GraphAction::RunToHere:
    case GraphAction::TryAgain:
    case GraphAction::RunChanged:
        return runState(action);
    }
    Q_UNREACHABLE();
}

GraphActionState GraphEditor::graphState(GraphAction action) const
{
    const Graph &graph = m_model.document().graph();
    const bool empty = edits::idsOf(graph).isEmpty();
    switch (action) {
    case GraphAction::AddAgent:
        return offered(tr("Add agent…"));
    case GraphAction::AddLayer:
        return offered(tr("Add layer"));
    case GraphAction::Paste:
        return offered(tr("Paste"));
    case GraphAction::SelectAll:
        return offered(tr("Select all"), empty ? tr("The graph has no agents yet.") : QString());
    case GraphAction::ShuffleReferences:
        return checkable(tr("Shuffle order of references"), graph.packing.order == Packing::Order::Shuffled);
    default:
        return checkable(tr("Show names to next layer"), graph.packing.names == Packing::Names::Shown);
    }
}

GraphActionState GraphEditor::agentState(GraphAction action) const
{
    const bool onLayer = m_selection.focus().isLayer();
    const bool any = !m_selection.agents().isEmpty();
    const QString either = any || onLayer ? QString() : tr("Select an agent or a layer first.");
    const QString agents = any ? QString() : tr("Select an agent first.");
    const QString one = m_selection.focus().isAgent() ? QString() : tr("Select an agent first.");
    switch (action) {
    case GraphAction::Cut:
        return offered(onLayer ? tr("Cut layer") : tr("Cut"), either);
    case GraphAction::Copy:
        return offered(onLayer ? tr("Copy layer") : tr("Copy"), either);
    case GraphAction::Duplicate:
        return offered(onLayer ? tr("Duplicate layer") : tr("Duplicate"), either);
    case GraphAction::Delete:
        return offered(onLayer ? tr("Delete layer") : tr("Delete"), either);
    case GraphAction::Rename:
        return offered(tr("Rename…"), one);
    case GraphAction::OpenSettings:
        return offered(tr("Open settings"), one);
    case GraphAction::ChangeModel:
        return offered(tr("Change model…"), agents);
    case GraphAction::ChooseReferences:
        return offered(tr("References…"), !one.isEmpty() ? one
                                          : layer() == 0 ? tr("Agents of the first layer read the prompt only.")
                                                         : QString());
    default: {
        const bool muted = std::ranges::all_of(m_selection.agents(), [this](const AgentId &id) {
            const Agent *agent = m_model.document().find(id);
            return agent && agent->muted;
        });
        return checkable(tr("Mute"), any && muted, agents);
    }
    }
}

GraphActionState GraphEditor::moveState(GraphAction action) const
{
    const bool onLayer = m_selection.focus().isLayer();
    const qsizetype last = m_model.document().graph().layers.size() - 1;
    QString reason;
    if (m_selection.agents().isEmpty() && !onLayer)
        reason = tr("Select an agent or a layer first.");
    else if (action == GraphAction::MoveToPreviousLayer && layer() <= 0)
        reason = tr("This is the first layer.");
    else if (action == GraphAction::MoveToNextLayer && layer() >= last)
        reason = tr("This is the last layer.");
    else if (onLayer && action != GraphAction::MoveToPreviousLayer && action != GraphAction::MoveToNextLayer)
        reason = tr("Select an agent first.");
    switch (action) {
    case GraphAction::MoveUp:
        return offered(tr("Move up"), reason);
    case GraphAction::MoveDown:
        return offered(tr("Move down"), reason);
    case GraphAction::MoveToPreviousLayer:
        return offered(onLayer ? tr("Move layer left") : tr("Move to previous layer"), reason);
    case GraphAction::MoveToNextLayer:
        return offered(onLayer ? tr("Move layer right") : tr("Move to next layer"), reason);
    default:
        return offered(tr("Move to a new layer"), reason);
    }
}

GraphActionState GraphEditor::layerState(GraphAction action) const
{
    const QList<Layer> &layers = m_model.document().graph().layers;
    const qsizetype at = layer();
    const QString none = at < 0 ? tr("Select a layer first.") : QString();
    const qsizetype agents = layers.value(at).agents.size();
    switch (action) {
    case GraphAction::BypassLayer:
        return checkable(tr("Bypass layer"), at >= 0 && layers.at(at).bypassed,
                         !none.isEmpty() ? none
                         : at + 1 == layers.size() && !layers.at(at).bypassed
                             ? tr("The last layer writes the synthesis.")
                             : QString());
    case GraphAction::UseFirstModels:
        return offered(tr("Use same models as layer 1"), !none.isEmpty() ? none
                                                         : at == 0       ? tr("This is layer 1.")
                                                                         : QString());
    case GraphAction::SplitLayer:
        return offered(tr("Split layer"), !none.isEmpty() ? none
                                          : agents < 2    ? tr("The layer has too few agents to split.")
                                                          : QString());
    default:
        return offered(tr("Merge with next layer"), !none.isEmpty() ? none
                                                    : at + 2 >= layers.size()
                                                        ? tr("The aggregators stay in a layer of their own.")
                                                        : QString());
    }
}

GraphActionState GraphEditor::runState(GraphAction action) const
{
    const RunSession &session = m_model.session();
    const AgentId id = m_selection.focus().agent;
    const QString noRun = session.againBlockedReason();
    const QString noAgent = m_selection.agents().isEmpty() ? tr("Select an agent first.") : QString();
    switch (action) {
    case GraphAction::Pin: {
        const bool pinned = session.pinned().contains(id);
        const bool possible = pinned || m_live.agent(id).canBePinned;
        return checkable(tr("Pin answer"), pinned,
                         !id.isEmpty() && possible ? QString() : tr("Select a proposer that has answered."));
    }
    case GraphAction::RunToHere:
        return offered(tr("Run to here"), layer() < 0
                                              ? tr("Select an agent or a layer first.")
                                              : session.partBlockedReason(edits::upTo(m_model.document().graph(),
                                                                                      layer(), m_selection.agents())));
    case GraphAction::TryAgain:
        return offered(tr("Try again"), noAgent.isEmpty() ? noRun : noAgent);
    default:
        return offered(tr("Run only what changed"), noRun);
    }
}

} // namespace tributary
