// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/FakeDialogs.h"
#include "ui/common/RenderScheduler.h"
#include "ui/common/ThemeController.h"
#include "ui/history/HistoryView.h"
#include "unit/library/LibraryFixture.h"
#include "viewmodel/HistoryViewModel.h"
#include "viewmodel/RunPreview.h"

#include <QMainWindow>

#include <memory>

namespace tributary {

/// A History view in a window of its own, on a real library and a clock that the test moves.
class HistoryStage
{
public:
    explicit HistoryStage(const QSize &window = {1440, 900}, bool dark = false);
    ~HistoryStage();

    /// On screen and active, as far as there is a screen.
    void show();
    /// So much time passes, and what is waiting for it happens.
    void pass(Milliseconds span);
    /// "Today | Why? | ...": what the list has on its rows.
    [[nodiscard]] QString listed();
    /// Whoever has the focus gets the key.
    static void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);

    tests::LibraryFixture &kept() { return m_kept; }

    HistoryView &view() { return *m_view; }

    QMainWindow &window() { return m_window; }

    HistoryViewModel &model() { return *m_model; }

    RunPreview &preview() { return *m_preview; }

    FakeDialogs &dialogs() { return m_dialogs; }

    template <typename Widget>
    Widget *only(const QString &accessibleName) const
    {
        const auto all = m_view->findChildren<Widget *>();
        for (Widget *widget : all) {
            if (widget->accessibleName() == accessibleName)
                return widget;
        }
        return nullptr;
    }

private:
    tests::LibraryFixture m_kept;
    FakeDialogs m_dialogs;
    ThemeController m_theme;
    RenderScheduler m_scheduler;
    std::unique_ptr<HistoryViewModel> m_model;
    std::unique_ptr<RunPreview> m_preview;
    QMainWindow m_window;
    HistoryView *m_view = nullptr;
};

} // namespace tributary
