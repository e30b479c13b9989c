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
    const auto newestFirst = library.summaries(*keys);
    if (!newestFirst)
        return {};
    QList<RunState> runs;
    for (auto summary = newestFirst->crbegin(); summary != newestFirst->crend(); ++summary) {
        if (const auto record = library.load(summary->id))
            runs.append(replay(record->events));
    }
    return runs;
}

} // namespace tributary
