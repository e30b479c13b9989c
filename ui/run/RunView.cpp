// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/RunView.h"

#include "ui/common/MarkdownView.h"
#include "ui/common/ThemeController.h"
#include "ui/run/AgentForm.h"
#include "ui/run/AgentPanel.h"
#include "ui/run/AnswerBody.h"
#include "ui/run/AnswerCard.h"
#include "ui/run/CardArea.h"
#include "ui/run/ComparisonBar.h"
#include "ui/run/Composer.h"
#include "ui/run/EmptyState.h"
#include "ui/run/FocusOrder.h"
#include "ui/run/GraphStrip.h"
#include "ui/run/PromptEdit.h"
#include "ui/run/ReplayBar.h"
#include "ui/run/RunSplitter.h"
#include "ui/run/SyncedScrolling.h"
#include "ui/run/SynthesisPane.h"

#include <QAction>
#include <QHBoxLayout>
#include <QPainter>
#include <QStackedWidget>

#include <algorithm>

namespace tributary {

namespace {

constexpr int wideFrom = 1280;
constexpr int mediumFrom = 1024;
constexpr int shortBelow = 760;
constexpr double wideCardsShare = 0.63;
constexpr double mediumCardsShare = 0.60;
constexpr int leastCards = 288;
constexpr int leastSynthesis = 340;
constexpr int leastComposer = 96;
constexpr double mostComposerShare = 0.4;

} // namespace

RunView::RunView(RunViewModel &model, const ThemeController &theme, RenderScheduler &scheduler, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_spinner(theme)
    , m_context{theme, scheduler, m_spinner}
    , m_strip(new GraphStrip(m_context, this))
    , m_bar(new ComparisonBar(m_context, this))
    , m_replay(new ReplayBar(m_context, model.replay(), this))
    , m_cardArea(new CardArea(m_context, this))
    , m_empty(new EmptyState(m_context, this))
    , m_answers(new QStackedWidget(this))
    , m_synthesis(new SynthesisPane(m_context, this))
    , m_panes(new RunSplitter(theme, Qt::Horizontal, tr("Answers and synthesis"), this))
    , m_composer(new Composer(m_context, this))
    , m_whole(new RunSplitter(theme, Qt::Vertical, tr("Answers and prompt"), this))
    , m_panel(new AgentPanel(m_context, model.document(), model.models(), this))
    , m_sync(new SyncedScrolling(this))
{
    buildLayout();
    buildActions();
    connectModel();
    connectSession();
    connectStrip();
    connectBar();
    connectSynthesis();
    connectComposer();
    connectReplay();
    rebuild();
    m_composer->setPrompt(model.session().prompt());
    showDocument();
    updateAttachments();
    updateConversation();
    updateSession();
    updateEstimate();
}

RunView::~RunView() = default;

void RunView::buildLayout()
{
    m_answers->addWidget(m_empty);
    m_answers->addWidget(m_cardArea);
    m_answers->setMinimumWidth(leastCards);
    m_synthesis->setMinimumWidth(leastSynthesis);
    m_panes->addWidget(m_answers);
    m_panes->addWidget(m_synthesis);
    auto *upper = new QWidget(this);
    auto *column = new QVBoxLayout(upper);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_strip);
    column->addWidget(m_replay);
    column->addWidget(m_bar);
    column->addWidget(m_panes, 1);
    m_whole->addWidget(upper);
    m_whole->addWidget(m_composer);
    m_composer->setMinimumHeight(leastComposer);
    m_panel->hide();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_whole, 1);
    row->addWidget(m_panel);
}

QAction *RunView::addCommand(const QString &text, const QKeySequence &key, const std::function<void()> &run)
{
    auto *action = new QAction(text, this);
    action->setShortcut(key);
    action->setMenuRole(QAction::NoRole);
    connect(action, &QAction::triggered, this, run);
    addAction(action);
    m_actions.append(action);
    return action;
}

void RunView::buildActions()
{
    addCommand(tr("Show or hide graph strip"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L), [this] {
        m_stripChoice = !m_strip->isCollapsed();
        m_strip->setCollapsed(*m_stripChoice);
    });
    addCommand(tr("Previous layer"), QKeySequence(Qt::CTRL | Qt::Key_PageUp),
               [this] { m_bar->setCurrentLayer(m_bar->currentLayer() - 1); });
    addCommand(tr("Next layer"), QKeySequence(Qt::CTRL | Qt::Key_PageDown),
               [this] { m_bar->setCurrentLayer(m_bar->currentLayer() + 1); });
}

QList<QWidget *> RunView::regions() const
{
    QList<QWidget *> list{m_strip};
    if (!m_replay->isHidden())
        list.append(m_replay);
    list.append(m_bar);
    if (!m_answers->isHidden())
        list.append(m_answers->currentWidget());
    if (!m_synthesis->isHidden())
        list.append(m_synthesis);
    list.append(m_composer);
    if (!m_panel->isHidden())
        list.append(m_panel);
    return list;
}

RunViewLayout RunView::arrangement() const
{
    return {m_panes->placedShare(), m_whole->placedShare(), m_stripChoice,
            m_bar->columns(),       m_bar->isSynced(),      !m_panel->isHidden()};
}

void RunView::setArrangement(const RunViewLayout &layout)
{
    m_panes->placeAtShare(layout.cardsShare);
    m_whole->placeAtShare(layout.composerShare);
    m_stripChoice = layout.stripCollapsed;
    m_bar->setColumns(layout.columns);
    m_bar->setSynced(layout.synced);
    m_panel->setVisible(layout.panelOpen);
    applySize();
}

void RunView::focusPrompt()
{
    m_composer->editor()->setFocus(Qt::ShortcutFocusReason);
}

void RunView::focusNextStep()
{
    if (m_composer->prompt().isEmpty() || !m_composer->focusRun())
        focusPrompt();
}

void RunView::run()
{
    m_model.session().setPrompt(m_composer->prompt());
    m_model.estimate().update();
    if (!m_model.session().isRunning() && !m_model.session().canRun())
        return;
    if (const std::optional<RunQuestion> question = m_model.session().question())
        Q_EMIT questionRaised(*question);
    else
        m_model.session().run();
}

void RunView::stop()
{
    m_model.session().stop();
}

void RunView::openAgent(const AgentId &agent)
{
    togglePanel(true);
    m_panel->selectAgent(agent);
    m_panel->form()->focusModel();
}

void RunView::toggleAgents()
{
    togglePanel(m_panel->isHidden());
}

void RunView::togglePanel(bool open)
{
    if (open == !m_panel->isHidden())
        return;
    m_panel->setVisible(open);
    applySize();
    if (!open)
        focusPrompt();
    else
        m_panel->form()->focusModel();
}

void RunView::goToAgent(const AgentId &agent)
{
    const AgentDisplay display = m_model.presenter().agent(agent);
    if (display.isAggregator) {
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

void RunView::perform(const Action &action)
{
    if (action.kind == Action::Kind::UseAnotherModel) {
        openAgent(action.agent);
        m_panel->form()->retryWithNextModel();
        return;
    }
    if (!m_model.perform(action))
        Q_EMIT actionRequested(action);
}

void RunView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    applySize();
}

void RunView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    applySize();
    updateFocusOrder();
    if (!m_shownOnce)
        focusNextStep();
    m_shownOnce = true;
}

void RunView::applySize()
{
    const QSize client = window()->size();
    m_size = client.width() >= wideFrom     ? SizeClass::Wide
             : client.width() >= mediumFrom ? SizeClass::Medium
                                            : SizeClass::Narrow;
    const bool wide = m_size == SizeClass::Wide;
    m_strip->setCollapsed(m_stripChoice.value_or(client.height() < shortBelow));
    m_bar->setCompact(!wide);
    m_replay->setCompact(!wide);
    m_composer->setCompact(!wide);
    m_panes->setDefaultShare(wide ? wideCardsShare : mediumCardsShare);
    m_composer->setMaximumHeight(qMax(leastComposer, int(height() * mostComposerShare)));
    applyComposerHeight();
    applyPanes();
}

void RunView::applyComposerHeight()
{
    m_whole->setDefaultSecondLength(qMin(m_composer->wantedHeight(), m_composer->maximumHeight()));
}

void RunView::applyPanes()
{
    const bool tabbed = m_size == SizeClass::Narrow;
    m_bar->setSynthesisTab(tabbed);
    m_answers->setVisible(!m_bar->showsSynthesis());
    m_synthesis->setVisible(!tabbed || m_bar->showsSynthesis());
}

void RunView::updateFocusOrder()
{
    chainFocus({m_strip, m_replay, m_bar, m_whole->widget(0), m_whole->handle(1), m_composer, m_panel});
}

void RunView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_context.theme.theme().colour(Colour::Canvas));
}

} // namespace tributary
