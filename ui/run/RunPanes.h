// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/Spinner.h"
#include "ui/run/RunContext.h"
#include "viewmodel/RunPresenter.h"

#include <QHash>
#include <QSet>
#include <QWidget>

#include <functional>

class QStackedWidget;
class QUrl;
class QVBoxLayout;

namespace tributary {

class AnswerBody;
class AnswerCard;
class CardArea;
class ComparisonBar;
class GraphStrip;
class RunSplitter;
class SyncedScrolling;
class SynthesisPane;

/// A run on screen: the graph's strip, the comparison bar, the answers as cards and the synthesis beside them. Follows
/// a presenter by itself; what a press asks for goes out as signals. The Run view adds what starts and changes runs,
/// a preview only shows it.
class RunPanes : public QWidget
{
    Q_OBJECT

public:
    enum class Use {
        Live,    ///< runs are made here
        ReadOnly ///< a kept run in little room: the strip in one line, the bar reduced
    };

    RunPanes(RunPresenter &presenter, const ThemeController &theme, RenderScheduler &scheduler, Use use,
             QWidget *parent = nullptr);
    ~RunPanes() override;

    [[nodiscard]] const RunContext &context() const { return m_context; }

    [[nodiscard]] GraphStrip *strip() const { return m_strip; }

    [[nodiscard]] ComparisonBar *bar() const { return m_bar; }

    [[nodiscard]] CardArea *cardArea() const { return m_cardArea; }

    [[nodiscard]] SynthesisPane *synthesis() const { return m_synthesis; }

    [[nodiscard]] RunSplitter *splitter() const { return m_panes; }

    /// Stands between the strip and the comparison bar.
    void insertBelowStrip(QWidget *widget);
    /// Stands where the cards will be, until there is a run.
    void setPlaceholder(QWidget *placeholder);
    /// Cards and synthesis take turns, for narrow windows.
    void setTabbed(bool tabbed);
    /// Agents that the next run leaves out.
    void setMutedNext(const QSet<AgentId> &agents);

    /// What F6 walks through, in reading order.
    [[nodiscard]] QList<QWidget *> regions() const;
    /// In reading order, for the keyboard.
    [[nodiscard]] QList<QWidget *> parts() const;

public Q_SLOTS:
    void goToAgent(const tributary::AgentId &agent);
    void stepLayer(int step);

Q_SIGNALS:
    void actionRequested(const tributary::Action &action);
    void stopRequested(const tributary::AgentId &agent);
    void askAgainRequested(const tributary::AgentId &agent);
    void otherModelRequested(const tributary::AgentId &agent);
    void muteRequested(const tributary::AgentId &agent, bool muted);
    void pinRequested(const tributary::AgentId &agent, bool pinned);
    /// A link in an answer; to be opened only after the person has seen all of it.
    void linkActivated(const QUrl &url);
    /// Other cards are shown: the order for Tab is due.
    void cardsChanged();
    /// The card that had the keyboard is gone.
    void focusLost();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildLayout();
    void reduce();
    void connectPresenter();
    void connectBar();
    void connectSynthesis();
    void rebuild();
    void dropCards();
    /// Call it after a rebuild.
    std::function<void()> focusKeeper();
    void showLayer();
    void updateDisplays(const QList<AgentId> &agents);
    void updateAllDisplays();
    void updateRun();
    void applyPanes();
    AnswerCard *makeCard(const AgentId &agent);
    void fillBody(const AgentId &agent);
    [[nodiscard]] AnswerBody *bodyOf(const AgentId &agent) const;
    [[nodiscard]] QList<AgentId> cardOrder() const;
    [[nodiscard]] QList<AgentId> allAgents() const;

    RunPresenter &m_presenter;
    Use m_use;
    Spinner m_spinner;
    RunContext m_context;
    QList<LayerDisplay> m_layers;
    QHash<AgentId, AnswerCard *> m_cards;
    QSet<AgentId> m_hiddenCards;
    QSet<AgentId> m_mutedNext;
    bool m_tabbed = false;
    bool m_wasRunning = false;
    GraphStrip *m_strip;
    ComparisonBar *m_bar;
    CardArea *m_cardArea;
    QWidget *m_placeholder = nullptr;
    QStackedWidget *m_answers;
    SynthesisPane *m_synthesis;
    RunSplitter *m_panes;
    QVBoxLayout *m_column;
    SyncedScrolling *m_sync;
};

} // namespace tributary
