// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "viewmodel/GraphPicture.h"

#include <QFrame>
#include <QTimer>

class QLabel;

namespace tributary {

class ThemeController;

/// What is known of an agent.
struct AgentFacts
{
    GraphNode node;
    /// nullopt before a run.
    std::optional<AgentState> state;
    /// Of the synthesis that is its words; nullopt: not known.
    std::optional<int> usedPercent;
};

/// What can be said of an agent at a glance: model, state, what its answer cost, and how it begins. Stays while the
/// pointer is on it; Escape or any other key closes it.
class HoverCard : public QFrame
{
    Q_OBJECT

public:
    HoverCard(const ThemeController &theme, QWidget *parent);

    /// Beside `around`, inside `room`; both in coordinates of the parent.
    void showFor(const AgentFacts &facts, const QRect &around, const QRect &room);
    /// All that it says, for screen readers.
    [[nodiscard]] QString text() const;
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
