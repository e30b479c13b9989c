// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "viewmodel/RunDisplay.h"

#include <QHash>
#include <QSet>

namespace tributary {

/// Counts words and tokens of a text that arrives in pieces, each piece looked at once.
struct TextMeter
{
    qint64 words = 0;
    qint64 tokens = 0;

    void add(QStringView delta);

    bool operator==(const TextMeter &) const = default;

private:
    bool m_insideWord = false;
};

/// What the presenter knows of one agent beyond the run's state.
struct AgentMeter
{
    TextMeter answer;
    /// Length of an answer of this model as far as earlier ones tell; nullopt: no percentage.
    std::optional<double> expectedTokens;
    double progress = 0;

    bool operator==(const AgentMeter &) const = default;
};

/// Everything that the screen is a function of: a graph, and a run of it as far as its events tell. The functions
/// below are pure, so that every state can be tested and drawn without a run.
struct RunScene
{
    Graph graph;
    /// Of `graph` when it compiles; else empty.
    Plan plan;
    ProviderDirectory providers;
    RunState run;
    QHash<AgentId, AgentMeter> meters;
    /// Agents whose answer the next runs take as it is.
    QSet<AgentId> pinned;
    /// A kept run that is looked at: nothing in it can be asked again.
    bool isReplayed = false;
    /// Of the run, by the clock: between events too.
    Milliseconds now{0};

    [[nodiscard]] bool hasRun() const { return run.phase != RunState::Phase::NotStarted; }

    [[nodiscard]] bool isRunning() const;
    [[nodiscard]] const Agent *findAgent(const AgentId &id) const;
    [[nodiscard]] const AgentMeter &meter(const AgentId &id) const;
    [[nodiscard]] bool isAggregator(const AgentId &id) const;
    /// "B"; U+03A3 for an aggregator.
    [[nodiscard]] QString letterOf(const AgentId &id) const;
    /// "B", "The aggregator": the agent in a sentence.
    [[nodiscard]] QString nameOf(const AgentId &id) const;
};

AgentDisplay describeAgent(const RunScene &scene, const AgentId &id);
/// No model, or one that no provider has.
void showNotSetUp(AgentDisplay &display);
QList<LayerDisplay> describeLayers(const RunScene &scene);
/// One for each aggregator that is asked, the main one first.
QList<SynthesisDisplay> describeSyntheses(const RunScene &scene);

/// "Running layer 1 of 2 · 2 of 4 calls done · 00:07", "Ready", "Finished · 4 of 4 answers · 18 s".
QString statusText(const RunScene &scene);
/// "4,812 tokens in · 1,977 out · $0.021"; empty before the first run.
QString usageText(const RunScene &scene);

} // namespace tributary
