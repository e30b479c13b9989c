// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Result.h"
#include "run/RunRecord.h"

namespace tributary {

/// ".md, .txt, .json, .moarun"
QString outFileEndings();

/// Whether a run can be written there, asked before money is spent: the ending is known and the folder takes files.
Result<void> checkOutFile(const QString &path);

/// Writes the run in the format of the path's ending: .md the question, synthesis and every answer; .txt the synthesis;
/// .json and .moarun the run record.
Result<void> writeOutFile(const RunRecord &record, const QString &path);

} // namespace tributary
