// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/ChatUsage.h"

#include "provider/TokenCount.h"

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

std::optional<double> notNegative(double usd)
{
    return usd >= 0.0 ? std::optional(usd) : std::nullopt;
}

/// The cached part of the input stands under one of four names.
qint64 cachedTokens(const QJsonObject &usage)
{
    for (const auto member : {"prompt_tokens_details"_L1, "prompt_token_details"_L1}) {
        if (const qint64 cached = tokenCount(usage.value(member).toObject(), "cached_tokens"_L1))
            return cached;
    }
    return std::max(tokenCount(usage, "num_cached_tokens"_L1), tokenCount(usage, "prompt_cache_hit_tokens"_L1));
}

std::optional<double> reportedMoney(const QJsonObject &usage)
{
    constexpr double usdPerTick = 1e-10;
    if (const QJsonValue ticks = usage.value("cost_in_usd_ticks"_L1); ticks.isDouble())
        return notNegative(ticks.toDouble() * usdPerTick);
    if (const QJsonValue cost = usage.value("cost"_L1); cost.isDouble())
        return notNegative(cost.toDouble());
    return std::nullopt;
}

} // namespace

Usage readChatUsage(const QJsonObject &usage)
{
    const qint64 prompt = tokenCount(usage, "prompt_tokens"_L1);
    const qint64 completion = tokenCount(usage, "completion_tokens"_L1);
    const qint64 total = tokenCount(usage, "total_tokens"_L1);
    const qint64 reasoning = tokenCount(usage.value("completion_tokens_details"_L1).toObject(), "reasoning_tokens"_L1);
    const bool reasoningApart = total != prompt + completion && total == prompt + completion + reasoning;

    Usage result;
    result.cacheRead = std::min(cachedTokens(usage), prompt);
    result.cacheWrite =
        std::min(tokenCount(usage.value("prompt_tokens_details"_L1).toObject(), "cache_write_tokens"_L1),
                 prompt - result.cacheRead);
    result.inUncached = prompt - result.cacheRead - result.cacheWrite;
    result.outReasoning = reasoningApart ? reasoning : std::min(reasoning, completion);
    result.outVisible = reasoningApart ? completion : completion - result.outReasoning;
    result.reportedUsd = reportedMoney(usage);
    return result;
}

Usage readLlamaTimings(const QJsonObject &timings)
{
    Usage result;
    result.cacheRead = tokenCount(timings, "cache_n"_L1);
    result.inUncached = tokenCount(timings, "prompt_n"_L1);
    result.outVisible = tokenCount(timings, "predicted_n"_L1);
    return result;
}

} // namespace tributary
