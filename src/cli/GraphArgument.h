// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Result.h"
#include "cli/Services.h"
#include "cli/Terminal.h"
#include "graph/Validation.h"

#include <QStringList>

class QCommandLineParser;

namespace tributary {

/// The word for the built-in demo in place of a graph.
inline constexpr QLatin1StringView demoPreset("demo");

/// Options that every command about a graph has.
void describeGraphArgument(QCommandLineParser &parser);

/// The graph that GRAPH|PRESET and --model name, with the providers (--providers) it needs ready in `services`.
/// Presets are filled with the models of the providers file; "demo" with the demo's voices.
Result<Graph> readGraphArgument(const QCommandLineParser &parser, Services &services);

/// Tells the graph's warnings. InvalidInput, with every issue, when it cannot run.
Result<void> checkGraph(const Graph &graph, const Services &services, Terminal &terminal);

/// The issues as lines: "error layers[0].agents[1].model: ...".
QStringList describeIssues(const QList<Issue> &issues);

/// An error's message, with its detail lines below where there are more problems than one.
QString describeError(const Error &error);

} // namespace tributary
