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
#include "ui/run/CheckDialog.h"
#include "ui/run/Composer.h"
#include "ui/run/EmptyState.h"
#include "ui/run/EstimateBlock.h"
#include "ui/run/GraphStrip.h"
#include "ui/run/PromptEdit.h"
#include "ui/run/ReplayBar.h"
#include "ui/run/RunPanes.h"
#include "ui/run/RunView.h"
#include "ui/run/SynthesisPane.h"

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

QSet<AgentId> mutedAgents(const Graph &graph)
{
    QSet<AgentId> muted;
    for (const Layer &layer : graph.layers) {
        for (const Agent &agent : layer.agents) {
            if (agent.muted)
                muted.insert(agent.id);
        }
    }
    return muted;
}

} // namespace

void RunView::connectModel()
{
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

void RunView::connectPanes()
{
    RunSession &session = m_model.session();
    connect(m_panes, &RunPanes::actionRequested, this, &RunView::perform);
    connect(m_panes, &RunPanes::linkActivated, this, &RunView::linkActivated);
    connect(m_panes, &RunPanes::modelCheckRequested, this, &RunView::openModelCheck);
    m_panes->setModelCheckOffered(true);
    connect(m_panes, &RunPanes::includeRequested, this, &RunView::askAgainIncluding);
    connect(m_panes, &RunPanes::cardsChanged, this, &RunView::updateFocusOrder);
    connect(m_panes, &RunPanes::focusLost, this, &RunView::focusPrompt);
    connect(m_panes, &RunPanes::stopRequested, &session, &RunSession::stopAgent);
    connect(m_panes, &RunPanes::askAgainRequested, this,
            [this](const AgentId &agent) { m_model.session().askAgain({agent}); });
    connect(m_panes, &RunPanes::muteRequested, this, &RunView::setMutedNext);
    connect(m_panes, &RunPanes::pinRequested, this, &RunView::setPinned);
    connect(m_panes, &RunPanes::otherModelRequested, this, [this](const AgentId &agent) {
        perform({.kind = Action::Kind::UseAnotherModel, .text = {}, .agent = agent});
    });
    connect(m_empty, &EmptyState::demoQuestionRequested, this, [this] {
        m_model.session().setPrompt(m_model.demoQuestions().value(0));
        focusNextStep();
    });
}

void RunView::connectAgents()
{
    const GraphStrip *strip = m_panes->strip();
    connect(strip, &GraphStrip::agentOpened, this, &RunView::openAgent);
    connect(strip, &GraphStrip::agentsRequested, this, &RunView::toggleAgents);
    connect(strip, &GraphStrip::toggled, this, [this](bool collapsed) { m_stripChoice = collapsed; });
    connect(m_panel, &AgentPanel::closeRequested, this, [this] { togglePanel(false); });
    connect(m_panel->form(), &AgentForm::modelsRequested, this,
            [this] { perform({.kind = Action::Kind::EditKey, .text = {}}); });
    connect(m_panel->form(), &AgentForm::modelForRetry, this,
            [this](const AgentId &agent, const ModelRef &model) { m_model.session().useOtherModel(agent, model); });
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
    m_panes->setMutedNext(mutedAgents(graph));
    m_composer->setDemoQuestions(m_model.demoQuestions());
    m_empty->setDemoOffered(!m_model.demoQuestions().isEmpty());
    updateSession();
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
    m_panes->strip()->setPromptLine(tokens == 0 ? QString() : tr("About %1 tokens").arg(formatAbout(tokens)));
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

void RunView::openModelCheck()
{
    if (auto *open = findChild<CheckDialog *>()) {
        open->raise();
        open->activateWindow();
        return;
    }
    auto *dialog = new CheckDialog(m_model.check(), m_model.models(), m_context.theme, this);
    connect(dialog, &CheckDialog::passageWanted, this, &RunView::showPassage);
    connect(dialog, &CheckDialog::modelsRequested, this, &RunView::modelsRequested);
    connect(dialog, &QDialog::finished, this, &RunView::clearPassages);
    dialog->show();
}

void RunView::showPassage(const AgentId &agent, const TextRange &passage)
{
    m_panes->setMode(ComparisonMode::Read); // the other modes mark passages of their own
    clearPassages();
    m_panes->goToAgent(agent);
    const AnswerCard *card = m_panes->card(agent);
    const AnswerBody *body = card ? card->body() : m_panes->synthesis()->body(agent);
    if (!body)
        return;
    MarkedPassage mark{passage};
    mark.tint = m_context.theme.theme().colour(Colour::Selection);
    mark.underline = m_context.theme.theme().colour(Colour::Text2);
    body->view()->setPassages({mark});
    body->view()->scrollToSource(passage);
}

void RunView::clearPassages()
{
    if (m_panes->mode() != ComparisonMode::Read)
        return;
    const auto views = m_panes->findChildren<MarkdownView *>();
    for (MarkdownView *view : views)
        view->setPassages({});
}

/// Only made ready: the estimate beside Run says what it will cost.
void RunView::askAgainIncluding(const AgentId &aggregator, const QStringList &points)
{
    m_model.prepareIncluding(aggregator, points);
    showUndo(tr("The aggregator will be asked to include it. Press Run when the estimate suits you."),
             [this] { m_model.document().undoStack().undo(); });
    focusNextStep();
}

void RunView::showUndo(const QString &text, const std::function<void()> &undo)
{
    auto *toast = new Toast(m_context.theme, text, undo, this);
    // Its button undoes the last step, so it must go as soon as that is another one.
    connect(&m_model.document().undoStack(), &QUndoStack::indexChanged, toast, &QObject::deleteLater);
    connect(&m_model.session(), &RunSession::pinnedChanged, toast, &QObject::deleteLater);
}

} // namespace tributary
