// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Clock.h"
#include "base/Error.h"
#include "base/ModelRef.h"

#include <QString>

#include <optional>

/// What happens when an agent is asked a second time.
namespace tributary::event {

/// The agent's call takes long, so the same is asked once more; the first usable answer counts. Text of the second call
/// is shown only once it has taken the place of the first.
struct CallHedged
{
    ModelRef model;
    /// The second call's number among the agent's attempts.
    int attempt = 2;
    bool operator==(const CallHedged &) const = default;
};

/// The second call takes the place of the first: it answered first, or the first one failed. Its text so far replaces
/// that of the first, which is kept as a failed attempt.
struct HedgeTaken
{
    /// Why the first one ended; Stopped: it was not needed any more.
    ErrorKind kind = ErrorKind::Stopped;
    QString message;
    QString answer;
    QString reasoning;
    /// Of the second call, since the run started; negative while it has not happened.
    Milliseconds started{-1};
    Milliseconds firstToken{-1};
    /// Of the first one's text, as in CallRetrying.
    std::optional<double> costUsd = {};
    bool operator==(const HedgeTaken &) const = default;
};

/// The second call is over without having been needed, or failed.
struct HedgeDropped
{
    /// Stopped: the first one answered.
    ErrorKind kind = ErrorKind::Stopped;
    QString message;
    /// What it had written; kept as a failed attempt.
    QString partialText;
    std::optional<double> costUsd = {};
    bool operator==(const HedgeDropped &) const = default;
};

} // namespace tributary::event
