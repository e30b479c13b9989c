// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <functional>

namespace tributary {

/// Called now and then while something is computed, with the share that is done (0 to 1); false = stop. An empty one
/// never stops.
using AnalysisProgress = std::function<bool(double)>;

/// Whether to go on.
inline bool goesOn(const AnalysisProgress &progress, double share)
{
    return !progress || progress(share);
}

/// For a step of something longer: its 0 to 1 is `from` to `to` of the whole.
inline AnalysisProgress progressPart(const AnalysisProgress &progress, double from, double to)
{
    if (!progress)
        return {};
    return [progress, from, to](double share) { return progress(from + (to - from) * share); };
}

} // namespace tributary
