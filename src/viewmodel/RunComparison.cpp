// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/RunComparison.h"

#include "base/Formatting.h"
#include "graph/AgentLabel.h"
#include "text/Markdown.h"
#include "viewmodel/HistoryRow.h"
#include "viewmodel/RunPreview.h"

#include <QCoreApplication>

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(RunComparison)
};

struct Side
{
    const RunRecord &record;
    RunState state;

    /// nullptr when the graph has no agent there. `layer` -1 is the last one.
    [[nodiscard]] const Agent *agentAt(qsizetype layer, qsizetype index) const
    {
        const auto &layers = record.graph.layers;
        const qsizetype at = layer < 0 ? layers.size() - 1 : layer;
        const bool isThere = at >= 0 && at < layers.size() && (layer < 0 || layer + 1 < layers.size()) &&
                             index < layers.at(at).agents.size();
        return isThere ? &layers.at(at).agents.at(index) : nullptr;
    }
};

QString readText(const QString &markdown)
{
    return visibleText(parseMarkdown(markdown.toUtf8())).trimmed();
}

QString answerAt(const Side &side, qsizetype layer, qsizetype index)
{
    const Agent *agent = side.agentAt(layer, index);
    return agent ? readText(side.state.agent(agent->id).answer) : QString();
}

QString modelAt(const Side &side, qsizetype layer, qsizetype index)
{
    const Agent *agent = side.agentAt(layer, index);
    if (agent == nullptr)
        return Text::tr("none");
    const ModelRef asked = side.state.agent(agent->id).model;
    return asked.isEmpty() ? agent->model.model : asked.model;
}

QString outcomeText(const RunState &state)
{
    switch (state.outcome.value_or(RunOutcome::Stopped)) {
    case RunOutcome::Synthesis:
        return Text::tr("Synthesis");
    case RunOutcome::NoSynthesis:
        return Text::tr("No synthesis");
    case RunOutcome::BudgetStopped:
        return Text::tr("Stopped by the budget");
    case RunOutcome::Stopped:
        return Text::tr("Stopped");
    }
    Q_UNREACHABLE();
}

QString tokensText(const RunState &state)
{
    return Text::tr("%1 in, %2 out").arg(formatCount(state.usage.input()), formatCount(state.usage.output()));
}

ComparedFact fact(const QString &label, const QString &first, const QString &second)
{
    return {label, first, second, first != second};
}

/// Calls `visit` with layer, index and title of every place where one of the runs has a proposer.
template <typename Visit>
void forEachProposer(const Side &first, const Side &second, Visit visit)
{
    const qsizetype layers = std::max(first.record.graph.layers.size(), second.record.graph.layers.size()) - 1;
    for (qsizetype layer = 0; layer < layers; ++layer) {
        for (qsizetype index = 0; first.agentAt(layer, index) || second.agentAt(layer, index); ++index) {
            const QString letter = agentLetter(index);
            visit(layer, index, layers == 1 ? letter : Text::tr("Layer %1, %2").arg(layer + 1).arg(letter));
        }
    }
}

QList<ComparedFact> factsOf(const Side &first, const Side &second)
{
    QList<ComparedFact> facts{
        fact(Text::tr("Graph"), first.record.graph.name, second.record.graph.name),
        fact(Text::tr("Result"), outcomeText(first.state), outcomeText(second.state)),
        fact(Text::tr("Time"), formatDuration(first.state.now), formatDuration(second.state.now)),
        fact(Text::tr("Cost"), costText(first.state.costUsd, first.state.unpriced),
             costText(second.state.costUsd, second.state.unpriced)),
        fact(Text::tr("Tokens"), tokensText(first.state), tokensText(second.state)),
    };
    forEachProposer(first, second, [&](qsizetype layer, qsizetype index, const QString &title) {
        facts.append(fact(title, modelAt(first, layer, index), modelAt(second, layer, index)));
    });
    facts.append(fact(Text::tr("Aggregator"), modelAt(first, -1, 0), modelAt(second, -1, 0)));
    return facts;
}

} // namespace

RunComparison compareRuns(const RunRecord &first, const RunRecord &second)
{
    const Side left{first, settledState(first)};
    const Side right{second, settledState(second)};
    RunComparison comparison;
    comparison.firstTitle = momentText(first.started);
    comparison.secondTitle = momentText(second.started);
    comparison.facts = factsOf(left, right);
    comparison.texts = {{Text::tr("Synthesis"), readText(first.synthesis()), readText(second.synthesis())},
                        {Text::tr("Prompt"), first.prompt, second.prompt}};
    forEachProposer(left, right, [&](qsizetype layer, qsizetype index, const QString &title) {
        comparison.texts.append({title, answerAt(left, layer, index), answerAt(right, layer, index)});
    });
    return comparison;
}

} // namespace tributary
