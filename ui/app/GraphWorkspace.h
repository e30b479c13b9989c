// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/app/FixedClock.h"
#include "ui/app/Options.h"
#include "ui/common/RenderScheduler.h"
#include "viewmodel/GraphEditor.h"
#include "viewmodel/GraphFileWatch.h"
#include "viewmodel/UserPresets.h"

#include <QPointer>

namespace tributary {

class DialogService;
class GraphView;
class JsonFile;
class MainWindow;
class RunWorkspace;
class ThemeController;

/// The parts behind the Graph view, joined to a window; and what belongs to the graph as a document: its presets, its
/// file and whether somebody else changed it.
class GraphWorkspace : public QObject
{
    Q_OBJECT

public:
    /// All references must outlive the workspace.
    GraphWorkspace(const Options &options, RunWorkspace &runs, const ThemeController &themes, DialogService &dialogs,
                   JsonFile &state);
    ~GraphWorkspace() override;

    /// Adds the view and offers its commands. Once.
    void join(MainWindow &window);

    [[nodiscard]] GraphEditor &editor() { return m_editor; }

private:
    QWidget *makeView(QWidget *parent);
    void offerCommands();
    void followDocument();
    void offerPresets();
    void loadPreset(const QString &id);
    void savePreset();
    void compare();
    void forgetPreset();
    [[nodiscard]] QStringList presetNames() const;
    void followRunToHere();
    void tellChangedOutside();
    void showTitle();

    [[nodiscard]] GraphDocument &document() { return m_editor.document(); }

    const Options &m_options;
    RunWorkspace &m_runs;
    const ThemeController &m_themes;
    DialogService &m_dialogs;
    JsonFile &m_state;
    FixedClock m_fixedClock;
    RenderScheduler m_scheduler;
    GraphEditor m_editor;
    UserPresets m_presets;
    GraphFileWatch m_watch;
    MainWindow *m_window = nullptr;
    QPointer<GraphView> m_view;
};

} // namespace tributary
