// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "analysis/Passages.h"

namespace tributary {

/// How similar a passage is to the best one of a text.
struct PassageMatch
{
    /// Index of the text, in the order of add().
    int text = 0;
    int passage = 0;
    /// 0 to 1.
    double score = 0;

    bool operator==(const PassageMatch &) const = default;
};

/// Finds the passages of several texts that are most similar to a given one: BM25 of the passage against each, divided
/// by BM25 of the passage against itself (methods.md, section 5.1), k1 = 1.2, b = 0.75, with sentences of 20 terms as
/// the average, so that a score does not depend on what else is compared. idf(w) = ln(1 + N / (1 + df)), where N and df
/// count the passages at hand and 300 imagined ones that have the common words at their usual share.
class PassageIndex
{
public:
    /// The reader has read, and goes on reading, all that is compared here; it must outlive the index.
    explicit PassageIndex(const PassageReader &reader)
        : m_reader(reader)
    {}

    void add(std::vector<Passage> passages);
    /// After the last add() and before the first search.
    void finish();

    /// The best passage of each text that has one of at least `floor` (above 0), in the order of the texts; of equal
    /// ones the first. Exact, and fast in proportion to how many passages share a rare word with the query.
    [[nodiscard]] std::vector<PassageMatch> search(const Passage &query, double floor);
    /// Of one pair, as search() computes it.
    [[nodiscard]] double score(const Passage &query, const std::vector<int> &terms) const;

    [[nodiscard]] const std::vector<Passage> &text(int index) const { return m_texts[static_cast<std::size_t>(index)]; }

    [[nodiscard]] int textCount() const { return static_cast<int>(m_texts.size()); }

private:
    struct Posting
    {
        int passage = 0; // counted through all texts
        float weight = 0;
    };

    struct QueryTerm
    {
        int term = 0;
        double factor = 0; // idf by how often the query has it
        double most = 0;   // what a passage can get by it
    };

    struct Query
    {
        std::vector<QueryTerm> terms; // commonest first
        double selfScore = 0;
    };

    [[nodiscard]] double idf(int term) const;
    [[nodiscard]] const std::vector<Posting> &postings(int term) const;
    [[nodiscard]] Query readQuery(const Passage &query) const;
    /// Adds what the terms from `first` on give to m_scores; which passages got at least `least`, in order.
    std::vector<int> addScores(const Query &query, std::size_t first, double least);
    /// `score` and what the first `count` terms add to it; some value below `least` where all of them cannot reach
    /// that.
    [[nodiscard]] double withCommon(const Query &query, std::size_t count, int passage, double score,
                                    double least) const;

    const PassageReader &m_reader;
    std::vector<std::vector<Passage>> m_texts;
    std::vector<int> m_firstPassage; // of each text, and one behind the last
    std::vector<std::vector<Posting>> m_postings;
    std::vector<float> m_mostWeight;
    std::vector<double> m_scores; // of every passage, 0 between searches
};

} // namespace tributary
