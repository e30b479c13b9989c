// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/RunRecord.h"
#include "viewmodel/RunPresenter.h"

#include <QString>

namespace tributary {

/// A finished run of this session.
struct SessionRun
{
    RunStart start;
    RunState state;
    RunRecord record;
};

/// What to ask before a run that is large or dear (ux.md, section 4.3, 16).
struct RunQuestion
{
    QString title;
    QString text;

    bool operator==(const RunQuestion &) const = default;
};

} // namespace tributary
