// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is dragged over the canvas, from within and from lists of models. Until it is dropped everything lives in the
// scene; then the editor is asked for one edit.

#include "ui/canvas/GraphCanvas.h"
#include "ui/canvas/HoverCard.h"
#include "viewmodel/ModelMime.h"

#include <QDropEvent>
#include <QMimeData>
#include <QScrollBar>

#include <cmath>
#include <limits>

namespace tributary {

namespace {

constexpr double gapMargin = 4;
constexpr double ghostStep = 6;

QRectF gapRect(const GraphLayout &layout, int before)
{
    return layout.gapBefore(before).adjusted(gapMargin, 0, -gapMargin, 0);
}

} // namespace

void GraphCanvas::dragTo(const QPoint &position)
{
    if (m_drag.press == Press::Pan) {
        m_fitted = false;
        const QPoint by = position - m_drag.last;
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - by.x());
        verticalScrollBar()->setValue(verticalScrollBar()->value() - by.y());
    } else {
        const QPointF at = mapToScene(position);
        m_scene.setFeedback(feedbackOf(at));
        if (m_drag.press == Press::Agent)
            showDropColumn(at);
    }
    m_drag.last = position;
}

QList<AgentId> GraphCanvas::dragged() const
{
    const GraphSelection &selection = m_editor.selection();
    return selection.contains(m_drag.from.agent) ? selection.agents() : QList<AgentId>{m_drag.from.agent};
}

DragFeedback GraphCanvas::feedbackOf(const QPointF &at) const
{
    const GraphPicture &picture = m_scene.picture();
    DragFeedback feedback;
    if (m_drag.press == Press::Lasso) {
        feedback.lasso = QRectF(mapToScene(m_drag.start), at).normalized();
        return feedback;
    }
    if (m_drag.press == Press::Port) {
        if (const AgentSpot *spot = picture.layout.find(m_drag.from.agent))
            feedback.draft = QLineF(spot->outPort(), at);
        return feedback;
    }
    if (m_drag.press == Press::Layer)
        return layerFeedback(at);
    feedback = placeFeedback(at);
    const QList<AgentId> agents = dragged();
    for (int i = 0; i < agents.size(); ++i) {
        const QPointF corner = at - m_drag.grabbed + QPointF(i, i) * ghostStep;
        feedback.ghosts.prepend({QRectF(corner, picture.layout.measures.agent), picture.node(agents.at(i))});
    }
    return feedback;
}

/// Where agents that are dropped here would stand.
DragFeedback GraphCanvas::placeFeedback(const QPointF &at) const
{
    const GraphLayout &layout = m_scene.picture().layout;
    const CanvasTarget under = targetUnder(at);
    DragFeedback feedback;
    if (under.isBetweenLayers())
        feedback.gap = {gapRect(layout, under.layer), tr("New layer here")};
    else if (under.layer >= 0)
        feedback.insertion = layout.insertionLine(under.layer, layout.insertionIndex(under.layer, at.y()));
    return feedback;
}

/// A graph without layers takes them anywhere.
bool GraphCanvas::takesAgentsAt(const QPointF &at) const
{
    return m_scene.picture().layout.columns.isEmpty() || targetUnder(at).layer >= 0;
}

void GraphCanvas::showDropColumn(const QPointF &at)
{
    const CanvasTarget under = targetUnder(at);
    const int column = under.isBetweenLayers() ? -1 : under.layer;
    if (std::exchange(m_dropColumn, column) != column)
        updateMarks();
}

void GraphCanvas::drop(const QPoint &position, Qt::KeyboardModifiers modifiers)
{
    const QPointF at = mapToScene(position);
    switch (m_drag.press) {
    case Press::Agent:
        return dropAgents(at);
    case Press::Layer:
        return dropLayer(at);
    case Press::Port:
        return dropPort(at);
    case Press::Lasso:
        return dropLasso(at, modifiers);
    case Press::Pan:
    case Press::None:
        return;
    }
}

void GraphCanvas::dropAgents(const QPointF &at)
{
    const CanvasTarget under = targetUnder(at);
    const QList<AgentId> agents = dragged();
    cancelDrag();
    if (under.isBetweenLayers())
        return m_editor.moveToGap(agents, under.layer);
    if (under.layer < 0)
        return;
    const int index = m_scene.picture().layout.insertionIndex(under.layer, at.y());
    const GraphPlace from = placeOf(agents.first());
    const bool stays =
        agents.size() == 1 && from.layer == under.layer && (index == from.index || index == from.index + 1);
    if (!stays)
        m_editor.moveTo(agents, {under.layer, index});
}

/// Where the dragged layer would stand afterwards: the gap between layers that is nearest.
int GraphCanvas::layerPlace(const QPointF &at) const
{
    const GraphLayout &layout = m_scene.picture().layout;
    const int from = m_drag.from.layer;
    int nearest = from;
    double least = std::numeric_limits<double>::max();
    for (int before = 0; before <= layout.columns.size(); ++before) {
        const double away = std::abs(layout.gapBefore(before).center().x() - at.x());
        if (away < least)
            nearest = before;
        least = std::min(least, away);
    }
    return nearest > from ? nearest - 1 : nearest;
}

DragFeedback GraphCanvas::layerFeedback(const QPointF &at) const
{
    const GraphPicture &picture = m_scene.picture();
    const int from = m_drag.from.layer;
    const int to = layerPlace(at);
    DragFeedback feedback;
    if (to != from)
        feedback.gap = {gapRect(picture.layout, to > from ? to + 1 : to), tr("Move layer here")};
    const QList<AgentSpot> spots = picture.layout.columns.value(from).agents;
    for (const AgentSpot &spot : spots)
        feedback.ghosts.append({spot.rect.translated(at - m_drag.grabbed), picture.node(spot.id)});
    return feedback;
}

void GraphCanvas::dropLayer(const QPointF &at)
{
    const int from = m_drag.from.layer;
    const int to = layerPlace(at);
    cancelDrag();
    if (to != from)
        m_editor.moveLayer(from, to);
}

void GraphCanvas::dropPort(const QPointF &at)
{
    const AgentId source = m_drag.from.agent;
    const CanvasTarget under = targetUnder(at);
    const int next = m_drag.from.layer + 1;
    cancelDrag();
    if (under.isAgent() && under.agent != source) {
        const Agent *reader = m_editor.document().find(under.agent);
        if (under.layer != next || !reader || !reader->references || reader->references->contains(source))
            return;
        return m_editor.document().setReferences(under.agent, *reader->references + QList<AgentId>{source});
    }
    // Into empty space: an agent that reads this one.
    const bool last = next >= m_scene.picture().columns.size();
    m_editor.selection().focusLayer(last ? m_drag.from.layer : next);
    if (!last)
        m_editor.trigger(GraphAction::AddAgent);
}

void GraphCanvas::dropLasso(const QPointF &at, Qt::KeyboardModifiers modifiers)
{
    const QRectF lasso = QRectF(mapToScene(m_drag.start), at).normalized();
    QList<AgentId> caught;
    if (modifiers.testFlag(Qt::ControlModifier))
        caught = m_editor.selection().agents();
    for (const ColumnSpot &column : m_scene.picture().layout.columns) {
        for (const AgentSpot &spot : column.agents) {
            if (lasso.intersects(spot.rect) && !caught.contains(spot.id))
                caught.append(spot.id);
        }
    }
    m_editor.selection().select(caught);
}

void GraphCanvas::cancelDrag()
{
    if (m_drag.press == Press::None)
        return;
    m_drag = {};
    viewport()->unsetCursor();
    clearFeedback();
}

void GraphCanvas::clearFeedback()
{
    m_dropColumn = -1;
    m_scene.setFeedback({});
    updateMarks();
}

void GraphCanvas::dragEnterEvent(QDragEnterEvent *event)
{
    m_card->hide();
    m_hoverTimer.stop();
    // Files are the window's.
    event->setAccepted(modelFrom(*event->mimeData()).has_value());
}

void GraphCanvas::dragMoveEvent(QDragMoveEvent *event)
{
    const QPointF at = mapToScene(event->position().toPoint());
    m_scene.setFeedback(placeFeedback(at));
    showDropColumn(at);
    event->setAccepted(modelFrom(*event->mimeData()) && takesAgentsAt(at));
}

void GraphCanvas::dragLeaveEvent(QDragLeaveEvent *)
{
    // Also when the person has pressed Escape.
    clearFeedback();
}

void GraphCanvas::dropEvent(QDropEvent *event)
{
    const QPointF at = mapToScene(event->position().toPoint());
    const std::optional<ModelRef> model = modelFrom(*event->mimeData());
    clearFeedback();
    event->setAccepted(model && takesAgentsAt(at));
    if (!event->isAccepted())
        return;
    setFocus(Qt::MouseFocusReason);
    const CanvasTarget under = targetUnder(at);
    if (m_scene.picture().layout.columns.isEmpty())
        m_editor.addTo(*model, {});
    else if (under.isBetweenLayers())
        m_editor.addToGap(*model, under.layer);
    else
        m_editor.addTo(*model, {under.layer, m_scene.picture().layout.insertionIndex(under.layer, at.y())});
}

} // namespace tributary
