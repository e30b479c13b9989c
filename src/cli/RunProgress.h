// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "graph/Plan.h"
#include "run/RunState.h"

#include <QStringList>

/// What `run` tells a person on standard error. Pure: from the plan and the state of the run.
namespace tributary {

/// "Layer 1 of 2 · 2 of 4 calls done · 00:07 · $0.02"
QString progressLine(const Plan &plan, const RunState &state, Milliseconds elapsed);

/// The sentence for an event that a person must hear of: a failure, a retry, a fallback, references left out, a missed
/// quorum. Empty for all others.
QString noticeOf(const Graph &graph, const RunEvent &event);

/// "3 of 3 answers and a synthesis · 12 s · 1,234 tokens · $0.02", or why there is no synthesis.
QString summaryLine(const Plan &plan, const RunState &state);

} // namespace tributary
