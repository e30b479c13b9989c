// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Clock.h"
#include "graph/Estimate.h"
#include "graph/PromptContext.h"
#include "viewmodel/ProviderDirectory.h"
#include "viewmodel/RunDisplay.h"

#include <QObject>

#include <functional>
#include <memory>

namespace tributary {

/// What a run will take, in words, 300 ms after the last change (ux.md, section 3.2, "Estimate block").
class EstimatePresenter : public QObject
{
    Q_OBJECT

public:
    static constexpr Milliseconds delay{300};

    explicit EstimatePresenter(const Clock &clock, QObject *parent = nullptr);
    ~EstimatePresenter() override;

    void setGraph(const Graph &graph);
    void setPrompt(const QString &prompt);
    /// What every agent is given beside the prompt.
    void setContext(const PromptContext &context);
    void setLookup(const ModelLookup &lookup);
    void setHistories(const QHash<ModelRef, AnswerHistory> &histories);

    /// Agents that are not asked because a person has pinned their answers.
    void setPinned(const QSet<AgentId> &agents);

    /// Which agents the next run would not ask, because their answers are there already. Called once per estimate.
    void setForecast(std::function<QSet<AgentId>()> forecast);

    /// What the forecast knows has changed.
    void refresh() { schedule(); }

    /// nullopt while the graph cannot run.
    [[nodiscard]] const std::optional<Estimate> &current() const { return m_estimate; }

    /// Three lines: "4 calls · 2 layers", "≈ 3,700 tokens · $0.02–0.04", "≈ 14–22 s · budget OK"; none without one. A
    /// fourth says what is given beside the prompt: "with 2 attachments, continues 3 turns".
    [[nodiscard]] QStringList lines() const;
    /// Two for little room, and the fourth: "4 calls · 2 layers", "≈ 3,700 tokens · $0.03 · 18 s".
    [[nodiscard]] QStringList shortLines() const;
    [[nodiscard]] bool isOverBudget() const;
    /// Computes now what is due, for whoever cannot wait (starting a run).
    void update();

Q_SIGNALS:
    void changed();

private:
    void schedule();

    Graph m_graph;
    QString m_prompt;
    QString m_contextText;
    qint64 m_contextTokens = 0;
    ModelLookup m_lookup;
    QHash<ModelRef, AnswerHistory> m_histories;
    QSet<AgentId> m_pinned;
    int m_pinnedCalls = 0;
    std::function<QSet<AgentId>()> m_forecast;
    std::optional<Estimate> m_estimate;
    std::unique_ptr<Alarm> m_alarm;
};

/// "4 calls · 2 layers", "3 calls, 1 from cache · 2 layers", "2 calls, 1 pinned, 1 from cache · 2 layers"; `pinned` of
/// those that are counted as cached.
QString callsText(const Estimate &estimate, int pinned = 0);

/// What a run takes in one line: "≈ 8,200 tokens · $0.02–0.03 · ≈ 12–20 s".
QString estimateLine(const Estimate &estimate);

} // namespace tributary
