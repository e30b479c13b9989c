// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/RunCache.h"

namespace tributary {

RunCache::RunCache(AnswerCache *cache, const ModelClient &client, const Plan &plan, const RunPrompts &prompts)
    : m_cache(cache)
    , m_client(client)
    , m_plan(plan)
    , m_prompts(prompts)
{}

std::optional<CachedAnswer> RunCache::find(const PlannedCall &call, int choice, const RunState &state)
{
    if (!m_cache || m_use == CacheUse::Bypass)
        return std::nullopt;
    const auto key = keyOf(call, choice, state);
    auto found = key ? m_cache->find(*key) : std::nullopt;
    // What another program stored is not trusted to be usable.
    if (found && found->answer.trimmed().isEmpty())
        return std::nullopt;
    return found;
}

void RunCache::store(const PlannedCall &call, int choice, const RunState &state, const CachedAnswer &answer)
{
    if (!m_cache)
        return;
    if (const auto key = keyOf(call, choice, state))
        m_cache->store(*key, answer);
}

std::optional<CacheKey> RunCache::keyOf(const PlannedCall &call, int choice, const RunState &state)
{
    numberLayers(call.layer, state);
    const auto key = m_keys.constFind({call.agent.id, choice});
    return key == m_keys.constEnd() ? std::nullopt : std::optional(*key);
}

void RunCache::numberLayers(int last, const RunState &state)
{
    while (m_numberedLayers < m_plan.layers.size() && m_plan.layers[m_numberedLayers].layer <= last)
        numberLayer(m_plan.layers[m_numberedLayers++], state);
}

/// Numbers are given in the order of the graph and to all fallbacks, asked or not, so that they do not depend on who
/// fails or who is faster. Fallbacks come last: adding one leaves the numbers of all agents as they were.
void RunCache::numberLayer(const PlannedLayer &layer, const RunState &state)
{
    for (const PlannedCall &call : layer.calls) {
        auto question = questionOf(call, call.agent.model, state);
        if (!question)
            continue;
        question->sample = m_asked[cacheKey(*question).digest]++;
        m_keys.insert({call.agent.id, 0}, cacheKey(*question));
    }
    for (const PlannedCall &call : layer.calls) {
        for (int i = 0; i < call.agent.fallbacks.size(); ++i) {
            auto question = questionOf(call, call.agent.fallbacks[i], state);
            if (!question)
                continue;
            const QByteArray digest = cacheKey(*question).digest;
            question->sample = m_asked.value(digest) + m_askedByFallbacks[digest]++;
            m_keys.insert({call.agent.id, i + 1}, cacheKey(*question));
        }
    }
}

std::optional<CacheQuestion> RunCache::questionOf(const PlannedCall &call, const ModelRef &model,
                                                  const RunState &state) const
{
    const auto endpoint = m_client.endpointOf(model);
    if (!endpoint)
        return std::nullopt;
    const auto packed = m_prompts.packForCache(call, model, state);
    if (!packed)
        return std::nullopt;
    return CacheQuestion{*endpoint, toChatRequest(call.agent, model, packed->messages)};
}

} // namespace tributary
