// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QObject;

namespace tributary {

class Actions;

/// Offers undo, redo, cut, copy, paste and select all for whatever text field has the focus.
void offerEditCommands(Actions &actions, QObject *context);

} // namespace tributary
