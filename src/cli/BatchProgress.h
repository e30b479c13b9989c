// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/Batch.h"

/// What `batch` tells a person on standard error. Pure.
namespace tributary {

/// "12 of 100 prompts · 84 calls · 12,345 tokens · $0.12 · 3 min left"
QString batchProgressLine(const BatchFigures &figures, Milliseconds elapsed);

/// What came of it, and how to go on when it is not done.
QString batchSummary(BatchEnd end, const BatchFigures &figures, qsizetype withoutSynthesis, Milliseconds elapsed);

} // namespace tributary
