// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "library/RunSummary.h"
#include "run/RunRecord.h"

namespace tributary {

/// What a list shows of a run and what filters ask for: everything of a summary that follows from the record.
RunSummary summarise(const RunRecord &record);

/// What the full-text index holds of a run: prompt, answers and syntheses, with marks between them that no phrase
/// crosses. Stays the same for the same events: the index is told this text again to forget it.
QString searchText(const RunRecord &record);

} // namespace tributary
