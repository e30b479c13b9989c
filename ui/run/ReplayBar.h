// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/run/RunContext.h"
#include "viewmodel/RunViewModel.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QSlider;
class QToolButton;

namespace tributary {

class ElidedLabel;
class SegmentedControl;

/// Above the answers of a kept run: which run it is, and the buttons that play it again.
class ReplayBar : public QWidget
{
    Q_OBJECT

public:
    static constexpr int wideHeight = 44;

    ReplayBar(const RunContext &context, RunReplay &replay, QWidget *parent = nullptr);

    void setRecord(const ShownRecord &record);
    /// In little room the speeds are left out.
    void setCompact(bool compact);

Q_SIGNALS:
    void keepRequested();
    void runAgainRequested();
    void closeRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void buildRow();
    void refresh();
    void togglePlaying();

    RunContext m_context;
    RunReplay &m_replay;
    QToolButton *m_play;
    SegmentedControl *m_speed;
    QSlider *m_position;
    QLabel *m_time;
    ElidedLabel *m_what;
    QPushButton *m_keep;
    QPushButton *m_again;
    QToolButton *m_close;
};

/// "Saved run of 12 Nov, opened from demo.moarun: What drives copper prices?"
QString describeRecord(const ShownRecord &record);

} // namespace tributary
