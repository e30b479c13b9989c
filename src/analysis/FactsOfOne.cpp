// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/Facts.h"

#include <QHash>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <vector>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

/// The share of the time that is spent before facts are looked for elsewhere.
constexpr double readingShare = 0.5;

/// Counts something, as in "3 reasons".
bool countsThings(const Fact &fact)
{
    return fact.kind == Fact::Kind::Number && fact.value.size() == 1;
}

QStringList wordsOf(const QString &text)
{
    static const QRegularExpression between(u"[^\\p{L}\\p{M}\\d]+"_s, QRegularExpression::UseUnicodePropertiesOption);
    return text.toCaseFolded().split(between, Qt::SkipEmptyParts);
}

/// Where the words of a text stand, so that a run of them is found without going through the text.
class WordPlaces
{
public:
    explicit WordPlaces(const QString &text)
        : m_words(wordsOf(text))
    {
        for (qsizetype i = 0; i < m_words.size(); ++i)
            m_places[m_words[i]].append(i);
    }

    [[nodiscard]] bool contains(const QString &word) const { return m_places.contains(word); }

    [[nodiscard]] bool contains(const QStringList &run) const
    {
        // By the rarest word: the others may stand everywhere.
        QList<qsizetype> fewest;
        qsizetype rarest = -1;
        for (qsizetype i = 0; i < run.size(); ++i) {
            const QList<qsizetype> places = m_places.value(run[i]);
            if (places.isEmpty())
                return false;
            if (rarest < 0 || places.size() < fewest.size()) {
                fewest = places;
                rarest = i;
            }
        }
        return std::any_of(fewest.cbegin(), fewest.cend(),
                           [&](qsizetype place) { return standsAt(place - rarest, run); });
    }

private:
    [[nodiscard]] bool standsAt(qsizetype from, const QStringList &run) const
    {
        return from >= 0 && from + run.size() <= m_words.size() &&
               std::equal(run.begin(), run.end(), m_words.begin() + from);
    }

    QStringList m_words;
    QHash<QString, QList<qsizetype>> m_places;
};

struct AnswerFacts
{
    QList<Fact> facts;
    QSet<QString> values;
    WordPlaces words;

    explicit AnswerFacts(const QString &text)
        : facts(findFacts(text))
        , words(text)
    {
        for (const Fact &fact : std::as_const(facts))
            values.insert(fact.value);
    }

    /// A name may be told by its last part, and anything may stand there without having been taken for a fact.
    [[nodiscard]] bool has(const Fact &fact) const
    {
        if (values.contains(fact.value))
            return true;
        if (fact.kind == Fact::Kind::Number || fact.kind == Fact::Kind::Date)
            return false;
        const QStringList told = wordsOf(fact.value);
        return words.contains(told) ||
               (fact.kind == Fact::Kind::Name && !told.isEmpty() && words.contains(told.constLast()));
    }
};

class FactsOfOne
{
public:
    FactsOfOne(const QList<SourceReference> &answers, const AnalysisProgress &progress)
        : m_answers(answers)
        , m_progress(progress)
    {}

    std::optional<QList<AnswerFact>> find()
    {
        if (!readAnswers())
            return std::nullopt;
        for (std::size_t i = 0; i < m_known.size(); ++i) {
            if (!findIn(i))
                return std::nullopt;
        }
        return m_found;
    }

private:
    bool readAnswers()
    {
        for (const SourceReference &answer : m_answers) {
            const double share = static_cast<double>(m_known.size()) / static_cast<double>(m_answers.size());
            if (!goesOn(m_progress, readingShare * share))
                return false;
            m_known.emplace_back(answer.text);
        }
        return goesOn(m_progress, readingShare);
    }

    bool findIn(std::size_t answer)
    {
        constexpr qsizetype factsBetween = 256;
        const QList<Fact> &facts = m_known[answer].facts;
        QSet<QString> told;
        for (qsizetype i = 0; i < facts.size(); ++i) {
            const double share = static_cast<double>(i) / static_cast<double>(facts.size());
            const double all = (static_cast<double>(answer) + share) / static_cast<double>(m_known.size());
            if (i % factsBetween == 0 && !goesOn(m_progress, readingShare + (1 - readingShare) * all))
                return false;
            if (told.contains(facts[i].value))
                continue;
            told.insert(facts[i].value);
            if (!countsThings(facts[i]) && !isElsewhere(answer, facts[i]))
                m_found.append({m_answers[static_cast<qsizetype>(answer)].agent, facts[i]});
        }
        return true;
    }

    [[nodiscard]] bool isElsewhere(std::size_t answer, const Fact &fact) const
    {
        const AnswerFacts *const own = &m_known[answer];
        return std::ranges::any_of(m_known, [&](const AnswerFacts &other) { return &other != own && other.has(fact); });
    }

    const QList<SourceReference> &m_answers;
    const AnalysisProgress &m_progress;
    std::vector<AnswerFacts> m_known;
    QList<AnswerFact> m_found;
};

} // namespace

std::optional<QList<AnswerFact>> factsOfOneAnswer(const QList<SourceReference> &answers,
                                                  const AnalysisProgress &progress)
{
    return FactsOfOne(answers, progress).find();
}

} // namespace tributary
