// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/graph/GraphCommands.h"

#include "ui/common/AgentLook.h"

#include <QAction>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace tributary {

namespace {

using Groups = QList<QList<GraphAction>>;

/// Cut, copy and paste stand in the Edit menu already, and the window has an own command to add an agent from any view.
Groups windowGroups()
{
    using enum GraphAction;
    return {{AddLayer},
            {Mute, Pin, BypassLayer},
            {ChangeModel, ChooseReferences, Rename, Duplicate, Delete},
            {MoveToPreviousLayer, MoveToNextLayer, MoveUp, MoveDown, MoveToNewLayer},
            {SplitLayer, MergeLayers, UseFirstModels, ShuffleReferences, ShowNames},
            {RunToHere, TryAgain, RunChanged}};
}

} // namespace

GraphCommands::GraphCommands(GraphEditor &editor, const ThemeController &theme, QObject *parent)
    : QObject(parent)
    , m_editor(editor)
{
    const auto looks = graphActionLooks();
    for (const GraphActionLook &look : looks)
        add(look, theme);
    const auto groups = windowGroups();
    for (const QList<GraphAction> &group : groups) {
        if (!m_menuOrder.isEmpty()) {
            auto *line = new QAction(this);
            line->setSeparator(true);
            m_menuOrder.append(line);
        }
        for (const GraphAction action : group)
            m_menuOrder.append(m_actions.value(action));
    }
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &GraphCommands::update);
    connect(&editor, &GraphEditor::actionsChanged, this, [this] {
        if (!m_soon.isActive())
            m_soon.start(0);
    });
    update();
}

void GraphCommands::add(const GraphActionLook &look, const ThemeController &theme)
{
    auto *action = new QAction(this);
    if (!look.icon.isEmpty())
        action->setIcon(namedIcon(theme, look.icon, Colour::Text2));
    QList<QKeySequence> keys;
    for (const QString &key : look.keys)
        keys.append(QKeySequence::fromString(key, QKeySequence::PortableText));
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    action->setMenuRole(QAction::NoRole);
    connect(action, &QAction::triggered, this, [this, what = look.action] { m_editor.trigger(what); });
    m_actions.insert(look.action, action);
}

void GraphCommands::giveKeysTo(QWidget &view) const
{
    view.addActions(m_actions.values());
}

void GraphCommands::update()
{
    for (const auto &[what, action] : m_actions.asKeyValueRange()) {
        const GraphActionState state = m_editor.state(what);
        action->setText(state.text);
        action->setEnabled(state.enabled);
        action->setToolTip(state.enabled ? state.text : state.reason);
        action->setCheckable(state.checkable);
        action->setChecked(state.checked);
    }
}

} // namespace tributary
