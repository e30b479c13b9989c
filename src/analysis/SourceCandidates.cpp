// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/SourceCandidates.h"

#include <algorithm>

namespace tributary {

namespace {

/// Scores this near to each other are about equal.
constexpr double aboutEqual = 0.05;
constexpr double verbatimShare = 0.8;
/// Below the floor by this much, a passage may still reach it together with its neighbour.
constexpr double halfOfTwo = 0.15;

bool isProse(const Passage &passage)
{
    return passage.segment.kind == TextSegment::Kind::Sentence || passage.segment.kind == TextSegment::Kind::ListItem;
}

/// A word or two stand in many a sentence that says something else: how much of a match that leaves, 1 for sentences.
double weightOfShort(const Passage &sentence, const Passage &passage)
{
    constexpr std::size_t enough = 5;
    constexpr std::size_t around = 2;
    const std::size_t room = sentence.terms.size() + around;
    if (sentence.terms.size() >= enough || passage.terms.size() <= room)
        return 1;
    return static_cast<double>(room) / static_cast<double>(passage.terms.size());
}

Passage joined(const Passage &first, const Passage &second)
{
    Passage both = first;
    both.segment.range.length = second.segment.range.end() - first.segment.range.start;
    both.terms.insert(both.terms.end(), second.terms.begin(), second.terms.end());
    both.places.insert(both.places.end(), second.places.begin(), second.places.end());
    both.words += second.words;
    return both;
}

} // namespace

SourceCandidate SourceCandidates::withNeighbour(const Passage &sentence, const PassageMatch &match) const
{
    const std::vector<Passage> &text = m_index.text(match.text);
    const auto at = static_cast<std::size_t>(match.passage);
    SourceCandidate best{match.text, text[at], match.score, false};
    // Only a longer sentence can have been made of two.
    if (match.score > 1 - aboutEqual || sentence.terms.size() <= text[at].terms.size())
        return best;
    const auto tryBoth = [&](std::size_t first) {
        if (first + 1 >= text.size() || !isProse(text[first]) || !isProse(text[first + 1]))
            return;
        Passage both = joined(text[first], text[first + 1]);
        const double score = m_index.score(sentence, both.terms);
        if (score > best.score + aboutEqual)
            best = {match.text, std::move(both), score, false};
    };
    tryBoth(at);
    if (at > 0)
        tryBoth(at - 1);
    return best;
}

std::vector<SourceCandidate> SourceCandidates::find(const Passage &sentence, double floor)
{
    std::vector<SourceCandidate> found;
    for (const PassageMatch &match : m_index.search(sentence, std::max(floor - halfOfTwo, halfOfTwo))) {
        SourceCandidate candidate = withNeighbour(sentence, match);
        const double grams = gramContainment(sentence.terms, candidate.passage.terms);
        const double weight = weightOfShort(sentence, candidate.passage);
        candidate.verbatim = grams >= verbatimShare && weight == 1;
        candidate.score *= weight;
        if (candidate.verbatim)
            candidate.score = std::max(candidate.score, grams);
        if (candidate.score >= floor)
            found.push_back(std::move(candidate));
    }
    return found;
}

qsizetype decideSources(std::vector<SourceCandidate> &candidates, double threshold)
{
    std::ranges::stable_sort(candidates, std::ranges::greater(), &SourceCandidate::score);
    if (candidates.empty() || candidates.front().score < threshold)
        return 0;
    const double best = candidates.front().score;
    const bool verbatim = std::ranges::any_of(candidates, &SourceCandidate::verbatim);
    const auto isSource = [=](const SourceCandidate &candidate) {
        return candidate.score >= best - aboutEqual ||
               (candidate.score >= threshold && (candidate.verbatim || !verbatim));
    };
    return std::distance(candidates.begin(), std::stable_partition(candidates.begin(), candidates.end(), isSource));
}

} // namespace tributary
