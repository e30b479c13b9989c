// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/PassageIndex.h"

#include <QSet>

#include <algorithm>
#include <cmath>

namespace tributary {

namespace {

constexpr double k1 = 1.2;
constexpr double b = 0.75;
constexpr double averageLength = 20;
constexpr double backgroundPassages = 300;

float weightOf(int count, std::size_t length)
{
    const double norm = k1 * (1 - b + b * static_cast<double>(length) / averageLength);
    return static_cast<float>(count * (k1 + 1) / (count + norm));
}

struct TermCount
{
    int term = 0;
    int count = 0;
};

std::vector<TermCount> countTerms(std::vector<int> terms)
{
    std::ranges::sort(terms);
    std::vector<TermCount> counts;
    for (const int term : terms) {
        if (counts.empty() || counts.back().term != term)
            counts.push_back({term, 0});
        ++counts.back().count;
    }
    return counts;
}

/// Sums of the same numbers in another order differ in the last digits.
double normalised(double score, double selfScore)
{
    constexpr double rounding = 1e-6;
    const double share = selfScore > 0 ? score / selfScore : 0;
    return share > 1 - rounding ? 1 : share;
}

} // namespace

void PassageIndex::add(std::vector<Passage> passages)
{
    m_texts.push_back(std::move(passages));
}

void PassageIndex::finish()
{
    m_postings.assign(static_cast<std::size_t>(m_reader.termCount()), {});
    m_mostWeight.assign(m_postings.size(), 0);
    m_firstPassage = {0};
    int number = 0;
    for (const std::vector<Passage> &text : m_texts) {
        QSet<QByteArray> known;
        for (const Passage &passage : text) {
            // Of equal ones the first is found anyway; a text that says the same all over would take quadratic time.
            const QByteArray key(reinterpret_cast<const char *>(passage.terms.data()),
                                 static_cast<qsizetype>(passage.terms.size() * sizeof(int)));
            if (known.contains(key)) {
                ++number;
                continue;
            }
            known.insert(key);
            for (const TermCount &term : countTerms(passage.terms)) {
                const float weight = weightOf(term.count, passage.terms.size());
                const auto at = static_cast<std::size_t>(term.term);
                m_postings[at].push_back({number, weight});
                m_mostWeight[at] = std::max(m_mostWeight[at], weight);
            }
            ++number;
        }
        m_firstPassage.push_back(number);
    }
    m_scores.assign(static_cast<std::size_t>(number), 0);
}

const std::vector<PassageIndex::Posting> &PassageIndex::postings(int term) const
{
    static const std::vector<Posting> none;
    const auto at = static_cast<std::size_t>(term);
    return at < m_postings.size() ? m_postings[at] : none;
}

double PassageIndex::idf(int term) const
{
    const double count = backgroundPassages + m_firstPassage.back();
    const double having =
        backgroundPassages * m_reader.backgroundShare(term) + static_cast<double>(postings(term).size());
    return std::log(1 + count / (1 + having));
}

PassageIndex::Query PassageIndex::readQuery(const Passage &query) const
{
    Query read;
    for (const TermCount &term : countTerms(query.terms)) {
        const double factor = idf(term.term) * term.count;
        read.selfScore += factor * static_cast<double>(weightOf(term.count, query.terms.size()));
        if (!postings(term.term).empty())
            read.terms.push_back(
                {term.term, factor, factor * static_cast<double>(m_mostWeight[static_cast<std::size_t>(term.term)])});
    }
    std::ranges::sort(read.terms, [this](const QueryTerm &first, const QueryTerm &second) {
        return postings(first.term).size() > postings(second.term).size();
    });
    return read;
}

std::vector<int> PassageIndex::addScores(const Query &query, std::size_t first, double least)
{
    std::vector<int> touched;
    for (std::size_t i = first; i < query.terms.size(); ++i) {
        const QueryTerm &term = query.terms[i];
        for (const Posting &posting : postings(term.term)) {
            double &score = m_scores[static_cast<std::size_t>(posting.passage)];
            if (score == 0)
                touched.push_back(posting.passage);
            score += term.factor * static_cast<double>(posting.weight);
        }
    }
    std::erase_if(touched, [this, least](int passage) {
        double &score = m_scores[static_cast<std::size_t>(passage)];
        const bool isLow = score < least;
        if (isLow)
            score = 0;
        return isLow;
    });
    std::ranges::sort(touched);
    return touched;
}

double PassageIndex::withCommon(const Query &query, std::size_t count, int passage, double score, double least) const
{
    double still = 0;
    for (std::size_t i = 0; i < count; ++i)
        still += query.terms[i].most;
    // The rarest first: what cannot reach the floor any more is mostly known soon.
    for (std::size_t i = count; i > 0 && score + still >= least; --i) {
        const QueryTerm &term = query.terms[i - 1];
        const std::vector<Posting> &list = postings(term.term);
        const auto found = std::ranges::lower_bound(list, passage, {}, &Posting::passage);
        if (found != list.end() && found->passage == passage)
            score += term.factor * static_cast<double>(found->weight);
        still -= term.most;
    }
    return score;
}

std::vector<PassageMatch> PassageIndex::search(const Passage &query, double floor)
{
    // Sums in another order differ in the last digits, and so may a bound.
    constexpr double slack = 1 - 1e-9;
    const Query read = readQuery(query);
    const double least = floor * read.selfScore * slack;
    // Terms that even together cannot lift a passage to the floor need not be walked through: what has nothing but
    // these is no candidate. They are the commonest ones, with the longest lists.
    std::size_t common = 0;
    double mostByCommon = 0;
    while (common < read.terms.size() && mostByCommon + read.terms[common].most < least)
        mostByCommon += read.terms[common++].most;
    std::vector<PassageMatch> best;
    int text = 0;
    for (const int passage : addScores(read, common, least - mostByCommon)) {
        double &sum = m_scores[static_cast<std::size_t>(passage)];
        const double score = normalised(withCommon(read, common, passage, sum, least), read.selfScore);
        sum = 0;
        if (score < floor || score <= 0)
            continue;
        while (m_firstPassage[static_cast<std::size_t>(text) + 1] <= passage)
            ++text;
        if (best.empty() || best.back().text != text)
            best.push_back({text, 0, 0});
        if (score > best.back().score)
            best.back() = {text, passage - m_firstPassage[static_cast<std::size_t>(text)], score};
    }
    return best;
}

double PassageIndex::score(const Passage &query, const std::vector<int> &terms) const
{
    const std::vector<TermCount> counts = countTerms(terms);
    double score = 0;
    double selfScore = 0;
    for (const TermCount &term : countTerms(query.terms)) {
        const double factor = idf(term.term) * term.count;
        selfScore += factor * static_cast<double>(weightOf(term.count, query.terms.size()));
        const auto found = std::ranges::lower_bound(counts, term.term, {}, &TermCount::term);
        if (found != counts.end() && found->term == term.term)
            score += factor * static_cast<double>(weightOf(found->count, terms.size()));
    }
    return normalised(score, selfScore);
}

} // namespace tributary
