// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/RetryPolicy.h"

#include <QRandomGenerator>

#include <algorithm>
#include <utility>

namespace tributary {

using namespace std::chrono_literals;

namespace {

constexpr Milliseconds firstWait = 1s;
constexpr Milliseconds longestComputedWait = 30s;
constexpr Milliseconds waitAfterFault = 500ms;
constexpr Milliseconds longestJitter = 1s;

} // namespace

RandomSource systemRandom()
{
    return [] { return QRandomGenerator::global()->generateDouble(); };
}

RetryPolicy::RetryPolicy(const CallLimits &limits, RandomSource random)
    : m_limits(limits)
    , m_random(std::move(random))
{}

std::optional<Milliseconds> RetryPolicy::next(const AttemptFailure &failure, bool textDelivered,
                                              std::optional<Milliseconds> untilDeadline)
{
    const auto hint = failure.error.retryAfter;
    if (textDelivered || (hint && *hint > m_limits.longestWait) || !mayRetry(failure.advice))
        return std::nullopt;
    ++m_retries;
    const Milliseconds computed = failure.advice == RetryAdvice::Patiently
                                      ? std::min(firstWait * (1 << std::min(m_patient++, 5)), longestComputedWait)
                                      : waitAfterFault;
    const Milliseconds base = hint.value_or(computed);
    const Milliseconds spread = std::min(longestJitter, base / 4);
    const Milliseconds wait =
        base + Milliseconds(static_cast<qint64>(m_random() * static_cast<double>(spread.count())));
    if (untilDeadline && wait >= *untilDeadline)
        return std::nullopt;
    return wait;
}

bool RetryPolicy::mayRetry(RetryAdvice advice)
{
    if (m_retries >= m_limits.retries)
        return false;
    switch (advice) {
    case RetryAdvice::Never:
        return false;
    case RetryAdvice::Once:
        return !std::exchange(m_usedOnce, true);
    case RetryAdvice::IfAmbiguous:
        return !std::exchange(m_usedAmbiguous, true);
    case RetryAdvice::Patiently:
        return true;
    }
    Q_UNREACHABLE();
}

} // namespace tributary
