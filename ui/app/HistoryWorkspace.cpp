// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/app/HistoryWorkspace.h"

#include "base/Formatting.h"
#include "library/Library.h"
#include "report/ReportFormat.h"
#include "ui/app/ExampleRuns.h"
#include "ui/app/RunWorkspace.h"
#include "ui/common/Announcer.h"
#include "ui/common/DialogService.h"
#include "ui/common/LinkDialog.h"
#include "ui/common/Toast.h"
#include "ui/history/HistoryView.h"
#include "ui/main/MainWindow.h"

#include <QFileInfo>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {
/// Of the rail: after Run, Graph and Timeline.
constexpr int ViewNumber = 4;
constexpr qsizetype LongestName = 60;
} // namespace

HistoryWorkspace::HistoryWorkspace(const Options &options, RunWorkspace &runs, const ThemeController &themes,
                                   DialogService &dialogs)
    : m_options(options)
    , m_runs(runs)
    , m_themes(themes)
    , m_dialogs(dialogs)
    , m_model(clock())
    , m_preview(clock())
{}

HistoryWorkspace::~HistoryWorkspace()
{
    m_model.disconnect(this);
}

const Clock &HistoryWorkspace::clock() const
{
    return m_options.fixedClock ? static_cast<const Clock &>(m_fixedClock) : m_runs.services().clock();
}

void HistoryWorkspace::join(MainWindow &window)
{
    m_window = &window;
    window.addView({.id = u"history"_s,
                    .title = tr("History"),
                    .icon = "history"_L1,
                    .number = ViewNumber,
                    .build = [this](QWidget *parent) { return makeView(parent); },
                    .regions = [this] { return m_view->regions(); }});
    Actions &actions = window.actions();
    actions.offer(ActionId::Find, this, [this] { m_view->focusSearch(); });
    const auto follow = [this](const QString &view) {
        // Names of providers may have changed since the view was shown last.
        if (m_view && m_preview.presenter().scene().providers != m_runs.model().providers())
            m_preview.setProviders(m_runs.model().providers());
        m_window->actions().setEnabled(ActionId::Find, view == "history"_L1,
                                       tr("Runs are searched in the History view."));
    };
    follow({});
    connect(&window, &MainWindow::viewShown, this, follow);
}

QWidget *HistoryWorkspace::makeView(QWidget *parent)
{
    m_preview.setProviders(m_runs.model().providers());
    openLibrary();
    m_view = new HistoryView({m_model, m_preview, m_themes, m_scheduler, m_dialogs}, parent);
    connectView();
    return m_view;
}

void HistoryWorkspace::openLibrary()
{
    Result<Library *> library = nullptr;
    if (m_options.endsByItself()) {
        m_exampleFolder = std::make_unique<QTemporaryDir>();
        auto opened = Library::open(m_exampleFolder->filePath(u"library.sqlite"_s));
        if (opened) {
            m_examples = std::move(*opened);
            library = m_examples.get();
        } else {
            library = tl::unexpected<Error>(opened.error());
        }
        if (const Result<void> kept = library ? keepExampleRuns(**library, clock().calendar()) : Result<void>(); !kept)
            library = tl::unexpected<Error>(kept.error());
    } else {
        library = m_runs.services().openLibrary();
    }
    if (!library)
        return m_model.setUnavailable(library.error());
    m_model.setLibrary(**library);
    m_preview.setLibrary(*library);
}

void HistoryWorkspace::connectView()
{
    connect(m_view, &HistoryView::openRequested, &m_runs, &RunWorkspace::showRun);
    connect(m_view, &HistoryView::runAgainRequested, &m_runs, &RunWorkspace::runAgain);
    connect(m_view, &HistoryView::resumeRequested, &m_runs, &RunWorkspace::resumeRun);
    connect(m_view, &HistoryView::useGraphRequested, this, &HistoryWorkspace::useGraph);
    connect(m_view, &HistoryView::exportRequested, this, &HistoryWorkspace::exportRuns);
    connect(m_view, &HistoryView::announce, this,
            [this](const QString &sentence) { m_window->announcer().announce(sentence); });
    connect(m_view, &HistoryView::linkActivated, this, [this](const QUrl &url) { askToOpen(url, m_window); });
}

void HistoryWorkspace::useGraph(const RunId &run)
{
    const Result<RunRecord> record = m_model.library()->load(run);
    if (!record)
        return m_dialogs.tell(m_window, NoticeKind::Error, tr("The run cannot be read"), record.error().message);
    m_runs.files().afterSaving([this, graph = record->graph] {
        m_runs.model().document().startFrom(graph, tr("Use the graph of a kept run"));
        m_window->showView(u"run"_s);
        m_runs.focusPrompt();
    });
}

void HistoryWorkspace::exportRuns(const QList<RunId> &runs)
{
    if (runs.size() == 1)
        return exportOne(runs.constFirst());
    m_dialogs.chooseFolder(m_window, tr("Export %1 runs to a folder").arg(formatCount(runs.size())),
                           [this, runs](const QString &folder) { exportInto(folder, runs); });
}

void HistoryWorkspace::exportOne(const RunId &run)
{
    const Result<RunRecord> record = m_model.library()->load(run);
    if (!record)
        return m_dialogs.tell(m_window, NoticeKind::Error, tr("The run cannot be read"), record.error().message);
    m_runs.exporter().offer(*record, std::nullopt, m_window);
}

void HistoryWorkspace::exportInto(const QString &folder, const QList<RunId> &runs)
{
    qsizetype written = 0;
    for (const RunId &run : runs) {
        const Result<RunRecord> record = m_model.library()->load(run);
        // Two runs of one prompt within a minute have the same name.
        QString path = folder + u'/' + (record ? bundleNameFor(*record) : QString());
        for (int i = 2; QFileInfo::exists(path) && record; ++i)
            path = u"%1/%2 (%3).moarun"_s.arg(folder, QFileInfo(bundleNameFor(*record)).completeBaseName()).arg(i);
        const Result<void> done =
            record ? writeReportFile(path, bundleBytes(*record)) : tl::unexpected<Error>(record.error());
        if (!done)
            return m_dialogs.tell(m_window, NoticeKind::Error,
                                  tr("%1 of %2 runs were exported").arg(written).arg(runs.size()),
                                  done.error().message);
        ++written;
    }
    new Toast(m_themes, tr("%1 runs exported to %2.").arg(formatCount(written), QFileInfo(folder).fileName()), {},
              m_view);
}

QString bundleNameFor(const RunRecord &record)
{
    QString name = record.started.toLocalTime().toString(u"yyyy-MM-dd hhmm "_s);
    const QString prompt = record.prompt.simplified().left(LongestName);
    for (const QChar c : prompt) {
        if (c.isLetterOrNumber() || c == u' ' || c == u'-' || c == u'_')
            name.append(c);
    }
    return name.trimmed() + u".moarun"_s;
}

} // namespace tributary
