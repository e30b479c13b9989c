// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/run/RunContext.h"
#include "viewmodel/GraphRoutes.h"
#include "viewmodel/RunDisplay.h"

#include <QHash>
#include <QList>
#include <QWidget>

class QLabel;
class QPainter;
class QPushButton;

namespace tributary {

class StripAgent;

/// A small live copy of the graph: the prompt, the layers as columns with an agent a row, and what flows between them;
/// or, collapsed, one line of states. Every agent is a button of its own, so keyboard and screen reader see the graph.
class GraphStrip : public QWidget
{
    Q_OBJECT

public:
    static constexpr int expandedHeight = 132;
    static constexpr int collapsedHeight = 36;

    explicit GraphStrip(const RunContext &context, QWidget *parent = nullptr);

    /// A graph to look at, without the strip's own buttons.
    void setReadOnly(bool readOnly);
    /// Another graph: all agents are built anew.
    void setGraph(const QList<LayerDisplay> &layers, const QHash<AgentId, AgentDisplay> &agents,
                  const QList<LayerLinks> &links);
    void updateDisplay(const AgentDisplay &display);
    /// "86 tokens"; empty while there is no prompt.
    void setPromptLine(const QString &line);
    void setCollapsed(bool collapsed);

    [[nodiscard]] bool isCollapsed() const { return m_collapsed; }

Q_SIGNALS:
    void agentChosen(const tributary::AgentId &agent);
    void agentOpened(const tributary::AgentId &agent);
    /// A person pressed the strip's own button.
    void toggled(bool collapsed);
    void agentsRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Column
    {
        LayerDisplay layer;
        QList<StripAgent *> agents;
        QLabel *title = nullptr;
        /// "+2": agents that have no row.
        QLabel *more = nullptr;
    };

    void addColumn(const LayerDisplay &layer, const QHash<AgentId, AgentDisplay> &agents);
    void arrange();
    void arrangeExpanded();
    void arrangeColumn(const Column &column, int left, int columnWidth);
    void arrangeCollapsed();
    void updateTexts();
    [[nodiscard]] StripAgent *find(const AgentId &id) const;
    /// What is shown, in the terms of the canvas.
    [[nodiscard]] GraphLayout layoutNow() const;
    void paintLinks(QPainter &painter) const;

    RunContext m_context;
    QList<Column> m_columns;
    QList<LayerLinks> m_links;
    QString m_promptLine;
    QRect m_promptRect;
    QList<int> m_arrows;
    bool m_collapsed = false;
    bool m_readOnly = false;
    QPushButton *m_agents;
    QPushButton *m_toggle;
};

} // namespace tributary
