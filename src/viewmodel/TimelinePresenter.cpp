// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/TimelinePresenter.h"

#include <algorithm>

namespace tributary {

namespace {

void takeAll(RunTimesReader &reader, const QList<RunEvent> &events)
{
    reader = {};
    for (const RunEvent &event : events)
        reader.take(event);
}

} // namespace

TimelinePresenter::TimelinePresenter(RunViewModel &model, QObject *parent)
    : QObject(parent)
    , m_model(model)
{
    const RunSession &session = m_model.session();
    connect(&session, &RunSession::runStarted, this, [this] { m_live = {}; });
    connect(&session, &RunSession::runResumed, this, [this] {
        const RunRecord record = m_model.session().currentRecord();
        takeAll(m_live, record.events);
        m_liveRun = record.id;
    });
    connect(&session, &RunSession::eventRecorded, this, [this](const RunEvent &event) {
        if (const auto *started = std::get_if<event::RunStarted>(&event.body))
            m_liveRun = started->run;
        m_live.take(event);
    });
    const RunPresenter &presenter = m_model.presenter();
    connect(&presenter, &RunPresenter::structureChanged, this, &TimelinePresenter::refresh);
    connect(&presenter, &RunPresenter::displayChanged, this, &TimelinePresenter::refresh);
    connect(&presenter, &RunPresenter::runChanged, this, &TimelinePresenter::refresh);
}

void TimelinePresenter::setActive(bool active)
{
    m_active = active;
    refresh();
}

void TimelinePresenter::refresh()
{
    if (!m_active)
        return;
    TimelineDisplay timeline;
    if (scene().hasRun())
        timeline = describeTimeline(scene(), currentTimes());
    if (timeline == m_timeline)
        return;
    m_timeline = std::move(timeline);
    Q_EMIT changed();
}

RunTimes TimelinePresenter::currentTimes()
{
    if (m_model.shownRecord())
        return replayedTimes();
    const RunSession &session = m_model.session();
    // A run of an earlier session was never heard of event by event.
    if (!session.isRunning() && !session.runs().isEmpty() && session.runs().constLast().record.id != m_liveRun) {
        const RunRecord &record = session.runs().constLast().record;
        takeAll(m_live, record.events);
        m_liveRun = record.id;
    }
    return m_live.times(scene().now);
}

RunTimes TimelinePresenter::replayedTimes()
{
    const RunRecord &record = m_model.shownRecord()->record;
    const Milliseconds position = m_model.replay().position();
    const auto end = std::ranges::upper_bound(record.events, position, {}, &RunEvent::time);
    const qsizetype count = end - record.events.begin();
    if (record.id != m_replayedRun || count < m_replayedEvents) {
        m_replayed = {};
        m_replayedRun = record.id;
        m_replayedEvents = 0;
    }
    for (; m_replayedEvents < count; ++m_replayedEvents)
        m_replayed.take(record.events.at(m_replayedEvents));
    return m_replayed.times(position);
}

std::optional<RunRecord> TimelinePresenter::record() const
{
    return scene().hasRun() ? m_model.currentRecord() : std::nullopt;
}

CallDetails TimelinePresenter::details(const AgentId &agent) const
{
    for (const TimelineLayer &layer : m_timeline.layers) {
        const auto row = std::ranges::find(layer.rows, agent, [](const TimelineRow &r) { return r.display.id; });
        if (row != layer.rows.end()) {
            const std::optional<RunRecord> shown = record();
            return describeCall(scene(), *row, shown ? shown->requests : QList<SentRequest>{});
        }
    }
    return {};
}

} // namespace tributary
