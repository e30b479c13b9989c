// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/RunState.h"

#include "base/Overloaded.h"

#include <QCoreApplication>

namespace tributary {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tributary::RunState)
};

/// What one event does to a run; one overload per event. Only reduce() makes one.
class Reducer
{
public:
    Reducer(RunState &state, const RunEvent &event)
        : m_state(state)
        , m_event(event)
    {}

    void operator()(const event::RunStarted &e)
    {
        m_state.phase = RunState::Phase::Running;
        m_state.id = e.run;
        m_state.graphName = e.graphName;
    }

    void operator()(const event::CallQueued &e)
    {
        AgentState &agent = current();
        begin(agent);
        agent.status = AgentStatus::Queued;
        agent.model = e.model;
        agent.references = e.references;
        agent.dropped = e.dropped;
        agent.shortened = e.shortened;
        agent.queuedAt = m_event.time;
    }

    void operator()(const event::CallStarted &e)
    {
        AgentState &agent = current();
        agent.status = AgentStatus::Started;
        agent.waitsFor.reset();
        agent.model = e.model;
        agent.attempt = e.attempt;
        agent.lastAttempt = std::max(agent.lastAttempt, e.attempt);
        agent.notices = e.notices;
        agent.answer.clear();
        agent.reasoning.clear();
        agent.startedAt = m_event.time;
        if (agent.firstStartedAt < Milliseconds(0))
            agent.firstStartedAt = m_event.time;
        agent.firstTokenAt = Milliseconds(-1);
    }

    void operator()(const event::FirstToken &)
    {
        AgentState &agent = current();
        agent.status = AgentStatus::Streaming;
        agent.firstTokenAt = m_event.time;
    }

    void operator()(const event::Text &e)
    {
        AgentState &agent = current();
        agent.status = AgentStatus::Streaming;
        (e.channel == TextChannel::Answer ? agent.answer : agent.reasoning) += e.delta;
    }

    void operator()(const event::CallRetrying &e)
    {
        AgentState &agent = current();
        waste(agent, e.costUsd, hasText(agent));
        keepAttempt(agent, e.kind, e.message);
        agent.status = AgentStatus::Retrying;
        agent.retryAt = m_event.time + e.wait;
        if (!e.fallback.isEmpty()) {
            agent.model = e.fallback;
            ++agent.fallbacksTaken;
        }
    }

    void operator()(const event::CallFinished &e)
    {
        AgentState &agent = settle(AgentStatus::Done);
        agent.usage = e.usage;
        if (e.costUsd)
            agent.costUsd = *e.costUsd + agent.wastedUsd;
        agent.servedModel = e.servedModel;
        agent.requestId = e.requestId;
        agent.cutByLimit = e.cutByLimit;
        m_state.usage = m_state.usage + e.usage;
        m_state.costUsd += e.costUsd.value_or(0.0);
        m_state.unpriced += e.costUsd ? 0 : 1;
    }

    void operator()(const event::CallFailed &e)
    {
        AgentState &agent = settle(AgentStatus::Failed);
        agent.error = Error{e.kind, e.message, e.detail};
        settleWaste(agent, e.costUsd);
    }

    void operator()(const event::CallCached &e)
    {
        AgentState &agent = settle(AgentStatus::Cached);
        agent.model = e.model;
        agent.answer = e.answer;
        agent.reasoning = e.reasoning;
        agent.cachedFrom = e.from;
        agent.pinned = e.pinned;
        agent.servedModel = e.servedModel;
        agent.usage = e.usage;
        agent.costUsd = agent.wastedUsd;
        agent.cutByLimit = e.cutByLimit;
        agent.references = e.references;
        agent.dropped = e.dropped;
        agent.shortened = e.shortened;
    }

    void operator()(const event::CallSkipped &e)
    {
        // Muted agents and those of bypassed layers were never part of their layer's work.
        const LayerProgress before = m_state.layer(m_event.layer);
        settle(AgentStatus::Skipped).skipReason = e.reason;
        if (e.reason == SkipReason::Muted || e.reason == SkipReason::Bypassed)
            m_state.layers.insert(m_event.layer, before);
    }

    void operator()(const event::CallStopped &e)
    {
        AgentState &agent = settle(AgentStatus::Stopped);
        agent.stopReason = e.reason;
        settleWaste(agent, e.costUsd);
    }

    void operator()(const event::CallWaiting &e)
    {
        AgentState &agent = current();
        agent.waitsFor = e.wait;
        agent.waitsUntil = m_event.time + e.wait.span;
    }

    void operator()(const event::LayerFinished &e)
    {
        LayerProgress &layer = m_state.layers[m_event.layer];
        layer.finishedAt = m_event.time;
        layer.usable = e.usable;
        m_state.quorumMissed.reset();
        m_state.phase = RunState::Phase::Running;
    }

    void operator()(const event::QuorumMissed &e)
    {
        m_state.quorumMissed = e;
        m_state.phase = RunState::Phase::AwaitingDecision;
    }

    void operator()(const event::RunFinished &e)
    {
        m_state.phase = RunState::Phase::Finished;
        m_state.outcome = e.outcome;
        m_state.quorumMissed.reset();
    }

    void operator()(const event::RunResumed &e)
    {
        for (AgentState &agent : m_state.agents) {
            if (agent.status != AgentStatus::Idle && !isSettled(agent.status))
                interrupt(agent);
        }
        m_state.costUsd += e.costUsd;
        m_state.unpriced += e.unpriced;
        m_state.resumedAt.append(e.at);
        m_state.quorumMissed.reset();
        m_state.phase = RunState::Phase::Running;
    }

    void operator()(const event::CallHedged &e)
    {
        AgentState &agent = current();
        agent.lastAttempt = std::max(agent.lastAttempt, e.attempt);
        agent.hedge = HedgeState{e.attempt, m_event.time};
    }

    void operator()(const event::HedgeTaken &e)
    {
        AgentState &agent = current();
        agent.hedge->underWay = false;
        agent.hedge->taken = true;
        agent.attempt = agent.hedge->attempt;
        waste(agent, e.costUsd, hasText(agent));
        if (agent.status != AgentStatus::Retrying)
            keepAttempt(agent, e.kind, e.message);
        agent.answer = e.answer;
        agent.reasoning = e.reasoning;
        agent.startedAt = e.started;
        agent.firstTokenAt = e.firstToken;
        agent.status = statusOf(e);
    }

    void operator()(const event::HedgeDropped &e)
    {
        AgentState &agent = current();
        agent.hedge->underWay = false;
        waste(agent, e.costUsd, !e.partialText.isEmpty());
        agent.failedAttempts.append(
            {agent.model, e.kind, e.message, e.partialText, agent.hedge->askedAt, m_event.time});
    }

private:
    static bool hasText(const AgentState &agent) { return !agent.answer.isEmpty() || !agent.reasoning.isEmpty(); }

    static AgentStatus statusOf(const event::HedgeTaken &e)
    {
        if (e.firstToken >= Milliseconds(0))
            return AgentStatus::Streaming;
        return e.started >= Milliseconds(0) ? AgentStatus::Started : AgentStatus::Queued;
    }

    void keepAttempt(AgentState &agent, ErrorKind kind, const QString &message)
    {
        agent.failedAttempts.append({agent.model, kind, message, agent.answer, agent.startedAt, m_event.time});
        agent.answer.clear();
        agent.reasoning.clear();
    }

    /// Money for an attempt that came to nothing.
    void waste(AgentState &agent, const std::optional<double> &costUsd, bool gaveText)
    {
        agent.wastedUsd += costUsd.value_or(0.0);
        m_state.costUsd += costUsd.value_or(0.0);
        m_state.unpriced += gaveText && !costUsd ? 1 : 0;
    }

    void settleWaste(AgentState &agent, const std::optional<double> &costUsd)
    {
        waste(agent, costUsd, hasText(agent));
        if (costUsd || agent.wastedUsd > 0.0)
            agent.costUsd = agent.wastedUsd;
    }

    void interrupt(AgentState &agent)
    {
        if (agent.status == AgentStatus::Started || agent.status == AgentStatus::Streaming)
            keepAttempt(agent, ErrorKind::Stopped, Text::tr("The program ended before this answer was complete."));
        AgentState idle;
        idle.layer = agent.layer;
        idle.attempt = agent.attempt;
        idle.lastAttempt = agent.lastAttempt;
        idle.failedAttempts = agent.failedAttempts;
        idle.wastedUsd = agent.wastedUsd;
        agent = idle;
        --m_state.layers[agent.layer].begun;
    }

    AgentState &current()
    {
        AgentState &agent = m_state.agents[m_event.agent];
        agent.layer = m_event.layer;
        return agent;
    }

    void begin(const AgentState &agent)
    {
        if (agent.status == AgentStatus::Idle)
            ++m_state.layers[m_event.layer].begun;
    }

    AgentState &settle(AgentStatus status)
    {
        AgentState &agent = current();
        begin(agent);
        agent.status = status;
        agent.waitsFor.reset();
        LayerProgress &layer = m_state.layers[m_event.layer];
        ++layer.settled;
        layer.usable += agent.isUsable() ? 1 : 0;
        agent.settledAt = m_event.time;
        return agent;
    }

    RunState &m_state;
    const RunEvent &m_event;
};

/// Events of an agent need an agent that has not settled; events of the run need a run that is on.
bool makesSense(const RunState &state, const RunEvent &event)
{
    if (std::holds_alternative<event::RunStarted>(event.body))
        return state.phase == RunState::Phase::NotStarted;
    if (state.phase == RunState::Phase::NotStarted || state.phase == RunState::Phase::Finished)
        return false;
    const AgentState &agent = state.agent(event.agent);
    if (std::holds_alternative<event::HedgeTaken>(event.body) ||
        std::holds_alternative<event::HedgeDropped>(event.body))
        return agent.hedge && agent.hedge->underWay && !isSettled(agent.status);
    return event.agent.isEmpty() || !isSettled(agent.status);
}

} // namespace

bool isSettled(AgentStatus status)
{
    switch (status) {
    case AgentStatus::Idle:
    case AgentStatus::Queued:
    case AgentStatus::Started:
    case AgentStatus::Streaming:
    case AgentStatus::Retrying:
        return false;
    case AgentStatus::Done:
    case AgentStatus::Failed:
    case AgentStatus::Cached:
    case AgentStatus::Skipped:
    case AgentStatus::Stopped:
        return true;
    }
    Q_UNREACHABLE();
}

bool AgentState::isUsable() const
{
    return status == AgentStatus::Done || status == AgentStatus::Cached;
}

const AgentState &RunState::agent(const AgentId &agentId) const
{
    static const AgentState nothing;
    const auto found = agents.constFind(agentId);
    return found == agents.constEnd() ? nothing : *found;
}

bool reduce(RunState &state, const RunEvent &event)
{
    if (!makesSense(state, event))
        return false;
    state.now = std::max(state.now, event.time);
    std::visit(Reducer(state, event), event.body);
    return true;
}

RunState replay(const QList<RunEvent> &events)
{
    RunState state;
    for (const RunEvent &event : events)
        reduce(state, event);
    return state;
}

} // namespace tributary
