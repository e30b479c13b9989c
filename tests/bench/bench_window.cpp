// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The window as a measured process. "start" ends after the first painted window; "run GRAPH" opens the graph with the
// providers of $XDG_CONFIG_HOME, runs it once and ends when the last answer is drawn.
#include "ui/app/Application.h"
#include "ui/app/RunWorkspace.h"
#include "ui/common/TributaryStyle.h"
#include "ui/main/MainWindow.h"

#include <QApplication>
#include <QTimer>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

constexpr QSize windowSize(1440, 900);
/// The scheduler that shares drawing time needs a moment for the last text.
constexpr int drawingMs = 300;

/// Quits once a top-level window has been painted.
class FirstPaint final : public QObject
{
public:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && watched->isWidgetType())
            QTimer::singleShot(0, qApp, &QCoreApplication::quit);
        return false;
    }
};

int runStart(QApplication &gui)
{
    Options options;
    options.demo = true;
    options.size = windowSize;
    options.theme = ThemeMode::Light;
    FirstPaint firstPaint;
    gui.installEventFilter(&firstPaint);
    Application application(options);
    application.show();
    return QApplication::exec();
}

int runGraph(const QString &graph)
{
    Options options;
    options.files = {graph};
    JsonFile state{QString()};
    JsonFile settings{QString()};
    ThemeController themes;
    WindowDialogs dialogs;
    QApplication::setStyle(new TributaryStyle(themes));
    QApplication::setPalette(themes.theme().palette());
    QApplication::setFont(themes.theme().font(TypeRole::Body));
    RunWorkspace workspace(options, themes, dialogs, state);
    MainWindow window(themes, dialogs, state, settings);
    workspace.join(window);
    workspace.begin();
    window.resize(windowSize);
    window.showView(u"run"_s);
    window.show();
    RunSession &session = workspace.model().session();
    session.setPrompt(u"Which river is the longest?"_s);
    QObject::connect(&session, &RunSession::runFinished, &window,
                     [&window] { QTimer::singleShot(drawingMs, &window, &QCoreApplication::quit); });
    QTimer::singleShot(0, &session, &RunSession::run);
    const int code = QApplication::exec();
    QApplication::setStyle(u"Fusion"_s);
    return session.runs().isEmpty() ? 1 : code;
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication gui(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == "start"_L1)
        return runStart(gui);
    return arguments.value(1) == "run"_L1 ? runGraph(arguments.value(2)) : 2;
}
