// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>

class QWidget;

namespace tributary {

/// Makes Tab walk through everything focusable in `roots`, in that order: reading order, whatever the order in which
/// widgets were built. Panes of splitters have their handle between them.
void chainFocus(const QList<QWidget *> &roots);

} // namespace tributary
