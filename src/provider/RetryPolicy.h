// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "provider/ChatRequest.h"
#include "provider/ErrorClassifier.h"

#include <functional>
#include <optional>

namespace tributary {

/// A number from 0 to below 1; tests give a fixed one.
using RandomSource = std::function<double()>;

RandomSource systemRandom();

/// Decides after each failed attempt of one call whether and when the next one starts.
///
/// 1. Never after text was delivered.
/// 2. RetryAdvice::Patiently: as often as CallLimits::retries allow; 1 s, 2 s, 4 s ... at most 30 s.
/// 3. RetryAdvice::Once and IfAmbiguous: one retry of each sort in a call; half a second.
/// 4. A hint of the server replaces the computed wait; one beyond CallLimits::longestWait ends the call.
/// 5. A little chance on top, so that calls which failed together do not come back together.
/// 6. Never beyond the deadline.
class RetryPolicy
{
public:
    RetryPolicy(const CallLimits &limits, RandomSource random);

    /// The wait before the next attempt; nullopt: the call ends with `failure`. `untilDeadline` is what is left.
    [[nodiscard]] std::optional<Milliseconds> next(const AttemptFailure &failure, bool textDelivered,
                                                   std::optional<Milliseconds> untilDeadline);

private:
    [[nodiscard]] bool mayRetry(RetryAdvice advice);

    CallLimits m_limits;
    RandomSource m_random;
    int m_retries = 0;
    int m_patient = 0;
    bool m_usedOnce = false;
    bool m_usedAmbiguous = false;
};

} // namespace tributary
