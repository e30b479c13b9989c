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

QString entryOf(const GraphEditor &editor, const AgentId &id)
{
    const AgentDisplay display = editor.live().agent(id);
    return GraphEditor::tr("%1 · %2").arg(display.letter, display.modelName);
}

/// One entry for each answer that the agent can be given; checked: it is not.
void addSources(QMenu &menu, GraphEditor &editor, const AgentId &reader, const Layer &before)
{
    for (const Agent &source : before.agents) {
        QAction *entry = menu.addAction(entryOf(editor, source.id));
        entry->setCheckable(true);
        entry->setChecked(!editor.reads(reader, source.id));
        QObject::connect(entry, &QAction::triggered, &editor,
                         [&editor, reader, id = source.id] { editor.toggleReference(reader, id); });
    }
}

/// Of the focused layer: the agent, then the answers that it is not given.
void addExclusions(QMenu &menu, GraphEditor &editor)
{
    const QList<Layer> layers = editor.document().graph().layers;
    const qsizetype at = editor.selection().layer();
    QMenu *exclusions = menu.addMenu(GraphEditor::tr("Exclude a reference"));
    exclusions->setEnabled(at > 0 && !layers.at(at).agents.isEmpty() && !layers.at(at - 1).agents.isEmpty());
    if (!exclusions->isEnabled())
        return;
    const QList<Agent> &readers = layers.at(at).agents;
    for (const Agent &reader : readers) {
        QMenu *of = readers.size() == 1 ? exclusions : exclusions->addMenu(entryOf(editor, reader.id));
        addSources(*of, editor, reader.id, layers.at(at - 1));
    }
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
    fillRailMenu(menu, editor, theme);
    menu.addSeparator();
    add(menu, editor, theme, {GraphAction::MoveToPreviousLayer, GraphAction::MoveToNextLayer, GraphAction::Copy});
    menu.addSeparator();
    add(menu, editor, theme, {GraphAction::Delete});
}

void fillRailMenu(QMenu &menu, GraphEditor &editor, const ThemeController &theme)
{
    addExclusions(menu, editor);
    add(menu, editor, theme, {GraphAction::ShuffleReferences, GraphAction::ShowNames});
}

} // namespace tributary
