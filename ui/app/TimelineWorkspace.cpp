// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/app/TimelineWorkspace.h"

#include "ui/app/RunWorkspace.h"
#include "ui/common/Announcer.h"
#include "ui/common/DialogService.h"
#include "ui/common/Toast.h"
#include "ui/main/MainWindow.h"
#include "ui/timeline/TimelineView.h"

namespace tributary {

using namespace Qt::StringLiterals;

namespace {
/// Of the rail: after Run and Graph.
constexpr int TimelineNumber = 3;
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
                    .build = [this](QWidget *parent) { return makeView(parent); },
                    .regions = [this] { return m_view->regions(); }});
}

QWidget *TimelineWorkspace::makeView(QWidget *parent)
{
    m_view = new TimelineView(m_presenter, m_themes, parent);
    connect(m_view, &TimelineView::runViewRequested, this, [this] {
        m_window->showView(u"run"_s);
        m_runs.focusPrompt();
    });
    connect(m_view, &TimelineView::exportRequested, this, &TimelineWorkspace::exportCalls);
    connect(m_view, &TimelineView::told, this, [this](const QString &text) {
        new Toast(m_themes, text, {}, m_view);
        m_window->announcer().announce(text);
    });
    return m_view;
}

void TimelineWorkspace::exportCalls(const QString &kind)
{
    Q_UNUSED(kind)
}

} // namespace tributary
