// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/RunMode.h"

#include "ui/run/CoverageMode.h"
#include "ui/run/DiffMode.h"
#include "ui/run/RunPanes.h"
#include "ui/run/SourcesMode.h"

namespace tributary {

RunMode::RunMode(RunPanes &panes)
    : QObject(&panes)
    , m_panes(panes)
{}

RunMode::~RunMode() = default;

RunMode *makeRunMode(ComparisonMode mode, RunPanes &panes)
{
    switch (mode) {
    case ComparisonMode::Sources:
        return new SourcesMode(panes);
    case ComparisonMode::Coverage:
        return new CoverageMode(panes);
    case ComparisonMode::Diff:
        return new DiffMode(panes);
    case ComparisonMode::Read:
        return nullptr;
    }
    Q_UNREACHABLE();
}

bool hasRunMode([[maybe_unused]] ComparisonMode mode)
{
    return true;
}

} // namespace tributary
