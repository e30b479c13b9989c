// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/RunReader.h"

#include "ui/common/MarkdownView.h"
#include "ui/run/AnswerBody.h"
#include "ui/run/AnswerCard.h"
#include "ui/run/CardArea.h"
#include "ui/run/ComparisonBar.h"
#include "ui/run/GraphStrip.h"
#include "ui/run/RunSplitter.h"
#include "ui/run/SyncedScrolling.h"
#include "ui/run/SynthesisPane.h"

#include <QScrollBar>
#include <QVBoxLayout>

namespace tributary {

namespace {
/// Below it cards and synthesis take turns.
constexpr int besideFrom = 640;
constexpr int leastCards = 288;
constexpr int leastSynthesis = 340;
constexpr double cardsShare = 0.5;
} // namespace

RunReader::RunReader(RunPresenter &presenter, const ThemeController &theme, RenderScheduler &scheduler, QWidget *parent)
    : QWidget(parent)
    , m_presenter(presenter)
    , m_spinner(theme)
    , m_context{theme, scheduler, m_spinner}
    , m_strip(new GraphStrip(m_context, this))
    , m_bar(new ComparisonBar(m_context, this))
    , m_cardArea(new CardArea(m_context, this))
    , m_synthesis(new SynthesisPane(m_context, this))
    , m_panes(new RunSplitter(theme, Qt::Horizontal, tr("Answers and synthesis"), this))
    , m_sync(new SyncedScrolling(this))
{
    m_strip->setReadOnly(true);
    m_strip->setCollapsed(true);
    m_bar->setCompact(true);
    m_bar->setReduced();
    // Its parts ask for more while they stand beside each other, which they do only where there is room.
    setMinimumWidth(leastSynthesis);
    m_cardArea->setMinimumWidth(leastCards);
    m_synthesis->setMinimumWidth(leastSynthesis);
    m_panes->addWidget(m_cardArea);
    m_panes->addWidget(m_synthesis);
    m_panes->setDefaultShare(cardsShare);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_strip);
    column->addWidget(m_bar);
    column->addWidget(m_panes, 1);
    connectPresenter();
    connectParts();
    rebuild();
}

RunReader::~RunReader() = default;

QList<QWidget *> RunReader::parts() const
{
    return {m_strip, m_bar, m_cardArea, m_panes->handle(1), m_synthesis};
}

void RunReader::connectPresenter()
{
    connect(&m_presenter, &RunPresenter::structureChanged, this, &RunReader::rebuild);
    connect(&m_presenter, &RunPresenter::displayChanged, this, &RunReader::updateAgents);
    connect(&m_presenter, &RunPresenter::runChanged, this, &RunReader::updateRun);
    connect(&m_presenter, &RunPresenter::answerAppended, this, [this](const AgentId &agent, const QString &delta) {
        if (AnswerBody *body = bodyOf(agent))
            body->appendAnswer(delta);
    });
    connect(&m_presenter, &RunPresenter::answerReset, this, &RunReader::fillBody);
    connect(&m_presenter, &RunPresenter::reasoningChanged, this, &RunReader::fillBody);
}

void RunReader::connectParts()
{
    connect(m_strip, &GraphStrip::agentChosen, this, &RunReader::goToAgent);
    connect(m_strip, &GraphStrip::agentOpened, this, &RunReader::goToAgent);
    connect(m_bar, &ComparisonBar::layerChanged, this, &RunReader::showLayer);
    connect(m_bar, &ComparisonBar::showHiddenRequested, this, [this] {
        m_hiddenCards.clear();
        showLayer();
    });
    connect(m_bar, &ComparisonBar::syncedChanged, m_sync, &SyncedScrolling::setEnabled);
    connect(m_bar, &ComparisonBar::synthesisTabChanged, this, &RunReader::applyPanes);
    connect(m_synthesis, &SynthesisPane::contentWanted, this, &RunReader::fillBody);
    connect(m_synthesis, &SynthesisPane::linkActivated, this, &RunReader::linkActivated);
}

void RunReader::rebuild()
{
    m_cardArea->setCards({});
    for (AnswerCard *card : std::as_const(m_cards)) {
        card->hide();
        card->deleteLater();
    }
    m_cards.clear();
    m_hiddenCards.clear();
    const QList<LayerDisplay> layers = m_presenter.layers();
    QHash<AgentId, AgentDisplay> displays;
    const QList<AgentId> agents = allAgents();
    for (const AgentId &agent : agents)
        displays.insert(agent, m_presenter.agent(agent));
    m_strip->setGraph(layers, displays);
    m_layers = layers;
    m_layers.removeIf([](const LayerDisplay &layer) { return layer.isLast || layer.bypassed; });
    m_bar->setLayers(m_layers);
    m_synthesis->setSyntheses(m_presenter.syntheses());
    showLayer();
    updateAgents(agents);
    updateRun();
    for (const AgentId &agent : agents)
        fillBody(agent);
}

void RunReader::showLayer()
{
    QList<AnswerCard *> cards;
    QList<QScrollBar *> bars;
    const QList<AgentId> all = m_layers.value(m_bar->currentLayer()).agents;
    QList<AgentId> agents = all;
    agents.removeIf([this](const AgentId &agent) { return m_hiddenCards.contains(agent); });
    for (const AgentId &agent : std::as_const(agents)) {
        AnswerCard *card = m_cards.value(agent);
        if (card == nullptr) {
            card = makeCard(agent);
            fillBody(agent);
        }
        cards.append(card);
        bars.append(card->body()->view()->verticalScrollBar());
    }
    m_cardArea->setCards(cards);
    m_bar->setHiddenCards(static_cast<int>(all.size() - agents.size()));
    m_sync->setScrollBars(bars);
}

AnswerCard *RunReader::makeCard(const AgentId &agent)
{
    auto *card = new AnswerCard(m_context, agent, m_cardArea);
    card->body()->view()->setScrolling(MarkdownView::Scrolling::Stay);
    connect(card->body(), &AnswerBody::contentWanted, this, [this, agent] { fillBody(agent); });
    connect(card->body(), &AnswerBody::linkActivated, this, &RunReader::linkActivated);
    connect(card, &AnswerCard::hideRequested, this, [this, agent] {
        m_hiddenCards.insert(agent);
        showLayer();
    });
    card->setDisplay(m_presenter.agent(agent));
    m_cards.insert(agent, card);
    return card;
}

void RunReader::fillBody(const AgentId &agent)
{
    if (AnswerBody *body = bodyOf(agent)) {
        body->setAnswer(m_presenter.answer(agent));
        body->setReasoning(m_presenter.reasoning(agent));
    }
}

AnswerBody *RunReader::bodyOf(const AgentId &agent) const
{
    const AnswerCard *card = m_cards.value(agent);
    return card ? card->body() : m_synthesis->body(agent);
}

QList<AgentId> RunReader::allAgents() const
{
    QList<AgentId> agents;
    const QList<LayerDisplay> layers = m_presenter.layers();
    for (const LayerDisplay &layer : layers)
        agents += layer.agents;
    return agents;
}

void RunReader::updateAgents(const QList<AgentId> &agents)
{
    for (const AgentId &agent : agents) {
        const AgentDisplay display = m_presenter.agent(agent);
        m_strip->updateDisplay(display);
        if (AnswerCard *card = m_cards.value(agent))
            card->setDisplay(display);
        m_cardArea->updateDisplay(display);
    }
    const QList<SynthesisDisplay> syntheses = m_presenter.syntheses();
    for (const SynthesisDisplay &synthesis : syntheses) {
        m_synthesis->updateSynthesis(synthesis, m_presenter.agent(synthesis.aggregator));
    }
}

void RunReader::updateRun()
{
    m_spinner.setActive(m_presenter.isRunning());
}

void RunReader::goToAgent(const AgentId &agent)
{
    if (m_presenter.agent(agent).isAggregator) {
        m_bar->showSynthesis();
        m_synthesis->setFocus(Qt::OtherFocusReason);
        return;
    }
    for (int i = 0; i < m_layers.size(); ++i) {
        if (m_layers.at(i).agents.contains(agent))
            m_bar->setCurrentLayer(i);
    }
    m_hiddenCards.remove(agent);
    showLayer();
    m_cardArea->showCard(agent, true);
}

void RunReader::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    applyPanes();
}

void RunReader::applyPanes()
{
    const bool tabbed = width() < besideFrom;
    m_bar->setSynthesisTab(tabbed);
    m_cardArea->setVisible(!m_bar->showsSynthesis());
    m_synthesis->setVisible(!tabbed || m_bar->showsSynthesis());
}

} // namespace tributary
