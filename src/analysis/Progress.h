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

} // namespace tributary
