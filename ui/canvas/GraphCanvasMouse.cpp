// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Hands on the canvas: what is pressed, pointed at, turned by the wheel, and asked for its menu.

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

} // namespace

void GraphCanvas::mousePressEvent(QMouseEvent *event)
{
    m_card->hide();
    m_hoverTimer.stop();
    const QPoint at = event->pos();
    const CanvasTarget target = targetUnder(mapToScene(at));
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
    else
        m_drag.press = target.isHeader() ? Press::Layer : Press::Lasso;
    if (const AgentSpot *spot = m_scene.picture().layout.find(target.agent))
        m_drag.grabbed = mapToScene(at) - spot->rect.topLeft();
    else if (target.isHeader())
        m_drag.grabbed = mapToScene(at);
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

void GraphCanvas::mouseDoubleClickEvent(QMouseEvent *event)
{
    const CanvasTarget target = targetUnder(mapToScene(event->pos()));
    if (event->button() == Qt::LeftButton && target.kind == Kind::Agent)
        m_editor.trigger(GraphAction::OpenSettings);
}

void GraphCanvas::hover(const QPoint &position)
{
    const CanvasTarget target = targetUnder(mapToScene(position));
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
    const CanvasTarget target = targetUnder(mapToScene(event->pos()));
    if (target.kind == Kind::Rail)
        m_editor.selection().focusLayer(target.layer);
    else if (target.isAgent() || target.isHeader())
        pressOn(target, Qt::NoModifier);
    else
        m_editor.selection().clear();
    openMenu(event->globalPos(), target.kind);
}

void GraphCanvas::openMenu(const QPoint &global, Kind about)
{
    const GraphItem &focus = m_editor.selection().focus();
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (focus.isAgent()) {
        fillAgentMenu(*menu, m_editor, m_theme);
    } else if (focus.isLayer() && about == Kind::Rail) {
        fillRailMenu(*menu, m_editor, m_theme);
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
