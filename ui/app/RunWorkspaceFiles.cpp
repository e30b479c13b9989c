// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Files that come into the window and go out of it: graphs, saved runs, attachments.

#include "run/RunBundleFile.h"
#include "ui/app/RunWorkspace.h"
#include "ui/common/DialogService.h"
#include "ui/main/MainWindow.h"
#include "ui/run/RunView.h"

#include <QFileInfo>

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

bool RunWorkspace::isOurs(const QString &path)
{
    return path.endsWith(".moagraph"_L1, Qt::CaseInsensitive) || path.endsWith(".moarun"_L1, Qt::CaseInsensitive);
}

void RunWorkspace::openFile(const QString &path)
{
    if (path.endsWith(".moarun"_L1, Qt::CaseInsensitive))
        openBundle(path);
    else
        openGraph(path);
}

void RunWorkspace::takeFiles(const QStringList &paths)
{
    QStringList others = paths;
    others.removeIf([](const QString &path) { return isOurs(path); });
    m_model.attachments().add(others);
    // Of several graphs or runs one is shown.
    const auto first = std::find_if(paths.begin(), paths.end(), isOurs);
    if (first != paths.end())
        openFile(*first);
}

void RunWorkspace::openBundle(const QString &path)
{
    const Result<RunRecord> record = loadRunBundle(path);
    if (!record)
        return tellProblem(u"open"_s, record.error());
    forgetProblem(u"open"_s);
    showRecord({*record, QFileInfo(path).fileName(), false});
}

void RunWorkspace::openGraph(const QString &path)
{
    if (const Result<void> opened = m_model.document().open(path); !opened)
        return tellProblem(u"open"_s, opened.error());
    forgetProblem(u"open"_s);
    if (const Result<void> started = m_services.startDemoFor(m_model.document().graph()); !started)
        tellProblem(u"demo"_s, started.error());
    m_model.setProviders(directory());
}

void RunWorkspace::offerFileCommands()
{
    Actions &actions = m_window->actions();
    const FileQuestion files{.title = tr("Open"),
                             .filters = {tr("Graphs and saved runs (*.moagraph *.moarun)"),
                                         tr("Layer graph (*.moagraph)"), tr("Saved run (*.moarun)")}};
    actions.offer(ActionId::OpenGraph, this, [this, files] {
        m_dialogs.chooseToOpen(m_window, files, [this](const QStringList &paths) { openFile(paths.first()); });
    });
    actions.offer(ActionId::SaveGraph, this, [this] { saveGraph(); });
    actions.offer(ActionId::ExportRun, this, [this] { exportRun(); });
    connect(m_window, &MainWindow::filesDropped, this, &RunWorkspace::takeFiles);
}

void RunWorkspace::saveGraph()
{
    const FileQuestion file{.title = tr("Save graph"),
                            .filters = {tr("Layer graph (*.moagraph)")},
                            .name = m_model.document().graph().name + u".moagraph"_s};
    m_dialogs.chooseToSave(m_window, file, [this](const QString &path) {
        forgetProblem(u"save"_s);
        if (const Result<void> saved = m_model.document().saveAs(path); !saved)
            tellProblem(u"save"_s, saved.error());
    });
}

void RunWorkspace::exportRun()
{
    const std::optional<RunRecord> record = shownRun();
    if (!record)
        return;
    const RunAnalysis *analysis = m_model.analysis().analysis();
    const bool isOfIt = analysis && m_model.analysis().record() && m_model.analysis().record()->id == record->id;
    m_exporter.offer(*record, isOfIt ? std::optional(*analysis) : std::nullopt, m_window);
}

} // namespace tributary
