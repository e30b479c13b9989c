// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

namespace tributary {

/// Compressed bytes with a check sum in front, so that a damaged page is told from a text before anything reads it.
QByteArray packed(const QByteArray &bytes);
/// Throws DatabaseError (Damaged) when they are not what packed() gave.
QByteArray unpacked(const QByteArray &bytes);

} // namespace tributary
