// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/ReadAnswers.h"

#include "graph/Plan.h"

namespace tributary {

QList<SourceReference> answersReadBy(const RunRecord &record, const RunState &state, const AgentId &agent)
{
    QList<AgentId> read = state.agent(agent).references;
    if (read.isEmpty()) {
        const Plan plan = compile(record.graph).value_or(Plan{});
        if (const PlannedCall *call = plan.find(agent))
            read = call->reads;
    }
    QList<SourceReference> answers;
    for (const Layer &layer : record.graph.layers) {
        for (const Agent &candidate : layer.agents) {
            const AgentState &answer = state.agent(candidate.id);
            if (candidate.id != agent && read.contains(candidate.id) && answer.isUsable())
                answers.append({candidate.id, answer.answer});
        }
    }
    return answers;
}

} // namespace tributary
