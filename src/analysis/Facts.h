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

/// In reading order.
QList<Fact> findFacts(const QString &markdown);

/// A fact with the answer that it stands in.
struct AnswerFact
{
    AgentId agent;
    Fact fact;

    bool operator==(const AnswerFact &) const = default;
};

/// Facts that stand in one of the answers only.
QList<AnswerFact> factsOfOneAnswer(const QList<SourceReference> &answers);

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

/// Found by text similarity: what to look at, not a judgement.
QList<Contradiction> findContradictions(const QList<SourceReference> &answers);

} // namespace tributary
