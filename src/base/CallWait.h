// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Clock.h"

#include <QString>

namespace tributary {

/// What a call that has not started waits for.
struct CallWait
{
    enum class Cause {
        Place,     ///< as many calls run as the provider is given at a time
        RateLimit, ///< the provider counts requests or tokens; goes on after `span`
        Busy,      ///< the provider asked to hold back; goes on after `span`
        Key,       ///< the key is being fetched, for which a person may have to unlock the keyring
    };

    Cause cause = Cause::Place;
    /// The provider's name.
    QString provider;
    /// Calls that run, of so many at a time; meant for Place.
    int running = 0;
    int places = 0;
    /// From now on; meant for RateLimit and Busy. Zero: until another call finds out.
    Milliseconds span{0};

    bool operator==(const CallWait &) const = default;
};

/// One sentence; `left` replaces the wait's own span.
QString describe(const CallWait &wait, Milliseconds left);

inline QString describe(const CallWait &wait)
{
    return describe(wait, wait.span);
}

} // namespace tributary
