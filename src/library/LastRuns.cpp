// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "library/LastRuns.h"

#include "library/Library.h"

#include <algorithm>

namespace tributary {

QList<RunState> lastRuns(const Library &library)
{
    constexpr qsizetype most = 30;
    auto keys = library.find({});
    if (!keys)
        return {};
    keys->resize(std::min(keys->size(), most));
    std::ranges::reverse(*keys);
    const auto summaries = library.summaries(*keys);
    if (!summaries)
        return {};
    QList<RunState> runs;
    for (const RunSummary &summary : *summaries) {
        if (const auto record = library.load(summary.id))
            runs.append(replay(record->events));
    }
    return runs;
}

} // namespace tributary
