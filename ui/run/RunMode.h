// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/run/ComparisonMode.h"

#include <QObject>

namespace tributary {

class RunPanes;

/// What a comparison mode adds to a run on screen. One class for each mode, in a file of its own; makeRunMode() in
/// RunMode.cpp makes it when its segment is pressed first. A mode reads RunPanes::presenter() and analysis(), marks
/// passages in the views of RunPanes::cardArea()->cards() and of the synthesis, and puts what it shows besides into
/// the places that RunPanes has for it: showModeLine(), showInsteadOfCards(), showInsteadOfAll() and
/// SynthesisPane::showInsteadOfText(). Keys that it wants in the panes it takes with an event filter.
class RunMode : public QObject
{
    Q_OBJECT

public:
    /// `panes` owns the mode.
    explicit RunMode(RunPanes &panes);
    ~RunMode() override;

    /// Its segment is down now: show everything.
    virtual void enter() = 0;
    /// Another mode is chosen: take back everything.
    virtual void leave() = 0;
    /// While entered: another run, other cards, another aggregator or theme, or the analysis is in another state.
    virtual void update() = 0;

    [[nodiscard]] RunPanes &panes() const { return m_panes; }

private:
    RunPanes &m_panes;
};

/// nullptr for Read, which adds nothing, and for a mode that does not exist yet.
RunMode *makeRunMode(ComparisonMode mode, RunPanes &panes);
/// Whether there is something to choose.
bool hasRunMode(ComparisonMode mode);

} // namespace tributary
