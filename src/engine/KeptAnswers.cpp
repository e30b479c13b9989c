// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/KeptAnswers.h"

#include <algorithm>

namespace tributary {

namespace {

/// Names, time limits and the like do not change what is asked.
bool asksTheSame(const Agent &a, const Agent &b)
{
    return a.model == b.model && a.systemPrompt == b.systemPrompt && a.sampling == b.sampling &&
           a.reasoning == b.reasoning;
}

bool readsTheSame(const PlannedCall &before, const PlannedCall &now)
{
    return before.role == now.role && before.reads == now.reads;
}

QDateTime timeOf(const RunRecord &record, const AgentState &agent)
{
    return agent.status == AgentStatus::Cached ? agent.cachedFrom : record.started.addMSecs(agent.settledAt.count());
}

} // namespace

std::optional<PriorAnswer> priorAnswer(const RunRecord &record, const RunState &state, const AgentId &agent)
{
    const AgentState &answered = state.agent(agent);
    if (!answered.isUsable())
        return std::nullopt;
    return PriorAnswer{answered.model,     answered.answer,      timeOf(record, answered), answered.pinned,
                       answered.reasoning, answered.servedModel, answered.usage,           answered.cutByLimit};
}

QHash<AgentId, PriorAnswer> keptAnswers(const RunRecord &record, const RunState &state, const Graph &graph,
                                        const QSet<AgentId> &askAgain)
{
    QHash<AgentId, PriorAnswer> kept;
    const Result<Plan> before = compile(record.graph);
    const Result<Plan> now = compile(graph);
    if (!before || !now)
        return kept;
    for (const PlannedLayer &layer : now->layers) {
        for (const PlannedCall &call : layer.calls) {
            const AgentId &id = call.agent.id;
            const PlannedCall *earlier = before->find(id);
            const AgentState &agent = state.agent(id);
            if (!earlier || !agent.isUsable() || askAgain.contains(id))
                continue;
            const bool sameReading = call.reads.isEmpty() || before->packing == now->packing;
            const bool allKept = std::ranges::all_of(call.reads, [&](const AgentId &r) { return kept.contains(r); });
            if (sameReading && allKept && readsTheSame(*earlier, call) && asksTheSame(earlier->agent, call.agent))
                kept.insert(id, *priorAnswer(record, state, id));
        }
    }
    return kept;
}

} // namespace tributary
