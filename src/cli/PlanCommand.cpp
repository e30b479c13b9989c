// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/PlanCommand.h"

#include "base/Formatting.h"
#include "base/Tokens.h"
#include "cli/AttachmentArguments.h"
#include "cli/EstimateLine.h"
#include "cli/GraphArgument.h"
#include "cli/LibraryArgument.h"
#include "cli/RunArguments.h"
#include "graph/AgentLabel.h"
#include "graph/PromptContext.h"

#include <QJsonArray>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

QString roleName(AgentRole role)
{
    return role == AgentRole::Aggregator ? u"aggregator"_s : u"proposer"_s;
}

QJsonArray toJson(const QList<AgentId> &ids)
{
    QJsonArray array;
    for (const AgentId &id : ids)
        array.append(id.value);
    return array;
}

QJsonArray toJson(const QList<Attachment> &attachments)
{
    QJsonArray array;
    for (const Attachment &attachment : attachments)
        array.append(QJsonObject{{u"name"_s, attachment.name},
                                 {u"mediaType"_s, attachment.mediaType},
                                 {u"sha256"_s, attachment.sha256},
                                 {u"bytes"_s, attachment.bytes},
                                 {u"tokens"_s, estimateTokens(attachment.text)}});
    return array;
}

QJsonObject toJson(const Estimate &estimate)
{
    QJsonObject object{
        {u"calls"_s, estimate.calls},
        {u"layers"_s, estimate.layers},
        {u"tokens"_s, estimate.tokens},
        {u"tokensLow"_s, estimate.tokenRange.low},
        {u"tokensHigh"_s, estimate.tokenRange.high},
        {u"secondsLow"_s, estimate.seconds.low},
        {u"secondsHigh"_s, estimate.seconds.high},
        {u"modelsWithoutPrice"_s, estimate.modelsWithoutPrice},
    };
    if (estimate.usd) {
        object.insert(u"usdLow"_s, estimate.usd->low);
        object.insert(u"usdHigh"_s, estimate.usd->high);
    }
    return object;
}

QJsonObject toJson(const Plan &plan, const Estimate &estimate)
{
    QJsonArray layers;
    for (const PlannedLayer &layer : plan.layers) {
        QJsonArray calls;
        for (const PlannedCall &call : layer.calls)
            calls.append(QJsonObject{{u"agent"_s, call.agent.id.value},
                                     {u"model"_s, call.agent.model.toString()},
                                     {u"role"_s, roleName(call.role)},
                                     {u"reads"_s, toJson(call.reads)}});
        layers.append(QJsonObject{{u"layer"_s, layer.layer + 1}, {u"calls"_s, calls}});
    }
    return {{u"layers"_s, layers}, {u"notAsked"_s, toJson(plan.notAsked)}, {u"estimate"_s, toJson(estimate)}};
}

QString describeCall(const PlannedCall &call)
{
    QStringList reads;
    for (const AgentId &id : call.reads)
        reads.append(id.value);
    const QString line = u"  %1  %2  %3"_s.arg(agentBadge(call.index, call.role == AgentRole::Aggregator),
                                               call.agent.id.value, call.agent.model.toString());
    return reads.isEmpty() ? line : line + PlanCommand::tr("  reads %1").arg(reads.join(", "_L1));
}

} // namespace

QString PlanCommand::name() const
{
    return u"plan"_s;
}

QString PlanCommand::summary() const
{
    return tr("Lists the calls a run would make, with tokens, money and time.");
}

void PlanCommand::describe(QCommandLineParser &parser) const
{
    describeGraphArgument(parser);
    describePrompt(parser);
    describeAttachments(parser);
    describeLibrary(parser);
    parser.addOption({u"json"_s, tr("Prints the plan as JSON.")});
}

void PlanCommand::start(const QCommandLineParser &parser)
{
    const auto prompt = readPrompt(parser);
    if (!prompt) {
        endWith(describeError(prompt.error()));
        return;
    }
    Services services;
    const auto graph = readGraphArgument(parser, services);
    if (!graph) {
        endWith(describeError(graph.error()));
        return;
    }
    const QList<Issue> issues = validate(*graph, services.lookup());
    if (hasErrors(issues)) {
        endWith(describeIssues(issues).join(u'\n'));
        return;
    }
    const auto plan = compile(*graph);
    if (!plan) {
        endWith(describeError(plan.error()));
        return;
    }
    const Estimate expected =
        estimate(*plan, *prompt, services.lookup(), answersKnownFor(*graph, parser, services).histories(), {},
                 contextTokens({attachments(), {}}));
    if (parser.isSet(u"json"_s)) {
        QJsonObject document = toJson(*plan, expected);
        if (!attachments().isEmpty())
            document.insert(u"attachments"_s, toJson(attachments()));
        terminal().writeDocument(document);
    } else {
        for (const PlannedLayer &layer : plan->layers) {
            terminal().writeLine(tr("Layer %1").arg(layer.layer + 1));
            for (const PlannedCall &call : layer.calls)
                terminal().writeLine(describeCall(call));
        }
        for (const Attachment &attachment : attachments())
            terminal().writeLine(tr("Attached: %1, about %2 tokens for every call")
                                     .arg(attachment.name, formatAbout(estimateTokens(attachment.text))));
        terminal().writeLine(estimateLine(expected));
    }
    end(ExitCode::Success);
}

} // namespace tributary
