// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/GraphDocument.h"

#include "graph/GraphFile.h"

#include <QFileInfo>
#include <QUndoCommand>

using namespace Qt::StringLiterals;

namespace tributary {

/// Exchanges its graph with the document's: undo and redo are the same move.
class GraphCommand final : public QUndoCommand
{
public:
    GraphCommand(GraphDocument &document, Graph graph, const QString &text, int gesture, const QList<AgentId> &targets)
        : QUndoCommand(text)
        , m_document(document)
        , m_other(std::move(graph))
        , m_gesture(gesture)
        , m_targets(targets.begin(), targets.end())
    {}

    /// Another document: its file changes places too.
    GraphCommand(GraphDocument &document, Graph graph, const QString &path, const QString &text)
        : GraphCommand(document, std::move(graph), text, 0, {})
    {
        m_otherPath = path;
    }

    void undo() override { m_document.exchange(m_other, m_otherPath); }

    void redo() override { m_document.exchange(m_other, m_otherPath); }

    int id() const override { return m_gesture == 0 ? -1 : m_gesture; }

    /// The later edit is already in the document; the older graph of ours is the one to return to. When the document
    /// is back at that, nothing is left to undo.
    bool mergeWith(const QUndoCommand *later) override
    {
        const auto *other = dynamic_cast<const GraphCommand *>(later);
        if (!other || other->m_targets != m_targets)
            return false;
        setText(other->text());
        setObsolete(m_other == m_document.graph());
        return true;
    }

private:
    GraphDocument &m_document;
    Graph m_other;
    std::optional<QString> m_otherPath;
    int m_gesture;
    QSet<AgentId> m_targets;
};

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
    m_graph = edits::withSoundIds(graph);
    m_usedIds = edits::idsOf(m_graph);
    m_filePath = filePath;
    const bool hadHistory = m_undo.count() > 0;
    m_undo.clear();
    m_undo.setClean();
    if (m_graph != graph)
        m_undo.resetClean();
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
    switchTo(*graph, path, tr("Open %1").arg(QFileInfo(path).fileName()));
    if (m_graph == *graph)
        m_undo.setClean();
    else
        m_undo.resetClean();
    return {};
}

void GraphDocument::startFrom(const Graph &graph, const QString &text)
{
    switchTo(graph, {}, text);
}

void GraphDocument::switchTo(const Graph &graph, const QString &path, const QString &text)
{
    Graph sound = edits::withSoundIds(graph);
    if (sound != m_graph || path != m_filePath)
        m_undo.push(new GraphCommand(*this, std::move(sound), path, text));
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

void GraphDocument::replaceGraph(const Graph &graph, const QString &text)
{
    change(edits::withSoundIds(graph), text);
}

QString GraphDocument::nameOf(const AgentId &id) const
{
    const std::optional<AgentPlace> place = findAgent(m_graph, id);
    if (!place)
        return {};
    if (place->layer + 1 < m_graph.layers.size())
        return agentLetter(place->index);
    const bool only = m_graph.layers.constLast().agents.size() == 1;
    return only ? tr("the aggregator") : tr("aggregator %1").arg(place->index + 1);
}

QString GraphDocument::namesOf(const QList<AgentId> &ids) const
{
    QStringList names;
    for (const AgentId &id : ids) {
        if (find(id))
            names.append(nameOf(id));
    }
    return names.join(u", "_s);
}

const Agent *GraphDocument::find(const AgentId &id) const
{
    const std::optional<AgentPlace> place = findAgent(m_graph, id);
    return place ? &m_graph.layers.at(place->layer).agents.at(place->index) : nullptr;
}

void GraphDocument::exchange(Graph &other, std::optional<QString> &otherPath)
{
    std::swap(m_graph, other);
    m_usedIds.unite(edits::idsOf(m_graph));
    if (!otherPath || *otherPath == m_filePath)
        return;
    std::swap(m_filePath, *otherPath);
    Q_EMIT filePathChanged();
}

void GraphDocument::updateIssues()
{
    QList<Issue> issues = validate(m_graph, m_lookup);
    if (issues == m_issues)
        return;
    m_issues = std::move(issues);
    Q_EMIT issuesChanged();
}

void GraphDocument::change(Graph graph, const QString &text, int gesture, const QList<AgentId> &targets)
{
    if (graph != m_graph)
        m_undo.push(new GraphCommand(*this, std::move(graph), text, gesture, targets));
}

} // namespace tributary
