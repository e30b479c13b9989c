// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonObject>

class QWidget;

namespace tributary {

/// What assistive technology sees of `window`, read in this process: role, name, description, states, rect in screen
/// coordinates, actions, children.
QJsonObject accessibilityDump(QWidget &window);

} // namespace tributary
