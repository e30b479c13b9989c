// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/run/RunContext.h"
#include "viewmodel/RunDisplay.h"
#include "viewmodel/SourceDisplay.h"

#include <QHash>
#include <QWidget>

class QLabel;
class QMenu;
class QStackedWidget;
class QToolButton;

namespace tributary {

class AnswerBody;
class ContributionBar;
class ElidedLabel;
class ReferenceLine;
class SegmentedControl;
class StateLabel;

/// What the aggregators wrote, one page each. Neutral in colour: the synthesis belongs to no proposer. It stays at its
/// top while it grows, because it is read from there.
class SynthesisPane : public QWidget
{
    Q_OBJECT

public:
    explicit SynthesisPane(const RunContext &context, QWidget *parent = nullptr);

    /// Another graph or run: one page for each, the main one first.
    void setSyntheses(const QList<SynthesisDisplay> &syntheses);
    void updateSynthesis(const SynthesisDisplay &synthesis, const AgentDisplay &aggregator);

    /// nullptr when the agent is no aggregator of the pane.
    [[nodiscard]] AnswerBody *body(const AgentId &aggregator) const;
    [[nodiscard]] AgentId current() const;

    /// Whose words the text is made of, how much of it has no source, and what was left out; nullptr: not known.
    void setSources(const SourcesDisplay *sources);

    /// Stands below the header in the place of the text; not owned, nullptr: the text again.
    void showInsteadOfText(QWidget *page);
    /// Takes the lower part of the room of the text; not owned, nullptr: none.
    void showBelowText(QWidget *page);

Q_SIGNALS:
    /// Another aggregator's synthesis is shown.
    void currentChanged();
    void actionRequested(const tributary::Action &action);
    void contentWanted(const tributary::AgentId &aggregator);
    void stopRequested(const tributary::AgentId &aggregator);
    void askAgainRequested(const tributary::AgentId &aggregator);
    void otherModelRequested(const tributary::AgentId &aggregator);
    void linkActivated(const QUrl &url);
    /// Sources back to layer 1, or only to the answers that the aggregator read.
    void traceToggled(bool traced);
    void copyWithSourcesRequested();
    /// The person wants to see what was left out.
    void leftOutRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    QWidget *buildHeader();
    QWidget *buildFooter();
    void fillMenu(QMenu *menu);
    void fillRunActions(QMenu *menu, const AgentDisplay &display);
    void showCurrent();
    void copyText() const;

    RunContext m_context;
    QList<SynthesisDisplay> m_syntheses;
    QHash<AgentId, AgentDisplay> m_agents;
    QHash<AgentId, AnswerBody *> m_bodies;
    SegmentedControl *m_tabs;
    ReferenceLine *m_references;
    StateLabel *m_state;
    ContributionBar *m_shares;
    ElidedLabel *m_withoutSource;
    QLabel *m_leftOut;
    bool m_hasSources = false;
    bool m_canTrace = false;
    bool m_isTraced = false;
    QToolButton *m_copy;
    QToolButton *m_more;
    QStackedWidget *m_pages;
    QWidget *m_insteadOfText = nullptr;
    QWidget *m_belowText = nullptr;
};

} // namespace tributary
