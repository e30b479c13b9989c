// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/Hedging.h"

#include <algorithm>

namespace tributary {

std::optional<Milliseconds> hedgeDelay(QList<Milliseconds> totals)
{
    constexpr qsizetype fewest = 5;
    if (totals.size() < fewest)
        return std::nullopt;
    std::sort(totals.begin(), totals.end());
    // The smallest value that at least 95 of 100 do not exceed.
    const qsizetype rank = (totals.size() * 95 + 99) / 100;
    return totals[rank - 1];
}

HedgeDelays hedgeDelays(const Graph &graph, const QHash<ModelRef, AnswerHistory> &histories)
{
    HedgeDelays delays;
    if (!graph.policy.hedging)
        return delays;
    for (const Layer &layer : graph.layers) {
        for (const Agent &agent : layer.agents) {
            const auto history = histories.constFind(agent.model);
            if (history != histories.constEnd() && history->hedgeAfter)
                delays.insert(agent.id, *history->hedgeAfter);
        }
    }
    return delays;
}

} // namespace tributary
