// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Id.h"
#include "base/ModelRef.h"
#include "ui/run/FieldColumn.h"

class QCheckBox;
class QDoubleSpinBox;
class QPlainTextEdit;
class QSpinBox;

namespace tributary {

class ModelChoices;
class ModelPicker;

/// The settings of one agent. Every change is an undo step of the document; a spell of typing in one field is one step.
class AgentForm : public FieldColumn
{
    Q_OBJECT

public:
    AgentForm(const ThemeController &theme, GraphDocument &document, ModelChoices &models, QWidget *parent = nullptr);

    void setAgent(const AgentId &agent);

    [[nodiscard]] const AgentId &agent() const { return m_agent; }

    void focusModel();
    /// Opens the palette.
    void chooseModel();
    /// The same, but the model that is chosen replaces one that failed: modelForRetry() instead of an edit.
    void retryWithNextModel();

Q_SIGNALS:
    void modelForRetry(const tributary::AgentId &agent, const tributary::ModelRef &model);
    /// Providers and models shall be shown.
    void modelsRequested();

private:
    void layOut();
    void connectFields();
    void load();
    void updateDetail();
    void takeModel(const ModelRef &model);

    ModelChoices &m_models;
    AgentId m_agent;
    bool m_retry = false;
    QLabel *m_title;
    ModelPicker *m_model;
    QLabel *m_detail;
    QCheckBox *m_muted;
    QDoubleSpinBox *m_temperature;
    QSpinBox *m_maxTokens;
    QPlainTextEdit *m_systemPrompt;
};

} // namespace tributary
