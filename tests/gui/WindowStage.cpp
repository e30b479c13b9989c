// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "WindowStage.h"

#include "ui/common/MessageBar.h"

#include <QTest>

#include <array>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array homeVariables{"XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"};

} // namespace

WindowStage::WindowStage(const QSize &size)
    : state(home.filePath(u"window.json"_s))
{
    for (const char *name : homeVariables)
        qputenv(name, home.filePath(QString::fromLatin1(name)).toLocal8Bit());
    runs = std::make_unique<RunWorkspace>(options, application.themes, dialogs, state);
    window = std::make_unique<MainWindow>(application.themes, dialogs, state, settings);
    runs->join(*window);
    graph = std::make_unique<GraphWorkspace>(options, *runs, application.themes, dialogs, state);
    graph->join(*window);
    runs->begin();
    window->resize(size);
}

WindowStage::~WindowStage()
{
    window.reset();
    graph.reset();
    runs.reset();
    for (const char *name : homeVariables)
        qunsetenv(name);
}

bool WindowStage::show(const QString &view)
{
    window->showView(view);
    window->show();
    return QTest::qWaitForWindowActive(window.get());
}

QString WindowStage::messages() const
{
    QStringList texts;
    const QList<Notice> notices = window->messages().notices();
    for (const Notice &notice : notices)
        texts.append(notice.text);
    return texts.join(u'\n');
}

QString WindowStage::shape() const
{
    QStringList layers;
    for (const Layer &layer : runs->model().document().graph().layers) {
        QString ids;
        for (const Agent &agent : layer.agents)
            ids += agent.id.value;
        layers.append(ids);
    }
    return layers.join(u'|');
}

} // namespace tributary
