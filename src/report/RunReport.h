// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "analysis/RunAnalysis.h"

#include <QDateTime>

namespace tributary {

/// What goes into a report of a run.
struct ReportChoices
{
    /// No name of a model or a provider anywhere: models are "Model A", "Model B" ... See removeNames().
    bool anonymous = false;
    /// The answers in full, as appendix.
    bool answers = true;
    /// System prompts and parameters of every agent.
    bool prompts = true;

    bool operator==(const ReportChoices &) const = default;
};

/// An agent and what came of it, in words.
struct ReportAgent
{
    /// "1A": layer and letter, the aggregator's being "S"; unique in the run and safe in every format's ids.
    QString key;
    /// "A"; U+03A3 for an aggregator.
    QString badge;
    /// "A qwen-72b"; "A Model B" when anonymous.
    QString label;
    /// Counted from 1.
    int layer = 1;
    bool isAggregator = false;
    /// Into the palette of proposers; -1 for an aggregator.
    int palette = -1;
    /// "together/Qwen/Qwen1.5-72B-Chat"; "Model B" when anonymous.
    QString model;
    /// As the provider told; empty when it is the same, or not to be told.
    QString servedModel;
    QString systemPrompt;
    /// "temperature 0.7, at most 2,048 tokens"
    QString parameters;
    bool usable = false;
    /// Why there is no answer or what is wrong with it, a sentence each.
    QStringList remarks;
    /// Raw Markdown; partial after a failure.
    QString answer;
    /// Labels of the answers that it read.
    QStringList references;
    Milliseconds duration{-1};
    Usage usage;
    /// nullopt: not known.
    std::optional<double> costUsd;
    bool fromCache = false;

    bool operator==(const ReportAgent &) const = default;
};

/// A passage that a sentence of a synthesis is matched with: one footnote.
struct ReportCitation
{
    /// "A1": the letter of the agent, and a number that counts up. Unique in the report.
    QString label;
    /// Into RunReport::agents.
    qsizetype agent = 0;
    /// Into its answer.
    TextRange range;
    /// The passage as a reader sees it, shortened.
    QString quote;
    SourceLabel kind = SourceLabel::Reworded;
    double similarity = 0;
    /// Labels of the agents of earlier layers that the passage goes back to, nearest first; empty in two layers.
    QStringList path;

    bool operator==(const ReportCitation &) const = default;
};

struct ReportSentence
{
    TextSegment::Kind kind = TextSegment::Kind::Sentence;
    /// Into the synthesis.
    TextRange range;
    SourceLabel label = SourceLabel::None;
    bool fromPrompt = false;
    /// Into ReportSynthesis::citations.
    QList<qsizetype> citations;

    bool operator==(const ReportSentence &) const = default;
};

/// How much of a synthesis is matched with one answer, and how many of that answer's points were used.
struct ReportShare
{
    qsizetype agent = 0;
    double contribution = 0;
    qsizetype used = 0;
    qsizetype partly = 0;
    qsizetype leftOut = 0;
    /// The points that were left out, as a reader sees them, shortened.
    QStringList leftOutPoints;

    bool operator==(const ReportShare &) const = default;
};

struct ReportSynthesis
{
    /// Into RunReport::agents.
    qsizetype agent = 0;
    /// Raw Markdown.
    QString text;
    /// False: nothing below is known.
    bool hasSources = false;
    QList<ReportSentence> sentences;
    QList<ReportCitation> citations;
    /// In the order of the references.
    QList<ReportShare> shares;
    double newShare = 0;
    double promptShare = 0;
    qsizetype withoutSource = 0;
    double threshold = 0;
    std::optional<double> noise;
    bool weakLanguage = false;

    bool operator==(const ReportSynthesis &) const = default;
};

/// All that a report of a run says, before it has a format.
struct RunReport
{
    ReportChoices choices;
    /// The first line of the question, shortened.
    QString title;
    QString question;
    QList<Attachment> attachments;
    QList<Turn> conversation;
    RunId run;
    QDateTime started;
    /// Empty when anonymous: a graph's name often names its models.
    QString graphName;
    /// "finished", "interrupted" ... and a sentence.
    QString outcome;
    QString outcomeSentence;
    /// In graph order.
    QList<ReportAgent> agents;
    /// The main one first; those of aggregators without an answer are missing.
    QList<ReportSynthesis> syntheses;
    /// Pairs of sentences that differ in a fact: each "A: sentence".
    QList<QPair<QString, QString>> contradictions;
    Milliseconds duration{0};
    Usage usage;
    double costUsd = 0;
    /// Calls whose cost is not known.
    int unpriced = 0;
    /// How sources were found, sentence by sentence.
    QStringList method;
    /// How often a name was taken out of a text.
    int namesRemoved = 0;

    /// nullptr when there is no synthesis.
    [[nodiscard]] const ReportSynthesis *main() const { return syntheses.isEmpty() ? nullptr : &syntheses.first(); }

    bool operator==(const RunReport &) const = default;
};

/// A report says only what record and analysis say. Without an analysis it has no sources, and says so.
RunReport makeRunReport(const RunRecord &record, const std::optional<RunAnalysis> &analysis,
                        const ReportChoices &choices);

/// "similarity 0.87", "reworded"
QString citationKind(SourceLabel kind);
/// "$1.84", "price unknown", "$1.84 and 2 calls of unknown price".
QString reportCost(double usd, int unpriced);
QString reportCost(const ReportAgent &agent);
/// "1,200 in, 340 out, counted here"; empty without any.
QString reportTokens(const Usage &usage);

} // namespace tributary
