// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/RunRecord.h"

namespace tributary {

/// One line that stands beside both runs.
struct ComparedFact
{
    /// "Time", "A".
    QString label;
    QString first;
    QString second;
    /// Said by a sign as well as by weight.
    bool differs = false;

    bool operator==(const ComparedFact &) const = default;
};

/// Two texts of the same role, as a reader sees them, to be compared in full.
struct ComparedText
{
    /// "Synthesis", "A", "Layer 2, A".
    QString title;
    QString first;
    QString second;

    bool operator==(const ComparedText &) const = default;
};

/// Two runs side by side. Agents are matched by layer and place, as their letters are.
struct RunComparison
{
    QString firstTitle;
    QString secondTitle;
    QList<ComparedFact> facts;
    /// Synthesis, prompt, then the answers.
    QList<ComparedText> texts;

    bool operator==(const RunComparison &) const = default;
};

RunComparison compareRuns(const RunRecord &first, const RunRecord &second);

} // namespace tributary
