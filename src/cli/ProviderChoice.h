// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/Services.h"

class QCommandLineParser;

namespace tributary {

/// The option --providers, for commands about providers.
void describeProviderChoice(QCommandLineParser &parser);

/// The providers of the providers file, or the one named `id`; the built-in demo while none is configured, and by the
/// name "demo". InvalidInput when there is no provider of that name.
Result<QList<Provider>> chooseProviders(const QCommandLineParser &parser, const QString &id, Services &services);

} // namespace tributary
