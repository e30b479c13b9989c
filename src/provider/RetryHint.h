// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Clock.h"
#include "provider/Http.h"

#include <QJsonObject>

#include <optional>

namespace tributary {

/// How long the other side asks to wait: `retry-after-ms`, `retry-after` in seconds or as a date, the error body
/// (Gemini's retryDelay, OpenRouter's availability.retry_after, "try again in 1m2.5s"), and rate limit headers whose
/// remaining count is 0, in this order. Nothing for what is negative, past or no number.
std::optional<Milliseconds> retryHint(const HttpHead &head, const QJsonObject &body, const QString &message,
                                      const QDateTime &now);

/// A sum of numbers with units d, h, m, s, ms, us, ns: "6m0s", "2m59.56s", "12ms".
std::optional<Milliseconds> parseDuration(QStringView text);

/// When a rate limit resets, from `now` on: a duration, plain seconds, a timestamp, or the epoch in s or ms.
std::optional<Milliseconds> parseReset(const QByteArray &text, const QDateTime &now);

} // namespace tributary
