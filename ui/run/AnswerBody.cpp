// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/AnswerBody.h"

#include "ui/common/MarkdownView.h"
#include "ui/common/Painting.h"
#include "ui/common/ThemeController.h"
#include "ui/run/NoticeBlock.h"
#include "ui/run/RunLook.h"

#include <QLabel>
#include <QPainter>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace tributary {

namespace {

/// Inset of text in QTextDocument; everything beside the answer is moved in by as much, so that all text is flush.
constexpr int documentMargin = 4;
/// From the inner edge of the card, resp. of the pane, so that text stands under badge and title.
constexpr int cardPadding = 8;
constexpr int synthesisPadding = 10;
constexpr int reasoningHeight = 120;
/// Between the text and the outer edge of its focus ring.
constexpr int ringRoom = 2;
/// Longer lines are tiring to read.
constexpr int longestLine = 72;

bool isFinal(DisplayState state)
{
    return state == DisplayState::Done || state == DisplayState::Cached || state == DisplayState::Pinned ||
           state == DisplayState::Failed || state == DisplayState::Stopped;
}

} // namespace

AnswerBody::AnswerBody(const RunContext &context, Reader reader, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_reader(reader)
    , m_notice(new NoticeBlock(context, this))
    , m_thinking(new QToolButton(this))
    , m_reasoning(new QPlainTextEdit(this))
    , m_placeholder(new QLabel(this))
    , m_view(new MarkdownView(context.scheduler, this))
{
    new TextStyle(m_placeholder, context.theme, TypeRole::Body, Colour::Text3);
    new TextStyle(m_thinking, context.theme, TypeRole::Caption, Colour::Text2);
    new TextStyle(m_reasoning, context.theme, TypeRole::Body, Colour::Text2);
    m_placeholder->setTextFormat(Qt::PlainText);
    m_placeholder->setWordWrap(true);
    m_placeholder->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_thinking->setCheckable(true);
    m_thinking->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_thinking->setAutoRaise(true);
    m_thinking->hide();
    m_reasoning->setReadOnly(true);
    m_reasoning->setTabChangesFocus(true);
    m_reasoning->setFixedHeight(reasoningHeight);
    m_reasoning->setAccessibleName(tr("Reasoning"));
    m_reasoning->hide();
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->installEventFilter(this);
    m_view->setMaximumLineLength(longestLine);
    m_view->setScrolling(reader == Reader::Card ? MarkdownView::Scrolling::FollowEnd : MarkdownView::Scrolling::Stay);

    auto *column = new QVBoxLayout(this);
    const int left = reader == Reader::Card ? cardPadding : synthesisPadding;
    column->setContentsMargins(left, spacing::Small, spacing::Tiny, spacing::Small);
    column->setSpacing(spacing::Small);
    m_notice->setContentsMargins(documentMargin, documentMargin, left, 0);
    m_placeholder->setContentsMargins(documentMargin, documentMargin, left, 0);
    for (QWidget *part :
         {static_cast<QWidget *>(m_notice), static_cast<QWidget *>(m_thinking), static_cast<QWidget *>(m_reasoning)})
        column->addWidget(part, 0, part == m_thinking ? Qt::AlignLeft : Qt::Alignment());
    column->addWidget(m_placeholder, 1);
    column->addWidget(m_view, 1);
    connect(m_thinking, &QToolButton::toggled, this, &AnswerBody::foldReasoning);
    connect(m_notice, &NoticeBlock::actionRequested, this, &AnswerBody::actionRequested);
    connect(m_view, &MarkdownView::linkActivated, this, &AnswerBody::linkActivated);
    connect(&context.theme, &ThemeController::changed, this, &AnswerBody::applyTheme);
    applyTheme();
    updatePages();
}

void AnswerBody::setDisplay(const AgentDisplay &display, const QString &placeholder)
{
    // With something to do about it, the sentence stands above the buttons; else quietly where the answer will be.
    const bool acts = display.errorText.isEmpty() && display.warnings.isEmpty() && !display.actions.isEmpty();
    const QString quiet = acts ? QString() : placeholder;
    if (m_placeholder->text() != quiet)
        m_placeholder->setText(quiet);
    updateNotice(display, placeholder);
    updateThinking(display);
    m_finished = isFinal(display.state);
    if (m_finished && !m_stale)
        m_view->finish();
    updatePages();
}

void AnswerBody::setAnswer(const QString &markdown)
{
    m_hasText = !markdown.isEmpty();
    m_stale = !isVisible();
    if (m_stale)
        return;
    updatePages();
    m_view->showMarkdown(markdown);
    if (m_finished)
        m_view->finish();
}

void AnswerBody::appendAnswer(const QString &delta)
{
    m_stale = m_stale || !isVisible();
    if (m_stale)
        return;
    m_view->appendMarkdown(delta);
    if (m_hasText)
        return;
    m_hasText = true;
    updatePages();
}

void AnswerBody::setReasoning(const QString &text)
{
    if (m_reasoning->isHidden() || text.size() == m_reasoningLength)
        return;
    QScrollBar *bar = m_reasoning->verticalScrollBar();
    const bool atEnd = bar->value() == bar->maximum();
    if (text.size() < m_reasoningLength) {
        m_reasoning->setPlainText(text);
    } else {
        QTextCursor end(m_reasoning->document());
        end.movePosition(QTextCursor::End);
        end.insertText(text.mid(m_reasoningLength));
    }
    m_reasoningLength = text.size();
    if (atEnd)
        bar->setValue(bar->maximum());
}

void AnswerBody::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!m_stale)
        return;
    m_stale = false;
    Q_EMIT contentWanted();
}

void AnswerBody::paintEvent(QPaintEvent *)
{
    if (!m_view->hasFocus())
        return;
    QPainter painter(this);
    const QRectF around = QRectF(m_view->geometry()).adjusted(-ringRoom, -ringRoom, ringRoom, ringRoom);
    paintFocusRing(painter, m_context.theme.theme(), around, radius::Control);
}

bool AnswerBody::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    return QWidget::eventFilter(watched, event);
}

void AnswerBody::updateNotice(const AgentDisplay &display, const QString &placeholder)
{
    if (!display.errorText.isEmpty())
        m_notice->setNotice(Tone::Error, display.errorText, display.actions, display.errorDetail);
    else if (!display.warnings.isEmpty())
        m_notice->setNotice(Tone::Warning, display.warnings.join(u'\n'), display.actions, display.errorDetail);
    else
        m_notice->setNotice(display.tone, display.actions.isEmpty() ? QString() : placeholder, display.actions,
                            display.errorDetail);
}

void AnswerBody::updateThinking(const AgentDisplay &display)
{
    m_thinking->setVisible(display.hasReasoning);
    if (!display.hasReasoning)
        return;
    const bool thinking = display.busy && !display.hasAnswer;
    const QString text = thinking                  ? display.stateText
                         : m_thinking->isChecked() ? tr("Hide thinking")
                                                   : tr("Show thinking");
    if (m_thinking->text() != text) {
        m_thinking->setText(text);
        m_thinking->setAccessibleName(text);
    }
}

void AnswerBody::foldReasoning(bool open)
{
    const QString arrow = open ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right");
    m_thinking->setIcon(namedIcon(m_context.theme, arrow, Colour::Text2));
    m_thinking->setText(open ? tr("Hide thinking") : tr("Show thinking"));
    m_thinking->setAccessibleName(m_thinking->text());
    m_reasoning->setVisible(open);
    if (open)
        Q_EMIT contentWanted();
}

void AnswerBody::applyTheme()
{
    const TypeRole role = m_reader == Reader::Card ? TypeRole::Reading : TypeRole::ReadingSynthesis;
    m_view->setReadingStyle(readingStyle(m_context.theme.theme(), role));
    foldReasoning(m_thinking->isChecked());
}

void AnswerBody::updatePages()
{
    m_view->setVisible(m_hasText);
    m_placeholder->setVisible(!m_hasText);
}

} // namespace tributary
