// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/run/RunMode.h"

namespace tributary {

/// Which sentence of the synthesis came from which passage of the answers.
class SourcesMode : public RunMode
{
    Q_OBJECT

public:
    explicit SourcesMode(RunPanes &panes);

    void enter() override;
    void leave() override;
    void update() override;
};

} // namespace tributary
