// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/RunState.h"

#include <QList>

namespace tributary {

class Library;

/// What became of the last runs of a library, the newest last: enough of them to know the models in use by, few enough
/// not to be felt at a start. Runs that cannot be read are left out.
QList<RunState> lastRuns(const Library &library);

} // namespace tributary
