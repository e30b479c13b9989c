// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "viewmodel/GraphEditor.h"

#include <QWidget>

class QStackedWidget;

namespace tributary {

class AgentDetails;
class AgentForm;
class GraphForm;
class LayerForm;
class ThemeController;

/// The side panel of the graph: the settings of the focused agent or layer, else of the graph.
class GraphPanel : public QWidget
{
    Q_OBJECT

public:
    static constexpr int fixedWidth = 320;

    GraphPanel(GraphEditor &editor, const ThemeController &theme, QWidget *parent = nullptr);

    /// Into the first field of what is shown.
    void enter();
    void focusName();
    void focusReferences();
    void showProblems();

Q_SIGNALS:
    void closeRequested();
    /// Escape: back to the graph.
    void left();
    void modelsRequested();
    void modelForRetry(const tributary::AgentId &agent, const tributary::ModelRef &model);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *addPage(const QList<QWidget *> &parts);
    void showFocus();

    GraphEditor &m_editor;
    const ThemeController &m_theme;
    QStackedWidget *m_pages;
    AgentForm *m_agent;
    AgentDetails *m_details;
    LayerForm *m_layer;
    GraphForm *m_graph;
    QWidget *m_agentPage;
    QWidget *m_layerPage;
    QWidget *m_graphPage;
};

} // namespace tributary
