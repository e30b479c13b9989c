// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/graph/GraphDrawer.h"

#include "ui/common/ElidedLabel.h"
#include "ui/common/MarkdownView.h"
#include "ui/common/SegmentedControl.h"
#include "ui/common/ThemeController.h"
#include "ui/run/RunButtons.h"
#include "ui/run/RunLook.h"
#include "viewmodel/AgentTexts.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QStackedWidget>
#include <QToolButton>

namespace tributary {

using namespace Qt::StringLiterals;

GraphDrawer::GraphDrawer(GraphEditor &editor, const ThemeController &theme, RenderScheduler &scheduler, QWidget *parent)
    : QWidget(parent)
    , m_editor(editor)
    , m_theme(theme)
    , m_tabs(new SegmentedControl(tr("What is shown of the agent"), this))
    , m_title(new ElidedLabel(this))
    , m_pages(new QStackedWidget(this))
    , m_answer(new MarkdownView(scheduler, m_pages))
    , m_text(new QPlainTextEdit(m_pages))
{
    setFixedHeight(fixedHeight);
    setAccessibleName(tr("Answer and prompt of the agent"));
    m_tabs->setSegments({tr("Answer"), tr("Prompt sent"), tr("References received"), tr("Log")});
    m_answer->setReadingStyle(readingStyle(theme.theme(), TypeRole::Reading));
    m_answer->setAccessibleName(tr("Answer"));
    // Answers are read here, from their beginning; the cards follow what arrives.
    m_answer->setScrolling(MarkdownView::Scrolling::Stay);
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_pages->addWidget(m_answer);
    m_pages->addWidget(m_text);
    QToolButton *close = smallButton(theme, u"x"_s, tr("Close drawer"), tr("Close (F8)"), this);
    auto *head = new QHBoxLayout;
    head->setSpacing(spacing::Medium);
    head->addWidget(m_tabs);
    head->addWidget(m_title, 1);
    head->addWidget(close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(spacing::Medium, spacing::Small, spacing::Small, spacing::Small);
    column->setSpacing(spacing::Small);
    column->addLayout(head);
    column->addWidget(m_pages, 1);
    setFocusProxy(m_tabs);
    connect(close, &QToolButton::clicked, this, &GraphDrawer::closeRequested);
    connect(m_tabs, &SegmentedControl::currentChanged, this, &GraphDrawer::showTab);
    connect(m_answer, &MarkdownView::linkActivated, this, &GraphDrawer::linkActivated);
    connect(&theme, &ThemeController::changed, this,
            [this] { m_answer->setReadingStyle(readingStyle(m_theme.theme(), TypeRole::Reading)); });
    connectRun();
}

void GraphDrawer::connectRun()
{
    RunPresenter &presenter = m_editor.model().presenter();
    connect(&m_editor.selection(), &GraphSelection::changed, this, [this] {
        showTab();
        m_answer->verticalScrollBar()->setValue(0);
    });
    connect(&presenter, &RunPresenter::structureChanged, this, &GraphDrawer::showTab);
    connect(&presenter, &RunPresenter::answerAppended, this, [this](const AgentId &id, const QString &delta) {
        if (id == agent() && isVisible() && m_tabs->currentIndex() == AnswerTab)
            m_answer->appendMarkdown(delta);
    });
    connect(&presenter, &RunPresenter::answerReset, this, [this](const AgentId &id) {
        if (id == agent())
            showTab();
    });
    // Prompts and the log change when an agent moves on, not with each word.
    connect(&presenter, &RunPresenter::displayChanged, this, [this](const QList<AgentId> &agents) {
        if (agents.contains(agent()) && m_tabs->currentIndex() != AnswerTab)
            showTab();
    });
}

AgentId GraphDrawer::agent() const
{
    return m_editor.selection().focus().agent;
}

void GraphDrawer::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    showTab();
}

void GraphDrawer::showTab()
{
    if (!isVisible())
        return;
    const AgentId id = agent();
    const AgentDisplay display = m_editor.live().agent(id);
    m_title->setText(id.isEmpty() ? tr("Select an agent.") : u"%1 · %2"_s.arg(display.letter, display.modelName));
    if (m_tabs->currentIndex() == AnswerTab)
        return showAnswer();
    const std::optional<RunRecord> record = m_editor.model().currentRecord();
    QString text;
    if (record && m_tabs->currentIndex() == PromptTab)
        text = promptSentTo(*record, id);
    else if (record && m_tabs->currentIndex() == ReferencesTab)
        text = referencesReceivedBy(m_editor.live().run(), id);
    else if (record)
        text = logOf(*record, id);
    if (text.isEmpty())
        text = !record                                   ? tr("Nothing yet. Run the prompt to see it here.")
               : m_tabs->currentIndex() == ReferencesTab ? tr("It read the prompt alone, no answers of others.")
                                                         : tr("It was not asked in this run.");
    m_text->setAccessibleName(m_tabs->currentIndex() == PromptTab       ? tr("Prompt sent")
                              : m_tabs->currentIndex() == ReferencesTab ? tr("References received")
                                                                        : tr("Log"));
    if (m_text->toPlainText() != text)
        m_text->setPlainText(text);
    m_pages->setCurrentWidget(m_text);
}

void GraphDrawer::showAnswer()
{
    const RunPresenter &presenter = m_editor.model().presenter();
    QString answer = presenter.answer(agent());
    // Of the last run, which is not on screen any more.
    if (!presenter.scene().hasRun())
        answer = m_editor.live().state(agent()).value_or(AgentState()).answer;
    m_answer->showMarkdown(answer.isEmpty() ? tr("No answer yet.") : answer);
    m_pages->setCurrentWidget(m_answer);
}

void GraphDrawer::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.theme().colour(Colour::Surface));
    painter.fillRect(QRect(0, 0, width(), 1), m_theme.theme().colour(Colour::Border));
}

} // namespace tributary
