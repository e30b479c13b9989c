// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace tributary {

/// From the low to the high end of an estimate.
template <typename T>
struct Range
{
    T low{};
    T high{};

    bool operator==(const Range &) const = default;
};

} // namespace tributary
