// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/run/FieldColumn.h"
#include "viewmodel/GraphEditor.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QSpinBox;

namespace tributary {

/// The settings of the graph as a whole, what a run of it would take, and its problems, each with its place.
class GraphForm : public FieldColumn
{
    Q_OBJECT

public:
    GraphForm(const ThemeController &theme, GraphEditor &editor, QWidget *parent = nullptr);

    void focusProblems();

Q_SIGNALS:
    /// From the list of models, by key: the work goes on in the graph.
    void agentAdded();

private:
    void build();
    void connectFields();
    void takePacking();
    void load();
    void loadProblems();
    void loadEstimate();
    /// Selects what the problem is about.
    void goTo(int row);

    GraphEditor &m_editor;
    QLineEdit *m_name;
    QPlainTextEdit *m_description;
    QLabel *m_estimate = nullptr;
    QLabel *m_problemTitle = nullptr;
    QListWidget *m_problems;
    QComboBox *m_role;
    QComboBox *m_names;
    QComboBox *m_order;
    QComboBox *m_overflow;
    QLabel *m_difference = nullptr;
    QSpinBox *m_retries;
    QDoubleSpinBox *m_budget;
    QCheckBox *m_hedging;
};

} // namespace tributary
