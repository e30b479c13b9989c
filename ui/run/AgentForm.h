// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Id.h"
#include "base/ModelRef.h"
#include "ui/run/RunContext.h"

#include <QWidget>

class QCheckBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QPlainTextEdit;
class QSpinBox;
class QVBoxLayout;

namespace tributary {

class GraphDocument;
class ModelChoices;
class ModelPicker;

/// The settings of one agent. Every change is an undo step of the document; a spell of typing in one field is one step.
class AgentForm : public QWidget
{
    Q_OBJECT

public:
    AgentForm(const RunContext &context, GraphDocument &document, ModelChoices &models, QWidget *parent = nullptr);

    void setAgent(const AgentId &agent);

    [[nodiscard]] const AgentId &agent() const { return m_agent; }

    void focusModel();
    /// Opens the palette; the model that is chosen replaces one that failed: modelForRetry() instead of an edit.
    void retryWithNextModel();

Q_SIGNALS:
    void modelForRetry(const tributary::AgentId &agent, const tributary::ModelRef &model);
    /// Providers and models shall be shown.
    void modelsRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void addField(QVBoxLayout *column, const QString &label, QWidget *field);
    void connectFields();
    void load();
    void updateDetail();
    /// The number of the edits that `field` gets now.
    int gestureIn(const QWidget *field);
    void takeModel(const ModelRef &model);

    RunContext m_context;
    GraphDocument &m_document;
    ModelChoices &m_models;
    AgentId m_agent;
    /// One number for each time a field is entered: edits of one visit are one undo step.
    int m_gesture = 1;
    const QWidget *m_edited = nullptr;
    bool m_loading = false;
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
