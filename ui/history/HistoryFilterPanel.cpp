// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/HistoryFilterPanel.h"

#include "ui/common/ButtonLook.h"
#include "ui/common/SegmentedControl.h"
#include "ui/common/TextStyle.h"
#include "ui/common/ThemeController.h"
#include "ui/run/FlowLayout.h"
#include "viewmodel/HistoryChoices.h"
#include "viewmodel/HistoryViewModel.h"

#include <QComboBox>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

/// Shows `choices` with the one whose value is `chosen`; a value that is not offered any more is the first.
template <typename Value>
void fill(QComboBox &list, const QList<FilterChoice<Value>> &choices, const Value &chosen)
{
    list.clear();
    for (qsizetype i = 0; i < choices.size(); ++i) {
        list.addItem(choices.at(i).text);
        if (choices.at(i).value == chosen)
            list.setCurrentIndex(static_cast<int>(i));
    }
    list.setEnabled(choices.size() > 1);
}

} // namespace

HistoryFilterPanel::HistoryFilterPanel(HistoryViewModel &history, const ProviderDirectory &providers,
                                       const ThemeController &theme, QWidget *parent)
    : QWidget(parent)
    , m_history(history)
    , m_providers(providers)
    , m_theme(theme)
    , m_place(new SegmentedControl(tr("Shown"), this))
{
    setAccessibleName(tr("Filters"));
    setFixedWidth(fixedWidth);
    m_place->setSegments({tr("Runs"), tr("Trash")});
    setFocusProxy(m_place->findChild<QToolButton *>());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(spacing::Medium, spacing::Medium, spacing::Medium, spacing::Medium);
    column->setSpacing(spacing::Small);
    column->addWidget(m_place, 0, Qt::AlignLeft);
    addChips(*column);
    m_date = addList(*column, tr("Date"));
    m_graph = addList(*column, tr("Graph"));
    m_model = addList(*column, tr("Model"));
    m_provider = addList(*column, tr("Provider"));
    m_cost = addList(*column, tr("Cost"));
    m_tag = addList(*column, tr("Tag"));
    m_clear = new QPushButton(tr("Clear filters"), this);
    m_clear->setAccessibleName(m_clear->text());
    column->addSpacing(spacing::Small);
    column->addWidget(m_clear, 0, Qt::AlignLeft);
    addTrash(*column);
    column->addStretch(1);
    connect(m_place, &SegmentedControl::currentChanged, this, [this](int index) {
        if (!m_loading)
            m_history.showTrash(index == 1);
    });
    connect(m_clear, &QPushButton::clicked, &m_history, &HistoryViewModel::clearFilters);
    connect(&theme, &ThemeController::changed, this, qOverload<>(&QWidget::update));
    connectLists();
    load();
}

void HistoryFilterPanel::addChips(QVBoxLayout &column)
{
    auto *box = new QWidget(this);
    box->setAccessibleName(tr("Kinds of runs"));
    auto *flow = new FlowLayout(spacing::Tiny, box);
    for (const HistoryChip chip : historyChips) {
        auto *button = new QToolButton(box);
        button->setText(nameOfChip(chip));
        button->setAccessibleName(button->text());
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        button->setCheckable(true);
        button->setFocusPolicy(Qt::StrongFocus);
        setButtonLook(*button, ButtonLook::Raised);
        flow->addWidget(button);
        m_chips.insert(chip, button);
        connect(button, &QToolButton::toggled, this, [this, chip](bool on) {
            if (m_loading)
                return;
            RunFilter filter = m_history.filter();
            chipOf(filter, chip) = on;
            m_history.setFilter(filter);
        });
    }
    column.addWidget(box);
}

QComboBox *HistoryFilterPanel::addList(QVBoxLayout &column, const QString &label)
{
    auto *list = new QComboBox(this);
    list->setAccessibleName(label);
    list->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    list->setMinimumContentsLength(8);
    auto *title = new QLabel(label, this);
    title->setBuddy(list);
    new TextStyle(title, m_theme, TypeRole::Caption, Colour::Text2);
    column.addSpacing(spacing::Hair);
    column.addWidget(title);
    column.addWidget(list);
    return list;
}

void HistoryFilterPanel::addTrash(QVBoxLayout &column)
{
    m_trashNote = new QLabel(tr("Runs leave the Trash for good after 30 days."), this);
    m_trashNote->setWordWrap(true);
    new TextStyle(m_trashNote, m_theme, TypeRole::Caption, Colour::Text2);
    m_emptyTrash = new QPushButton(tr("Empty Trash…"), this);
    m_emptyTrash->setAccessibleName(tr("Empty Trash"));
    column.addWidget(m_trashNote);
    column.addWidget(m_emptyTrash, 0, Qt::AlignLeft);
    connect(m_emptyTrash, &QPushButton::clicked, this, &HistoryFilterPanel::emptyTrashRequested);
}

/// Every list sets its own member of the filter.
void HistoryFilterPanel::connectLists()
{
    const auto follow = [this](QComboBox *list, auto change) {
        connect(list, &QComboBox::activated, this, [this, change](int index) {
            RunFilter filter = m_history.filter();
            change(filter, index);
            m_history.setFilter(filter);
        });
    };
    follow(m_date, [this](RunFilter &filter, int index) {
        const DateSpan span = dateChoices(m_history.today()).value(index).value;
        filter.from = span.from;
        filter.to = span.to;
    });
    follow(m_graph, [this](RunFilter &filter, int index) {
        filter.graphName = graphChoices(m_history.facets()).value(index).value;
    });
    follow(m_model, [this](RunFilter &filter, int index) {
        filter.model = modelChoices(m_history.facets()).value(index).value;
    });
    follow(m_provider, [this](RunFilter &filter, int index) {
        filter.provider = providerChoices(m_history.facets(), m_providers).value(index).value;
    });
    follow(m_cost, [](RunFilter &filter, int index) { filter.costUsd = costChoices().value(index).value; });
    follow(m_tag,
           [this](RunFilter &filter, int index) { filter.tag = tagChoices(m_history.facets()).value(index).value; });
}

void HistoryFilterPanel::fillLists()
{
    const RunFilter &filter = m_history.filter();
    const RunFacets &facets = m_history.facets();
    fill(*m_date, dateChoices(m_history.today()), DateSpan{filter.from, filter.to});
    fill(*m_graph, graphChoices(facets), filter.graphName);
    fill(*m_model, modelChoices(facets), filter.model);
    fill(*m_provider, providerChoices(facets, m_providers), filter.provider);
    fill(*m_cost, costChoices(), filter.costUsd);
    fill(*m_tag, tagChoices(facets), filter.tag);
}

void HistoryFilterPanel::load()
{
    m_loading = true;
    RunFilter filter = m_history.filter();
    m_place->setCurrentIndex(filter.trash ? 1 : 0);
    for (const auto &[chip, button] : m_chips.asKeyValueRange())
        button->setChecked(chipOf(filter, chip));
    fillLists();
    m_clear->setEnabled(m_history.isFiltered());
    m_trashNote->setVisible(filter.trash);
    m_emptyTrash->setVisible(filter.trash);
    m_emptyTrash->setEnabled(m_history.runs().runCount() > 0 && !m_history.isReadOnly());
    m_loading = false;
}

void HistoryFilterPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closeRequested();
    else
        QWidget::keyPressEvent(event);
}

void HistoryFilterPanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.theme().colour(Colour::Canvas));
    painter.fillRect(QRect(width() - 1, 0, 1, height()), m_theme.theme().colour(Colour::Border));
}

} // namespace tributary
