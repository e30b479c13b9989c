// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Result.h"
#include "ui/app/Options.h"

class QWidget;

namespace tributary {

/// Writes the picture and the accessibility dump that the options ask for.
Result<void> capture(QWidget &window, const Options &options);

} // namespace tributary
