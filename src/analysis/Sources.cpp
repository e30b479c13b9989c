// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/Sources.h"

#include "analysis/AnalysisWords.h"
#include "analysis/Shares.h"
#include "analysis/SourceCandidates.h"
#include "text/CommonWords.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace tributary {

namespace {

constexpr double promptGrams = 0.3;
/// A reference must be closer than the prompt by more than this.
constexpr double closerThanPrompt = 0.05;

class SourceFinder
{
public:
    SourceFinder(const SourceQuestion &question, const AnalysisProgress &progress)
        : m_question(question)
        , m_progress(progress)
        , m_references(m_reader)
        , m_prompt(m_reader)
    {
        m_report.threshold = sourceThreshold(question.references.size());
        m_amounts.resize(static_cast<std::size_t>(question.references.size()) + 2);
    }

    std::optional<SourceReport> find();

private:
    bool readTexts();
    void readPrompt();
    void readSentence(const Passage &sentence);
    [[nodiscard]] bool isFromPrompt(const Passage &sentence, const std::vector<SourceCandidate> &candidates);
    void fillSources(const Passage &sentence, const std::vector<SourceCandidate> &candidates,
                     SentenceSources &into) const;
    void countNoise(const std::vector<SourceCandidate> &all);
    void countWords(const SentenceSources &sentence, const std::vector<SourceCandidate> &candidates, int words);
    void finishReport();
    [[nodiscard]] bool isWeakLanguage() const;

    [[nodiscard]] double &newWords() { return m_amounts[m_amounts.size() - 2]; }

    [[nodiscard]] double &promptWords() { return m_amounts[m_amounts.size() - 1]; }

    const SourceQuestion &m_question;
    const AnalysisProgress &m_progress;
    PassageReader m_reader;
    SourceCandidates m_references; // and the decoys behind them
    SourceCandidates m_prompt;
    std::optional<TermGrams> m_promptGrams;
    std::vector<Passage> m_sentences;
    SourceReport m_report;
    std::vector<double> m_amounts; // words by reference, new, of the prompt
    qsizetype m_noise = 0;
    qsizetype m_measured = 0; // sentences that noise could be in
};

/// The share of the time that is spent before sentences are compared.
constexpr double readingShare = 0.5;

bool SourceFinder::readTexts()
{
    QList<QString> texts;
    for (const SourceReference &reference : m_question.references)
        texts.append(reference.text);
    texts.append(m_question.decoys);
    for (qsizetype i = 0; i < texts.size(); ++i) {
        if (!goesOn(m_progress, readingShare * static_cast<double>(i) / static_cast<double>(texts.size() + 1)))
            return false;
        m_references.add(m_reader.read(texts[i]));
    }
    m_sentences = m_reader.read(m_question.text);
    readPrompt();
    m_references.finish();
    return goesOn(m_progress, readingShare);
}

void SourceFinder::readPrompt()
{
    if (m_question.prompt.isEmpty())
        return;
    std::vector<Passage> passages = m_reader.read(m_question.prompt);
    std::vector<int> terms;
    for (const Passage &passage : passages)
        terms.insert(terms.end(), passage.terms.begin(), passage.terms.end());
    m_promptGrams.emplace(terms);
    m_prompt.add(std::move(passages));
    m_prompt.finish();
}

bool SourceFinder::isFromPrompt(const Passage &sentence, const std::vector<SourceCandidate> &candidates)
{
    if (!m_promptGrams || m_promptGrams->containment(sentence.terms) <= promptGrams)
        return false;
    const std::vector<SourceCandidate> inPrompt = m_prompt.find(sentence, promptGrams);
    const double byPrompt = inPrompt.empty() ? promptGrams : inPrompt.front().score;
    return std::ranges::none_of(
        candidates, [=](const SourceCandidate &candidate) { return candidate.score > byPrompt + closerThanPrompt; });
}

void SourceFinder::fillSources(const Passage &sentence, const std::vector<SourceCandidate> &candidates,
                               SentenceSources &into) const
{
    for (const SourceCandidate &candidate : candidates) {
        const CommonPlaces common = commonPlaces(sentence, candidate.passage);
        into.sources.append({m_question.references[candidate.text].agent, candidate.passage.segment.range,
                             candidate.score, common.inFirst, common.inSecond});
    }
    if (into.strongCount > 1)
        into.label = SourceLabel::Shared;
    else if (into.strongCount == 1)
        into.label = candidates.front().verbatim ? SourceLabel::Verbatim : SourceLabel::Reworded;
}

/// Each decoy is asked as if it had been one more reference.
void SourceFinder::countNoise(const std::vector<SourceCandidate> &all)
{
    const auto references = static_cast<int>(m_question.references.size());
    for (const SourceCandidate &decoy : all) {
        if (decoy.text < references)
            continue;
        std::vector<SourceCandidate> candidates;
        std::ranges::copy_if(all, std::back_inserter(candidates), [&](const SourceCandidate &candidate) {
            return candidate.text < references || candidate.text == decoy.text;
        });
        const qsizetype strong = decideSources(candidates, m_report.threshold);
        m_noise += std::any_of(candidates.begin(), candidates.begin() + strong,
                               [&](const SourceCandidate &candidate) { return candidate.text == decoy.text; })
                       ? 1
                       : 0;
    }
}

void SourceFinder::readSentence(const Passage &sentence)
{
    const std::vector<SourceCandidate> all = m_references.find(sentence, weakSourceScore);
    std::vector<SourceCandidate> candidates = all;
    std::erase_if(candidates,
                  [this](const SourceCandidate &candidate) { return candidate.text >= m_question.references.size(); });
    SentenceSources found;
    found.kind = sentence.segment.kind;
    found.range = sentence.segment.range;
    found.fromPrompt = isFromPrompt(sentence, candidates);
    if (!found.fromPrompt) {
        ++m_measured;
        countNoise(all);
        found.strongCount = decideSources(candidates, m_report.threshold);
        fillSources(sentence, candidates, found);
    }
    countWords(found, candidates, sentence.words);
    m_report.sentences.append(found);
}

void SourceFinder::countWords(const SentenceSources &sentence, const std::vector<SourceCandidate> &candidates,
                              int words)
{
    if (sentence.fromPrompt) {
        promptWords() += words;
    } else if (sentence.strongCount == 0) {
        newWords() += words;
    } else {
        for (qsizetype i = 0; i < sentence.strongCount; ++i) {
            const int reference = candidates[static_cast<std::size_t>(i)].text;
            m_amounts[static_cast<std::size_t>(reference)] += words / static_cast<double>(sentence.strongCount);
        }
    }
}

void SourceFinder::finishReport()
{
    m_amounts = sharesOf(m_amounts);
    for (qsizetype i = 0; i < m_question.references.size(); ++i)
        m_report.contribution[m_question.references[i].agent] += m_amounts[static_cast<std::size_t>(i)];
    m_report.newShare = newWords();
    m_report.promptShare = promptWords();
    m_report.weakLanguage = isWeakLanguage();
    const double asked = static_cast<double>(m_measured) * static_cast<double>(m_question.decoys.size());
    if (asked > 0)
        m_report.noise = static_cast<double>(m_noise) / asked;
}

bool SourceFinder::isWeakLanguage() const
{
    const TextLanguage language = languageOf(m_question.text);
    if (language == TextLanguage::TooShort)
        return false;
    const bool measuredWell = language == TextLanguage::English || language == TextLanguage::Chinese;
    return !measuredWell || std::ranges::any_of(m_question.references, [language](const SourceReference &reference) {
        const TextLanguage other = languageOf(reference.text);
        return other != language && other != TextLanguage::TooShort;
    });
}

std::optional<SourceReport> SourceFinder::find()
{
    constexpr std::size_t sentencesBetween = 8;
    if (!readTexts())
        return std::nullopt;
    const double all = static_cast<double>(m_sentences.size());
    for (std::size_t i = 0; i < m_sentences.size(); ++i) {
        if (i % sentencesBetween == 0 &&
            !goesOn(m_progress, readingShare + (1 - readingShare) * static_cast<double>(i) / all))
            return std::nullopt;
        if (m_sentences[i].words > 0)
            readSentence(m_sentences[i]);
    }
    finishReport();
    if (!goesOn(m_progress, 1))
        return std::nullopt;
    return m_report;
}

} // namespace

QString wireName(SourceLabel label)
{
    return words::word(words::sourceLabels, label);
}

qsizetype SourceReport::withoutSource() const
{
    return std::ranges::count_if(sentences, &SentenceSources::lacksSource);
}

double sourceThreshold(qsizetype references)
{
    constexpr double ofOne = 0.62;
    constexpr double perLogarithm = 0.05;
    return ofOne + perLogarithm * std::log(static_cast<double>(std::max<qsizetype>(references, 1)));
}

std::optional<SourceReport> attributeSources(const SourceQuestion &question, const AnalysisProgress &progress)
{
    return SourceFinder(question, progress).find();
}

} // namespace tributary
