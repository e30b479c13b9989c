// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "graph/Plan.h"
#include "viewmodel/RunDisplay.h"

namespace tributary {

/// The agent as a screen reader names it: "B, qwen2.5-72b, proposer, 2 of 3 in layer 1, streaming 41 percent".
QString accessibleNameOf(const AgentDisplay &display, qsizetype agentsInLayer);
/// "Receives: the prompt. Sends to: layer 2."; empty for an agent that is not asked.
QString accessibleDescriptionOf(const AgentDisplay &display, const PlannedCall *call);

} // namespace tributary
