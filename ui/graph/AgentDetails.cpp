// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/graph/AgentDetails.h"

#include "base/Formatting.h"
#include "graph/Limits.h"
#include "graph/Packing.h"
#include "ui/models/ModelPicker.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QRegularExpressionValidator>
#include <QShortcut>
#include <QToolButton>
#include <QVBoxLayout>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr int listRow = 26;
constexpr int mostRows = 6;
constexpr int templateHeight = 160;
constexpr int secondsStep = 10;
constexpr int idRole = Qt::UserRole + 1;

void setListHeight(QListWidget &list)
{
    list.setFixedHeight(listRow * qBound(1, list.count(), mostRows) + 6);
}

QToolButton *foldButton(const QString &text, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setText(text);
    button->setCheckable(true);
    button->setArrowType(Qt::RightArrow);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    QObject::connect(button, &QToolButton::toggled, button,
                     [button](bool open) { button->setArrowType(open ? Qt::DownArrow : Qt::RightArrow); });
    return button;
}

/// Seconds on screen, milliseconds in the graph; a value of the file that is no whole second is shown rounded and kept.
int secondsOf(Milliseconds time)
{
    return static_cast<int>((time.count() + 500) / 1000);
}

QStringList linesOf(const QString &text)
{
    return text.split(u'|', Qt::SkipEmptyParts);
}

} // namespace

AgentDetails::AgentDetails(const ThemeController &theme, RunViewModel &model, LiveGraph &live, QWidget *parent)
    : FieldColumn(theme, model.document(), parent)
    , m_model(model)
    , m_live(live)
    , m_role(addNote())
    , m_name(new QLineEdit(this))
    , m_referenceBox(new QWidget(this))
    , m_allReferences(new QCheckBox(tr("All of the layer before"), m_referenceBox))
    , m_references(new QListWidget(m_referenceBox))
    , m_reasoning(new QComboBox(this))
    , m_fallbacks(new QListWidget(this))
    , m_addFallback(new ModelPicker(model.models(), theme, this))
    , m_timeout(new QSpinBox(this))
    , m_deadline(new QSpinBox(this))
    , m_template(foldButton(tr("Prompt template"), this))
    , m_templateText(new QPlainTextEdit(this))
    , m_advanced(foldButton(tr("Advanced"), this))
    , m_advancedBox(new QWidget(this))
    , m_topP(new QDoubleSpinBox(this))
    , m_seed(new QLineEdit(this))
    , m_stop(new QLineEdit(this))
{
    build();
    buildAdvanced();
    connectFields();
    connectAdvanced();
    connect(&document(), &GraphDocument::changed, this, &AgentDetails::load);
    connect(&live, &LiveGraph::displayChanged, this, &AgentDetails::updateCost);
}

void AgentDetails::build()
{
    m_name->setPlaceholderText(tr("Optional"));
    addField(tr("&Name"), m_name);

    auto *box = new QVBoxLayout(m_referenceBox);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(spacing::Tiny);
    auto *caption = new QLabel(tr("Referen&ces"), m_referenceBox);
    new TextStyle(caption, theme(), TypeRole::Caption, Colour::Text2);
    caption->setBuddy(m_references);
    m_references->setAccessibleName(tr("References"));
    m_references->setUniformItemSizes(true);
    box->addWidget(caption);
    box->addWidget(m_allReferences);
    box->addWidget(m_references);
    addPlain(m_referenceBox);

    m_reasoning->setEditable(true);
    m_reasoning->addItem(tr("Model's default"));
    m_reasoning->addItems({u"minimal"_s, u"low"_s, u"medium"_s, u"high"_s});
    addField(tr("Reason&ing"), m_reasoning);
    addField(tr("Fall&backs"), m_fallbacks);
    m_fallbacks->setToolTip(tr("Asked in this order when the model before failed for good. Delete removes one."));
    addField(tr("Add a fallback"), m_addFallback);
    m_timeout->setRange(1, secondsOf(limits::longestTime));
    m_timeout->setSingleStep(secondsStep);
    m_timeout->setSuffix(tr(" s of silence"));
    addField(tr("Time&out"), m_timeout);
    m_deadline->setRange(0, secondsOf(limits::longestTime));
    m_deadline->setSingleStep(secondsStep);
    m_deadline->setSuffix(tr(" s in all"));
    m_deadline->setSpecialValueText(tr("No deadline"));
    addField(tr("&Deadline"), m_deadline);
}

void AgentDetails::buildAdvanced()
{
    addPlain(m_template);
    m_templateText->setReadOnly(true);
    m_templateText->setTabChangesFocus(true);
    m_templateText->setPlainText(aggregateAndSynthesizeInstruction());
    m_templateText->setAccessibleName(tr("Prompt template"));
    m_templateText->setFixedHeight(templateHeight);
    m_templateText->hide();
    addPlain(m_templateText);

    addPlain(m_advanced);
    m_topP->setRange(0, 1);
    m_topP->setSingleStep(0.05);
    m_topP->setSpecialValueText(tr("Provider's default"));
    m_seed->setPlaceholderText(tr("By chance"));
    m_seed->setValidator(new QRegularExpressionValidator(QRegularExpression(u"-?\\d{0,15}"_s), m_seed));
    m_stop->setPlaceholderText(tr("None; several with | between"));
    const int first = column()->count();
    addField(tr("To&p-p"), m_topP);
    addField(tr("Seed"), m_seed);
    addField(tr("Stop texts"), m_stop);
    auto *inside = new QVBoxLayout(m_advancedBox);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->setSpacing(spacing::Tiny);
    while (column()->count() > first) {
        QLayoutItem *item = column()->takeAt(first);
        inside->addItem(item);
        // A moved item's widget stays with its parent, and would neither hide nor move with the box.
        if (item->widget())
            item->widget()->setParent(m_advancedBox);
    }
    column()->addWidget(m_advancedBox);
    m_advancedBox->hide();
    m_cost = addNote();
}

void AgentDetails::connectFields()
{
    connect(m_name, &QLineEdit::textEdited, this,
            [this](const QString &text) { document().setName(m_agent, text, gestureIn(m_name)); });
    // Unticking one turns "all" into a list; ticking "all" forgets the list.
    connect(m_allReferences, &QCheckBox::clicked, this, [this](bool all) {
        if (all)
            document().setReferences(m_agent, std::nullopt);
        else
            takeReferences();
    });
    connect(m_references, &QListWidget::itemChanged, this, [this] {
        if (!m_loading)
            takeReferences();
    });
    connect(m_reasoning, &QComboBox::currentTextChanged, this, [this](const QString &text) {
        const QString word = text.trimmed();
        const bool usual = word.isEmpty() || word == m_reasoning->itemText(0);
        if (!m_loading)
            document().setReasoning(m_agent, usual ? std::nullopt : std::optional(word), gestureIn(m_reasoning));
    });
    connect(m_addFallback, &ModelPicker::modelChosen, this, [this](const ModelRef &model) {
        const Agent *agent = document().find(m_agent);
        if (agent)
            document().setFallbacks(m_agent, agent->fallbacks + QList<ModelRef>{model});
    });
    connect(m_addFallback, &ModelPicker::modelsRequested, this, &AgentDetails::modelsRequested);
    auto *remove = new QShortcut(QKeySequence::Delete, m_fallbacks);
    remove->setContext(Qt::WidgetShortcut);
    connect(remove, &QShortcut::activated, this, [this] {
        const Agent *agent = document().find(m_agent);
        QList<ModelRef> left = agent ? agent->fallbacks : QList<ModelRef>();
        if (m_fallbacks->currentRow() < 0 || m_fallbacks->currentRow() >= left.size())
            return;
        left.removeAt(m_fallbacks->currentRow());
        document().setFallbacks(m_agent, left);
    });
}

void AgentDetails::connectAdvanced()
{
    connect(m_timeout, &QSpinBox::valueChanged, this, [this](int seconds) {
        if (!m_loading)
            document().setTimeout(m_agent, std::chrono::seconds(seconds), gestureIn(m_timeout));
    });
    connect(m_deadline, &QSpinBox::valueChanged, this, [this](int seconds) {
        const auto deadline = seconds == 0 ? std::nullopt : std::optional<Milliseconds>(std::chrono::seconds(seconds));
        if (!m_loading)
            document().setDeadline(m_agent, deadline, gestureIn(m_deadline));
    });
    connect(m_topP, &QDoubleSpinBox::valueChanged, this, [this](double value) {
        if (!m_loading)
            document().setTopP(m_agent, value > 0 ? std::optional(value) : std::nullopt, gestureIn(m_topP));
    });
    connect(m_seed, &QLineEdit::textEdited, this, [this](const QString &text) {
        bool whole = false;
        const qint64 seed = text.toLongLong(&whole);
        document().setSeed(m_agent, whole ? std::optional(seed) : std::nullopt, gestureIn(m_seed));
    });
    connect(m_stop, &QLineEdit::textEdited, this,
            [this](const QString &text) { document().setStop(m_agent, linesOf(text), gestureIn(m_stop)); });
    connect(m_template, &QToolButton::toggled, m_templateText, &QWidget::setVisible);
    connect(m_advanced, &QToolButton::toggled, m_advancedBox, &QWidget::setVisible);
}

void AgentDetails::setAgent(const AgentId &agent)
{
    if (agent != m_agent)
        startOver();
    m_agent = agent;
    load();
}

void AgentDetails::focusName()
{
    m_name->setFocus(Qt::OtherFocusReason);
    m_name->selectAll();
}

void AgentDetails::focusReferences()
{
    QWidget *field = m_references->count() > 0 ? static_cast<QWidget *>(m_references) : m_allReferences;
    if (m_references->currentRow() < 0)
        m_references->setCurrentRow(0);
    field->setFocus(Qt::OtherFocusReason);
}

void AgentDetails::load()
{
    const Agent *agent = document().find(m_agent);
    if (agent == nullptr)
        return;
    m_loading = true;
    const std::optional<AgentPlace> place = findAgent(document().graph(), m_agent);
    const bool last = place->layer + 1 == document().graph().layers.size();
    m_role->setText(last               ? tr("Aggregator: writes the synthesis.")
                    : place->layer > 0 ? tr("Proposer with references in layer %1.").arg(place->layer + 1)
                                       : tr("Proposer in layer 1."));
    if (m_name->text() != agent->name)
        m_name->setText(agent->name);
    loadReferences(*agent);
    const QString effort = agent->reasoning.value_or(m_reasoning->itemText(0));
    if (m_reasoning->currentText() != effort && !m_reasoning->lineEdit()->hasFocus())
        m_reasoning->setCurrentText(effort);
    loadFallbacks(*agent);
    loadAdvanced(*agent);
    m_template->setVisible(place->layer > 0);
    m_templateText->setVisible(place->layer > 0 && m_template->isChecked());
    m_loading = false;
    updateCost();
}

void AgentDetails::loadReferences(const Agent &agent)
{
    const QList<Layer> &layers = document().graph().layers;
    const qsizetype layer = findAgent(document().graph(), m_agent)->layer;
    const QList<Agent> before = layer > 0 ? layers.at(layer - 1).agents : QList<Agent>();
    m_referenceBox->setVisible(!before.isEmpty());
    m_allReferences->setChecked(!agent.references);
    const int row = m_references->currentRow();
    m_references->clear();
    for (qsizetype i = 0; i < before.size(); ++i) {
        const Agent &source = before.at(i);
        const QString model = source.name.isEmpty() ? source.model.model : source.name;
        auto *item = new QListWidgetItem(u"%1  %2"_s.arg(agentLetter(i), model), m_references);
        item->setData(idRole, source.id.value);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(!agent.references || agent.references->contains(source.id) ? Qt::Checked : Qt::Unchecked);
    }
    m_references->setCurrentRow(qMin(row, m_references->count() - 1));
    setListHeight(*m_references);
}

void AgentDetails::loadFallbacks(const Agent &agent)
{
    const int row = m_fallbacks->currentRow();
    m_fallbacks->clear();
    for (const ModelRef &model : agent.fallbacks)
        m_fallbacks->addItem(model.toString());
    m_fallbacks->setCurrentRow(qMin(row, m_fallbacks->count() - 1));
    setListHeight(*m_fallbacks);
    m_addFallback->setCurrentModel({});
}

void AgentDetails::loadAdvanced(const Agent &agent)
{
    m_timeout->setValue(secondsOf(agent.timeout));
    m_deadline->setValue(agent.deadline ? secondsOf(*agent.deadline) : 0);
    m_topP->setValue(agent.sampling.topP.value_or(0));
    const QString seed = agent.sampling.seed ? QString::number(*agent.sampling.seed) : QString();
    if (m_seed->text() != seed && !m_seed->hasFocus())
        m_seed->setText(seed);
    if (linesOf(m_stop->text()) != agent.sampling.stop)
        m_stop->setText(agent.sampling.stop.join(u'|'));
}

void AgentDetails::takeReferences()
{
    QList<AgentId> chosen;
    for (int row = 0; row < m_references->count(); ++row) {
        if (m_references->item(row)->checkState() == Qt::Checked)
            chosen.append({m_references->item(row)->data(idRole).toString()});
    }
    document().setReferences(m_agent, chosen);
}

void AgentDetails::updateCost()
{
    const std::optional<AgentState> state = m_live.state(m_agent);
    const bool known = state && state->costUsd;
    m_cost->setText(known ? tr("Cost in this run: %1").arg(formatMoney(*state->costUsd)) : QString());
    m_cost->setVisible(known);
}

} // namespace tributary
