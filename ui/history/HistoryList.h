// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "viewmodel/HistoryRow.h"

#include <QListView>

namespace tributary {

class HistoryModel;
class ThemeController;

/// The list of runs. Arrows, Home, End and pages move, Shift takes ranges, Return opens, S stars, Del moves to the
/// trash. What is selected stays selected when the list is read again.
class HistoryList : public QListView
{
    Q_OBJECT

public:
    HistoryList(const ThemeController &theme, HistoryModel &runs, QWidget *parent = nullptr);

    [[nodiscard]] QModelIndexList selectedRuns() const { return selectedIndexes(); }

    /// The first run becomes current when none is.
    void selectSomething();

Q_SIGNALS:
    void selectionMoved();
    void openRequested(const QModelIndex &run);
    void starRequested(const QModelIndexList &runs);
    void deleteRequested();

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;

private:
    void keepPlace();
    void restorePlace();
    /// The run nearest to `row`, which may be the title of a day or beyond the end.
    [[nodiscard]] QModelIndex runNear(int row) const;
    [[nodiscard]] QModelIndex starAt(const QPoint &position) const;

    HistoryModel &m_runs;
    bool m_restoring = false;
    QList<RunKey> m_keptKeys;
    RunKey m_keptCurrent{};
    int m_keptRow = 0;
    int m_keptScroll = 0;
};

} // namespace tributary
