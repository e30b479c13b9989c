// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "viewmodel/GraphEditor.h"

#include <QHash>
#include <QTimer>

class QAction;

namespace tributary {

class ThemeController;

/// The actions of the graph editor as QActions, each one kept as its state is.
class GraphCommands : public QObject
{
    Q_OBJECT

public:
    GraphCommands(GraphEditor &editor, const ThemeController &theme, QObject *parent = nullptr);

    [[nodiscard]] QAction *action(GraphAction action) const { return m_actions.value(action); }

    /// For the window's menu, in the order of a menu; separators between groups.
    [[nodiscard]] QList<QAction *> forMenu() const { return m_menuOrder; }

    /// The keys work while `view` has the focus: letters must do nothing in text fields.
    void giveKeysTo(QWidget &view) const;
    /// Brings every action up to date now.
    void update();

private:
    void add(const GraphActionLook &look, const ThemeController &theme);

    GraphEditor &m_editor;
    QHash<GraphAction, QAction *> m_actions;
    QList<QAction *> m_menuOrder;
    /// Several things change at once; looking at all actions each time would cost.
    QTimer m_soon;
};

} // namespace tributary
