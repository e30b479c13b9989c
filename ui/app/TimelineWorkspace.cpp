// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/app/TimelineWorkspace.h"

#include "base/SaveFile.h"
#include "ui/app/HistoryWorkspace.h"
#include "ui/app/RunWorkspace.h"
#include "ui/common/Announcer.h"
#include "ui/common/DialogService.h"
#include "ui/common/Toast.h"
#include "ui/main/MainWindow.h"
#include "ui/timeline/RequestDialog.h"
#include "ui/timeline/TimelineView.h"
#include "viewmodel/TimelineFile.h"

#include <QFileInfo>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {
/// Of the rail: after Run and Graph.
constexpr int TimelineNumber = 3;

bool anyAgentFailed(const RunState &run)
{
    return std::ranges::any_of(run.agents, [](const AgentState &agent) { return agent.status == AgentStatus::Failed; });
}
} // namespace

TimelineWorkspace::TimelineWorkspace(RunWorkspace &runs, const ThemeController &themes, DialogService &dialogs)
    : m_runs(runs)
    , m_themes(themes)
    , m_dialogs(dialogs)
    , m_presenter(runs.model())
{}

TimelineWorkspace::~TimelineWorkspace() = default;

void TimelineWorkspace::join(MainWindow &window)
{
    m_window = &window;
    window.addView({.id = u"timeline"_s,
                    .title = tr("Timeline"),
                    .icon = "timer"_L1,
                    .number = TimelineNumber,
                    .tellsFailures = true,
                    .build = [this](QWidget *parent) { return makeView(parent); },
                    .regions = [this] { return m_view->regions(); }});
    connect(&m_runs, &RunWorkspace::timelineRequested, this, [this](const AgentId &agent) {
        m_window->showView(u"timeline"_s);
        m_view->showAgent(agent);
    });
    const RunPresenter &presenter = m_runs.model().presenter();
    connect(&presenter, &RunPresenter::runChanged, this,
            [this, &presenter] { m_window->setFailed(anyAgentFailed(presenter.scene().run)); });
    connect(&window, &MainWindow::statusPressed, this, [this](bool right) {
        if (!right)
            m_window->showView(u"timeline"_s);
    });
    connect(&m_runs, &RunWorkspace::promptSentRequested, this, &TimelineWorkspace::showPromptSent);
}

void TimelineWorkspace::showPromptSent(const AgentId &agent)
{
    const RunPresenter &presenter = m_runs.model().presenter();
    const AgentDisplay display = presenter.agent(agent);
    const std::optional<RunRecord> record = m_presenter.record();
    QList<SentRequest> sent = record ? record->requests : QList<SentRequest>{};
    sent.removeIf([&agent](const SentRequest &request) { return request.agent != agent; });
    if (sent.isEmpty())
        return m_dialogs.tell(m_window, NoticeKind::Info, tr("Nothing was sent"),
                              tr("%1 was not asked in this run, or what was sent was not kept.").arg(display.letter));
    (new RequestDialog(u"%1 · %2"_s.arg(display.letter, display.modelName), sent, m_themes, m_window))->open();
}

QWidget *TimelineWorkspace::makeView(QWidget *parent)
{
    m_view = new TimelineView(m_presenter, m_themes, parent);
    connect(m_view, &TimelineView::runViewRequested, this, [this] {
        m_window->showView(u"run"_s);
        m_runs.focusPrompt();
    });
    connect(m_view, &TimelineView::exportRequested, this, &TimelineWorkspace::exportCalls);
    connect(m_view, &TimelineView::told, this, &TimelineWorkspace::tell);
    return m_view;
}

void TimelineWorkspace::exportCalls(const QString &kind)
{
    const bool csv = kind == "csv"_L1;
    const std::optional<RunRecord> record = m_presenter.record();
    if (!record)
        return;
    const FileQuestion file{.title = tr("Export the calls of the run"),
                            .filters = {csv ? tr("Table (*.csv)") : tr("JSON (*.json)")},
                            .name = QFileInfo(bundleNameFor(*record)).completeBaseName() + tr(" timeline") +
                                    (csv ? u".csv"_s : u".json"_s)};
    // What is shown now, not what a run that goes on will have become when the file is named.
    const QByteArray bytes = csv ? timelineCsv(m_presenter.scene(), m_presenter.timeline())
                                 : timelineJson(m_presenter.scene(), m_presenter.timeline());
    m_dialogs.chooseToSave(m_window, file, [this, bytes](const QString &path) { write(path, bytes); });
}

void TimelineWorkspace::write(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (!saveWhole(file, bytes))
        return m_dialogs.tell(m_window, NoticeKind::Error, tr("The calls were not exported"),
                              tr("%1: %2. Choose another place.").arg(path, file.errorString()));
    tell(tr("Exported to %1.").arg(QFileInfo(path).fileName()));
}

void TimelineWorkspace::tell(const QString &text)
{
    new Toast(m_themes, text, {}, m_view);
    m_window->announcer().announce(text);
}

} // namespace tributary
