// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/Tokens.h"

#include <QIcon>
#include <QLatin1StringView>

namespace tributary {

class ThemeController;

/// The icon resources/icons/lucide/NAME.svg in the colour of `role`, disabled ones in the colour of disabled text.
/// Drawn when first shown, at the size and scale asked for, and again in the new colours after the theme changed.
/// An unknown name gives an empty picture and a warning. `controller` must outlive the icon's use.
QIcon icon(const ThemeController &controller, QLatin1StringView name, Colour role = Colour::Text);

} // namespace tributary
