// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Result.h"
#include "graph/GraphEdits.h"
#include "graph/Validation.h"

#include <QObject>
#include <QUndoStack>

namespace tributary {

/// The graph being edited: a value, changed only through undo commands. One action of a person is one step, with a
/// text for the menu ("Change model of B"); an edit that changes nothing makes no step.
class GraphDocument : public QObject
{
    Q_OBJECT

public:
    explicit GraphDocument(QObject *parent = nullptr);
    ~GraphDocument() override;

    [[nodiscard]] const Graph &graph() const { return m_graph; }

    [[nodiscard]] QUndoStack &undoStack() { return m_undo; }

    /// Every problem of the graph, with the models checked against the lookup once there is one.
    [[nodiscard]] const QList<Issue> &issues() const { return m_issues; }

    void setLookup(const ModelLookup &lookup);

    /// Starts over with a graph, without history: opening a file, the first graph of a session. Ids that cannot tell
    /// agents apart are replaced, and the document then differs from the file.
    void reset(const Graph &graph, const QString &filePath = {});
    /// The same with a graph that was not saved to that file before an earlier session ended.
    void restore(const Graph &graph, const QString &filePath, bool modified);
    /// Begins another document with this graph, as one step: undo brings back the graph before and its file.
    void startFrom(const Graph &graph, const QString &text);
    /// The same with the graph in a file, which the document then does not differ from.
    [[nodiscard]] Result<void> open(const QString &path);
    [[nodiscard]] Result<void> saveAs(const QString &path);

    [[nodiscard]] QString filePath() const { return m_filePath; }

    /// Differs from what was opened or saved last.
    [[nodiscard]] bool isModified() const { return !m_undo.isClean(); }

    /// There is a file, and it lacks changes.
    [[nodiscard]] bool hasUnsavedFile() const { return !m_filePath.isEmpty() && isModified(); }

    /// A number for the edits of one drag, one spell of typing, one burst of keys.
    [[nodiscard]] int newGesture() { return ++m_gestures; }

    // Edits. Ids that are not in the graph are ignored. Edits of one `gesture` (0: none) on the same agents are one
    // step, with the text of the last one.

    // Agents.
    void setModel(const AgentId &id, const ModelRef &model);
    void setModels(const QHash<AgentId, ModelRef> &models, const QString &text);
    void setMuted(const QList<AgentId> &ids, bool muted);
    void setName(const AgentId &id, const QString &name, int gesture = 0);
    void setSystemPrompt(const AgentId &id, const QString &prompt, int gesture = 0);
    void setTemperature(const AgentId &id, std::optional<double> temperature, int gesture = 0);
    void setMaxTokens(const AgentId &id, std::optional<int> maxTokens, int gesture = 0);
    void setTopP(const AgentId &id, std::optional<double> topP, int gesture = 0);
    void setSeed(const AgentId &id, std::optional<qint64> seed, int gesture = 0);
    void setStop(const AgentId &id, const QStringList &stop, int gesture = 0);
    void setReasoning(const AgentId &id, const std::optional<QString> &effort, int gesture = 0);
    void setTimeout(const AgentId &id, Milliseconds timeout, int gesture = 0);
    void setDeadline(const AgentId &id, std::optional<Milliseconds> deadline, int gesture = 0);
    void setFallbacks(const AgentId &id, const QList<ModelRef> &fallbacks);
    /// nullopt: all of the layer before, also those added later.
    void setReferences(const AgentId &id, const std::optional<QList<AgentId>> &references);

    // Structure. Places are those of the graph before the edit; see GraphEdits.h for how references are kept right.

    /// New agents with these models and default settings; returns their ids. An empty list adds one without a model.
    QList<AgentId> addAgents(const QList<ModelRef> &models, const AgentPlace &place);
    /// The same in a layer of their own, which stands in front of `before`.
    QList<AgentId> addAgentsInNewLayer(const QList<ModelRef> &models, qsizetype before);
    /// Copies of these agents, with fresh ids.
    QList<AgentId> pasteAgents(const QList<Agent> &agents, const AgentPlace &place);
    QList<AgentId> pasteLayers(const QList<Layer> &layers, qsizetype before);
    void removeAgents(const QList<AgentId> &ids);
    QList<AgentId> duplicateAgents(const QList<AgentId> &ids);
    void moveAgents(const QList<AgentId> &ids, const AgentPlace &place, int gesture = 0);
    void moveToNewLayer(const QList<AgentId> &ids, qsizetype before, int gesture = 0);
    void shiftAgents(const QList<AgentId> &ids, int step, int gesture = 0);
    /// Empty.
    void addLayer(qsizetype before);
    void removeLayer(qsizetype layer);
    QList<AgentId> duplicateLayer(qsizetype layer);
    void moveLayer(qsizetype layer, qsizetype to, int gesture = 0);
    void splitLayer(qsizetype layer, qsizetype index);
    void mergeWithNext(qsizetype layer);
    void setBypassed(qsizetype layer, bool bypassed);
    void useModelsOfFirstLayer(qsizetype layer);
    /// nullopt: the layer waits for everybody.
    void setQuorum(qsizetype layer, const std::optional<Quorum> &quorum, int gesture = 0);

    // The whole graph.
    void setGraphName(const QString &name, int gesture = 0);
    void setDescription(const QString &description, int gesture = 0);
    void setPacking(const Packing &packing);
    void setRetries(int retries, int gesture = 0);
    void setHedging(bool hedging);
    void setBudget(std::optional<double> usd, int gesture = 0);
    /// Edits many things of the graph at once, as one step.
    void replaceGraph(const Graph &graph, const QString &text);

    /// "B", "the aggregator", "aggregator 2": the agent in the text of a step.
    [[nodiscard]] QString nameOf(const AgentId &id) const;
    /// "A, C".
    [[nodiscard]] QString namesOf(const QList<AgentId> &ids) const;

    /// Of an agent that is in the graph; else nullptr. Until the next edit.
    [[nodiscard]] const Agent *find(const AgentId &id) const;

Q_SIGNALS:
    void changed();
    void issuesChanged();
    void modifiedChanged(bool modified);
    void filePathChanged();

private:
    friend class GraphCommand;
    void exchange(Graph &other, std::optional<QString> &otherPath);
    void switchTo(const Graph &graph, const QString &path, const QString &text);
    void updateIssues();
    /// Makes the graph this one, as a step, unless it is this one.
    void change(Graph graph, const QString &text, int gesture = 0, const QList<AgentId> &targets = {});
    template <typename Edit>
    void changeAgents(const QList<AgentId> &ids, const QString &text, int gesture, Edit edit);
    /// `text` with the agent's name for %1.
    template <typename Edit>
    void changeAgent(const AgentId &id, const QString &text, int gesture, Edit edit);
    template <typename Edit>
    void changeLayer(qsizetype layer, const QString &text, int gesture, Edit edit);
    template <typename Edit>
    void changeGraph(const QString &text, int gesture, Edit edit);
    /// At least one, with ids that no agent ever had.
    [[nodiscard]] QList<Agent> newAgents(const QList<ModelRef> &models) const;
    /// Ids of the agents that are not in `before`, in graph order.
    [[nodiscard]] QList<AgentId> newSince(const QSet<AgentId> &before) const;

    Graph m_graph;
    ModelLookup m_lookup;
    QList<Issue> m_issues;
    QString m_filePath;
    QUndoStack m_undo;
    int m_gestures = 0;
    /// Ids that were ever in the graph: what is kept of an agent must not pass to one that is added after it is gone.
    QSet<AgentId> m_usedIds;
};

} // namespace tributary
