// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAction>
#include <QHash>
#include <QObject>

#include <optional>

class QMenu;
class QWidget;

namespace tributary {

class ThemeController;

/// Every command of the window that is not a choice out of data (such as a preset).
enum class ActionId {
    NewGraph,
    OpenGraph,
    SaveGraphFile,
    SaveGraph,
    ExportRun,
    CloseWindow,
    Quit,
    Undo,
    Redo,
    Cut,
    Copy,
    Paste,
    SelectAll,
    Find,
    Settings,
    NextRegion,
    PreviousRegion,
    SidePanel,
    BottomPanel,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    ThemeSystem,
    ThemeLight,
    ThemeDark,
    FullScreen,
    AddAgent,
    Run,
    RunToHere,
    RunWithoutCache,
    RetryFailed,
    Stop,
    FocusPrompt,
    ConnectProvider,
    ManageModels,
    CommandPalette,
    ShortcutList,
    OpenDemo,
    About,
    AboutQt,
};

enum class MenuId { File, Edit, View, Graph, Run, Tools, Help };

/// The commands, declared in one table with text, icon, keys and place in the menus. One is invisible until something
/// offers to do it, so no menu ever shows what does not work.
class Actions : public QObject
{
    Q_OBJECT

public:
    /// The keys work in `window`.
    Actions(const ThemeController &themes, QWidget &window);

    QAction &action(ActionId id) const;

    /// From now on triggering `id` calls `slot`, as long as `context` lives.
    template <typename Slot>
    void offer(ActionId id, const QObject *context, Slot slot)
    {
        connect(&action(id), &QAction::triggered, context, std::move(slot));
        show(id);
    }

    /// Adds the commands of `menu` in the order of the table.
    void fillMenu(QMenu &menu, MenuId id) const;
    /// Those that someone offers, in the order of the table.
    QList<QAction *> offered() const;
    /// Sets enabled and says why not in the tooltip.
    void setEnabled(ActionId id, bool enabled, const QString &reason = {});

Q_SIGNALS:
    void offeredChanged();

private:
    void show(ActionId id);

    QHash<ActionId, QAction *> m_actions;
};

/// "Run (Ctrl+Enter)"
QString textWithKey(const QString &text, const QAction &action);
/// What the command is called outside a menu: its icon text, without marks for keys and without "...".
QString commandName(const QAction &action);

} // namespace tributary
