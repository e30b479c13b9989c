// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "viewmodel/GraphEditor.h"
#include "viewmodel/OutlineModel.h"

#include <QTreeView>

namespace tributary {

class ThemeController;

/// The graph as a tree, with the selection of the canvas: the list view for small windows, keyboards and screen
/// readers.
class OutlineTree : public QTreeView
{
    Q_OBJECT

public:
    OutlineTree(GraphEditor &editor, const ThemeController &theme, QWidget *parent = nullptr);

    /// Only agent, model and state, where there is little room.
    void setNarrow(bool narrow);

public Q_SLOTS:

    // Called by the window's Edit menu.
    void cut() { m_editor.trigger(GraphAction::Cut); }

    void copy() { m_editor.trigger(GraphAction::Copy); }

    void paste() { m_editor.trigger(GraphAction::Paste); }

Q_SIGNALS:
    void menuRequested(const QPoint &global);

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    /// Selected rows are filled from edge to edge.
    void drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const override;

private:
    void tellSelection();
    void showSelection();
    void showAll();
    void sizeColumns();

    GraphEditor &m_editor;
    OutlineModel m_outline;
    /// The selection is being told in the other direction.
    bool m_following = false;
    bool m_narrow = false;
};

} // namespace tributary
