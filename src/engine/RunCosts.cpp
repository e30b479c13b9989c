// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/RunCosts.h"

#include "base/Tokens.h"

namespace tributary {

RunCosts::RunCosts(const RunPrompts &prompts, const RunState &state)
    : m_prompts(prompts)
    , m_state(state)
{}

double RunCosts::leastCost(const PlannedCall &call, const ModelRef &model) const
{
    const double price = m_prompts.factsOf(model).inputUsdPerMTok.value_or(0.0);
    if (price <= 0.0)
        return 0.0;
    const auto noted = m_inputTokens.constFind(call.agent.id);
    if (noted != m_inputTokens.constEnd())
        return double(*noted) * price / 1e6;
    const auto packed = m_prompts.pack(call, model, m_state);
    return packed ? double(packed->estimatedTokens) * price / 1e6 : 0.0;
}

bool RunCosts::exceeds(const std::optional<double> &budgetUsd, const PlannedCall &call, const ModelRef &model) const
{
    if (!budgetUsd)
        return false;
    return m_state.costUsd + wasteOf(call.agent.id).value_or(0.0) + leastCost(call, model) > *budgetUsd;
}

std::optional<double> RunCosts::costOf(const Usage &usage, const ModelRef &model) const
{
    return usage.costUsd(m_prompts.factsOf(model));
}

Usage RunCosts::estimatedUsage(const AgentId &id, const QString &answer, const QString &reasoning) const
{
    Usage usage;
    usage.inUncached = m_inputTokens.value(id);
    usage.outVisible = estimateTokens(answer);
    usage.outReasoning = estimateTokens(reasoning);
    usage.estimated = true;
    return usage;
}

std::optional<double> RunCosts::wasteOf(const AgentId &id, const QString &answer, const QString &reasoning) const
{
    if (answer.isEmpty() && reasoning.isEmpty())
        return std::nullopt;
    return costOf(estimatedUsage(id, answer, reasoning), m_state.agent(id).model);
}

std::optional<double> RunCosts::wasteOf(const AgentId &id) const
{
    const AgentState &agent = m_state.agent(id);
    return wasteOf(id, agent.answer, agent.reasoning);
}

} // namespace tributary
