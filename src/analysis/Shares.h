// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <vector>

namespace tributary {

/// Amounts as shares of their sum, in whole millionths (of two), so that they sum to 1 exactly, whoever adds them up in
/// whatever order. All 0 when the sum is. Amounts are not negative.
std::vector<double> sharesOf(const std::vector<double> &amounts);

} // namespace tributary
