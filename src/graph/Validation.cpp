// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "graph/Validation.h"

#include "graph/AgentChecks.h"
#include "graph/Limits.h"

#include <QCoreApplication>

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tributary::Validation)
};

/// Walks the graph once, so that graphs of thousands of agents cost linear time.
class Validator
{
public:
    Validator(const Graph &graph, const ModelLookup &lookup)
        : m_graph(graph)
        , m_lookup(lookup)
    {}

    QList<Issue> run();

private:
    void checkLayer(qsizetype index);
    void checkIsAsked(qsizetype index);
    void checkLastLayer();
    void checkQuorum(qsizetype index, qsizetype asked);
    void checkAgents(qsizetype index);
    void checkDuplicate(const AgentSite &site);
    void checkPolicy();

    void add(Severity severity, const char *code, const QString &place, const QString &message,
             const AgentId &agent = {})
    {
        m_issues.append({severity, QString::fromLatin1(code), place, agent, message});
    }

    [[nodiscard]] bool isLast(qsizetype index) const { return index + 1 == m_graph.layers.size(); }

    const Graph &m_graph;
    const ModelLookup &m_lookup;
    QList<Issue> m_issues;
    QSet<AgentId> m_seen;
    /// Of the layer right before the one being checked.
    QSet<AgentId> m_before;
    QSet<AgentId> m_askedBefore;
    qsizetype m_askedLayers = 0;
};

QString layerPlace(qsizetype index, const QString &member = {})
{
    const QString place = u"layers[%1]"_s.arg(index);
    return member.isEmpty() ? place : place + u'.' + member;
}

qsizetype askedAgents(const Layer &layer)
{
    return layer.bypassed ? 0 : std::count_if(layer.agents.begin(), layer.agents.end(), [](const Agent &agent) {
        return !agent.muted;
    });
}

QList<Issue> Validator::run()
{
    if (m_graph.layers.isEmpty())
        add(Severity::Error, "no-layers", u"layers"_s,
            Text::tr("The graph has no layers: add a proposer and an aggregator."));
    for (qsizetype i = 0; i < m_graph.layers.size(); ++i)
        checkLayer(i);
    if (!m_graph.layers.isEmpty())
        checkLastLayer();
    checkPolicy();
    return m_issues;
}

void Validator::checkLayer(qsizetype index)
{
    const Layer &layer = m_graph.layers[index];
    checkIsAsked(index);
    const qsizetype asked = askedAgents(layer);
    checkQuorum(index, asked);
    checkAgents(index);
    if (asked > 0)
        ++m_askedLayers;
    m_before.clear();
    m_askedBefore.clear();
    for (const Agent &agent : layer.agents) {
        m_before.insert(agent.id);
        if (!agent.muted && !layer.bypassed)
            m_askedBefore.insert(agent.id);
    }
}

void Validator::checkIsAsked(qsizetype index)
{
    const Layer &layer = m_graph.layers[index];
    if (layer.bypassed)
        return;
    if (layer.agents.isEmpty())
        add(Severity::Error, "empty-layer", layerPlace(index, u"agents"_s),
            Text::tr("Layer %1 has no agents: add one or delete the layer.").arg(index + 1));
    else if (askedAgents(layer) == 0 && isLast(index))
        add(Severity::Error, "all-aggregators-muted", layerPlace(index),
            Text::tr("Every aggregator is muted, so nobody writes a synthesis: unmute one."));
    else if (askedAgents(layer) == 0)
        add(Severity::Error, "all-agents-muted", layerPlace(index),
            Text::tr("Every agent of layer %1 is muted: unmute one or bypass the layer.").arg(index + 1));
}

void Validator::checkLastLayer()
{
    const qsizetype index = m_graph.layers.size() - 1;
    const Layer &layer = m_graph.layers[index];
    const qsizetype asked = askedAgents(layer);
    if (layer.bypassed)
        add(Severity::Error, "last-layer-bypassed", layerPlace(index, u"bypassed"_s),
            Text::tr("The last layer is bypassed, so nobody writes a synthesis: switch it on."));
    if (asked > 0 && layer.agents.first().muted)
        add(Severity::Warning, "main-aggregator-muted", layerPlace(index, u"agents[0].muted"_s),
            Text::tr("The main aggregator is muted: the next one writes the main synthesis."), layer.agents.first().id);
    if (asked > 0 && m_askedLayers == 1)
        add(Severity::Warning, "no-proposers", u"layers"_s,
            Text::tr("No proposer is asked: the aggregator answers the prompt alone."));
}

void Validator::checkQuorum(qsizetype index, qsizetype asked)
{
    const Layer &layer = m_graph.layers[index];
    if (!layer.quorum || layer.bypassed)
        return;
    if (layer.quorum->atLeast < 1)
        add(Severity::Error, "quorum-below-one", layerPlace(index, u"quorum.atLeast"_s),
            Text::tr("The quorum of layer %1 is %2: ask for at least 1 answer.")
                .arg(index + 1)
                .arg(layer.quorum->atLeast));
    else if (asked > 0 && layer.quorum->atLeast > asked)
        add(Severity::Warning, "quorum-too-large", layerPlace(index, u"quorum.atLeast"_s),
            Text::tr("The quorum of layer %1 is %2, but it asks %3 agents: it waits for all of them.")
                .arg(index + 1)
                .arg(layer.quorum->atLeast)
                .arg(asked));
    if (layer.quorum->grace.count() < 0 || layer.quorum->grace > limits::longestTime)
        add(Severity::Error, "grace-out-of-range", layerPlace(index, u"quorum.graceMs"_s),
            Text::tr("The grace time of layer %1 is %2 ms: choose 0 ms to 7 days.")
                .arg(index + 1)
                .arg(layer.quorum->grace.count()));
}

void Validator::checkAgents(qsizetype index)
{
    const Layer &layer = m_graph.layers[index];
    const bool beforeBypassed = index > 0 && m_graph.layers[index - 1].bypassed;
    for (qsizetype i = 0; i < layer.agents.size(); ++i) {
        const Agent &agent = layer.agents[i];
        const AgentSite site{agent,
                             index,
                             i,
                             isLast(index),
                             !agent.muted && !layer.bypassed,
                             m_askedLayers > 0,
                             m_before,
                             m_askedBefore,
                             beforeBypassed};
        checkDuplicate(site);
        checkAgent(site, m_lookup, m_issues);
    }
}

void Validator::checkDuplicate(const AgentSite &site)
{
    const AgentId &id = site.agent.id;
    if (id.isEmpty())
        return;
    if (m_seen.contains(id))
        add(Severity::Error, "duplicate-id", site.place(u"id"_s),
            Text::tr("The id \"%1\" is taken by another agent: give %2 another one.").arg(id.value, site.label()), id);
    m_seen.insert(id);
}

void Validator::checkPolicy()
{
    const GraphPolicy &policy = m_graph.policy;
    if (policy.retries < 0 || policy.retries > limits::mostRetries)
        add(Severity::Error, "retries-out-of-range", u"policy.retries"_s,
            Text::tr("The graph allows %1 retries: choose 0 to %2.").arg(policy.retries).arg(limits::mostRetries));
    if (policy.budgetUsd && !(*policy.budgetUsd > 0))
        add(Severity::Error, "budget-not-positive", u"policy.budgetUsd"_s,
            Text::tr("The budget is $%1: choose more than 0 or remove it.").arg(*policy.budgetUsd));
    if (policy.earlyExit)
        add(Severity::Warning, "early-exit-ignored", u"policy.earlyExit"_s,
            Text::tr("Early exit is kept in the file but not acted on: every layer is asked."));
}

} // namespace

QList<Issue> validate(const Graph &graph, const ModelLookup &lookup)
{
    return Validator(graph, lookup).run();
}

bool hasErrors(const QList<Issue> &issues)
{
    return std::any_of(issues.begin(), issues.end(),
                       [](const Issue &issue) { return issue.severity == Severity::Error; });
}

} // namespace tributary
