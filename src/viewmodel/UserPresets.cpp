// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/UserPresets.h"

#include "graph/GraphFile.h"

#include <QDir>
#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tributary {

UserPresets::UserPresets(const QString &folder, QObject *parent)
    : QObject(parent)
    , m_folder(folder)
{}

QList<Graph> UserPresets::all() const
{
    QList<Graph> graphs;
    if (m_folder.isEmpty())
        return graphs;
    const QDir folder(m_folder);
    const QStringList files = folder.entryList({u"*.moagraph"_s}, QDir::Files, QDir::Name);
    for (const QString &file : files) {
        if (const Result<Graph> graph = loadGraphFile(folder.filePath(file)))
            graphs.append(*graph);
    }
    std::ranges::sort(graphs, [](const Graph &a, const Graph &b) { return a.name.localeAwareCompare(b.name) < 0; });
    return graphs;
}

std::optional<Graph> UserPresets::find(const QString &name) const
{
    const Result<Graph> graph = loadGraphFile(pathOf(name));
    return graph ? std::optional(*graph) : std::nullopt;
}

Result<void> UserPresets::keep(const Graph &graph)
{
    const QString path = pathOf(graph.name);
    if (m_folder.isEmpty() || graph.name.trimmed().isEmpty())
        return fail(ErrorKind::InvalidInput, tr("A preset needs a name. Write one."));
    // Prompts may stand in a graph, so nobody else may look into the folder.
    const bool made = QDir().mkpath(m_folder) &&
                      QFile::setPermissions(m_folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    if (!made)
        return fail(ErrorKind::Io, tr("The folder %1 cannot be made. Check its permissions.").arg(m_folder));
    const Result<void> saved = saveGraphFile(graph, path);
    if (saved)
        Q_EMIT changed();
    return saved;
}

Result<void> UserPresets::remove(const QString &name)
{
    if (!QFile::remove(pathOf(name)))
        return fail(ErrorKind::Io, tr("The preset %1 cannot be deleted. Check its permissions.").arg(name));
    Q_EMIT changed();
    return {};
}

/// Percent signs and digits for whatever a file system may not take, so that two names never share a file; for dots
/// too, because a file that begins with one is hidden.
QString UserPresets::pathOf(const QString &name) const
{
    const QByteArray safe = name.trimmed().toUtf8().toPercentEncoding(" ()+,=", ".");
    return m_folder + u'/' + QString::fromLatin1(safe.left(180)) + u".moagraph"_s;
}

} // namespace tributary
