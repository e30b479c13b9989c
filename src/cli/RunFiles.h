// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/Terminal.h"
#include "library/Library.h"

#include <QStringList>

namespace tributary {

/// Writes runs as bundles into a folder. InvalidInput when there is none, Io when a file cannot be written.
Result<void> exportInto(const Library &library, const QList<RunId> &runs, const QString &folder, Terminal &terminal);

/// Reads bundles into the library and tells the id of each. A bundle comes from anywhere: what is no run is
/// InvalidInput and names the file; those before it stay.
Result<void> importFrom(const QStringList &paths, Library &library, Terminal &terminal);

} // namespace tributary
