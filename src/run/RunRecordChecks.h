// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/RunRecord.h"

namespace tributary {

/// What a record has to keep beyond its format, whoever wrote it. Far above what a run of this program makes.
namespace recordlimits {

inline constexpr qsizetype mostEvents = 5'000'000;
inline constexpr qsizetype mostRequests = 200'000;
inline constexpr qsizetype longestId = 200;
/// Characters of a text: a prompt, a delta, an answer from the cache.
inline constexpr qsizetype longestText = 64'000'000;
/// Of the whole run, pauses before it was resumed not counted.
inline constexpr Milliseconds longestRun = std::chrono::hours(24 * 366);

} // namespace recordlimits

/// Checks ids, sizes, numbers, and that the events tell of the graph's agents, in the order of time, each one possible
/// after those before. InvalidInput names the member at fault: "events[3].agent: there is no agent \"x\"".
Result<void> checkRecord(const RunRecord &record);

} // namespace tributary
