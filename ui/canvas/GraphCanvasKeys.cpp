// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The keyboard model of the canvas (ux.md, section 3.3). Keys count only while the canvas has the focus; Tab is not
// among them, so it always leaves.

#include "ui/canvas/FindField.h"
#include "ui/canvas/GraphCanvas.h"
#include "ui/canvas/HoverCard.h"

#include <QKeyEvent>

#include <algorithm>

namespace tributary {

namespace {

std::optional<GraphStep> stepOf(int key)
{
    switch (key) {
    case Qt::Key_Left:
        return GraphStep::Left;
    case Qt::Key_Right:
        return GraphStep::Right;
    case Qt::Key_Up:
        return GraphStep::Up;
    case Qt::Key_Down:
        return GraphStep::Down;
    case Qt::Key_Home:
        return GraphStep::First;
    case Qt::Key_End:
        return GraphStep::Last;
    case Qt::Key_PageUp:
        return GraphStep::PreviousLayer;
    case Qt::Key_PageDown:
        return GraphStep::NextLayer;
    default:
        return std::nullopt;
    }
}

QKeySequence sequenceOf(const QKeyEvent &event)
{
    const Qt::KeyboardModifiers modifiers = event.modifiers() & ~Qt::KeypadModifier;
    return QKeySequence(QKeyCombination(modifiers, static_cast<Qt::Key>(event.key())));
}

std::optional<GraphAction> actionOf(const QKeyEvent &event)
{
    const QString pressed = sequenceOf(event).toString(QKeySequence::PortableText);
    const QList<GraphActionLook> looks = graphActionLooks();
    const auto found =
        std::ranges::find_if(looks, [&](const GraphActionLook &look) { return look.keys.contains(pressed); });
    return found == looks.cend() ? std::nullopt : std::optional(found->action);
}

bool isCanvasKey(const QKeyEvent &event)
{
    static const QList<int> plain{Qt::Key_Plus, Qt::Key_Equal, Qt::Key_Minus, Qt::Key_0,    Qt::Key_F,
                                  Qt::Key_I,    Qt::Key_Slash, Qt::Key_Space, Qt::Key_Menu, Qt::Key_Escape};
    const Qt::KeyboardModifiers modifiers = event.modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier);
    if (modifiers == Qt::ControlModifier)
        return event.key() == Qt::Key_Space;
    return modifiers == Qt::NoModifier && plain.contains(event.key());
}

} // namespace

bool GraphCanvas::takesKey(const QKeyEvent &event) const
{
    return stepOf(event.key()) || isCanvasKey(event) || actionOf(event);
}

bool GraphCanvas::event(QEvent *event)
{
    // The keys of the canvas come before those of the window: D is no menu's while an agent is focused.
    if (event->type() == QEvent::ShortcutOverride) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() != Qt::Key_Escape && takesKey(*key)) {
            key->accept();
            return true;
        }
    }
    return QGraphicsView::event(event);
}

void GraphCanvas::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_I)
        m_card->hide();
    if (walk(*event) || takeCanvasKey(*event) || takeActionKey(*event)) {
        event->accept();
        return;
    }
    // Not to the base class: it would scroll, and send keys into the scene.
    event->ignore();
}

bool GraphCanvas::walk(QKeyEvent &event)
{
    const std::optional<GraphStep> where = stepOf(event.key());
    const Qt::KeyboardModifiers modifiers = event.modifiers() & ~Qt::KeypadModifier;
    const bool extends = modifiers == (Qt::ControlModifier | Qt::ShiftModifier);
    if (!where || (modifiers != Qt::NoModifier && !extends))
        return false;
    step(*where, modifiers);
    return true;
}

void GraphCanvas::step(GraphStep where, Qt::KeyboardModifiers modifiers)
{
    const GraphLayout &layout = m_scene.picture().layout;
    const std::optional<GraphPlace> here = place();
    const std::optional<GraphPlace> to = here ? nextPlace(layout, *here, where) : firstPlace(layout);
    if (!to)
        return;
    const bool extends = modifiers.testFlag(Qt::ControlModifier) && to->index != GraphPlace::header;
    if (extends)
        m_editor.selection().extendTo(layout.columns.at(to->layer).agents.at(to->index).id);
    else
        goTo(*to);
}

bool GraphCanvas::escape()
{
    if (m_drag.press != Press::None) {
        cancelDrag();
        return true;
    }
    return std::exchange(m_spaceUsed, false);
}

bool GraphCanvas::takeCanvasKey(QKeyEvent &event)
{
    if (!isCanvasKey(event))
        return false;
    switch (event.key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomIn();
        return true;
    case Qt::Key_Minus:
        zoomOut();
        return true;
    case Qt::Key_0:
        setZoom(1);
        return true;
    case Qt::Key_F:
        fit();
        return true;
    case Qt::Key_I:
        toggleCard();
        return true;
    case Qt::Key_Slash:
        m_find->open();
        return true;
    case Qt::Key_Escape:
        return escape();
    case Qt::Key_Space:
        if (event.modifiers().testFlag(Qt::ControlModifier)) {
            if (m_editor.selection().focus().isAgent())
                m_editor.selection().toggle(m_editor.selection().focus().agent);
            return true;
        }
        // Space with a drag pans; alone it opens the palette, on release.
        if (!event.isAutoRepeat()) {
            m_spaceDown = true;
            m_spaceUsed = false;
        }
        return true;
    default:
        return false;
    }
}

void GraphCanvas::toggleCard()
{
    if (m_card->isVisible())
        return m_card->hide();
    showCard();
    // A screen reader's focus stays on the agent, so what the card says is said.
    if (m_card->isVisible())
        Q_EMIT m_editor.announced(m_card->text());
}

bool GraphCanvas::takeActionKey(const QKeyEvent &event)
{
    const std::optional<GraphAction> action = actionOf(event);
    if (!action || event.key() == Qt::Key_Space)
        return false;
    m_editor.trigger(*action);
    return true;
}

void GraphCanvas::find(const QString &words, bool next)
{
    QList<AgentId> found;
    for (const ColumnSpot &column : m_scene.picture().layout.columns) {
        for (const AgentSpot &spot : column.agents) {
            const GraphNode &node = m_scene.picture().node(spot.id);
            const bool isLetter = node.display.letter.compare(words, Qt::CaseInsensitive) == 0;
            if (isLetter || node.title.contains(words, Qt::CaseInsensitive) ||
                node.display.modelName.contains(words, Qt::CaseInsensitive))
                found.append(spot.id);
        }
    }
    if (found.isEmpty() || words.isEmpty())
        return;
    const qsizetype here = found.indexOf(m_editor.selection().focus().agent);
    m_editor.selection().focusAgent(found.at(next ? (here + 1) % found.size() : 0));
}

void GraphCanvas::keyReleaseEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Space || event->isAutoRepeat() || !std::exchange(m_spaceDown, false)) {
        event->ignore();
        return;
    }
    if (!std::exchange(m_spaceUsed, false))
        m_editor.trigger(GraphAction::AddAgent);
}

} // namespace tributary
