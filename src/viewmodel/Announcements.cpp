// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/Announcements.h"

#include "base/Formatting.h"
#include "viewmodel/FailureWords.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tributary {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Announcements)
};

const PlannedLayer *layerAfter(const Plan &plan, int layer)
{
    const auto next = std::ranges::find_if(plan.layers, [&](const PlannedLayer &l) { return l.layer > layer; });
    return next == plan.layers.end() ? nullptr : &*next;
}

Announcement layerFinished(const RunScene &scene, int layer, const event::LayerFinished &event)
{
    const PlannedLayer *next = layerAfter(scene.plan, layer);
    if (!next)
        return {};
    QString text = Words::tr("Layer %1 finished. %2 of %3 answers.").arg(layer + 1).arg(event.usable).arg(event.asked);
    if (event.usable > 0)
        text += u' ' + Words::tr("Layer %1 started.").arg(next->layer + 1);
    return {text};
}

Announcement runFinished(const RunScene &scene, RunOutcome outcome)
{
    switch (outcome) {
    case RunOutcome::Synthesis: {
        const AgentId main = scene.plan.layers.isEmpty() ? AgentId{} : scene.plan.layers.last().calls.first().agent.id;
        return {Words::tr("Synthesis finished, %1 words.").arg(formatCount(scene.meter(main).answer.words))};
    }
    case RunOutcome::NoSynthesis:
        return {Words::tr("Run finished without a synthesis."), true};
    case RunOutcome::BudgetStopped:
        return {Words::tr("Run stopped: budget reached."), true};
    case RunOutcome::Stopped:
        return {Words::tr("Run stopped.")};
    }
    Q_UNREACHABLE();
}

} // namespace

Announcement announcementOf(const RunScene &scene, const RunEvent &event)
{
    if (const auto *layer = std::get_if<event::LayerFinished>(&event.body))
        return layerFinished(scene, event.layer, *layer);
    if (const auto *failed = std::get_if<event::CallFailed>(&event.body)) {
        const QString who = scene.isAggregator(event.agent) ? Words::tr("The aggregator")
                                                            : Words::tr("Agent %1").arg(scene.letterOf(event.agent));
        return {Words::tr("%1 failed: %2.").arg(who, failureWord(failed->kind))};
    }
    if (const auto *missed = std::get_if<event::QuorumMissed>(&event.body)) {
        return {Words::tr("Answers that arrived: %1, needed: %2. The run waits for your decision.")
                    .arg(missed->usable)
                    .arg(missed->needed),
                true};
    }
    if (const auto *finished = std::get_if<event::RunFinished>(&event.body))
        return runFinished(scene, finished->outcome);
    return {};
}

} // namespace tributary
