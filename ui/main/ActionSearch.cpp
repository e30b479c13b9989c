// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/main/ActionSearch.h"

#include "ui/common/Tokens.h"
#include "ui/main/Actions.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPointer>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace tributary {

namespace {

QString keyText(const QAction &action)
{
    QStringList keys;
    const auto shortcuts = action.shortcuts();
    for (const QKeySequence &key : shortcuts)
        keys << key.toString(QKeySequence::NativeText);
    // Two spellings of one key ("Ctrl+Enter" and "Ctrl+Return") say nothing new.
    return keys.mid(0, 1).join(QString());
}

bool matches(const QString &text, const QString &words)
{
    const QStringList parts = words.split(u' ', Qt::SkipEmptyParts);
    return std::all_of(parts.begin(), parts.end(),
                       [&](const QString &part) { return text.contains(part, Qt::CaseInsensitive); });
}

} // namespace

ActionSearch::ActionSearch(Purpose purpose, const QList<QAction *> &actions, QWidget *parent)
    : QDialog(parent)
    , m_purpose(purpose)
    , m_field(new QLineEdit(this))
    , m_list(new QTreeWidget(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(purpose == Purpose::Trigger ? tr("Command palette") : tr("Keyboard shortcuts"));
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_field);
    column->addWidget(m_list);
    m_field->setPlaceholderText(purpose == Purpose::Trigger ? tr("Type what you want to do")
                                                            : tr("Type a command or key"));
    m_field->setAccessibleName(tr("Search commands"));
    m_field->setClearButtonEnabled(true);
    m_field->installEventFilter(this);
    m_list->setAccessibleName(tr("Commands"));
    m_list->setColumnCount(2);
    m_list->setRootIsDecorated(false);
    m_list->setHeaderHidden(true);
    m_list->setUniformRowHeights(true);
    fill(actions);
    connect(m_field, &QLineEdit::textChanged, this, &ActionSearch::filter);
    connect(m_list, &QTreeWidget::itemActivated, this, &ActionSearch::choose);
    if (purpose == Purpose::Trigger)
        connect(m_list, &QTreeWidget::itemClicked, this, &ActionSearch::choose);
    filter({});
    resize(560, 420);
}

void ActionSearch::fill(const QList<QAction *> &actions)
{
    // Names stand below each other, with or without a picture.
    QPixmap nothing(m_list->iconSize().isEmpty() ? QSize(16, 16) : m_list->iconSize());
    nothing.fill(Qt::transparent);
    const QIcon blank(nothing);
    for (QAction *action : actions) {
        if (m_purpose == Purpose::Read && action->shortcut().isEmpty())
            continue;
        auto *item = new QTreeWidgetItem(m_list, {commandName(*action), keyText(*action)});
        item->setTextAlignment(1, Qt::AlignTrailing | Qt::AlignVCenter);
        item->setIcon(0, action->icon().isNull() ? blank : action->icon());
        if (m_purpose == Purpose::Trigger && !action->isEnabled())
            item->setFlags(Qt::NoItemFlags);
        m_actions << action;
    }
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
}

void ActionSearch::filter(const QString &words)
{
    QTreeWidgetItem *first = nullptr;
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        QTreeWidgetItem *item = m_list->topLevelItem(i);
        item->setHidden(!matches(item->text(0) + u' ' + item->text(1), words));
        if (!first && !item->isHidden() && item->flags().testFlag(Qt::ItemIsEnabled))
            first = item;
    }
    m_list->setCurrentItem(first);
}

void ActionSearch::move(int step)
{
    int row = m_list->indexOfTopLevelItem(m_list->currentItem());
    for (row += step; row >= 0 && row < m_list->topLevelItemCount(); row += step) {
        QTreeWidgetItem *item = m_list->topLevelItem(row);
        if (!item->isHidden() && item->flags().testFlag(Qt::ItemIsEnabled)) {
            m_list->setCurrentItem(item);
            return;
        }
    }
}

void ActionSearch::choose(QTreeWidgetItem *item)
{
    if (!item || m_purpose == Purpose::Read)
        return;
    // Closed first: the command may open a window of its own or need the focus back.
    const QPointer<QAction> action = m_actions.at(m_list->indexOfTopLevelItem(item));
    accept();
    if (action)
        action->trigger();
}

bool ActionSearch::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent *>(event)->key()) {
        case Qt::Key_Down:
            move(1);
            return true;
        case Qt::Key_Up:
            move(-1);
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            choose(m_list->currentItem());
            return true;
        default:
            break;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace tributary
