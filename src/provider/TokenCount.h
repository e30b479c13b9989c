// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonObject>

#include <optional>

namespace tributary {

/// A number of tokens that a server reports: 0 for what is absent, negative, or too large to be added up.
inline qint64 tokenCount(const QJsonObject &object, QLatin1StringView member)
{
    constexpr qint64 most = 1'000'000'000'000;
    const qint64 tokens = object.value(member).toInteger();
    return tokens >= 0 && tokens <= most ? tokens : 0;
}

inline std::optional<qint64> positiveCount(const QJsonObject &object, QLatin1StringView member)
{
    const qint64 count = object.value(member).toInteger();
    return count > 0 ? std::optional(count) : std::nullopt;
}

} // namespace tributary
