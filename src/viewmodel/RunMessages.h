// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "viewmodel/MessageList.h"
#include "viewmodel/RunScene.h"

namespace tributary {

/// The messages that a run as it stands calls for (ux.md, sections 3.11 and 4.3): a failed proposer, a missed quorum,
/// a failed aggregator, nothing arrived, the budget.
QList<Message> runMessages(const RunScene &scene);

/// What the surroundings call for: the demo bar, a missing key, no network.
struct Setup
{
    ProviderDirectory providers;
    bool online = true;
};

QList<Message> setupMessages(const Graph &graph, const Setup &setup);

} // namespace tributary
