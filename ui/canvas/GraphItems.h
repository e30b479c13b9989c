// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/canvas/EdgePainting.h"
#include "ui/canvas/GraphPainting.h"

#include <QGraphicsItem>

namespace tributary {

// Items only draw; what hands and keys do with them is decided in GraphCanvas. Each repaints only when what it shows
// differs.

class AgentItem : public QGraphicsItem
{
public:
    explicit AgentItem(const ThemeController &theme);

    void setRect(const QRectF &rect);
    void setNode(const GraphNode &node);
    void setMarks(const GraphMarks &marks);
    void setPorts(const AgentPorts &ports);
    void setDegrees(int degrees);

    [[nodiscard]] const GraphNode &node() const { return m_node; }

    [[nodiscard]] QRectF boundingRect() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    const ThemeController &m_theme;
    GraphNode m_node;
    GraphMarks m_marks;
    AgentPorts m_ports;
    QSizeF m_size;
    int m_degrees = 0;
};

class ColumnItem : public QGraphicsItem
{
public:
    explicit ColumnItem(const ThemeController &theme);

    void setColumn(const ColumnSpot &spot, const GraphColumn &column);
    void setMarks(const GraphMarks &marks);

    [[nodiscard]] QRectF boundingRect() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    const ThemeController &m_theme;
    ColumnSpot m_spot;
    GraphColumn m_column;
    GraphMarks m_marks;
};

class PromptItem : public QGraphicsItem
{
public:
    explicit PromptItem(const ThemeController &theme);

    void setPrompt(const QRectF &rect, const QString &line);

    [[nodiscard]] QRectF boundingRect() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    const ThemeController &m_theme;
    QRectF m_rect;
    QString m_line;
};

class EdgesItem : public QGraphicsItem
{
public:
    explicit EdgesItem(const ThemeController &theme);

    void setEdges(const DrawnEdges &edges);

    [[nodiscard]] QRectF boundingRect() const override { return m_bounds; }

    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    const ThemeController &m_theme;
    DrawnEdges m_edges;
    QRectF m_bounds;
};

/// What a drag is about to do. Lives in the scene alone.
struct DragFeedback
{
    struct Ghost
    {
        QRectF rect;
        GraphNode node;

        bool operator==(const Ghost &) const = default;
    };

    struct Gap
    {
        QRectF rect;
        QString text;

        bool operator==(const Gap &) const = default;
    };

    QList<Ghost> ghosts;
    /// Where agents would stand; null: nowhere.
    QRectF insertion;
    /// Between two layers, with what would happen there: "New layer here".
    Gap gap;
    QRectF lasso;
    /// From a port to the pointer.
    std::optional<QLineF> draft;

    bool operator==(const DragFeedback &) const = default;
};

class FeedbackItem : public QGraphicsItem
{
public:
    explicit FeedbackItem(const ThemeController &theme);

    void setFeedback(const DragFeedback &feedback);

    [[nodiscard]] QRectF boundingRect() const override { return m_bounds; }

    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    const ThemeController &m_theme;
    DragFeedback m_feedback;
    QRectF m_bounds;
};

} // namespace tributary
