// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Clock.h"
#include "provider/Http.h"

#include <deque>
#include <optional>

namespace tributary {

/// What a response says of one thing that its provider counts.
struct RateWindow
{
    std::optional<qint64> limit;
    std::optional<qint64> remaining;
    /// Until the whole limit is there again.
    std::optional<Milliseconds> reset;

    bool operator==(const RateWindow &) const = default;
};

struct RateLimits
{
    RateWindow requests;
    RateWindow tokens;

    bool operator==(const RateLimits &) const = default;
};

/// x-ratelimit-*, with and without -requests and -tokens, and anthropic-ratelimit-*.
RateLimits readRateLimits(const HttpHead &head, const QDateTime &now);

/// Tells how long to wait before so much more of something counted may be used: what the user allows in any minute,
/// and what the provider says is left. Providers refill steadily, so what is left grows at the pace at which the limit
/// comes back.
class RateMeter
{
public:
    /// The user's own limit; nullopt: none.
    void setPerMinute(std::optional<qint64> amount) { m_perMinute = amount; }

    void learn(const RateWindow &window, Milliseconds now);

    /// What was learned no longer holds.
    void forgetLearned() { m_left.reset(); }

    void use(qint64 amount, Milliseconds now);
    /// Zero: now. More than a minute is never waited for on a provider's word: it is asked, and answers for itself.
    [[nodiscard]] Milliseconds waitFor(qint64 amount, Milliseconds now) const;

private:
    struct Use
    {
        Milliseconds at;
        qint64 amount;
    };

    struct Left
    {
        double amount;
        double limit;
        double perMillisecond;
        Milliseconds at;
    };

    [[nodiscard]] Milliseconds waitForOwnLimit(qint64 amount, Milliseconds now) const;
    [[nodiscard]] Milliseconds waitForProvider(qint64 amount, Milliseconds now) const;
    [[nodiscard]] static double leftAt(const Left &left, Milliseconds now);

    std::optional<qint64> m_perMinute;
    std::deque<Use> m_uses;
    std::optional<Left> m_left;
};

} // namespace tributary
