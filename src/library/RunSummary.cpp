// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "library/RunSummary.h"

namespace tributary {

using namespace Qt::StringLiterals;

QString wireName(KeptState state)
{
    switch (state) {
    case KeptState::Running:
        return u"running"_s;
    case KeptState::Interrupted:
        return u"interrupted"_s;
    case KeptState::Finished:
        return u"finished"_s;
    case KeptState::Stopped:
        return u"stopped"_s;
    }
    Q_UNREACHABLE();
}

} // namespace tributary
