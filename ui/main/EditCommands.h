// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <functional>

class QObject;

namespace tributary {

class Actions;
enum class ActionId;

/// Offers undo, redo, cut, copy, paste and select all for whatever text field has the focus. Where no text field has
/// it, undo and redo are the document's: `other` is called with the command.
void offerEditCommands(Actions &actions, QObject *context, std::function<void(ActionId)> other);

} // namespace tributary
