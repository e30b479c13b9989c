// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/CacheForecast.h"

#include "engine/RunCache.h"

#include <algorithm>

namespace tributary {

namespace {

std::optional<event::CallCached> answerTo(const PlannedCall &call, const RunRequest &request, RunCache &cache,
                                          const RunState &state)
{
    const auto prior = request.prior.constFind(call.agent.id);
    if (prior != request.prior.constEnd())
        return event::CallCached{prior->model, prior->answer, prior->from};
    if (const auto kept = cache.find(call, 0, state))
        return event::CallCached{call.agent.model, kept->answer, kept->from};
    return std::nullopt;
}

} // namespace

QSet<AgentId> cachedAgents(const RunRequest &request, const ModelClient &client, const ModelLookup &lookup,
                           AnswerCache *cache)
{
    const Result<Plan> plan = compile(request.graph);
    if (!plan)
        return {};
    const RunPrompts prompts(request, *plan, lookup);
    RunCache runCache(cache, client, *plan, prompts);
    runCache.setUse(request.cache);
    // The run as it would be if nothing but the cache answered.
    RunState state;
    reduce(state, {Milliseconds(0), {}, -1, event::RunStarted{request.id, request.graph.name, plan->callCount()}});
    QSet<AgentId> cached;
    for (const PlannedLayer &layer : plan->layers) {
        for (const PlannedCall &call : layer.calls) {
            const auto known = [&cached](const AgentId &id) { return cached.contains(id); };
            if (!std::all_of(call.reads.begin(), call.reads.end(), known))
                continue;
            if (const auto answer = answerTo(call, request, runCache, state)) {
                cached.insert(call.agent.id);
                reduce(state, {Milliseconds(0), call.agent.id, call.layer, *answer});
            }
        }
    }
    return cached;
}

} // namespace tributary
