// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/GraphFileWatch.h"

#include "graph/GraphFile.h"

#include <QFile>

namespace tributary {

GraphFileWatch::GraphFileWatch(GraphDocument &document, QObject *parent)
    : QObject(parent)
    , m_document(document)
{
    connect(&document, &GraphDocument::filePathChanged, this, &GraphFileWatch::follow);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &GraphFileWatch::check);
    follow();
}

/// Also called when the document has written the same path again.
void GraphFileWatch::follow()
{
    if (!m_watcher.files().isEmpty())
        m_watcher.removePaths(m_watcher.files());
    m_path = m_document.filePath();
    m_known.reset();
    if (m_path.isEmpty() || !QFile::exists(m_path))
        return;
    m_watcher.addPath(m_path);
    if (const Result<Graph> graph = loadGraphFile(m_path))
        m_known = *graph;
}

void GraphFileWatch::check()
{
    // An editor that writes a new file and renames it takes the old one, and with it the watch, away.
    if (QFile::exists(m_path) && !m_watcher.files().contains(m_path))
        m_watcher.addPath(m_path);
    const Result<Graph> graph = m_path.isEmpty() ? Result<Graph>(Graph()) : loadGraphFile(m_path);
    if (m_path.isEmpty() || !graph || graph.value() == m_known)
        return;
    m_known = *graph;
    if (*graph != m_document.graph())
        Q_EMIT changedOutside();
}

} // namespace tributary
