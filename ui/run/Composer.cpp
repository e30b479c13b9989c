// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/Composer.h"

#include "ui/common/Painting.h"
#include "ui/common/ThemeController.h"
#include "ui/run/AttachmentChips.h"
#include "ui/run/ConversationMenu.h"
#include "ui/run/EstimateBlock.h"
#include "ui/run/PromptEdit.h"
#include "ui/run/RunButtons.h"
#include "ui/run/RunLook.h"

#include <QAbstractTextDocumentLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStyleHints>
#include <QToolButton>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr int wideRunWidth = 224;
constexpr int compactRunWidth = 188;
constexpr int wideRunHeight = 36;
constexpr int compactRunHeight = 32;
constexpr int buttonHeight = 28;
constexpr int mostLines = 8;

/// Solid: the outlined square of the icon set reads as an empty check box on a filled button.
QIcon stopIcon(const QColor &ink, double ratio)
{
    QPixmap picture(QSize(16, 16) * ratio);
    picture.setDevicePixelRatio(ratio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    paintBox(painter, QRectF(3, 3, 10, 10), spacing::Hair, ink, {});
    painter.end();
    return QIcon(picture);
}

} // namespace

Composer::Composer(const RunContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_prompt(new PromptEdit(this))
    , m_notice(new QLabel(this))
    , m_attachments(new AttachmentChips(context, this))
    , m_buttons(new QWidget(this))
    , m_attach(new QPushButton(tr("Attach"), m_buttons))
    , m_conversation(new QToolButton(m_buttons))
    , m_conversationMenu(new ConversationMenu(m_conversation))
    , m_moreConversation(new ConversationMenu(this))
    , m_demo(new QToolButton(m_buttons))
    , m_agents(new QPushButton(tr("Agents…"), m_buttons))
    , m_hint(new QLabel(tr("Enter: new line · Ctrl+Enter: run"), m_buttons))
    , m_more(smallButton(context.theme, u"ellipsis-vertical"_s, tr("More for this prompt"), tr("More"), this))
    , m_runSide(new QWidget(this))
    , m_estimate(new EstimateBlock(context, m_runSide))
    , m_run(new QPushButton(m_runSide))
{
    auto *promptSide = new QWidget(this);
    buildPromptSide(promptSide);
    buildRunSide(m_runSide);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(spacing::Medium, spacing::Medium, spacing::Medium, spacing::Small);
    row->setSpacing(spacing::Medium);
    row->addWidget(promptSide, 1);
    row->addWidget(m_more, 0, Qt::AlignTop);
    row->addWidget(m_runSide);

    connectPrompt();
    connect(m_attachments, &AttachmentChips::removeRequested, this, &Composer::attachmentRemoved);
    connect(m_attachments, &AttachmentChips::focusLeft, this, [this] { m_prompt->setFocus(Qt::OtherFocusReason); });
    connect(m_attach, &QPushButton::clicked, this, &Composer::attachRequested);
    for (ConversationMenu *menu : {m_conversationMenu, m_moreConversation})
        connect(menu, &ConversationMenu::chosen, this, &Composer::conversationChosen);
    connect(m_agents, &QPushButton::clicked, this, &Composer::agentsRequested);
    connect(m_run, &QPushButton::clicked, this, &Composer::pressRun);
    connect(&context.theme, &ThemeController::changed, this, &Composer::updateButton);
    setCompact(false);
    setConversation(describeConversation({}, false));
    fillMenus();
    updateButton();
}

void Composer::connectPrompt()
{
    connect(m_prompt, &QPlainTextEdit::textChanged, this, [this] {
        m_notice->hide();
        updateHeight();
        Q_EMIT promptChanged();
    });
    // A long line is broken only when it is drawn, which may be after the text changed.
    connect(m_prompt->document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this,
            &Composer::updateHeight);
    connect(m_prompt, &PromptEdit::runRequested, this, &Composer::runRequested);
    connect(m_prompt, &PromptEdit::textTooLong, this, &Composer::showTooLong);
    connect(m_prompt, &PromptEdit::filesGiven, this, &Composer::filesGiven);
}

void Composer::buildPromptSide(QWidget *side)
{
    new TextStyle(m_prompt, m_context.theme, TypeRole::Reading, Colour::Text);
    new TextStyle(m_notice, m_context.theme, TypeRole::Caption, Colour::Warning);
    new TextStyle(m_hint, m_context.theme, TypeRole::Caption, Colour::Text3);
    m_prompt->setAccessibleName(tr("Prompt"));
    m_prompt->setPlaceholderText(tr("Ask something. Each agent answers side by side."));
    m_notice->setTextFormat(Qt::PlainText);
    m_notice->setWordWrap(true);
    m_notice->hide();
    buildButtons();
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing::Tiny);
    column->addWidget(m_prompt, 1);
    column->addWidget(m_notice);
    column->addWidget(m_attachments);
    column->addWidget(m_buttons);
}

void Composer::buildButtons()
{
    m_attach->setIcon(namedIcon(m_context.theme, u"paperclip"_s, Colour::Text2));
    m_attach->setAccessibleName(tr("Attach files"));
    m_attach->setToolTip(
        tr("Give every agent files: text, source code, PDF. They can be dropped and pasted here too."));
    m_conversation->setPopupMode(QToolButton::InstantPopup);
    m_conversation->setFocusPolicy(Qt::StrongFocus);
    m_conversation->setMenu(m_conversationMenu);
    setButtonLook(*m_conversation, ButtonLook::Raised);
    m_demo->setText(tr("Demo questions"));
    m_demo->setAccessibleName(tr("Demo questions"));
    m_demo->setToolTip(tr("Questions that the built-in demo has answers for"));
    m_demo->setPopupMode(QToolButton::InstantPopup);
    m_demo->setFocusPolicy(Qt::StrongFocus);
    m_demo->setMenu(new QMenu(m_demo));
    setButtonLook(*m_demo, ButtonLook::Raised);
    m_agents->setAccessibleName(tr("Choose models for the agents"));
    m_agents->setToolTip(tr("Choose models for the agents (F9)"));
    for (QWidget *button : QList<QWidget *>{m_attach, m_conversation, m_demo, m_agents})
        button->setFixedHeight(buttonHeight);
    m_more->setMenu(new QMenu(m_more));
    m_more->setPopupMode(QToolButton::InstantPopup);

    auto *buttons = new QHBoxLayout(m_buttons);
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->setSpacing(spacing::Small);
    buttons->addWidget(m_attach);
    buttons->addWidget(m_conversation);
    buttons->addWidget(m_demo);
    buttons->addWidget(m_agents);
    buttons->addStretch(1);
    buttons->addWidget(m_hint);
}

void Composer::buildRunSide(QWidget *side)
{
    setButtonLook(*m_run, ButtonLook::Primary);
    m_run->installEventFilter(this);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing::Tiny);
    column->addWidget(m_estimate, 1);
    column->addWidget(m_run);
}

void Composer::setCompact(bool compact)
{
    m_compact = compact;
    m_buttons->setVisible(!compact);
    m_more->setVisible(compact);
    m_runSide->setFixedWidth(compact ? compactRunWidth : wideRunWidth);
    m_run->setFixedHeight(compact ? compactRunHeight : wideRunHeight);
    m_estimate->setCompact(compact);
    updateHeight();
}

void Composer::setState(bool running, const QString &blocked)
{
    m_running = running;
    m_blocked = blocked;
    m_estimate->setBlocked(blocked);
    updateButton();
}

void Composer::setDemoQuestions(const QStringList &questions)
{
    m_questions = questions;
    fillMenus();
}

void Composer::setAttachments(const QList<AttachmentDisplay> &attachments)
{
    m_attachments->setAttachments(attachments);
    updateHeight();
}

void Composer::setConversation(const ConversationDisplay &conversation)
{
    m_conversation->setText(conversation.button);
    m_conversation->setAccessibleName(conversation.button);
    m_conversation->setToolTip(conversation.toolTip.toHtmlEscaped());
    m_conversationMenu->setDisplay(conversation);
    m_moreConversation->setDisplay(conversation);
}

QString Composer::prompt() const
{
    return m_prompt->toPlainText();
}

void Composer::setPrompt(const QString &prompt)
{
    if (prompt == this->prompt())
        return;
    const QSignalBlocker quiet(this);
    m_prompt->replaceText(prompt);
}

bool Composer::focusRun()
{
    if (m_run->isEnabled())
        m_run->setFocus(Qt::OtherFocusReason);
    return m_run->isEnabled();
}

int Composer::wantedHeight() const
{
    const QMargins margins = layout()->contentsMargins();
    const int buttons = m_compact ? 0 : buttonHeight + spacing::Tiny;
    const int text = m_prompt->heightForLines(1, mostLines);
    const int usual = m_compact ? compactHeight : wideHeight;
    const int files = m_attachments->wantedHeight(m_prompt->width());
    const int filesAndGap = files > 0 ? files + spacing::Tiny : 0;
    return qMax(usual, text + buttons + margins.top() + margins.bottom()) + filesAndGap;
}

void Composer::fillMenus()
{
    m_demo->setVisible(!m_questions.isEmpty());
    m_demo->menu()->clear();
    m_more->menu()->clear();
    m_more->menu()->addAction(tr("Attach files…"), this, &Composer::attachRequested);
    m_more->menu()->addMenu(m_moreConversation);
    QMenu *more = m_questions.isEmpty() ? nullptr : m_more->menu()->addMenu(tr("Demo questions"));
    for (const QString &question : std::as_const(m_questions)) {
        // A question is text, not a menu with mnemonics.
        QString text = question;
        text.replace(u'&', u"&&"_s);
        for (QMenu *menu : {m_demo->menu(), more})
            menu->addAction(text, this, [this, question] { Q_EMIT demoQuestionChosen(question); });
    }
    m_more->menu()->addAction(tr("Agents…") + u"\tF9"_s, this, &Composer::agentsRequested);
}

void Composer::showTooLong(qsizetype length)
{
    const QLocale locale;
    m_notice->setText(tr("The text was not taken: the prompt would have %1 characters, and at most %2 fit.")
                          .arg(locale.toString(length), locale.toString(PromptEdit::longestPrompt)));
    m_notice->show();
}

void Composer::updateButton()
{
    const QString text = m_running ? tr("Stop") : tr("Run");
    const QString key = m_running ? tr("Ctrl+.") : tr("Ctrl+Enter");
    m_run->setIcon(m_running ? stopIcon(m_context.theme.theme().colour(Colour::AccentInk), devicePixelRatioF())
                             : namedIcon(m_context.theme, u"play"_s, Colour::AccentInk));
    m_run->setText(text + u"   "_s + key);
    m_run->setAccessibleName(m_running ? tr("Stop run") : tr("Run"));
    m_run->setEnabled(m_running || m_blocked.isEmpty());
    const QString toolTip = m_blocked.isEmpty() || m_running ? u"%1 (%2)"_s.arg(text, key) : m_blocked;
    m_run->setToolTip(toolTip.toHtmlEscaped());
    m_run->setAccessibleDescription(m_running ? QString() : m_blocked);
}

/// The second half of a double click, or of a double press, must not stop what the first one started.
void Composer::pressRun()
{
    if (!m_running) {
        m_runPressed.start();
        Q_EMIT runRequested();
    } else if (!m_runPressed.isValid() ||
               m_runPressed.hasExpired(QGuiApplication::styleHints()->mouseDoubleClickInterval())) {
        Q_EMIT stopRequested();
    }
}

/// Outside dialogs Qt lets buttons answer to Enter on some desktops only.
bool Composer::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_run && event->type() == QEvent::KeyPress) {
        const auto *press = static_cast<QKeyEvent *>(event);
        const bool isEnter = press->key() == Qt::Key_Return || press->key() == Qt::Key_Enter;
        if (isEnter && (press->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier) {
            if (!press->isAutoRepeat())
                m_run->click();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void Composer::updateHeight()
{
    const int height = wantedHeight();
    if (height == m_wantedHeight)
        return;
    m_wantedHeight = height;
    Q_EMIT wantedHeightChanged();
}

/// In another width the attachments take other lines.
void Composer::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    updateHeight();
}

void Composer::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_context.theme.theme().colour(Colour::Surface));
}

} // namespace tributary
