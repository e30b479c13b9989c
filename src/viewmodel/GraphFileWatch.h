// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "viewmodel/GraphDocument.h"

#include <QFileSystemWatcher>

namespace tributary {

/// Notices when the file of a graph becomes another one behind the window's back. What the document itself writes is no
/// news, and neither is a file that says the same in other words.
class GraphFileWatch : public QObject
{
    Q_OBJECT

public:
    explicit GraphFileWatch(GraphDocument &document, QObject *parent = nullptr);

    /// Looks now, for file systems that tell nobody.
    void check();

Q_SIGNALS:
    /// The file holds another graph than the one that was opened or saved last.
    void changedOutside();

private:
    void follow();

    GraphDocument &m_document;
    QFileSystemWatcher m_watcher;
    QString m_path;
    /// What the file held when it was opened, saved or told about last.
    std::optional<Graph> m_known;
};

} // namespace tributary
