// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/RunTimes.h"

#include "base/EnumWords.h"
#include "base/Overloaded.h"
#include "base/Tokens.h"

#include <algorithm>

namespace tributary {

namespace {

using Kind = CallSpan::Kind;

constexpr words::Table<Kind, 6> kindNames{{
    {Kind::Waiting, QLatin1StringView("waiting")},
    {Kind::FirstToken, QLatin1StringView("first-token")},
    {Kind::Streaming, QLatin1StringView("streaming")},
    {Kind::Failed, QLatin1StringView("failed")},
    {Kind::BackOff, QLatin1StringView("back-off")},
    {Kind::Hedge, QLatin1StringView("hedge")},
}};

bool belongsToAttempt(const CallSpan &span, int attempt)
{
    return span.attempt == attempt && (span.kind == Kind::FirstToken || span.kind == Kind::Streaming);
}

/// The call's own span that goes on, not its hedge.
CallSpan *openSpan(AgentTimes &agent)
{
    if (!agent.isOpen)
        return nullptr;
    const auto open = std::find_if(agent.spans.rbegin(), agent.spans.rend(),
                                   [](const CallSpan &span) { return span.kind != Kind::Hedge; });
    return open == agent.spans.rend() ? nullptr : &*open;
}

void close(AgentTimes &agent, Milliseconds time)
{
    if (CallSpan *open = openSpan(agent))
        open->end = std::max(open->start, time);
    agent.isOpen = false;
}

void begin(AgentTimes &agent, Kind kind, Milliseconds time, int attempt)
{
    close(agent, time);
    agent.spans.append({kind, time, time, attempt});
    agent.isOpen = true;
}

/// What the attempt did becomes one failed span.
void failAttempt(AgentTimes &agent, Milliseconds time, ErrorKind why)
{
    const CallSpan *open = openSpan(agent);
    if (!open)
        return;
    const int attempt = open->attempt;
    const bool wasSent = belongsToAttempt(*open, attempt);
    close(agent, time);
    if (!wasSent)
        return;
    const auto isPart = [attempt](const CallSpan &span) { return belongsToAttempt(span, attempt); };
    const auto first = std::find_if(agent.spans.cbegin(), agent.spans.cend(), isPart);
    const qsizetype place = first - agent.spans.cbegin();
    const CallSpan failed{Kind::Failed, first->start, time, attempt, why};
    agent.spans.removeIf(isPart);
    agent.spans.insert(place, failed);
}

void settle(AgentTimes &agent, Milliseconds time)
{
    close(agent, time);
    for (CallSpan &span : agent.spans) {
        if (span.kind == Kind::Hedge && span.end == span.start)
            span.end = time;
    }
    agent.end = time;
}

CallSpan *runningHedge(AgentTimes &agent)
{
    const auto hedge = std::find_if(agent.spans.rbegin(), agent.spans.rend(),
                                    [](const CallSpan &span) { return span.kind == Kind::Hedge; });
    return hedge == agent.spans.rend() ? nullptr : &*hedge;
}

/// The second call is the agent's call from here on.
void takeHedge(AgentTimes &agent, Milliseconds time, const event::HedgeTaken &taken)
{
    failAttempt(agent, time, taken.kind);
    CallSpan *hedge = runningHedge(agent);
    if (!hedge)
        return;
    const int attempt = hedge->attempt;
    const Milliseconds sent = hedge->start;
    agent.spans.removeAt(hedge - agent.spans.constData());
    const bool hasText = taken.firstToken >= sent;
    agent.spans.append({Kind::FirstToken, sent, hasText ? taken.firstToken : time, attempt});
    if (hasText)
        agent.spans.append({Kind::Streaming, taken.firstToken, time, attempt});
    std::ranges::stable_sort(agent.spans, {}, &CallSpan::start);
    agent.isOpen = true;
}

/// The agent whose end the layer waited for.
AgentId lastOf(const QList<AgentTimes> &agents, int layer)
{
    const AgentTimes *last = nullptr;
    for (const AgentTimes &agent : agents) {
        if (agent.layer == layer && agent.start >= Milliseconds(0) && (!last || agent.end > last->end))
            last = &agent;
    }
    return last ? last->agent : AgentId{};
}

} // namespace

QString wireName(CallSpan::Kind kind)
{
    return words::word(kindNames, kind);
}

int AgentTimes::retries() const
{
    return static_cast<int>(std::ranges::count(spans, Kind::BackOff, &CallSpan::kind));
}

const AgentTimes *RunTimes::find(const AgentId &id) const
{
    const auto found = std::ranges::find(agents, id, &AgentTimes::agent);
    return found == agents.end() ? nullptr : &*found;
}

bool RunTimes::isCritical(const AgentId &id) const
{
    return std::ranges::any_of(layers, [&id](const LayerTimes &layer) { return layer.critical == id; });
}

/// One event of one agent.
struct RunTimesReader::Subject
{
    AgentTimes &agent;
    Milliseconds time;
    QMap<qint64, double> &tokens;

    void operator()(const event::CallQueued &)
    {
        const int attempt = agent.spans.isEmpty() ? 1 : agent.spans.constLast().attempt + 1;
        begin(agent, Kind::Waiting, time, attempt);
    }

    /// A pause is over when the call is due again and has to wait for something else.
    void operator()(const event::CallWaiting &)
    {
        const CallSpan *open = openSpan(agent);
        if (open && open->kind == Kind::BackOff && time > open->start)
            begin(agent, Kind::Waiting, time, open->attempt);
    }

    void operator()(const event::CallStarted &e)
    {
        if (agent.start < Milliseconds(0))
            agent.start = time;
        begin(agent, Kind::FirstToken, time, e.attempt);
        dropEmptyWaits();
    }

    void operator()(const event::FirstToken &)
    {
        if (const CallSpan *open = openSpan(agent); open && open->kind == Kind::FirstToken)
            begin(agent, Kind::Streaming, time, open->attempt);
    }

    void operator()(const event::Text &e)
    {
        (*this)(event::FirstToken{});
        tokens[time / rateStep] += static_cast<double>(estimateTokens(e.delta));
    }

    void operator()(const event::CallRetrying &e)
    {
        const CallSpan *open = openSpan(agent);
        const int attempt = open ? open->attempt : 1;
        failAttempt(agent, time, e.kind);
        begin(agent, Kind::BackOff, time, attempt + 1);
    }

    void operator()(const event::CallFinished &) { settle(agent, time); }

    void operator()(const event::CallFailed &e)
    {
        failAttempt(agent, time, e.kind);
        settle(agent, time);
    }

    void operator()(const event::CallCached &) { settle(agent, time); }

    void operator()(const event::CallSkipped &) { settle(agent, time); }

    void operator()(const event::CallStopped &) { settle(agent, time); }

    void operator()(const event::CallHedged &e) { agent.spans.append({Kind::Hedge, time, time, e.attempt}); }

    void operator()(const event::HedgeTaken &e) { takeHedge(agent, time, e); }

    void operator()(const event::HedgeDropped &)
    {
        if (CallSpan *hedge = runningHedge(agent))
            hedge->end = std::max(hedge->start, time);
    }

    void operator()(const event::RunStarted &) {}

    void operator()(const event::LayerFinished &) {}

    void operator()(const event::QuorumMissed &) {}

    void operator()(const event::RunFinished &) {}

    void operator()(const event::RunResumed &) {}

private:
    /// A call that was sent at once did not wait.
    void dropEmptyWaits()
    {
        agent.spans.removeIf(
            [](const CallSpan &span) { return span.kind == Kind::Waiting && span.length() == Milliseconds(0); });
    }
};

void RunTimesReader::take(const RunEvent &event)
{
    if (std::holds_alternative<event::RunFinished>(event.body))
        m_end = event.time;
    if (std::holds_alternative<event::RunResumed>(event.body)) {
        for (AgentTimes &agent : m_agents)
            failAttempt(agent, event.time, ErrorKind::Stopped);
    }
    if (std::holds_alternative<event::LayerFinished>(event.body) && m_layers.contains(event.layer)) {
        m_layers[event.layer].end = event.time;
        m_layers[event.layer].critical = lastOf(m_agents.values(), event.layer);
    }
    if (event.agent.isEmpty())
        return;
    if (!m_agents.contains(event.agent)) {
        m_agents.insert(event.agent, {.agent = event.agent, .layer = event.layer, .spans = {}});
        m_order.append(event.agent);
    }
    if (!m_layers.contains(event.layer))
        m_layers.insert(event.layer, {event.layer, event.time, Milliseconds(-1), {}});
    std::visit(Subject{m_agents[event.agent], event.time, m_tokens}, event.body);
}

RunTimes RunTimesReader::times(Milliseconds now) const
{
    RunTimes times;
    times.isOver = m_end >= Milliseconds(0);
    times.total = times.isOver ? m_end : now;
    times.tokens = m_tokens;
    for (const AgentId &id : m_order) {
        AgentTimes agent = m_agents.value(id);
        if (agent.spans.isEmpty())
            continue;
        if (CallSpan *open = openSpan(agent))
            open->end = std::max(open->start, times.total);
        if (CallSpan *hedge = runningHedge(agent); hedge && agent.end < Milliseconds(0) && hedge->end == hedge->start)
            hedge->end = std::max(hedge->start, times.total);
        times.agents.append(agent);
    }
    std::ranges::stable_sort(times.agents, {}, &AgentTimes::layer);
    for (const LayerTimes &known : m_layers) {
        LayerTimes layer = known;
        if (layer.end < Milliseconds(0))
            layer.end = times.total;
        if (const AgentTimes *critical = times.find(layer.critical))
            times.criticalPath += critical->end - critical->start;
        times.layers.append(layer);
    }
    return times;
}

RunTimes timesOf(const QList<RunEvent> &events)
{
    RunTimesReader reader;
    for (const RunEvent &event : events)
        reader.take(event);
    return reader.times(events.isEmpty() ? Milliseconds(0) : events.constLast().time);
}

} // namespace tributary
