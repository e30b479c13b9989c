// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/BatchLine.h"

#include <QJsonArray>

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

/// Of the first aggregator that has one.
QJsonValue synthesisOf(const Plan &plan, const RunState &state)
{
    for (const PlannedCall &call : plan.layers.constLast().calls) {
        if (const AgentState &agent = state.agent(call.agent.id); agent.isUsable())
            return agent.answer;
    }
    return QJsonValue::Null;
}

QJsonArray failuresOf(const Plan &plan, const RunState &state)
{
    QJsonArray failures;
    for (const PlannedLayer &layer : plan.layers) {
        for (const PlannedCall &call : layer.calls) {
            const auto &error = state.agent(call.agent.id).error;
            if (error)
                failures.append(QJsonObject{{u"agent"_s, call.agent.id.value},
                                            {u"kind"_s, wireName(error->kind)},
                                            {u"message"_s, error->message}});
        }
    }
    return failures;
}

qint64 cachedIn(const RunState &state)
{
    return std::count_if(state.agents.cbegin(), state.agents.cend(),
                         [](const AgentState &agent) { return agent.status == AgentStatus::Cached; });
}

/// The members of a result that the prompt decides.
QJsonObject withPrompt(QJsonObject line, const BatchPrompt &prompt)
{
    for (auto member = prompt.members.constBegin(); member != prompt.members.constEnd(); ++member) {
        if (!line.contains(member.key()))
            line.insert(member.key(), member.value());
    }
    if (!line.contains("id"_L1))
        line.insert(u"id"_s, QJsonValue::Null);
    line.insert(u"index"_s, prompt.index);
    line.insert(u"prompt"_s, prompt.prompt);
    return line;
}

} // namespace

QJsonObject batchLine(const BatchPrompt &prompt, const Plan &plan, const RunState &state)
{
    QJsonObject line{
        {u"synthesis"_s, synthesisOf(plan, state)},
        {u"outcome"_s, wireName(state.outcome.value_or(RunOutcome::Stopped))},
        {u"run"_s, state.id.value},
        {u"costUsd"_s, state.costUsd},
        {u"unpriced"_s, state.unpriced},
        {u"usage"_s, toJson(state.usage)},
        {u"durationMs"_s, qint64(state.now.count())},
        {u"cached"_s, cachedIn(state)},
    };
    if (const QJsonArray failures = failuresOf(plan, state); !failures.isEmpty())
        line.insert(u"failures"_s, failures);
    return withPrompt(line, prompt);
}

QJsonObject batchLineAgain(const BatchPrompt &prompt, const QJsonObject &first)
{
    QJsonObject line{
        {u"costUsd"_s, 0}, {u"unpriced"_s, 0}, {u"usage"_s, toJson(Usage{})}, {u"durationMs"_s, 0}, {u"cached"_s, 0},
    };
    for (const QString &member : {u"synthesis"_s, u"outcome"_s, u"run"_s, u"failures"_s}) {
        if (first.contains(member))
            line.insert(member, first.value(member));
    }
    line.insert(u"sameAs"_s, first.value("index"_L1));
    return withPrompt(line, prompt);
}

} // namespace tributary
