// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Clock.h"
#include "base/Id.h"
#include "base/ModelRef.h"
#include "base/Range.h"
#include "run/RunEvent.h"

#include <QDateTime>
#include <QList>
#include <QStringList>

#include <optional>

namespace tributary {

/// Names a run inside one library file; runs that began later have greater keys. Never shown and never exported.
enum class RunKey : qint64 {};

enum class KeptState {
    Running,     ///< some living program is writing it
    Interrupted, ///< its program ended before the run did
    Finished,
    Stopped, ///< a person ended it before there was a synthesis
};

/// "running", "interrupted", "finished", "stopped": the words of `runs list --json`.
QString wireName(KeptState state);

enum class RunOrigin { Window, CommandLine, Batch, Lab, Imported };

/// A run as a list shows it. Never more than a few hundred characters of text.
struct RunSummary
{
    RunKey key{};
    RunId id;
    QDateTime started;
    KeptState state = KeptState::Finished;
    std::optional<RunOutcome> outcome;
    RunOrigin origin = RunOrigin::Window;
    /// Asks a voice of the built-in demo.
    bool isDemo = false;
    /// The beginnings, each at most `shownCharacters`.
    QString prompt;
    QString synthesis;
    QString graphName;
    /// Of the agents that were asked, in graph order, each once.
    QList<ModelRef> models;
    /// Agents of the first layer: their letters are A, B, C ...
    int proposers = 0;
    int agents = 0;
    int usable = 0;
    int failed = 0;
    Milliseconds duration{0};
    double costUsd = 0;
    int unpriced = 0;
    bool starred = false;
    QStringList tags;
    QString note;
    /// When it was put into the trash.
    std::optional<QDateTime> trashed;

    static constexpr int shownCharacters = 400;

    bool operator==(const RunSummary &) const = default;
};

/// Which runs to find; every condition that is set must hold.
struct RunFilter
{
    /// Words to find in prompts, answers and syntheses, each as the beginning of a word; "quoted words" as a phrase.
    QString text;
    bool starred = false;
    bool failed = false;
    bool fromLab = false;
    bool imported = false;
    bool demo = false;
    bool interrupted = false;
    std::optional<QDate> from;
    std::optional<QDate> to;
    QString graphName;
    ProviderId provider;
    ModelRef model;
    QString tag;
    std::optional<Range<double>> costUsd;
    /// The runs in the trash instead of the others.
    bool trash = false;

    bool operator==(const RunFilter &) const = default;
};

/// What a library holds to choose filters from, each sorted and once.
struct RunFacets
{
    QStringList graphNames;
    QList<ModelRef> models;
    QStringList tags;

    bool operator==(const RunFacets &) const = default;
};

} // namespace tributary
