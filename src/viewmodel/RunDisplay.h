// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "graph/Plan.h"
#include "run/RunState.h"
#include "viewmodel/Action.h"
#include "viewmodel/ProviderDirectory.h"

#include <QHash>

#include <optional>

namespace tributary {

/// What an agent is shown as (ux.md, section 3.3, "States"). Told by icon and word; the tone only adds colour.
enum class DisplayState {
    Ready, ///< not part of a run yet: no icon, no word
    NotSetUp,
    Queued,
    Waiting,
    Streaming,
    Done,
    Cached,
    Pinned, ///< a person keeps the answer, the agent is not asked
    Retrying,
    Failed,
    Stopped,
    Skipped,
    Muted,
};

/// Which colour token of the theme goes with a state or a message.
enum class Tone { Neutral, Active, Success, Cached, Warning, Error };

/// Everything a card, a graph strip row or a graph node shows of one agent, except the answer itself, which streams
/// through RunPresenter::answerAppended. All texts are ready to show.
struct AgentDisplay
{
    AgentId id;
    int layer = 0;
    int index = 0;
    bool isAggregator = false;
    /// The answers are recorded ones of the built-in demo.
    bool isDemo = false;
    /// "B"; U+03A3 for an aggregator.
    QString letter;
    /// 0 ... 7 into the proposer palette (A-H); -1 for an aggregator, which is neutral.
    int paletteIndex = -1;
    /// Colours repeat after eight agents; then the bar is doubled.
    bool doubleBar = false;
    /// The model's id as the provider reported it, else as asked; "Choose a model" when there is none.
    QString modelName;
    /// "Together", "Demo · recorded answers".
    QString providerName;
    /// The model that is or was asked, for pickers.
    ModelRef model;

    DisplayState state = DisplayState::Ready;
    Tone tone = Tone::Neutral;
    /// Lucide name: "circle-check"; empty in state Ready.
    QString icon;
    /// The state in words: "Streaming 41 %", "Done 6.1 s", "Failed: rate limit", "Retry 2 of 3 in 8 s".
    QString stateText;
    /// The same for tight places: "41 %", "6.1 s", "failed".
    QString stateShort;
    /// 0 ... 1 while streaming when an expectation is known; never goes backwards within an attempt.
    std::optional<double> progress;
    /// The icon turns (static when motion is reduced).
    bool busy = false;

    /// Shown instead of an answer when there is none: "Waits for layer 1.", "Not asked in this run."
    QString bodyText;
    /// What went wrong, one or two sentences; empty unless failed.
    QString errorText;
    /// For "Details": kind, provider's words, all attempts.
    QString errorDetail;
    /// One line under the header with a warning sign: "Asked for X, answered by Y."
    QStringList warnings;
    /// "412 words · 6.1 s · 68 tok/s"; empty while there is no text.
    QString footer;
    bool hasAnswer = false;
    bool hasReasoning = false;
    /// The answer is whole, so it can be pinned; and whether the next runs use one that is.
    bool canBePinned = false;
    bool isPinned = false;
    /// The run is shown, not made: nobody can be asked again in it.
    bool isReplayed = false;
    QList<Action> actions;

    /// "B, qwen2.5-72b-instruct, proposer, 2 of 3 in layer 1, streaming 41 percent".
    QString accessibleName;
    /// "Receives: the prompt. Sends to: layer 2."
    QString accessibleDescription;

    bool operator==(const AgentDisplay &) const = default;
};

/// One layer as the switcher and the strip show it.
struct LayerDisplay
{
    /// Index in the graph, from 0.
    int layer = 0;
    /// "Layer 1 · 3 proposers", "Layer 2 · 6 proposers with references", "Layer 3 · aggregator".
    QString title;
    /// "Layer 1".
    QString shortTitle;
    QList<AgentId> agents;
    bool isLast = false;
    bool bypassed = false;
    bool finished = false;

    bool operator==(const LayerDisplay &) const = default;
};

/// One answer that a synthesis reads.
struct ReferenceMark
{
    AgentId agent;
    QString letter;
    int paletteIndex = -1;
    /// Did not arrive: struck through, with `reason` behind it.
    bool missing = false;
    /// "failed", "stopped", "skipped", "muted"; empty unless missing.
    QString reason;

    bool operator==(const ReferenceMark &) const = default;
};

/// What the synthesis pane shows of one aggregator beside its AgentDisplay.
struct SynthesisDisplay
{
    AgentId aggregator;
    QString modelName;
    QList<ReferenceMark> references;
    /// Line 2 as plain text: "claude-opus-4-1 · from A, B, C"; a missing one reads "B (failed)".
    QString header;
    /// "Waiting for 1 of 3 references: B."; the reason when there will be no synthesis; empty once text is there.
    QString bodyText;
    QList<Action> actions;

    bool operator==(const SynthesisDisplay &) const = default;
};

} // namespace tributary
