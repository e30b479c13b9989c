// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "viewmodel/TimelinePresenter.h"

#include <QObject>
#include <QPointer>

namespace tributary {

class DialogService;
class MainWindow;
class RunWorkspace;
class ThemeController;
class TimelineView;

/// The parts behind the Timeline view, joined to a window.
class TimelineWorkspace : public QObject
{
    Q_OBJECT

public:
    /// All references must outlive the workspace.
    TimelineWorkspace(RunWorkspace &runs, const ThemeController &themes, DialogService &dialogs);
    ~TimelineWorkspace() override;

    /// Adds the view. Once.
    void join(MainWindow &window);

private:
    QWidget *makeView(QWidget *parent);
    void showPromptSent(const AgentId &agent);
    void exportCalls(const QString &kind);
    void write(const QString &path, const QByteArray &bytes);
    void tell(const QString &text);

    RunWorkspace &m_runs;
    const ThemeController &m_themes;
    DialogService &m_dialogs;
    TimelinePresenter m_presenter;
    MainWindow *m_window = nullptr;
    QPointer<TimelineView> m_view;
};

} // namespace tributary
