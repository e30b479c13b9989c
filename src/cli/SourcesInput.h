// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "analysis/Sources.h"
#include "cli/Services.h"

class QCommandLineParser;

namespace tributary {

/// The ways to name a synthesis with its references: a run of the library, a bundle, text files.
void describeSourcesInput(QCommandLineParser &parser);

/// The synthesis and the answers that its author read directly. InvalidInput for wrong usage and files that are no text
/// or no run, Io for files that cannot be read, Empty for a run without a synthesis. Text files are UTF-8, or UTF-16
/// with a byte order mark, which is no part of the text; line ends stay as they are.
Result<SourceQuestion> readSourcesInput(const QCommandLineParser &parser, Services &services);

} // namespace tributary
