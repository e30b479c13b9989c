// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Id.h"
#include "base/ModelRef.h"

#include <QList>
#include <QString>

namespace tributary {

/// What a person can do about something, as data: a card or a message shows `text` on a button and hands the whole
/// value back to RunViewModel::perform or, for what only the window can do, to whoever opens dialogs.
struct Action
{
    enum class Kind {
        // Done by RunViewModel::perform.
        TryAgain,       ///< ask `agent` again and redo what depends on it
        TryFailedAgain, ///< ask again whoever gave no answer
        RetryNow,       ///< end the wait before the next attempt
        ContinueWithFewer,
        StopRun,
        RaiseLimit,  ///< double the token limit of `agent`, then TryAgain
        RaiseBudget, ///< for the next run: no budget in the graph
        MuteAgents,  ///< `agents`
        UseDemoQuestion,
        // Done by the window.
        ChooseModel,     ///< open the model picker of `agent`
        UseAnotherModel, ///< open the model picker of `agent`, then RunSession::useOtherModel
        Details,         ///< show AgentDisplay::errorDetail of `agent`
        ConnectProvider, ///< open the help about providers
        EditKey,         ///< of `provider`; without one: all providers and models
        ShowRun,         ///< the kept run `run`
        ResumeRun,       ///< the interrupted run `run`
        SaveUnkept,      ///< write the run that could not be kept to a file
        SaveGraphAs,     ///< write the graph to another file
        KeepingDetails,  ///< why runs cannot be kept
        ShowInTimeline,  ///< `agent` of the run on screen
        ShowPromptSent,  ///< what was sent for `agent` in the run on screen
    };

    Kind kind = Kind::Details;
    QString text;
    AgentId agent = {};
    QList<AgentId> agents = {};
    ProviderId provider = {};
    RunId run = {};

    bool operator==(const Action &) const = default;
};

} // namespace tributary
