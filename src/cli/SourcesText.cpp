// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/SourcesText.h"

#include "base/Formatting.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(tributary::SourcesText)
};

constexpr auto newName = "new"_L1;
constexpr auto promptName = "prompt"_L1;

QJsonObject rangeToJson(const TextRange &range)
{
    return {{u"start"_s, range.start}, {u"end"_s, range.end()}};
}

QJsonArray passagesToJson(const QList<SourcePassage> &passages)
{
    QJsonArray array;
    for (const SourcePassage &passage : passages) {
        QJsonObject object = rangeToJson(passage.range);
        object.insert(u"agent"_s, passage.agent.value);
        object.insert(u"score"_s, passage.score);
        array.append(object);
    }
    return array;
}

QJsonObject sentenceToJson(const SentenceSources &sentence)
{
    QJsonObject object = rangeToJson(sentence.range);
    object.insert(u"label"_s, wireName(sentence.label));
    object.insert(u"sources"_s, passagesToJson(sentence.sources.first(sentence.strongCount)));
    if (sentence.sources.size() > sentence.strongCount)
        object.insert(u"weak"_s, passagesToJson(sentence.sources.sliced(sentence.strongCount)));
    if (sentence.fromPrompt)
        object.insert(u"fromPrompt"_s, true);
    return object;
}

QJsonObject contributionToJson(const SourceReport &report)
{
    QJsonObject object;
    for (auto share = report.contribution.begin(); share != report.contribution.end(); ++share) {
        const QString &name = share.key().value;
        object.insert(isReservedContribution(name) ? u"agent:"_s + name : name, share.value());
    }
    object.insert(newName, report.newShare);
    if (report.promptShare > 0)
        object.insert(promptName, report.promptShare);
    return object;
}

QJsonArray leftOutToJson(const QList<AnswerCoverage> &coverage)
{
    QJsonArray array;
    for (const AnswerCoverage &answer : coverage) {
        for (const AnswerPoint &point : answer.points) {
            if (point.use != PointUse::LeftOut)
                continue;
            QJsonObject object = rangeToJson(point.range);
            object.insert(u"agent"_s, answer.agent.value);
            array.append(object);
        }
    }
    return array;
}

/// One line; what a terminal would obey is left out.
QString oneLine(const QString &text, const TextRange &range)
{
    QString line = text.sliced(range.start, range.length).simplified();
    line.removeIf([](QChar c) { return c.category() == QChar::Other_Control; });
    return line;
}

QString sourcesOf(const SentenceSources &sentence)
{
    if (sentence.fromPrompt)
        return Words::tr("repeats the prompt");
    if (sentence.strongCount == 0)
        return sentence.lacksSource() ? Words::tr("no source found") : QString();
    QStringList agents;
    for (qsizetype i = 0; i < sentence.strongCount; ++i)
        agents.append(sentence.sources[i].agent.value);
    return u"%1 %2, %3"_s.arg(agents.join(u" + "_s), formatPercent(sentence.sources.constFirst().score),
                              wireName(sentence.label));
}

QString contributionText(const FoundSources &found)
{
    QStringList parts;
    for (const SourceReference &reference : found.question.references)
        parts.append(reference.agent.value + u' ' + formatPercent(found.report.contribution[reference.agent]));
    parts.append(Words::tr("new %1").arg(formatPercent(found.report.newShare)));
    if (found.report.promptShare > 0)
        parts.append(Words::tr("from the prompt %1").arg(formatPercent(found.report.promptShare)));
    return Words::tr("Contribution: %1").arg(parts.join(u", "_s)) + u'\n';
}

QString leftOutText(const FoundSources &found)
{
    QString text;
    for (qsizetype i = 0; i < found.coverage.size(); ++i) {
        const AnswerCoverage &answer = found.coverage[i];
        if (answer.count(PointUse::LeftOut) == 0)
            continue;
        text += u'\n' + Words::tr("Left out from %1:").arg(answer.agent.value) + u'\n';
        for (const AnswerPoint &point : answer.points) {
            if (point.use == PointUse::LeftOut)
                text += u"  "_s + oneLine(found.question.references[i].text, point.range) + u'\n';
        }
    }
    return text;
}

} // namespace

bool isReservedContribution(QStringView name)
{
    return name == newName || name == promptName;
}

QJsonObject sourcesToJson(const FoundSources &found)
{
    QJsonArray sentences;
    for (const SentenceSources &sentence : found.report.sentences)
        sentences.append(sentenceToJson(sentence));
    QJsonObject object{{u"sentences"_s, sentences},
                       {u"contribution"_s, contributionToJson(found.report)},
                       {u"leftOut"_s, leftOutToJson(found.coverage)},
                       {u"threshold"_s, found.report.threshold}};
    if (found.report.weakLanguage)
        object.insert(u"weakLanguage"_s, true);
    return object;
}

QString sourcesText(const FoundSources &found)
{
    QString text;
    for (const SentenceSources &sentence : found.report.sentences) {
        const QString sources = sourcesOf(sentence);
        text += oneLine(found.question.text, sentence.range) + u'\n';
        if (!sources.isEmpty())
            text += u"    ["_s + sources + u"]\n"_s;
    }
    text += u'\n' + contributionText(found);
    text += Words::tr("Sentences without source: %1").arg(found.report.withoutSource()) + u'\n';
    text += leftOutText(found);
    return text;
}

} // namespace tributary
