// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/HistoryList.h"

#include "ui/common/ThemeController.h"
#include "ui/history/RunRowDelegate.h"
#include "viewmodel/HistoryModel.h"

#include <QKeyEvent>
#include <QScrollBar>

namespace tributary {

namespace {
/// Rows worth remembering one by one; who has selected more has selected all.
constexpr qsizetype mostKeptKeys = 500;
} // namespace

HistoryList::HistoryList(const ThemeController &theme, HistoryModel &runs, QWidget *parent)
    : QListView(parent)
    , m_runs(runs)
{
    setModel(&runs);
    setItemDelegate(new RunRowDelegate(theme, this));
    setAccessibleName(tr("Runs"));
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(ExtendedSelection);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    setContextMenuPolicy(Qt::CustomContextMenu);
    connect(this, &QListView::doubleClicked, this, &HistoryList::openRequested);
    connect(&runs, &QAbstractItemModel::modelAboutToBeReset, this, &HistoryList::keepPlace);
    connect(&runs, &QAbstractItemModel::modelReset, this, &HistoryList::restorePlace);
    connect(&theme, &ThemeController::changed, viewport(), qOverload<>(&QWidget::update));
}

void HistoryList::keepPlace()
{
    const QModelIndexList selected = selectedRuns();
    m_keptKeys.clear();
    if (selected.size() <= mostKeptKeys) {
        for (const QModelIndex &index : selected)
            m_keptKeys.append(m_runs.key(index.row()));
    }
    m_keptCurrent = m_runs.key(currentIndex().row());
    m_keptRow = currentIndex().row();
    m_keptScroll = verticalScrollBar()->value();
}

void HistoryList::restorePlace()
{
    m_restoring = true;
    QItemSelection selection;
    for (const RunKey key : std::as_const(m_keptKeys)) {
        const QModelIndex index = m_runs.index(m_runs.rowOf(key));
        if (index.isValid())
            selection.select(index, index);
    }
    const int row = m_keptCurrent == RunKey{} ? -1 : m_runs.rowOf(m_keptCurrent);
    // After a deletion the next one takes its place.
    const QModelIndex current = row >= 0 ? m_runs.index(row) : runNear(m_keptRow);
    if (selection.isEmpty() && current.isValid())
        selection.select(current, current);
    selectionModel()->setCurrentIndex(current, QItemSelectionModel::NoUpdate);
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    m_restoring = false;
    executeDelayedItemsLayout();
    verticalScrollBar()->setValue(m_keptScroll);
    Q_EMIT selectionMoved();
}

void HistoryList::selectSomething()
{
    if (!currentIndex().isValid())
        setCurrentIndex(runNear(0));
}

QModelIndex HistoryList::runNear(int row) const
{
    const int last = m_runs.rowCount() - 1;
    if (last < 0)
        return {};
    for (int candidate : {qBound(0, row, last), qBound(0, row, last) + 1, qBound(0, row, last) - 1}) {
        const QModelIndex index = m_runs.index(candidate);
        if (index.isValid() && !index.data(HistoryModel::IsDayRole).toBool())
            return index;
    }
    return {};
}

QModelIndex HistoryList::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    const QModelIndex index = QListView::moveCursor(action, modifiers);
    // Home and pages may end on the title of a day, which is no place to be.
    return index.data(HistoryModel::IsDayRole).toBool() ? runNear(index.row()) : index;
}

void HistoryList::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QListView::selectionChanged(selected, deselected);
    if (!m_restoring)
        Q_EMIT selectionMoved();
}

void HistoryList::keyPressEvent(QKeyEvent *event)
{
    const bool plain = event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier;
    if (plain && currentIndex().isValid()) {
        switch (event->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
            Q_EMIT openRequested(currentIndex());
            return;
        case Qt::Key_S:
            Q_EMIT starRequested(selectedRuns());
            return;
        case Qt::Key_Delete:
        case Qt::Key_Backspace:
            Q_EMIT deleteRequested();
            return;
        default:
            break;
        }
    }
    // Letters would otherwise search for prompts by their beginning, which the search field does better.
    const bool isCommand = event->modifiers().testAnyFlags(Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
    if (!isCommand && !event->text().isEmpty() && event->text().at(0).isPrint() && event->key() != Qt::Key_Space)
        event->ignore();
    else
        QListView::keyPressEvent(event);
}

QModelIndex HistoryList::starAt(const QPoint &position) const
{
    const QModelIndex index = indexAt(position);
    const bool isRun = index.isValid() && !index.data(HistoryModel::IsDayRole).toBool();
    return isRun && RunRowDelegate::starRect(visualRect(index)).contains(position) ? index : QModelIndex();
}

void HistoryList::mousePressEvent(QMouseEvent *event)
{
    const QModelIndex star = starAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && star.isValid())
        Q_EMIT starRequested({star});
    else
        QListView::mousePressEvent(event);
}

void HistoryList::mouseMoveEvent(QMouseEvent *event)
{
    QListView::mouseMoveEvent(event);
    const bool onStar = starAt(event->position().toPoint()).isValid();
    viewport()->setCursor(onStar ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

} // namespace tributary
