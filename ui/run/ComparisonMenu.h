// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMenu>

#include <functional>

class QActionGroup;

namespace tributary {

class RunPanes;

/// How answers are compared, as a menu for the toolbar: the modes, and how many columns the cards take. It is about
/// the run that is on screen, whichever view shows it.
class ComparisonMenu : public QMenu
{
    Q_OBJECT

public:
    struct Panes
    {
        /// What a person sees now; nullptr: no run.
        std::function<RunPanes *()> shown;
        /// The same, after a view with a run was shown where there was none.
        std::function<RunPanes *()> brought;
    };

    explicit ComparisonMenu(Panes panes, QWidget *parent = nullptr);

private:
    QAction *addChoice(const QString &text, QActionGroup &group, const std::function<void(RunPanes &)> &choose);
    void addModes();
    void addColumns();

    Panes m_panes;
};

} // namespace tributary
