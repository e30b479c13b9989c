// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "analysis/Diff.h"
#include "analysis/RunAnalysis.h"

#include <functional>

namespace tributary {

class Library;

/// A text that can be compared with another one.
struct DiffChoice
{
    /// "A · qwen2.5-72b", "Synthesis · claude-opus-4-1", "12 Nov 14:02 · Where does copper go?".
    QString title;
    /// Empty for one that is still to be loaded.
    QString text = {};
    /// The agent of the shown run whose text it is.
    AgentId agent = {};
    /// Its layer, from 0.
    int layer = 0;
    bool isSynthesis = false;
    /// Not a text but all that this layer read, to see what it added to that; from 1.
    int additionsOf = 0;
    /// The earlier run whose synthesis it is.
    RunId run = {};

    bool operator==(const DiffChoice &) const = default;
};

/// The usable answers and syntheses of a run in graph order, then what each layer added to the one before.
QList<DiffChoice> diffChoices(const RunRecord &record, const RunAnalysis *analysis);

/// Syntheses of other runs; functions that are empty know none.
struct EarlierSyntheses
{
    /// Those of the same prompt first, then the newest others; without the run itself.
    std::function<QList<DiffChoice>(const RunRecord &shown)> list;
    std::function<QString(const RunId &run)> load;
};

/// `library` is asked for each time; it may be nullptr.
EarlierSyntheses earlierSyntheses(const std::function<Library *()> &library);

/// A difference that only adds: these passages, in reading order, to whatever the rest of the text stands in.
TextDiff additionDiff(const QString &text, const QList<TextRange> &added);

} // namespace tributary
