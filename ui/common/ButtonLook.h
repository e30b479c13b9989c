// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QAbstractButton;
class QWidget;

namespace tributary {

/// How much a button asks for attention. At most one Primary is visible in a window.
enum class ButtonLook {
    /// Bordered; what push buttons have by default.
    Raised,
    /// Filled with the accent colour; its icon takes Colour::AccentInk.
    Primary,
    /// Without border; what tool buttons have by default.
    Flat,
};

void setButtonLook(QAbstractButton &button, ButtonLook look);
ButtonLook buttonLook(const QWidget *button);

} // namespace tributary
