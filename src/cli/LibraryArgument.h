// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/Services.h"
#include "engine/AnswerRecords.h"
#include "library/Library.h"

#include <QStringList>

class QCommandLineParser;

namespace tributary {

/// The option --library, for every command that reads or writes one.
void describeLibrary(QCommandLineParser &parser);

enum class WhenMissing { Create, Fail };

/// The library of --library or the default one, for commands that are nothing without it; it belongs to `services`.
/// Errors as of Library::open; InvalidInput when there is no file and none is to be created.
Result<Library *> openLibraryArgument(const QCommandLineParser &parser, WhenMissing whenMissing, Services &services);

/// The runs whose ids begin with these words. InvalidInput, naming the first word at fault, when one of them is not the
/// beginning of exactly one id.
Result<QList<RunId>> resolveRuns(const Library &library, const QStringList &words);

/// How the models answered in the last runs of the library. Read for a graph that hedges only: nothing else is to begin
/// later for it. Nothing is known without a library, and none is created.
AnswerRecords answersKnownFor(const Graph &graph, const QCommandLineParser &parser, Services &services);

} // namespace tributary
