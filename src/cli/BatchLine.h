// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/BatchInput.h"
#include "graph/Plan.h"
#include "run/RunState.h"

namespace tributary {

/// The result of a prompt, as it stands in the output of a batch: what stood beside the prompt in the input (id is null
/// where none did), and over it index, prompt, synthesis (null without one), outcome, run, costUsd, unpriced, usage,
/// durationMs, cached (answers that were not asked for) and, where agents failed, failures.
QJsonObject batchLine(const BatchPrompt &prompt, const Plan &plan, const RunState &state);

/// The result of a prompt that stood in the file before, from that one's: it cost nothing, and "sameAs" says why.
QJsonObject batchLineAgain(const BatchPrompt &prompt, const QJsonObject &first);

} // namespace tributary
