// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Result.h"

#include <QDateTime>

namespace tributary {

class Library;

/// Fills a library with runs of the demo's recordings, the same each time: for pictures of the history. They end in
/// every way a run can end, the last one shortly before `now`.
Result<void> keepExampleRuns(Library &library, const QDateTime &now);

} // namespace tributary
