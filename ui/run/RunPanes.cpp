// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/RunPanes.h"

#include "ui/common/MarkdownView.h"
#include "ui/common/ThemeController.h"
#include "ui/run/AnswerBody.h"
#include "ui/run/AnswerCard.h"
#include "ui/run/CardArea.h"
#include "ui/run/ComparisonBar.h"
#include "ui/run/GraphStrip.h"
#include "ui/run/RunMode.h"
#include "ui/run/RunSources.h"
#include "ui/run/RunSplitter.h"
#include "ui/run/SourcesMode.h"
#include "ui/run/SyncedScrolling.h"
#include "ui/run/SynthesisPane.h"
#include "viewmodel/AnalysisPresenter.h"

#include <QApplication>
#include <QScrollBar>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace tributary {

namespace {

constexpr int leastCards = 288;
constexpr int leastSynthesis = 340;
constexpr double readOnlyCardsShare = 0.5;
/// Of a preview: below it cards and synthesis take turns.
constexpr int besideFrom = 640;

} // namespace

RunPanes::RunPanes(RunPresenter &presenter, AnalysisPresenter &analysis, const ThemeController &theme,
                   RenderScheduler &scheduler, Use use, QWidget *parent)
    : QWidget(parent)
    , m_presenter(presenter)
    , m_analysis(analysis)
    , m_use(use)
    , m_spinner(theme)
    , m_context{theme, scheduler, m_spinner}
    , m_strip(new GraphStrip(m_context, this))
    , m_bar(new ComparisonBar(m_context, this))
    , m_cardArea(new CardArea(m_context, this))
    , m_answers(new QStackedWidget(this))
    , m_synthesis(new SynthesisPane(m_context, this))
    , m_panes(new RunSplitter(theme, Qt::Horizontal, tr("Answers and synthesis"), this))
    , m_body(new QStackedWidget(this))
    , m_column(new QVBoxLayout(this))
    , m_sync(new SyncedScrolling(this))
    , m_sources(new RunSources(*this))
{
    buildLayout();
    if (use == Use::ReadOnly)
        reduce();
    connectPresenter();
    connectBar();
    connectSynthesis();
    connectModes();
    m_bar->setSynced(true);
    rebuild();
}

RunPanes::~RunPanes() = default;

RunPanes *RunPanes::shownIn(const QWidget &window)
{
    const auto all = window.findChildren<RunPanes *>();
    const auto shown = std::ranges::find_if(all, &QWidget::isVisible);
    return shown == all.end() ? nullptr : *shown;
}

void RunPanes::buildLayout()
{
    m_answers->addWidget(m_cardArea);
    m_answers->setMinimumWidth(leastCards);
    m_synthesis->setMinimumWidth(leastSynthesis);
    m_panes->addWidget(m_answers);
    m_panes->addWidget(m_synthesis);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_column->addWidget(m_strip);
    m_column->addWidget(m_bar);
    m_body->addWidget(m_panes);
    m_column->addWidget(m_body, 1);
}

void RunPanes::reduce()
{
    m_strip->setReadOnly(true);
    m_strip->setCollapsed(true);
    m_bar->setCompact(true);
    m_bar->setReduced();
    m_panes->setDefaultShare(readOnlyCardsShare);
    // Its parts ask for more while they stand beside each other, which they do only where there is room.
    setMinimumWidth(leastSynthesis);
    connect(m_strip, &GraphStrip::agentOpened, this, &RunPanes::goToAgent);
}

void RunPanes::insertBelowStrip(QWidget *widget)
{
    m_column->insertWidget(m_column->indexOf(m_strip) + 1, widget);
}

void RunPanes::setPlaceholder(QWidget *placeholder)
{
    m_placeholder = placeholder;
    m_answers->addWidget(placeholder);
    updateRun();
}

void RunPanes::setTabbed(bool tabbed)
{
    m_tabbed = tabbed;
    applyPanes();
}

void RunPanes::setMutedNext(const QSet<AgentId> &agents)
{
    m_mutedNext = agents;
    for (auto it = m_cards.cbegin(); it != m_cards.cend(); ++it)
        it.value()->setMutedNext(agents.contains(it.key()));
}

QList<QWidget *> RunPanes::regions() const
{
    QList<QWidget *> list{m_strip};
    for (int i = m_column->indexOf(m_strip) + 1; i < m_column->indexOf(m_bar); ++i) {
        if (QWidget *inserted = m_column->itemAt(i)->widget(); !inserted->isHidden())
            list.append(inserted);
    }
    list.append(m_bar);
    if (m_modeLine)
        list.append(m_modeLine);
    if (m_body->currentWidget() != m_panes)
        return list << m_body->currentWidget();
    if (!m_answers->isHidden())
        list.append(m_answers->currentWidget());
    if (!m_synthesis->isHidden())
        list.append(m_synthesis);
    return list;
}

QList<QWidget *> RunPanes::parts() const
{
    QList<QWidget *> list;
    for (int i = 0; i < m_column->count(); ++i)
        list.append(m_column->itemAt(i)->widget());
    return list;
}

void RunPanes::connectPresenter()
{
    connect(&m_presenter, &RunPresenter::structureChanged, this, &RunPanes::rebuild);
    connect(&m_presenter, &RunPresenter::displayChanged, this, &RunPanes::updateDisplays);
    connect(&m_presenter, &RunPresenter::runChanged, this, &RunPanes::updateRun);
    connect(&m_presenter, &RunPresenter::answerAppended, this, [this](const AgentId &agent, const QString &delta) {
        if (AnswerBody *body = bodyOf(agent))
            body->appendAnswer(delta);
    });
    connect(&m_presenter, &RunPresenter::answerReset, this, [this](const AgentId &agent, const QString &text) {
        if (AnswerBody *body = bodyOf(agent))
            body->setAnswer(text);
    });
    connect(&m_presenter, &RunPresenter::reasoningChanged, this, [this](const AgentId &agent) {
        if (AnswerBody *body = bodyOf(agent))
            body->setReasoning(m_presenter.reasoning(agent));
    });
}

void RunPanes::connectBar()
{
    connect(m_strip, &GraphStrip::agentChosen, this, &RunPanes::goToAgent);
    connect(m_bar, &ComparisonBar::layerChanged, this, &RunPanes::showLayer);
    connect(m_bar, &ComparisonBar::orderChanged, this, &RunPanes::showLayer);
    connect(m_bar, &ComparisonBar::columnsChanged, m_cardArea, &CardArea::setColumns);
    connect(m_bar, &ComparisonBar::syncedChanged, this, &RunPanes::updateScrolling);
    connect(m_bar, &ComparisonBar::synthesisTabChanged, this, &RunPanes::applyPanes);
    connect(m_bar, &ComparisonBar::showHiddenRequested, this, [this] {
        m_hiddenCards.clear();
        showLayer();
    });
}

void RunPanes::connectSynthesis()
{
    connect(m_synthesis, &SynthesisPane::actionRequested, this, &RunPanes::actionRequested);
    connect(m_synthesis, &SynthesisPane::contentWanted, this, &RunPanes::fillBody);
    connect(m_synthesis, &SynthesisPane::linkActivated, this, &RunPanes::linkActivated);
    connect(m_synthesis, &SynthesisPane::stopRequested, this, &RunPanes::stopRequested);
    connect(m_synthesis, &SynthesisPane::askAgainRequested, this, &RunPanes::askAgainRequested);
    connect(m_synthesis, &SynthesisPane::otherModelRequested, this, &RunPanes::otherModelRequested);
}

void RunPanes::connectModes()
{
    for (const ComparisonMode mode : comparisonModes)
        m_bar->setModeOffered(mode, hasRunMode(mode));
    connect(m_bar, &ComparisonBar::modeChosen, this, &RunPanes::setMode);
    connect(m_synthesis, &SynthesisPane::leftOutRequested, this, [this] { setMode(ComparisonMode::Coverage); });
    connect(m_synthesis, &SynthesisPane::currentChanged, this, &RunPanes::updateMode);
    connect(&m_analysis, &AnalysisPresenter::stateChanged, this, [this] {
        updateMode();
        if (m_bar->order() == ComparisonBar::Order::Contribution)
            showLayer();
    });
    connect(&m_context.theme, &ThemeController::changed, this, &RunPanes::updateMode);
}

void RunPanes::setMode(ComparisonMode mode)
{
    if (mode == m_mode || !hasRunMode(mode))
        return m_bar->setMode(m_mode);
    if (RunMode *left = m_modes.value(m_mode))
        left->leave();
    m_mode = mode;
    m_bar->setMode(mode);
    updateScrolling();
    if (!m_modes.contains(mode))
        m_modes.insert(mode, makeRunMode(mode, *this));
    if (RunMode *entered = m_modes.value(mode))
        entered->enter();
    Q_EMIT modeChanged(mode);
}

void RunPanes::updateMode()
{
    m_sources->update();
    if (RunMode *mode = m_modes.value(m_mode))
        mode->update();
}

void RunPanes::setModelCheckOffered(bool offered)
{
    m_modelCheckOffered = offered;
    updateMode();
}

void RunPanes::showSentence(int sentence)
{
    setMode(ComparisonMode::Sources);
    if (auto *mode = qobject_cast<SourcesMode *>(m_modes.value(ComparisonMode::Sources)))
        mode->showSentence(sentence);
}

/// Only plain text scrolls by its share; the modes scroll to passages.
void RunPanes::updateScrolling()
{
    m_sync->setEnabled(m_mode == ComparisonMode::Read && m_bar->isSynced());
}

void RunPanes::showModeLine(QWidget *line)
{
    if (m_modeLine == line)
        return;
    if (m_modeLine) {
        m_column->removeWidget(m_modeLine);
        m_modeLine->hide();
    }
    m_modeLine = line;
    if (line) {
        m_column->insertWidget(m_column->indexOf(m_body), line);
        line->show();
    }
    Q_EMIT cardsChanged();
}

void RunPanes::showInsteadOfCards(QWidget *page)
{
    m_insteadOfCards = page;
    if (page && m_answers->indexOf(page) < 0)
        m_answers->addWidget(page);
    updateRun();
    Q_EMIT cardsChanged();
}

void RunPanes::showInsteadOfAll(QWidget *page)
{
    if (page && m_body->indexOf(page) < 0)
        m_body->addWidget(page);
    m_body->setCurrentWidget(page ? page : m_panes);
    Q_EMIT cardsChanged();
}

void RunPanes::rebuild()
{
    const int shown = m_bar->currentLayer();
    const std::function<void()> restoreFocus = focusKeeper();
    dropCards();
    const QList<LayerDisplay> layers = m_presenter.layers();
    const QList<AgentId> agents = allAgents();
    QHash<AgentId, AgentDisplay> displays;
    for (const AgentId &agent : agents)
        displays.insert(agent, m_presenter.agent(agent));
    m_layers = layers;
    m_layers.removeIf([](const LayerDisplay &layer) { return layer.isLast || layer.bypassed; });
    m_strip->setGraph(layers, displays, linksOf(m_presenter.scene().graph));
    m_synthesis->setSyntheses(m_presenter.syntheses());
    m_bar->setLayers(m_layers);
    m_bar->setCurrentLayer(shown);
    showLayer();
    updateRun();
    updateDisplays(agents);
    const QList<SynthesisDisplay> syntheses = m_presenter.syntheses();
    for (const SynthesisDisplay &synthesis : syntheses)
        fillBody(synthesis.aggregator);
    updateMode();
    restoreFocus();
}

void RunPanes::dropCards()
{
    m_cardArea->setCards({});
    // Later, because a press on a card may be what led here.
    for (AnswerCard *card : std::as_const(m_cards)) {
        card->hide();
        card->deleteLater();
    }
    m_cards.clear();
    m_hiddenCards.clear();
}

/// Cards and synthesis are built anew for each run; whoever started it from inside one of them stays there.
std::function<void()> RunPanes::focusKeeper()
{
    const QWidget *focused = QApplication::focusWidget();
    if (focused && m_synthesis->isAncestorOf(focused))
        return [this] {
            if (!m_synthesis->isAncestorOf(QApplication::focusWidget()))
                m_synthesis->setFocus(Qt::OtherFocusReason);
        };
    for (auto it = m_cards.cbegin(); focused && it != m_cards.cend(); ++it) {
        if (it.value() == focused || it.value()->isAncestorOf(focused))
            return [this, agent = it.key()] {
                if (AnswerCard *card = m_cards.value(agent))
                    card->setFocus(Qt::OtherFocusReason);
                else
                    Q_EMIT focusLost();
            };
    }
    return [] {};
}

AnswerCard *RunPanes::makeCard(const AgentId &agent)
{
    auto *card = new AnswerCard(m_context, agent, m_cardArea);
    if (m_use == Use::ReadOnly)
        card->body()->view()->setScrolling(MarkdownView::Scrolling::Stay);
    connect(card, &AnswerCard::actionRequested, this, &RunPanes::actionRequested);
    connect(card, &AnswerCard::stopRequested, this, [this, agent] { Q_EMIT stopRequested(agent); });
    connect(card, &AnswerCard::askAgainRequested, this, [this, agent] { Q_EMIT askAgainRequested(agent); });
    connect(card, &AnswerCard::muteRequested, this, [this, agent](bool muted) { Q_EMIT muteRequested(agent, muted); });
    connect(card, &AnswerCard::pinRequested, this, [this, agent](bool pinned) { Q_EMIT pinRequested(agent, pinned); });
    connect(card, &AnswerCard::hideRequested, this, [this, agent] {
        m_hiddenCards.insert(agent);
        showLayer();
    });
    connect(card->body(), &AnswerBody::contentWanted, this, [this, agent] { fillBody(agent); });
    connect(card->body(), &AnswerBody::linkActivated, this, &RunPanes::linkActivated);
    card->setMutedNext(m_mutedNext.contains(agent));
    card->setDisplay(m_presenter.agent(agent));
    m_cards.insert(agent, card);
    return card;
}

void RunPanes::fillBody(const AgentId &agent)
{
    AnswerBody *body = bodyOf(agent);
    if (body == nullptr)
        return;
    body->setAnswer(m_presenter.answer(agent));
    body->setReasoning(m_presenter.reasoning(agent));
}

AnswerBody *RunPanes::bodyOf(const AgentId &agent) const
{
    if (const AnswerCard *card = m_cards.value(agent))
        return card->body();
    return m_synthesis->body(agent);
}

QList<AgentId> RunPanes::allAgents() const
{
    QList<AgentId> agents;
    const QList<LayerDisplay> layers = m_presenter.layers();
    for (const LayerDisplay &layer : layers)
        agents += layer.agents;
    return agents;
}

QList<AgentId> RunPanes::cardOrder() const
{
    const int layer = m_bar->currentLayer();
    if (layer < 0 || layer >= m_layers.size())
        return {};
    QList<AgentId> agents = m_layers.at(layer).agents;
    agents.removeIf([this](const AgentId &id) { return m_hiddenCards.contains(id); });
    const RunState &state = m_presenter.scene().run;
    const auto time = [&state](const AgentId &id) {
        const AgentState agent = state.agent(id);
        // Whoever has not settled comes last.
        return agent.settledAt.count() < 0 ? Milliseconds::max() : agent.settledAt - agent.startedAt;
    };
    switch (m_bar->order()) {
    case ComparisonBar::Order::Graph:
        break;
    case ComparisonBar::Order::Contribution:
        std::ranges::stable_sort(agents, std::greater<>(), [this](const AgentId &id) {
            const SourcesDisplay *display = m_sources->display();
            const ContributionShare *share = display ? display->shareOf(id) : nullptr;
            return share ? share->share : 0;
        });
        break;
    case ComparisonBar::Order::Length:
        std::ranges::stable_sort(agents, std::greater<>(),
                                 [this](const AgentId &id) { return m_presenter.answer(id).size(); });
        break;
    case ComparisonBar::Order::Time:
        std::ranges::stable_sort(agents, std::less<>(), time);
        break;
    }
    return agents;
}

void RunPanes::showLayer()
{
    QList<AnswerCard *> cards;
    QList<QScrollBar *> bars;
    const QList<AgentId> agents = cardOrder();
    for (const AgentId &agent : agents) {
        AnswerCard *card = m_cards.value(agent);
        if (card == nullptr) {
            card = makeCard(agent);
            fillBody(agent);
        }
        cards.append(card);
        bars.append(card->body()->view()->verticalScrollBar());
    }
    m_cardArea->setCards(cards);
    m_cardArea->setFocusProxy(cards.value(0));
    m_sync->setScrollBars(bars);
    const int layer = m_bar->currentLayer();
    m_bar->setHiddenCards(static_cast<int>(m_layers.value(layer).agents.size() - agents.size()));
    updateMode();
    Q_EMIT cardsChanged();
}

void RunPanes::updateDisplays(const QList<AgentId> &agents)
{
    for (const AgentId &id : agents) {
        const AgentDisplay display = m_presenter.agent(id);
        m_strip->updateDisplay(display);
        if (AnswerCard *card = m_cards.value(id))
            card->setDisplay(display);
        m_cardArea->updateDisplay(display);
    }
    const QList<SynthesisDisplay> syntheses = m_presenter.syntheses();
    for (const SynthesisDisplay &synthesis : syntheses)
        m_synthesis->updateSynthesis(synthesis, m_presenter.agent(synthesis.aggregator));
}

void RunPanes::updateAllDisplays()
{
    updateDisplays(allAgents());
}

void RunPanes::updateRun()
{
    const bool running = m_presenter.isRunning();
    const bool empty = m_placeholder && !m_presenter.scene().hasRun();
    QWidget *cards = m_insteadOfCards ? m_insteadOfCards : m_cardArea;
    m_answers->setCurrentWidget(empty ? m_placeholder : cards);
    m_bar->setEnabled(m_presenter.scene().hasRun());
    m_spinner.setActive(running);
    if (m_wasRunning != running)
        updateMode();
    // What can be done about an agent depends on whether the run goes on.
    if (m_wasRunning != running)
        updateAllDisplays();
    // While answers grow the order stays; what was asked for is sorted when they stand.
    if (m_wasRunning && !running && m_bar->order() != ComparisonBar::Order::Graph)
        showLayer();
    m_wasRunning = running;
}

void RunPanes::stepLayer(int step)
{
    m_bar->setCurrentLayer(m_bar->currentLayer() + step);
}

void RunPanes::showLayerOf(const QList<AgentId> &agents)
{
    for (int i = 0; i < m_layers.size(); ++i) {
        const QList<AgentId> &here = m_layers.at(i).agents;
        if (std::ranges::any_of(agents, [&here](const AgentId &agent) { return here.contains(agent); }))
            return m_bar->setCurrentLayer(i);
    }
}

void RunPanes::goToAgent(const AgentId &agent)
{
    if (m_presenter.agent(agent).isAggregator) {
        m_bar->showSynthesis();
        m_synthesis->setFocus(Qt::OtherFocusReason);
        return;
    }
    showLayerOf({agent});
    m_hiddenCards.remove(agent);
    showLayer();
    m_cardArea->showCard(agent, true);
}

void RunPanes::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (m_use == Use::ReadOnly)
        setTabbed(width() < besideFrom);
}

void RunPanes::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    // Sources are looked for only in runs that are seen.
    updateMode();
}

void RunPanes::applyPanes()
{
    m_bar->setSynthesisTab(m_tabbed);
    m_answers->setVisible(!m_bar->showsSynthesis());
    m_synthesis->setVisible(!m_tabbed || m_bar->showsSynthesis());
}

} // namespace tributary
