// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Attachment.h"
#include "base/Result.h"
#include "graph/Graph.h"
#include "graph/Turn.h"
#include "run/RunState.h"
#include "run/SentRequest.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>

namespace tributary {

/// The `*.moarun` format: one run with all that is needed to show and replay it without keys or network.
inline constexpr int runRecordVersion = 1;

/// What was computed from a run after it ended, as data that is not understood here.
struct KeptAnalysis
{
    /// Names what it is: "analysis".
    QString kind;
    /// Of the method that it was computed with.
    int version = 0;
    /// A JSON object.
    QByteArray result;

    bool operator==(const KeptAnalysis &) const = default;
};

/// One run, whole. The events are the truth; everything else about the answers is derived from them.
struct RunRecord
{
    RunId id;
    QDateTime started;
    QString prompt;
    Graph graph;
    /// Order of references and fences of every call are functions of these two.
    quint64 seed = 0;
    QString nonce;
    QList<RunEvent> events;
    /// Given to every agent beside the prompt.
    QList<Attachment> attachments = {};
    /// What the prompt continues, oldest first; empty: it stands alone.
    QList<Turn> conversation = {};
    /// Every request that went out, in the order of sending; empty in records of programs that did not keep them.
    QList<SentRequest> requests = {};
    /// At most one of a kind. They travel with the run and can be computed anew.
    QList<KeptAnalysis> analyses = {};

    /// The answer of the first aggregator that gave one; empty when none did.
    [[nodiscard]] QString synthesis() const;

    bool operator==(const RunRecord &) const = default;
};

/// Members: format, version, id, started, prompt, graph, seed, nonce, outcome, synthesis, answers (one per agent, with
/// model, status, text, usage, cost, error, timings), usage, costUsd, unpriced, durationMs, events; and where they are
/// not empty attachments, conversation, requests, analyses.
QJsonObject toJson(const RunRecord &record);
/// Untrusted input: InvalidInput names the first member at fault (see checkRecord), NewerVersion a file from a later
/// program. Derived members are ignored; the events decide.
Result<RunRecord> runRecordFromJson(const QJsonObject &object);

} // namespace tributary
