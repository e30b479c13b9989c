// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

namespace tributary {

/// JSON written with single quotes, for tests that hold a lot of it. (moc of Qt 6.4 loses track of raw strings.)
inline QByteArray json(const char *text)
{
    return QByteArray(text).replace('\'', '"');
}

} // namespace tributary
