// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/Formatting.h"
#include "viewmodel/FailureWords.h"
#include "viewmodel/RunScene.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tributary {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(SynthesisDisplay)
};

/// Why a reference is missing, one word; empty while it may still come and when it is there.
QString missingReason(const AgentState &agent)
{
    switch (agent.status) {
    case AgentStatus::Failed:
        return Words::tr("failed");
    case AgentStatus::Stopped:
        return Words::tr("stopped");
    case AgentStatus::Skipped:
        return Words::tr("skipped");
    case AgentStatus::Idle:
    case AgentStatus::Queued:
    case AgentStatus::Started:
    case AgentStatus::Streaming:
    case AgentStatus::Retrying:
    case AgentStatus::Done:
    case AgentStatus::Cached:
        return {};
    }
    Q_UNREACHABLE();
}

/// What the aggregator reads, and the muted agents beside it, which would have been read.
QList<ReferenceMark> referencesOf(const RunScene &scene, const PlannedCall &call)
{
    QList<ReferenceMark> marks;
    for (const AgentId &id : call.reads) {
        const AgentDisplay agent = describeAgent(scene, id);
        const QString reason = missingReason(scene.run.agent(id));
        marks.append({id, agent.letter, agent.paletteIndex, !reason.isEmpty(), reason});
    }
    return marks;
}

QString headerOf(const SynthesisDisplay &display)
{
    QStringList names;
    for (const ReferenceMark &mark : display.references)
        names.append(mark.missing ? Words::tr("%1 (%2)").arg(mark.letter, mark.reason) : mark.letter);
    if (names.isEmpty())
        return display.modelName;
    return Words::tr("%1 · from %2").arg(display.modelName, names.join(u", "_s));
}

QString waitingText(const RunScene &scene, const PlannedCall &call)
{
    QStringList open;
    for (const AgentId &id : call.reads) {
        if (!isSettled(scene.run.agent(id).status))
            open.append(scene.letterOf(id));
    }
    if (open.isEmpty())
        return {};
    return Words::tr("Waiting for %1 of %2 references: %3.")
        .arg(open.size())
        .arg(call.reads.size())
        .arg(open.join(u", "_s));
}

QString keptText(qsizetype usable)
{
    if (usable == 0)
        return {};
    return u' ' +
           (usable == 1 ? Words::tr("The 1 answer is kept.") : Words::tr("All %1 answers are kept.").arg(usable));
}

qsizetype usableProposals(const RunScene &scene)
{
    qsizetype usable = 0;
    for (const PlannedLayer &layer : scene.plan.layers) {
        usable += std::ranges::count_if(layer.calls, [&](const PlannedCall &call) {
            return call.role == AgentRole::Proposer && scene.run.agent(call.agent.id).isUsable();
        });
    }
    return usable;
}

/// "A and B: key refused (Together). C: timed out (Ollama)."
QString groupedCauses(const RunScene &scene)
{
    QList<std::pair<QString, QStringList>> causes;
    for (const PlannedLayer &layer : scene.plan.layers) {
        for (const PlannedCall &call : layer.calls) {
            const AgentState &agent = scene.run.agent(call.agent.id);
            if (call.role != AgentRole::Proposer || !agent.error)
                continue;
            const QString cause =
                Words::tr("%1 (%2)").arg(failureWord(agent.error->kind), scene.providers.nameOf(agent.model.provider));
            const auto known = std::ranges::find_if(causes, [&](const auto &entry) { return entry.first == cause; });
            if (known == causes.end())
                causes.append({cause, {scene.letterOf(call.agent.id)}});
            else
                known->second.append(scene.letterOf(call.agent.id));
        }
    }
    QString text;
    for (const auto &[cause, letters] : causes)
        text += u' ' + Words::tr("%1: %2.").arg(joinWords(letters), cause);
    return text;
}

void describeMissing(SynthesisDisplay &display, const RunScene &scene, const AgentState &aggregator)
{
    const qsizetype usable = usableProposals(scene);
    if (aggregator.status == AgentStatus::Failed && scene.isAggregator(display.aggregator)) {
        display.bodyText = Words::tr("The aggregator failed.") + keptText(usable);
        display.actions = describeAgent(scene, display.aggregator).actions;
        return;
    }
    switch (scene.run.outcome.value_or(RunOutcome::NoSynthesis)) {
    case RunOutcome::BudgetStopped:
        display.bodyText = Words::tr("Budget reached. The aggregator has not run.") + keptText(usable);
        return;
    case RunOutcome::Stopped:
        display.bodyText = Words::tr("Run stopped before the synthesis.") + keptText(usable);
        return;
    case RunOutcome::Synthesis:
    case RunOutcome::NoSynthesis:
        display.bodyText = usable == 0 ? Words::tr("No answer arrived.") + groupedCauses(scene)
                                       : Words::tr("Too few answers arrived for a synthesis.") + keptText(usable);
        if (!scene.isReplayed)
            display.actions = {{Action::Kind::TryFailedAgain, Words::tr("Try again")}};
        return;
    }
}

SynthesisDisplay describeSynthesis(const RunScene &scene, const PlannedCall &call)
{
    const AgentState &state = scene.run.agent(call.agent.id);
    SynthesisDisplay display;
    display.aggregator = call.agent.id;
    display.modelName = describeAgent(scene, call.agent.id).modelName;
    display.references = referencesOf(scene, call);
    display.header = headerOf(display);
    if (!state.answer.isEmpty() || !scene.hasRun())
        return display;
    if (scene.isRunning() && state.status != AgentStatus::Failed)
        display.bodyText = waitingText(scene, call);
    else
        describeMissing(display, scene, state);
    return display;
}

} // namespace

QList<SynthesisDisplay> describeSyntheses(const RunScene &scene)
{
    QList<SynthesisDisplay> displays;
    if (scene.plan.layers.isEmpty())
        return displays;
    for (const PlannedCall &call : scene.plan.layers.last().calls) {
        if (call.role == AgentRole::Aggregator)
            displays.append(describeSynthesis(scene, call));
    }
    return displays;
}

} // namespace tributary
