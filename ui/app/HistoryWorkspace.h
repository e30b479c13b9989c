// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/app/FixedClock.h"
#include "ui/app/Options.h"
#include "ui/common/RenderScheduler.h"
#include "viewmodel/HistoryViewModel.h"
#include "viewmodel/RunPreview.h"

#include <QObject>
#include <QPointer>
#include <QTemporaryDir>

#include <memory>

namespace tributary {

class DialogService;
class HistoryView;
class MainWindow;
class RunWorkspace;
class ThemeController;

/// The parts behind the History view, joined to a window: what it asks for is done here or by the Run view's workspace.
class HistoryWorkspace : public QObject
{
    Q_OBJECT

public:
    /// All references must outlive the workspace.
    HistoryWorkspace(const Options &options, RunWorkspace &runs, const ThemeController &themes, DialogService &dialogs);
    ~HistoryWorkspace() override;

    /// Adds the view and offers its commands. Once.
    void join(MainWindow &window);

    [[nodiscard]] HistoryViewModel &model() { return m_model; }

private:
    QWidget *makeView(QWidget *parent);
    /// The library is opened when the view is shown first.
    void openLibrary();
    void connectView();
    void useGraph(const RunId &run);
    void exportRuns(const QList<RunId> &runs);
    void exportOne(const RunId &run);
    void exportInto(const QString &folder, const QList<RunId> &runs);
    [[nodiscard]] const Clock &clock() const;

    const Options &m_options;
    RunWorkspace &m_runs;
    const ThemeController &m_themes;
    DialogService &m_dialogs;
    FixedClock m_fixedClock;
    RenderScheduler m_scheduler;
    /// For pictures: a library of examples that nobody keeps.
    std::unique_ptr<QTemporaryDir> m_exampleFolder;
    std::unique_ptr<Library> m_examples;
    HistoryViewModel m_model;
    RunPreview m_preview;
    MainWindow *m_window = nullptr;
    QPointer<HistoryView> m_view;
};

/// "2026-11-12 1402 Why is the sky blue.moarun": a name for the file of a run that every file system takes.
QString bundleNameFor(const RunRecord &record);

} // namespace tributary
