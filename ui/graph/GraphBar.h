// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QMenu;
class QToolButton;

namespace tributary {

class GraphCommands;
class ThemeController;
struct Issue;

/// The row above the graph: what can be added, presets, whether the graph can run, and the Outline.
class GraphBar : public QWidget
{
    Q_OBJECT

public:
    static constexpr int fixedHeight = 36;

    GraphBar(const GraphCommands &commands, const ThemeController &theme, QWidget *parent = nullptr);

    void setPresetsMenu(QMenu *menu);
    void setIssues(const QList<Issue> &issues);
    void setOutlineShown(bool shown);
    void setDrawerShown(bool shown);
    /// Room for what the canvas brings: fit and zoom.
    void addCanvasTools(const QList<QWidget *> &tools);

Q_SIGNALS:
    void checkRequested();
    void outlineToggled(bool shown);
    void drawerToggled(bool shown);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QToolButton *addButton(const QString &text);

    const ThemeController &m_theme;
    QToolButton *m_presets;
    QToolButton *m_check;
    QToolButton *m_outline;
    QToolButton *m_drawer;
    int m_toolsAt = 0;
};

} // namespace tributary
