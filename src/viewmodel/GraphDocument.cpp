// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/GraphDocument.h"

#include "graph/GraphFile.h"

#include <QUndoCommand>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tributary {

/// Exchanges values with the document: undo and redo are the same move.
class GraphCommand : public QUndoCommand
{
public:
    GraphCommand(GraphDocument &document, const QString &text)
        : QUndoCommand(text)
        , m_document(document)
    {}

    void undo() final { exchange(); }

    void redo() final { exchange(); }

protected:
    virtual void exchange() = 0;

    void exchangeWith(Graph &graph) { m_document.exchange(graph); }

    void exchangeWith(Agent &agent) { m_document.exchange(agent); }

    [[nodiscard]] bool isPresent(const Agent &agent) const
    {
        const std::optional<AgentPlace> place = findAgent(m_document.graph(), agent.id);
        return place && m_document.graph().layers[place->layer].agents[place->index] == agent;
    }

private:
    GraphDocument &m_document;
};

namespace {

class ReplaceGraphCommand final : public GraphCommand
{
public:
    ReplaceGraphCommand(GraphDocument &document, Graph graph, const QString &text)
        : GraphCommand(document, text)
        , m_other(std::move(graph))
    {}

private:
    void exchange() override { exchangeWith(m_other); }

    Graph m_other;
};

class ChangeAgentsCommand final : public GraphCommand
{
public:
    ChangeAgentsCommand(GraphDocument &document, QList<Agent> agents, const QString &text, int gesture)
        : GraphCommand(document, text)
        , m_others(std::move(agents))
        , m_gesture(gesture)
    {}

    int id() const override { return m_gesture == 0 ? -1 : m_gesture; }

    /// The later edit is already in the document; the older value of ours is the one to return to. When the document
    /// is back at that value, nothing is left to undo.
    bool mergeWith(const QUndoCommand *later) override
    {
        const auto *other = dynamic_cast<const ChangeAgentsCommand *>(later);
        if (!other || !std::ranges::equal(m_others, other->m_others, {}, &Agent::id, &Agent::id))
            return false;
        setObsolete(std::ranges::all_of(m_others, [this](const Agent &agent) { return isPresent(agent); }));
        return true;
    }

private:
    void exchange() override
    {
        for (Agent &agent : m_others)
            exchangeWith(agent);
    }

    QList<Agent> m_others;
    int m_gesture;
};

Agent *agentIn(Graph &graph, const AgentId &id)
{
    const std::optional<AgentPlace> place = findAgent(graph, id);
    return place ? &graph.layers[place->layer].agents[place->index] : nullptr;
}

} // namespace

GraphDocument::GraphDocument(QObject *parent)
    : QObject(parent)
{
    connect(&m_undo, &QUndoStack::cleanChanged, this, [this](bool clean) { Q_EMIT modifiedChanged(!clean); });
    connect(&m_undo, &QUndoStack::indexChanged, this, [this] {
        updateIssues();
        Q_EMIT changed();
    });
    updateIssues();
}

/// A stack that goes clears itself and would say so to listeners that are half gone.
GraphDocument::~GraphDocument()
{
    m_undo.disconnect(this);
}

void GraphDocument::setLookup(const ModelLookup &lookup)
{
    m_lookup = lookup;
    updateIssues();
}

void GraphDocument::reset(const Graph &graph, const QString &filePath)
{
    m_graph = graph;
    m_filePath = filePath;
    const bool hadHistory = m_undo.count() > 0;
    m_undo.clear();
    m_undo.setClean();
    Q_EMIT filePathChanged();
    if (hadHistory)
        return; // clear() announced the new index, and with it the change
    updateIssues();
    Q_EMIT changed();
}

void GraphDocument::restore(const Graph &graph, const QString &filePath, bool modified)
{
    reset(graph, filePath);
    if (modified)
        m_undo.resetClean();
}

Result<void> GraphDocument::open(const QString &path)
{
    const Result<Graph> graph = loadGraphFile(path);
    if (!graph)
        return tl::unexpected<Error>(graph.error());
    reset(*graph, path);
    return {};
}

Result<void> GraphDocument::saveAs(const QString &path)
{
    if (Result<void> saved = saveGraphFile(m_graph, path); !saved)
        return saved;
    m_filePath = path;
    m_undo.setClean();
    Q_EMIT filePathChanged();
    return {};
}

void GraphDocument::setModel(const AgentId &id, const ModelRef &model)
{
    changeAgent(id, tr("Change model of %1"), 0, [&](Agent &agent) { agent.model = model; });
}

void GraphDocument::setModels(const QHash<AgentId, ModelRef> &models, const QString &text)
{
    QList<Agent> agents;
    for (const auto &[id, model] : models.asKeyValueRange()) {
        if (const Agent *agent = agentIn(m_graph, id)) {
            agents.append(*agent);
            agents.last().model = model;
        }
    }
    changeAgents(agents, text);
}

void GraphDocument::setMuted(const QList<AgentId> &ids, bool muted)
{
    QList<Agent> agents;
    QStringList names;
    for (const AgentId &id : ids) {
        if (const Agent *agent = agentIn(m_graph, id)) {
            agents.append(*agent);
            agents.last().muted = muted;
            names.append(nameOf(id));
        }
    }
    changeAgents(agents, (muted ? tr("Mute %1") : tr("Unmute %1")).arg(names.join(u", "_s)));
}

void GraphDocument::setName(const AgentId &id, const QString &name)
{
    changeAgent(id, tr("Rename %1"), 0, [&](Agent &agent) { agent.name = name; });
}

void GraphDocument::setSystemPrompt(const AgentId &id, const QString &prompt, int gesture)
{
    changeAgent(id, tr("Change system prompt of %1"), gesture, [&](Agent &agent) { agent.systemPrompt = prompt; });
}

void GraphDocument::setTemperature(const AgentId &id, std::optional<double> temperature, int gesture)
{
    changeAgent(id, tr("Change temperature of %1"), gesture,
                [&](Agent &agent) { agent.sampling.temperature = temperature; });
}

void GraphDocument::setMaxTokens(const AgentId &id, std::optional<int> maxTokens, int gesture)
{
    changeAgent(id, tr("Change token limit of %1"), gesture,
                [&](Agent &agent) { agent.sampling.maxTokens = maxTokens; });
}

void GraphDocument::setBudget(std::optional<double> usd)
{
    Graph graph = m_graph;
    graph.policy.budgetUsd = usd;
    replaceGraph(graph, usd ? tr("Change budget") : tr("Remove budget"));
}

void GraphDocument::replaceGraph(const Graph &graph, const QString &text)
{
    if (graph != m_graph)
        m_undo.push(new ReplaceGraphCommand(*this, graph, text));
}

QString GraphDocument::nameOf(const AgentId &id) const
{
    const std::optional<AgentPlace> place = findAgent(m_graph, id);
    if (!place)
        return {};
    return place->layer == m_graph.layers.size() - 1 ? tr("the aggregator") : agentLetter(place->index);
}

void GraphDocument::exchange(Graph &other)
{
    std::swap(m_graph, other);
}

void GraphDocument::exchange(Agent &other)
{
    if (Agent *agent = agentIn(m_graph, other.id))
        std::swap(*agent, other);
}

void GraphDocument::updateIssues()
{
    QList<Issue> issues = validate(m_graph, m_lookup);
    if (issues == m_issues)
        return;
    m_issues = std::move(issues);
    Q_EMIT issuesChanged();
}

void GraphDocument::changeAgents(const QList<Agent> &changed, const QString &text, int gesture)
{
    QList<Agent> different; // each agent once: exchanging one twice would not be undone by doing it again
    for (const Agent &agent : changed) {
        const Agent *present = agentIn(m_graph, agent.id);
        const bool known = std::ranges::find(different, agent.id, &Agent::id) != different.end();
        if (present && *present != agent && !known)
            different.append(agent);
    }
    if (!different.isEmpty())
        m_undo.push(new ChangeAgentsCommand(*this, different, text, gesture));
}

template <typename Change>
void GraphDocument::changeAgent(const AgentId &id, const QString &text, int gesture, Change change)
{
    const Agent *agent = agentIn(m_graph, id);
    if (!agent)
        return;
    Agent changed = *agent;
    change(changed);
    changeAgents({changed}, text.arg(nameOf(id)), gesture);
}

} // namespace tributary
