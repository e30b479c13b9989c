// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Result.h"
#include "ui/common/ThemeController.h"
#include "ui/run/ComparisonMode.h"

#include <QSize>
#include <QString>
#include <QStringList>

#include <optional>

namespace tributary {

/// Situations that --state can put the window into, so that screenshots and accessibility dumps can be compared.
enum class ShownState { Done, Streaming, OneFailed, AllFailed, NoKey, Offline, Budget, Empty };

/// What the command line asks for.
struct Options
{
    bool demo = false;
    QString view = QStringLiteral("run");
    /// Named on the command line; else the view of the last session counts.
    bool viewGiven = false;
    std::optional<QSize> size;
    std::optional<ThemeMode> theme;
    std::optional<ShownState> state;
    /// How the run on screen is read, instead of as the last time.
    std::optional<ComparisonMode> mode;
    /// Which sentence of the synthesis is looked at in mode Sources, from 1; 0: none.
    int sentence = 0;
    /// Which of the demo's questions --state asks, from 1.
    int question = 1;
    /// Written when the state is reached; then the program ends.
    QString screenshot;
    QString accessibilityDump;
    bool noAnimation = false;
    /// Times on screen stand still, so that two pictures are equal.
    bool fixedClock = false;
    /// Graph files to open.
    QStringList files;

    bool endsByItself() const { return !screenshot.isEmpty() || !accessibilityDump.isEmpty(); }

    bool operator==(const Options &) const = default;
};

/// `arguments` without the program's name.
Result<Options> parseOptions(const QStringList &arguments);
/// Text of --help.
QString usage();
QString wireName(ShownState state);

} // namespace tributary
