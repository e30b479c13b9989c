// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/Policies.h"
#include "graph/Plan.h"
#include "run/RunState.h"

#include <functional>
#include <optional>

namespace tributary {

/// What a run does next. The controller carries it out, which makes events, and asks again until nothing is left.
struct Decision
{
    struct Skip
    {
        AgentId agent;
        SkipReason reason = SkipReason::RunStopped;
        bool operator==(const Skip &) const = default;
    };

    QList<AgentId> start;
    QList<Skip> skip;
    /// Under way past their deadline.
    QList<AgentId> expire;
    /// Under way after quorum and grace.
    QList<AgentId> stopStragglers;
    /// To be asked a second time.
    QList<AgentId> hedge;
    std::optional<int> finishLayer;
    std::optional<event::QuorumMissed> ask;
    std::optional<RunOutcome> end;
    /// When to ask again at the latest, should no call settle before. Alone it is "wait".
    std::optional<Milliseconds> wakeAt;

    [[nodiscard]] bool isWait() const;

    bool operator==(const Decision &) const = default;
};

/// The least a call can cost in US dollars; 0 when the price is unknown.
using LeastCost = std::function<double(const PlannedCall &)>;

/// Pure: the same arguments give the same decision. Layers are barriers: no agent starts before every layer it may read
/// from has finished, so that what it reads is settled once and for all.
Decision schedule(const Plan &plan, const RunState &state, const RunPolicies &policies, const LeastCost &leastCost,
                  const HedgeDelays &hedgeAfter, Milliseconds now);

/// The graph's index of the layer that the run is at: the first that is neither finished nor wholly skipped; nullopt
/// when there is none left.
std::optional<int> currentLayer(const Plan &plan, const RunState &state);

/// Policy 5: whom to ask after `error` ended the model that was asked last; nullopt when the agent has failed.
std::optional<ModelRef> nextFallback(const Agent &agent, const AgentState &state, const Error &error);

/// The usable answers that a call reads, in graph order.
QList<AgentId> usableReads(const PlannedCall &call, const RunState &state);

} // namespace tributary
