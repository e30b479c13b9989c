// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/run/RunMode.h"
#include "viewmodel/DiffChoices.h"

#include <QFutureWatcher>

class QComboBox;
class QLabel;

namespace tributary {

class DiffView;
class SegmentedControl;

/// The mode Diff: two texts of the run, or of earlier ones, and what differs, beside each other or in one text. F7 and
/// Shift+F7 go from change to change.
class DiffMode : public RunMode
{
    Q_OBJECT

public:
    explicit DiffMode(RunPanes &panes);
    ~DiffMode() override;

    void enter() override;
    void leave() override;
    void update() override;

    /// What can be chosen: of this run, then of earlier ones.
    [[nodiscard]] const QList<DiffChoice> &choices() const { return m_choices; }

    /// Indices into choices().
    void compare(int first, int second);

    [[nodiscard]] DiffView *view() const { return m_view; }

    /// A long difference is being computed beside the window's thread.
    [[nodiscard]] bool isWorking() const { return m_watcher.isRunning(); }

private:
    QWidget *buildPage();
    QComboBox *buildPicker(const QString &name);
    void fillPickers();
    void choose(bool firstChanged);
    void show();
    void showAdditions(const DiffChoice &what, const DiffChoice &text);
    void showResult();
    QString textOf(int choice);

    QWidget *m_page;
    /// What is compared and how; there only when there is something.
    QWidget *m_bar;
    QComboBox *m_first;
    QComboBox *m_second;
    SegmentedControl *m_layout;
    DiffView *m_view;
    QLabel *m_note;
    QList<DiffChoice> m_choices;
    RunId m_run; // that the choices are of
    bool m_active = false;
    bool m_analysed = false; // the choices know what the layers added
    QString m_texts[2];      // of the difference that is computed
    QFutureWatcher<TextDiff> m_watcher;
};

} // namespace tributary
