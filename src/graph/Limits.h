// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Clock.h"

namespace tributary::limits {

/// Largest whole number that the JSON reader takes as exact.
inline constexpr qint64 largestSeed = 9'000'000'000'000'000;
/// Timers count milliseconds in 32 bits, which is 24 days; a week is more than any model needs.
inline constexpr Milliseconds longestTime = std::chrono::hours(7 * 24);
inline constexpr int mostRetries = 100;

} // namespace tributary::limits
