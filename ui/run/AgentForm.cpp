// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/AgentForm.h"

#include "ui/common/ThemeController.h"
#include "ui/models/ModelPicker.h"
#include "viewmodel/ModelChoices.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace tributary {

namespace {

constexpr int promptHeight = 96;
constexpr double temperatureStep = 0.1;
constexpr double highestTemperature = 2.0;
constexpr int highestMaxTokens = 1'000'000;
constexpr int maxTokensStep = 256;

} // namespace

AgentForm::AgentForm(const ThemeController &theme, GraphDocument &document, ModelChoices &models, QWidget *parent)
    : FieldColumn(theme, document, parent)
    , m_models(models)
    , m_title(addTitle())
    , m_model(new ModelPicker(models, theme, this))
    , m_detail(addNote())
    , m_muted(new QCheckBox(tr("Mute: not asked in the next run"), this))
    , m_temperature(new QDoubleSpinBox(this))
    , m_maxTokens(new QSpinBox(this))
    , m_systemPrompt(new QPlainTextEdit(this))
{
    // The lowest value stands for "not sent", as the graph file's null does.
    m_temperature->setRange(-temperatureStep, highestTemperature);
    m_temperature->setSingleStep(temperatureStep);
    m_temperature->setDecimals(1);
    m_temperature->setSpecialValueText(tr("Provider's default"));
    m_maxTokens->setRange(0, highestMaxTokens);
    m_maxTokens->setSingleStep(maxTokensStep);
    m_maxTokens->setGroupSeparatorShown(true);
    m_maxTokens->setSpecialValueText(tr("Provider's default"));
    m_systemPrompt->setTabChangesFocus(true);
    m_systemPrompt->setPlaceholderText(tr("Optional: a standing instruction for this agent"));
    m_systemPrompt->setMinimumHeight(promptHeight);
    m_muted->setAccessibleName(tr("Mute"));
    layOut();
    connectFields();
}

void AgentForm::layOut()
{
    addSpace();
    addField(tr("&Model"), m_model);
    column()->removeWidget(m_detail);
    column()->insertWidget(column()->count() - 1, m_detail);
    addPlain(m_muted);
    addField(tr("Temperat&ure"), m_temperature);
    addField(tr("Ma&x tokens"), m_maxTokens);
    addField(tr("&System prompt"), m_systemPrompt);
    column()->setStretchFactor(m_systemPrompt, 1);
}

void AgentForm::connectFields()
{
    connect(m_model, &ModelPicker::modelChosen, this, &AgentForm::takeModel);
    connect(m_model, &ModelPicker::modelsRequested, this, &AgentForm::modelsRequested);
    connect(m_model, &ModelPicker::dismissed, this, [this] {
        m_retry = false;
        updateDetail();
    });
    connect(m_muted, &QCheckBox::clicked, this, [this](bool muted) { document().setMuted({m_agent}, muted); });
    connect(m_temperature, &QDoubleSpinBox::valueChanged, this, [this](double value) {
        if (!m_loading)
            document().setTemperature(m_agent, value < 0 ? std::nullopt : std::optional(value),
                                      gestureIn(m_temperature));
    });
    connect(m_maxTokens, &QSpinBox::valueChanged, this, [this](int value) {
        if (!m_loading)
            document().setMaxTokens(m_agent, value == 0 ? std::nullopt : std::optional(value), gestureIn(m_maxTokens));
    });
    connect(m_systemPrompt, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_loading)
            document().setSystemPrompt(m_agent, m_systemPrompt->toPlainText(), gestureIn(m_systemPrompt));
    });
    connect(&document(), &GraphDocument::changed, this, &AgentForm::load);
    connect(&m_models, &QAbstractItemModel::modelReset, this, &AgentForm::updateDetail);
}

void AgentForm::setAgent(const AgentId &agent)
{
    if (agent != m_agent) {
        m_agent = agent;
        m_retry = false;
        startOver();
    }
    load();
}

void AgentForm::focusModel()
{
    m_model->setFocus(Qt::OtherFocusReason);
}

void AgentForm::chooseModel()
{
    focusModel();
    m_model->openPalette();
}

void AgentForm::retryWithNextModel()
{
    m_retry = true;
    updateDetail();
    chooseModel();
}

void AgentForm::takeModel(const ModelRef &model)
{
    if (!m_retry) {
        document().setModel(m_agent, model);
        return;
    }
    m_retry = false;
    updateDetail();
    Q_EMIT modelForRetry(m_agent, model);
}

void AgentForm::load()
{
    const Agent *agent = document().find(m_agent);
    setEnabled(agent != nullptr);
    if (agent == nullptr)
        return;
    m_loading = true;
    const std::optional<AgentPlace> place = findAgent(document().graph(), m_agent);
    const bool aggregator = place && place->layer == document().graph().layers.size() - 1;
    m_title->setText(aggregator ? tr("Aggregator") : tr("Agent %1").arg(document().nameOf(m_agent)));
    m_model->setCurrentModel(agent->model);
    m_muted->setChecked(agent->muted);
    m_temperature->setValue(agent->sampling.temperature.value_or(-temperatureStep));
    m_maxTokens->setValue(agent->sampling.maxTokens.value_or(0));
    // Setting the same text would move the caret of whoever is typing here.
    if (m_systemPrompt->toPlainText() != agent->systemPrompt)
        m_systemPrompt->setPlainText(agent->systemPrompt);
    m_loading = false;
    updateDetail();
}

void AgentForm::updateDetail()
{
    const int row = m_models.rowOf(m_model->model());
    const QString known = row < 0 ? QString() : m_models.index(row, 0).data(ModelChoices::DetailRole).toString();
    m_detail->setText(m_retry ? tr("The model you choose now is asked at once.") : known);
    m_detail->setVisible(!m_detail->text().isEmpty());
}

} // namespace tributary
