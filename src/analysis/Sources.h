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
    Verbatim, ///< at least 0.8 of its 3-grams stand in the passage
    Reworded, ///< similarity reaches the threshold
    Shared,   ///< two or more references reach it about equally
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
    /// Self-normalised BM25 of the sentence against the passage, 0 to 1 (methods.md, section 5.1).
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
    /// How many of `sources` reach the threshold; these share the sentence.
    qsizetype strongCount = 0;

    bool operator==(const SentenceSources &) const = default;
};

/// Which sentence of a text came from which reference, by text similarity: an estimate.
struct SourceReport
{
    QList<SentenceSources> sentences;
    /// Share of the words whose source is this agent; shared sentences are split equally. With `newShare` and
    /// `promptShare` it sums to 1, unless the text has no words.
    QHash<AgentId, double> contribution;
    double newShare = 0;
    double promptShare = 0;
    /// What a similarity had to reach; grows with the number of references.
    double threshold = 0;
    /// Share of the sentences that a text which was *not* a reference would have been given: attribution noise, by the
    /// decoys at hand. nullopt: there was none.
    std::optional<double> noise;
    /// The language is one that thresholds were not measured well for; say so.
    bool weakLanguage = false;

    [[nodiscard]] qsizetype withoutSource() const;

    bool operator==(const SourceReport &) const = default;
};

struct SourceQuestion
{
    QString text;
    QList<SourceReference> references;
    /// Sentences that mostly repeat it are masked; may be empty.
    QString prompt;
    /// Texts that the author did not read, to measure noise with.
    QList<QString> decoys;
};

/// Attributes every sentence. nullopt when cancelled. For 6 references of 60 sentences under 50 ms.
std::optional<SourceReport> attributeSources(const SourceQuestion &question, const AnalysisProgress &progress = {});

} // namespace tributary
