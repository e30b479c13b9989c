// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Hands on the canvas. Until a button is released everything lives in the scene; then the editor is asked for one edit.

#include "ui/canvas/GraphCanvas.h"
#include "ui/canvas/GraphMenu.h"
#include "ui/canvas/HoverCard.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>
#include <QWheelEvent>

#include <cmath>

namespace tributary {

namespace {

using Kind = CanvasTarget::Kind;

constexpr double newLayerMargin = 4;
constexpr double ghostStep = 6;

} // namespace

void GraphCanvas::mousePressEvent(QMouseEvent *event)
{
    m_card->hide();
    m_hoverTimer.stop();
    const QPoint at = event->pos();
    const CanvasTarget target = targetAt(m_scene.picture(), mapToScene(at));
    m_drag = {};
    m_drag.from = target;
    m_drag.start = at;
    m_drag.last = at;
    if (event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && m_spaceDown)) {
        m_drag.press = Press::Pan;
        m_spaceUsed = true;
        viewport()->setCursor(Qt::ClosedHandCursor);
        return;
    }
    if (event->button() != Qt::LeftButton)
        return;
    if (target.kind == Kind::HeaderMenu || target.kind == Kind::AgentMenu) {
        pressOn(target, Qt::NoModifier);
        m_drag = {};
        return openMenu(event->globalPosition().toPoint());
    }
    pressOn(target, event->modifiers());
    if (target.kind == Kind::OutPort)
        m_drag.press = Press::Port;
    else if (target.isAgent())
        m_drag.press = Press::Agent;
    else if (!target.isHeader())
        m_drag.press = Press::Lasso;
    if (const AgentSpot *spot = m_scene.picture().layout.find(target.agent))
        m_drag.grabbed = mapToScene(at) - spot->rect.topLeft();
}

void GraphCanvas::pressOn(const CanvasTarget &target, Qt::KeyboardModifiers modifiers)
{
    GraphSelection &selection = m_editor.selection();
    if (target.isHeader())
        return selection.focusLayer(target.layer);
    if (!target.isAgent())
        return;
    if (modifiers.testFlag(Qt::ControlModifier))
        selection.toggle(target.agent);
    else if (modifiers.testFlag(Qt::ShiftModifier))
        selection.extendTo(target.agent);
    else if (!selection.contains(target.agent))
        selection.focusAgent(target.agent);
}

void GraphCanvas::mouseMoveEvent(QMouseEvent *event)
{
    if (m_drag.press == Press::None)
        return hover(event->pos());
    if (!m_drag.moving && (event->pos() - m_drag.start).manhattanLength() < QApplication::startDragDistance())
        return;
    if (!m_drag.moving) {
        m_drag.moving = true;
        updateMarks();
    }
    dragTo(event->pos());
}

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
        const CanvasTarget under = targetAt(m_scene.picture(), at);
        const bool overColumn = m_drag.press == Press::Agent && under.kind != Kind::Gap;
        const int column = overColumn ? under.layer : -1;
        if (std::exchange(m_dropColumn, column) != column)
            updateMarks();
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
    const CanvasTarget under = targetAt(picture, at);
    if (under.kind == Kind::Gap || under.kind == Kind::Rail) {
        feedback.newLayer = picture.layout.gapBefore(under.layer).adjusted(newLayerMargin, 0, -newLayerMargin, 0);
    } else if (under.layer >= 0) {
        feedback.insertion =
            picture.layout.insertionLine(under.layer, picture.layout.insertionIndex(under.layer, at.y()));
    }
    const QList<AgentId> agents = dragged();
    for (int i = 0; i < agents.size(); ++i) {
        const QPointF corner = at - m_drag.grabbed + QPointF(i, i) * ghostStep;
        feedback.ghosts.prepend({QRectF(corner, picture.layout.measures.agent), picture.node(agents.at(i))});
    }
    return feedback;
}

void GraphCanvas::mouseReleaseEvent(QMouseEvent *event)
{
    const Drag drag = m_drag;
    if (drag.press == Press::Pan)
        viewport()->unsetCursor();
    if (drag.moving) {
        drop(event->pos(), event->modifiers());
    } else if (drag.press == Press::Agent && event->modifiers() == Qt::NoModifier) {
        // A plain click on one of several selected agents selects it alone.
        m_editor.selection().focusAgent(drag.from.agent);
    } else if (drag.press == Press::Lasso && event->modifiers() == Qt::NoModifier) {
        m_editor.selection().clear();
    }
    cancelDrag();
    hover(event->pos());
}

void GraphCanvas::drop(const QPoint &position, Qt::KeyboardModifiers modifiers)
{
    const QPointF at = mapToScene(position);
    switch (m_drag.press) {
    case Press::Agent:
        return dropAgents(at);
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
    const CanvasTarget under = targetAt(m_scene.picture(), at);
    const QList<AgentId> agents = dragged();
    cancelDrag();
    if (under.kind == Kind::Gap || under.kind == Kind::Rail)
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

void GraphCanvas::dropPort(const QPointF &at)
{
    const AgentId source = m_drag.from.agent;
    const CanvasTarget under = targetAt(m_scene.picture(), at);
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
    m_dropColumn = -1;
    m_scene.setFeedback({});
    viewport()->unsetCursor();
    updateMarks();
}

void GraphCanvas::mouseDoubleClickEvent(QMouseEvent *event)
{
    const CanvasTarget target = targetAt(m_scene.picture(), mapToScene(event->pos()));
    if (event->button() == Qt::LeftButton && target.kind == Kind::Agent)
        m_editor.trigger(GraphAction::OpenSettings);
}

void GraphCanvas::hover(const QPoint &position)
{
    const CanvasTarget target = targetAt(m_scene.picture(), mapToScene(position));
    if (target == m_hovered)
        return;
    const bool sameAgent = target.isAgent() && m_hovered.isAgent() && target.agent == m_hovered.agent;
    m_hovered = target;
    updateMarks();
    if (sameAgent)
        return;
    m_card->hide();
    if (target.isAgent())
        m_hoverTimer.start();
    else
        m_hoverTimer.stop();
}

bool GraphCanvas::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave) {
        m_hoverTimer.stop();
        m_hovered = {};
        updateMarks();
        // The card stays while the pointer is on it.
        m_card->leaveSoon();
    }
    return QGraphicsView::viewportEvent(event);
}

void GraphCanvas::wheelEvent(QWheelEvent *event)
{
    if (!event->modifiers().testFlag(Qt::ControlModifier)) {
        m_fitted = false;
        return QGraphicsView::wheelEvent(event);
    }
    constexpr double perNotch = 120;
    const QPoint pointer = event->position().toPoint();
    const QPointF under = mapToScene(pointer);
    m_fitted = false;
    applyZoom(zoom() * std::pow(1.2, event->angleDelta().y() / perNotch));
    // What was under the pointer stays there.
    const QPoint by = mapFromScene(under) - pointer;
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() + by.x());
    verticalScrollBar()->setValue(verticalScrollBar()->value() + by.y());
    event->accept();
}

void GraphCanvas::contextMenuEvent(QContextMenuEvent *event)
{
    m_card->hide();
    cancelDrag();
    event->accept();
    if (event->reason() == QContextMenuEvent::Keyboard) {
        const std::optional<GraphPlace> here = place();
        return openMenu(here ? screenRect(*here).bottomLeft() : mapToGlobal(rect().center()));
    }
    const CanvasTarget target = targetAt(m_scene.picture(), mapToScene(event->pos()));
    if (target.kind == Kind::Rail)
        m_editor.selection().focusLayer(target.layer);
    else if (target.isAgent() || target.isHeader())
        pressOn(target, Qt::NoModifier);
    else
        m_editor.selection().clear();
    openMenu(event->globalPos());
}

void GraphCanvas::openMenu(const QPoint &global)
{
    const GraphItem &focus = m_editor.selection().focus();
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (focus.isAgent()) {
        fillAgentMenu(*menu, m_editor, m_theme);
    } else if (focus.isLayer()) {
        fillLayerMenu(*menu, m_editor, m_theme);
    } else {
        for (const GraphAction action : {GraphAction::AddAgent, GraphAction::AddLayer, GraphAction::Paste})
            addGraphAction(*menu, m_editor, m_theme, action);
        menu->addSeparator();
        connect(menu->addAction(tr("Fit")), &QAction::triggered, this, &GraphCanvas::fit);
        Q_EMIT canvasMenuRequested(menu);
    }
    menu->popup(global);
}

} // namespace tributary
