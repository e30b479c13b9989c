// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Result.h"
#include "engine/RunRequest.h"

#include <QJsonObject>

namespace tributary {

/// What a window shows when it is opened again.
struct SessionState
{
    /// Word of the view: "run".
    QString view;
    /// Not sent yet.
    QString prompt;
    /// As it stands, saved to a file or not.
    std::optional<Graph> graph;
    QString graphFile;
    bool graphModified = false;
    /// The run on screen; empty: none. It lies in the library.
    RunId run;
    QHash<AgentId, PriorAnswer> pinned;
    /// The newest interrupted run that a person has been told about.
    RunId knownInterruption;

    bool operator==(const SessionState &) const = default;
};

QJsonObject toJson(const SessionState &state);
/// Never fails: what cannot be read is left at its default, so that a damaged file costs only its damaged part.
SessionState sessionStateFromJson(const QJsonObject &object);

} // namespace tributary
