// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/app/Options.h"
#include "ui/common/JsonFile.h"
#include "ui/common/SystemColourScheme.h"
#include "ui/common/ThemeController.h"
#include "ui/common/WindowDialogs.h"

#include <QImage>
#include <QObject>

#include <memory>

namespace tributary {

class GraphWorkspace;
class HistoryWorkspace;
class MainWindow;
class ModelsWorkspace;
class RunWorkspace;
class SettingsWorkspace;
class TimelineWorkspace;

/// The composition root: builds every long-lived object, connects them, and knows nothing else.
class Application : public QObject
{
    Q_OBJECT

public:
    /// `options` must have passed checkOptions().
    explicit Application(const Options &options);
    ~Application() override;

    void show();

private:
    void startTheme();
    void applyTheme();
    void buildWindow();
    void afterFirstPaint();
    void enterState();
    /// Waits until the window stops changing.
    void captureWhenSettled();
    void captureAndQuit();

    void followDesktopSession();

    Options m_options;
    QString m_firstView;
    JsonFile m_state;
    JsonFile m_settings;
    ThemeController m_themes;
    SystemColourScheme m_systemScheme;
    WindowDialogs m_dialogs;
    QImage m_lastPicture;
    int m_picturesLeft = 40;
    std::unique_ptr<RunWorkspace> m_workspace;
    std::unique_ptr<TimelineWorkspace> m_timeline;
    std::unique_ptr<GraphWorkspace> m_graph;
    std::unique_ptr<HistoryWorkspace> m_history;
    std::unique_ptr<ModelsWorkspace> m_models;
    std::unique_ptr<SettingsWorkspace> m_settingsWorkspace;
    std::unique_ptr<MainWindow> m_window;
};

/// Whether this program can do what `options` ask for.
Result<void> checkOptions(const Options &options);

} // namespace tributary
