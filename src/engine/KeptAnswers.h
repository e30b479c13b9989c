// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/RunController.h"

#include <QSet>

namespace tributary {

/// The answers of a finished run that a new run of `graph` on the same prompt may take over: usable, of an agent that
/// asks for the same thing, with every answer it reads taken over too. `askAgain` are left out, and so is whoever
/// reads them.
QHash<AgentId, PriorAnswer> keptAnswers(const RunRecord &record, const RunState &state, const Graph &graph,
                                        const QSet<AgentId> &askAgain);

/// The agent's answer in that run, for another one; nullopt when it is not usable.
std::optional<PriorAnswer> priorAnswer(const RunRecord &record, const RunState &state, const AgentId &agent);

} // namespace tributary
