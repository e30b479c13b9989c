// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Id.h"

#include <algorithm>

namespace tributary {

inline constexpr qsizetype maxAgentIdLength = 64;

/// 1 to 64 ASCII letters, digits, "-", "_", ".": safe in file names, command lines and JSON paths.
inline bool isValidAgentId(const AgentId &id)
{
    const auto allowed = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'-' ||
               c == u'_' || c == u'.';
    };
    return !id.isEmpty() && id.value.size() <= maxAgentIdLength &&
           std::all_of(id.value.begin(), id.value.end(), allowed);
}

} // namespace tributary
