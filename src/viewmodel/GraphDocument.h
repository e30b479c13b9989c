// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Result.h"
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

    /// Starts over with a graph, without history: opening a file, the first graph of a session.
    void reset(const Graph &graph, const QString &filePath = {});
    /// The same with a graph that was not saved to that file before an earlier session ended.
    void restore(const Graph &graph, const QString &filePath, bool modified);
    [[nodiscard]] Result<void> open(const QString &path);
    [[nodiscard]] Result<void> saveAs(const QString &path);

    [[nodiscard]] QString filePath() const { return m_filePath; }

    /// Differs from what was opened or saved last.
    [[nodiscard]] bool isModified() const { return !m_undo.isClean(); }

    // Edits. Ids that are not in the graph are ignored. Edits of one `gesture` (a drag of a slider, a spell of typing;
    // 0: none) on the same agent are one step.
    void setModel(const AgentId &id, const ModelRef &model);
    void setModels(const QHash<AgentId, ModelRef> &models, const QString &text);
    void setMuted(const QList<AgentId> &ids, bool muted);
    void setName(const AgentId &id, const QString &name);
    void setSystemPrompt(const AgentId &id, const QString &prompt, int gesture = 0);
    void setTemperature(const AgentId &id, std::optional<double> temperature, int gesture = 0);
    void setMaxTokens(const AgentId &id, std::optional<int> maxTokens, int gesture = 0);
    void setBudget(std::optional<double> usd);
    /// Loads a preset or another whole graph as one step: "Load MoA 3+1".
    void replaceGraph(const Graph &graph, const QString &text);

    /// "B", "the aggregator": the agent in the text of a step.
    [[nodiscard]] QString nameOf(const AgentId &id) const;

Q_SIGNALS:
    void changed();
    void issuesChanged();
    void modifiedChanged(bool modified);
    void filePathChanged();

private:
    friend class GraphCommand;
    void exchange(Graph &other);
    void exchange(Agent &other);
    void updateIssues();
    /// Pushes a command with `changed` in place of the agents of the same ids, unless that changes nothing.
    void changeAgents(const QList<Agent> &changed, const QString &text, int gesture = 0);
    template <typename Change>
    void changeAgent(const AgentId &id, const QString &text, int gesture, Change change);

    Graph m_graph;
    ModelLookup m_lookup;
    QList<Issue> m_issues;
    QString m_filePath;
    QUndoStack m_undo;
};

} // namespace tributary
