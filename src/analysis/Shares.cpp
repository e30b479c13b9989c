// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/Shares.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tributary {

std::vector<double> sharesOf(const std::vector<double> &amounts)
{
    constexpr double unit = 1.0 / (1 << 20); // a power of two: sums of such numbers are exact
    const double all = std::accumulate(amounts.begin(), amounts.end(), 0.0);
    std::vector<double> shares;
    shares.reserve(amounts.size());
    for (const double amount : amounts)
        shares.push_back(all > 0 ? std::floor(amount / all / unit) * unit : 0);
    // The largest one takes what rounding left; nobody sees a millionth of it.
    const auto largest = std::ranges::max_element(shares);
    if (all > 0)
        *largest += 1 - std::accumulate(shares.begin(), shares.end(), 0.0);
    return shares;
}

} // namespace tributary
