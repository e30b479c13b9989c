// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "analysis/Sources.h"

namespace tributary {

/// Something hard in an answer that can be checked: it is either there or not.
struct Fact
{
    enum class Kind { Number, Date, Name, Identifier };

    Kind kind = Kind::Number;
    /// Into the text; as written there.
    TextRange range;
    /// What two texts must share for the fact to be the same: "1200", "2024-11-22", "marie curie", "qnetworkreply".
    QString value;

    bool operator==(const Fact &) const = default;
};

/// Numbers with their units ("1,200 km", "3,5 %", "2 Mio."), dates, names (capitalised words within a sentence and
/// acronyms), code identifiers and web addresses; in reading order. Code blocks are left out: what stands in them is
/// not said of the world. Names are found in languages that write names large and little else; in German, which does
/// not, only where two such words meet.
QList<Fact> findFacts(const QString &markdown);

/// A fact with the answer that it stands in.
struct AnswerFact
{
    AgentId agent;
    Fact fact;

    bool operator==(const AnswerFact &) const = default;
};

/// Facts that stand in one of the answers only, once each, by answer and in reading order. Plain numbers below ten are
/// none: they count things. nullopt when cancelled.
std::optional<QList<AnswerFact>> factsOfOneAnswer(const QList<SourceReference> &answers,
                                                  const AnalysisProgress &progress = {});

/// Two passages that speak of the same thing and differ in a number, a date or a name.
struct Contradiction
{
    AnswerFact first;
    AnswerFact second;
    /// The sentences that they stand in.
    TextRange firstSentence;
    TextRange secondSentence;

    bool operator==(const Contradiction &) const = default;
};

/// Found by text similarity: what to look at, not a judgement. At most `mostContradictions`; nullopt when cancelled.
std::optional<QList<Contradiction>> findContradictions(const QList<SourceReference> &answers,
                                                       const AnalysisProgress &progress = {});

inline constexpr qsizetype mostContradictions = 200;

} // namespace tributary
