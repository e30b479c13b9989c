// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/RunPrompts.h"

#include <optional>

namespace tributary {

/// The money of one run, as far as prices are known. Looks at the run's own values, which must outlive it.
class RunCosts
{
public:
    RunCosts(const RunPrompts &prompts, const RunState &state);

    /// Notes what asking the agent sends, counted in tokens.
    void noteAsked(const AgentId &id, qint64 inputTokens) { m_inputTokens.insert(id, inputTokens); }

    /// What asking `model` for this call costs at the least; 0 when its price is unknown.
    [[nodiscard]] double leastCost(const PlannedCall &call, const ModelRef &model) const;
    /// Policy 6 for a fallback or a hedge: their agents were let start with one call's price in mind.
    [[nodiscard]] bool exceeds(const std::optional<double> &budgetUsd, const PlannedCall &call,
                               const ModelRef &model) const;

    [[nodiscard]] std::optional<double> costOf(const Usage &usage, const ModelRef &model) const;
    /// Counted from texts that came of asking the agent.
    [[nodiscard]] Usage estimatedUsage(const AgentId &id, const QString &answer, const QString &reasoning) const;
    /// Of texts that will not be used; nullopt when there are none or a price is unknown.
    [[nodiscard]] std::optional<double> wasteOf(const AgentId &id, const QString &answer,
                                                const QString &reasoning) const;
    /// Of what the agent shows now.
    [[nodiscard]] std::optional<double> wasteOf(const AgentId &id) const;

private:
    const RunPrompts &m_prompts;
    const RunState &m_state;
    QHash<AgentId, qint64> m_inputTokens;
};

} // namespace tributary
