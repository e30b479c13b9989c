// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "provider/ModelCatalogue.h"
#include "ui/app/Options.h"

namespace tributary {

/// Writes providers for pictures of the Models view to `path`; returns what is known of their models. In the state
/// without keys the first one has none.
ModelCatalogue keepExampleModels(const QString &path, ShownState state);

} // namespace tributary
