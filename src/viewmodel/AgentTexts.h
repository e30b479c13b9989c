// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/RunRecord.h"
#include "viewmodel/RunScene.h"

namespace tributary {

// What happened to one agent in a run, as plain text; empty when there is nothing.

/// The messages of its last request as they went out; the whole body where they cannot be told apart.
QString promptSentTo(const RunRecord &record, const AgentId &agent);
/// The answers that it read, each below a line with its letter and model.
QString referencesReceivedBy(const RunScene &run, const AgentId &agent);
/// One line an event, with its time: "6.1 s  Done · 1,075 characters · 541 tokens out".
QString logOf(const RunRecord &record, const AgentId &agent);

} // namespace tributary
