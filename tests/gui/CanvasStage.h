// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "GuiFixture.h"
#include "support/FakeClock.h"
#include "support/ScriptedClient.h"
#include "ui/canvas/GraphCanvas.h"
#include "ui/common/Spinner.h"
#include "viewmodel/RunViewModel.h"

#include <QLineEdit>
#include <QMainWindow>
#include <QRandomGenerator>

namespace tributary {

/// A canvas in a window of its own, between two fields that Tab can go to, on a scripted client and a clock that the
/// test moves.
class CanvasStage
{
public:
    /// "a b c | s" (support/GraphNotation.h); agents take real-looking models in turn.
    explicit CanvasStage(const QString &notation, const QSize &size = {1048, 770});

    void setGraph(const QString &notation);
    /// What an agent's model says: support/ScriptedClient.h. Each agent's model is "test/" and its id.
    void setScript(const QString &agent, const QString &script);
    void run(Milliseconds span);
    /// Lets time pass in steps of a frame.
    void pass(Milliseconds span);

    /// "a b c | s" as it is now.
    [[nodiscard]] QString graph() const;
    /// "b" or "header 0"; "nothing".
    [[nodiscard]] QString focus() const;
    /// "a c".
    [[nodiscard]] QString selected() const;

    /// Keys in words: "Down", "Shift+Down", "Ctrl+Shift+Right".
    void press(const QString &keys);
    /// In the viewport.
    [[nodiscard]] QPoint pointOf(const QString &agent) const;
    [[nodiscard]] QPoint pointAt(const QPointF &scene) const;
    /// With steps in between, as a hand moves; without release when `hold`.
    void drag(const QPoint &from, const QPoint &to, bool hold = false);

    ThemedApplication application;
    FakeClock clock;
    ScriptedClient client{clock};
    QRandomGenerator random{1};
    RunViewModel model;
    GraphEditor editor;
    Spinner spinner;
    QMainWindow window;
    QLineEdit *before;
    GraphCanvas *canvas;
    QLineEdit *after;
};

} // namespace tributary
