// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "analysis/Progress.h"
#include "base/Id.h"
#include "text/Segments.h"

#include <QHash>
#include <QList>

#include <optional>

namespace tributary {

/// An answer that a text may have taken from.
struct SourceReference
{
    AgentId agent;
    /// Raw Markdown.
    QString text;

    bool operator==(const SourceReference &) const = default;
};

enum class SourceLabel {
    Verbatim, ///< at least 0.8 of its 3-grams stand in the passage of one reference
    Reworded, ///< similarity with one reference reaches the threshold
    Shared,   ///< two or more references have it about equally
    None,     ///< no source found
};
/// "verbatim", "reworded", "shared", "none".
QString wireName(SourceLabel label);

/// A passage of a reference that a sentence matches.
struct SourcePassage
{
    AgentId agent;
    /// Into the reference's text.
    TextRange range;
    /// Self-normalised BM25 of the sentence against the passage, 0 to 1 (see PassageIndex); of a verbatim passage at
    /// least the share of the 3-grams that it has.
    double score = 0;
    /// The words that agree, for the highlight: in the sentence's text and in the reference's, in reading order.
    QList<TextRange> inSentence;
    QList<TextRange> inReference;

    bool operator==(const SourcePassage &) const = default;
};

/// One sentence of the synthesis and where it comes from.
struct SentenceSources
{
    TextSegment::Kind kind = TextSegment::Kind::Sentence;
    /// Into the synthesis as given.
    TextRange range;
    SourceLabel label = SourceLabel::None;
    /// Repeats the prompt: not attributed to anybody, and not counted as new.
    bool fromPrompt = false;
    /// Best first, at most one per reference. Those below the threshold come last and are weak: worth a look, not
    /// enough for a label.
    QList<SourcePassage> sources;
    /// How many of `sources` the sentence comes from; these share it. Besides those that reach the threshold one that
    /// is within 0.05 of the best; but where one is verbatim, none that is not.
    qsizetype strongCount = 0;

    /// What "no source found" is said of; not of headings.
    [[nodiscard]] bool lacksSource() const
    {
        return label == SourceLabel::None && !fromPrompt && kind != TextSegment::Kind::Heading;
    }

    bool operator==(const SentenceSources &) const = default;
};

/// Which sentence of a text came from which reference, by text similarity: an estimate.
struct SourceReport
{
    /// In reading order; segments without a word are left out.
    QList<SentenceSources> sentences;
    /// Share of the words whose source is this agent; shared sentences are split equally. Every reference has an
    /// entry. With `newShare` and `promptShare` it sums to 1 exactly, unless the text has no words.
    QHash<AgentId, double> contribution;
    double newShare = 0;
    double promptShare = 0;
    /// What a similarity had to reach; grows with the number of references.
    double threshold = 0;
    /// Share of the sentences that a text which was *not* a reference would have been given: attribution noise, by the
    /// decoys at hand. nullopt: there was none.
    std::optional<double> noise;
    /// Fewer reworded sentences are found than in English: the text is German or Arabic, where words change their forms
    /// more, or in a language that nothing was measured for, or a reference is in another language than it.
    bool weakLanguage = false;

    /// Sentences that lack a source.
    [[nodiscard]] qsizetype withoutSource() const;

    bool operator==(const SourceReport &) const = default;
};

struct SourceQuestion
{
    QString text;
    QList<SourceReference> references;
    /// Sentences that repeat it are masked: more than 0.3 of their 3-grams stand in it, and no reference is closer to
    /// them than the prompt is. May be empty.
    QString prompt;
    /// Texts that the author did not read, to measure noise with.
    QList<QString> decoys;
};

/// What the similarity with the best of so many references must reach: 0.62 + 0.05 ln(n). The more references, the
/// better the best of those that have nothing to do with it. Fitted so that at most about one sentence in twenty that
/// was made independently gets a source, with 1 to 20 references of the constructed set and 1 to 5 recorded answers
/// (tests/bench/bench_sources).
double sourceThreshold(qsizetype references);

/// Passages below it are not worth a look.
inline constexpr double weakSourceScore = 0.5;

/// Attributes every sentence. nullopt when cancelled. For 6 references of 60 sentences under 50 ms.
std::optional<SourceReport> attributeSources(const SourceQuestion &question, const AnalysisProgress &progress = {});

} // namespace tributary
