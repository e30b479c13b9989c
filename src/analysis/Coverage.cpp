// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/Coverage.h"

#include "analysis/AnalysisWords.h"
#include "analysis/SourceCandidates.h"

#include <QMap>

#include <algorithm>

namespace tributary {

namespace {

/// The share of the time that is spent before points are compared.
constexpr double readingShare = 0.5;
/// Less in common than this is no use of a point, whatever else speaks for it.
constexpr double someOfPoint = 0.25;

bool isPoint(const Passage &passage)
{
    return passage.words > 0 && passage.segment.kind != TextSegment::Kind::Heading;
}

class CoverageFinder
{
public:
    CoverageFinder(const SourceQuestion &question, const SourceReport &sources, const AnalysisProgress &progress)
        : m_question(question)
        , m_sources(sources)
        , m_progress(progress)
        , m_synthesis(m_reader)
        , m_answers(m_reader)
    {}

    std::optional<QList<AnswerCoverage>> find();

private:
    bool readTexts();
    std::optional<AnswerCoverage> readAnswer(int answer);
    AnswerPoint readPoint(const Passage &passage, int answer);
    void findUse(const Passage &passage, AnswerPoint &point);
    [[nodiscard]] qsizetype sentenceAt(const TextRange &range) const;
    /// A sentence that is said to come from the point; -1: none.
    [[nodiscard]] qsizetype sentenceFrom(const AgentId &agent, const TextRange &range) const;
    void noteStrongSources();

    const SourceQuestion &m_question;
    const SourceReport &m_sources;
    const AnalysisProgress &m_progress;
    PassageReader m_reader;
    SourceCandidates m_synthesis;
    PassageIndex m_answers;
    qsizetype m_passages = 0;
    qsizetype m_compared = 0;
    /// Passages of each reference that sentences come from, by where they begin.
    QHash<AgentId, QMultiMap<qsizetype, qsizetype>> m_strong;
};

bool CoverageFinder::readTexts()
{
    m_synthesis.add(m_reader.read(m_question.text));
    for (qsizetype i = 0; i < m_question.references.size(); ++i) {
        if (!goesOn(m_progress,
                    readingShare * static_cast<double>(i) / static_cast<double>(m_question.references.size())))
            return false;
        std::vector<Passage> passages = m_reader.read(m_question.references[i].text);
        m_passages += static_cast<qsizetype>(passages.size());
        m_answers.add(std::move(passages));
    }
    m_synthesis.finish();
    m_answers.finish();
    noteStrongSources();
    return goesOn(m_progress, readingShare);
}

void CoverageFinder::noteStrongSources()
{
    for (qsizetype i = 0; i < m_sources.sentences.size(); ++i) {
        const SentenceSources &sentence = m_sources.sentences[i];
        for (qsizetype source = 0; source < sentence.strongCount; ++source)
            m_strong[sentence.sources[source].agent].insert(sentence.sources[source].range.start, i);
    }
}

qsizetype CoverageFinder::sentenceAt(const TextRange &range) const
{
    const auto found = std::ranges::lower_bound(m_sources.sentences, range.start, {},
                                                [](const SentenceSources &sentence) { return sentence.range.start; });
    return found == m_sources.sentences.end() ? -1 : found - m_sources.sentences.begin();
}

qsizetype CoverageFinder::sentenceFrom(const AgentId &agent, const TextRange &range) const
{
    const auto sources = m_strong.constFind(agent);
    if (sources == m_strong.constEnd())
        return -1;
    // A source begins where one of its passages does; its second passage may be the point.
    const auto after = sources->upperBound(range.start);
    if (after == sources->constBegin())
        return -1;
    const qsizetype sentence = std::prev(after).value();
    const auto &all = m_sources.sentences[sentence].sources;
    const bool holds = std::ranges::any_of(all, [&](const SourcePassage &source) {
        return source.agent == agent && source.range.start <= range.start && source.range.end() >= range.end();
    });
    return holds ? sentence : -1;
}

void CoverageFinder::findUse(const Passage &passage, AnswerPoint &point)
{
    const std::vector<SourceCandidate> found = m_synthesis.find(passage, someOfPoint);
    if (found.empty())
        return;
    point.score = found.front().score;
    point.sentence = sentenceAt(found.front().passage.segment.range);
    if (point.score >= usedPointScore)
        point.use = PointUse::Used;
    else if (point.score >= partlyUsedPointScore)
        point.use = PointUse::Partly;
}

AnswerPoint CoverageFinder::readPoint(const Passage &passage, int answer)
{
    AnswerPoint point{passage.segment.kind, passage.segment.range, PointUse::LeftOut, 0, -1, false};
    findUse(passage, point);
    // Where a sentence was made from the point, it was used more than the words that they share tell. A few words that
    // stand in every answer are not the point.
    const qsizetype sentence = sentenceFrom(m_question.references[answer].agent, point.range);
    if (sentence >= 0 && point.score >= someOfPoint) {
        point.use = point.use == PointUse::LeftOut ? PointUse::Partly : PointUse::Used;
        point.sentence = sentence;
    }
    if (point.sentence < 0)
        point.use = PointUse::LeftOut;
    if (point.use == PointUse::LeftOut)
        point.sentence = -1;
    const std::vector<PassageMatch> alike = m_answers.search(passage, weakSourceScore);
    point.onlyHere = std::ranges::all_of(alike, [answer](const PassageMatch &match) { return match.text == answer; });
    return point;
}

std::optional<AnswerCoverage> CoverageFinder::readAnswer(int answer)
{
    constexpr qsizetype pointsBetween = 8;
    AnswerCoverage coverage;
    coverage.agent = m_question.references[answer].agent;
    for (const Passage &passage : m_answers.text(answer)) {
        const double share = static_cast<double>(m_compared) / static_cast<double>(m_passages);
        if (m_compared++ % pointsBetween == 0 && !goesOn(m_progress, readingShare + (1 - readingShare) * share))
            return std::nullopt;
        if (isPoint(passage))
            coverage.points.append(readPoint(passage, answer));
    }
    return coverage;
}

std::optional<QList<AnswerCoverage>> CoverageFinder::find()
{
    if (!readTexts())
        return std::nullopt;
    QList<AnswerCoverage> all;
    for (int answer = 0; answer < m_answers.textCount(); ++answer) {
        std::optional<AnswerCoverage> coverage = readAnswer(answer);
        if (!coverage)
            return std::nullopt;
        all.append(std::move(*coverage));
    }
    if (!goesOn(m_progress, 1))
        return std::nullopt;
    return all;
}

} // namespace

QString wireName(PointUse use)
{
    return words::word(words::pointUses, use);
}

qsizetype AnswerCoverage::count(PointUse use) const
{
    return std::ranges::count(points, use, &AnswerPoint::use);
}

std::optional<QList<AnswerCoverage>> findCoverage(const SourceQuestion &question, const SourceReport &sources,
                                                  const AnalysisProgress &progress)
{
    return CoverageFinder(question, sources, progress).find();
}

} // namespace tributary
