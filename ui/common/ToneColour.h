// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/Tokens.h"
#include "viewmodel/RunDisplay.h"

namespace tributary {

/// Which colour goes with a tone.
inline Colour colourOf(Tone tone)
{
    switch (tone) {
    case Tone::Neutral:
        return Colour::Text2;
    case Tone::Active:
        return Colour::Accent;
    case Tone::Success:
        return Colour::Success;
    case Tone::Cached:
        return Colour::Cached;
    case Tone::Warning:
        return Colour::Warning;
    case Tone::Error:
        return Colour::Error;
    }
    Q_UNREACHABLE();
}

} // namespace tributary
