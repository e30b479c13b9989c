// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/HistoryListPane.h"

#include "base/Formatting.h"
#include "ui/common/Icons.h"
#include "ui/common/TextStyle.h"
#include "ui/common/ThemeController.h"
#include "ui/history/HistoryList.h"
#include "viewmodel/HistoryChoices.h"
#include "viewmodel/HistoryViewModel.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

QToolButton *wordButton(const QString &text, const QString &toolTip, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setText(text);
    button->setAccessibleName(QString(text).remove(u'…'));
    button->setToolTip(toolTip);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace

HistoryListPane::HistoryListPane(HistoryViewModel &history, const ThemeController &theme, QWidget *parent)
    : QWidget(parent)
    , m_history(history)
    , m_theme(theme)
    , m_search(new QLineEdit(this))
    , m_filters(wordButton(tr("Filters"), tr("Show or hide the filters"), this))
    , m_count(new QLabel(this))
    , m_compare(wordButton(tr("Compare"), tr("Show two selected runs side by side"), this))
    , m_export(wordButton(tr("Export…"), tr("Save the selected runs as files"), this))
    , m_tag(wordButton(tr("Tag…"), tr("Give the selected runs tags"), this))
    , m_restore(wordButton(tr("Restore"), tr("Take the selected runs out of the Trash"), this))
    , m_delete(wordButton(tr("Delete"), tr("Move the selected runs to the Trash (Del)"), this))
    , m_pages(new QStackedWidget(this))
    , m_list(new HistoryList(theme, history.runs(), this))
{
    m_pages->addWidget(m_list);
    m_pages->addWidget(buildEmpty());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 1, 0);
    column->setSpacing(0);
    column->addWidget(buildSearch());
    column->addWidget(buildActions());
    column->addWidget(m_pages, 1);
    connect(m_list, &HistoryList::selectionMoved, this, &HistoryListPane::loadSelection);
    connect(m_list, &HistoryList::openRequested, this, &HistoryListPane::openRequested);
    connect(m_list, &HistoryList::deleteRequested, this, &HistoryListPane::deleteRequested);
    connect(m_list, &QWidget::customContextMenuRequested, this, &HistoryListPane::showMenu);
    connect(&theme, &ThemeController::changed, this, qOverload<>(&QWidget::update));
    load();
}

QWidget *HistoryListPane::buildSearch()
{
    auto *box = new QWidget(this);
    m_search->setPlaceholderText(tr("Search prompts and answers"));
    m_search->setAccessibleName(tr("Search prompts and answers"));
    m_search->setToolTip(tr("Words, or a phrase in quotation marks (Ctrl+F)"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon(m_theme, "search"_L1, Colour::Text3), QLineEdit::LeadingPosition);
    m_filters->setCheckable(true);
    m_filters->hide();
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(spacing::Medium, spacing::Medium, spacing::Medium, 0);
    row->setSpacing(spacing::Small);
    row->addWidget(m_search, 1);
    row->addWidget(m_filters);
    connect(m_search, &QLineEdit::textChanged, &m_history, &HistoryViewModel::setText);
    // Down from the words goes to what they found.
    connect(m_search, &QLineEdit::returnPressed, m_list, qOverload<>(&QWidget::setFocus));
    connect(m_filters, &QToolButton::clicked, this, &HistoryListPane::filtersRequested);
    return box;
}

QWidget *HistoryListPane::buildActions()
{
    auto *box = new QWidget(this);
    new TextStyle(m_count, m_theme, TypeRole::Body, Colour::Text2);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(spacing::Medium, spacing::Tiny, spacing::Small, spacing::Tiny);
    row->setSpacing(0);
    row->addWidget(m_count, 1);
    for (QToolButton *button : {m_compare, m_export, m_tag, m_restore, m_delete})
        row->addWidget(button);
    connect(m_compare, &QToolButton::clicked, this, &HistoryListPane::compareRequested);
    connect(m_export, &QToolButton::clicked, this, &HistoryListPane::exportRequested);
    connect(m_tag, &QToolButton::clicked, this, &HistoryListPane::tagRequested);
    connect(m_restore, &QToolButton::clicked, this, &HistoryListPane::restoreRequested);
    connect(m_delete, &QToolButton::clicked, this, &HistoryListPane::deleteRequested);
    return box;
}

QWidget *HistoryListPane::buildEmpty()
{
    constexpr int widestText = 320;
    auto *page = new QWidget(this);
    m_emptyText = new QLabel(page);
    m_emptyText->setWordWrap(true);
    m_emptyText->setAlignment(Qt::AlignCenter);
    m_emptyText->setTextFormat(Qt::PlainText);
    m_emptyText->setMaximumWidth(widestText);
    new TextStyle(m_emptyText, m_theme, TypeRole::Section, Colour::Text2);
    m_emptyClear = new QPushButton(tr("Clear filters"), page);
    m_emptyClear->setAccessibleName(m_emptyClear->text());
    connect(m_emptyClear, &QPushButton::clicked, this, [this] {
        m_search->clear();
        m_history.clearFilters();
        focusSearch();
    });
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(m_emptyText, 100);
    row->addStretch(1);
    auto *column = new QVBoxLayout(page);
    column->setSpacing(spacing::Large);
    column->addStretch(1);
    column->addLayout(row);
    column->addWidget(m_emptyClear, 0, Qt::AlignHCenter);
    column->addStretch(2);
    return page;
}

void HistoryListPane::setFilterButton(bool shown)
{
    m_filters->setVisible(shown);
}

void HistoryListPane::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void HistoryListPane::load()
{
    if (m_search->text() != m_history.filter().text)
        m_search->setText(m_history.filter().text);
    const HistoryVoid nothing = m_history.emptiness();
    const bool isEmpty = nothing.kind != HistoryVoid::Kind::None;
    const bool hadFocus = m_list->hasFocus();
    m_emptyText->setText(nothing.text);
    m_emptyClear->setVisible(nothing.kind == HistoryVoid::Kind::NoHits);
    m_pages->setCurrentIndex(isEmpty ? 1 : 0);
    if (isEmpty && hadFocus)
        m_search->setFocus();
    m_search->setEnabled(nothing.kind != HistoryVoid::Kind::Unavailable);
    const int conditions = conditionCount(m_history.filter());
    m_filters->setText(conditions == 0 ? tr("Filters") : tr("Filters (%1)").arg(conditions));
    m_filters->setAccessibleName(m_filters->text());
    loadSelection();
}

void HistoryListPane::loadSelection()
{
    const qsizetype selected = m_list->selectedRuns().size();
    const bool several = selected > 1;
    const bool inTrash = m_history.filter().trash;
    m_count->setText(several ? tr("%1 selected").arg(formatCount(selected)) : m_history.countText());
    const QString readOnly = m_history.readOnlyReason();
    m_compare->setVisible(several && !inTrash);
    m_compare->setEnabled(selected == 2);
    m_compare->setToolTip(selected == 2 ? tr("Show the two runs side by side") : tr("Two runs can be compared."));
    m_export->setVisible(several && !inTrash);
    m_tag->setVisible(several && !inTrash);
    m_restore->setVisible(several && inTrash);
    m_delete->setVisible(several);
    for (QToolButton *button : {m_tag, m_restore, m_delete}) {
        button->setEnabled(readOnly.isEmpty());
        if (!readOnly.isEmpty())
            button->setToolTip(readOnly);
    }
}

void HistoryListPane::fillMenu(QMenu &menu) const
{
    const qsizetype selected = m_list->selectedRuns().size();
    const bool inTrash = m_history.filter().trash;
    const bool changeable = !m_history.isReadOnly();
    if (selected == 1)
        menu.addAction(tr("Open"), this, &HistoryListPane::openRequested);
    if (!inTrash) {
        menu.addAction(tr("Star or unstar") + u"\tS"_s, this,
                       [this] { Q_EMIT m_list->starRequested(m_list->selectedRuns()); })
            ->setEnabled(changeable);
        menu.addAction(tr("Tag…"), this, &HistoryListPane::tagRequested)->setEnabled(changeable);
        menu.addAction(tr("Compare"), this, &HistoryListPane::compareRequested)->setEnabled(selected == 2);
        menu.addAction(tr("Export…"), this, &HistoryListPane::exportRequested);
        menu.addSeparator();
        menu.addAction(tr("Delete") + u'\t' + tr("Del"), this, &HistoryListPane::deleteRequested)
            ->setEnabled(changeable);
        return;
    }
    menu.addAction(tr("Restore"), this, &HistoryListPane::restoreRequested)->setEnabled(changeable);
    menu.addAction(tr("Delete for good…"), this, &HistoryListPane::deleteRequested)->setEnabled(changeable);
}

void HistoryListPane::showMenu(const QPoint &position)
{
    if (m_list->selectedRuns().isEmpty())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillMenu(*menu);
    menu->popup(m_list->viewport()->mapToGlobal(position));
}

void HistoryListPane::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.theme().colour(Colour::Surface));
    painter.fillRect(QRect(width() - 1, 0, 1, height()), m_theme.theme().colour(Colour::Border));
}

} // namespace tributary
