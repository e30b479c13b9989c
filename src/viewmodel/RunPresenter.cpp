// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/RunPresenter.h"

#include "viewmodel/Announcements.h"

#include <algorithm>

namespace tributary {

RunStart startOf(const RunRecord &record)
{
    return {record.graph, compile(record.graph).value_or(Plan{}), record.prompt, {}};
}

namespace {

void takeStart(RunScene &scene, const RunStart &start)
{
    scene.graph = start.graph;
    scene.plan = start.plan;
    scene.run = {};
    scene.meters.clear();
    scene.isReplayed = start.isReplayed;
    scene.now = Milliseconds(0);
    for (const auto &[id, tokens] : start.expectedTokens.asKeyValueRange())
        scene.meters[id].expectedTokens = tokens;
}

void takeState(RunScene &scene, const RunState &state)
{
    scene.run = state;
    scene.now = state.now;
    for (const auto &[id, agent] : state.agents.asKeyValueRange())
        scene.meters[id].answer.add(agent.answer);
}

} // namespace

RunScene sceneOf(const RunStart &start, const RunState &state, const ProviderDirectory &providers)
{
    RunScene scene;
    scene.providers = providers;
    takeStart(scene, start);
    takeState(scene, state);
    return scene;
}

RunPresenter::RunPresenter(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_updateAlarm(clock.makeAlarm([this] { deliver(); }))
    , m_tickAlarm(clock.makeAlarm([this] { tick(); }))
{}

RunPresenter::~RunPresenter() = default;

void RunPresenter::setProviders(const ProviderDirectory &providers)
{
    m_scene.providers = providers;
    Q_EMIT structureChanged();
    Q_EMIT runChanged();
}

void RunPresenter::showGraph(const Graph &graph)
{
    reset({graph, compile(graph).value_or(Plan{}), {}, {}});
    Q_EMIT structureChanged();
    Q_EMIT runChanged();
}

void RunPresenter::begin(const RunStart &start)
{
    reset(start);
    m_startedAt = m_clock.now();
    m_tickAlarm->ringAfter(tickInterval);
    Q_EMIT structureChanged();
    Q_EMIT runChanged();
}

void RunPresenter::showRun(const RunStart &start, const RunState &state, std::optional<Milliseconds> elapsed)
{
    reset(start);
    takeState(m_scene, state);
    if (elapsed && m_scene.isRunning()) {
        m_startedAt = m_clock.now() - *elapsed;
        m_tickAlarm->ringAfter(tickInterval);
    }
    Q_EMIT structureChanged();
    Q_EMIT runChanged();
}

void RunPresenter::record(const RunEvent &event)
{
    take(event);
    if (!m_scene.isRunning())
        m_tickAlarm->disarm();
    scheduleUpdate();
    announceFor(event);
}

void RunPresenter::setTime(Milliseconds sinceStart)
{
    passTime(sinceStart);
}

void RunPresenter::setPinned(const QSet<AgentId> &agents)
{
    const QSet<AgentId> before = std::exchange(m_scene.pinned, agents);
    QList<AgentId> changed = ((before | agents) - (before & agents)).values();
    if (changed.isEmpty())
        return;
    std::sort(changed.begin(), changed.end());
    Q_EMIT displayChanged(changed);
}

AgentDisplay RunPresenter::agent(const AgentId &id) const
{
    return describeAgent(m_scene, id);
}

QList<LayerDisplay> RunPresenter::layers() const
{
    return describeLayers(m_scene);
}

QList<SynthesisDisplay> RunPresenter::syntheses() const
{
    return describeSyntheses(m_scene);
}

QString RunPresenter::answer(const AgentId &id) const
{
    const QString &text = m_scene.run.agent(id).answer;
    const auto pending = m_pending.constFind(id);
    return pending == m_pending.constEnd() || pending->reset ? text : text.chopped(pending->appended.size());
}

QString RunPresenter::reasoning(const AgentId &id) const
{
    return m_scene.run.agent(id).reasoning;
}

QString RunPresenter::statusText() const
{
    return tributary::statusText(m_scene);
}

QString RunPresenter::usageText() const
{
    return tributary::usageText(m_scene);
}

void RunPresenter::reset(const RunStart &start)
{
    m_updateAlarm->disarm();
    m_tickAlarm->disarm();
    m_pending.clear();
    m_readers.clear();
    m_runDirty = false;
    m_prompt = start.prompt;
    takeStart(m_scene, start);
    for (const PlannedLayer &layer : start.plan.layers) {
        for (const PlannedCall &call : layer.calls) {
            for (const AgentId &id : call.reads)
                m_readers[id].append(call.agent.id);
        }
    }
}

/// The reducer decides what an event means; what it did to the answer is seen by comparing lengths, so that there is
/// no second opinion here on which events count.
void RunPresenter::take(const RunEvent &event)
{
    const AgentState &before = m_scene.run.agent(event.agent);
    const qsizetype length = before.answer.size();
    const int attempt = before.attempt;
    const bool wasSettled = isSettled(before.status);
    reduce(m_scene.run, event);
    m_scene.now = std::max(m_scene.now, event.time);
    const bool isText = std::holds_alternative<event::Text>(event.body);
    m_runDirty = m_runDirty || !isText;
    if (std::holds_alternative<event::RunResumed>(event.body))
        takeResumption();
    if (event.agent.isEmpty())
        return;

    const AgentState &after = m_scene.run.agent(event.agent);
    Pending &pending = m_pending[event.agent];
    pending.display = true;
    const bool isAnother = attempt != after.attempt || after.answer.size() < length;
    if (isAnother)
        restartAnswer(event.agent, length > 0);
    if (isAnother ? !after.answer.isEmpty() : after.answer.size() > length)
        takeAnswerText(event.agent, isAnother ? after.answer : after.answer.sliced(length));
    pending.reasoning = pending.reasoning || (isText && after.answer.size() == length);
    if (isSettled(after.status) != wasSettled) {
        for (const AgentId &reader : m_readers.value(event.agent))
            m_pending[reader].display = true;
    }
}

/// Agents that had not settled begin anew.
void RunPresenter::takeResumption()
{
    for (auto it = m_scene.run.agents.cbegin(); it != m_scene.run.agents.cend(); ++it) {
        m_pending[it.key()].display = true;
        if (!isSettled(it->status))
            restartAnswer(it.key(), true);
    }
}

void RunPresenter::restartAnswer(const AgentId &id, bool hadText)
{
    AgentMeter &meter = m_scene.meters[id];
    meter.answer = {};
    meter.progress = 0;
    Pending &pending = m_pending[id];
    pending.reset = pending.reset || hadText;
    pending.appended.clear();
}

void RunPresenter::takeAnswerText(const AgentId &id, const QString &delta)
{
    AgentMeter &meter = m_scene.meters[id];
    meter.answer.add(delta);
    if (meter.expectedTokens && *meter.expectedTokens > 0) {
        const double share = static_cast<double>(meter.answer.tokens) / *meter.expectedTokens;
        meter.progress = std::max(meter.progress, std::min(share, 0.99));
    }
    m_pending[id].appended += delta;
}

void RunPresenter::scheduleUpdate()
{
    if (!m_updateAlarm->isArmed())
        m_updateAlarm->ringAfter(updateInterval);
}

void RunPresenter::deliver()
{
    const QHash<AgentId, Pending> pending = std::exchange(m_pending, {});
    QList<AgentId> changed;
    for (const auto &[id, what] : pending.asKeyValueRange()) {
        deliverAgent(id, what);
        if (what.display)
            changed.append(id);
    }
    std::sort(changed.begin(), changed.end());
    if (!changed.isEmpty())
        Q_EMIT displayChanged(changed);
    if (std::exchange(m_runDirty, false))
        Q_EMIT runChanged();
}

void RunPresenter::deliverAgent(const AgentId &id, const Pending &pending)
{
    if (pending.reset)
        Q_EMIT answerReset(id, m_scene.run.agent(id).answer);
    else if (!pending.appended.isEmpty())
        Q_EMIT answerAppended(id, pending.appended);
    if (pending.reasoning)
        Q_EMIT reasoningChanged(id);
}

/// Seconds that pass without events: the clock of the run, thinking times, countdowns.
void RunPresenter::tick()
{
    passTime(m_clock.now() - m_startedAt);
    m_tickAlarm->ringAfter(tickInterval);
}

void RunPresenter::passTime(Milliseconds now)
{
    m_scene.now = std::max(m_scene.now, now);
    for (const auto &[id, agent] : std::as_const(m_scene.run.agents).asKeyValueRange()) {
        const bool thinking = agent.status == AgentStatus::Started || agent.status == AgentStatus::Streaming;
        if (agent.status == AgentStatus::Retrying || (thinking && agent.answer.isEmpty()))
            m_pending[id].display = true;
    }
    m_runDirty = true;
    deliver();
}

void RunPresenter::announceFor(const RunEvent &event)
{
    const Announcement announcement = announcementOf(m_scene, event);
    if (!announcement.text.isEmpty())
        Q_EMIT announce(announcement.text, announcement.assertive);
}

} // namespace tributary
