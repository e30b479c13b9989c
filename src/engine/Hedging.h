// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/Policies.h"
#include "graph/Estimate.h"

namespace tributary {

/// Policy 13: the time within which 19 of 20 of a model's answers were whole; nullopt below five answers, which say too
/// little. `totals`: from request to end, in any order.
std::optional<Milliseconds> hedgeDelay(QList<Milliseconds> totals);

/// The delays of the graph's agents, by what is known of their models; empty when the graph does not hedge.
HedgeDelays hedgeDelays(const Graph &graph, const QHash<ModelRef, AnswerHistory> &histories);

} // namespace tributary
