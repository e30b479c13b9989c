// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Files that come into the window and go out of it: graphs, saved runs, attachments.

#include "run/RunBundleFile.h"
#include "ui/app/RunWorkspace.h"
#include "ui/common/Announcer.h"
#include "ui/common/Toast.h"
#include "ui/main/MainWindow.h"
#include "ui/run/RunView.h"

#include <QFileInfo>

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

void RunWorkspace::openFile(const QString &path)
{
    if (path.endsWith(".moarun"_L1, Qt::CaseInsensitive))
        openBundle(path);
    else
        m_files.open(path);
}

void RunWorkspace::takeFiles(const QStringList &paths)
{
    QStringList others = paths;
    others.removeIf([](const QString &path) { return MainWindow::isDocument(path); });
    m_model.attachments().add(others);
    // Of several graphs or runs one is shown.
    const auto first = std::find_if(paths.begin(), paths.end(), MainWindow::isDocument);
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
    m_files.note(path);
}

void RunWorkspace::followFiles()
{
    connect(&m_files, &GraphFiles::opened, this, [this] {
        if (const Result<void> started = m_services.startDemoFor(m_model.document().graph()); !started)
            tellProblem(u"demo"_s, started.error());
        m_model.setProviders(directory());
    });
    connect(&m_files, &GraphFiles::openRequested, this, &RunWorkspace::openFile);
    connect(&m_files, &GraphFiles::openingEnded, this, [this](const std::optional<Error> &problem) {
        forgetProblem(u"open"_s);
        if (problem)
            tellProblem(u"open"_s, *problem);
    });
    connect(&m_files, &GraphFiles::savingEnded, this, [this](const std::optional<Error> &problem) {
        QList<Message> messages;
        if (problem)
            messages.append({.id = u"save"_s,
                             .tone = Tone::Error,
                             .text = tr("%1 Your changes are kept in this window.").arg(problem->message),
                             .actions = {{Action::Kind::SaveGraphAs, tr("Save as…")}}});
        m_model.messages().set(u"save"_s, messages);
    });
    connect(&m_files, &GraphFiles::told, this, [this](const QString &text) {
        m_window->announcer().announce(text, Urgency::Polite);
        new Toast(m_themes, text, {}, m_window->centralWidget());
    });
}

void RunWorkspace::offerFileCommands()
{
    Actions &actions = m_window->actions();
    m_files.join(*m_window);
    actions.offer(ActionId::ExportRun, this, [this] { exportRun(); });
    connect(m_window, &MainWindow::filesDropped, this, &RunWorkspace::takeFiles);
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
