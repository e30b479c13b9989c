// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/run/RunContext.h"
#include "viewmodel/RunDisplay.h"

#include <QHash>
#include <QWidget>

class QTreeWidget;
class QTreeWidgetItem;

namespace tributary {

class AgentForm;
class GraphDocument;
class ModelChoices;

/// The side panel in which each agent gets its model and settings: the agents by layer, and a form for the chosen one.
class AgentPanel : public QWidget
{
    Q_OBJECT

public:
    static constexpr int fixedWidth = 320;

    AgentPanel(const RunContext &context, GraphDocument &document, ModelChoices &models, QWidget *parent = nullptr);

    /// The agents as the strip shows them.
    void setAgents(const QList<LayerDisplay> &layers, const QHash<AgentId, AgentDisplay> &agents);
    void updateDisplay(const AgentDisplay &display);
    void selectAgent(const AgentId &agent);

    [[nodiscard]] AgentForm *form() const { return m_form; }

Q_SIGNALS:
    void closeRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void showDisplay(QTreeWidgetItem *item, const AgentDisplay &display);
    void selectCurrent();
    void repaintIcons();

    RunContext m_context;
    QList<LayerDisplay> m_layers;
    QHash<AgentId, QTreeWidgetItem *> m_items;
    QHash<AgentId, AgentDisplay> m_displays;
    QTreeWidget *m_list;
    AgentForm *m_form;
};

} // namespace tributary
