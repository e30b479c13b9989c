// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/Alignment.h"

#include <algorithm>
#include <cstddef>

namespace tributary {

namespace {

/// A part of both sequences, ends excluded.
struct Stretch
{
    int firstFrom = 0;
    int firstTo = 0;
    int secondFrom = 0;
    int secondTo = 0;
    /// The rest of one without anchors; looking for them again with every piece would take quadratic time.
    bool anchorsTried = false;

    [[nodiscard]] bool isOneSided() const { return firstFrom == firstTo || secondFrom == secondTo; }
};

class Aligner
{
public:
    Aligner(const std::vector<int> &first, const std::vector<int> &second)
        : m_first(first)
        , m_second(second)
    {
        int symbols = 0;
        for (const std::vector<int> *sequence : {&first, &second}) {
            for (const int symbol : *sequence)
                symbols = std::max(symbols, symbol + 1);
        }
        m_uses.resize(static_cast<std::size_t>(symbols));
    }

    std::vector<AlignedPair> run()
    {
        m_open.push_back({0, static_cast<int>(m_first.size()), 0, static_cast<int>(m_second.size()), false});
        while (!m_open.empty()) {
            Stretch stretch = m_open.back();
            m_open.pop_back();
            takeEqualEnds(stretch);
            if (!stretch.isOneSided() && (stretch.anchorsTried || !splitAtAnchors(stretch)))
                solveExactly(stretch);
        }
        std::ranges::sort(m_pairs, {}, &AlignedPair::first);
        return std::move(m_pairs);
    }

private:
    /// How often a symbol stands in the stretch at hand, and where last.
    struct Use
    {
        int inFirst = 0;
        int inSecond = 0;
        int secondIndex = 0;
    };

    [[nodiscard]] bool equal(int first, int second) const
    {
        return m_first[static_cast<std::size_t>(first)] == m_second[static_cast<std::size_t>(second)];
    }

    Use &useOf(const std::vector<int> &sequence, int index)
    {
        return m_uses[static_cast<std::size_t>(sequence[static_cast<std::size_t>(index)])];
    }

    void takeEqualEnds(Stretch &stretch)
    {
        while (!stretch.isOneSided() && equal(stretch.firstFrom, stretch.secondFrom))
            m_pairs.push_back({stretch.firstFrom++, stretch.secondFrom++});
        while (!stretch.isOneSided() && equal(stretch.firstTo - 1, stretch.secondTo - 1))
            m_pairs.push_back({--stretch.firstTo, --stretch.secondTo});
    }

    std::vector<AlignedPair> uniquePairs(const Stretch &stretch)
    {
        for (int i = stretch.firstFrom; i < stretch.firstTo; ++i)
            ++useOf(m_first, i).inFirst;
        for (int i = stretch.secondFrom; i < stretch.secondTo; ++i) {
            Use &use = useOf(m_second, i);
            ++use.inSecond;
            use.secondIndex = i;
        }
        std::vector<AlignedPair> pairs;
        for (int i = stretch.firstFrom; i < stretch.firstTo; ++i) {
            const Use &use = useOf(m_first, i);
            if (use.inFirst == 1 && use.inSecond == 1)
                pairs.push_back({i, use.secondIndex});
        }
        for (int i = stretch.firstFrom; i < stretch.firstTo; ++i)
            useOf(m_first, i) = {};
        for (int i = stretch.secondFrom; i < stretch.secondTo; ++i)
            useOf(m_second, i) = {};
        return pairs;
    }

    /// The longest run of pairs that rise in both sequences.
    static std::vector<AlignedPair> longestRising(const std::vector<AlignedPair> &pairs)
    {
        std::vector<std::size_t> tops; // index of the pair that ends the best run of each length
        std::vector<int> before(pairs.size(), -1);
        for (std::size_t i = 0; i < pairs.size(); ++i) {
            const auto place =
                std::ranges::lower_bound(tops, pairs[i].second, {}, [&](std::size_t top) { return pairs[top].second; });
            if (place != tops.begin())
                before[i] = static_cast<int>(*(place - 1));
            if (place == tops.end())
                tops.push_back(i);
            else
                *place = i;
        }
        std::vector<AlignedPair> run;
        for (int i = tops.empty() ? -1 : static_cast<int>(tops.back()); i >= 0; i = before[static_cast<std::size_t>(i)])
            run.push_back(pairs[static_cast<std::size_t>(i)]);
        std::ranges::reverse(run);
        return run;
    }

    bool splitAtAnchors(const Stretch &stretch)
    {
        const std::vector<AlignedPair> anchors = longestRising(uniquePairs(stretch));
        if (anchors.empty())
            return false;
        Stretch rest = stretch;
        for (const AlignedPair &anchor : anchors) {
            m_open.push_back({rest.firstFrom, anchor.first, rest.secondFrom, anchor.second, false});
            m_pairs.push_back(anchor);
            rest.firstFrom = anchor.first + 1;
            rest.secondFrom = anchor.second + 1;
        }
        m_open.push_back(rest);
        return true;
    }

    /// Myers' greedy walk: `reach` of a diagonal is how far the first sequence is consumed on it. The reaches of every
    /// number of edits are kept to walk back; the bound on edits bounds them.
    void solveExactly(const Stretch &stretch)
    {
        const int firstLength = stretch.firstTo - stretch.firstFrom;
        const int secondLength = stretch.secondTo - stretch.secondFrom;
        const int most = std::min(firstLength + secondLength, alignmentEdits);
        std::vector<int> reach(2 * static_cast<std::size_t>(most) + 3, 0);
        std::vector<std::vector<int>> history;
        const auto at = [&](int diagonal) -> int & {
            return reach[static_cast<std::size_t>(std::ptrdiff_t{diagonal} + most + 1)];
        };
        AlignedPair furthest;
        for (int edits = 0; edits <= most; ++edits) {
            history.emplace_back(reach.begin() + (most - edits), reach.begin() + (most + edits + 3));
            furthest = {};
            for (int diagonal = -edits; diagonal <= edits; diagonal += 2) {
                int x = goesDown(diagonal, edits, at(diagonal - 1), at(diagonal + 1)) ? at(diagonal + 1)
                                                                                      : at(diagonal - 1) + 1;
                while (x < firstLength && x - diagonal < secondLength &&
                       equal(stretch.firstFrom + x, stretch.secondFrom + x - diagonal))
                    ++x;
                at(diagonal) = x;
                const bool inside = x <= firstLength && x - diagonal <= secondLength;
                if (inside && 2 * x - diagonal > furthest.first + furthest.second)
                    furthest = {x, x - diagonal};
            }
            if (furthest == AlignedPair{firstLength, secondLength})
                break;
        }
        walkBack(stretch, furthest, history);
        m_open.push_back({stretch.firstFrom + furthest.first, stretch.firstTo, stretch.secondFrom + furthest.second,
                          stretch.secondTo, true});
    }

    /// Whether diagonal k is best reached by an insertion from k + 1.
    static bool goesDown(int diagonal, int edits, int below, int above)
    {
        return diagonal == -edits || (diagonal != edits && below < above);
    }

    void walkBack(const Stretch &stretch, const AlignedPair &end, const std::vector<std::vector<int>> &history)
    {
        int x = end.first;
        int y = end.second;
        for (int edits = static_cast<int>(history.size()) - 1; edits >= 0; --edits) {
            const std::vector<int> &reach = history[static_cast<std::size_t>(edits)];
            const auto at = [&](int k) { return reach[static_cast<std::size_t>(std::ptrdiff_t{k} + edits + 1)]; };
            const int diagonal = x - y;
            const bool down = goesDown(diagonal, edits, at(diagonal - 1), at(diagonal + 1));
            const int from = edits == 0 ? 0 : down ? at(diagonal + 1) : at(diagonal - 1);
            const int start = edits == 0 ? 0 : down ? from : from + 1;
            for (; x > start; --x, --y)
                m_pairs.push_back({stretch.firstFrom + x - 1, stretch.secondFrom + y - 1});
            if (edits > 0) {
                x = from;
                y = from - (down ? diagonal + 1 : diagonal - 1);
            }
        }
    }

    const std::vector<int> &m_first;
    const std::vector<int> &m_second;
    std::vector<Use> m_uses;
    std::vector<Stretch> m_open;
    std::vector<AlignedPair> m_pairs;
};

} // namespace

std::vector<AlignedPair> alignSequences(const std::vector<int> &first, const std::vector<int> &second)
{
    return Aligner(first, second).run();
}

} // namespace tributary
