// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "analysis/Sources.h"

namespace tributary {

enum class PointUse { Used, Partly, LeftOut };
/// "used", "partly", "left-out".
QString wireName(PointUse use);

/// A point that an answer makes: one of its sentences, list items, table rows or code blocks. Headings are none.
struct AnswerPoint
{
    TextSegment::Kind kind = TextSegment::Kind::Sentence;
    /// Into the answer.
    TextRange range;
    PointUse use = PointUse::LeftOut;
    /// Best similarity with a sentence of the synthesis, 0 to 1.
    double score = 0;
    /// Index into SourceReport::sentences of the sentence that uses it best; -1 when left out.
    qsizetype sentence = -1;
    /// No other answer says it.
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

/// Which points of the references reached the synthesis. In the order of the references; nullopt when cancelled.
/// `sources` is attributeSources() of the same question.
std::optional<QList<AnswerCoverage>> findCoverage(const SourceQuestion &question, const SourceReport &sources,
                                                  const AnalysisProgress &progress = {});

} // namespace tributary
