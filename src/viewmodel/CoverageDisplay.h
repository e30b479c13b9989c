// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "analysis/RunAnalysis.h"

#include <optional>

namespace tributary {

/// What a person looks for among the points of the answers.
enum class CoverageFilter { All, LeftOut, OnlyHere, Contradictions };

/// A sentence of another answer that differs in a fact from one of this.
struct ContradictingPassage
{
    AgentId agent;
    /// Into that agent's answer.
    TextRange range;
    /// "B says 1,200".
    QString text;

    bool operator==(const ContradictingPassage &) const = default;
};

/// A point of an answer as it is marked and told.
struct CoveragePoint
{
    /// Into the answer, as the other ranges.
    TextRange range = {};
    PointUse use = PointUse::LeftOut;
    bool onlyHere = false;
    /// Into the synthesis; nullopt when left out.
    std::optional<TextRange> usedBy = {};
    /// Numbers, dates, names and identifiers that no other answer has.
    QList<TextRange> factsOfOne = {};
    QList<ContradictingPassage> contradictions = {};
    /// "Left out · only in this answer"; more lines say which facts.
    QString words = {};

    bool operator==(const CoveragePoint &) const = default;
};

/// The points of one answer, in reading order.
struct CoverageCard
{
    AgentId agent = {};
    QString letter = {};
    /// Into the proposer palette; see AgentDisplay.
    int paletteIndex = -1;
    /// "9 of 13 points used".
    QString summary = {};
    /// As the agent gave it.
    QString answer = {};
    QList<CoveragePoint> points = {};

    bool operator==(const CoverageCard &) const = default;
};

/// What became of the points of the answers that one aggregator read.
struct CoverageDisplay
{
    AgentId aggregator = {};
    /// In graph order.
    QList<CoverageCard> cards = {};
    /// "Left out: 4 points from A, 2 from B, 5 from C"; empty when nothing is.
    QString leftOut = {};

    bool operator==(const CoverageDisplay &) const = default;
};

/// Empty when the agent read nothing.
CoverageDisplay coverageDisplay(const RunAnalysis &analysis, const RunRecord &record, const AgentId &aggregator);

[[nodiscard]] bool matches(const CoveragePoint &point, CoverageFilter filter);
[[nodiscard]] qsizetype countMatching(const CoverageDisplay &coverage, CoverageFilter filter);

/// "used", "partly used", "left out".
QString pointUseText(PointUse use);

/// One point of a card.
struct PointPlace
{
    AgentId agent;
    qsizetype point = 0;

    bool operator==(const PointPlace &) const = default;
};

/// The text of a point as a reader sees it, in one line.
QString pointText(const CoverageCard &card, qsizetype point);

/// The graph of the run with the aggregator told, at the end of its system prompt, to take these points up where they
/// are right. They are quoted as data between fences that no answer can close. All other calls stay as they were, so
/// that the answer cache knows them.
Graph graphIncluding(const RunRecord &record, const AgentId &aggregator, const QStringList &points);

} // namespace tributary
