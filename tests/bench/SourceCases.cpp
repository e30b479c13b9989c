// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "SourceCases.h"

#include "text/Segments.h"
#include "text/Words.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <map>

using namespace Qt::StringLiterals;

namespace tributary {

namespace {

/// The parts of a template file.
struct Templates
{
    RewordingWords words;
    /// What may stand for "{E}".
    std::map<QString, QStringList> places;
    /// Ways to state each kind of fact.
    QList<QStringList> facts;
    QStringList openings;
};

struct Rewording
{
    double drop = 0;
    double synonym = 0;
    double insert = 0;
    bool inflect = false;
    bool rotate = false;
    bool swap = false;
};

constexpr std::array<Rewording, inflectedLevel + 1> rewordings{{
    {},
    {.drop = 0.06, .synonym = 0.5},
    {.drop = 0.18, .synonym = 0.5, .insert = 0.10, .rotate = true},
    {.drop = 0.35, .synonym = 0.5, .insert = 0.20, .rotate = true, .swap = true},
    {}, // joinedLevel, made of light ones
    {.drop = 0.18, .synonym = 0.5, .insert = 0.10, .inflect = true, .rotate = true},
}};

bool happens(double chance, std::mt19937 &random)
{
    return std::uniform_real_distribution(0.0, 1.0)(random) < chance;
}

template <typename T>
const T &anyOf(const QList<T> &list, std::mt19937 &random)
{
    return list[std::uniform_int_distribution<qsizetype>(0, list.size() - 1)(random)];
}

QStringList readList(const QString &text)
{
    QStringList list;
    const QStringList parts = text.split(u'|');
    for (const QString &part : parts)
        list.append(part.trimmed());
    return list;
}

void readLine(const QString &line, Templates &into)
{
    const qsizetype colon = line.indexOf(u':');
    const QString key = line.first(std::max<qsizetype>(colon, 0)).trimmed();
    const QString value = line.sliced(colon + 1).trimmed();
    if (key == u"synonym") {
        const qsizetype equals = value.indexOf(u'=');
        into.words.synonyms.insert(value.first(equals).trimmed(), readList(value.sliced(equals + 1)));
    } else if (key == u"fillers") {
        into.words.fillers = value.split(u' ', Qt::SkipEmptyParts);
    } else if (key == u"inflected") {
        into.words.inflected = value.toDouble();
    } else if (key == u"inflections") {
        into.words.inflections = value.split(u' ', Qt::SkipEmptyParts);
    } else if (key == u"space") {
        into.words.space = value == u"none" ? QString() : u" "_s;
    } else if (key == u"fact") {
        into.facts.append(readList(value));
    } else if (key == u"opening") {
        into.openings = readList(value);
    } else if (!key.isEmpty()) {
        into.places[key] = readList(value);
    }
}

Templates readTemplates(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    Templates templates;
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
    for (const QString &line : lines) {
        if (!line.startsWith(u'#'))
            readLine(line, templates);
    }
    return templates;
}

void dropWords(QStringList &words, const Rewording &how, std::mt19937 &random)
{
    for (qsizetype i = words.size() - 1; i >= 0 && words.size() > 3; --i) {
        if (happens(how.drop, random))
            words.removeAt(i);
    }
}

void replaceWords(QStringList &words, const Rewording &how, const RewordingWords &with, std::mt19937 &random)
{
    for (QString &word : words) {
        const auto found = with.synonyms.constFind(word.toLower());
        if (found != with.synonyms.constEnd() && happens(how.synonym, random))
            word = anyOf(*found, random);
    }
}

void insertWords(QStringList &words, const Rewording &how, const RewordingWords &with, std::mt19937 &random)
{
    for (qsizetype i = words.size(); i > 0; --i) {
        if (happens(how.insert, random))
            words.insert(i, anyOf(with.fillers, random));
    }
}

void inflectWords(QStringList &words, const RewordingWords &with, std::mt19937 &random)
{
    constexpr qsizetype leastLetters = 4;
    for (QString &word : words) {
        if (word.size() >= leastLetters && word.back().isLetter() && happens(with.inflected, random))
            word = anyOf(with.inflections, random).arg(word);
    }
}

} // namespace

QString reworded(const QStringList &words, int level, const RewordingWords &with, std::mt19937 &random)
{
    const Rewording &how = rewordings[static_cast<std::size_t>(level)];
    QStringList changed = words;
    if (level > 0) {
        dropWords(changed, how, random);
        replaceWords(changed, how, with, random);
        insertWords(changed, how, with, random);
    }
    if (how.inflect && !with.inflections.isEmpty())
        inflectWords(changed, with, random);
    if (how.rotate)
        std::rotate(changed.begin(), changed.begin() + changed.size() / 3, changed.end());
    for (qsizetype i = 0; how.swap && i + 1 < changed.size(); i += 2) {
        if (happens(0.3, random))
            changed.swapItemsAt(i, i + 1);
    }
    return changed.join(with.space);
}

namespace {

constexpr int probesPerCase = 8;
constexpr int probesPerAnswer = 3;
constexpr int leastWords = 6;

QStringList sentencesOf(const QString &answer)
{
    QStringList sentences;
    const QList<TextSegment> segments = segmentMarkdown(answer);
    for (const TextSegment &segment : segments) {
        const QString text = answer.sliced(segment.range.start, segment.range.length);
        const bool prose = segment.kind == TextSegment::Kind::Sentence || segment.kind == TextSegment::Kind::ListItem;
        if (prose && countWords(text) >= leastWords)
            sentences.append(text);
    }
    return sentences;
}

void addRecordedProbes(SourceCase &to, const QString &otherAnswer, const RewordingWords &words, std::mt19937 &random)
{
    QList<std::pair<int, QString>> sentences;
    for (int i = 0; i < to.references.size(); ++i) {
        const QStringList own = sentencesOf(to.references[i]);
        for (const QString &sentence : own)
            sentences.append({i, sentence});
    }
    for (int i = 0; i < probesPerCase && !sentences.isEmpty(); ++i) {
        const auto [source, sentence] = anyOf(sentences, random);
        const QStringList split = sentence.simplified().split(u' ');
        for (int level = 0; level < rewordingLevels; ++level)
            to.probes.append({reworded(split, level, words, random), source, level});
        to.probes.append({reworded(split, inflectedLevel, words, random), source, inflectedLevel});
    }
    const QStringList others = sentencesOf(otherAnswer);
    for (const QString &sentence : others)
        to.probes.append({sentence, -1, 0});
}

/// One thing and how answers speak about it.
class Topic
{
public:
    Topic(const Templates &templates, std::mt19937 &random)
        : m_templates(templates)
        , m_random(random)
    {
        for (qsizetype fact = 0; fact < templates.facts.size(); ++fact)
            m_known.push_back(anyValues());
    }

    /// Words of each sentence of an answer of its own.
    QList<QStringList> answer()
    {
        constexpr double statesFact = 0.8;
        constexpr double opens = 0.2;
        QList<QStringList> sentences;
        for (std::size_t fact = 0; fact < m_known.size(); ++fact) {
            if (!happens(statesFact, m_random))
                continue;
            const QString stated =
                filled(anyOf(m_templates.facts[static_cast<qsizetype>(fact)], m_random), m_known[fact]);
            const QString opening = happens(opens, m_random) ? anyOf(m_templates.openings, m_random) + u' ' : QString();
            sentences.append((opening + stated).split(u' ', Qt::SkipEmptyParts));
        }
        std::ranges::shuffle(sentences, m_random);
        return sentences;
    }

private:
    using Values = std::map<QString, QString>;

    Values anyValues()
    {
        Values values;
        for (const auto &[name, list] : m_templates.places)
            values[name] = anyOf(list, m_random);
        if (!m_known.empty())
            values[u"E"_s] = m_known.front().at(u"E"_s);
        return values;
    }

    /// Answers agree about most, not about all.
    QString filled(QString text, const Values &values)
    {
        constexpr double differs = 0.3;
        const Values others = anyValues();
        for (const auto &[name, value] : values)
            text.replace(u'{' + name + u'}', happens(differs, m_random) ? others.at(name) : value);
        return text;
    }

    const Templates &m_templates;
    std::mt19937 &m_random;
    std::vector<Values> m_known;
};

QString sentenceOf(QString words, const RewordingWords &with)
{
    if (!words.isEmpty())
        words[0] = words[0].toUpper();
    return words + (with.space.isEmpty() ? u'\u3002' : u'.');
}

QString answerOf(const QList<QStringList> &sentences, const RewordingWords &with)
{
    QString text;
    for (const QStringList &sentence : sentences)
        text += sentenceOf(sentence.join(with.space), with) + with.space;
    return text;
}

void addProbes(SourceCase &to, const QList<QList<QStringList>> &answers, const RewordingWords &with,
               std::mt19937 &random)
{
    for (int source = 0; source < answers.size(); ++source) {
        const QList<QStringList> &sentences = answers[source];
        for (int i = 0; i < probesPerAnswer; ++i) {
            const auto at = std::uniform_int_distribution<qsizetype>(0, sentences.size() - 2)(random);
            for (int level = 0; level < rewordingLevels; ++level)
                to.probes.append({sentenceOf(reworded(sentences[at], level, with, random), with), source, level});
            const QStringList both = reworded(sentences[at], 1, with, random).split(u' ') +
                                     reworded(sentences[at + 1], 1, with, random).split(u' ');
            to.probes.append({sentenceOf(both.join(with.space), with), source, joinedLevel});
            if (!with.inflections.isEmpty())
                to.probes.append(
                    {sentenceOf(reworded(sentences[at], inflectedLevel, with, random), with), source, inflectedLevel});
        }
    }
}

} // namespace

QList<SourceCase> constructedCases(const QString &templateFile, int cases, int references)
{
    const Templates templates = readTemplates(templateFile);
    std::mt19937 random(1);
    QList<SourceCase> made;
    for (int i = 0; i < cases; ++i) {
        SourceCase &next = made.emplace_back();
        Topic topic(templates, random);
        QList<QList<QStringList>> answers;
        for (int j = 0; j < references; ++j) {
            answers.append(topic.answer());
            next.references.append(answerOf(answers.last(), templates.words));
        }
        addProbes(next, answers, templates.words, random);
        const QList<QStringList> others = topic.answer();
        for (const QStringList &sentence : others)
            next.probes.append({sentenceOf(sentence.join(templates.words.space), templates.words), -1, 0});
    }
    return made;
}

QList<SourceCase> recordedCases(const QString &answersFile, const QString &englishTemplates)
{
    const Templates templates = readTemplates(englishTemplates);
    QFile file(answersFile);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(answersFile));
    std::mt19937 random(1);
    QList<SourceCase> cases;
    while (!file.atEnd()) {
        const QJsonObject line = QJsonDocument::fromJson(file.readLine()).object();
        SourceCase &next = cases.emplace_back();
        const QJsonObject answers = line[u"answers"_s].toObject();
        for (const auto &answer : answers)
            next.references.append(answer.toString());
        addRecordedProbes(next, line[u"moa"_s].toString(), templates.words, random);
    }
    return cases;
}

} // namespace tributary
