// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/RunReplay.h"

#include "viewmodel/RunPresenter.h"

#include <algorithm>

namespace tributary {

namespace {

/// Longer than any run; keeps sums of times from overflowing.
constexpr Milliseconds longest = std::chrono::hours(24 * 366);

QList<Milliseconds> growingTimes(const QList<RunEvent> &events)
{
    QList<Milliseconds> times;
    times.reserve(events.size());
    Milliseconds last{0};
    for (const RunEvent &event : events) {
        last = std::clamp(event.time, last, longest);
        times.append(last);
    }
    return times;
}

RunStart replayedStart(const RunRecord &record)
{
    RunStart start = startOf(record);
    start.isReplayed = true;
    return start;
}

/// A run that broke off is shown as one that was stopped then: nothing in it moves any more.
QList<RunEvent> endedEvents(const RunRecord &record)
{
    QList<RunEvent> events = record.events;
    const RunState state = replay(events);
    if (state.phase == RunState::Phase::NotStarted || state.phase == RunState::Phase::Finished)
        return events;
    for (const auto &[id, agent] : state.agents.asKeyValueRange()) {
        if (!isSettled(agent.status) && agent.status != AgentStatus::Idle)
            events.append({state.now, id, agent.layer, event::CallStopped{}});
    }
    event::RunFinished end;
    end.outcome = RunOutcome::Stopped;
    end.costUsd = state.costUsd;
    end.unpriced = state.unpriced;
    end.usage = state.usage;
    end.duration = state.now;
    events.append({state.now, {}, -1, end});
    return events;
}

int factor(RunReplay::Speed speed)
{
    return speed == RunReplay::Speed::Triple ? 3 : 1;
}

} // namespace

RunReplay::RunReplay(const Clock &clock, RunPresenter &presenter, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_presenter(presenter)
    , m_alarm(clock.makeAlarm([this] { advance(); }))
{}

RunReplay::~RunReplay() = default;

void RunReplay::open(const RunRecord &record)
{
    m_record = record;
    m_record.events = endedEvents(record);
    m_times = growingTimes(m_record.events);
    m_open = true;
    m_playing = false;
    m_speed = Speed::Real;
    seek(duration());
}

void RunReplay::close()
{
    m_alarm->disarm();
    m_record = {};
    m_times.clear();
    m_open = false;
    m_playing = false;
    m_position = Milliseconds(0);
    Q_EMIT changed();
}

Milliseconds RunReplay::duration() const
{
    return m_times.isEmpty() ? Milliseconds(0) : m_times.last();
}

void RunReplay::play()
{
    if (!m_open || m_playing)
        return;
    m_playing = true;
    if (m_position >= duration())
        seek(Milliseconds(0));
    else
        playFrom(m_position);
    if (m_speed == Speed::AtOnce)
        seek(duration());
    Q_EMIT changed();
}

void RunReplay::pause()
{
    if (!m_playing)
        return;
    advance();
    m_playing = false;
    m_alarm->disarm();
    Q_EMIT changed();
}

void RunReplay::setSpeed(Speed speed)
{
    if (m_playing)
        advance();
    m_speed = speed;
    if (m_playing && speed == Speed::AtOnce)
        seek(duration());
    else if (m_playing)
        playFrom(m_position);
    Q_EMIT changed();
}

void RunReplay::seek(Milliseconds position)
{
    if (!m_open)
        return;
    m_position = std::clamp(position, Milliseconds(0), duration());
    m_next = std::ranges::upper_bound(m_times, m_position) - m_times.begin();
    m_presenter.showRun(replayedStart(m_record), replay(m_record.events.first(m_next)));
    m_presenter.setTime(m_position);
    m_playing = m_playing && m_position < duration();
    if (m_playing)
        playFrom(m_position);
    else
        m_alarm->disarm();
    Q_EMIT changed();
}

void RunReplay::playFrom(Milliseconds position)
{
    m_playedAt = m_clock.now();
    m_playedFrom = position;
    arm();
}

void RunReplay::arm()
{
    Milliseconds wait = step;
    if (m_next < m_times.size())
        wait = std::min(wait, (timeOf(m_next) - m_position) / factor(m_speed));
    m_alarm->ringAfter(std::max(wait, Milliseconds(1)));
}

void RunReplay::advance()
{
    const Milliseconds played = (m_clock.now() - m_playedAt) * factor(m_speed);
    m_position = std::min(m_playedFrom + played, duration());
    while (m_next < m_times.size() && timeOf(m_next) <= m_position)
        m_presenter.record(m_record.events.at(m_next++));
    m_presenter.setTime(m_position);
    if (m_position >= duration())
        m_playing = false;
    else
        arm();
    Q_EMIT changed();
}

} // namespace tributary
