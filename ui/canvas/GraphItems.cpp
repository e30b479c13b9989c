// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/canvas/GraphItems.h"

#include "ui/common/Painting.h"
#include "ui/common/ThemeController.h"

#include <QPainter>

namespace tributary {

namespace {

constexpr double ghostOpacity = 0.9;
constexpr double columnMargin = 4;

} // namespace

AgentItem::AgentItem(const ThemeController &theme)
    : m_theme(theme)
{}

void AgentItem::setRect(const QRectF &rect)
{
    setPos(rect.topLeft());
    if (m_size == rect.size())
        return;
    prepareGeometryChange();
    m_size = rect.size();
}

void AgentItem::setNode(const GraphNode &node)
{
    if (m_node == node)
        return;
    m_node = node;
    update();
}

void AgentItem::setMarks(const GraphMarks &marks)
{
    if (m_marks == marks)
        return;
    m_marks = marks;
    update();
}

void AgentItem::setPorts(const AgentPorts &ports)
{
    if (m_ports == ports)
        return;
    m_ports = ports;
    update();
}

void AgentItem::setDegrees(int degrees)
{
    if (!m_node.display.busy || m_degrees == degrees)
        return;
    m_degrees = degrees;
    update();
}

QRectF AgentItem::boundingRect() const
{
    return QRectF(QPointF(), m_size).adjusted(-nodeMargin, -nodeMargin, nodeMargin, nodeMargin);
}

void AgentItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    paintAgentNode(*painter, m_theme, QRectF(QPointF(), m_size), m_node, m_marks, m_ports, m_degrees);
}

ColumnItem::ColumnItem(const ThemeController &theme)
    : m_theme(theme)
{}

void ColumnItem::setColumn(const ColumnSpot &spot, const GraphColumn &column)
{
    if (m_spot == spot && m_column == column)
        return;
    prepareGeometryChange();
    m_spot = spot;
    m_column = column;
    update();
}

void ColumnItem::setMarks(const GraphMarks &marks)
{
    if (m_marks == marks)
        return;
    m_marks = marks;
    update();
}

QRectF ColumnItem::boundingRect() const
{
    return m_spot.rect.adjusted(-columnMargin, -columnMargin, columnMargin, columnMargin);
}

void ColumnItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    paintColumn(*painter, m_theme, m_spot, m_column, m_marks);
}

PromptItem::PromptItem(const ThemeController &theme)
    : m_theme(theme)
{}

void PromptItem::setPrompt(const QRectF &rect, const QString &line)
{
    if (m_rect == rect && m_line == line)
        return;
    prepareGeometryChange();
    m_rect = rect;
    m_line = line;
    update();
}

QRectF PromptItem::boundingRect() const
{
    return m_rect.adjusted(-1, -1, 1, 1);
}

void PromptItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    paintPromptNode(*painter, m_theme.theme(), m_rect, m_line);
}

EdgesItem::EdgesItem(const ThemeController &theme)
    : m_theme(theme)
{}

void EdgesItem::setEdges(const DrawnEdges &edges)
{
    if (m_edges == edges)
        return;
    prepareGeometryChange();
    m_edges = edges;
    m_bounds = edges.bounds();
    update();
}

void EdgesItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    paintEdges(*painter, m_theme.theme(), m_edges);
}

FeedbackItem::FeedbackItem(const ThemeController &theme)
    : m_theme(theme)
{}

void FeedbackItem::setFeedback(const DragFeedback &feedback)
{
    if (m_feedback == feedback)
        return;
    prepareGeometryChange();
    m_feedback = feedback;
    m_bounds = feedback.insertion | feedback.gap.rect | feedback.lasso;
    for (const DragFeedback::Ghost &ghost : feedback.ghosts)
        m_bounds |= ghost.rect;
    if (feedback.draft)
        m_bounds |= QRectF(feedback.draft->p1(), feedback.draft->p2()).normalized();
    m_bounds.adjust(-nodeMargin, -nodeMargin, nodeMargin, nodeMargin);
    update();
}

void FeedbackItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    const Theme &theme = m_theme.theme();
    const QColor accent = theme.colour(Colour::Accent);
    if (!m_feedback.gap.rect.isNull()) {
        paintBox(*painter, m_feedback.gap.rect, radius::Panel, theme.colour(Colour::Selection), accent, 2);
        painter->setPen(theme.colour(Colour::Text));
        painter->setFont(theme.font(TypeRole::Caption));
        painter->drawText(m_feedback.gap.rect.adjusted(4, 4, -4, -4), Qt::AlignCenter | Qt::TextWordWrap,
                          m_feedback.gap.text);
    }
    if (!m_feedback.insertion.isNull())
        paintBox(*painter, m_feedback.insertion.adjusted(0, -1, 0, 1), spacing::Hair, accent, {});
    if (m_feedback.draft) {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(accent, 2, Qt::DashLine));
        painter->drawLine(*m_feedback.draft);
    }
    if (!m_feedback.lasso.isNull()) {
        QColor fill = accent;
        fill.setAlphaF(0.12F);
        paintBox(*painter, m_feedback.lasso, spacing::Hair, fill, accent);
    }
    painter->setOpacity(ghostOpacity);
    for (const DragFeedback::Ghost &ghost : m_feedback.ghosts)
        paintAgentNode(*painter, m_theme, ghost.rect, ghost.node, {}, {}, 0);
}

} // namespace tributary
