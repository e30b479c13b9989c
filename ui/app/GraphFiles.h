// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Result.h"
#include "graph/Graph.h"
#include "viewmodel/RecentFiles.h"

#include <QObject>

#include <functional>
#include <optional>

class QMenu;

namespace tributary {

class DialogService;
class GraphDocument;
class JsonFile;
class MainWindow;

/// The graph as a document of the window: new, open, save, the files of last time. Whatever takes the place of the open
/// graph is one step that undo takes back, and changes that only the open file lacks are asked about first.
class GraphFiles : public QObject
{
    Q_OBJECT

public:
    /// `state` keeps the list of files. All must outlive it.
    GraphFiles(GraphDocument &document, DialogService &dialogs, JsonFile &state);
    ~GraphFiles() override;

    /// Offers its commands. Once.
    void join(MainWindow &window);

    /// Calls `go` when nothing can be lost; not at all when the person thinks better of it.
    void afterSaving(const std::function<void()> &go);
    void open(const QString &path);
    /// From the disk, whatever has been changed since.
    void reload();
    void startFrom(const Graph &graph, const QString &text);

    /// Another kind of file was opened.
    void note(const QString &path) { m_recent.note(path); }

    /// Whether there is a list of files at all.
    void setRecentKept(bool kept);

    void save();
    void saveAs();

Q_SIGNALS:
    /// Another graph is there, whose models may need the demo.
    void opened();
    void openRequested(const QString &path);
    /// With what stood in the way, if anything did.
    void openingEnded(const std::optional<tributary::Error> &problem);
    void savingEnded(const std::optional<tributary::Error> &problem);
    /// A word about what was done that cannot be seen.
    void told(const QString &text);

private:
    void startNew();
    void chooseFile();
    void askToSave(const std::function<void()> &go);
    bool saveTo(const QString &path);
    void load(const QString &path);
    void fillRecent(QMenu &menu);
    void keepRecent();

    GraphDocument &m_document;
    DialogService &m_dialogs;
    JsonFile &m_state;
    RecentFiles m_recent;
    MainWindow *m_window = nullptr;
};

} // namespace tributary
