// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/run/RunContext.h"
#include "viewmodel/RunDisplay.h"
#include "viewmodel/SourceDisplay.h"

#include <QFrame>

class QLabel;
class QMenu;
class QToolButton;

namespace tributary {

class AnswerBody;
class AnswerHeader;
class ContributionBar;
class ElidedLabel;

/// One proposer's answer. The card itself is a tab stop: arrows go to the next card, Return opens it in full width, Esc
/// goes back, C copies, M mutes, P pins, Space pages.
class AnswerCard : public QFrame
{
    Q_OBJECT

public:
    static constexpr int smallestWidth = 264;

    AnswerCard(const RunContext &context, const AgentId &agent, QWidget *parent = nullptr);

    [[nodiscard]] const AgentId &agent() const { return m_agent; }

    [[nodiscard]] const AgentDisplay &display() const { return m_display; }

    [[nodiscard]] AnswerBody *body() const { return m_body; }

    void setDisplay(const AgentDisplay &display);

    void setFullWidth(bool full) { m_fullWidth = full; }

    /// Whether the next run will leave the agent out; this run may still have asked it.
    void setMutedNext(bool muted) { m_mutedNext = muted; }

    /// How much of the synthesis is this agent's; nullopt: not known.
    void setContribution(const std::optional<ContributionShare> &share);
    /// The answer steps back behind others.
    void setDimmed(bool dimmed);

    [[nodiscard]] bool isDimmed() const;

    void copyText() const;

Q_SIGNALS:
    void actionRequested(const tributary::Action &action);
    void fullWidthRequested(bool full);
    void neighbourRequested(int step);
    void stopRequested();
    void askAgainRequested();
    void muteRequested(bool muted);
    void pinRequested(bool pinned);
    void hideRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *buildFooter();
    void buildContribution();
    void fillMenu(QMenu *menu);
    void fillRunActions(QMenu *menu);
    bool handleKey(int key);
    bool requestPin();
    void page(bool back);

    RunContext m_context;
    AgentId m_agent;
    AgentDisplay m_display;
    bool m_fullWidth = false;
    bool m_mutedNext = false;
    AnswerHeader *m_header;
    AnswerBody *m_body;
    QWidget *m_veil;
    QWidget *m_contribution;
    ContributionBar *m_share;
    QLabel *m_percent;
    ElidedLabel *m_figures;
    QToolButton *m_copy;
    QToolButton *m_more;
};

} // namespace tributary
