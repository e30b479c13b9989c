// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/RunAnalysis.h"

#include <algorithm>

namespace tributary {

const ReaderAnalysis *RunAnalysis::reader(const AgentId &agent) const
{
    const auto found = std::ranges::find(readers, agent, &ReaderAnalysis::agent);
    return found == readers.end() ? nullptr : &*found;
}

std::optional<RunAnalysis> analyseRun(const RunRecord &record, const AnalysisProgress &progress)
{
    Q_UNUSED(record)
    if (!goesOn(progress, 1))
        return std::nullopt;
    return RunAnalysis();
}

} // namespace tributary
