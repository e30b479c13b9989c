// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "graph/GraphFile.h"

#include "base/SaveFile.h"

#include <QCoreApplication>
#include <QFile>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tributary::GraphFile)
};

constexpr qint64 maxFileBytes = qint64(16) * 1024 * 1024;

QString line(const JsonProblem &problem)
{
    return problem.path.isEmpty() ? problem.message : problem.path + u": "_s + problem.message;
}

/// Only asked when reading failed. A newer version is then the only problem, because it is looked at before the rest.
bool isNewer(const QByteArray &bytes, const QList<JsonProblem> &problems)
{
    return problems.first().path == "version"_L1 &&
           parseJsonObject(bytes).value_or(QJsonObject())["version"_L1].toInt() > graphFileVersion;
}

tl::unexpected<Error> readingFailed(const QString &path, const QByteArray &bytes, const QList<JsonProblem> &problems)
{
    QStringList lines;
    for (const JsonProblem &problem : problems)
        lines.append(line(problem));
    const ErrorKind kind = isNewer(bytes, problems) ? ErrorKind::NewerVersion : ErrorKind::InvalidInput;
    return fail(kind, Text::tr("%1 cannot be read: %2").arg(path, lines.first()), lines.join(u'\n'));
}

Result<QByteArray> readAll(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Io, Text::tr("%1 cannot be opened: %2.").arg(path, file.errorString()));
    // Reading one byte more than allowed also bounds files that do not know their size.
    QByteArray bytes = file.read(maxFileBytes + 1);
    if (file.error() != QFileDevice::NoError)
        return fail(ErrorKind::Io, Text::tr("%1 cannot be read: %2.").arg(path, file.errorString()));
    if (bytes.size() > maxFileBytes)
        return fail(ErrorKind::InvalidInput, Text::tr("%1 is larger than 16 MiB: this is not a graph file.").arg(path));
    return bytes;
}

} // namespace

GraphReading readGraph(const QByteArray &bytes)
{
    const Result<QJsonObject> object = parseJsonObject(bytes);
    if (!object)
        return {std::nullopt, {{QString(), object.error().message}}};
    return readGraph(*object);
}

Result<Graph> loadGraphFile(const QString &path)
{
    const Result<QByteArray> bytes = readAll(path);
    if (!bytes)
        return tl::unexpected(bytes.error());
    const GraphReading reading = readGraph(*bytes);
    if (!reading.graph)
        return readingFailed(path, *bytes, reading.problems);
    return *reading.graph;
}

Result<void> saveGraphFile(const Graph &graph, const QString &path)
{
    QSaveFile file(path);
    if (saveWhole(file, writeGraph(graph)))
        return {};
    return fail(ErrorKind::Io, Text::tr("%1 cannot be written: %2.").arg(path, file.errorString()));
}

} // namespace tributary
