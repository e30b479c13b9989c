// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/RunRecord.h"

namespace tributary {

/// Reads a `*.moarun` file. Untrusted input: Io when it cannot be opened, TooLarge above 512 MiB, else what
/// runRecordFromJson says; the message names the file.
Result<RunRecord> loadRunBundle(const QString &path);

} // namespace tributary
