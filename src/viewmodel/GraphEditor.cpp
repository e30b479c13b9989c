// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/GraphEditor.h"

#include "viewmodel/GraphClipboard.h"

#include <QMimeData>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tributary {

GraphEditor::GraphEditor(RunViewModel &model, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_model(model)
    , m_clock(clock)
    , m_selection(model.document())
    , m_live(model)
{
    connect(&m_selection, &GraphSelection::changed, this, &GraphEditor::actionsChanged);
    connect(&m_live, &LiveGraph::structureChanged, this, &GraphEditor::actionsChanged);
    connect(&model.session(), &RunSession::stateChanged, this, &GraphEditor::actionsChanged);
    connect(&model.presenter(), &RunPresenter::runChanged, this, &GraphEditor::actionsChanged);
}

GraphEditor::~GraphEditor() = default;

AgentPlace GraphEditor::placeForNew() const
{
    const Graph &graph = m_model.document().graph();
    if (const std::optional<AgentPlace> place = findAgent(graph, m_selection.focus().agent))
        return {place->layer, place->index + 1};
    const qsizetype layer = std::max<qsizetype>(0, m_selection.layer());
    return {layer, graph.layers.value(layer).agents.size()};
}

void GraphEditor::trigger(GraphAction action)
{
    if (!state(action).enabled)
        return;
    switch (action) {
    case GraphAction::AddAgent:
    case GraphAction::AddLayer:
    case GraphAction::Cut:
    case GraphAction::Copy:
    case GraphAction::Paste:
    case GraphAction::SelectAll:
    case GraphAction::Duplicate:
    case GraphAction::Delete:
    case GraphAction::Rename:
    case GraphAction::OpenSettings:
    case GraphAction::ChangeModel:
    case GraphAction::ChooseReferences:
    case GraphAction::Mute:
        return triggerEdit(action);
    case GraphAction::MoveUp:
    case GraphAction::MoveDown:
    case GraphAction::MoveToPreviousLayer:
    case GraphAction::MoveToNextLayer:
    case GraphAction::MoveToNewLayer:
        return triggerMove(action);
    case GraphAction::BypassLayer:
    case GraphAction::UseFirstModels:
    case GraphAction::SplitLayer:
    case GraphAction::MergeLayers:
        return triggerLayer(action);
    case GraphAction::Pin:
    case GraphAction::RunToHere:
    case GraphAction::TryAgain:
    case GraphAction::RunChanged:
        return triggerRun(action);
    case GraphAction::ShuffleReferences:
    case GraphAction::ShowNames:
        return changePacking(action);
    }
}

void GraphEditor::triggerEdit(GraphAction action)
{
    switch (action) {
    case GraphAction::AddAgent:
        return Q_EMIT modelsWanted({placeForNew(), {}});
    case GraphAction::ChangeModel:
        return Q_EMIT modelsWanted({{}, m_selection.agents()});
    case GraphAction::AddLayer:
        return addLayer();
    case GraphAction::Cut:
        Q_EMIT copyWanted();
        return deleteSelected();
    case GraphAction::Copy:
        return Q_EMIT copyWanted();
    case GraphAction::Paste:
        return Q_EMIT pasteWanted();
    case GraphAction::SelectAll:
        return m_selection.selectAll();
    case GraphAction::Duplicate:
        return duplicateSelected();
    case GraphAction::Delete:
        return deleteSelected();
    case GraphAction::Rename:
        return Q_EMIT renameWanted(m_selection.focus().agent);
    case GraphAction::OpenSettings:
        return Q_EMIT settingsWanted(m_selection.focus().agent);
    case GraphAction::ChooseReferences:
        return Q_EMIT referencesWanted(m_selection.focus().agent);
    default:
        return toggleMuted();
    }
}

void GraphEditor::addLayer()
{
    const QList<Layer> &layers = document().graph().layers;
    // With nothing focused, in front of the last one: what writes the synthesis goes on doing so.
    const qsizetype before = layer() >= 0 ? layer() + 1 : std::max<qsizetype>(0, layers.size() - 1);
    document().addLayer(before);
    m_selection.focusLayer(before);
}

void GraphEditor::deleteSelected()
{
    if (m_selection.focus().isLayer())
        return document().removeLayer(m_selection.focus().layer);
    const QString names = document().namesOf(m_selection.agents());
    document().removeAgents(m_selection.agents());
    Q_EMIT told(tr("Deleted: %1.").arg(names), true);
}

void GraphEditor::duplicateSelected()
{
    const qsizetype at = m_selection.focus().layer;
    if (!m_selection.focus().isLayer())
        return m_selection.select(document().duplicateAgents(m_selection.agents()));
    document().duplicateLayer(at);
    m_selection.focusLayer(at + 1);
}

void GraphEditor::toggleMuted()
{
    const QList<AgentId> agents = m_selection.agents();
    const bool mute = !state(GraphAction::Mute).checked;
    const QString names = document().namesOf(agents);
    document().setMuted(agents, mute);
    Q_EMIT told(mute ? tr("Agent %1 muted.").arg(names) : tr("Agent %1 is asked again.").arg(names), true);
}

void GraphEditor::triggerMove(GraphAction action)
{
    const qsizetype at = layer();
    if (m_selection.focus().isLayer()) {
        return moveLayer(at, at + (action == GraphAction::MoveToPreviousLayer ? -1 : 1));
    }
    const QList<AgentId> agents = m_selection.agents();
    if (action == GraphAction::MoveUp || action == GraphAction::MoveDown)
        document().shiftAgents(agents, action == GraphAction::MoveUp ? -1 : 1, moveGesture());
    else if (action == GraphAction::MoveToNewLayer)
        document().moveToNewLayer(agents, at + 1);
    else
        moveToLayer(at + (action == GraphAction::MoveToPreviousLayer ? -1 : 1));
    announcePlace();
}

void GraphEditor::moveToLayer(qsizetype layer)
{
    const std::optional<AgentPlace> place = findAgent(document().graph(), m_selection.focus().agent);
    document().moveAgents(m_selection.agents(), {layer, place ? place->index : 0}, moveGesture());
}

int GraphEditor::moveGesture()
{
    const Milliseconds now = m_clock.now();
    const bool goesOn = m_moveGesture != 0 && m_movedAgents == m_selection.agents() && now - m_movedAt <= burst;
    if (!goesOn)
        m_moveGesture = document().newGesture();
    m_movedAt = now;
    m_movedAgents = m_selection.agents();
    return m_moveGesture;
}

void GraphEditor::announcePlace()
{
    const AgentId id = m_selection.focus().agent;
    const std::optional<AgentPlace> place = findAgent(document().graph(), id);
    if (!place)
        return;
    Q_EMIT announced(tr("Agent %1 moved to layer %2, position %3 of %4.")
                         .arg(document().nameOf(id))
                         .arg(place->layer + 1)
                         .arg(place->index + 1)
                         .arg(document().graph().layers.at(place->layer).agents.size()));
}

void GraphEditor::triggerLayer(GraphAction action)
{
    const qsizetype at = layer();
    if (action == GraphAction::BypassLayer) {
        document().setBypassed(at, !document().graph().layers.at(at).bypassed);
    } else if (action == GraphAction::UseFirstModels) {
        document().useModelsOfFirstLayer(at);
    } else if (action == GraphAction::MergeLayers) {
        document().mergeWithNext(at);
    } else {
        // From the focused agent on, or in the middle.
        const std::optional<AgentPlace> place = findAgent(document().graph(), m_selection.focus().agent);
        const qsizetype half = (document().graph().layers.at(at).agents.size() + 1) / 2;
        document().splitLayer(at, place && place->index > 0 ? place->index : half);
    }
}

void GraphEditor::triggerRun(GraphAction action)
{
    RunSession &session = m_model.session();
    if (action == GraphAction::Pin)
        return togglePinned();
    if (action == GraphAction::RunToHere) {
        const Graph part = edits::upTo(document().graph(), layer(), m_selection.agents());
        return startRun(session.partQuestion(part), [&session, part] { session.runPart(part); });
    }
    const QList<AgentId> agents = action == GraphAction::TryAgain ? m_selection.agents() : QList<AgentId>();
    startRun(session.askAgainQuestion(agents), [&session, agents] { session.askAgain(agents); });
}

void GraphEditor::startRun(const std::optional<RunQuestion> &question, const std::function<void()> &go)
{
    if (question)
        Q_EMIT questionRaised(*question, go);
    else
        go();
}

void GraphEditor::togglePinned()
{
    RunSession &session = m_model.session();
    const AgentId id = m_selection.focus().agent;
    if (session.pinned().contains(id)) {
        session.unpin(id);
        return Q_EMIT told(tr("Agent %1 is asked again.").arg(document().nameOf(id)), false);
    }
    session.pin(id);
    Q_EMIT told(tr("The next runs use this answer of %1.").arg(document().nameOf(id)), false);
}

void GraphEditor::changePacking(GraphAction action)
{
    Packing packing = document().graph().packing;
    if (action == GraphAction::ShuffleReferences)
        packing.order = packing.order == Packing::Order::Shuffled ? Packing::Order::Graph : Packing::Order::Shuffled;
    else
        packing.names = packing.names == Packing::Names::Hidden ? Packing::Names::Shown : Packing::Names::Hidden;
    document().setPacking(packing);
}

void GraphEditor::takeModels(const ModelOrder &order, const QList<ModelRef> &models)
{
    if (order.place)
        return m_selection.select(document().addAgents(models, *order.place));
    QHash<AgentId, ModelRef> chosen;
    for (qsizetype i = 0; i < order.agents.size() && !models.isEmpty(); ++i)
        chosen.insert(order.agents.at(i), models.at(i % models.size()));
    document().setModels(chosen, tr("Change model of %1").arg(document().namesOf(order.agents)));
}

bool GraphEditor::reads(const AgentId &reader, const AgentId &source) const
{
    const Agent *agent = m_model.document().find(reader);
    return agent && (!agent->references || agent->references->contains(source));
}

void GraphEditor::toggleReference(const AgentId &reader, const AgentId &source)
{
    const std::optional<AgentPlace> place = findAgent(document().graph(), reader);
    if (!place || place->layer == 0)
        return;
    const QList<Agent> &before = document().graph().layers.at(place->layer - 1).agents;
    QList<AgentId> read;
    for (const Agent &agent : before) {
        if (reads(reader, agent.id) != (agent.id == source))
            read.append(agent.id);
    }
    // Whoever reads all reads those that come later too.
    document().setReferences(reader, read.size() == before.size() ? std::nullopt : std::optional(read));
}

void GraphEditor::addTo(const ModelRef &model, const AgentPlace &place)
{
    m_selection.select(document().addAgents({model}, place));
}

void GraphEditor::addToGap(const ModelRef &model, qsizetype before)
{
    m_selection.select(document().addAgentsInNewLayer({model}, before));
}

void GraphEditor::moveTo(const QList<AgentId> &agents, const AgentPlace &place)
{
    document().moveAgents(agents, place);
    m_selection.select(agents);
    announcePlace();
}

void GraphEditor::moveLayer(qsizetype from, qsizetype to)
{
    document().moveLayer(from, to);
    m_selection.focusLayer(to);
    Q_EMIT announced(tr("Layer moved to place %1 of %2.").arg(to + 1).arg(document().graph().layers.size()));
}

void GraphEditor::moveToGap(const QList<AgentId> &agents, qsizetype before)
{
    document().moveToNewLayer(agents, before);
    m_selection.select(agents);
    announcePlace();
}

std::unique_ptr<QMimeData> GraphEditor::copied() const
{
    const Graph &graph = m_model.document().graph();
    GraphPiece piece;
    if (m_selection.focus().isLayer())
        piece.layers = {graph.layers.at(m_selection.focus().layer)};
    for (const AgentId &id : m_selection.agents()) {
        if (const Agent *agent = m_model.document().find(id))
            piece.agents.append(*agent);
    }
    return toMimeData(piece);
}

void GraphEditor::paste(const QMimeData &data)
{
    const Result<GraphPiece> piece = graphPieceFrom(data);
    if (!piece)
        return Q_EMIT told(piece.error().message, false);
    if (!piece->agents.isEmpty())
        return m_selection.select(document().pasteAgents(piece->agents, placeForNew()));
    const qsizetype layers = document().graph().layers.size();
    const qsizetype before = layer() >= 0 ? layer() + 1 : std::max<qsizetype>(0, layers - 1);
    document().pasteLayers(piece->layers, before);
    m_selection.focusLayer(before);
}

} // namespace tributary
