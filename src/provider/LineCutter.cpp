// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/LineCutter.h"

#include <cstring>

namespace tributary {

qsizetype LineCutter::findLineEnd(QByteArrayView bytes, qsizetype from)
{
    const char *start = bytes.data() + from;
    const auto length = static_cast<size_t>(bytes.size() - from);
    const auto *lineFeed = static_cast<const char *>(std::memchr(start, '\n', length));
    const size_t until = lineFeed ? static_cast<size_t>(lineFeed - start) : length;
    const auto *carriageReturn = static_cast<const char *>(std::memchr(start, '\r', until));
    const char *end = carriageReturn ? carriageReturn : lineFeed;
    return end ? end - bytes.data() : -1;
}

} // namespace tributary
