// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/RunProgress.h"

#include "base/Formatting.h"
#include "graph/AgentLabel.h"

#include <QCoreApplication>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(tributary::RunProgress)
};

QString labelOf(const Graph &graph, const AgentId &id)
{
    const auto place = findAgent(graph, id);
    if (!place)
        return id.value;
    const Layer &layer = graph.layers[place->layer];
    return agentLabel(layer.agents[place->index], place->index, place->layer + 1 == graph.layers.size());
}

QString labelsOf(const Graph &graph, const QList<AgentId> &ids)
{
    QStringList labels;
    for (const AgentId &id : ids)
        labels.append(labelOf(graph, id));
    return joinWords(labels);
}

QString noticeOf(const Graph &graph, const QString &label, const RunEventBody &body)
{
    if (const auto *failed = std::get_if<event::CallFailed>(&body))
        return Words::tr("%1 failed (%2): %3").arg(label, wireName(failed->kind), failed->message);
    if (const auto *retrying = std::get_if<event::CallRetrying>(&body)) {
        if (!retrying->fallback.isEmpty())
            return Words::tr("%1 failed (%2). Asking %3 instead.")
                .arg(label, wireName(retrying->kind), retrying->fallback.toString());
        return Words::tr("%1: %2 Next attempt in %3.").arg(label, retrying->message, formatCountdown(retrying->wait));
    }
    if (std::holds_alternative<event::CallHedged>(body))
        return Words::tr("%1 takes long. Asking a second time.").arg(label);
    if (const auto *taken = std::get_if<event::HedgeTaken>(&body); taken && taken->kind != ErrorKind::Stopped)
        return Words::tr("%1 failed (%2). The second request goes on.").arg(label, wireName(taken->kind));
    if (const auto *waiting = std::get_if<event::CallWaiting>(&body))
        return Words::tr("%1: %2").arg(label, describe(waiting->wait));
    if (const auto *started = std::get_if<event::CallStarted>(&body); started && !started->notices.isEmpty())
        return Words::tr("%1: %2").arg(label, started->notices.join(u' '));
    if (const auto *queued = std::get_if<event::CallQueued>(&body)) {
        if (!queued->dropped.isEmpty())
            return Words::tr("%1 does not read %2: the references are too long for its model.")
                .arg(label, labelsOf(graph, queued->dropped));
        if (!queued->shortened.isEmpty())
            return Words::tr("%1 reads %2 shortened: the references are too long for its model.")
                .arg(label, labelsOf(graph, queued->shortened));
    }
    if (const auto *finished = std::get_if<event::CallFinished>(&body); finished && finished->cutByLimit)
        return Words::tr("%1 stopped at its token limit. The answer may be incomplete.").arg(label);
    if (const auto *stopped = std::get_if<event::CallStopped>(&body);
        stopped && stopped->reason == event::CallStopped::Reason::Straggler)
        return Words::tr("%1 was too slow and was stopped: enough others have answered.").arg(label);
    return {};
}

QString moneyOf(const RunState &state)
{
    if (state.unpriced > 0 && state.costUsd <= 0.0)
        return Words::tr("price unknown");
    return formatMoney(state.costUsd);
}

} // namespace

QString progressLine(const Plan &plan, const RunState &state, Milliseconds elapsed)
{
    int done = 0;
    qsizetype current = plan.layers.size();
    for (qsizetype i = 0; i < plan.layers.size(); ++i) {
        const LayerProgress progress = state.layer(plan.layers[i].layer);
        done += progress.settled;
        if (progress.finishedAt < Milliseconds(0))
            current = std::min(current, i + 1);
    }
    return Words::tr("Layer %1 of %2 · %3 of %4 calls done · %5 · %6")
        .arg(current)
        .arg(plan.layers.size())
        .arg(done)
        .arg(plan.callCount())
        .arg(formatClock(elapsed), moneyOf(state));
}

QString noticeOf(const Graph &graph, const RunEvent &event)
{
    if (const auto *missed = std::get_if<event::QuorumMissed>(&event.body))
        return Words::tr("Only %1 of %2 needed answers arrived.").arg(missed->usable).arg(missed->needed);
    return event.agent.isEmpty() ? QString() : noticeOf(graph, labelOf(graph, event.agent), event.body);
}

QString summaryLine(const Plan &plan, const RunState &state)
{
    int usable = 0;
    for (const PlannedLayer &layer : plan.layers)
        usable += state.layer(layer.layer).usable;
    const QString figures =
        Words::tr("%1 of %2 answers · %3 · %4 tokens · %5")
            .arg(usable)
            .arg(plan.callCount())
            .arg(formatDuration(state.now), formatCount(state.usage.input() + state.usage.output()), moneyOf(state));
    switch (state.outcome.value_or(RunOutcome::Stopped)) {
    case RunOutcome::Synthesis:
        return figures;
    case RunOutcome::NoSynthesis:
        return Words::tr("No synthesis. %1").arg(figures);
    case RunOutcome::BudgetStopped:
        return Words::tr("Stopped by the budget before a synthesis. %1").arg(figures);
    case RunOutcome::Stopped:
        return Words::tr("Stopped. %1").arg(figures);
    }
    Q_UNREACHABLE();
}

} // namespace tributary
