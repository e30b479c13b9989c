// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/ModelFacts.h"
#include "base/Range.h"
#include "graph/Plan.h"

#include <QHash>
#include <QSet>

namespace tributary {

/// What is known of a model's earlier answers; without it the estimate assumes 450 tokens +- 40 %.
struct AnswerHistory
{
    Range<double> outputTokens{270, 630};
    double typicalOutputTokens = 450;
    double firstTokenSeconds = 1.0;
    double tokensPerSecond = 60;
    /// How long an answer takes before asking once more is worth it; nullopt: too little is known.
    std::optional<Milliseconds> hedgeAfter = {};

    bool operator==(const AnswerHistory &) const = default;
};

/// What a run will take, before it is started (ux.md, section 3.2, "Estimate block").
struct Estimate
{
    /// To be made; those answered from the cache are not among them.
    int calls = 0;
    int fromCache = 0;
    int layers = 0;
    /// Input and output of all calls together, with typical answers. The high ends of tokens and money have every call
    /// made twice that may be hedged.
    qint64 tokens = 0;
    Range<qint64> tokenRange;
    /// nullopt when no price is known; else the money of the models whose price is known.
    std::optional<Range<double>> usd;
    /// Different models that are asked and have no known price.
    int modelsWithoutPrice = 0;
    Range<double> seconds;
    /// Whether even the high end stays within the budget. nullopt without a budget, and when models without a known
    /// price may break it.
    std::optional<bool> withinBudget;

    bool operator==(const Estimate &) const = default;
};

/// `cached`: agents whose answers are already there. `history`: by model; missing models use the defaults. `besides`:
/// tokens that every call is given beside its prompt, see contextTokens().
Estimate estimate(const Plan &plan, const QString &prompt, const ModelLookup &lookup,
                  const QHash<ModelRef, AnswerHistory> &history = {}, const QSet<AgentId> &cached = {},
                  qint64 besides = 0);

} // namespace tributary
