// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Id.h"
#include "text/TextRange.h"

#include <QDialog>

class QLabel;
class QModelIndex;
class QPushButton;
class QTableView;

namespace tributary {

class CheckPresenter;
class ModelChoices;
class ModelPicker;
class ThemeController;

/// *Check with a model…*: which model is asked and what that costs, the call while it is made, and what came of it as a
/// table of point and agent. Each cell leads to its passage. Not modal, so that the answers can be read beside it;
/// deletes itself when closed, which stops nothing that is kept.
class CheckDialog : public QDialog
{
    Q_OBJECT

public:
    /// All of them must outlive it.
    CheckDialog(CheckPresenter &check, ModelChoices &models, const ThemeController &theme, QWidget *parent = nullptr);
    ~CheckDialog() override;

Q_SIGNALS:
    /// The passage of a cell, in the answer of this agent.
    void passageWanted(const tributary::AgentId &agent, const tributary::TextRange &passage);
    /// The person wants to see providers and models.
    void modelsRequested();

private:
    void buildLayout();
    void buildTable();
    void update();
    void updateEstimate();
    void press();
    void follow(const QModelIndex &cell);

    CheckPresenter &m_check;
    const ThemeController &m_theme;
    ModelPicker *m_picker;
    QLabel *m_estimate;
    QLabel *m_status;
    QPushButton *m_start;
    QTableView *m_table;
};

} // namespace tributary
