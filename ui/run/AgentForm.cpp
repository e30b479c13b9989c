// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/AgentForm.h"

#include "ui/common/ThemeController.h"
#include "ui/models/ModelPicker.h"
#include "ui/run/RunLook.h"
#include "viewmodel/GraphDocument.h"
#include "viewmodel/ModelChoices.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace tributary {

namespace {

constexpr int fieldHeight = 30;
constexpr int promptHeight = 96;
constexpr double temperatureStep = 0.1;
constexpr double highestTemperature = 2.0;
constexpr int highestMaxTokens = 1'000'000;
constexpr int maxTokensStep = 256;

const Agent *agentIn(const Graph &graph, const AgentId &id)
{
    const std::optional<AgentPlace> place = findAgent(graph, id);
    return place ? &graph.layers.at(place->layer).agents.at(place->index) : nullptr;
}

bool leavesToDocument(const QObject &field, const QKeyEvent &key)
{
    const auto *line = field.findChild<QLineEdit *>();
    return line && ((key.matches(QKeySequence::Undo) && !line->isUndoAvailable()) ||
                    (key.matches(QKeySequence::Redo) && !line->isRedoAvailable()));
}

} // namespace

AgentForm::AgentForm(const RunContext &context, GraphDocument &document, ModelChoices &models, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_document(document)
    , m_models(models)
    , m_title(new QLabel(this))
    , m_model(new ModelPicker(models, context.theme, this))
    , m_detail(new QLabel(this))
    , m_muted(new QCheckBox(tr("Mute: not asked in the next run"), this))
    , m_temperature(new QDoubleSpinBox(this))
    , m_maxTokens(new QSpinBox(this))
    , m_systemPrompt(new QPlainTextEdit(this))
{
    new TextStyle(m_title, context.theme, TypeRole::Section, Colour::Text);
    new TextStyle(m_detail, context.theme, TypeRole::Caption, Colour::Text3);
    m_detail->setTextFormat(Qt::PlainText);
    m_detail->setWordWrap(true);
    m_title->setTextFormat(Qt::PlainText);
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

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing::Tiny);
    column->addWidget(m_title);
    column->addSpacing(spacing::Small);
    addField(column, tr("&Model"), m_model);
    column->insertWidget(column->count() - 1, m_detail);
    column->addWidget(m_muted);
    column->addSpacing(spacing::Small);
    addField(column, tr("&Temperature"), m_temperature);
    addField(column, tr("Ma&x tokens"), m_maxTokens);
    addField(column, tr("&System prompt"), m_systemPrompt);
    column->setStretchFactor(m_systemPrompt, 1);
    connectFields();
}

void AgentForm::addField(QVBoxLayout *column, const QString &label, QWidget *field)
{
    auto *caption = new QLabel(label, this);
    new TextStyle(caption, m_context.theme, TypeRole::Caption, Colour::Text2);
    caption->setBuddy(field);
    QString name = label;
    field->setAccessibleName(name.remove(u'&'));
    if (qobject_cast<QPlainTextEdit *>(field) == nullptr)
        field->setMinimumHeight(fieldHeight);
    field->installEventFilter(this);
    column->addWidget(caption);
    column->addWidget(field);
    column->addSpacing(spacing::Small);
}

void AgentForm::connectFields()
{
    connect(m_model, &ModelPicker::modelChosen, this, &AgentForm::takeModel);
    connect(m_model, &ModelPicker::modelsRequested, this, &AgentForm::modelsRequested);
    connect(m_model, &ModelPicker::dismissed, this, [this] {
        m_retry = false;
        updateDetail();
    });
    connect(m_muted, &QCheckBox::clicked, this, [this](bool muted) { m_document.setMuted({m_agent}, muted); });
    connect(m_temperature, &QDoubleSpinBox::valueChanged, this, [this](double value) {
        if (!m_loading)
            m_document.setTemperature(m_agent, value < 0 ? std::nullopt : std::optional(value),
                                      gestureIn(m_temperature));
    });
    connect(m_maxTokens, &QSpinBox::valueChanged, this, [this](int value) {
        if (!m_loading)
            m_document.setMaxTokens(m_agent, value == 0 ? std::nullopt : std::optional(value), gestureIn(m_maxTokens));
    });
    connect(m_systemPrompt, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_loading)
            m_document.setSystemPrompt(m_agent, m_systemPrompt->toPlainText(), gestureIn(m_systemPrompt));
    });
    connect(&m_document, &GraphDocument::changed, this, &AgentForm::load);
    connect(&m_models, &QAbstractItemModel::modelReset, this, &AgentForm::updateDetail);
}

void AgentForm::setAgent(const AgentId &agent)
{
    if (agent != m_agent) {
        m_agent = agent;
        m_retry = false;
        ++m_gesture;
    }
    load();
}

void AgentForm::focusModel()
{
    m_model->setFocus(Qt::OtherFocusReason);
}

void AgentForm::retryWithNextModel()
{
    m_retry = true;
    updateDetail();
    focusModel();
    m_model->openPalette();
}

void AgentForm::takeModel(const ModelRef &model)
{
    if (!m_retry) {
        m_document.setModel(m_agent, model);
        return;
    }
    m_retry = false;
    updateDetail();
    Q_EMIT modelForRetry(m_agent, model);
}

int AgentForm::gestureIn(const QWidget *field)
{
    if (field != m_edited)
        ++m_gesture;
    m_edited = field;
    return m_gesture;
}

bool AgentForm::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn)
        ++m_gesture;
    // A field claims undo and redo even with nothing to undo; then the keys belong to the document.
    if (event->type() == QEvent::ShortcutOverride && leavesToDocument(*watched, *static_cast<QKeyEvent *>(event))) {
        event->ignore();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void AgentForm::load()
{
    const Agent *agent = agentIn(m_document.graph(), m_agent);
    setEnabled(agent != nullptr);
    if (agent == nullptr)
        return;
    m_loading = true;
    const bool aggregator = findAgent(m_document.graph(), m_agent)->layer == m_document.graph().layers.size() - 1;
    m_title->setText(aggregator ? tr("Aggregator") : tr("Agent %1").arg(m_document.nameOf(m_agent)));
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
