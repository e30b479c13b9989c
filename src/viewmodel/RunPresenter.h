// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Clock.h"
#include "run/RunRecord.h"
#include "viewmodel/RunScene.h"

#include <QObject>

#include <memory>

namespace tributary {

/// What a run begins with, for whoever shows it.
struct RunStart
{
    Graph graph;
    Plan plan;
    QString prompt;
    /// By agent: tokens of an answer of its model so far; agents without one show no percentage.
    QHash<AgentId, double> expectedTokens;
    /// A kept run that is looked at; see RunScene.
    bool isReplayed = false;
};

/// Of a kept run.
RunStart startOf(const RunRecord &record);
/// A run as far as `state` tells, without a presenter.
RunScene sceneOf(const RunStart &start, const RunState &state, const ProviderDirectory &providers);

/// Takes a run's events and tells views what changed, about 30 times a second however fast tokens arrive. Views ask
/// for the display values of what changed; answers come as the text that is new.
class RunPresenter : public QObject
{
    Q_OBJECT

public:
    /// Longest time between an event and its signal.
    static constexpr Milliseconds updateInterval{33};
    /// How often running seconds and countdowns move.
    static constexpr Milliseconds tickInterval{500};

    explicit RunPresenter(const Clock &clock, QObject *parent = nullptr);
    ~RunPresenter() override;

    void setProviders(const ProviderDirectory &providers);
    /// Shows a graph without a run; what was shown before is gone.
    void showGraph(const Graph &graph);
    /// A run begins; its events follow through record().
    void begin(const RunStart &start);
    void record(const RunEvent &event);
    /// Shows a run as far as it came. Events may follow through record(); of a run that goes on, `elapsed` says for how
    /// long it has been running, so that its seconds go on too.
    void showRun(const RunStart &start, const RunState &state, std::optional<Milliseconds> elapsed = {});
    /// The time of a replayed run, which no clock tells.
    void setTime(Milliseconds sinceStart);
    /// Agents whose answers are pinned for the next runs.
    void setPinned(const QSet<AgentId> &agents);

    [[nodiscard]] const RunScene &scene() const { return m_scene; }

    [[nodiscard]] bool isRunning() const { return m_scene.isRunning(); }

    [[nodiscard]] QString prompt() const { return m_prompt; }

    [[nodiscard]] AgentDisplay agent(const AgentId &id) const;
    [[nodiscard]] QList<LayerDisplay> layers() const;
    [[nodiscard]] QList<SynthesisDisplay> syntheses() const;
    /// The text that answerAppended has delivered so far.
    [[nodiscard]] QString answer(const AgentId &id) const;
    [[nodiscard]] QString reasoning(const AgentId &id) const;
    [[nodiscard]] QString statusText() const;
    [[nodiscard]] QString usageText() const;

Q_SIGNALS:
    /// Another graph or run is shown: layers and agents are different ones, build anew.
    void structureChanged();
    /// Display values of these agents differ; their layers and syntheses may too.
    void displayChanged(const QList<tributary::AgentId> &agents);
    void answerAppended(const tributary::AgentId &agent, const QString &delta);
    /// The whole text is another one (a new attempt, a cached answer); `text` may be empty.
    void answerReset(const tributary::AgentId &agent, const QString &text);
    void reasoningChanged(const tributary::AgentId &agent);
    /// Phase, status bar or messages differ.
    void runChanged();
    /// For screen readers (ux.md, section 1.8); assertive when a decision is needed.
    void announce(const QString &text, bool assertive);

private:
    struct Pending
    {
        QString appended;
        bool reset = false;
        bool display = false;
        bool reasoning = false;
    };

    void reset(const RunStart &start);
    void take(const RunEvent &event);
    void takeResumption();
    void restartAnswer(const AgentId &id, bool hadText);
    void takeAnswerText(const AgentId &id, const QString &delta);
    void scheduleUpdate();
    void deliver();
    void deliverAgent(const AgentId &id, const Pending &pending);
    void tick();
    void passTime(Milliseconds now);
    void announceFor(const RunEvent &event);

    const Clock &m_clock;
    RunScene m_scene;
    QString m_prompt;
    Milliseconds m_startedAt{0};
    /// Who reads an agent's answer, and shows that it waits for it.
    QHash<AgentId, QList<AgentId>> m_readers;
    QHash<AgentId, Pending> m_pending;
    bool m_runDirty = false;
    std::unique_ptr<Alarm> m_updateAlarm;
    std::unique_ptr<Alarm> m_tickAlarm;
};

} // namespace tributary
