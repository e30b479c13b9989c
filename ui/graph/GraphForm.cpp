// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/graph/GraphForm.h"

#include "graph/Limits.h"
#include "ui/common/AgentLook.h"
#include "ui/graph/ModelShelf.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QSpinBox>
#include <QVBoxLayout>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr int descriptionHeight = 60;
constexpr int problemsHeight = 132;
constexpr double highestBudget = 10'000;

/// In which way the packing differs from the default one, as words; empty when it does not.
QStringList packingDifferences(const Packing &packing)
{
    const Packing usual;
    QStringList words;
    if (packing.role != usual.role)
        words.append(GraphForm::tr("references in the system prompt"));
    if (packing.names != usual.names)
        words.append(GraphForm::tr("names shown"));
    if (packing.order != usual.order)
        words.append(GraphForm::tr("order of the graph"));
    return words;
}

} // namespace

GraphForm::GraphForm(const ThemeController &theme, GraphEditor &editor, QWidget *parent)
    : FieldColumn(theme, editor.document(), parent)
    , m_editor(editor)
    , m_name(new QLineEdit(this))
    , m_description(new QPlainTextEdit(this))
    , m_problems(new QListWidget(this))
    , m_role(new QComboBox(this))
    , m_names(new QComboBox(this))
    , m_order(new QComboBox(this))
    , m_overflow(new QComboBox(this))
    , m_retries(new QSpinBox(this))
    , m_budget(new QDoubleSpinBox(this))
    , m_hedging(new QCheckBox(tr("Ask late agents a second time"), this))
{
    build();
    connectFields();
    connect(&document(), &GraphDocument::changed, this, &GraphForm::load);
    connect(&document(), &GraphDocument::issuesChanged, this, &GraphForm::loadProblems);
    connect(&editor.model().estimate(), &EstimatePresenter::changed, this, &GraphForm::loadEstimate);
    load();
    loadProblems();
    loadEstimate();
}

void GraphForm::build()
{
    addTitle()->setText(tr("Graph"));
    addSpace();
    addField(tr("&Name"), m_name);
    m_description->setTabChangesFocus(true);
    m_description->setFixedHeight(descriptionHeight);
    addField(tr("&Description"), m_description);
    m_estimate = addNote();
    m_problemTitle = addTitle(TypeRole::Strong);
    m_problems->setAccessibleName(tr("Problems"));
    m_problems->setWordWrap(true);
    m_problems->setToolTip(tr("Enter goes to the agent or layer concerned."));
    m_problems->setFixedHeight(problemsHeight);
    m_problems->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    addPlain(m_problems);
    addTitle(TypeRole::Strong)->setText(tr("Models"));
    auto *models = new ModelShelf(m_editor, theme(), this);
    connect(models, &ModelShelf::added, this, &GraphForm::agentAdded);
    addPlain(models);
    addTitle(TypeRole::Strong)->setText(tr("How references are given"));
    m_role->addItems({tr("In the user's message, fenced"), tr("In the system prompt")});
    m_names->addItems({tr("Hidden"), tr("Shown to the next layer")});
    m_order->addItems({tr("Shuffled"), tr("Order of the graph")});
    m_overflow->addItems({tr("Ask"), tr("Drop the longest"), tr("Shorten")});
    addField(tr("&Place"), m_role);
    addField(tr("Na&mes"), m_names);
    addField(tr("&Order"), m_order);
    addField(tr("When too &long"), m_overflow);
    m_difference = addNote();
    addTitle(TypeRole::Strong)->setText(tr("Limits"));
    m_retries->setRange(0, limits::mostRetries);
    addField(tr("Retr&ies"), m_retries);
    m_budget->setRange(0, highestBudget);
    m_budget->setDecimals(2);
    m_budget->setPrefix(u"$"_s);
    m_budget->setSpecialValueText(tr("No budget"));
    addField(tr("&Budget of a run"), m_budget);
    addPlain(m_hedging);
    column()->addStretch(1);
}

void GraphForm::connectFields()
{
    connect(m_name, &QLineEdit::textEdited, this,
            [this](const QString &text) { document().setGraphName(text, gestureIn(m_name)); });
    connect(m_description, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_loading)
            document().setDescription(m_description->toPlainText(), gestureIn(m_description));
    });
    for (QComboBox *box : {m_role, m_names, m_order, m_overflow})
        connect(box, &QComboBox::activated, this, &GraphForm::takePacking);
    connect(m_retries, &QSpinBox::valueChanged, this, [this](int count) {
        if (!m_loading)
            document().setRetries(count, gestureIn(m_retries));
    });
    connect(m_budget, &QDoubleSpinBox::valueChanged, this, [this](double usd) {
        if (!m_loading)
            document().setBudget(usd > 0 ? std::optional(usd) : std::nullopt, gestureIn(m_budget));
    });
    connect(m_hedging, &QCheckBox::clicked, this, [this](bool on) { document().setHedging(on); });
    connect(m_problems, &QListWidget::itemActivated, this,
            [this](QListWidgetItem *item) { goTo(m_problems->row(item)); });
    connect(m_problems, &QListWidget::itemClicked, this,
            [this](QListWidgetItem *item) { goTo(m_problems->row(item)); });
}

void GraphForm::takePacking()
{
    document().setPacking({static_cast<Packing::Role>(m_role->currentIndex()),
                           static_cast<Packing::Names>(m_names->currentIndex()),
                           static_cast<Packing::Order>(m_order->currentIndex()),
                           static_cast<Packing::Overflow>(m_overflow->currentIndex())});
}

void GraphForm::load()
{
    const Graph &graph = document().graph();
    m_loading = true;
    if (m_name->text() != graph.name)
        m_name->setText(graph.name);
    if (m_description->toPlainText() != graph.description)
        m_description->setPlainText(graph.description);
    m_role->setCurrentIndex(static_cast<int>(graph.packing.role));
    m_names->setCurrentIndex(static_cast<int>(graph.packing.names));
    m_order->setCurrentIndex(static_cast<int>(graph.packing.order));
    m_overflow->setCurrentIndex(static_cast<int>(graph.packing.overflow));
    const QStringList differences = packingDifferences(graph.packing);
    m_difference->setText(differences.isEmpty()
                              ? tr("Tributary's own packing.")
                              : tr("Differs from Tributary's own packing: %1.").arg(differences.join(u", "_s)));
    m_retries->setValue(graph.policy.retries);
    m_budget->setValue(graph.policy.budgetUsd.value_or(0));
    m_hedging->setChecked(graph.policy.hedging);
    m_loading = false;
}

void GraphForm::loadProblems()
{
    m_problems->clear();
    const QList<Issue> &issues = document().issues();
    for (const Issue &issue : issues) {
        const bool error = issue.severity == Severity::Error;
        auto *item = new QListWidgetItem(issue.message, m_problems);
        item->setIcon(
            namedIcon(theme(), error ? u"circle-x"_s : u"triangle-alert"_s, error ? Colour::Error : Colour::Warning));
        item->setData(Qt::AccessibleTextRole,
                      error ? tr("Error: %1").arg(issue.message) : tr("Warning: %1").arg(issue.message));
    }
    m_problemTitle->setText(issues.isEmpty() ? tr("No problems") : tr("Problems (%1)").arg(issues.size()));
    m_problems->setVisible(!issues.isEmpty());
}

void GraphForm::loadEstimate()
{
    m_estimate->setText(m_editor.model().estimate().lines().join(u'\n'));
    m_estimate->setVisible(!m_estimate->text().isEmpty());
}

void GraphForm::goTo(int row)
{
    const Issue issue = document().issues().value(row);
    if (!issue.agent.isEmpty())
        return m_editor.selection().focusAgent(issue.agent);
    static const QRegularExpression layerPlace(u"^layers\\[(\\d+)\\]"_s);
    const QRegularExpressionMatch match = layerPlace.match(issue.place);
    if (match.hasMatch())
        m_editor.selection().focusLayer(match.captured(1).toInt());
}

void GraphForm::focusProblems()
{
    if (!m_problems->isHidden())
        m_problems->setFocus(Qt::OtherFocusReason);
    else
        m_name->setFocus(Qt::OtherFocusReason);
}

} // namespace tributary
