// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/LiveGraph.h"

#include "viewmodel/AgentSpeech.h"
#include "viewmodel/SourceDisplay.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tributary {

namespace {

bool asksTheSame(const Agent &a, const Agent &b)
{
    return a.model == b.model && a.systemPrompt == b.systemPrompt && a.sampling == b.sampling &&
           a.reasoning == b.reasoning && a.muted == b.muted;
}

/// Also true where neither is asked. The role does not count: whoever is last in a part that was run writes for the
/// person, but was asked the same.
bool readsTheSame(const PlannedCall *a, const PlannedCall *b)
{
    return a && b ? a->reads == b->reads : a == b;
}

bool lacksModel(const Issue &issue)
{
    return issue.code == "model-not-chosen"_L1 || issue.code == "model-unknown"_L1;
}

/// Where the agent stands is told by the graph, how it fares by the run.
void takeIdentity(AgentDisplay &display, const AgentDisplay &from)
{
    display.layer = from.layer;
    display.index = from.index;
    display.isAggregator = from.isAggregator;
    display.letter = from.letter;
    display.paletteIndex = from.paletteIndex;
    display.doubleBar = from.doubleBar;
    display.accessibleDescription = from.accessibleDescription;
}

} // namespace

LiveGraph::LiveGraph(RunViewModel &model, QObject *parent)
    : QObject(parent)
    , m_model(model)
{
    connect(&model.document(), &GraphDocument::changed, this, &LiveGraph::takeGraph);
    connect(&model.document(), &GraphDocument::issuesChanged, this, &LiveGraph::takeGraph);
    connect(&model.session(), &RunSession::pinnedChanged, this, &LiveGraph::takeGraph);
    connect(&model.presenter(), &RunPresenter::structureChanged, this, &LiveGraph::takeRun);
    connect(&model.presenter(), &RunPresenter::runChanged, this, &LiveGraph::tellAll);
    connect(&model.presenter(), &RunPresenter::displayChanged, this, &LiveGraph::displayChanged);
    takeGraph();
}

void LiveGraph::takeGraph()
{
    const GraphDocument &document = m_model.document();
    m_scene.graph = document.graph();
    m_scene.providers = m_model.providers();
    const auto pinned = m_model.session().pinned().keys();
    m_scene.pinned = QSet<AgentId>(pinned.begin(), pinned.end());
    m_scene.plan = compile(m_scene.graph).value_or(Plan());
    Q_EMIT structureChanged();
}

void LiveGraph::takeRun()
{
    const QList<SessionRun> &runs = m_model.session().runs();
    m_last = {};
    if (!m_model.presenter().scene().hasRun() && !runs.isEmpty())
        m_last = sceneOf(runs.last().start, runs.last().state, m_model.providers());
    tellAll();
}

const RunScene &LiveGraph::run() const
{
    const RunScene &shown = m_model.presenter().scene();
    return shown.hasRun() ? shown : m_last;
}

void LiveGraph::tellAll()
{
    const QSet<AgentId> ids = edits::idsOf(m_scene.graph);
    Q_EMIT displayChanged(QList<AgentId>(ids.begin(), ids.end()));
}

AgentDisplay LiveGraph::agent(const AgentId &id) const
{
    AgentDisplay display = describeAgent(m_scene, id);
    const QList<Issue> issues = problems(id);
    const bool unset = std::ranges::any_of(issues, lacksModel);
    if (isInRun(id)) {
        const AgentDisplay told = describeAgent(run(), id);
        // A run that was broken off before it reached the agent tells nothing of it.
        AgentDisplay both = told.state == DisplayState::Ready ? display : told;
        takeIdentity(both, display);
        display = both;
    } else if (unset && display.state == DisplayState::Ready) {
        showNotSetUp(display);
    }
    const std::optional<AgentPlace> place = findAgent(m_scene.graph, id);
    if (place)
        display.accessibleName = accessibleNameOf(display, m_scene.graph.layers.at(place->layer).agents.size());
    return display;
}

std::optional<AgentState> LiveGraph::state(const AgentId &id) const
{
    if (!isInRun(id))
        return std::nullopt;
    return run().run.agent(id);
}

std::optional<int> LiveGraph::usedPercent(const AgentId &id) const
{
    const RunAnalysis *analysis = m_model.analysis().analysis();
    const RunScene &scene = m_model.presenter().scene();
    if (!analysis || !isInRun(id) || !scene.hasRun())
        return std::nullopt;
    const AgentId aggregator = scene.graph.layers.last().agents.value(0).id;
    const std::optional<SourcesDisplay> sources = describeSources(*analysis, scene, aggregator, false);
    const ContributionShare *share = sources ? sources->shareOf(id) : nullptr;
    return share ? std::optional(share->percent) : std::nullopt;
}

QList<Issue> LiveGraph::problems(const AgentId &id) const
{
    QList<Issue> issues = m_model.document().issues();
    issues.removeIf([&](const Issue &issue) { return issue.agent != id; });
    return issues;
}

bool LiveGraph::isRunning() const
{
    return m_model.presenter().isRunning();
}

bool LiveGraph::isInRun(const AgentId &id) const
{
    const RunScene &told = run();
    const Agent *then = told.findAgent(id);
    const Agent *now = m_scene.findAgent(id);
    if (!told.hasRun() || !then || !now)
        return false;
    return told.isRunning() || (asksTheSame(*then, *now) && readsTheSame(told.plan.find(id), m_scene.plan.find(id)));
}

} // namespace tributary
