// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "library/RunSummary.h"
#include "run/RunRecord.h"

namespace tributary {

/// A run to be read in a terminal: prompt, synthesis, every answer with its model, and where time and money went.
QString runText(const RunSummary &summary, const RunRecord &record);

/// The requests of a run, byte for byte, each under a line that says whose it is and where it went.
QString requestsText(const RunRecord &record);

} // namespace tributary
