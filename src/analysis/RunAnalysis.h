// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "analysis/Coverage.h"
#include "analysis/Facts.h"
#include "base/Result.h"
#include "run/RunRecord.h"

#include <QJsonObject>

namespace tributary {

/// What one agent that read references made of them: an aggregator, or a proposer of a later layer.
struct ReaderAnalysis
{
    AgentId agent;
    SourceReport sources;
    QList<AnswerCoverage> coverage;

    bool operator==(const ReaderAnalysis &) const = default;
};

/// A passage in an answer of layer 1 that a sentence goes back to, through the layers between.
struct TracedSource
{
    /// The agents on the way, the direct reference first, the one of layer 1 last.
    QList<AgentId> path;
    /// Into the answer of the last of them.
    TextRange range;
    /// Product of the similarities on the way.
    double score = 0;

    bool operator==(const TracedSource &) const = default;
};

/// What layer k has that none of the answers it read has.
struct LayerAddition
{
    /// Index of the layer in the graph, at least 1.
    int layer = 0;
    /// Share of its words without a source in the layer before.
    double newShare = 0;
    /// By agent of the layer, the passages that are new.
    QHash<AgentId, QList<TextRange>> passages;

    bool operator==(const LayerAddition &) const = default;
};

/// How much of one answer stands in another: the similarity of its sentences with the best ones there, by words and in
/// both directions. 0 to 1, symmetric, 1 on the diagonal.
struct AgreementMatrix
{
    QList<AgentId> agents;
    /// Row by row.
    QList<double> values;

    [[nodiscard]] double at(qsizetype row, qsizetype column) const { return values[row * agents.size() + column]; }

    bool operator==(const AgreementMatrix &) const = default;
};

/// nullopt when cancelled.
std::optional<AgreementMatrix> measureAgreement(const QList<SourceReference> &answers,
                                                const AnalysisProgress &progress = {});

/// All that can be read out of a finished run without asking anybody. Offsets are UTF-16 code units into the answers.
struct RunAnalysis
{
    /// Goes up when the method changes, so that kept results are computed anew.
    static constexpr int version = 1;
    static constexpr qsizetype mostTraces = 8;

    /// Every agent that read references and answered, in graph order.
    QList<ReaderAnalysis> readers;
    /// By aggregator, one list per sentence of its report; best first, at most `mostTraces`. Only where an answer that
    /// it read had itself read answers.
    QHash<AgentId, QList<QList<TracedSource>>> traces;
    QList<LayerAddition> additions;
    /// By layer index, of the usable answers of proposers.
    QHash<int, AgreementMatrix> agreement;
    /// Of the answers that the main aggregator read.
    QList<AnswerFact> factsOfOne;
    QList<Contradiction> contradictions;

    /// nullptr when the agent read nothing or has no answer.
    [[nodiscard]] const ReaderAnalysis *reader(const AgentId &agent) const;

    bool operator==(const RunAnalysis &) const = default;
};

/// Reads the usable answers of a run; nullopt when cancelled.
std::optional<RunAnalysis> analyseRun(const RunRecord &record, const AnalysisProgress &progress = {});

QJsonObject toJson(const RunAnalysis &analysis);
/// What a library or a bundle kept; InvalidInput names the member at fault. Ranges are checked against the record's
/// answers, so that a damaged one cannot point outside a text.
Result<RunAnalysis> runAnalysisFromJson(const QJsonObject &object, const RunRecord &record);

} // namespace tributary
