// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/RunButtons.h"

#include "ui/run/RunLook.h"

#include <QToolButton>

namespace tributary {

namespace {

constexpr int buttonSize = 24;
constexpr int iconSize = 16;

} // namespace

QToolButton *smallButton(const ThemeController &theme, const QString &icon, const QString &name, const QString &toolTip,
                         QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setFixedSize(buttonSize, buttonSize);
    button->setIconSize({iconSize, iconSize});
    button->setIcon(namedIcon(theme, icon, Colour::Text2));
    button->setAccessibleName(name);
    button->setToolTip(toolTip);
    return button;
}

} // namespace tributary
