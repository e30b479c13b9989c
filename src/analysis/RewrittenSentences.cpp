// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/RewrittenSentences.h"

#include <algorithm>

namespace tributary {

namespace {

constexpr double RewrittenFrom = 0.4;
/// Above it, trying every sentence against every other would take too long.
constexpr std::size_t MostSentencePairs = 40'000;

/// Symbols of the words of each sentence; none for those that moved.
std::vector<std::vector<int>> wordsBySentence(const LooseStretch &stretch)
{
    std::vector<std::vector<int>> all;
    for (const LooseSentence &one : stretch.sentences) {
        std::vector<int> &words = all.emplace_back();
        const DiffSentence &sentence = stretch.text.sentences[static_cast<std::size_t>(one.index)];
        for (int i = sentence.from; i < sentence.to && !one.moved; ++i) {
            const DiffToken &token = stretch.text.tokens[static_cast<std::size_t>(i)];
            if (token.isWord)
                words.push_back(token.symbol);
        }
    }
    return all;
}

double shareOf(std::size_t common, std::size_t all)
{
    return all == 0 ? 0 : 2.0 * static_cast<double>(common) / static_cast<double>(all);
}

/// Twice the words in common over the words of both; both sorted.
double shareInCommon(const std::vector<int> &first, const std::vector<int> &second)
{
    std::size_t common = 0;
    for (std::size_t i = 0, j = 0; i < first.size() && j < second.size();) {
        const int left = first[i];
        const int right = second[j];
        common += left == right ? 1 : 0;
        i += left <= right ? 1 : 0;
        j += right <= left ? 1 : 0;
    }
    return shareOf(common, first.size() + second.size());
}

/// Sum of shares that can be had from (i, j) on, largest over all ways to pair.
class PairingTable
{
public:
    PairingTable(std::vector<std::vector<int>> first, std::vector<std::vector<int>> second)
        : m_rows(first.size())
        , m_columns(second.size())
        , m_shares((m_rows + 1) * (m_columns + 1), 0)
        , m_best(m_shares)
    {
        for (auto *side : {&first, &second}) {
            for (std::vector<int> &words : *side)
                std::ranges::sort(words);
        }
        for (std::size_t i = m_rows; i-- > 0;) {
            for (std::size_t j = m_columns; j-- > 0;) {
                m_shares[at(i, j)] = shareInCommon(first[i], second[j]);
                m_best[at(i, j)] = std::max({paired(i, j), m_best[at(i + 1, j)], m_best[at(i, j + 1)]});
            }
        }
    }

    [[nodiscard]] std::vector<AlignedPair> pairs() const
    {
        std::vector<AlignedPair> pairs;
        for (std::size_t i = 0, j = 0; i < m_rows && j < m_columns;) {
            const double value = m_best[at(i, j)];
            if (value > 0 && value == paired(i, j))
                pairs.push_back({static_cast<int>(i++), static_cast<int>(j++)});
            else if (value == m_best[at(i + 1, j)])
                ++i;
            else
                ++j;
        }
        return pairs;
    }

private:
    [[nodiscard]] std::size_t at(std::size_t row, std::size_t column) const { return row * (m_columns + 1) + column; }

    [[nodiscard]] double paired(std::size_t row, std::size_t column) const
    {
        const double share = m_shares[at(row, column)];
        return share < RewrittenFrom ? 0 : share + m_best[at(row + 1, column + 1)];
    }

    std::size_t m_rows;
    std::size_t m_columns;
    std::vector<double> m_shares;
    std::vector<double> m_best;
};

struct FlatWords
{
    std::vector<int> symbols;
    /// Which sentence each word is of.
    std::vector<int> sentences;

    explicit FlatWords(const std::vector<std::vector<int>> &bySentence)
    {
        for (std::size_t i = 0; i < bySentence.size(); ++i) {
            symbols.insert(symbols.end(), bySentence[i].begin(), bySentence[i].end());
            sentences.insert(sentences.end(), bySentence[i].size(), static_cast<int>(i));
        }
    }
};

/// For long stretches: the words are aligned first, and sentences that hold enough of the same pairs belong together.
std::vector<AlignedPair> pairByAlignedWords(const std::vector<std::vector<int>> &first,
                                            const std::vector<std::vector<int>> &second)
{
    const FlatWords left(first);
    const FlatWords right(second);
    const std::vector<AlignedPair> words = alignSequences(left.symbols, right.symbols);
    const auto sentencesOf = [&](const AlignedPair &word) {
        return AlignedPair{left.sentences[static_cast<std::size_t>(word.first)],
                           right.sentences[static_cast<std::size_t>(word.second)]};
    };
    std::vector<AlignedPair> pairs;
    for (auto from = words.begin(); from != words.end();) {
        const AlignedPair both = sentencesOf(*from);
        const auto to =
            std::find_if(from, words.end(), [&](const AlignedPair &word) { return sentencesOf(word) != both; });
        const std::size_t all =
            first[static_cast<std::size_t>(both.first)].size() + second[static_cast<std::size_t>(both.second)].size();
        const bool later = pairs.empty() || (pairs.back().first < both.first && pairs.back().second < both.second);
        if (later && shareOf(static_cast<std::size_t>(to - from), all) >= RewrittenFrom)
            pairs.push_back(both);
        from = to;
    }
    return pairs;
}

} // namespace

std::vector<AlignedPair> pairRewritten(const LooseStretch &first, const LooseStretch &second)
{
    const auto firstWords = wordsBySentence(first);
    const auto secondWords = wordsBySentence(second);
    if (firstWords.size() * secondWords.size() > MostSentencePairs)
        return pairByAlignedWords(firstWords, secondWords);
    return PairingTable(firstWords, secondWords).pairs();
}

} // namespace tributary
