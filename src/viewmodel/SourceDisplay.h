// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "analysis/RunAnalysis.h"
#include "viewmodel/RunScene.h"

#include <functional>

namespace tributary {

/// A passage that a sentence of a synthesis goes back to, as it is shown.
struct SourceMark
{
    AgentId agent;
    /// "B".
    QString letter;
    /// Into the proposer palette.
    int paletteIndex = -1;
    /// Into the agent's answer.
    TextRange range;
    /// The words that agree, in the agent's answer.
    QList<TextRange> words;
    /// Enough for a label; a weak one is worth a look.
    bool strong = false;

    bool operator==(const SourceMark &) const = default;
};

/// A sentence of a synthesis as it is shown.
struct SourcedSentence
{
    TextSegment::Kind kind = TextSegment::Kind::Sentence;
    /// Into the synthesis.
    TextRange range;
    /// Gets the sign and the dotted line.
    bool lacksSource = false;
    /// Best first; strong ones come before weak ones.
    QList<SourceMark> marks;
    /// "Reworded from A and B.", "No source found in the references.", "Repeats the prompt."
    QString text;

    /// Those that stand beside the sentence.
    [[nodiscard]] QList<SourceMark> strongMarks() const;

    bool operator==(const SourcedSentence &) const = default;
};

/// A part of a synthesis by whose words it is.
struct ContributionShare
{
    enum class Kind { Agent, Prompt, New };

    Kind kind = Kind::Agent;
    /// Empty unless Agent.
    AgentId agent;
    /// "B", "Prompt", "New".
    QString title;
    int paletteIndex = -1;
    double share = 0;
    /// Rounded so that all of a synthesis sum to 100.
    int percent = 0;

    bool operator==(const ContributionShare &) const = default;
};

/// Where a synthesis comes from, ready to show.
struct SourcesDisplay
{
    AgentId aggregator;
    /// Whose answers the marks are in.
    QList<AgentId> references;
    /// In reading order.
    QList<SourcedSentence> sentences;
    /// In graph order, then what repeats the prompt (unless nothing does), then what is new.
    QList<ContributionShare> shares;
    /// "A 42 %, B 31 %, new 27 %"
    QString sharesText;
    qsizetype withoutSource = 0;
    /// "3 sentences without source"; empty for none.
    QString withoutSourceText;
    /// "Left out: 4 points from A, 2 from B"; empty when nothing is.
    QString leftOutText;
    /// What the method is, its limits, and its noise if that was measured.
    QString methodText;
    bool weakLanguage = false;
    /// The marks can go back through earlier layers; and whether they do.
    bool canTrace = false;
    bool isTraced = false;

    /// The sentence that this character of the synthesis belongs to; -1: none.
    [[nodiscard]] int sentenceAt(qsizetype offset) const;
    /// Sentences that use the passage of the agent's answer that this character belongs to.
    [[nodiscard]] QList<int> sentencesFrom(const AgentId &agent, qsizetype offset) const;
    /// nullptr for an agent that is no reference.
    [[nodiscard]] const ContributionShare *shareOf(const AgentId &agent) const;
    /// "Sentence 2 of 14. Reworded from A and B."
    [[nodiscard]] QString sentenceText(int sentence) const;

    bool operator==(const SourcesDisplay &) const = default;
};

/// nullopt when the aggregator read nothing. `traced`: back to layer 1 where the graph has layers between.
std::optional<SourcesDisplay> describeSources(const RunAnalysis &analysis, const RunScene &scene,
                                              const AgentId &aggregator, bool traced);

/// The synthesis with a footnote to every strong source: which agent, which model, which words.
QString withFootnotes(const QString &synthesis, const SourcesDisplay &sources, const RunScene &scene,
                      const std::function<QString(const AgentId &)> &answerOf);

/// The passage in one line, cut at a word.
QString excerptOf(const QString &text, const TextRange &range, qsizetype longest);

} // namespace tributary
