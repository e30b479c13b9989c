// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "text/TextRange.h"
#include "ui/common/Spinner.h"
#include "ui/run/ComparisonMode.h"
#include "ui/run/RunContext.h"
#include "viewmodel/RunViewModel.h"

#include <QWidget>

#include <functional>

class QAction;
class QUrl;

namespace tributary {

class AgentPanel;
class Composer;
class EmptyState;
class RenderScheduler;
class ReplayBar;
class RunPanes;
class RunSplitter;
class ThemeController;

/// What a person has arranged in the view, to be kept over restarts. Shares are -1 while a splitter is at its default.
struct RunViewLayout
{
    double cardsShare = -1;
    double composerShare = -1;
    /// nullopt: by the height of the window.
    std::optional<bool> stripCollapsed;
    int columns = 0;
    bool synced = true;
    bool panelOpen = false;
    ComparisonMode mode = ComparisonMode::Read;

    bool operator==(const RunViewLayout &) const = default;
};

/// The home of the window: the run on screen, the composer, and what starts, changes and replays runs.
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

    [[nodiscard]] RunPanes &panes() const { return *m_panes; }

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
    /// Providers and models are wanted, to choose one for a check.
    void modelsRequested();
    void runAgainRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void buildLayout();
    void buildActions();
    QAction *addCommand(const QString &text, const QKeySequence &key, const std::function<void()> &run);
    void connectModel();
    void connectSession();
    void connectPanes();
    void connectAgents();
    void connectComposer();
    void connectReplay();

    void showDocument();
    void updateSession();
    void updateEstimate();
    void updatePromptLine();
    void updateAttachments();
    void updateConversation();
    void updateFocusOrder();
    void applySize();
    void applyComposerHeight();

    void perform(const Action &action);
    void showRecord();
    void setPinned(const AgentId &agent, bool pinned);
    void openModelCheck();
    void showPassage(const AgentId &agent, const TextRange &passage);
    void clearPassages();
    void askAgainIncluding(const AgentId &aggregator, const QStringList &points);
    void showUndo(const QString &text, const std::function<void()> &undo);
    void setMutedNext(const AgentId &agent, bool muted);
    void togglePanel(bool open);

    RunViewModel &m_model;
    RunPanes *m_panes;
    RunContext m_context;
    QList<QAction *> m_actions;
    std::optional<bool> m_stripChoice;
    bool m_shownOnce = false;

    ReplayBar *m_replay;
    EmptyState *m_empty;
    Composer *m_composer;
    RunSplitter *m_whole;
    AgentPanel *m_panel;
};

} // namespace tributary
