// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/RateLimits.h"

#include "provider/RetryHint.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace tributary {

using namespace std::chrono_literals;

namespace {

constexpr Milliseconds minute = 60s;

struct Names
{
    QByteArrayView limit;
    QByteArrayView remaining;
    QByteArrayView reset;
};

constexpr std::array requestNames{
    Names{"x-ratelimit-limit-requests", "x-ratelimit-remaining-requests", "x-ratelimit-reset-requests"},
    Names{"anthropic-ratelimit-requests-limit", "anthropic-ratelimit-requests-remaining",
          "anthropic-ratelimit-requests-reset"},
    Names{"x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"},
};
constexpr std::array tokenNames{
    Names{"x-ratelimit-limit-tokens", "x-ratelimit-remaining-tokens", "x-ratelimit-reset-tokens"},
    Names{"anthropic-ratelimit-tokens-limit", "anthropic-ratelimit-tokens-remaining",
          "anthropic-ratelimit-tokens-reset"},
    Names{"anthropic-ratelimit-input-tokens-limit", "anthropic-ratelimit-input-tokens-remaining",
          "anthropic-ratelimit-input-tokens-reset"},
};

std::optional<qint64> countOf(const QByteArray &text)
{
    bool ok = false;
    const double value = text.trimmed().toDouble(&ok);
    constexpr double most = 1e15;
    return ok && value >= 0 && value < most ? std::optional(static_cast<qint64>(value)) : std::nullopt;
}

template <std::size_t n>
RateWindow windowOf(const std::array<Names, n> &all, const HttpHead &head, const QDateTime &now)
{
    for (const Names &names : all) {
        RateWindow window{countOf(head.field(names.limit)), countOf(head.field(names.remaining)), std::nullopt};
        if (!window.remaining)
            continue;
        window.reset = parseReset(head.field(names.reset).trimmed(), now);
        return window;
    }
    return {};
}

Milliseconds roundedUp(double milliseconds)
{
    return Milliseconds(static_cast<qint64>(std::ceil(milliseconds)));
}

} // namespace

RateLimits readRateLimits(const HttpHead &head, const QDateTime &now)
{
    return {windowOf(requestNames, head, now), windowOf(tokenNames, head, now)};
}

void RateMeter::learn(const RateWindow &window, Milliseconds now)
{
    if (!window.remaining || (!window.limit && !window.reset))
        return;
    const auto remaining = static_cast<double>(*window.remaining);
    // Without a limit nothing is known of the pace: all comes back at once.
    const double limit = window.limit ? static_cast<double>(*window.limit) : std::numeric_limits<double>::infinity();
    const auto full = static_cast<double>(window.reset.value_or(minute).count());
    const double missing = limit - remaining;
    if (missing <= 0 || full <= 0) {
        m_left.reset();
        return;
    }
    m_left = Left{remaining, limit, window.limit ? missing / full : 0, now};
    if (!window.limit)
        m_left->at = now + *window.reset; // nothing before
}

double RateMeter::leftAt(const Left &left, Milliseconds now)
{
    if (left.perMillisecond <= 0)
        return now >= left.at ? left.limit : left.amount;
    const auto passed = static_cast<double>((now - left.at).count());
    return std::min(left.limit, left.amount + passed * left.perMillisecond);
}

void RateMeter::use(qint64 amount, Milliseconds now)
{
    while (!m_uses.empty() && m_uses.front().at + minute <= now)
        m_uses.pop_front();
    if (m_perMinute)
        m_uses.push_back({now, amount});
    if (!m_left)
        return;
    const double left = std::max(0.0, leftAt(*m_left, now) - static_cast<double>(amount));
    m_left->amount = left;
    if (m_left->perMillisecond > 0)
        m_left->at = now;
}

Milliseconds RateMeter::waitFor(qint64 amount, Milliseconds now) const
{
    return std::max(waitForOwnLimit(amount, now), waitForProvider(amount, now));
}

Milliseconds RateMeter::waitForOwnLimit(qint64 amount, Milliseconds now) const
{
    if (!m_perMinute)
        return 0ms;
    qint64 sum = amount;
    for (const Use &use : m_uses)
        sum += use.at + minute > now ? use.amount : 0;
    Milliseconds wait = 0ms;
    // The oldest leave the minute first. More than the limit in one go waits for an empty minute, then goes.
    for (const Use &use : m_uses) {
        if (sum <= *m_perMinute)
            break;
        if (use.at + minute <= now)
            continue;
        sum -= use.amount;
        wait = use.at + minute - now;
    }
    return wait;
}

Milliseconds RateMeter::waitForProvider(qint64 amount, Milliseconds now) const
{
    if (!m_left)
        return 0ms;
    const double wanted = std::min(static_cast<double>(amount), m_left->limit);
    const double lacking = wanted - leftAt(*m_left, now);
    if (lacking <= 0)
        return 0ms;
    const Milliseconds wait =
        m_left->perMillisecond > 0 ? roundedUp(lacking / m_left->perMillisecond) : m_left->at - now;
    return wait > minute ? 0ms : std::max(wait, 0ms);
}

} // namespace tributary
