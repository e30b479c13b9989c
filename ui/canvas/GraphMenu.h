// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "viewmodel/GraphEditor.h"

class QAction;
class QMenu;

namespace tributary {

class ThemeController;

/// An entry of a menu that does `action` on what is selected, with its icon, its keys, and why it is not enabled.
QAction *addGraphAction(QMenu &menu, GraphEditor &editor, const ThemeController &theme, GraphAction action);

/// The context menus of the graph; what they are about is selected already. Canvas and Outline show the same ones.
void fillAgentMenu(QMenu &menu, GraphEditor &editor, const ThemeController &theme);
void fillLayerMenu(QMenu &menu, GraphEditor &editor, const ThemeController &theme);
/// Of the rail in front of the focused layer; all of it stands in the layer's menu too.
void fillRailMenu(QMenu &menu, GraphEditor &editor, const ThemeController &theme);

} // namespace tributary
