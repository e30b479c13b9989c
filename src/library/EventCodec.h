// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/RunEvent.h"

#include <QByteArray>
#include <QList>

namespace tributary {

/// The exact events in few bytes. What each agent wrote stands there once, as one text; a text event is only its time
/// and its length in it. All other events are as on a line of `--events`.
QByteArray encodeEvents(const QList<RunEvent> &events);
/// Throws DatabaseError (Damaged).
QList<RunEvent> decodeEvents(const QByteArray &bytes);

} // namespace tributary
