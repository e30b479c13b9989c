// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "graph/Estimate.h"

#include <QString>

namespace tributary {

/// "7 calls · about 3,700 tokens · $0.02-0.04 · about 14-22 s"
QString estimateLine(const Estimate &estimate);

/// Of so many prompts like the one that was estimated, `width` at a time.
Estimate estimateOfMany(const Estimate &one, qsizetype prompts, int width);

} // namespace tributary
