// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QHBoxLayout;
class QMenu;
class QToolButton;

namespace tributary {

class Actions;
class ThemeController;
enum class ActionId;

/// The row below the menu bar: run, stop, the graph's name with its menu, add an agent, compare, search.
class TopBar : public QWidget
{
    Q_OBJECT

public:
    TopBar(const ThemeController &themes, const Actions &actions, QWidget *parent = nullptr);

    void setCompact(bool compact);
    void setGraphName(const QString &name);
    void setGraphMenu(QMenu *menu);
    /// Its button is not shown where there is little room.
    void setComparisonMenu(QMenu *menu);
    /// In a view with a filled run button of its own, the one here is not filled.
    void setRunIsPrimary(bool primary);

    static constexpr int Height = 44;
    static constexpr int CompactHeight = 40;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QToolButton *addButton(QHBoxLayout &row, ActionId id, const QString &text);
    QToolButton *addMenuButton(QHBoxLayout &row);
    void bind(QToolButton &button, ActionId id, const QString &text);

    const ThemeController &m_themes;
    const Actions &m_actions;
    QToolButton *m_run;
    QToolButton *m_stop;
    QToolButton *m_graph;
    QToolButton *m_addAgent;
    QToolButton *m_compare;
    QToolButton *m_search;
    bool m_compact = false;
};

} // namespace tributary
