// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/app/Options.h"

#include <QObject>

namespace tributary {

class RunWorkspace;

/// Brings the window into a state that --state names, through the same parts that a person uses.
class StateStage : public QObject
{
    Q_OBJECT

public:
    /// `question`: which of the demo's is asked, from 0.
    StateStage(RunWorkspace &workspace, int question, QObject *parent = nullptr);

    /// `reached` follows, through the event loop.
    void enter(ShownState state);

Q_SIGNALS:
    void reached();

private:
    void reachNow();
    void runToTheEnd();
    void runUntilTextStreams();
    void breakProposers(int count);
    void takeProvider(bool hasKey);
    void startRun();

    RunWorkspace &m_workspace;
    int m_question;
    bool m_done = false;
};

} // namespace tributary
