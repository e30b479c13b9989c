// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/CacheKey.h"
#include "engine/RunPrompts.h"

namespace tributary {

/// Policy 14: the answer cache as one run uses it. Looks at the run's plan and prompts, which must outlive it.
class RunCache
{
public:
    /// Without a cache nothing is found and nothing is stored.
    RunCache(AnswerCache *cache, const ModelClient &client, const Plan &plan, const RunPrompts &prompts);

    void setUse(CacheUse use) { m_use = use; }

    /// The kept answer to the agent's question with its `choice`-th model: 0 is its own, 1 the first fallback. All that
    /// the agent reads must have settled.
    std::optional<CachedAnswer> find(const PlannedCall &call, int choice, const RunState &state);
    /// Keeps what the agent's `choice`-th model answered.
    void store(const PlannedCall &call, int choice, const RunState &state, const CachedAnswer &answer);

private:
    struct Choice
    {
        AgentId agent;
        int number = 0;
        bool operator==(const Choice &) const = default;

        friend size_t qHash(const Choice &choice, size_t seed = 0)
        {
            return qHashMulti(seed, choice.agent, choice.number);
        }
    };

    std::optional<CacheKey> keyOf(const PlannedCall &call, int choice, const RunState &state);
    void numberLayers(int last, const RunState &state);
    void numberLayer(const PlannedLayer &layer, const RunState &state);
    [[nodiscard]] std::optional<CacheQuestion> questionOf(const PlannedCall &call, const ModelRef &model,
                                                          const RunState &state) const;

    AnswerCache *m_cache;
    const ModelClient &m_client;
    const Plan &m_plan;
    const RunPrompts &m_prompts;
    CacheUse m_use = CacheUse::Use;
    QHash<Choice, CacheKey> m_keys;
    /// How often each question was asked so far, by agents' own models and by fallbacks.
    QHash<QByteArray, int> m_asked;
    QHash<QByteArray, int> m_askedByFallbacks;
    qsizetype m_numberedLayers = 0;
};

} // namespace tributary
