// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/ButtonLook.h"

#include <QAbstractButton>
#include <QToolButton>
#include <QVariant>

namespace tributary {

namespace {
constexpr auto LookProperty = "tributaryButtonLook";
}

void setButtonLook(QAbstractButton &button, ButtonLook look)
{
    button.setProperty(LookProperty, static_cast<int>(look));
    button.updateGeometry();
    button.update();
}

ButtonLook buttonLook(const QWidget *button)
{
    const QVariant look = button ? button->property(LookProperty) : QVariant();
    if (look.isValid())
        return static_cast<ButtonLook>(look.toInt());
    return qobject_cast<const QToolButton *>(button) ? ButtonLook::Flat : ButtonLook::Raised;
}

} // namespace tributary
