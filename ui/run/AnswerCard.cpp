// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/AnswerCard.h"

#include "ui/common/ElidedLabel.h"
#include "ui/common/MarkdownView.h"
#include "ui/common/Painting.h"
#include "ui/common/ThemeController.h"
#include "ui/run/AnswerBody.h"
#include "ui/run/AnswerHeader.h"
#include "ui/run/ContributionBar.h"
#include "ui/run/RunButtons.h"
#include "ui/run/RunLook.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QToolButton>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr int barWidth = 4;
constexpr int footerHeight = 40;
constexpr int contributionHeight = 22;
constexpr int percentWidth = 36;
/// What is left of a dimmed answer.
constexpr double dimmedTo = 0.7;
constexpr int footerPadding = 12;

bool isRunning(DisplayState state)
{
    return state == DisplayState::Queued || state == DisplayState::Streaming || state == DisplayState::Retrying;
}

bool canAskAgain(DisplayState state)
{
    return state == DisplayState::Done || state == DisplayState::Failed || state == DisplayState::Stopped ||
           state == DisplayState::Cached;
}

/// Lies over an answer that steps back, and takes no press from it.
class Veil : public QWidget
{
public:
    Veil(const ThemeController &theme, QWidget *parent)
        : QWidget(parent)
        , m_theme(theme)
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        hide();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QColor surface = m_theme.theme().colour(Colour::Surface);
        surface.setAlphaF(static_cast<float>(1 - dimmedTo));
        QPainter(this).fillRect(rect(), surface);
    }

private:
    const ThemeController &m_theme;
};

} // namespace

AnswerCard::AnswerCard(const RunContext &context, const AgentId &agent, QWidget *parent)
    : QFrame(parent)
    , m_context(context)
    , m_agent(agent)
    , m_header(new AnswerHeader(context, this))
    , m_body(new AnswerBody(context, AnswerBody::Reader::Card, this))
    , m_veil(new Veil(context.theme, m_body))
    , m_contribution(new QWidget(this))
    , m_share(new ContributionBar(context, ContributionBar::low, m_contribution))
    , m_percent(new QLabel(m_contribution))
    , m_figures(new ElidedLabel(this))
    , m_copy(smallButton(context.theme, u"copy"_s, tr("Copy answer"), tr("Copy (C)"), this))
    , m_more(smallButton(context.theme, u"ellipsis-vertical"_s, tr("More about this answer"), tr("More"), this))
{
    setFocusPolicy(Qt::StrongFocus);
    setMinimumWidth(0);
    new TextStyle(m_figures, context.theme, TypeRole::Caption, Colour::Text2);
    auto *menu = new QMenu(m_more);
    m_more->setMenu(menu);
    m_more->setPopupMode(QToolButton::InstantPopup);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(barWidth, 1, 1, 1);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_body, 1);
    buildContribution();
    column->addWidget(m_contribution);
    column->addWidget(buildFooter());
    m_body->installEventFilter(this);

    connect(menu, &QMenu::aboutToShow, this, [this, menu] { fillMenu(menu); });
    connect(m_copy, &QToolButton::clicked, this, &AnswerCard::copyText);
    connect(m_body, &AnswerBody::actionRequested, this, &AnswerCard::actionRequested);
    connect(&context.theme, &ThemeController::changed, this, [this] { update(); });
}

QWidget *AnswerCard::buildFooter()
{
    auto *footer = new QWidget(this);
    footer->setFixedHeight(footerHeight);
    auto *row = new QHBoxLayout(footer);
    row->setContentsMargins(footerPadding, 0, spacing::Small, 0);
    row->setSpacing(spacing::Tiny);
    row->addWidget(m_figures, 1);
    row->addWidget(m_copy);
    row->addWidget(m_more);
    return footer;
}

void AnswerCard::buildContribution()
{
    auto *title = new QLabel(tr("Contribution"), m_contribution);
    new TextStyle(title, m_context.theme, TypeRole::Caption, Colour::Text2);
    new TextStyle(m_percent, m_context.theme, TypeRole::Caption, Colour::Text2);
    m_percent->setMinimumWidth(percentWidth);
    m_percent->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_contribution->setFixedHeight(contributionHeight);
    auto *row = new QHBoxLayout(m_contribution);
    row->setContentsMargins(footerPadding, spacing::Tiny, footerPadding, 0);
    row->setSpacing(spacing::Small);
    row->addWidget(title);
    row->addWidget(m_share, 1);
    row->addWidget(m_percent);
    m_contribution->hide();
}

void AnswerCard::setContribution(const std::optional<ContributionShare> &share)
{
    m_contribution->setVisible(share.has_value());
    if (!share)
        return;
    m_share->setShares({*share});
    m_percent->setText(tr("%1 %").arg(share->percent));
    m_share->setAccessibleName(tr("Contribution %1 percent").arg(share->percent));
    m_contribution->setToolTip(tr("Share of the synthesis whose words match this answer"));
}

void AnswerCard::setDimmed(bool dimmed)
{
    m_veil->setGeometry(m_body->rect());
    m_veil->setVisible(dimmed);
    m_veil->raise();
}

bool AnswerCard::isDimmed() const
{
    return !m_veil->isHidden();
}

bool AnswerCard::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        m_veil->setGeometry(m_body->rect());
    return QFrame::eventFilter(watched, event);
}

void AnswerCard::setDisplay(const AgentDisplay &display)
{
    const bool repaint = display.state != m_display.state || display.paletteIndex != m_display.paletteIndex;
    m_display = display;
    m_header->setDisplay(display);
    m_body->setDisplay(display, display.bodyText);
    m_figures->setText(display.footer);
    m_copy->setEnabled(display.hasAnswer);
    setAccessibleName(display.accessibleName);
    setAccessibleDescription(display.accessibleDescription);
    m_body->view()->setAccessibleName(tr("Answer of %1").arg(display.letter));
    if (repaint)
        update();
}

void AnswerCard::copyText() const
{
    QGuiApplication::clipboard()->setText(m_body->view()->plainText());
}

void AnswerCard::fillMenu(QMenu *menu)
{
    menu->clear();
    // The keys are handled by the card itself; here they are only told.
    const QString fullWidth = m_fullWidth ? tr("Show all answers") : tr("Open full width");
    menu->addAction(fullWidth + u'\t' + (m_fullWidth ? tr("Esc") : tr("Enter")), this,
                    [this] { Q_EMIT fullWidthRequested(!m_fullWidth); });
    if (!m_display.isReplayed)
        fillRunActions(menu);
    QAction *copy = menu->addAction(tr("Copy as Markdown"), m_body->view(), &MarkdownView::copyMarkdown);
    copy->setEnabled(m_display.hasAnswer);
    menu->addSeparator();
    menu->addAction(tr("Hide card"), this, &AnswerCard::hideRequested);
}

void AnswerCard::fillRunActions(QMenu *menu)
{
    if (isRunning(m_display.state))
        menu->addAction(tr("Stop this agent"), this, &AnswerCard::stopRequested);
    if (canAskAgain(m_display.state))
        menu->addAction(tr("Try again"), this, &AnswerCard::askAgainRequested);
    if (m_display.isPinned || m_display.canBePinned)
        menu->addAction((m_display.isPinned ? tr("Unpin answer") : tr("Pin answer")) + u'\t' + u'P', this,
                        &AnswerCard::requestPin);
    fillCallActions(menu, m_display, [this](const Action &action) { Q_EMIT actionRequested(action); });
    menu->addAction((m_mutedNext ? tr("Ask in next run") : tr("Mute in next run")) + u'\t' + u'M', this,
                    [this] { Q_EMIT muteRequested(!m_mutedNext); });
}

bool AnswerCard::requestPin()
{
    if (m_display.isPinned || m_display.canBePinned)
        Q_EMIT pinRequested(!m_display.isPinned);
    return true;
}

bool AnswerCard::handleKey(int key)
{
    switch (key) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        Q_EMIT neighbourRequested((key == Qt::Key_Right) == (layoutDirection() == Qt::LeftToRight) ? 1 : -1);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT fullWidthRequested(true);
        return true;
    case Qt::Key_Escape:
        Q_EMIT fullWidthRequested(false);
        return m_fullWidth;
    case Qt::Key_C:
        copyText();
        return true;
    case Qt::Key_M:
        if (!m_display.isReplayed)
            Q_EMIT muteRequested(!m_mutedNext);
        return true;
    case Qt::Key_P:
        return requestPin();
    default:
        return false;
    }
}

void AnswerCard::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space) {
        page(event->modifiers().testFlag(Qt::ShiftModifier));
        return;
    }
    // Letters only while the card itself has the focus, never while someone reads or selects inside it.
    const bool escape = event->key() == Qt::Key_Escape;
    if (event->modifiers() == Qt::NoModifier && (hasFocus() || escape) && handleKey(event->key()))
        return;
    QFrame::keyPressEvent(event);
}

void AnswerCard::page(bool back)
{
    QScrollBar *bar = m_body->view()->verticalScrollBar();
    bar->triggerAction(back ? QAbstractSlider::SliderPageStepSub : QAbstractSlider::SliderPageStepAdd);
}

void AnswerCard::contextMenuEvent(QContextMenuEvent *event)
{
    fillMenu(m_more->menu());
    m_more->menu()->popup(event->globalPos());
}

void AnswerCard::focusInEvent(QFocusEvent *event)
{
    QFrame::focusInEvent(event);
    update();
}

void AnswerCard::focusOutEvent(QFocusEvent *event)
{
    QFrame::focusOutEvent(event);
    update();
}

void AnswerCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = m_context.theme.theme();
    const bool failed = m_display.state == DisplayState::Failed;
    const Colour line = failed ? Colour::Error : Colour::Border;
    paintBox(painter, rect(), radius::Card, theme.colour(Colour::Surface), theme.colour(line), failed ? 2 : 1);
    paintAgentBar(painter, rect(), barWidth, theme, m_display);
    if (hasFocus())
        paintFocusRing(painter, theme, rect(), radius::Card);
}

} // namespace tributary
