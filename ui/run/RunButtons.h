// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QString;
class QToolButton;
class QWidget;

namespace tributary {

class ThemeController;

/// A flat 24 x 24 button that shows an icon only: its name is for screen readers, the tooltip for the pointer.
QToolButton *smallButton(const ThemeController &theme, const QString &icon, const QString &name, const QString &toolTip,
                         QWidget *parent);

} // namespace tributary
