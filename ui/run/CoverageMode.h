// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/run/RunMode.h"
#include "viewmodel/CoverageDisplay.h"

#include <QHash>
#include <QPointer>

class QLabel;
class QToolButton;

namespace tributary {

class AnswerCard;
class CheckColumn;
class LeftOutList;
class MarkdownView;
class SegmentedControl;

/// The mode Coverage: which points of the answers reached the synthesis. Check columns in the cards say it of each
/// point, a filter chooses among them, and below the synthesis stands what was left out. Alt+Down and Alt+Up go from
/// point to point of the card that has the keyboard.
class CoverageMode : public RunMode
{
    Q_OBJECT

public:
    explicit CoverageMode(RunPanes &panes);
    ~CoverageMode() override;

    void enter() override;
    void leave() override;
    void update() override;

    [[nodiscard]] const CoverageDisplay &coverage() const { return m_coverage; }

    void setFilter(CoverageFilter filter);

    [[nodiscard]] CoverageFilter filter() const { return m_filter; }

    /// In the card that has the keyboard, else in the first: to the next or previous point.
    void step(int direction, bool leftOutOnly = false);
    /// nullptr for an agent without points on screen.
    [[nodiscard]] CheckColumn *column(const AgentId &agent) const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *buildBar();
    void connectList();
    void updateStatus();
    void readAnalysis();
    void updateColumns();
    void updateFilters();
    CheckColumn *columnIn(AnswerCard &card);
    void dropColumns();
    void applyFilter();
    void showPoint(const PointPlace &place, bool focus);
    void follow(const AgentId &agent, qsizetype point);
    void followContradiction(const ContradictingPassage &passage);
    void markSentence(const std::optional<TextRange> &sentence);
    [[nodiscard]] MarkdownView *synthesis() const;
    [[nodiscard]] const CoverageCard *card(const AgentId &agent) const;

    SegmentedControl *m_filters;
    QLabel *m_status;
    QToolButton *m_cancel;
    QWidget *m_bar; // ours while nobody shows it
    LeftOutList *m_list;
    CoverageDisplay m_coverage;
    RunId m_run; // that the coverage is of
    CoverageFilter m_filter = CoverageFilter::All;
    bool m_active = false;
    QHash<AgentId, QPointer<CheckColumn>> m_columns; // children of the cards' views
    QPointer<MarkdownView> m_marked;                 // the synthesis with a sentence that we marked
};

} // namespace tributary
