// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/main/Actions.h"

#include "ui/common/Icons.h"

#include <QMenu>

#include <array>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct ActionRow
{
    ActionId id;
    MenuId menu;
    /// A line is drawn above it.
    bool startsGroup;
    const char *text;
    QLatin1StringView icon;
    QKeySequence::StandardKey standardKey;
    /// Keys of our own, separated by spaces. Without a desktop theme Qt knows no key for quitting and settings.
    const char *keys;
    bool checkable = false;
    QAction::MenuRole role = QAction::NoRole;
};

constexpr auto NoKey = QKeySequence::UnknownKey;

constexpr std::array Table{
    ActionRow{ActionId::NewGraph, MenuId::File, false, QT_TRANSLATE_NOOP("tributary::Actions", "&New graph"), "plus"_L1,
              QKeySequence::New, "Ctrl+N"},
    ActionRow{ActionId::OpenGraph, MenuId::File, false, QT_TRANSLATE_NOOP("tributary::Actions", "&Open…"),
              "folder-open"_L1, QKeySequence::Open, "Ctrl+O"},
    ActionRow{ActionId::SaveGraphFile, MenuId::File, false, QT_TRANSLATE_NOOP("tributary::Actions", "&Save graph"),
              "save"_L1, NoKey, "Ctrl+S"},
    ActionRow{ActionId::SaveGraph, MenuId::File, false, QT_TRANSLATE_NOOP("tributary::Actions", "Save graph &as…"),
              "save"_L1, NoKey, "Ctrl+Shift+S"},
    ActionRow{ActionId::ExportRun, MenuId::File, true, QT_TRANSLATE_NOOP("tributary::Actions", "&Export run…"),
              "file-up"_L1, NoKey, "Ctrl+E"},
    ActionRow{ActionId::CloseWindow,
              MenuId::File,
              true,
              QT_TRANSLATE_NOOP("tributary::Actions", "&Close window"),
              {},
              NoKey,
              "Ctrl+W"},
    ActionRow{ActionId::Quit,
              MenuId::File,
              false,
              QT_TRANSLATE_NOOP("tributary::Actions", "&Quit"),
              {},
              QKeySequence::Quit,
              "Ctrl+Q",
              false,
              QAction::QuitRole},

    ActionRow{ActionId::Undo, MenuId::Edit, false, QT_TRANSLATE_NOOP("tributary::Actions", "&Undo"), "undo-2"_L1,
              QKeySequence::Undo, "Ctrl+Z"},
    ActionRow{ActionId::Redo,
              MenuId::Edit,
              false,
              QT_TRANSLATE_NOOP("tributary::Actions", "&Redo"),
              {},
              QKeySequence::Redo,
              "Ctrl+Shift+Z Ctrl+Y"},
    ActionRow{ActionId::Cut,
              MenuId::Edit,
              true,
              QT_TRANSLATE_NOOP("tributary::Actions", "Cu&t"),
              {},
              QKeySequence::Cut,
              "Ctrl+X"},
    ActionRow{ActionId::Copy, MenuId::Edit, false, QT_TRANSLATE_NOOP("tributary::Actions", "&Copy"), "copy"_L1,
              QKeySequence::Copy, "Ctrl+C"},
    ActionRow{ActionId::Paste,
              MenuId::Edit,
              false,
              QT_TRANSLATE_NOOP("tributary::Actions", "&Paste"),
              {},
              QKeySequence::Paste,
              "Ctrl+V"},
    ActionRow{ActionId::SelectAll,
              MenuId::Edit,
              false,
              QT_TRANSLATE_NOOP("tributary::Actions", "Select &all"),
              {},
              QKeySequence::SelectAll,
              "Ctrl+A"},
    ActionRow{ActionId::Find, MenuId::Edit, true, QT_TRANSLATE_NOOP("tributary::Actions", "&Find…"), "search"_L1,
              QKeySequence::Find, "Ctrl+F"},
    ActionRow{ActionId::Settings, MenuId::Edit, true, QT_TRANSLATE_NOOP("tributary::Actions", "&Settings…"),
              "settings"_L1, QKeySequence::Preferences, "Ctrl+,", false, QAction::PreferencesRole},

    ActionRow{ActionId::NextRegion,
              MenuId::View,
              true,
              QT_TRANSLATE_NOOP("tributary::Actions", "&Next region"),
              {},
              NoKey,
              "F6"},
    ActionRow{ActionId::PreviousRegion,
              MenuId::View,
              false,
              QT_TRANSLATE_NOOP("tributary::Actions", "&Previous region"),
              {},
              NoKey,
              "Shift+F6"},
    ActionRow{ActionId::SidePanel, MenuId::View, true, QT_TRANSLATE_NOOP("tributary::Actions", "&Side panel"),
              "panel-right"_L1, NoKey, "F9", true},
    ActionRow{ActionId::BottomPanel, MenuId::View, false, QT_TRANSLATE_NOOP("tributary::Actions", "&Bottom panel"),
              "panel-bottom"_L1, NoKey, "F8", true},
    ActionRow{ActionId::ZoomIn, MenuId::View, true, QT_TRANSLATE_NOOP("tributary::Actions", "Larger &text"),
              "zoom-in"_L1, NoKey, "Ctrl++ Ctrl+="},
    ActionRow{ActionId::ZoomOut, MenuId::View, false, QT_TRANSLATE_NOOP("tributary::Actions", "S&maller text"),
              "zoom-out"_L1, NoKey, "Ctrl+-"},
    ActionRow{ActionId::ZoomReset,
              MenuId::View,
              false,
              QT_TRANSLATE_NOOP("tributary::Actions", "&Actual text size"),
              {},
              NoKey,
              "Ctrl+0"},
    ActionRow{ActionId::ThemeSystem, MenuId::View, true,
              QT_TRANSLATE_NOOP("tributary::Actions", "Theme of the s&ystem"), "monitor"_L1, NoKey, "", true},
    ActionRow{ActionId::ThemeLight, MenuId::View, false, QT_TRANSLATE_NOOP("tributary::Actions", "&Light theme"),
              "sun"_L1, NoKey, "", true},
    ActionRow{ActionId::ThemeDark, MenuId::View, false, QT_TRANSLATE_NOOP("tributary::Actions", "&Dark theme"),
              "moon"_L1, NoKey, "", true},
    // Qt's standard key for this would also claim Alt+Enter.
    ActionRow{ActionId::FullScreen, MenuId::View, true, QT_TRANSLATE_NOOP("tributary::Actions", "&Full screen"),
              "maximize"_L1, NoKey, "F11", true},

    ActionRow{ActionId::AddAgent, MenuId::Graph, true, QT_TRANSLATE_NOOP("tributary::Actions", "&Add agent…"),
              "plus"_L1, NoKey, ""},

    ActionRow{ActionId::Run, MenuId::Run, false, QT_TRANSLATE_NOOP("tributary::Actions", "&Run"), "play"_L1, NoKey,
              "Ctrl+Enter Ctrl+Return"},
    ActionRow{ActionId::RunToHere,
              MenuId::Run,
              false,
              QT_TRANSLATE_NOOP("tributary::Actions", "Run to &here"),
              {},
              NoKey,
              "Ctrl+Shift+Enter Ctrl+Shift+Return"},
    ActionRow{ActionId::RunWithoutCache, MenuId::Run, false,
              QT_TRANSLATE_NOOP("tributary::Actions", "Run again &without cache"), "refresh-cw"_L1, NoKey, "Ctrl+R"},
    ActionRow{ActionId::RetryFailed, MenuId::Run, false, QT_TRANSLATE_NOOP("tributary::Actions", "Retry &failed"),
              "rotate-ccw"_L1, NoKey, ""},
    ActionRow{ActionId::Stop, MenuId::Run, false, QT_TRANSLATE_NOOP("tributary::Actions", "&Stop"), "square"_L1, NoKey,
              "Ctrl+."},
    ActionRow{ActionId::FocusPrompt, MenuId::Run, true, QT_TRANSLATE_NOOP("tributary::Actions", "&Go to the prompt"),
              "pencil"_L1, NoKey, "Ctrl+L"},

    ActionRow{ActionId::ConnectProvider, MenuId::Tools, false,
              QT_TRANSLATE_NOOP("tributary::Actions", "Connect a &provider…"), "plug"_L1, NoKey, ""},
    ActionRow{ActionId::ManageModels, MenuId::Tools, false,
              QT_TRANSLATE_NOOP("tributary::Actions", "Providers and &models…"), "server"_L1, NoKey, ""},
    ActionRow{ActionId::CommandPalette, MenuId::Tools, true,
              QT_TRANSLATE_NOOP("tributary::Actions", "&Command palette…"), "search"_L1, NoKey, "Ctrl+K"},

    ActionRow{ActionId::ShortcutList, MenuId::Help, false,
              QT_TRANSLATE_NOOP("tributary::Actions", "&Keyboard shortcuts…"), "keyboard"_L1, NoKey, "Ctrl+? Ctrl+/"},
    ActionRow{ActionId::OpenDemo, MenuId::Help, false, QT_TRANSLATE_NOOP("tributary::Actions", "Open the &demo"),
              "presentation"_L1, NoKey, ""},
    ActionRow{ActionId::About, MenuId::Help, true, QT_TRANSLATE_NOOP("tributary::Actions", "&About Tributary"),
              "info"_L1, NoKey, "", false, QAction::AboutRole},
    ActionRow{
        ActionId::AboutQt, MenuId::Help, false, QT_TRANSLATE_NOOP("tributary::Actions", "About &Qt"), {}, NoKey, ""},
};

QList<QKeySequence> keysOf(const ActionRow &row)
{
    QList<QKeySequence> keys;
    if (row.standardKey != NoKey)
        keys = QKeySequence::keyBindings(row.standardKey);
    const auto own = QString::fromLatin1(row.keys).split(u' ', Qt::SkipEmptyParts);
    for (const QString &key : own) {
        const QKeySequence sequence = QKeySequence::fromString(key, QKeySequence::PortableText);
        if (!keys.contains(sequence))
            keys << sequence;
    }
    return keys;
}

} // namespace

Actions::Actions(const ThemeController &themes, QWidget &window)
    : QObject(&window)
{
    for (const ActionRow &row : Table) {
        auto *action = new QAction(tr(row.text), this);
        if (!row.icon.isEmpty())
            action->setIcon(icon(themes, row.icon));
        action->setShortcuts(keysOf(row));
        action->setMenuRole(row.role);
        action->setCheckable(row.checkable);
        action->setVisible(false);
        action->setToolTip(textWithKey(commandName(*action), *action));
        window.addAction(action);
        m_actions.insert(row.id, action);
    }
}

QAction &Actions::action(ActionId id) const
{
    return *m_actions.value(id);
}

void Actions::show(ActionId id)
{
    action(id).setVisible(true);
    Q_EMIT offeredChanged();
}

void Actions::fillMenu(QMenu &menu, MenuId id) const
{
    for (const ActionRow &row : Table) {
        if (row.menu != id)
            continue;
        if (row.startsGroup)
            menu.addSeparator();
        menu.addAction(&action(row.id));
    }
}

QList<QAction *> Actions::offered() const
{
    QList<QAction *> actions;
    for (const ActionRow &row : Table) {
        if (action(row.id).isVisible())
            actions << &action(row.id);
    }
    return actions;
}

void Actions::setEnabled(ActionId id, bool enabled, const QString &reason)
{
    QAction &action = this->action(id);
    action.setEnabled(enabled);
    const QString text = textWithKey(commandName(action), action);
    action.setToolTip(enabled || reason.isEmpty() ? text : reason);
}

QString textWithKey(const QString &text, const QAction &action)
{
    const QString key = action.shortcut().toString(QKeySequence::NativeText);
    return key.isEmpty() ? text : Actions::tr("%1 (%2)", "command, its key").arg(text, key);
}

QString commandName(const QAction &action)
{
    return action.iconText().remove(u'…');
}

} // namespace tributary
