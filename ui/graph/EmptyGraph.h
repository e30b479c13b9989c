// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QPushButton;

namespace tributary {

class GraphEditor;
class ThemeController;

/// Lies over the middle of a graph without agents: what a graph needs, and the one action that gives it that. Shown by
/// itself while there is no agent.
class EmptyGraph : public QWidget
{
    Q_OBJECT

public:
    /// Lies over the first of `views` that is not hidden; they are siblings of it.
    EmptyGraph(GraphEditor &editor, const ThemeController &theme, const QList<QWidget *> &views, QWidget *parent);

Q_SIGNALS:
    /// The graph has agents now, by a person's wish.
    void filled();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void fill();
    void follow();

    GraphEditor &m_editor;
    const ThemeController &m_theme;
    QList<QWidget *> m_views;
    QPushButton *m_start;
};

} // namespace tributary
