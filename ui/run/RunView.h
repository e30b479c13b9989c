// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/Spinner.h"
#include "ui/run/RunContext.h"
#include "viewmodel/RunViewModel.h"

#include <QHash>
#include <QSet>
#include <QWidget>

#include <functional>

class QAction;
class QStackedWidget;
class QUrl;

namespace tributary {

class AgentPanel;
class AnswerBody;
class AnswerCard;
class CardArea;
class ComparisonBar;
class Composer;
class EmptyState;
class GraphStrip;
class ReplayBar;
class RunSplitter;
class SyncedScrolling;
class SynthesisPane;

/// What a person has arranged in the view, to be kept over restarts. Shares are -1 while a splitter is at its default.
struct RunViewLayout
{
    double cardsShare = -1;
    double composerShare = -1;
    /// nullopt: by the height of the window.
    std::optional<bool> stripCollapsed;
    int columns = 0;
    bool synced = false;
    bool panelOpen = false;

    bool operator==(const RunViewLayout &) const = default;
};

/// The home of the window: the graph's strip, the answers side by side, the synthesis beside them, and the composer.
class RunView : public QWidget
{
    Q_OBJECT

public:
    RunView(RunViewModel &model, const ThemeController &theme, RenderScheduler &scheduler, QWidget *parent = nullptr);
    ~RunView() override;

    /// What F6 walks through, in reading order; each takes the focus itself.
    [[nodiscard]] QList<QWidget *> regions() const;

    /// Commands of the view with their keys, for the View menu. They work as soon as the view is in a window.
    [[nodiscard]] QList<QAction *> viewActions() const { return m_actions; }

    [[nodiscard]] RunViewLayout arrangement() const;
    void setArrangement(const RunViewLayout &layout);

    void focusPrompt();
    /// Where the next key press is wanted: on Run when there is something to run, else in the prompt.
    void focusNextStep();
    /// Opens the side panel on an agent.
    void openAgent(const AgentId &agent);

public Q_SLOTS:
    /// Starts a run or queues the prompt; asks first, through questionRaised, when the run is large.
    void run();
    void stop();
    /// Shows or hides the side panel with the agents.
    void toggleAgents();

Q_SIGNALS:
    /// For the window to do: it opens something.
    void actionRequested(const tributary::Action &action);
    /// Ask the person, then call RunSession::run().
    void questionRaised(const tributary::RunQuestion &question);
    /// A link in an answer; to be opened only after the person has seen all of it.
    void linkActivated(const QUrl &url);
    /// Let the person choose files to attach.
    void attachRequested();
    /// Files were pasted or dropped on the composer.
    void filesGiven(const QStringList &paths);
    /// About the kept run that is shown: add it to the library, ask its prompt again.
    void keepRequested();
    void runAgainRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    enum class SizeClass { Wide, Medium, Narrow };

    void buildLayout();
    void buildActions();
    QAction *addCommand(const QString &text, const QKeySequence &key, const std::function<void()> &run);
    void connectModel();
    void connectSession();
    void connectStrip();
    void connectBar();
    void connectSynthesis();
    void connectComposer();
    void connectReplay();

    void rebuild();
    /// Call it after a rebuild.
    std::function<void()> focusKeeper();
    void showLayer();
    void showDocument();
    void updateDisplays(const QList<AgentId> &agents);
    void updateAllDisplays();
    void updateRun();
    void updateSession();
    void updateEstimate();
    void updatePromptLine();
    void updateAttachments();
    void updateConversation();
    void updateFocusOrder();
    void applySize();
    void applyComposerHeight();
    void applyPanes();

    AnswerCard *makeCard(const AgentId &agent);
    void fillBody(const AgentId &agent);
    [[nodiscard]] AnswerBody *bodyOf(const AgentId &agent) const;
    [[nodiscard]] QList<AgentId> cardOrder() const;
    void goToAgent(const AgentId &agent);
    void perform(const Action &action);
    void showRecord();
    void setPinned(const AgentId &agent, bool pinned);
    void showUndo(const QString &text, const std::function<void()> &undo);
    void setMutedNext(const AgentId &agent, bool muted);
    void togglePanel(bool open);

    RunViewModel &m_model;
    Spinner m_spinner;
    RunContext m_context;
    QList<LayerDisplay> m_layers;
    QHash<AgentId, AnswerCard *> m_cards;
    QSet<AgentId> m_hiddenCards;
    QList<QAction *> m_actions;
    std::optional<bool> m_stripChoice;
    SizeClass m_size = SizeClass::Wide;
    bool m_wasRunning = false;
    bool m_shownOnce = false;

    GraphStrip *m_strip;
    ComparisonBar *m_bar;
    ReplayBar *m_replay;
    CardArea *m_cardArea;
    EmptyState *m_empty;
    QStackedWidget *m_answers;
    SynthesisPane *m_synthesis;
    RunSplitter *m_panes;
    Composer *m_composer;
    RunSplitter *m_whole;
    AgentPanel *m_panel;
    SyncedScrolling *m_sync;
};

} // namespace tributary
