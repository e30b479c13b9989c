// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "library/RunDigest.h"

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

/// At most `shownCharacters`, never half a character.
QString beginning(const QString &text)
{
    QString start = text.left(RunSummary::shownCharacters);
    if (start.size() < text.size() && start.back().isHighSurrogate())
        start.chop(1);
    return start;
}

/// The first usable answer of the last layer; while there is none, what the main aggregator wrote so far.
QString synthesisOf(const Graph &graph, const RunState &state)
{
    if (graph.layers.isEmpty() || graph.layers.constLast().agents.isEmpty())
        return {};
    const QList<Agent> &aggregators = graph.layers.constLast().agents;
    for (const Agent &aggregator : aggregators) {
        if (state.agent(aggregator.id).isUsable())
            return state.agent(aggregator.id).answer;
    }
    return state.agent(aggregators.constFirst().id).answer;
}

void countAgent(RunSummary &summary, const Agent &agent, const AgentState &state)
{
    ++summary.agents;
    summary.usable += state.isUsable() ? 1 : 0;
    summary.failed += state.status == AgentStatus::Failed ? 1 : 0;
    summary.isDemo = summary.isDemo || agent.model.provider.value == "demo"_L1;
    const bool wasAsked = state.status != AgentStatus::Idle && state.status != AgentStatus::Skipped;
    const ModelRef model = state.model.isEmpty() ? agent.model : state.model;
    if (wasAsked && !summary.models.contains(model))
        summary.models.append(model);
}

} // namespace

RunSummary summarise(const RunRecord &record)
{
    const RunState state = replay(record.events);
    RunSummary summary;
    summary.id = record.id;
    summary.started = record.started.toUTC();
    summary.outcome = state.outcome;
    summary.prompt = beginning(record.prompt);
    summary.synthesis = beginning(synthesisOf(record.graph, state));
    summary.graphName = record.graph.name;
    summary.proposers = record.graph.layers.isEmpty() ? 0 : int(record.graph.layers.constFirst().agents.size());
    for (const Layer &layer : record.graph.layers) {
        for (const Agent &agent : layer.agents)
            countAgent(summary, agent, state.agent(agent.id));
    }
    summary.duration = state.now;
    summary.costUsd = state.costUsd;
    summary.unpriced = state.unpriced;
    return summary;
}

QString searchText(const RunRecord &record)
{
    // A private-use character is a word of its own to the index, and none that a person types.
    const QString boundary = u"\n\uE000\n"_s;
    const RunState state = replay(record.events);
    QString text = record.prompt;
    for (const Layer &layer : record.graph.layers) {
        for (const Agent &agent : layer.agents) {
            const QString &answer = state.agent(agent.id).answer;
            if (!answer.isEmpty())
                text += boundary + answer;
        }
    }
    return text;
}

} // namespace tributary
