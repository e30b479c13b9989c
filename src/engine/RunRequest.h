// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Attachment.h"
#include "base/Usage.h"
#include "engine/Policies.h"
#include "graph/Graph.h"
#include "graph/Turn.h"

#include <QDateTime>
#include <QHash>

class QRandomGenerator;

namespace tributary {

/// An answer that is already there and is not asked for again.
struct PriorAnswer
{
    ModelRef model;
    QString answer;
    QDateTime from;
    /// A person's choice, whatever the prompt: see event::CallCached.
    bool pinned = false;
    /// What is known of how it came to be; see event::CallCached.
    QString reasoning = {};
    QString servedModel = {};
    Usage usage = {};
    bool cutByLimit = false;

    bool operator==(const PriorAnswer &) const = default;
};

/// All that decides a run. Two runs of equal requests ask the same bytes.
struct RunRequest
{
    RunId id;
    Graph graph;
    QString prompt;
    RunPolicies policies;
    /// See PackingRequest.
    quint64 seed = 0;
    QString nonce;
    QHash<AgentId, PriorAnswer> prior;
    CacheUse cache = CacheUse::Use;
    /// Policy 13; acted on when the graph's policy says hedging.
    HedgeDelays hedgeAfter;
    QList<Attachment> attachments;
    QList<Turn> conversation;

    /// A request with a fresh id and nonce and the graph's own retries and budget. The seed is a function of the
    /// prompt, so that a question that is asked again finds its answers in the cache; without the cache it is fresh
    /// too.
    static RunRequest make(const Graph &graph, const QString &prompt, QRandomGenerator &random,
                           CacheUse cache = CacheUse::Use);
};

/// How an interrupted run goes on: what its record does not tell.
struct ResumeOptions
{
    RunPolicies policies;
    CacheUse cache = CacheUse::Use;
    HedgeDelays hedgeAfter;
    /// Of agents that the record does not show as settled.
    QHash<AgentId, PriorAnswer> prior;

    /// The graph's own retries and budget.
    static ResumeOptions of(const Graph &graph);
};

} // namespace tributary
