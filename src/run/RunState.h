// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/RunEvent.h"

#include <QDateTime>
#include <QHash>
#include <QList>

namespace tributary {

enum class AgentStatus {
    Idle, ///< nothing happened yet: it waits for the layer before
    Queued,
    Started, ///< the request is out, nothing came back
    Streaming,
    Retrying,
    Done,
    Failed,
    Cached,
    Skipped,
    Stopped,
};

/// True for the states that an agent leaves no more.
bool isSettled(AgentStatus status);

/// An attempt that did not lead to the answer; kept because nothing is lost.
struct FailedAttempt
{
    ModelRef model;
    ErrorKind kind = ErrorKind::Internal;
    QString message;
    QString partialText;
    Milliseconds started{0};
    Milliseconds ended{0};

    bool operator==(const FailedAttempt &) const = default;
};

/// The second call of an agent whose first took long.
struct HedgeState
{
    int attempt = 0;
    Milliseconds askedAt{-1};
    /// Neither taken nor dropped yet.
    bool underWay = true;
    /// It took the place of the first call.
    bool taken = false;

    bool operator==(const HedgeState &) const = default;
};

/// Everything that is known of one agent in a run.
struct AgentState
{
    AgentStatus status = AgentStatus::Idle;
    int layer = -1;
    /// The model asked last; a fallback after the first choice failed.
    ModelRef model;
    /// What the model read, in its order; and what had to be left out or shortened.
    QList<AgentId> references;
    QList<AgentId> dropped;
    QList<AgentId> shortened;
    /// The one whose text is shown; 0: nothing was asked.
    int attempt = 0;
    /// The highest number given so far, also to a hedge.
    int lastAttempt = 0;
    /// Of the present attempt.
    QStringList notices;
    /// Fallbacks taken so far; the first choice is 0.
    int fallbacksTaken = 0;
    /// Why it has not started; cleared by the next attempt and by the end. `waitsUntil` is when its span is over.
    std::optional<CallWait> waitsFor;
    Milliseconds waitsUntil{-1};
    /// Raw Markdown as the model wrote it; partial after a failure or a stop.
    QString answer;
    QString reasoning;
    QList<FailedAttempt> failedAttempts;
    std::optional<Error> error;
    std::optional<SkipReason> skipReason;
    std::optional<event::CallStopped::Reason> stopReason;
    /// Of the answer; of the original one when Cached.
    Usage usage;
    /// All attempts together; nullopt: not known (yet).
    std::optional<double> costUsd;
    /// The part of it that came to nothing: failed, stopped and interrupted attempts, as far as prices are known.
    double wastedUsd = 0;
    QString servedModel;
    /// The provider's name for the call that answered; may be empty.
    QString requestId;
    bool cutByLimit = false;
    QDateTime cachedFrom;
    /// Cached, and not because the same was asked before: see event::CallCached.
    bool pinned = false;
    /// At most one per agent; nullopt: it was not asked twice.
    std::optional<HedgeState> hedge;
    /// Since the run started; negative while it has not happened.
    Milliseconds queuedAt{-1};
    Milliseconds startedAt{-1};
    Milliseconds firstStartedAt{-1};
    Milliseconds firstTokenAt{-1};
    Milliseconds settledAt{-1};
    /// End of the wait before the next attempt; meaningful while Retrying.
    Milliseconds retryAt{-1};

    /// A finished, non-empty answer: what the next layer may read and a quorum counts.
    [[nodiscard]] bool isUsable() const;

    bool operator==(const AgentState &) const = default;
};

struct LayerProgress
{
    Milliseconds finishedAt{-1};
    /// Agents that are no longer Idle, that have settled, and that have settled with a usable answer; without those
    /// that are muted or bypassed.
    int begun = 0;
    int settled = 0;
    int usable = 0;

    bool operator==(const LayerProgress &) const = default;
};

/// A run as far as its events tell. reduce() is the only writer.
struct RunState
{
    enum class Phase { NotStarted, Running, AwaitingDecision, Finished };

    Phase phase = Phase::NotStarted;
    RunId id;
    QString graphName;
    QHash<AgentId, AgentState> agents;
    /// By layer index of the graph.
    QHash<int, LayerProgress> layers;
    std::optional<event::QuorumMissed> quorumMissed;
    std::optional<RunOutcome> outcome;
    Milliseconds now{0};
    double costUsd = 0;
    /// Attempts that gave text whose price is not known.
    int unpriced = 0;
    Usage usage;
    /// When the run was taken up again after its program died; empty for most.
    QList<QDateTime> resumedAt;

    [[nodiscard]] const AgentState &agent(const AgentId &id) const;

    [[nodiscard]] LayerProgress layer(int index) const { return layers.value(index); }

    bool operator==(const RunState &) const = default;
};

/// The one reducer: takes the run one event further. False for events that make no sense in the present state (a text
/// after the end); they change nothing, so that a damaged record cannot do harm.
bool reduce(RunState &state, const RunEvent &event);

RunState replay(const QList<RunEvent> &events);

} // namespace tributary
