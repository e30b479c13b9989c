// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "viewmodel/GraphPicture.h"

#include <QFrame>
#include <QTimer>

class QLabel;

namespace tributary {

class ThemeController;

/// What can be said of an agent at a glance: model, state, and how its answer begins. Stays while the pointer is on it;
/// Escape or any other key closes it.
class HoverCard : public QFrame
{
    Q_OBJECT

public:
    HoverCard(const ThemeController &theme, QWidget *parent);

    /// Beside `node`, inside `room`; both in coordinates of the parent. `state` is nullptr before a run.
    void showFor(const GraphNode &node, const AgentState *state, const QRect &around, const QRect &room);
    /// Hides unless the pointer has come onto the card in the meantime.
    void leaveSoon();

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    const ThemeController &m_theme;
    QLabel *m_title;
    QLabel *m_detail;
    QLabel *m_text;
    QTimer m_leave;
};

} // namespace tributary
