// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/run/FieldColumn.h"
#include "viewmodel/LiveGraph.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QSpinBox;
class QToolButton;

namespace tributary {

class ModelPicker;

/// What AgentForm leaves out: name, references, reasoning, fallbacks, times, the sampling that is rarely touched, and
/// what the agent has cost in the run on screen.
class AgentDetails : public FieldColumn
{
    Q_OBJECT

public:
    AgentDetails(const ThemeController &theme, RunViewModel &model, LiveGraph &live, QWidget *parent = nullptr);

    void setAgent(const AgentId &agent);
    void focusName();
    void focusReferences();

Q_SIGNALS:
    void modelsRequested();

private:
    void build();
    void buildAdvanced();
    void connectFields();
    void connectAdvanced();
    void load();
    void loadReferences(const Agent &agent);
    void loadFallbacks(const Agent &agent);
    void loadAdvanced(const Agent &agent);
    void takeReferences();
    void updateCost();

    RunViewModel &m_model;
    LiveGraph &m_live;
    AgentId m_agent;
    QLabel *m_role;
    QLineEdit *m_name;
    QWidget *m_referenceBox;
    QCheckBox *m_allReferences;
    QListWidget *m_references;
    QComboBox *m_reasoning;
    QListWidget *m_fallbacks;
    ModelPicker *m_addFallback;
    QSpinBox *m_timeout;
    QSpinBox *m_deadline;
    QToolButton *m_template;
    QPlainTextEdit *m_templateText;
    QToolButton *m_advanced;
    QWidget *m_advancedBox;
    QDoubleSpinBox *m_topP;
    QLineEdit *m_seed;
    QLineEdit *m_stop;
    QLabel *m_cost = nullptr;
};

} // namespace tributary
