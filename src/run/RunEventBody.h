// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/CallWait.h"
#include "base/Clock.h"
#include "base/Error.h"
#include "base/Id.h"
#include "base/ModelRef.h"
#include "base/Usage.h"
#include "run/HedgeEvents.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <variant>

/// The events of a run, each with what it tells; RunEvent adds when and where.
namespace tributary {

enum class TextChannel { Answer, Reasoning };

enum class RunOutcome {
    Synthesis,     ///< the main aggregator answered
    NoSynthesis,   ///< it did not, or too few references arrived; every answer is kept
    BudgetStopped, ///< the budget ended the run before a synthesis
    Stopped,       ///< a person ended it
};

/// Why an agent was not asked.
enum class SkipReason {
    Muted,
    Bypassed,
    NoReferences, ///< nothing usable arrived from the layer before
    Quorum,       ///< too few usable answers in a layer before
    Budget,
    RunStopped,
};

/// Times of one call, from its own start.
struct CallTimings
{
    Milliseconds firstToken{0};
    Milliseconds total{0};

    bool operator==(const CallTimings &) const = default;
};

namespace event {

struct RunStarted
{
    RunId run;
    QString graphName;
    qsizetype calls = 0;
    bool operator==(const RunStarted &) const = default;
};

/// The scheduler wants the call; it may wait for a free lane of its provider. Says what the model will read: nothing is
/// cut silently.
struct CallQueued
{
    ModelRef model;
    /// In the order given to the model.
    QList<AgentId> references = {};
    /// References left out, and references shortened, to fit the model's context.
    QList<AgentId> dropped = {};
    QList<AgentId> shortened = {};
    bool operator==(const CallQueued &) const = default;
};

/// The call, queued or due again, does not start yet.
struct CallWaiting
{
    CallWait wait;
    bool operator==(const CallWaiting &) const = default;
};

/// A request goes out. Attempts count from 1 across retries, fallbacks and hedges of the agent. Text of an earlier
/// attempt of the agent no longer counts.
struct CallStarted
{
    ModelRef model;
    int attempt = 1;
    /// A sentence each: what is sent otherwise than the agent says, because the model does not accept it.
    QStringList notices = {};
    bool operator==(const CallStarted &) const = default;
};

struct FirstToken
{
    bool operator==(const FirstToken &) const = default;
};

struct Text
{
    TextChannel channel = TextChannel::Answer;
    QString delta;
    bool operator==(const Text &) const = default;
};

/// The attempt failed in a way that may pass; the next one starts after `wait`. A fallback is announced here too, with
/// the model that is asked next.
struct CallRetrying
{
    ErrorKind kind = ErrorKind::Internal;
    QString message;
    Milliseconds wait{0};
    /// Empty when the same model is asked again.
    ModelRef fallback;
    /// What the text of the failed attempt is likely to have cost; nullopt when none arrived or a price is unknown.
    std::optional<double> costUsd = {};
    bool operator==(const CallRetrying &) const = default;
};

struct CallFinished
{
    qsizetype textLength = 0;
    Usage usage;
    /// Of this attempt alone; nullopt: a price is unknown.
    std::optional<double> costUsd;
    /// As the provider reported it; may differ from what was asked.
    QString servedModel;
    /// The answer ends at the token limit.
    bool cutByLimit = false;
    CallTimings timings;
    /// The provider's own name for the call, for asking it what happened; empty when it gave none.
    QString requestId = {};
    bool operator==(const CallFinished &) const = default;
};

/// Failed for good: every attempt and fallback. The partial text, if any, is kept and never given to another model.
struct CallFailed
{
    ErrorKind kind = ErrorKind::Internal;
    QString message;
    QString detail;
    /// As in CallRetrying, of the last attempt.
    std::optional<double> costUsd;
    bool operator==(const CallFailed &) const = default;
};

/// Answered without asking. Costs nothing, and its usage is not counted: the rest tells what the answer took when it
/// was first given.
struct CallCached
{
    ModelRef model;
    QString answer;
    /// When the answer was first given.
    QDateTime from;
    /// A person keeps this answer for the agent, whatever is asked; else it answers the same question.
    bool pinned = false;
    QString reasoning = {};
    QString servedModel = {};
    Usage usage = {};
    bool cutByLimit = false;
    /// What the model would have read now, as in CallQueued; empty when that is not known.
    QList<AgentId> references = {};
    QList<AgentId> dropped = {};
    QList<AgentId> shortened = {};
    bool operator==(const CallCached &) const = default;
};

struct CallSkipped
{
    SkipReason reason = SkipReason::RunStopped;
    bool operator==(const CallSkipped &) const = default;
};

/// Cancelled: by a person, or as a straggler after the layer's quorum and grace. Partial text is kept.
struct CallStopped
{
    enum class Reason { Person, Straggler };
    Reason reason = Reason::Person;
    /// What the text that had arrived is likely to have cost.
    std::optional<double> costUsd = {};
    bool operator==(const CallStopped &) const = default;
};

struct LayerFinished
{
    int usable = 0;
    int asked = 0;
    bool operator==(const LayerFinished &) const = default;
};

/// Fewer usable answers than wanted and a person is there to decide: the run waits for RunController::resumeWithFewer.
struct QuorumMissed
{
    int usable = 0;
    int needed = 0;
    bool operator==(const QuorumMissed &) const = default;
};

struct RunFinished
{
    RunOutcome outcome = RunOutcome::NoSynthesis;
    /// Of the calls whose price is known.
    double costUsd = 0;
    /// Calls whose cost is not known.
    int unpriced = 0;
    Usage usage;
    Milliseconds duration{0};
    bool operator==(const RunFinished &) const = default;
};

/// The program that carried the run died, and another one goes on. Agents that had not settled are Idle again; the text
/// that they had is kept as a failed attempt. Time goes on from the last event.
struct RunResumed
{
    /// The calendar, UTC.
    QDateTime at;
    /// What the interrupted attempts are likely to have cost, as far as prices are known, and how many had text of
    /// unknown price.
    double costUsd = 0;
    int unpriced = 0;
    bool operator==(const RunResumed &) const = default;
};

} // namespace event

using RunEventBody =
    std::variant<event::RunStarted, event::CallQueued, event::CallStarted, event::FirstToken, event::Text,
                 event::CallRetrying, event::CallFinished, event::CallFailed, event::CallCached, event::CallSkipped,
                 event::CallStopped, event::LayerFinished, event::QuorumMissed, event::RunFinished, event::CallWaiting,
                 event::RunResumed, event::CallHedged, event::HedgeTaken, event::HedgeDropped>;

} // namespace tributary
