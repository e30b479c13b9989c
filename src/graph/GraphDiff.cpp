// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "graph/GraphDiff.h"

#include "base/Formatting.h"
#include "graph/GraphWords.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tributary {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tributary::GraphDiff)
};

using Kind = GraphDifference::Kind;

/// A value as it stands in a sentence; what is not set reads "default".
QString shownValue(const QString &value)
{
    constexpr qsizetype longest = 60;
    const QString line = value.simplified();
    if (line.isEmpty())
        return Text::tr("none");
    return line.size() > longest ? line.left(longest) + u'\u2026' : line;
}

QString shownNumber(const std::optional<double> &value)
{
    return value ? QString::number(*value) : Text::tr("provider's default");
}

QString shownAnswer(bool yes)
{
    return yes ? Text::tr("yes") : Text::tr("no");
}

template <typename Number>
std::optional<double> number(const std::optional<Number> &value)
{
    return value ? std::optional(static_cast<double>(*value)) : std::nullopt;
}

QString shownSeconds(const std::optional<Milliseconds> &time)
{
    return time ? Text::tr("%1 s").arg(QString::number(static_cast<double>(time->count()) / 1000)) : Text::tr("none");
}

QString shownModels(const QList<ModelRef> &models)
{
    QStringList names;
    for (const ModelRef &model : models)
        names.append(model.toString());
    return shownValue(names.join(u", "_s));
}

QString shownReferences(const Agent &agent)
{
    if (!agent.references)
        return Text::tr("all");
    QStringList ids;
    for (const AgentId &id : *agent.references)
        ids.append(id.value);
    return shownValue(ids.join(u", "_s));
}

QString shownQuorum(const std::optional<Quorum> &quorum)
{
    return quorum ? Text::tr("%1 answers, then %2").arg(quorum->atLeast).arg(shownSeconds(quorum->grace))
                  : Text::tr("everybody");
}

class Comparison
{
public:
    void graphs(const Graph &first, const Graph &second);

    QList<GraphDifference> found;

private:
    void settings(const Graph &first, const Graph &second);
    void layers(const Graph &first, const Graph &second, qsizetype index);
    void agents(const Agent &first, const Agent &second);
    void present(const Agent &agent, Kind kind);

    void changed(const QString &name, const QString &before, const QString &after)
    {
        if (before != after)
            found.append({Kind::Changed, m_where, Text::tr("%1: %2 \u2192 %3").arg(name, before, after)});
    }

    QString m_where;
};

QString agentWhere(const Graph &graph, qsizetype layer, qsizetype index)
{
    if (layer + 1 < graph.layers.size())
        return Text::tr("Agent %1 of layer %2").arg(agentLetter(index)).arg(layer + 1);
    return graph.layers.at(layer).agents.size() == 1 ? Text::tr("Aggregator")
                                                     : Text::tr("Aggregator %1").arg(index + 1);
}

void Comparison::present(const Agent &agent, Kind kind)
{
    const QString model = agent.model.isEmpty() ? Text::tr("no model") : agent.model.toString();
    found.append({kind, m_where, model});
}

void Comparison::settings(const Graph &first, const Graph &second)
{
    m_where = Text::tr("Graph");
    const auto word = [](const auto &table, auto value) { return words::word(table, value); };
    changed(Text::tr("name"), shownValue(first.name), shownValue(second.name));
    changed(Text::tr("description"), shownValue(first.description), shownValue(second.description));
    changed(Text::tr("references go to the role"), word(words::roles, first.packing.role),
            word(words::roles, second.packing.role));
    changed(Text::tr("names"), word(words::names, first.packing.names), word(words::names, second.packing.names));
    changed(Text::tr("order"), word(words::orders, first.packing.order), word(words::orders, second.packing.order));
    changed(Text::tr("too long"), word(words::overflows, first.packing.overflow),
            word(words::overflows, second.packing.overflow));
    changed(Text::tr("retries"), QString::number(first.policy.retries), QString::number(second.policy.retries));
    changed(Text::tr("budget in USD"),
            first.policy.budgetUsd ? QString::number(*first.policy.budgetUsd) : Text::tr("none"),
            second.policy.budgetUsd ? QString::number(*second.policy.budgetUsd) : Text::tr("none"));
    changed(Text::tr("late agents are asked twice"), shownAnswer(first.policy.hedging),
            shownAnswer(second.policy.hedging));
}

void Comparison::agents(const Agent &first, const Agent &second)
{
    changed(Text::tr("model"), shownValue(first.model.toString()), shownValue(second.model.toString()));
    changed(Text::tr("name"), shownValue(first.name), shownValue(second.name));
    changed(Text::tr("muted"), shownAnswer(first.muted), shownAnswer(second.muted));
    changed(Text::tr("references"), shownReferences(first), shownReferences(second));
    changed(Text::tr("system prompt"), shownValue(first.systemPrompt), shownValue(second.systemPrompt));
    if (first.systemPrompt != second.systemPrompt && shownValue(first.systemPrompt) == shownValue(second.systemPrompt))
        found.append({Kind::Changed, m_where, Text::tr("system prompt differs further on")});
    changed(Text::tr("temperature"), shownNumber(first.sampling.temperature), shownNumber(second.sampling.temperature));
    changed(Text::tr("top-p"), shownNumber(first.sampling.topP), shownNumber(second.sampling.topP));
    changed(Text::tr("max tokens"), shownNumber(number(first.sampling.maxTokens)),
            shownNumber(number(second.sampling.maxTokens)));
    changed(Text::tr("seed"), shownNumber(number(first.sampling.seed)), shownNumber(number(second.sampling.seed)));
    changed(Text::tr("stop texts"), shownValue(first.sampling.stop.join(u" | "_s)),
            shownValue(second.sampling.stop.join(u" | "_s)));
    changed(Text::tr("reasoning"), shownValue(first.reasoning.value_or(QString())),
            shownValue(second.reasoning.value_or(QString())));
    changed(Text::tr("timeout"), shownSeconds(first.timeout), shownSeconds(second.timeout));
    changed(Text::tr("deadline"), shownSeconds(first.deadline), shownSeconds(second.deadline));
    changed(Text::tr("fallbacks"), shownModels(first.fallbacks), shownModels(second.fallbacks));
}

void Comparison::layers(const Graph &first, const Graph &second, qsizetype index)
{
    const Layer before = first.layers.value(index);
    const Layer after = second.layers.value(index);
    m_where = Text::tr("Layer %1").arg(index + 1);
    changed(Text::tr("bypassed"), shownAnswer(before.bypassed), shownAnswer(after.bypassed));
    changed(Text::tr("waits for"), shownQuorum(before.quorum), shownQuorum(after.quorum));
    const qsizetype both = std::min(before.agents.size(), after.agents.size());
    for (qsizetype i = 0; i < std::max(before.agents.size(), after.agents.size()); ++i) {
        m_where = agentWhere(i < before.agents.size() ? first : second, index, i);
        if (i < both)
            agents(before.agents.at(i), after.agents.at(i));
        else if (i < before.agents.size())
            present(before.agents.at(i), Kind::Removed);
        else
            present(after.agents.at(i), Kind::Added);
    }
}

void Comparison::graphs(const Graph &first, const Graph &second)
{
    settings(first, second);
    const qsizetype both = std::max(first.layers.size(), second.layers.size());
    for (qsizetype i = 0; i < both; ++i)
        layers(first, second, i);
}

} // namespace

QList<GraphDifference> compareGraphs(const Graph &first, const Graph &second)
{
    Comparison comparison;
    comparison.graphs(first, second);
    return comparison.found;
}

} // namespace tributary
