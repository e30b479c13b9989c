// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/canvas/GraphMenu.h"

#include "ui/common/AgentLook.h"

#include <QKeySequence>
#include <QMenu>

#include <algorithm>

namespace tributary {

namespace {

GraphActionLook lookOf(GraphAction action)
{
    const QList<GraphActionLook> looks = graphActionLooks();
    return *std::ranges::find(looks, action, &GraphActionLook::action);
}

void add(QMenu &menu, GraphEditor &editor, const ThemeController &theme, const QList<GraphAction> &actions)
{
    for (const GraphAction action : actions)
        addGraphAction(menu, editor, theme, action);
}

void addMoves(QMenu &menu, GraphEditor &editor, const ThemeController &theme)
{
    QMenu *moves = menu.addMenu(GraphEditor::tr("Move to"));
    add(*moves, editor, theme,
        {GraphAction::MoveUp, GraphAction::MoveDown, GraphAction::MoveToPreviousLayer, GraphAction::MoveToNextLayer,
         GraphAction::MoveToNewLayer});
}

} // namespace

QAction *addGraphAction(QMenu &menu, GraphEditor &editor, const ThemeController &theme, GraphAction action)
{
    const GraphActionState state = editor.state(action);
    const GraphActionLook look = lookOf(action);
    QAction *entry = menu.addAction(state.text);
    if (!look.icon.isEmpty())
        entry->setIcon(namedIcon(theme, look.icon, Colour::Text));
    if (!look.keys.isEmpty()) {
        // Shown only: canvas and Outline take the keys themselves.
        entry->setShortcut(QKeySequence::fromString(look.keys.first(), QKeySequence::PortableText));
        entry->setShortcutContext(Qt::WidgetShortcut);
    }
    entry->setEnabled(state.enabled);
    entry->setCheckable(state.checkable);
    entry->setChecked(state.checked);
    entry->setToolTip(state.reason);
    entry->setStatusTip(state.reason);
    QObject::connect(entry, &QAction::triggered, &editor, [&editor, action] { editor.trigger(action); });
    menu.setToolTipsVisible(true);
    return entry;
}

void fillAgentMenu(QMenu &menu, GraphEditor &editor, const ThemeController &theme)
{
    add(menu, editor, theme, {GraphAction::OpenSettings, GraphAction::ChangeModel});
    menu.addSeparator();
    add(menu, editor, theme, {GraphAction::RunToHere, GraphAction::TryAgain, GraphAction::Pin});
    menu.addSeparator();
    add(menu, editor, theme, {GraphAction::Mute, GraphAction::ChooseReferences});
    menu.addSeparator();
    add(menu, editor, theme, {GraphAction::Rename, GraphAction::Duplicate});
    addMoves(menu, editor, theme);
    add(menu, editor, theme, {GraphAction::Copy});
    menu.addSeparator();
    add(menu, editor, theme, {GraphAction::Delete});
}

void fillLayerMenu(QMenu &menu, GraphEditor &editor, const ThemeController &theme)
{
    add(menu, editor, theme, {GraphAction::AddAgent, GraphAction::AddLayer});
    menu.addSeparator();
    add(menu, editor, theme,
        {GraphAction::BypassLayer, GraphAction::Duplicate, GraphAction::UseFirstModels, GraphAction::RunToHere});
    menu.addSeparator();
    add(menu, editor, theme, {GraphAction::SplitLayer, GraphAction::MergeLayers});
    menu.addSeparator();
    add(menu, editor, theme, {GraphAction::ShuffleReferences, GraphAction::ShowNames});
    menu.addSeparator();
    add(menu, editor, theme, {GraphAction::MoveToPreviousLayer, GraphAction::MoveToNextLayer, GraphAction::Copy});
    menu.addSeparator();
    add(menu, editor, theme, {GraphAction::Delete});
}

} // namespace tributary
