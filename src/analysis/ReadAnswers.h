// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "analysis/Sources.h"
#include "run/RunRecord.h"

namespace tributary {

/// The usable answers that an agent of a run read, in graph order, so that views need not sort. An answer kept by an
/// older program does not tell what it read; then the graph does.
QList<SourceReference> answersReadBy(const RunRecord &record, const RunState &state, const AgentId &agent);

} // namespace tributary
