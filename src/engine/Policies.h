// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Clock.h"
#include "base/Id.h"

#include <QHash>

#include <optional>

namespace tributary {

/// Policy 14.
enum class CacheUse {
    Use,
    Bypass, ///< nothing is read; new answers are stored
};

/// Policy 13: how long an agent's request is out before it is asked a second time. Without an entry it never is.
using HedgeDelays = QHash<AgentId, Milliseconds>;

/// The policies of a run. Tests and the manual use these numbers.
///
///  1  Retry.      A call that failed in a way that may pass is attempted again, up to `retries` times, unless text was
///                 already shown. (Carried out by the call itself.)
///  2  Deadline.   An agent whose attempts together take longer than its deadline, counted from its first request,
///                 fails.
///  3  Quorum.     A layer may go on when `atLeast` usable answers have arrived; failed, empty, refused and stopped
///                 answers do not count.
///  4  Grace.      From that moment the stragglers have `grace` time; then they are stopped.
///  5  Fallback.   When an agent's model fails for good, the next of its fallbacks is asked; proposers and aggregators
///                 alike. A passed deadline, a stop and the budget end the agent instead.
///  6  Budget.     A call is not started when it is certain to exceed the budget; then nothing further is started,
///                 calls under way finish, and the rest is skipped.
///  7  Stop agent. A person stops one agent; its partial text is kept and not given to others.
///  8  Stop run.   A person stops the run; finished answers are kept. A stop is not an error.
///  9  Mute.       A muted agent is not asked and not read.
/// 10  Bypass.     A bypassed layer is not asked; the next layer reads what this one would have read.
/// 11  Missed.     When a layer settles with fewer usable answers than needed, the run asks a person (Ask) or ends
///                 without a synthesis (End). With none at all it always ends.
/// 12  Synthesis.  The run ends with a synthesis when any aggregator answered, without one when all failed for good;
///                 every answer is kept either way.
/// 13  Hedge.      An agent whose request has been out longer than its delay is asked a second time, once, if the
/// budget
///                 allows it. The first usable answer counts and ends the other call; a failure of one leaves the
///                 other. A call that waits, for its lane or to be retried, is not hedged.
/// 14  Cache.      A question that was answered before is not asked again: its answer costs nothing and counts like any
///                 other. Bypass asks all the same, and keeps the new answers.
/// 15  Resume.     A run whose program died goes on: what had settled stays, everything else is asked from the start.
struct RunPolicies
{
    enum class BelowQuorum { End, Ask };

    int retries = 3;
    std::optional<double> budgetUsd;
    /// Usable answers needed of a layer that states no quorum; capped by the agents that are asked.
    int minimumAnswers = 1;
    BelowQuorum belowQuorum = BelowQuorum::End;

    bool operator==(const RunPolicies &) const = default;
};

} // namespace tributary
