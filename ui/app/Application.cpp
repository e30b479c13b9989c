// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/app/Application.h"

#include "ui/app/Capture.h"
#include "ui/app/GraphWorkspace.h"
#include "ui/app/HistoryWorkspace.h"
#include "ui/app/ModelsWorkspace.h"
#include "ui/app/RunWorkspace.h"
#include "ui/app/SettingsWorkspace.h"
#include "ui/app/StateStage.h"
#include "ui/app/TimelineWorkspace.h"
#include "ui/common/TributaryStyle.h"
#include "ui/main/MainWindow.h"

#include <QApplication>
#include <QSessionManager>
#include <QTimer>

#include <cstdio>
#include <tuple>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

/// Longer than the interval in which views take in new text.
constexpr int PictureInterval = 150;

/// A program that makes a picture keeps nothing and finds nothing, so that each one is the same.
QString kept(const Options &options, const QString &path)
{
    return options.endsByItself() ? QString() : path;
}

ThemeMode themeFromSettings(const JsonFile &settings)
{
    const QString word = settings.value(u"theme"_s).toString();
    return word == "light"_L1 ? ThemeMode::Light : word == "dark"_L1 ? ThemeMode::Dark : ThemeMode::System;
}

} // namespace

Application::Application(const Options &options)
    : m_options(options)
    , m_state(kept(options, xdgFolder("XDG_STATE_HOME", u".local/state"_s) + "/window.json"_L1))
    , m_settings(kept(options, xdgFolder("XDG_CONFIG_HOME", u".config"_s) + "/settings.json"_L1))
{
    startTheme();
    buildWindow();
}

Application::~Application()
{
    // The style refers to the theme, which goes before the application object that owns the style.
    m_window.reset();
    QApplication::setStyle(u"Fusion"_s);
}

void Application::startTheme()
{
    // The answer of the desktop comes later; until then what it said last time, so that the window does not flash.
    m_themes.setSystemDark(m_state.value(u"systemDark"_s).toBool(SystemColourScheme::paletteIsDark()));
    m_themes.setReadingScale(m_settings.value(u"readingScale"_s).toDouble(1.0));
    m_themes.setReducedMotion(m_options.noAnimation);
    m_themes.setMode(m_options.theme.value_or(themeFromSettings(m_settings)));
    QApplication::setStyle(new TributaryStyle(m_themes));
    applyTheme();
    connect(&m_themes, &ThemeController::changed, this, &Application::applyTheme);
    connect(&m_systemScheme, &SystemColourScheme::darkPreferred, this, [this](bool dark) {
        m_themes.setSystemDark(dark);
        m_state.setValue(u"systemDark"_s, dark);
    });
}

/// Without questions: what is shown is written already, and comes back at the next start.
void Application::followDesktopSession()
{
    const auto save = [this] { std::ignore = m_workspace->keeping().saver().save(); };
    connect(qApp, &QGuiApplication::commitDataRequest, this, save);
    connect(qApp, &QGuiApplication::saveStateRequest, this, [save](QSessionManager &manager) {
        save();
        manager.setRestartHint(QSessionManager::RestartIfRunning);
    });
}

void Application::applyTheme()
{
    QApplication::setPalette(m_themes.theme().palette());
    // Setting a font lays out every widget again, even when it is the same font.
    const QFont font = m_themes.theme().font(TypeRole::Body);
    if (font != QApplication::font())
        QApplication::setFont(font);
}

void Application::buildWindow()
{
    m_workspace = std::make_unique<RunWorkspace>(m_options, m_themes, m_dialogs, m_state);
    m_window = std::make_unique<MainWindow>(m_themes, m_dialogs, m_state, m_settings);
    m_settingsWorkspace = std::make_unique<SettingsWorkspace>(*m_workspace, m_themes, m_dialogs, m_settings);
    m_settingsWorkspace->join(*m_window);
    m_workspace->join(*m_window);
    m_graph = std::make_unique<GraphWorkspace>(m_options, *m_workspace, m_themes, m_dialogs, m_state);
    m_graph->join(*m_window);
    m_timeline = std::make_unique<TimelineWorkspace>(*m_workspace, m_themes, m_dialogs);
    m_timeline->join(*m_window);
    m_history = std::make_unique<HistoryWorkspace>(m_options, *m_workspace, m_themes, m_dialogs);
    m_history->join(*m_window);
    m_models = std::make_unique<ModelsWorkspace>(m_options, *m_workspace, m_themes, m_dialogs, m_state);
    m_models->join(*m_window);
    const QString lastView = m_workspace->begin();
    m_firstView = m_options.viewGiven || lastView.isEmpty() ? m_options.view : lastView;
    followDesktopSession();
    if (m_options.size)
        m_window->resize(*m_options.size);
}

void Application::show()
{
    m_window->showView(m_firstView);
    // The view of the last session may be one that this program does not have.
    if (m_window->currentView().isEmpty())
        m_window->showView(m_options.view);
    m_window->show();
    QTimer::singleShot(0, this, &Application::afterFirstPaint);
}

void Application::afterFirstPaint()
{
    if (!m_options.theme)
        m_systemScheme.start();
    m_workspace->openLibrary();
    m_settingsWorkspace->applyRetention();
    if (m_options.state)
        enterState();
    else if (m_options.endsByItself())
        captureWhenSettled();
}

void Application::enterState()
{
    auto *stage = new StateStage(*m_workspace, m_options.question - 1, this);
    if (m_options.endsByItself())
        connect(stage, &StateStage::reached, this, &Application::captureWhenSettled);
    stage->enter(*m_options.state);
}

void Application::captureWhenSettled()
{
    // Streaming never settles; then the last picture counts.
    const QImage picture = m_window->grab().toImage();
    const bool settled = picture == m_lastPicture || m_options.state == ShownState::Streaming;
    m_lastPicture = picture;
    if (settled || --m_picturesLeft == 0)
        captureAndQuit();
    else
        QTimer::singleShot(PictureInterval, this, &Application::captureWhenSettled);
}

void Application::captureAndQuit()
{
    const Result<void> done = capture(*m_window, m_options);
    if (!done)
        std::fprintf(stderr, "tributary: %s\n", qUtf8Printable(done.error().message));
    QCoreApplication::exit(done ? 0 : 1);
}

Result<void> checkOptions(const Options &options)
{
    const QStringList views{u"run"_s, u"graph"_s, u"timeline"_s, u"history"_s, u"models"_s};
    if (!views.contains(options.view))
        return fail(ErrorKind::InvalidInput,
                    Application::tr("There is no view \"%1\". Use one of: %2.").arg(options.view, views.join(", "_L1)));
    return {};
}

} // namespace tributary
