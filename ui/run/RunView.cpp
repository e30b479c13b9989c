// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/RunView.h"

#include "ui/common/ThemeController.h"
#include "ui/common/WidthClass.h"
#include "ui/run/AgentForm.h"
#include "ui/run/AgentPanel.h"
#include "ui/run/ComparisonBar.h"
#include "ui/run/Composer.h"
#include "ui/run/EmptyState.h"
#include "ui/run/FocusOrder.h"
#include "ui/run/GraphStrip.h"
#include "ui/run/PromptEdit.h"
#include "ui/run/ReplayBar.h"
#include "ui/run/RunMode.h"
#include "ui/run/RunPanes.h"
#include "ui/run/RunSplitter.h"

#include <QAction>
#include <QHBoxLayout>
#include <QPainter>

namespace tributary {

namespace {

constexpr int shortBelow = 760;
constexpr double wideCardsShare = 0.63;
constexpr double mediumCardsShare = 0.60;
constexpr int leastComposer = 96;
constexpr double mostComposerShare = 0.4;

} // namespace

RunView::RunView(RunViewModel &model, const ThemeController &theme, RenderScheduler &scheduler, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_panes(new RunPanes(model.presenter(), model.analysis(), theme, scheduler, RunPanes::Use::Live, this))
    , m_context(m_panes->context())
    , m_replay(new ReplayBar(m_context, model.replay(), this))
    , m_empty(new EmptyState(m_context, this))
    , m_composer(new Composer(m_context, this))
    , m_whole(new RunSplitter(theme, Qt::Vertical, tr("Answers and prompt"), this))
    , m_panel(new AgentPanel(m_context, model.document(), model.models(), this))
{
    buildLayout();
    buildActions();
    connectModel();
    connectSession();
    connectPanes();
    connectAgents();
    connectComposer();
    connectReplay();
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
    m_panes->insertBelowStrip(m_replay);
    m_panes->setPlaceholder(m_empty);
    m_whole->addWidget(m_panes);
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
        m_stripChoice = !m_panes->strip()->isCollapsed();
        m_panes->strip()->setCollapsed(*m_stripChoice);
    });
    addCommand(tr("Previous layer"), QKeySequence(Qt::CTRL | Qt::Key_PageUp), [this] { m_panes->stepLayer(-1); });
    addCommand(tr("Next layer"), QKeySequence(Qt::CTRL | Qt::Key_PageDown), [this] { m_panes->stepLayer(1); });
    const QHash<ComparisonMode, QString> modes{{ComparisonMode::Read, tr("Read the answers")},
                                               {ComparisonMode::Sources, tr("Show sources")},
                                               {ComparisonMode::Coverage, tr("Show coverage")},
                                               {ComparisonMode::Diff, tr("Show differences")}};
    for (const ComparisonMode mode : comparisonModes) {
        const QKeySequence key(Qt::ALT | (Qt::Key_1 + static_cast<int>(mode)));
        // Of whichever run is on screen: the key belongs to the whole window.
        QAction *action = addCommand(modes.value(mode), key, [this, mode] {
            if (RunPanes *shown = RunPanes::shownIn(*window()))
                shown->setMode(mode);
        });
        action->setEnabled(hasRunMode(mode));
    }
}

QList<QWidget *> RunView::regions() const
{
    QList<QWidget *> list = m_panes->regions();
    list.append(m_composer);
    if (!m_panel->isHidden())
        list.append(m_panel);
    return list;
}

RunViewLayout RunView::arrangement() const
{
    const ComparisonBar *bar = m_panes->bar();
    return {m_panes->splitter()->placedShare(),
            m_whole->placedShare(),
            m_stripChoice,
            bar->columns(),
            bar->isSynced(),
            !m_panel->isHidden(),
            m_panes->mode()};
}

void RunView::setArrangement(const RunViewLayout &layout)
{
    m_panes->splitter()->placeAtShare(layout.cardsShare);
    m_whole->placeAtShare(layout.composerShare);
    m_stripChoice = layout.stripCollapsed;
    m_panes->bar()->setColumns(layout.columns);
    m_panes->bar()->setSynced(layout.synced);
    m_panel->setVisible(layout.panelOpen);
    m_panes->setMode(layout.mode);
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

void RunView::perform(const Action &action)
{
    const bool another = action.kind == Action::Kind::UseAnotherModel;
    if (another || action.kind == Action::Kind::ChooseModel) {
        openAgent(action.agent);
        if (another)
            m_panel->form()->retryWithNextModel();
        else
            m_panel->form()->chooseModel();
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
    const WidthClass width = widthClassOf(client.width());
    const bool wide = width == WidthClass::Wide;
    m_panes->strip()->setCollapsed(m_stripChoice.value_or(client.height() < shortBelow));
    m_panes->bar()->setCompact(!wide);
    m_replay->setCompact(!wide);
    m_composer->setCompact(!wide);
    m_panes->splitter()->setDefaultShare(wide ? wideCardsShare : mediumCardsShare);
    m_composer->setMaximumHeight(qMax(leastComposer, int(height() * mostComposerShare)));
    applyComposerHeight();
    m_panes->setTabbed(width == WidthClass::Narrow);
}

void RunView::applyComposerHeight()
{
    m_whole->setDefaultSecondLength(qMin(m_composer->wantedHeight(), m_composer->maximumHeight()));
}

void RunView::updateFocusOrder()
{
    chainFocus(m_panes->parts() << m_whole->handle(1) << m_composer << m_panel);
}

void RunView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_context.theme.theme().colour(Colour::Canvas));
}

} // namespace tributary
