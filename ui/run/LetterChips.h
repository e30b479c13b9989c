// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/run/RunContext.h"
#include "viewmodel/RunDisplay.h"

#include <QList>
#include <QWidget>

class QLabel;
class QPushButton;

namespace tributary {

class LetterChip;

/// One chip per card, those on screen outlined, and which part of the cards that is: "Showing 1–3 of 6". Stands above
/// the cards whenever not all of them fit.
class LetterChips : public QWidget
{
    Q_OBJECT

public:
    static constexpr int fixedHeight = 30;

    explicit LetterChips(const RunContext &context, QWidget *parent = nullptr);

    void setAgents(const QList<AgentDisplay> &agents);
    void setDisplay(const AgentDisplay &display);
    /// Cards `first` to `first + count - 1` are on screen. `single` offers the way back to all of them.
    void setShown(int first, int count, bool single);

Q_SIGNALS:
    void chosen(const tributary::AgentId &agent);
    void allRequested();

private:
    RunContext m_context;
    QList<LetterChip *> m_chips;
    QWidget *m_row;
    QLabel *m_range;
    QPushButton *m_all;
};

} // namespace tributary
