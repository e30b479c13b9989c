// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/RunScene.h"

#include "base/Formatting.h"
#include "base/Tokens.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tributary {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(RunScene)
};

QString layerTitle(const Layer &layer, int number, bool isLast)
{
    const auto count = static_cast<int>(layer.agents.size());
    QString what;
    if (isLast)
        what = count == 1 ? Words::tr("aggregator") : Words::tr("%1 aggregators").arg(count);
    else if (number == 1)
        what = count == 1 ? Words::tr("1 proposer") : Words::tr("%1 proposers").arg(count);
    else
        what =
            count == 1 ? Words::tr("1 proposer with references") : Words::tr("%1 proposers with references").arg(count);
    if (layer.bypassed)
        what += u", "_s + Words::tr("bypassed");
    return Words::tr("Layer %1 · %2").arg(number).arg(what);
}

struct CallCounts
{
    qsizetype asked = 0;
    qsizetype settled = 0;
    qsizetype usable = 0;
};

CallCounts countCalls(const RunScene &scene)
{
    CallCounts counts;
    for (const PlannedLayer &layer : scene.plan.layers) {
        for (const PlannedCall &call : layer.calls) {
            const AgentState &agent = scene.run.agent(call.agent.id);
            ++counts.asked;
            counts.settled += isSettled(agent.status) ? 1 : 0;
            counts.usable += agent.isUsable() ? 1 : 0;
        }
    }
    return counts;
}

/// The first planned layer that has not settled, from 1; the last one when all have.
int layerAtWork(const RunScene &scene)
{
    for (const PlannedLayer &layer : scene.plan.layers) {
        const bool settled = std::ranges::all_of(
            layer.calls, [&](const PlannedCall &call) { return isSettled(scene.run.agent(call.agent.id).status); });
        if (!settled)
            return layer.layer + 1;
    }
    return static_cast<int>(scene.graph.layers.size());
}

QString outcomeWord(RunOutcome outcome)
{
    switch (outcome) {
    case RunOutcome::Synthesis:
        return Words::tr("Finished");
    case RunOutcome::NoSynthesis:
        return Words::tr("No synthesis");
    case RunOutcome::BudgetStopped:
        return Words::tr("Stopped by the budget");
    case RunOutcome::Stopped:
        return Words::tr("Stopped");
    }
    Q_UNREACHABLE();
}

} // namespace

void TextMeter::add(QStringView delta)
{
    for (const QChar c : delta) {
        const bool space = c.isSpace();
        if (!space && !m_insideWord)
            ++words;
        m_insideWord = !space;
    }
    tokens += estimateTokens(delta);
}

bool RunScene::isRunning() const
{
    return run.phase == RunState::Phase::Running || run.phase == RunState::Phase::AwaitingDecision;
}

const Agent *RunScene::findAgent(const AgentId &id) const
{
    const std::optional<AgentPlace> place = tributary::findAgent(graph, id);
    return place ? &graph.layers[place->layer].agents[place->index] : nullptr;
}

const AgentMeter &RunScene::meter(const AgentId &id) const
{
    static const AgentMeter nothing;
    const auto found = meters.constFind(id);
    return found == meters.constEnd() ? nothing : *found;
}

bool RunScene::isAggregator(const AgentId &id) const
{
    const std::optional<AgentPlace> place = tributary::findAgent(graph, id);
    return place && place->layer == graph.layers.size() - 1;
}

QString RunScene::letterOf(const AgentId &id) const
{
    const std::optional<AgentPlace> place = tributary::findAgent(graph, id);
    if (!place)
        return {};
    return place->layer == graph.layers.size() - 1 ? u"Σ"_s : agentLetter(place->index);
}

QString RunScene::nameOf(const AgentId &id) const
{
    return isAggregator(id) ? Words::tr("The aggregator") : letterOf(id);
}

QList<LayerDisplay> describeLayers(const RunScene &scene)
{
    QList<LayerDisplay> layers;
    for (qsizetype i = 0; i < scene.graph.layers.size(); ++i) {
        const Layer &layer = scene.graph.layers[i];
        const int number = static_cast<int>(i) + 1;
        LayerDisplay display;
        display.layer = static_cast<int>(i);
        display.isLast = number == scene.graph.layers.size();
        display.title = layerTitle(layer, number, display.isLast);
        display.shortTitle = Words::tr("Layer %1").arg(number);
        display.bypassed = layer.bypassed;
        display.finished = scene.run.layers.contains(display.layer);
        for (const Agent &agent : layer.agents)
            display.agents.append(agent.id);
        layers.append(display);
    }
    return layers;
}

QString statusText(const RunScene &scene)
{
    if (!scene.hasRun())
        return Words::tr("Ready");
    const CallCounts counts = countCalls(scene);
    if (scene.isReplayed && scene.isRunning())
        return Words::tr("Saved run · layer %1 of %2 · %3")
            .arg(layerAtWork(scene))
            .arg(scene.graph.layers.size())
            .arg(formatClock(scene.now));
    if (scene.run.phase == RunState::Phase::AwaitingDecision)
        return Words::tr("Waiting for your decision · %1").arg(formatClock(scene.now));
    if (scene.run.phase == RunState::Phase::Running) {
        return Words::tr("Running layer %1 of %2 · %3 of %4 calls done · %5")
            .arg(layerAtWork(scene))
            .arg(scene.graph.layers.size())
            .arg(counts.settled)
            .arg(counts.asked)
            .arg(formatClock(scene.now));
    }
    const QString text = scene.isReplayed ? Words::tr("Saved run · %1 · %2 of %3 answers · %4")
                                          : Words::tr("%1 · %2 of %3 answers · %4");
    return text.arg(outcomeWord(scene.run.outcome.value_or(RunOutcome::NoSynthesis)))
        .arg(counts.usable)
        .arg(counts.asked)
        .arg(formatDuration(scene.run.now));
}

QString usageText(const RunScene &scene)
{
    if (!scene.hasRun())
        return {};
    QStringList parts{Words::tr("%1 tokens in").arg(formatCount(scene.run.usage.input())),
                      Words::tr("%1 out").arg(formatCount(scene.run.usage.output()))};
    // An unknown price is never shown as none.
    if (scene.run.costUsd > 0 || scene.run.unpriced == 0)
        parts.append(formatMoney(scene.run.costUsd));
    if (scene.run.unpriced == 1)
        parts.append(Words::tr("1 call without price"));
    else if (scene.run.unpriced > 1)
        parts.append(Words::tr("%1 calls without price").arg(scene.run.unpriced));
    return parts.join(u" · "_s);
}

} // namespace tributary
