// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "GuiFixture.h"
#include "support/FakeDialogs.h"
#include "ui/app/GraphWorkspace.h"
#include "ui/app/Options.h"
#include "ui/app/RunWorkspace.h"
#include "ui/common/JsonFile.h"
#include "ui/main/MainWindow.h"

#include <QTemporaryDir>

#include <memory>

namespace tributary {

/// The window with Run and Graph view joined, as main() builds it, in folders of its own; its dialogs answer at once.
/// With the built-in demo, and nothing of a desktop's own.
class WindowStage
{
public:
    explicit WindowStage(const QSize &size = {1440, 900});
    ~WindowStage();
    Q_DISABLE_COPY_MOVE(WindowStage)

    /// On screen and active, in this view; false when the desktop does not have it so.
    [[nodiscard]] bool show(const QString &view);

    [[nodiscard]] GraphDocument &document() { return runs->model().document(); }

    [[nodiscard]] QAction &action(ActionId id) const { return window->actions().action(id); }

    /// The messages below the toolbar.
    [[nodiscard]] QString messages() const;

    /// A path in a folder that goes with the stage.
    [[nodiscard]] QString path(const QString &name) const { return home.filePath(name); }

    /// "abc|s": the ids of the agents, layer by layer.
    [[nodiscard]] QString shape() const;

    QTemporaryDir home;
    ThemedApplication application;
    FakeDialogs dialogs;
    JsonFile state;
    JsonFile settings{QString()};
    Options options;
    std::unique_ptr<RunWorkspace> runs;
    std::unique_ptr<GraphWorkspace> graph;
    std::unique_ptr<MainWindow> window;
};

} // namespace tributary
