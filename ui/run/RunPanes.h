// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/Spinner.h"
#include "ui/run/ComparisonMode.h"
#include "ui/run/RunContext.h"
#include "viewmodel/DiffChoices.h"
#include "viewmodel/RunPresenter.h"

#include <QHash>
#include <QSet>
#include <QWidget>

#include <functional>

class QStackedWidget;
class QUrl;
class QVBoxLayout;

namespace tributary {

class AnalysisPresenter;
class AnswerBody;
class AnswerCard;
class CardArea;
class ComparisonBar;
class GraphStrip;
class RunMode;
class RunSources;
class RunSplitter;
class SyncedScrolling;
class SynthesisPane;

/// A run on screen: the graph's strip, the comparison bar, the answers as cards and the synthesis beside them. Follows
/// a presenter by itself; what a press asks for goes out as signals. The Run view adds what starts and changes runs,
/// a preview only shows it. What the comparison modes add to a run is theirs (RunMode).
class RunPanes : public QWidget
{
    Q_OBJECT

public:
    enum class Use {
        Live,    ///< runs are made here
        ReadOnly ///< a kept run in little room: the strip in one line, the bar reduced
    };

    /// `analysis` is of the run that the presenter shows.
    RunPanes(RunPresenter &presenter, AnalysisPresenter &analysis, const ThemeController &theme,
             RenderScheduler &scheduler, Use use, QWidget *parent = nullptr);
    ~RunPanes() override;

    /// The one that a person sees; nullptr when a view without one is shown.
    static RunPanes *shownIn(const QWidget &window);

    [[nodiscard]] ComparisonMode mode() const { return m_mode; }

    /// Does nothing for a mode that there is not.
    void setMode(ComparisonMode mode);

    [[nodiscard]] Use use() const { return m_use; }

    [[nodiscard]] RunPresenter &presenter() const { return m_presenter; }

    [[nodiscard]] AnalysisPresenter &analysis() const { return m_analysis; }

    [[nodiscard]] const RunContext &context() const { return m_context; }

    [[nodiscard]] GraphStrip *strip() const { return m_strip; }

    [[nodiscard]] ComparisonBar *bar() const { return m_bar; }

    [[nodiscard]] CardArea *cardArea() const { return m_cardArea; }

    [[nodiscard]] SynthesisPane *synthesis() const { return m_synthesis; }

    [[nodiscard]] RunSplitter *splitter() const { return m_panes; }

    /// Where the mode Diff finds syntheses of other runs.
    void setEarlierSyntheses(const EarlierSyntheses &earlier) { m_earlier = earlier; }

    [[nodiscard]] const EarlierSyntheses &earlierSyntheses() const { return m_earlier; }

    /// Stands between the strip and the comparison bar.
    void insertBelowStrip(QWidget *widget);
    /// Stands where the cards will be, until there is a run.
    void setPlaceholder(QWidget *placeholder);

    /// What every mode knows of the sources of the synthesis that is shown.
    [[nodiscard]] RunSources *sources() const { return m_sources; }

    /// Whether modelCheckRequested() leads anywhere; not at first.
    void setModelCheckOffered(bool offered);

    [[nodiscard]] bool isModelCheckOffered() const { return m_modelCheckOffered; }

    /// Goes to mode Sources and looks at this sentence (from 0), as soon as there are sources.
    void showSentence(int sentence);
    /// Something that the modes show is another one.
    void updateMode();

    // Places for what a mode shows. They do not own what is put there; nullptr takes it away again.

    /// A line below the comparison bar.
    void showModeLine(QWidget *line);
    /// In the place of the cards, beside the synthesis.
    void showInsteadOfCards(QWidget *page);
    /// In the place of cards and synthesis.
    void showInsteadOfAll(QWidget *page);

    /// nullptr for an agent whose card is not on screen or in the row.
    [[nodiscard]] AnswerCard *card(const AgentId &agent) const { return m_cards.value(agent); }

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
    /// Goes to the layer whose cards these agents have; nothing happens when it is shown.
    void showLayerOf(const QList<tributary::AgentId> &agents);

Q_SIGNALS:
    void modeChanged(tributary::ComparisonMode mode);
    /// Ask a model about the answers, after an estimate.
    void modelCheckRequested();
    /// Ask this aggregator again and have it take up these points, after an estimate.
    void includeRequested(const tributary::AgentId &aggregator, const QStringList &points);
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
    void showEvent(QShowEvent *event) override;

private:
    void buildLayout();
    void reduce();
    void connectPresenter();
    void connectBar();
    void connectSynthesis();
    void connectModes();
    void updateScrolling();
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
    EarlierSyntheses m_earlier;
    AnalysisPresenter &m_analysis;
    Use m_use;
    ComparisonMode m_mode = ComparisonMode::Read;
    QHash<ComparisonMode, RunMode *> m_modes;
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
    QWidget *m_insteadOfCards = nullptr;
    QStackedWidget *m_answers;
    SynthesisPane *m_synthesis;
    RunSplitter *m_panes;
    QStackedWidget *m_body;
    QWidget *m_modeLine = nullptr;
    QVBoxLayout *m_column;
    SyncedScrolling *m_sync;
    RunSources *m_sources;
    bool m_modelCheckOffered = false;
};

} // namespace tributary
