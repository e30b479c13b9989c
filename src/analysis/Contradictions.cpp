// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/Facts.h"
#include "analysis/PassageIndex.h"

#include <QSet>

#include <algorithm>
#include <array>

namespace tributary {

namespace {

/// Sentences that, apart from their facts, are as similar as this speak of the same thing.
constexpr double sameSubject = 0.7;
/// Where they differ in a name; names are most of what tells subjects apart.
constexpr double sameSubjectNames = 0.8;

/// "km" of "1200 km"; empty for dates and plain numbers.
QString unitOf(const Fact &fact)
{
    return fact.kind == Fact::Kind::Number ? fact.value.section(QChar(u' '), 1) : QString();
}

/// A passage with its facts, and without the words that these are of.
struct FactPassage
{
    Passage bare;
    QList<Fact> facts;

    [[nodiscard]] QList<Fact> ofKind(Fact::Kind kind) const
    {
        QList<Fact> some;
        std::ranges::copy_if(facts, std::back_inserter(some), [kind](const Fact &fact) { return fact.kind == kind; });
        return some;
    }
};

QList<Fact> lackingIn(const QList<Fact> &facts, const QList<Fact> &other)
{
    QSet<QString> known;
    for (const Fact &fact : other)
        known.insert(fact.value);
    QList<Fact> lacking;
    std::ranges::copy_if(facts, std::back_inserter(lacking),
                         [&known](const Fact &fact) { return !known.contains(fact.value); });
    return lacking;
}

/// Facts are in order and do not overlap.
bool isOfFact(const TextRange &place, const QList<Fact> &facts)
{
    const auto next =
        std::ranges::upper_bound(facts, place.start, {}, [](const Fact &fact) { return fact.range.end(); });
    return next != facts.end() && next->range.start < place.end();
}

class ContradictionFinder
{
public:
    ContradictionFinder(const QList<SourceReference> &answers, const AnalysisProgress &progress)
        : m_answers(answers)
        , m_progress(progress)
        , m_index(m_reader)
    {}

    std::optional<QList<Contradiction>> find();

private:
    bool readAnswers();
    void readAnswer(const QString &text);
    void comparePassage(std::size_t answer, std::size_t passage);
    void compare(std::size_t answer, const FactPassage &first, std::size_t other, const FactPassage &second,
                 double similarity);
    [[nodiscard]] bool isKnown(std::size_t answer, const Fact &fact) const;

    const QList<SourceReference> &m_answers;
    const AnalysisProgress &m_progress;
    PassageReader m_reader;
    PassageIndex m_index;
    std::vector<std::vector<FactPassage>> m_passages;
    std::vector<QSet<QString>> m_values;
    QList<Contradiction> m_found;
};

void ContradictionFinder::readAnswer(const QString &text)
{
    const QList<Fact> facts = findFacts(text);
    QSet<QString> values;
    for (const Fact &fact : facts)
        values.insert(fact.value);
    m_values.push_back(values);
    std::vector<FactPassage> passages;
    std::vector<Passage> bare;
    auto fact = facts.begin();
    for (Passage &passage : m_reader.read(text)) {
        FactPassage read{passage, {}};
        read.bare.terms.clear();
        read.bare.places.clear();
        for (; fact != facts.end() && fact->range.start < passage.segment.range.end(); ++fact)
            read.facts.append(*fact);
        for (std::size_t i = 0; i < passage.terms.size(); ++i) {
            if (!isOfFact(passage.places[i], read.facts))
                read.bare.terms.push_back(passage.terms[i]);
        }
        bare.push_back(read.bare);
        passages.push_back(std::move(read));
    }
    m_index.add(std::move(bare));
    m_passages.push_back(std::move(passages));
}

bool ContradictionFinder::readAnswers()
{
    for (const SourceReference &answer : m_answers) {
        if (!goesOn(m_progress, static_cast<double>(m_passages.size()) / static_cast<double>(2 * m_answers.size())))
            return false;
        readAnswer(answer.text);
    }
    m_index.finish();
    return true;
}

bool ContradictionFinder::isKnown(std::size_t answer, const Fact &fact) const
{
    return m_values[answer].contains(fact.value);
}

void ContradictionFinder::compare(std::size_t answer, const FactPassage &first, std::size_t other,
                                  const FactPassage &second, double similarity)
{
    const QList<Fact> firstNames = first.ofKind(Fact::Kind::Name);
    const QList<Fact> secondNames = second.ofKind(Fact::Kind::Name);
    const bool namesDiffer =
        !lackingIn(firstNames, secondNames).isEmpty() && !lackingIn(secondNames, firstNames).isEmpty();
    const bool measuresDiffer =
        std::ranges::any_of(std::array{Fact::Kind::Number, Fact::Kind::Date}, [&](Fact::Kind kind) {
            return !lackingIn(first.ofKind(kind), second.ofKind(kind)).isEmpty();
        });
    for (const Fact::Kind kind : {Fact::Kind::Number, Fact::Kind::Date, Fact::Kind::Name}) {
        const bool ofNames = kind == Fact::Kind::Name;
        // Of two towns the height may differ.
        if (similarity < (ofNames ? sameSubjectNames : sameSubject) || (ofNames ? measuresDiffer : namesDiffer))
            continue;
        const QList<Fact> here = lackingIn(first.ofKind(kind), second.ofKind(kind));
        const QList<Fact> there = lackingIn(second.ofKind(kind), first.ofKind(kind));
        // With several on either side nobody can tell what belongs to what.
        if (here.size() != 1 || there.size() != 1 || unitOf(here[0]) != unitOf(there[0]))
            continue;
        // Who says both contradicts nobody.
        if (isKnown(other, here[0]) || isKnown(answer, there[0]) || m_found.size() >= mostContradictions)
            continue;
        m_found.append({{m_answers[static_cast<qsizetype>(answer)].agent, here[0]},
                        {m_answers[static_cast<qsizetype>(other)].agent, there[0]},
                        first.bare.segment.range,
                        second.bare.segment.range});
    }
}

void ContradictionFinder::comparePassage(std::size_t answer, std::size_t passage)
{
    constexpr std::size_t enoughWords = 3;
    const FactPassage &here = m_passages[answer][passage];
    if (here.facts.isEmpty() || here.bare.terms.size() < enoughWords)
        return;
    for (const PassageMatch &match : m_index.search(here.bare, sameSubject)) {
        const auto other = static_cast<std::size_t>(match.text);
        const FactPassage &there = m_passages[other][static_cast<std::size_t>(match.passage)];
        // Each pair once, in the order of the answers; and one must not be a small part of the other.
        if (other <= answer)
            continue;
        const double back = m_index.score(there.bare, here.bare.terms);
        compare(answer, here, other, there, std::min(match.score, back));
    }
}

std::optional<QList<Contradiction>> ContradictionFinder::find()
{
    constexpr double half = 0.5;
    constexpr std::size_t passagesBetween = 64;
    if (!readAnswers())
        return std::nullopt;
    for (std::size_t answer = 0; answer < m_passages.size(); ++answer) {
        const std::size_t count = m_passages[answer].size();
        for (std::size_t passage = 0; passage < count; ++passage) {
            const double share = static_cast<double>(passage) / static_cast<double>(count);
            const double all = (static_cast<double>(answer) + share) / static_cast<double>(m_passages.size());
            if (passage % passagesBetween == 0 && !goesOn(m_progress, half + half * all))
                return std::nullopt;
            comparePassage(answer, passage);
        }
    }
    return m_found;
}

} // namespace

std::optional<QList<Contradiction>> findContradictions(const QList<SourceReference> &answers,
                                                       const AnalysisProgress &progress)
{
    return ContradictionFinder(answers, progress).find();
}

} // namespace tributary
