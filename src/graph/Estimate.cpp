// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "graph/Estimate.h"

#include "base/Tokens.h"

#include <algorithm>
#include <cmath>

namespace tributary {

namespace {

/// Tokens that our instruction and the fences of a few references add to a prompt. A constant, so that the estimate of
/// a graph does not move when the wording does.
constexpr double templateTokens = 170;

/// One figure with typical answers, with short ones and with long ones.
struct Figure
{
    double low = 0;
    double typical = 0;
    double high = 0;

    Figure &operator+=(const Figure &other)
    {
        low += other.low;
        typical += other.typical;
        high += other.high;
        return *this;
    }

    friend Figure operator+(Figure a, double b) { return {a.low + b, a.typical + b, a.high + b}; }

    friend Figure operator*(Figure a, double b) { return {a.low * b, a.typical * b, a.high * b}; }
};

Figure slower(const Figure &a, const Figure &b)
{
    return {std::max(a.low, b.low), std::max(a.typical, b.typical), std::max(a.high, b.high)};
}

class Estimator
{
public:
    Estimator(qint64 promptTokens, const ModelLookup &lookup, const QHash<ModelRef, AnswerHistory> &history,
              const QSet<AgentId> &cached, bool hedges)
        : m_promptTokens(double(promptTokens))
        , m_lookup(lookup)
        , m_history(history)
        , m_cached(cached)
        , m_hedges(hedges)
    {}

    void add(const PlannedLayer &layer);
    [[nodiscard]] Estimate result(const Plan &plan) const;

private:
    [[nodiscard]] Figure output(const PlannedCall &call) const;
    [[nodiscard]] Figure duration(const PlannedCall &call, const Figure &out) const;
    Figure input(const PlannedCall &call);
    void addMoney(const ModelRef &model, const std::optional<ModelFacts> &facts, const Figure &in, const Figure &out);
    [[nodiscard]] std::optional<bool> withinBudget(std::optional<double> budget) const;

    double m_promptTokens;
    const ModelLookup &m_lookup;
    const QHash<ModelRef, AnswerHistory> &m_history;
    const QSet<AgentId> &m_cached;
    /// Whether slow calls may be made a second time.
    const bool m_hedges;

    QHash<AgentId, Figure> m_outputs;
    QList<AgentId> m_lastReads;
    Figure m_lastReadTokens;

    int m_calls = 0;
    int m_fromCache = 0;
    Figure m_tokens;
    Figure m_seconds;
    Figure m_usd;
    bool m_anyPrice = false;
    QSet<ModelRef> m_withoutPrice;
};

Figure Estimator::output(const PlannedCall &call) const
{
    const AnswerHistory history = m_history.value(call.agent.model);
    const double most = call.agent.sampling.maxTokens ? *call.agent.sampling.maxTokens : history.outputTokens.high;
    return {std::min(history.outputTokens.low, most), std::min(history.typicalOutputTokens, most),
            std::min(history.outputTokens.high, most)};
}

Figure Estimator::input(const PlannedCall &call)
{
    // The calls of a layer mostly share one list; adding it up once keeps wide layers linear.
    if (!call.reads.isSharedWith(m_lastReads)) {
        m_lastReads = call.reads;
        m_lastReadTokens = {};
        for (const AgentId &id : call.reads)
            m_lastReadTokens += m_outputs.value(id);
    }
    const double own = m_promptTokens + double(estimateTokens(call.agent.systemPrompt));
    return call.reads.isEmpty() ? Figure{own, own, own} : m_lastReadTokens + (own + templateTokens);
}

Figure Estimator::duration(const PlannedCall &call, const Figure &out) const
{
    const AnswerHistory history = m_history.value(call.agent.model);
    const double secondsPerToken = history.tokensPerSecond > 0 ? 1 / history.tokensPerSecond : 0;
    return out * secondsPerToken + history.firstTokenSeconds;
}

void Estimator::addMoney(const ModelRef &model, const std::optional<ModelFacts> &facts, const Figure &in,
                         const Figure &out)
{
    if (!facts || !facts->inputUsdPerMTok || !facts->outputUsdPerMTok) {
        m_withoutPrice.insert(model);
        return;
    }
    m_anyPrice = true;
    m_usd += in * (*facts->inputUsdPerMTok / 1e6);
    m_usd += out * (*facts->outputUsdPerMTok / 1e6);
}

void Estimator::add(const PlannedLayer &layer)
{
    Figure remote;
    Figure local;
    for (const PlannedCall &call : layer.calls) {
        const Figure out = output(call);
        m_outputs.insert(call.agent.id, out);
        if (m_cached.contains(call.agent.id)) {
            ++m_fromCache;
            continue;
        }
        ++m_calls;
        const Figure in = input(call);
        const double most = m_hedges && m_history.value(call.agent.model).hedgeAfter ? 2 : 1;
        const Figure sent{in.low, in.typical, in.high * most};
        const Figure written{out.low, out.typical, out.high * most};
        m_tokens += sent;
        m_tokens += written;
        const auto facts = m_lookup ? m_lookup(call.agent.model) : std::nullopt;
        addMoney(call.agent.model, facts, sent, written);
        // Models on this machine share one processor and wait for each other.
        if (facts && facts->local)
            local += duration(call, out);
        else
            remote = slower(remote, duration(call, out));
    }
    m_seconds += slower(remote, local);
}

std::optional<bool> Estimator::withinBudget(std::optional<double> budget) const
{
    if (!budget)
        return std::nullopt;
    if (m_usd.high > *budget)
        return false;
    // What has no price may still break the budget, so "within" would be a guess.
    return m_withoutPrice.isEmpty() ? std::optional(true) : std::nullopt;
}

Estimate Estimator::result(const Plan &plan) const
{
    Estimate estimate;
    estimate.calls = m_calls;
    estimate.fromCache = m_fromCache;
    estimate.layers = int(plan.layers.size());
    estimate.tokens = std::llround(m_tokens.typical);
    estimate.tokenRange = {std::llround(m_tokens.low), std::llround(m_tokens.high)};
    if (m_anyPrice || m_calls == 0)
        estimate.usd = Range<double>{m_usd.low, m_usd.high};
    estimate.modelsWithoutPrice = int(m_withoutPrice.size());
    estimate.seconds = {m_seconds.low, m_seconds.high};
    estimate.withinBudget = withinBudget(plan.policy.budgetUsd);
    return estimate;
}

} // namespace

Estimate estimate(const Plan &plan, const QString &prompt, const ModelLookup &lookup,
                  const QHash<ModelRef, AnswerHistory> &history, const QSet<AgentId> &cached, qint64 besides)
{
    Estimator estimator(estimateTokens(prompt) + besides, lookup, history, cached, plan.policy.hedging);
    for (const PlannedLayer &layer : plan.layers)
        estimator.add(layer);
    return estimator.result(plan);
}

} // namespace tributary
