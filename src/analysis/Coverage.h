// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "analysis/Sources.h"

namespace tributary {

enum class PointUse {
    Used,    ///< a sentence of the synthesis says most of it
    Partly,  ///< one says some of it, or something close to it
    LeftOut, ///< nothing in the synthesis comes near
};
/// "used", "partly", "left-out".
QString wireName(PointUse use);

/// A point that an answer makes: one of its sentences, list items, table rows or code blocks. Headings are none.
struct AnswerPoint
{
    TextSegment::Kind kind = TextSegment::Kind::Sentence;
    /// Into the answer.
    TextRange range;
    PointUse use = PointUse::LeftOut;
    /// How much of it stands in a sentence of the synthesis (or in two neighbouring ones), 0 to 1.
    double score = 0;
    /// Index into SourceReport::sentences of the sentence that uses it best; -1 when left out.
    qsizetype sentence = -1;
    /// No other answer says anything close to it.
    bool onlyHere = false;

    bool operator==(const AnswerPoint &) const = default;
};

struct AnswerCoverage
{
    AgentId agent;
    /// In reading order.
    QList<AnswerPoint> points;

    [[nodiscard]] qsizetype count(PointUse use) const;

    bool operator==(const AnswerCoverage &) const = default;
};

/// From here on a point counts as used, and as partly used. Chosen on real answers: below the first, sentences share
/// the topic and part of the point; below the second, hardly more than the topic. Of what an author was not given,
/// about one point in eight is as near as the first, since answers to a question agree.
inline constexpr double usedPointScore = 0.6;
inline constexpr double partlyUsedPointScore = 0.4;

/// Which points of the references reached the synthesis. In the order of the references; nullopt when cancelled.
/// `sources` is attributeSources() of the same question.
std::optional<QList<AnswerCoverage>> findCoverage(const SourceQuestion &question, const SourceReport &sources,
                                                  const AnalysisProgress &progress = {});

} // namespace tributary
