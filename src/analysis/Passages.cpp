// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/Passages.h"

#include "analysis/Alignment.h"
#include "text/CommonWords.h"
#include "text/Terms.h"

#include <algorithm>
#include <unordered_map>

namespace tributary {

namespace {

constexpr std::size_t gramLength = 3;
using Gram = std::array<int, gramLength>;

/// Sorted.
std::vector<Gram> gramsOf(const std::vector<int> &terms, std::size_t length)
{
    std::vector<Gram> grams;
    for (std::size_t i = 0; i + length <= terms.size(); ++i) {
        Gram gram{-1, -1, -1};
        std::copy_n(terms.begin() + static_cast<std::ptrdiff_t>(i), length, gram.begin());
        grams.push_back(gram);
    }
    std::ranges::sort(grams);
    return grams;
}

double containedShare(const std::vector<Gram> &grams, const std::vector<Gram> &known)
{
    const auto shared =
        std::ranges::count_if(grams, [&known](const Gram &gram) { return std::ranges::binary_search(known, gram); });
    return static_cast<double>(shared) / static_cast<double>(grams.size());
}

/// Small numbers for the terms of two passages: alignSequences takes room for the largest.
class LocalNumbers
{
public:
    std::vector<int> of(const std::vector<int> &terms)
    {
        std::vector<int> local;
        local.reserve(terms.size());
        for (const int term : terms)
            local.push_back(m_numbers.emplace(term, static_cast<int>(m_numbers.size())).first->second);
        return local;
    }

private:
    std::unordered_map<int, int> m_numbers;
};

void appendPlace(QList<TextRange> &places, const TextRange &place, bool joined)
{
    if (joined && !places.isEmpty())
        places.last().length = std::max(places.last().end(), place.end()) - places.last().start;
    else
        places.append(place);
}

} // namespace

std::vector<Passage> PassageReader::read(const QString &markdown)
{
    std::vector<Passage> passages;
    const QList<TextSegment> segments = segmentMarkdown(markdown);
    passages.reserve(static_cast<std::size_t>(segments.size()));
    for (const TextSegment &segment : segments) {
        Passage &passage = passages.emplace_back();
        passage.segment = segment;
        const TextTerms found = findTerms(markdown, segment.range);
        passage.words = found.words;
        for (const TextTerm &term : found.terms) {
            passage.terms.push_back(numberOf(term.text));
            passage.places.push_back(term.range);
        }
    }
    return passages;
}

int PassageReader::numberOf(const QString &term)
{
    const auto known = m_numbers.constFind(term);
    if (known != m_numbers.constEnd())
        return *known;
    const int number = termCount();
    m_numbers.insert(term, number);
    m_shares.push_back(tributary::backgroundShare(term));
    return number;
}

double gramContainment(const std::vector<int> &passage, const std::vector<int> &other)
{
    const std::size_t length = std::min(gramLength, passage.size());
    return length == 0 ? 0 : containedShare(gramsOf(passage, length), gramsOf(other, length));
}

TermGrams::TermGrams(const std::vector<int> &text)
{
    for (std::size_t length = 1; length <= gramLength; ++length)
        m_grams[length - 1] = gramsOf(text, length);
}

double TermGrams::containment(const std::vector<int> &passage) const
{
    const std::size_t length = std::min(gramLength, passage.size());
    return length == 0 ? 0 : containedShare(gramsOf(passage, length), m_grams[length - 1]);
}

CommonPlaces commonPlaces(const Passage &first, const Passage &second)
{
    LocalNumbers numbers;
    const std::vector<int> firstTerms = numbers.of(first.terms);
    const std::vector<int> secondTerms = numbers.of(second.terms);
    CommonPlaces places;
    AlignedPair before{-2, -2};
    for (const AlignedPair &pair : alignSequences(firstTerms, secondTerms)) {
        appendPlace(places.inFirst, first.places[static_cast<std::size_t>(pair.first)], pair.first == before.first + 1);
        appendPlace(places.inSecond, second.places[static_cast<std::size_t>(pair.second)],
                    pair.second == before.second + 1);
        before = pair;
    }
    return places;
}

} // namespace tributary
