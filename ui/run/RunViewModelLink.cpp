// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How the Run view follows its model: every signal of the model that the view listens to is connected here.

#include "base/Formatting.h"
#include "base/Tokens.h"
#include "graph/Plan.h"
#include "ui/common/MarkdownView.h"
#include "ui/common/ThemeController.h"
#include "ui/common/Toast.h"
#include "ui/run/AgentForm.h"
#include "ui/run/AgentPanel.h"
#include "ui/run/AnswerBody.h"
#include "ui/run/AnswerCard.h"
#include "ui/run/CardArea.h"
#include "ui/run/ComparisonBar.h"
#include "ui/run/Composer.h"
#include "ui/run/EmptyState.h"
#include "ui/run/EstimateBlock.h"
#include "ui/run/GraphStrip.h"
#include "ui/run/PromptEdit.h"
#include "ui/run/ReplayBar.h"
#include "ui/run/RunView.h"
#include "ui/run/SyncedScrolling.h"
#include "ui/run/SynthesisPane.h"

#include <QApplication>
#include <QScrollBar>
#include <QStackedWidget>

#include <algorithm>

namespace tributary {

namespace {

/// The agents as the graph has them now, without a run: for editing.
QHash<AgentId, AgentDisplay> agentsOf(const RunScene &scene, const QList<LayerDisplay> &layers)
{
    QHash<AgentId, AgentDisplay> agents;
    for (const LayerDisplay &layer : layers) {
        for (const AgentId &id : layer.agents)
            agents.insert(id, describeAgent(scene, id));
    }
    return agents;
}

bool isMuted(const Graph &graph, const AgentId &id)
{
    const std::optional<AgentPlace> place = findAgent(graph, id);
    return place && graph.layers.at(place->layer).agents.at(place->index).muted;
}

} // namespace

void RunView::connectModel()
{
    RunPresenter &presenter = m_model.presenter();
    connect(&presenter, &RunPresenter::structureChanged, this, &RunView::rebuild);
    connect(&presenter, &RunPresenter::displayChanged, this, &RunView::updateDisplays);
    connect(&presenter, &RunPresenter::runChanged, this, &RunView::updateRun);
    connect(&presenter, &RunPresenter::answerAppended, this, [this](const AgentId &agent, const QString &delta) {
        if (AnswerBody *body = bodyOf(agent))
            body->appendAnswer(delta);
    });
    connect(&presenter, &RunPresenter::answerReset, this, [this](const AgentId &agent, const QString &text) {
        if (AnswerBody *body = bodyOf(agent))
            body->setAnswer(text);
    });
    connect(&presenter, &RunPresenter::reasoningChanged, this, [this](const AgentId &agent) {
        if (AnswerBody *body = bodyOf(agent))
            body->setReasoning(m_model.presenter().reasoning(agent));
    });
    connect(&m_model.document(), &GraphDocument::changed, this, &RunView::showDocument);
    connect(&m_model.models(), &QAbstractItemModel::modelReset, this, &RunView::showDocument);
    connect(&m_model.estimate(), &EstimatePresenter::changed, this, &RunView::updateEstimate);
}

void RunView::connectSession()
{
    RunSession &session = m_model.session();
    connect(&session, &RunSession::stateChanged, this, &RunView::updateSession);
    connect(&session, &RunSession::conversationChanged, this, &RunView::updateConversation);
    connect(&m_model.attachments(), &AttachmentTray::changed, this, &RunView::updateAttachments);
    connect(&session, &RunSession::promptChanged, this, [this] {
        m_composer->setPrompt(m_model.session().prompt());
        // Otherwise the estimate, which takes its time, says when.
        if (!m_model.estimate().current())
            updatePromptLine();
    });
}

void RunView::connectStrip()
{
    connect(m_strip, &GraphStrip::agentChosen, this, &RunView::goToAgent);
    connect(m_strip, &GraphStrip::agentOpened, this, &RunView::openAgent);
    connect(m_strip, &GraphStrip::agentsRequested, this, &RunView::toggleAgents);
    connect(m_strip, &GraphStrip::toggled, this, [this](bool collapsed) { m_stripChoice = collapsed; });
    connect(m_panel, &AgentPanel::closeRequested, this, [this] { togglePanel(false); });
    connect(m_panel->form(), &AgentForm::modelForRetry, this,
            [this](const AgentId &agent, const ModelRef &model) { m_model.session().useOtherModel(agent, model); });
}

void RunView::connectBar()
{
    connect(m_bar, &ComparisonBar::layerChanged, this, &RunView::showLayer);
    connect(m_bar, &ComparisonBar::orderChanged, this, &RunView::showLayer);
    connect(m_bar, &ComparisonBar::columnsChanged, m_cardArea, &CardArea::setColumns);
    connect(m_bar, &ComparisonBar::syncedChanged, m_sync, &SyncedScrolling::setEnabled);
    connect(m_bar, &ComparisonBar::synthesisTabChanged, this, &RunView::applyPanes);
    connect(m_bar, &ComparisonBar::showHiddenRequested, this, [this] {
        m_hiddenCards.clear();
        showLayer();
    });
    connect(m_empty, &EmptyState::demoQuestionRequested, this, [this] {
        m_model.session().setPrompt(m_model.demoQuestions().value(0));
        focusNextStep();
    });
}

void RunView::connectSynthesis()
{
    connect(m_synthesis, &SynthesisPane::actionRequested, this, &RunView::perform);
    connect(m_synthesis, &SynthesisPane::contentWanted, this, &RunView::fillBody);
    connect(m_synthesis, &SynthesisPane::linkActivated, this, &RunView::linkActivated);
    connect(m_synthesis, &SynthesisPane::stopRequested, &m_model.session(), &RunSession::stopAgent);
    connect(m_synthesis, &SynthesisPane::askAgainRequested, this,
            [this](const AgentId &agent) { m_model.session().askAgain({agent}); });
    connect(m_synthesis, &SynthesisPane::otherModelRequested, this, [this](const AgentId &agent) {
        perform({.kind = Action::Kind::UseAnotherModel, .text = {}, .agent = agent});
    });
}

void RunView::connectComposer()
{
    RunSession &session = m_model.session();
    connect(m_composer, &Composer::promptChanged, this, [this] { m_model.session().setPrompt(m_composer->prompt()); });
    connect(m_composer, &Composer::runRequested, this, &RunView::run);
    connect(m_composer, &Composer::stopRequested, this, &RunView::stop);
    connect(m_composer, &Composer::agentsRequested, this, [this] { togglePanel(true); });
    connect(m_composer, &Composer::attachRequested, this, &RunView::attachRequested);
    connect(m_composer, &Composer::filesGiven, this, &RunView::filesGiven);
    connect(m_composer, &Composer::attachmentRemoved, &m_model.attachments(), &AttachmentTray::remove);
    connect(m_composer, &Composer::conversationChosen, &session, &RunSession::setContinuing);
    connect(m_composer, &Composer::wantedHeightChanged, this, &RunView::applyComposerHeight);
    connect(m_composer, &Composer::demoQuestionChosen, &session, [this](const QString &question) {
        m_model.session().setPrompt(question);
        focusNextStep();
    });
    connect(m_composer->editor(), &PromptEdit::recallRequested, this, [this] {
        if (const std::optional<QString> prompt = m_model.session().earlierPrompt())
            m_composer->editor()->showRecalled(*prompt);
    });
    connect(m_composer->editor(), &PromptEdit::laterRequested, this, [this] {
        // Past the latest one the field is empty again, as it was before Up.
        m_composer->editor()->showRecalled(m_model.session().laterPrompt().value_or(QString()));
    });
}

void RunView::connectReplay()
{
    connect(&m_model, &RunViewModel::shownRecordChanged, this, &RunView::showRecord);
    connect(m_replay, &ReplayBar::keepRequested, this, &RunView::keepRequested);
    connect(m_replay, &ReplayBar::runAgainRequested, this, &RunView::runAgainRequested);
    connect(m_replay, &ReplayBar::closeRequested, this, [this] {
        m_model.closeRecord();
        focusPrompt();
    });
    showRecord();
}

void RunView::showRecord()
{
    const std::optional<ShownRecord> &record = m_model.shownRecord();
    m_replay->setVisible(record.has_value());
    if (record)
        m_replay->setRecord(*record);
    updateFocusOrder();
}

void RunView::rebuild()
{
    RunPresenter &presenter = m_model.presenter();
    const QList<LayerDisplay> layers = presenter.layers();
    const int shown = m_bar->currentLayer();
    const std::function<void()> restoreFocus = focusKeeper();
    m_cardArea->setCards({});
    // Later, because a press on a card may be what led here.
    for (AnswerCard *card : std::as_const(m_cards)) {
        card->hide();
        card->deleteLater();
    }
    m_cards.clear();
    m_hiddenCards.clear();
    m_layers = layers;
    m_layers.removeIf([](const LayerDisplay &layer) { return layer.isLast || layer.bypassed; });
    m_strip->setGraph(layers, agentsOf(presenter.scene(), layers));
    m_synthesis->setSyntheses(presenter.syntheses());
    m_bar->setLayers(m_layers);
    m_bar->setCurrentLayer(shown);
    showLayer();
    updateRun();
    updateAllDisplays();
    const QList<SynthesisDisplay> syntheses = presenter.syntheses();
    for (const SynthesisDisplay &synthesis : syntheses)
        fillBody(synthesis.aggregator);
    restoreFocus();
}

/// Cards and synthesis are built anew for each run; whoever started it from inside one of them stays there.
std::function<void()> RunView::focusKeeper()
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
                    focusPrompt();
            };
    }
    return [] {};
}

AnswerCard *RunView::makeCard(const AgentId &agent)
{
    auto *card = new AnswerCard(m_context, agent, m_cardArea);
    connect(card, &AnswerCard::actionRequested, this, &RunView::perform);
    connect(card, &AnswerCard::stopRequested, this, [this, agent] { m_model.session().stopAgent(agent); });
    connect(card, &AnswerCard::askAgainRequested, this, [this, agent] { m_model.session().askAgain({agent}); });
    connect(card, &AnswerCard::muteRequested, this, [this, agent](bool muted) { setMutedNext(agent, muted); });
    connect(card, &AnswerCard::hideRequested, this, [this, agent] {
        m_hiddenCards.insert(agent);
        showLayer();
    });
    connect(card->body(), &AnswerBody::contentWanted, this, [this, agent] { fillBody(agent); });
    connect(card->body(), &AnswerBody::linkActivated, this, &RunView::linkActivated);
    connect(card, &AnswerCard::pinRequested, this, [this, agent](bool pinned) { setPinned(agent, pinned); });
    card->setMutedNext(isMuted(m_model.document().graph(), agent));
    card->setDisplay(m_model.presenter().agent(agent));
    m_cards.insert(agent, card);
    return card;
}

void RunView::fillBody(const AgentId &agent)
{
    AnswerBody *body = bodyOf(agent);
    if (body == nullptr)
        return;
    body->setAnswer(m_model.presenter().answer(agent));
    body->setReasoning(m_model.presenter().reasoning(agent));
}

AnswerBody *RunView::bodyOf(const AgentId &agent) const
{
    if (const AnswerCard *card = m_cards.value(agent))
        return card->body();
    return m_synthesis->body(agent);
}

QList<AgentId> RunView::cardOrder() const
{
    const int layer = m_bar->currentLayer();
    if (layer < 0 || layer >= m_layers.size())
        return {};
    QList<AgentId> agents = m_layers.at(layer).agents;
    agents.removeIf([this](const AgentId &id) { return m_hiddenCards.contains(id); });
    const RunPresenter &presenter = m_model.presenter();
    const RunState &state = presenter.scene().run;
    const auto time = [&state](const AgentId &id) {
        const AgentState agent = state.agent(id);
        // Whoever has not settled comes last.
        return agent.settledAt.count() < 0 ? Milliseconds::max() : agent.settledAt - agent.startedAt;
    };
    switch (m_bar->order()) {
    case ComparisonBar::Order::Graph:
        break;
    case ComparisonBar::Order::Length:
        std::ranges::stable_sort(agents, std::greater<>(),
                                 [&](const AgentId &id) { return presenter.answer(id).size(); });
        break;
    case ComparisonBar::Order::Time:
        std::ranges::stable_sort(agents, std::less<>(), time);
        break;
    }
    return agents;
}

void RunView::showLayer()
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
    updateFocusOrder();
}

void RunView::showDocument()
{
    const Graph &graph = m_model.document().graph();
    RunScene scene;
    scene.graph = graph;
    scene.providers = m_model.providers();
    if (const Result<Plan> plan = compile(graph))
        scene.plan = *plan;
    const QList<LayerDisplay> layers = describeLayers(scene);
    m_panel->setAgents(layers, agentsOf(scene, layers));
    for (auto it = m_cards.cbegin(); it != m_cards.cend(); ++it)
        it.value()->setMutedNext(isMuted(graph, it.key()));
    m_composer->setDemoQuestions(m_model.demoQuestions());
    m_empty->setDemoOffered(!m_model.demoQuestions().isEmpty());
    updateSession();
}

void RunView::updateDisplays(const QList<AgentId> &agents)
{
    const RunPresenter &presenter = m_model.presenter();
    for (const AgentId &id : agents) {
        const AgentDisplay display = presenter.agent(id);
        m_strip->updateDisplay(display);
        if (AnswerCard *card = m_cards.value(id))
            card->setDisplay(display);
        m_cardArea->updateDisplay(display);
    }
    const QList<SynthesisDisplay> syntheses = presenter.syntheses();
    for (const SynthesisDisplay &synthesis : syntheses)
        m_synthesis->updateSynthesis(synthesis, presenter.agent(synthesis.aggregator));
}

void RunView::updateAllDisplays()
{
    QList<AgentId> agents;
    const QList<LayerDisplay> layers = m_model.presenter().layers();
    for (const LayerDisplay &layer : layers)
        agents += layer.agents;
    updateDisplays(agents);
}

void RunView::updateRun()
{
    const RunPresenter &presenter = m_model.presenter();
    const bool running = presenter.isRunning();
    m_answers->setCurrentWidget(presenter.scene().hasRun() ? static_cast<QWidget *>(m_cardArea) : m_empty);
    m_bar->setEnabled(presenter.scene().hasRun());
    m_spinner.setActive(running);
    // What can be done about an agent depends on whether the run goes on.
    if (m_wasRunning != running)
        updateAllDisplays();
    // While answers grow the order stays; what was asked for is sorted when they stand.
    if (m_wasRunning && !running && m_bar->order() != ComparisonBar::Order::Graph)
        showLayer();
    m_wasRunning = running;
}

void RunView::updateSession()
{
    const RunSession &session = m_model.session();
    m_composer->setState(session.isRunning(), session.blockedReason());
    m_composer->estimate()->setQueued(session.queuedText());
}

void RunView::updateAttachments()
{
    const QList<AttachmentDisplay> displays = m_model.attachments().displays();
    m_composer->setAttachments(displays);
    updateFocusOrder();
}

void RunView::updateConversation()
{
    const RunSession &session = m_model.session();
    m_composer->setConversation(describeConversation(session.turns(), session.isContinuing()));
}

void RunView::updateEstimate()
{
    const EstimatePresenter &estimate = m_model.estimate();
    m_composer->estimate()->setEstimate(estimate.lines(), estimate.shortLines(), estimate.isOverBudget());
    updatePromptLine();
    updateSession();
}

void RunView::updatePromptLine()
{
    const qint64 tokens = estimateTokens(m_model.session().prompt());
    m_strip->setPromptLine(tokens == 0 ? QString() : tr("About %1 tokens").arg(formatAbout(tokens)));
}

void RunView::setMutedNext(const AgentId &agent, bool muted)
{
    GraphDocument &document = m_model.document();
    document.setMuted({agent}, muted);
    const QString name = document.nameOf(agent);
    const QString text = muted ? tr("Agent %1 muted.").arg(name) : tr("Agent %1 is asked again.").arg(name);
    showUndo(text, [&document] { document.undoStack().undo(); });
}

void RunView::setPinned(const AgentId &agent, bool pinned)
{
    RunSession &session = m_model.session();
    const QHash<AgentId, PriorAnswer> before = session.pinned();
    if (pinned)
        session.pin(agent);
    else
        session.unpin(agent);
    const QString name = m_model.document().nameOf(agent);
    const QString text =
        pinned ? tr("The next runs use this answer of %1.").arg(name) : tr("Agent %1 is asked again.").arg(name);
    showUndo(text, [&session, before] { session.setPinned(before); });
}

void RunView::showUndo(const QString &text, const std::function<void()> &undo)
{
    auto *toast = new Toast(m_context.theme, text, undo, this);
    // Its button undoes the last step, so it must go as soon as that is another one.
    connect(&m_model.document().undoStack(), &QUndoStack::indexChanged, toast, &QObject::deleteLater);
    connect(&m_model.session(), &RunSession::pinnedChanged, toast, &QObject::deleteLater);
}

} // namespace tributary
