// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/SourcesMode.h"

#include "ui/run/RunPanes.h"
#include "viewmodel/AnalysisPresenter.h"

namespace tributary {

SourcesMode::SourcesMode(RunPanes &panes)
    : RunMode(panes)
{}

void SourcesMode::enter()
{
    update();
}

void SourcesMode::leave() {}

void SourcesMode::update()
{
    panes().analysis().request();
}

} // namespace tributary
