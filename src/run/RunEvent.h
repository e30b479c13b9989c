// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Result.h"
#include "run/RunEventBody.h"

#include <QJsonObject>

/// What happened in a run. A run is a stream of these: the live screen, the record, the replay, the command line's
/// `--events` and the expected value of a test are all the same list.
namespace tributary {

struct RunEvent
{
    /// Since the run started.
    Milliseconds time{0};
    /// Empty for events of a layer or the run.
    AgentId agent;
    /// From 0; -1 for events of the run.
    int layer = -1;
    RunEventBody body;

    bool operator==(const RunEvent &) const = default;
};

/// "call-started"; the words of design.md, section 6.
QString eventName(const RunEvent &event);
/// One line of `--events`: {"t":ms,"event":"call-started","agent":"a","layer":1,...}. Layers count from 1 here.
QJsonObject toJson(const RunEvent &event);
Result<RunEvent> runEventFromJson(const QJsonObject &object);
/// One line for test traces and logs, without texts longer than a word: "a call-started attempt 2".
QString toTraceLine(const RunEvent &event);

QString wireName(RunOutcome outcome);
QString wireName(SkipReason reason);

} // namespace tributary
