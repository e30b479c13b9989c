// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/canvas/GraphItems.h"

#include <QGraphicsScene>
#include <QVariantAnimation>

namespace tributary {

/// The picture of a graph as items. Told what to show, decides nothing; agents slide to their new places unless motion
/// is reduced.
class GraphScene : public QGraphicsScene
{
    Q_OBJECT

public:
    explicit GraphScene(const ThemeController &theme, QObject *parent = nullptr);
    ~GraphScene() override;

    [[nodiscard]] const GraphPicture &picture() const { return m_picture; }

    /// Another graph, or the same with other agents, layers or references.
    void setPicture(const GraphPicture &picture);
    /// One agent looks different.
    void setNode(const GraphNode &node);
    void setPromptLine(const QString &line);
    void setAgentMarks(const AgentId &agent, const GraphMarks &marks);
    void setColumnMarks(int layer, const GraphMarks &marks);
    /// Draws this agent's real edges and fades the others; empty: nobody's.
    void setLookedAt(const AgentId &agent);

    void setFeedback(const DragFeedback &feedback) { m_feedback->setFeedback(feedback); }

    /// Turns the signs of busy states.
    void setDegrees(int degrees);
    /// What there is to see, with the margin that pictures of it get.
    [[nodiscard]] QRectF frame() const;
    /// Agents are where they belong.
    void finishMoves();

private:
    void buildColumns();
    void buildAgents();
    void buildEdges();
    void placeAll(double progress);
    void updateEdges(const GraphLayout &layout);
    void updateColours();
    [[nodiscard]] GraphLayout shownLayout(double progress) const;

    const ThemeController &m_theme;
    GraphPicture m_picture;
    /// Where agents stood before the last change.
    QHash<AgentId, QRectF> m_before;
    QHash<AgentId, AgentItem *> m_agents;
    QList<ColumnItem *> m_columns;
    QList<EdgesItem *> m_edges;
    AgentId m_lookedAt;
    QVariantAnimation m_move;
    PromptItem *m_prompt;
    EdgesItem *m_realEdges;
    FeedbackItem *m_feedback;
};

} // namespace tributary
