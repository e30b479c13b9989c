// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/app/GraphFiles.h"

#include "ui/common/DialogService.h"
#include "ui/common/JsonFile.h"
#include "ui/main/MainWindow.h"
#include "viewmodel/GraphDocument.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QMenu>

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

const QString recentKey = u"recentFiles"_s;

QStringList recentFrom(const JsonFile &state)
{
    QStringList paths;
    const QJsonArray kept = state.value(recentKey).toArray();
    for (const auto &path : kept)
        paths.append(path.toString());
    return paths;
}

/// A name of a graph may hold what a file system does not take.
QString fileNameFor(const QString &name)
{
    QString safe = name.trimmed();
    safe.replace(u'/', u'-').replace(u'\\', u'-');
    return (safe.isEmpty() ? GraphFiles::tr("Graph") : safe) + u".moagraph"_s;
}

QString folderOf(const QString &path)
{
    return path.isEmpty() ? QString() : QFileInfo(path).absolutePath();
}

} // namespace

GraphFiles::GraphFiles(GraphDocument &document, DialogService &dialogs, JsonFile &state)
    : m_document(document)
    , m_dialogs(dialogs)
    , m_state(state)
    , m_recent(recentFrom(state))
{
    connect(&m_recent, &RecentFiles::changed, this, &GraphFiles::keepRecent);
}

GraphFiles::~GraphFiles() = default;

void GraphFiles::join(MainWindow &window)
{
    m_window = &window;
    Actions &actions = window.actions();
    actions.offer(ActionId::NewGraph, this, [this] { startNew(); });
    actions.offer(ActionId::OpenGraph, this, [this] { chooseFile(); });
    actions.offer(ActionId::SaveGraphFile, this, [this] { save(); });
    actions.offer(ActionId::SaveGraph, this, [this] { saveAs(); });
    QMenu *menu = window.recentMenu();
    menu->setToolTipsVisible(true);
    // What has gone meanwhile is only known now.
    connect(menu, &QMenu::aboutToShow, this, [this, menu] { fillRecent(*menu); });
    keepRecent();
}

void GraphFiles::setRecentKept(bool kept)
{
    m_recent.setKept(kept);
    keepRecent();
}

void GraphFiles::afterSaving(const std::function<void()> &go)
{
    if (m_document.hasUnsavedFile())
        askToSave(go);
    else
        go();
}

void GraphFiles::askToSave(const std::function<void()> &go)
{
    const Question question{.title = tr("Save changes to %1?").arg(QFileInfo(m_document.filePath()).fileName()),
                            .text = tr("They are not in the file yet. Without saving, only Undo brings them back."),
                            .accept = tr("Save"),
                            .decline = tr("Cancel"),
                            .other = tr("Do not save")};
    m_dialogs.choose(m_window, question, [this, go](Reply reply) {
        switch (reply) {
        case Reply::Accept:
            if (saveTo(m_document.filePath()))
                go();
            return;
        case Reply::Other:
            return go();
        case Reply::Decline:
            return;
        }
    });
}

void GraphFiles::startNew()
{
    Graph graph;
    graph.name = tr("Untitled");
    startFrom(graph, tr("New graph"));
    m_window->showView(u"graph"_s);
}

void GraphFiles::startFrom(const Graph &graph, const QString &text)
{
    afterSaving([this, graph, text] {
        m_document.startFrom(graph, text);
        Q_EMIT opened();
    });
}

void GraphFiles::chooseFile()
{
    const QString last = m_document.filePath().isEmpty() ? m_recent.paths().value(0) : m_document.filePath();
    const FileQuestion files{.title = tr("Open"),
                             .filters = {tr("Graphs and saved runs (*.moagraph *.moarun)"),
                                         tr("Layer graph (*.moagraph)"), tr("Saved run (*.moarun)")},
                             .folder = folderOf(last)};
    m_dialogs.chooseToOpen(m_window, files, [this](const QStringList &paths) { Q_EMIT openRequested(paths.first()); });
}

void GraphFiles::open(const QString &path)
{
    const QString current = m_document.filePath();
    // Reading it again would throw away what was changed since.
    if (m_document.hasUnsavedFile() && isSameFile(path, current))
        return Q_EMIT told(tr("%1 is open already, with your changes.").arg(QFileInfo(path).fileName()));
    afterSaving([this, path] { load(path); });
}

void GraphFiles::reload()
{
    load(m_document.filePath());
}

void GraphFiles::load(const QString &path)
{
    const Result<void> done = m_document.open(QFileInfo(path).absoluteFilePath());
    if (done)
        m_recent.note(path);
    Q_EMIT openingEnded(done ? std::nullopt : std::optional(done.error()));
    if (done)
        Q_EMIT opened();
}

void GraphFiles::save()
{
    if (m_document.filePath().isEmpty())
        saveAs();
    else
        saveTo(m_document.filePath());
}

void GraphFiles::saveAs()
{
    const QString path = m_document.filePath();
    const FileQuestion file{.title = tr("Save graph"),
                            .filters = {tr("Layer graph (*.moagraph)")},
                            .name = path.isEmpty() ? fileNameFor(m_document.graph().name) : QFileInfo(path).fileName(),
                            .folder = folderOf(path.isEmpty() ? m_recent.paths().value(0) : path)};
    m_dialogs.chooseToSave(m_window, file, [this](const QString &chosen) { saveTo(chosen); });
}

bool GraphFiles::saveTo(const QString &path)
{
    const Result<void> saved = m_document.saveAs(QFileInfo(path).absoluteFilePath());
    if (saved)
        m_recent.note(path);
    Q_EMIT savingEnded(saved ? std::nullopt : std::optional(saved.error()));
    return saved.has_value();
}

void GraphFiles::fillRecent(QMenu &menu)
{
    menu.clear();
    const QStringList &paths = m_recent.paths();
    for (qsizetype i = 0; i < paths.size(); ++i) {
        const QString &path = paths.at(i);
        QAction *action = menu.addAction(recentFileText(path, i));
        const bool there = QFileInfo::exists(path);
        const QString shown = QDir::toNativeSeparators(path);
        action->setToolTip(there ? shown : tr("%1 is no longer there.").arg(shown));
        action->setEnabled(there);
        connect(action, &QAction::triggered, this, [this, path] { Q_EMIT openRequested(path); });
    }
    menu.addSeparator();
    if (std::ranges::any_of(paths, [](const QString &path) { return !QFileInfo::exists(path); }))
        connect(menu.addAction(tr("&Remove missing files")), &QAction::triggered, &m_recent,
                &RecentFiles::removeMissing);
    connect(menu.addAction(tr("&Clear list")), &QAction::triggered, &m_recent, &RecentFiles::clear);
}

void GraphFiles::keepRecent()
{
    m_state.setValue(recentKey, QJsonArray::fromStringList(m_recent.paths()));
    // A list of files is no reason for a message; it is written again when the window goes.
    (void)m_state.save();
    if (!m_window)
        return;
    QAction *entry = m_window->recentMenu()->menuAction();
    entry->setVisible(m_recent.isKept());
    entry->setEnabled(!m_recent.paths().isEmpty());
}

} // namespace tributary
