// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "report/JsonReport.h"

#include <QJsonArray>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

QJsonValue orNull(const std::optional<double> &value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}

QJsonArray attachmentsOf(const RunReport &report)
{
    QJsonArray array;
    for (const Attachment &attachment : report.attachments)
        array.append(QJsonObject{{u"name"_s, attachment.name},
                                 {u"mediaType"_s, attachment.mediaType},
                                 {u"sha256"_s, attachment.sha256},
                                 {u"bytes"_s, attachment.bytes}});
    return array;
}

QJsonArray conversationOf(const RunReport &report)
{
    QJsonArray array;
    for (const Turn &turn : report.conversation)
        array.append(QJsonObject{{u"prompt"_s, turn.prompt}, {u"synthesis"_s, turn.synthesis}});
    return array;
}

QJsonObject agentToJson(const ReportAgent &agent, const ReportChoices &choices)
{
    QJsonObject object{
        {u"agent"_s, agent.key},
        {u"letter"_s, agent.badge},
        {u"label"_s, agent.label},
        {u"layer"_s, agent.layer},
        {u"role"_s, agent.isAggregator ? u"aggregator"_s : u"proposer"_s},
        {u"model"_s, agent.model},
        {u"usable"_s, agent.usable},
        {u"remarks"_s, QJsonArray::fromStringList(agent.remarks)},
        {u"references"_s, QJsonArray::fromStringList(agent.references)},
        {u"durationMs"_s, agent.duration < Milliseconds(0) ? QJsonValue() : QJsonValue(qint64(agent.duration.count()))},
        {u"usage"_s, toJson(agent.usage)},
        {u"costUsd"_s, orNull(agent.costUsd)},
        {u"fromCache"_s, agent.fromCache},
    };
    if (!agent.servedModel.isEmpty())
        object.insert(u"servedModel"_s, agent.servedModel);
    if (choices.answers)
        object.insert(u"answer"_s, agent.answer);
    if (choices.prompts) {
        object.insert(u"parameters"_s, agent.parameters);
        object.insert(u"systemPrompt"_s, agent.systemPrompt);
    }
    return object;
}

/// As `sources --json` writes them, and with the citation's label.
QJsonArray sentencesOf(const RunReport &report, const ReportSynthesis &synthesis)
{
    QJsonArray array;
    for (const ReportSentence &sentence : synthesis.sentences) {
        QJsonArray sources;
        for (const qsizetype index : sentence.citations) {
            const ReportCitation &citation = synthesis.citations[index];
            QJsonObject source{{u"citation"_s, citation.label},    {u"agent"_s, report.agents[citation.agent].key},
                               {u"start"_s, citation.range.start}, {u"end"_s, citation.range.end()},
                               {u"score"_s, citation.similarity},  {u"quote"_s, citation.quote}};
            if (!citation.path.isEmpty())
                source.insert(u"path"_s, QJsonArray::fromStringList(citation.path));
            sources.append(source);
        }
        QJsonObject object{{u"start"_s, sentence.range.start},
                           {u"end"_s, sentence.range.end()},
                           {u"label"_s, wireName(sentence.label)},
                           {u"sources"_s, sources}};
        if (sentence.fromPrompt)
            object.insert(u"fromPrompt"_s, true);
        array.append(object);
    }
    return array;
}

QJsonObject synthesisToJson(const RunReport &report, const ReportSynthesis &synthesis)
{
    QJsonObject object{{u"agent"_s, report.agents[synthesis.agent].key}, {u"text"_s, synthesis.text}};
    if (!synthesis.hasSources)
        return object;
    QJsonObject contribution{{u"new"_s, synthesis.newShare}};
    if (synthesis.promptShare > 0.0)
        contribution.insert(u"prompt"_s, synthesis.promptShare);
    QJsonArray coverage;
    for (const ReportShare &share : synthesis.shares) {
        const QString key = report.agents[share.agent].key;
        contribution.insert(key, share.contribution);
        coverage.append(QJsonObject{{u"agent"_s, key},
                                    {u"used"_s, share.used},
                                    {u"partly"_s, share.partly},
                                    {u"leftOut"_s, share.leftOut},
                                    {u"leftOutPoints"_s, QJsonArray::fromStringList(share.leftOutPoints)}});
    }
    object.insert(u"sentences"_s, sentencesOf(report, synthesis));
    object.insert(u"contribution"_s, contribution);
    object.insert(u"coverage"_s, coverage);
    object.insert(u"withoutSource"_s, synthesis.withoutSource);
    object.insert(u"threshold"_s, synthesis.threshold);
    object.insert(u"noise"_s, orNull(synthesis.noise));
    return object;
}

} // namespace

QJsonObject reportToJson(const RunReport &report)
{
    QJsonArray agents;
    for (const ReportAgent &agent : report.agents)
        agents.append(agentToJson(agent, report.choices));
    QJsonArray syntheses;
    for (const ReportSynthesis &synthesis : report.syntheses)
        syntheses.append(synthesisToJson(report, synthesis));
    QJsonArray contradictions;
    for (const auto &[first, second] : report.contradictions)
        contradictions.append(QJsonArray{first, second});
    return {
        {u"format"_s, u"tributary-report"_s},
        {u"version"_s, reportJsonVersion},
        {u"program"_s, u"Tributary "_s + QStringLiteral(TRIBUTARY_VERSION)},
        {u"id"_s, report.run.value},
        {u"started"_s, report.started.toUTC().toString(Qt::ISODateWithMs)},
        {u"title"_s, report.title},
        {u"graph"_s, report.graphName},
        {u"anonymous"_s, report.choices.anonymous},
        {u"namesRemoved"_s, report.namesRemoved},
        {u"outcome"_s, report.outcome},
        {u"prompt"_s, report.question},
        {u"attachments"_s, attachmentsOf(report)},
        {u"conversation"_s, conversationOf(report)},
        {u"syntheses"_s, syntheses},
        {u"agents"_s, agents},
        {u"contradictions"_s, contradictions},
        {u"method"_s, QJsonArray::fromStringList(report.method)},
        {u"durationMs"_s, qint64(report.duration.count())},
        {u"usage"_s, toJson(report.usage)},
        {u"costUsd"_s, report.costUsd},
        {u"unpriced"_s, report.unpriced},
    };
}

} // namespace tributary
