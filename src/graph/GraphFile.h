// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/JsonReader.h"
#include "base/Result.h"
#include "graph/Graph.h"

#include <QByteArray>
#include <QJsonObject>

namespace tributary {

/// The `*.moagraph` format (design.md, section 6; JSON Schema in resources/schema/graph.schema.json).
inline constexpr int graphFileVersion = 1;

/// A graph, or every way in which the text breaks the format. `graph` is set exactly when `problems` is empty. Whether
/// the graph can run is a different question: see Validation.h.
struct GraphReading
{
    std::optional<Graph> graph;
    QList<JsonProblem> problems;
};

GraphReading readGraph(const QJsonObject &object);
/// Parses and reads; a syntax error or a newer `version` is one problem with an empty or "version" path.
GraphReading readGraph(const QByteArray &bytes);
/// Reads the file; cannot be opened or larger than 16 MiB: an Io or InvalidInput error. Format problems: InvalidInput,
/// the first problem in `message`, all of them a line each in `detail`.
Result<Graph> loadGraphFile(const QString &path);

/// Members that have their default value are written too, so that a person can edit the file.
QJsonObject toJson(const Graph &graph);
/// Indented UTF-8 with a final newline, members in the order of the format. readGraph(writeGraph(g)) == g.
QByteArray writeGraph(const Graph &graph);
/// Through QSaveFile: the old file stays whole until the new one is.
Result<void> saveGraphFile(const Graph &graph, const QString &path);

} // namespace tributary
