// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/CallWait.h"

#include "base/Formatting.h"

#include <QCoreApplication>

namespace tributary {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(tributary::CallWait)
};

} // namespace

QString describe(const CallWait &wait, Milliseconds left)
{
    const bool counts = left > Milliseconds(0);
    switch (wait.cause) {
    case CallWait::Cause::Place:
        return Words::tr("Waits for a free place at %1 (%2 of %3 busy).")
            .arg(wait.provider)
            .arg(wait.running)
            .arg(wait.places);
    case CallWait::Cause::RateLimit:
        return counts ? Words::tr("Waits for the rate limit of %1, %2.").arg(wait.provider, formatCountdown(left))
                      : Words::tr("Waits for the rate limit of %1.").arg(wait.provider);
    case CallWait::Cause::Busy:
        return counts ? Words::tr("%1 is busy; goes on in %2.").arg(wait.provider, formatCountdown(left))
                      : Words::tr("%1 was busy; waits until another call gets through.").arg(wait.provider);
    case CallWait::Cause::Key:
        return Words::tr("Waits for the key of %1; unlock the keyring if it asks.").arg(wait.provider);
    }
    Q_UNREACHABLE();
}

} // namespace tributary
