// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/ChatUsage.h"

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

/// More than any answer has; larger numbers are nonsense that could not be added up.
constexpr qint64 mostTokens = 1'000'000'000'000;

qint64 count(const QJsonObject &object, QLatin1StringView member)
{
    const qint64 tokens = object.value(member).toInteger();
    return tokens >= 0 && tokens <= mostTokens ? tokens : 0;
}

std::optional<double> notNegative(double usd)
{
    return usd >= 0.0 ? std::optional(usd) : std::nullopt;
}

/// The cached part of the input stands under one of four names.
qint64 cachedTokens(const QJsonObject &usage)
{
    for (const auto member : {"prompt_tokens_details"_L1, "prompt_token_details"_L1}) {
        if (const qint64 cached = count(usage.value(member).toObject(), "cached_tokens"_L1))
            return cached;
    }
    return std::max(count(usage, "num_cached_tokens"_L1), count(usage, "prompt_cache_hit_tokens"_L1));
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
    const qint64 prompt = count(usage, "prompt_tokens"_L1);
    const qint64 completion = count(usage, "completion_tokens"_L1);
    const qint64 total = count(usage, "total_tokens"_L1);
    const qint64 reasoning = count(usage.value("completion_tokens_details"_L1).toObject(), "reasoning_tokens"_L1);
    const bool reasoningApart = total != prompt + completion && total == prompt + completion + reasoning;

    Usage result;
    result.cacheRead = std::min(cachedTokens(usage), prompt);
    result.cacheWrite = std::min(count(usage.value("prompt_tokens_details"_L1).toObject(), "cache_write_tokens"_L1),
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
    result.cacheRead = count(timings, "cache_n"_L1);
    result.inUncached = count(timings, "prompt_n"_L1);
    result.outVisible = count(timings, "predicted_n"_L1);
    return result;
}

} // namespace tributary
