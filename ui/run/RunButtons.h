// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "viewmodel/RunDisplay.h"

#include <functional>

class QMenu;
class QString;
class QToolButton;
class QWidget;

namespace tributary {

class ThemeController;

/// A flat 24 x 24 button that shows an icon only: its name is for screen readers, the tooltip for the pointer.
QToolButton *smallButton(const ThemeController &theme, const QString &icon, const QString &name, const QString &toolTip,
                         QWidget *parent);

/// What can be looked at of an agent's call, in its menu; nothing before it was asked.
void fillCallActions(QMenu *menu, const AgentDisplay &display, const std::function<void(const Action &)> &perform);

} // namespace tributary
