// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/FakeClock.h"
#include "support/ScriptedClient.h"
#include "ui/common/RenderScheduler.h"
#include "ui/common/ThemeController.h"
#include "ui/run/RunView.h"
#include "viewmodel/RunViewModel.h"

#include <QMainWindow>
#include <QRandomGenerator>

#include <memory>

namespace tributary {

/// A Run view in a window of its own, on a scripted client and a clock that the test moves.
class RunStage
{
public:
    explicit RunStage(const QSize &window = {1440, 900}, bool dark = false);
    ~RunStage();

    /// On screen and active, as far as there is a screen.
    void show();
    /// "a b c | s" (support/GraphNotation.h); agents take real-looking models in turn.
    void setGraph(const QString &notation);
    /// What an agent's model says: support/ScriptedClient.h. Set before play().
    void setScript(const QString &agent, const QString &script);
    void setPrompt(const QString &prompt);
    /// Runs the prompt and lets `span` pass, in steps of a frame.
    void play(Milliseconds span = Milliseconds(60'000));
    void pass(Milliseconds span);
    /// Triggers the view's command of that key; shortcuts themselves need a screen.
    void command(const QKeySequence &key);
    /// Draws everything that waits, so that a picture shows all of it.
    void settle();

    RunView &view() { return *m_view; }

    QMainWindow &window() { return m_window; }

    RunViewModel &model() { return m_model; }

    ThemeController &theme() { return m_theme; }

    ScriptedClient &client() { return m_client; }

    template <typename Widget>
    QList<Widget *> all() const
    {
        return m_view->findChildren<Widget *>();
    }

    template <typename Widget>
    Widget *only() const
    {
        return m_view->findChild<Widget *>();
    }

private:
    FakeClock m_clock;
    ScriptedClient m_client{m_clock};
    QRandomGenerator m_random{1};
    ThemeController m_theme;
    RenderScheduler m_scheduler;
    RunViewModel m_model;
    QMainWindow m_window;
    RunView *m_view;
};

/// A paragraph of Markdown of about `words` words, different for each agent.
QString sampleAnswer(int variant, int words);

} // namespace tributary
