// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/RunPreview.h"

#include "base/Formatting.h"
#include "library/Library.h"
#include "viewmodel/HistoryRow.h"

namespace tributary {

using namespace Qt::StringLiterals;

RunPreview::RunPreview(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_presenter(clock)
{}

RunPreview::~RunPreview() = default;

void RunPreview::setLibrary(Library *library)
{
    m_library = library;
    m_analysis.setStore(storeIn(library));
    show({});
}

void RunPreview::setProviders(const ProviderDirectory &providers)
{
    m_presenter.setProviders(providers);
}

void RunPreview::show(const RunId &run)
{
    m_summary = {};
    m_record = {};
    m_problem.clear();
    if (m_library != nullptr && !run.isEmpty()) {
        const Result<RunSummary> summary = m_library->summary(run);
        const Result<RunRecord> record = m_library->load(run);
        if (summary && record) {
            m_summary = *summary;
            m_record = *record;
        } else {
            m_problem = summary ? record.error().message : summary.error().message;
        }
    }
    showRecord();
    showAnalysis();
    Q_EMIT changed();
}

void RunPreview::refresh()
{
    if (!hasRun() || m_library == nullptr)
        return;
    const Result<RunSummary> summary = m_library->summary(m_summary.id);
    if (!summary)
        return show({});
    if (*summary == m_summary && summary->state != KeptState::Running)
        return;
    // A finished run never changes; what lies beside it does.
    const bool mayGrow = m_summary.state == KeptState::Running || summary->state != m_summary.state;
    m_summary = *summary;
    if (mayGrow) {
        if (const Result<RunRecord> grown = m_library->load(m_summary.id))
            takeNewEvents(*grown);
        showAnalysis();
    }
    Q_EMIT changed();
}

void RunPreview::takeNewEvents(const RunRecord &grown)
{
    const qsizetype known = m_record.events.size();
    const bool continues = grown.events.size() >= known && m_summary.state != KeptState::Interrupted &&
                           (known == 0 || grown.events.at(known - 1) == m_record.events.constLast());
    m_record = grown;
    if (!continues)
        return showRecord();
    for (const RunEvent &event : grown.events.sliced(known))
        m_presenter.record(event);
}

void RunPreview::showRecord()
{
    if (!hasRun())
        return m_presenter.showGraph({});
    RunStart start = startOf(m_record);
    start.isReplayed = true;
    m_presenter.showRun(start,
                        m_summary.state == KeptState::Running ? replay(m_record.events) : settledState(m_record));
}

void RunPreview::showAnalysis()
{
    m_analysis.show(hasRun() && m_summary.state != KeptState::Running ? std::optional(m_record) : std::nullopt);
}

QString RunPreview::figures() const
{
    const RunState &run = m_presenter.scene().run;
    QStringList parts{momentText(m_summary.started), m_summary.graphName};
    if (run.now.count() > 0)
        parts << formatDuration(run.now);
    if (const qint64 tokens = run.usage.input() + run.usage.output(); tokens > 0)
        parts << tr("%1 tokens").arg(formatCount(tokens));
    parts << (m_summary.isDemo ? tr("Demo") : costText(m_summary.costUsd, m_summary.unpriced));
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

QString RunPreview::remark() const
{
    switch (m_summary.state) {
    case KeptState::Running:
        return tr("This run is going on.");
    case KeptState::Interrupted:
        return tr("This run was interrupted. What arrived is kept; Resume makes only the missing calls.");
    case KeptState::Finished:
    case KeptState::Stopped:
        return {};
    }
    Q_UNREACHABLE();
}

RunState settledState(const RunRecord &record)
{
    RunState state = replay(record.events);
    if (state.phase == RunState::Phase::NotStarted || state.phase == RunState::Phase::Finished)
        return state;
    const QList<AgentId> agents = state.agents.keys();
    for (const AgentId &id : agents) {
        const AgentState agent = state.agent(id);
        if (isSettled(agent.status))
            continue;
        const bool asked = agent.status != AgentStatus::Idle && agent.status != AgentStatus::Queued;
        const RunEvent end{state.now, id, agent.layer,
                           asked ? RunEventBody(event::CallStopped{}) : RunEventBody(event::CallSkipped{})};
        reduce(state, end);
    }
    event::RunFinished finished;
    finished.outcome = RunOutcome::Stopped;
    finished.costUsd = state.costUsd;
    finished.unpriced = state.unpriced;
    finished.usage = state.usage;
    finished.duration = state.now;
    reduce(state, {state.now, {}, -1, finished});
    return state;
}

} // namespace tributary
