// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/AnalysisWords.h"
#include "analysis/RunAnalysis.h"

#include <QJsonArray>

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

void insertRange(QJsonObject &object, const TextRange &range)
{
    object.insert(u"start"_s, range.start);
    object.insert(u"end"_s, range.end());
}

QJsonObject rangeToJson(const TextRange &range)
{
    QJsonObject object;
    insertRange(object, range);
    return object;
}

/// Start and end of each, one after the other: there are many.
QJsonArray flat(const QList<TextRange> &ranges)
{
    QJsonArray array;
    for (const TextRange &range : ranges) {
        array.append(range.start);
        array.append(range.end());
    }
    return array;
}

QJsonArray idsToJson(const QList<AgentId> &ids)
{
    QJsonArray array;
    for (const AgentId &id : ids)
        array.append(id.value);
    return array;
}

template <typename List, typename Write>
QJsonArray listToJson(const List &list, Write write)
{
    QJsonArray array;
    for (const auto &element : list)
        array.append(write(element));
    return array;
}

/// In an order that does not change from one program to the next.
template <typename Key, typename Value>
QList<Key> sortedKeys(const QHash<Key, Value> &hash)
{
    QList<Key> keys = hash.keys();
    std::sort(keys.begin(), keys.end());
    return keys;
}

QJsonObject passageToJson(const SourcePassage &passage)
{
    QJsonObject object{{u"agent"_s, passage.agent.value},
                       {u"score"_s, passage.score},
                       {u"inSentence"_s, flat(passage.inSentence)},
                       {u"inReference"_s, flat(passage.inReference)}};
    insertRange(object, passage.range);
    return object;
}

QJsonObject sentenceToJson(const SentenceSources &sentence)
{
    QJsonObject object{{u"kind"_s, words::word(words::segmentKinds, sentence.kind)},
                       {u"label"_s, words::word(words::sourceLabels, sentence.label)},
                       {u"fromPrompt"_s, sentence.fromPrompt},
                       {u"strong"_s, sentence.strongCount},
                       {u"sources"_s, listToJson(sentence.sources, passageToJson)}};
    insertRange(object, sentence.range);
    return object;
}

QJsonObject reportToJson(const SourceReport &report)
{
    QJsonObject contribution;
    for (const auto &[agent, share] : report.contribution.asKeyValueRange())
        contribution.insert(agent.value, share);
    return {{u"sentences"_s, listToJson(report.sentences, sentenceToJson)},
            {u"contribution"_s, contribution},
            {u"newShare"_s, report.newShare},
            {u"promptShare"_s, report.promptShare},
            {u"threshold"_s, report.threshold},
            {u"noise"_s, report.noise ? QJsonValue(*report.noise) : QJsonValue()},
            {u"weakLanguage"_s, report.weakLanguage}};
}

QJsonObject pointToJson(const AnswerPoint &point)
{
    QJsonObject object{{u"kind"_s, words::word(words::segmentKinds, point.kind)},
                       {u"use"_s, words::word(words::pointUses, point.use)},
                       {u"score"_s, point.score},
                       {u"sentence"_s, point.sentence},
                       {u"onlyHere"_s, point.onlyHere}};
    insertRange(object, point.range);
    return object;
}

QJsonObject coverageToJson(const AnswerCoverage &coverage)
{
    return {{u"agent"_s, coverage.agent.value}, {u"points"_s, listToJson(coverage.points, pointToJson)}};
}

QJsonObject readerToJson(const ReaderAnalysis &reader)
{
    return {{u"agent"_s, reader.agent.value},
            {u"sources"_s, reportToJson(reader.sources)},
            {u"coverage"_s, listToJson(reader.coverage, coverageToJson)}};
}

QJsonObject tracedToJson(const TracedSource &source)
{
    QJsonObject object{{u"path"_s, idsToJson(source.path)}, {u"score"_s, source.score}};
    insertRange(object, source.range);
    return object;
}

QJsonArray tracesToJson(const QHash<AgentId, QList<QList<TracedSource>>> &traces)
{
    QJsonArray array;
    const QList<AgentId> agents = sortedKeys(traces);
    for (const AgentId &agent : agents) {
        const QJsonArray sentences =
            listToJson(traces.value(agent), [](const auto &sources) { return listToJson(sources, tracedToJson); });
        array.append(QJsonObject{{u"agent"_s, agent.value}, {u"sentences"_s, sentences}});
    }
    return array;
}

QJsonObject additionToJson(const LayerAddition &addition)
{
    QJsonArray passages;
    const QList<AgentId> agents = sortedKeys(addition.passages);
    for (const AgentId &agent : agents)
        passages.append(QJsonObject{{u"agent"_s, agent.value}, {u"ranges"_s, flat(addition.passages.value(agent))}});
    return {{u"layer"_s, addition.layer + 1}, {u"newShare"_s, addition.newShare}, {u"passages"_s, passages}};
}

QJsonArray agreementToJson(const QHash<int, AgreementMatrix> &agreement)
{
    QJsonArray array;
    const QList<int> layers = sortedKeys(agreement);
    for (const int layer : layers) {
        const AgreementMatrix matrix = agreement.value(layer);
        array.append(QJsonObject{{u"layer"_s, layer + 1},
                                 {u"agents"_s, idsToJson(matrix.agents)},
                                 {u"values"_s, listToJson(matrix.values, [](double value) { return value; })}});
    }
    return array;
}

QJsonObject factToJson(const AnswerFact &found)
{
    QJsonObject object{{u"agent"_s, found.agent.value},
                       {u"kind"_s, words::word(words::factKinds, found.fact.kind)},
                       {u"value"_s, found.fact.value}};
    insertRange(object, found.fact.range);
    return object;
}

QJsonObject contradictionToJson(const Contradiction &contradiction)
{
    return {{u"first"_s, factToJson(contradiction.first)},
            {u"second"_s, factToJson(contradiction.second)},
            {u"firstSentence"_s, rangeToJson(contradiction.firstSentence)},
            {u"secondSentence"_s, rangeToJson(contradiction.secondSentence)}};
}

} // namespace

QJsonObject toJson(const RunAnalysis &analysis)
{
    return {{u"readers"_s, listToJson(analysis.readers, readerToJson)},
            {u"traces"_s, tracesToJson(analysis.traces)},
            {u"additions"_s, listToJson(analysis.additions, additionToJson)},
            {u"agreement"_s, agreementToJson(analysis.agreement)},
            {u"factsOfOne"_s, listToJson(analysis.factsOfOne, factToJson)},
            {u"contradictions"_s, listToJson(analysis.contradictions, contradictionToJson)}};
}

} // namespace tributary
