// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/Diff.h"

#include "analysis/Alignment.h"
#include "analysis/RewrittenSentences.h"

#include <algorithm>

namespace tributary {

namespace {

using Kind = DiffPart::Kind;

std::vector<int> symbolsOf(const auto &values, int from, int to)
{
    std::vector<int> symbols;
    symbols.reserve(static_cast<std::size_t>(to - from));
    for (int i = from; i < to; ++i)
        symbols.push_back(values[static_cast<std::size_t>(i)].symbol);
    return symbols;
}

class Differ
{
public:
    Differ(const QString &first, const QString &second)
        : m_first(m_reader.read(first))
        , m_second(m_reader.read(second))
    {}

    TextDiff run()
    {
        const std::vector<AlignedPair> same = alignSequences(symbolsOf(m_first.sentences, 0, sentenceCount(m_first)),
                                                             symbolsOf(m_second.sentences, 0, sentenceCount(m_second)));
        findMoved(same);
        AlignedPair from;
        for (const AlignedPair &pair : same) {
            compareStretch(from, pair);
            addSame(sentence(m_first, pair.first), sentence(m_second, pair.second));
            from = {pair.first + 1, pair.second + 1};
        }
        compareStretch(from, {sentenceCount(m_first), sentenceCount(m_second)});
        joinMoved();
        findChanges();
        m_diff.similarity = similarity();
        return std::move(m_diff);
    }

private:
    static int sentenceCount(const DiffTokens &text) { return static_cast<int>(text.sentences.size()); }

    static const DiffSentence &sentence(const DiffTokens &text, int index)
    {
        return text.sentences[static_cast<std::size_t>(index)];
    }

    /// Sentences outside the common ones that stand in both texts; pairs them in order.
    void findMoved(const std::vector<AlignedPair> &same)
    {
        m_movedFirst.assign(m_first.sentences.size(), -1);
        m_movedSecond.assign(m_second.sentences.size(), -1);
        std::vector<bool> sameFirst(m_first.sentences.size());
        std::vector<bool> sameSecond(m_second.sentences.size());
        for (const AlignedPair &pair : same) {
            sameFirst[static_cast<std::size_t>(pair.first)] = true;
            sameSecond[static_cast<std::size_t>(pair.second)] = true;
        }
        QHash<int, QList<int>> free; // places in the second text by symbol, last first
        for (int i = sentenceCount(m_second) - 1; i >= 0; --i) {
            if (!sameSecond[static_cast<std::size_t>(i)] && sentence(m_second, i).words >= movedWords)
                free[sentence(m_second, i).symbol].append(i);
        }
        for (int i = 0; i < sentenceCount(m_first); ++i) {
            const auto places = free.find(sentence(m_first, i).symbol);
            if (sameFirst[static_cast<std::size_t>(i)] || places == free.end() || places->isEmpty())
                continue;
            const int place = places->takeLast();
            m_movedFirst[static_cast<std::size_t>(i)] = place;
            m_movedSecond[static_cast<std::size_t>(place)] = i;
        }
    }

    static std::vector<LooseSentence> looseSentences(int from, int to, const std::vector<int> &moved)
    {
        std::vector<LooseSentence> loose;
        for (int i = from; i < to; ++i)
            loose.push_back({i, moved[static_cast<std::size_t>(i)] >= 0});
        return loose;
    }

    /// Everything from one pair of common sentences to the next.
    void compareStretch(const AlignedPair &from, const AlignedPair &to)
    {
        const auto first = looseSentences(from.first, to.first, m_movedFirst);
        const auto second = looseSentences(from.second, to.second, m_movedSecond);
        AlignedPair next;
        const auto rewritten = pairRewritten({m_first, first}, {m_second, second});
        for (const AlignedPair &pair : rewritten) {
            addLoose(first, second, next, pair);
            compareWords(sentence(m_first, first[static_cast<std::size_t>(pair.first)].index),
                         sentence(m_second, second[static_cast<std::size_t>(pair.second)].index));
            next = {pair.first + 1, pair.second + 1};
        }
        addLoose(first, second, next, {static_cast<int>(first.size()), static_cast<int>(second.size())});
    }

    /// Sentences without a counterpart beside them: what went first, then what came.
    void addLoose(const std::vector<LooseSentence> &first, const std::vector<LooseSentence> &second,
                  const AlignedPair &from, const AlignedPair &to)
    {
        for (int i = from.first; i < to.first; ++i) {
            const LooseSentence &one = first[static_cast<std::size_t>(i)];
            add(one.moved ? Kind::MovedAway : Kind::Removed, sentence(m_first, one.index), {}, one.index);
        }
        for (int i = from.second; i < to.second; ++i) {
            const LooseSentence &one = second[static_cast<std::size_t>(i)];
            add(one.moved ? Kind::MovedHere : Kind::Added, {}, sentence(m_second, one.index),
                m_movedSecond[static_cast<std::size_t>(one.index)]);
        }
    }

    void compareWords(const DiffSentence &first, const DiffSentence &second)
    {
        const std::vector<AlignedPair> same = sameWords(first, second);
        AlignedPair from{first.from, second.from};
        const auto addBetween = [&](const AlignedPair &to) {
            if (to.first > from.first)
                add(Kind::Removed, {.from = from.first, .to = to.first}, {});
            if (to.second > from.second)
                add(Kind::Added, {}, {.from = from.second, .to = to.second});
        };
        for (const AlignedPair &pair : same) {
            addBetween(pair);
            addSame({.from = pair.first, .to = pair.first + 1}, {.from = pair.second, .to = pair.second + 1});
            from = {pair.first + 1, pair.second + 1};
        }
        addBetween({first.to, second.to});
    }

    /// Tokens that both sentences have, but for commas and the like that stand alone between two changes: "cat, dog"
    /// that became "lion, tiger" is one change.
    [[nodiscard]] std::vector<AlignedPair> sameWords(const DiffSentence &first, const DiffSentence &second) const
    {
        std::vector<AlignedPair> pairs = alignSequences(symbolsOf(m_first.tokens, first.from, first.to),
                                                        symbolsOf(m_second.tokens, second.from, second.to));
        for (AlignedPair &pair : pairs)
            pair = {pair.first + first.from, pair.second + second.from};
        const auto follows = [](const AlignedPair &before, const AlignedPair &after) {
            return after == AlignedPair{before.first + 1, before.second + 1};
        };
        std::vector<AlignedPair> kept;
        AlignedPair last{first.from - 1, second.from - 1};
        for (auto from = pairs.cbegin(); from != pairs.cend();) {
            auto to = from + 1;
            while (to != pairs.cend() && follows(*(to - 1), *to))
                ++to;
            const AlignedPair next = to == pairs.cend() ? AlignedPair{first.to, second.to} : *to;
            const bool alone = !follows(last, *from) && !follows(*(to - 1), next);
            const bool hasWord = std::any_of(from, to, [this](const AlignedPair &pair) {
                return m_first.tokens[static_cast<std::size_t>(pair.first)].isWord;
            });
            if (hasWord || !alone)
                kept.insert(kept.end(), from, to);
            last = *(to - 1);
            from = to;
        }
        return kept;
    }

    void addSame(const DiffSentence &first, const DiffSentence &second)
    {
        add(Kind::Same, first, second);
        for (int i = first.from; i < first.to; ++i)
            m_sameWords += m_first.tokens[static_cast<std::size_t>(i)].isWord ? 1 : 0;
    }

    static TextRange rangeOf(const DiffTokens &text, const DiffSentence &words, qsizetype here)
    {
        if (words.from == words.to)
            return {here, 0};
        return {text.startOf(words.from), text.startOf(words.to) - text.startOf(words.from)};
    }

    /// `movedSentence`: index in the first text of a sentence that moved.
    void add(Kind kind, const DiffSentence &first, const DiffSentence &second, int movedSentence = -1)
    {
        const bool moved = kind == Kind::MovedAway || kind == Kind::MovedHere;
        const TextRange firstRange = rangeOf(m_first, first, m_firstEnd);
        const TextRange secondRange = rangeOf(m_second, second, m_secondEnd);
        m_firstEnd = firstRange.end();
        m_secondEnd = secondRange.end();
        if (kind == Kind::MovedAway)
            m_sameWords += first.words;
        if (!m_diff.parts.isEmpty() && m_diff.parts.constLast().kind == kind && !moved) {
            m_diff.parts.last().first.length += firstRange.length;
            m_diff.parts.last().second.length += secondRange.length;
            return;
        }
        m_diff.parts.append({kind, firstRange, secondRange});
        if (moved)
            m_movedParts[movedSentence].append(m_diff.parts.size() - 1);
    }

    void joinMoved()
    {
        for (const QList<qsizetype> &both : std::as_const(m_movedParts)) {
            m_diff.parts[both.constFirst()].partner = both.constLast();
            m_diff.parts[both.constLast()].partner = both.constFirst();
        }
    }

    void findChanges()
    {
        const QList<DiffPart> &parts = m_diff.parts;
        for (qsizetype i = 0; i < parts.size();) {
            qsizetype to = i;
            bool counts = false;
            for (; to < parts.size() && parts.at(to).kind != Kind::Same; ++to)
                counts = counts || parts.at(to).kind != Kind::MovedAway;
            if (counts)
                m_diff.changes.append({i, to - i});
            i = to + 1;
        }
    }

    [[nodiscard]] double similarity() const
    {
        const auto words = [](const DiffTokens &text) {
            return std::ranges::count_if(text.tokens, [](const DiffToken &token) { return token.isWord; });
        };
        const auto all = static_cast<double>(words(m_first) + words(m_second));
        return all == 0 ? 1.0 : 2.0 * static_cast<double>(m_sameWords) / all;
    }

    DiffReader m_reader;
    DiffTokens m_first;
    DiffTokens m_second;
    /// By sentence: where it stands in the other text when it moved; else -1.
    std::vector<int> m_movedFirst;
    std::vector<int> m_movedSecond;
    /// The parts of each moved sentence, by its index in the first text.
    QHash<int, QList<qsizetype>> m_movedParts;
    qsizetype m_firstEnd = 0;
    qsizetype m_secondEnd = 0;
    qint64 m_sameWords = 0;
    TextDiff m_diff;
};

} // namespace

TextDiff diffTexts(const QString &first, const QString &second)
{
    return Differ(first, second).run();
}

} // namespace tributary
