// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/Scheduler.h"

#include <algorithm>

namespace tributary {

namespace {

bool isUnderWay(AgentStatus status)
{
    return status != AgentStatus::Idle && !isSettled(status);
}

/// Failures that another model would not mend or may not be asked after.
bool endsTheAgent(ErrorKind kind)
{
    return kind == ErrorKind::TimeoutDeadline || kind == ErrorKind::Stopped || kind == ErrorKind::Budget;
}

bool isWhollySkipped(const PlannedLayer &layer, const RunState &state)
{
    if (state.layer(layer.layer).settled < layer.calls.size())
        return false;
    return std::all_of(layer.calls.begin(), layer.calls.end(), [&state](const PlannedCall &call) {
        return state.agent(call.agent.id).status == AgentStatus::Skipped;
    });
}

const PlannedLayer *layerAt(const Plan &plan, const RunState &state)
{
    for (const PlannedLayer &layer : plan.layers) {
        if (state.layer(layer.layer).finishedAt < Milliseconds(0) && !isWhollySkipped(layer, state))
            return &layer;
    }
    return nullptr;
}

/// One question to the scheduler. The steps are tried in order and the first that has something to do answers.
class Scheduling
{
public:
    Scheduling(const Plan &plan, const RunState &state, const RunPolicies &policies, const LeastCost &leastCost,
               const HedgeDelays &hedgeAfter, Milliseconds now)
        : m_plan(plan)
        , m_state(state)
        , m_policies(policies)
        , m_leastCost(leastCost)
        , m_hedgeAfter(hedgeAfter)
        , m_now(now)
    {}

    Decision decide()
    {
        if (m_state.phase != RunState::Phase::Running)
            return {};
        const PlannedLayer *layer = layerAt(m_plan, m_state);
        if (!layer)
            return endRun();
        const auto calls = int(layer->calls.size());
        const LayerProgress progress = m_state.layer(layer->layer);
        if (expire(*layer) || withdraw(*layer))
            return m_decision;
        if (progress.begun < calls && startIdle(*layer))
            return m_decision;
        if (progress.settled < calls) {
            stopStragglers(*layer, progress);
            if (m_decision.stopStragglers.isEmpty())
                hedge(*layer);
            return m_decision;
        }
        return settleLayer(*layer, progress);
    }

private:
    [[nodiscard]] const AgentState &stateOf(const PlannedCall &call) const { return m_state.agent(call.agent.id); }

    [[nodiscard]] bool isLast(const PlannedLayer &layer) const { return &layer == &m_plan.layers.constLast(); }

    void wakeAt(Milliseconds time) { m_decision.wakeAt = std::min(m_decision.wakeAt.value_or(time), time); }

    // Policy 2
    bool expire(const PlannedLayer &layer)
    {
        for (const PlannedCall &call : layer.calls) {
            if (!call.agent.deadline)
                continue;
            const AgentState &agent = stateOf(call);
            if (!isUnderWay(agent.status) || agent.firstStartedAt < Milliseconds(0))
                continue;
            const Milliseconds end = agent.firstStartedAt + *call.agent.deadline;
            if (m_now >= end)
                m_decision.expire.append(call.agent.id);
            else
                wakeAt(end);
        }
        return !m_decision.expire.isEmpty();
    }

    // Policy 6, for calls that wait for a lane while others have used the budget up
    bool withdraw(const PlannedLayer &layer)
    {
        if (!m_policies.budgetUsd || m_state.costUsd < *m_policies.budgetUsd)
            return false;
        for (const PlannedCall &call : layer.calls) {
            if (stateOf(call).status == AgentStatus::Queued)
                m_decision.skip.append({call.agent.id, SkipReason::Budget});
        }
        return !m_decision.skip.isEmpty();
    }

    /// Spent, and what the calls under way will take at the least.
    [[nodiscard]] double committedUsd(const PlannedLayer &layer) const
    {
        double committed = m_state.costUsd;
        for (const PlannedCall &call : layer.calls) {
            const AgentState &agent = stateOf(call);
            if (!isUnderWay(agent.status))
                continue;
            const int requests = agent.hedge && agent.hedge->underWay ? 2 : 1;
            committed += requests * m_leastCost(call);
        }
        return committed;
    }

    bool startIdle(const PlannedLayer &layer)
    {
        double committed = m_policies.budgetUsd ? committedUsd(layer) : 0.0;
        for (const PlannedCall &call : layer.calls) {
            if (stateOf(call).status != AgentStatus::Idle)
                continue;
            if (!call.reads.isEmpty() && usableReads(call, m_state).isEmpty()) {
                m_decision.skip.append({call.agent.id, SkipReason::NoReferences});
                continue;
            }
            if (m_policies.budgetUsd) {
                committed += m_leastCost(call);
                if (committed > *m_policies.budgetUsd || m_state.costUsd >= *m_policies.budgetUsd) {
                    if (m_decision.start.isEmpty())
                        skipEverythingIdle(SkipReason::Budget);
                    break;
                }
            }
            m_decision.start.append(call.agent.id);
        }
        return !m_decision.start.isEmpty() || !m_decision.skip.isEmpty();
    }

    void skipEverythingIdle(SkipReason reason)
    {
        m_decision.skip.clear();
        for (const PlannedLayer &layer : m_plan.layers) {
            for (const PlannedCall &call : layer.calls) {
                if (stateOf(call).status == AgentStatus::Idle)
                    m_decision.skip.append({call.agent.id, reason});
            }
        }
    }

    // Policies 3 and 4
    void stopStragglers(const PlannedLayer &layer, const LayerProgress &progress)
    {
        if (!layer.quorum || isLast(layer) || progress.usable < needed(layer))
            return;
        const Milliseconds graceEnd = quorumReachedAt(layer) + layer.quorum->grace;
        if (m_now < graceEnd) {
            wakeAt(graceEnd);
            return;
        }
        for (const PlannedCall &call : layer.calls) {
            if (isUnderWay(stateOf(call).status))
                m_decision.stopStragglers.append(call.agent.id);
        }
    }

    // Policy 13
    void hedge(const PlannedLayer &layer)
    {
        if (m_hedgeAfter.isEmpty())
            return;
        double committed = m_policies.budgetUsd ? committedUsd(layer) : 0.0;
        for (const PlannedCall &call : layer.calls) {
            const AgentState &agent = stateOf(call);
            const auto delay = m_hedgeAfter.constFind(call.agent.id);
            const bool isOut = agent.status == AgentStatus::Started || agent.status == AgentStatus::Streaming;
            if (delay == m_hedgeAfter.constEnd() || !isOut || agent.hedge)
                continue;
            if (m_now < agent.startedAt + *delay) {
                wakeAt(agent.startedAt + *delay);
                continue;
            }
            const double cost = m_policies.budgetUsd ? m_leastCost(call) : 0.0;
            if (m_policies.budgetUsd && committed + cost > *m_policies.budgetUsd)
                continue;
            committed += cost;
            m_decision.hedge.append(call.agent.id);
        }
    }

    [[nodiscard]] int needed(const PlannedLayer &layer) const
    {
        const int wanted = layer.quorum ? layer.quorum->atLeast : m_policies.minimumAnswers;
        return std::clamp(wanted, 1, int(layer.calls.size()));
    }

    [[nodiscard]] Milliseconds quorumReachedAt(const PlannedLayer &layer) const
    {
        QList<Milliseconds> times;
        for (const PlannedCall &call : layer.calls) {
            if (stateOf(call).isUsable())
                times.append(stateOf(call).settledAt);
        }
        std::sort(times.begin(), times.end());
        return times[needed(layer) - 1];
    }

    // Policies 11 and 12
    Decision settleLayer(const PlannedLayer &layer, const LayerProgress &progress)
    {
        if (isLast(layer) || progress.usable >= needed(layer) || ranOutOfBudget()) {
            m_decision.finishLayer = layer.layer;
        } else if (progress.usable > 0 && m_policies.belowQuorum == RunPolicies::BelowQuorum::Ask) {
            m_decision.ask = event::QuorumMissed{progress.usable, needed(layer)};
        } else {
            m_decision.finishLayer = layer.layer;
            skipEverythingIdle(progress.usable > 0 ? SkipReason::Quorum : SkipReason::NoReferences);
        }
        return m_decision;
    }

    Decision endRun()
    {
        m_decision.end = outcome();
        return m_decision;
    }

    [[nodiscard]] RunOutcome outcome() const
    {
        if (m_plan.layers.isEmpty())
            return RunOutcome::NoSynthesis;
        const QList<PlannedCall> &aggregators = m_plan.layers.constLast().calls;
        const bool answered = std::any_of(aggregators.begin(), aggregators.end(),
                                          [this](const PlannedCall &call) { return stateOf(call).isUsable(); });
        if (answered)
            return RunOutcome::Synthesis;
        const bool byBudget =
            ranOutOfBudget() || std::any_of(aggregators.begin(), aggregators.end(),
                                            [this](const PlannedCall &call) { return failedByBudget(call); });
        return byBudget ? RunOutcome::BudgetStopped : RunOutcome::NoSynthesis;
    }

    [[nodiscard]] bool ranOutOfBudget() const
    {
        return std::any_of(m_state.agents.begin(), m_state.agents.end(),
                           [](const AgentState &agent) { return agent.skipReason == SkipReason::Budget; });
    }

    /// An agent whose fallback the budget did not allow.
    [[nodiscard]] bool failedByBudget(const PlannedCall &call) const
    {
        const std::optional<Error> &error = stateOf(call).error;
        return error && error->kind == ErrorKind::Budget;
    }

    const Plan &m_plan;
    const RunState &m_state;
    const RunPolicies &m_policies;
    const LeastCost &m_leastCost;
    const HedgeDelays &m_hedgeAfter;
    const Milliseconds m_now;
    Decision m_decision;
};

} // namespace

bool Decision::isWait() const
{
    return start.isEmpty() && skip.isEmpty() && expire.isEmpty() && stopStragglers.isEmpty() && hedge.isEmpty() &&
           !finishLayer && !ask && !end;
}

Decision schedule(const Plan &plan, const RunState &state, const RunPolicies &policies, const LeastCost &leastCost,
                  const HedgeDelays &hedgeAfter, Milliseconds now)
{
    return Scheduling(plan, state, policies, leastCost, hedgeAfter, now).decide();
}

std::optional<int> currentLayer(const Plan &plan, const RunState &state)
{
    const PlannedLayer *layer = layerAt(plan, state);
    return layer ? std::optional(layer->layer) : std::nullopt;
}

std::optional<ModelRef> nextFallback(const Agent &agent, const AgentState &state, const Error &error)
{
    if (endsTheAgent(error.kind) || state.fallbacksTaken >= agent.fallbacks.size())
        return std::nullopt;
    return agent.fallbacks[state.fallbacksTaken];
}

QList<AgentId> usableReads(const PlannedCall &call, const RunState &state)
{
    QList<AgentId> usable;
    for (const AgentId &id : call.reads) {
        if (state.agent(id).isUsable())
            usable.append(id);
    }
    return usable;
}

} // namespace tributary
