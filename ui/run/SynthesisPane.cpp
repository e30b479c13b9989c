// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/SynthesisPane.h"

#include "ui/common/ElidedLabel.h"
#include "ui/common/MarkdownView.h"
#include "ui/common/Painting.h"
#include "ui/common/SegmentedControl.h"
#include "ui/common/ThemeController.h"
#include "ui/run/AnswerBody.h"
#include "ui/run/ContributionBar.h"
#include "ui/run/ReferenceLine.h"
#include "ui/run/RunButtons.h"
#include "ui/run/RunLook.h"
#include "ui/run/StateLabel.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QStackedWidget>
#include <QToolButton>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr int outerMargin = 12;
constexpr int borderWidth = 2;
constexpr int sidePadding = 14;

QRect cardRect(const QWidget &pane)
{
    return pane.rect().adjusted(outerMargin, outerMargin, -outerMargin, -outerMargin);
}

} // namespace

SynthesisPane::SynthesisPane(const RunContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_tabs(new SegmentedControl(tr("Aggregator"), this))
    , m_references(new ReferenceLine(context, this))
    , m_state(new StateLabel(context, this))
    , m_shares(new ContributionBar(context, ContributionBar::tall, this))
    , m_withoutSource(new ElidedLabel(this))
    , m_leftOut(new QLabel(this))
    , m_copy(smallButton(context.theme, u"copy"_s, tr("Copy synthesis"), tr("Copy"), this))
    , m_more(smallButton(context.theme, u"ellipsis-vertical"_s, tr("More about the synthesis"), tr("More"), this))
    , m_pages(new QStackedWidget(this))
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Synthesis"));
    auto *menu = new QMenu(m_more);
    m_more->setMenu(menu);
    m_more->setPopupMode(QToolButton::InstantPopup);
    auto *column = new QVBoxLayout(this);
    const int inset = outerMargin + borderWidth;
    column->setContentsMargins(inset, inset, inset, inset);
    column->setSpacing(0);
    column->addWidget(buildHeader());
    column->addWidget(m_pages, 1);
    column->addWidget(buildFooter());
    setSources(nullptr);
    m_tabs->hide();
    connect(menu, &QMenu::aboutToShow, this, [this, menu] { fillMenu(menu); });
    connect(m_copy, &QToolButton::clicked, this, &SynthesisPane::copyText);
    connect(m_tabs, &SegmentedControl::currentChanged, this, [this] {
        showCurrent();
        Q_EMIT currentChanged();
    });
    connect(&context.theme, &ThemeController::changed, this, [this] { update(); });
}

QWidget *SynthesisPane::buildHeader()
{
    auto *header = new QWidget(this);
    auto *title = new QLabel(tr("Synthesis"), header);
    new TextStyle(title, m_context.theme, TypeRole::Section, Colour::Text);
    auto *grid = new QGridLayout(header);
    grid->setContentsMargins(sidePadding, spacing::Small, spacing::Small, spacing::Small);
    grid->setHorizontalSpacing(spacing::Tiny);
    grid->setVerticalSpacing(spacing::Hair);
    grid->setColumnStretch(0, 1);
    grid->addWidget(title, 0, 0);
    grid->addWidget(m_state, 0, 1);
    grid->addWidget(m_copy, 0, 2);
    grid->addWidget(m_more, 0, 3);
    grid->addWidget(m_references, 1, 0, 1, 4);
    grid->addWidget(m_tabs, 2, 0, 1, 4);
    grid->addWidget(m_shares, 3, 0, 1, 4);
    grid->addWidget(m_withoutSource, 4, 0, 1, 4);
    new TextStyle(m_withoutSource, m_context.theme, TypeRole::Caption, Colour::Text2);
    m_withoutSource->setElideMode(Qt::ElideRight);
    setTabOrder(m_tabs, m_copy);
    return header;
}

QWidget *SynthesisPane::buildFooter()
{
    new TextStyle(m_leftOut, m_context.theme, TypeRole::Caption, Colour::Text2);
    m_leftOut->setWordWrap(true);
    m_leftOut->setTextFormat(Qt::RichText);
    m_leftOut->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    m_leftOut->setToolTip(tr("Show what was left out"));
    connect(m_leftOut, &QLabel::linkActivated, this, &SynthesisPane::leftOutRequested);
    auto *footer = new QWidget(this);
    auto *row = new QHBoxLayout(footer);
    row->setContentsMargins(sidePadding, spacing::Tiny, spacing::Small, spacing::Small);
    row->addWidget(m_leftOut);
    return footer;
}

void SynthesisPane::setSources(const SourcesDisplay *sources)
{
    m_hasSources = sources != nullptr;
    m_canTrace = sources && sources->canTrace;
    m_isTraced = sources && sources->isTraced;
    m_shares->setVisible(sources && !sources->shares.isEmpty());
    m_withoutSource->setVisible(sources && sources->withoutSource > 0);
    m_leftOut->setVisible(sources && !sources->leftOutText.isEmpty() && !m_belowText);
    if (!sources)
        return;
    m_shares->setShares(sources->shares);
    m_shares->setAccessibleName(tr("Contribution: %1").arg(sources->sharesText));
    m_shares->setToolTip(m_shares->accessibleName());
    m_withoutSource->setText(sources->withoutSourceText);
    m_leftOut->setText(u"<a href=\"coverage\">%1</a>"_s.arg(sources->leftOutText.toHtmlEscaped()));
    m_leftOut->setAccessibleName(sources->leftOutText);
}

void SynthesisPane::setSyntheses(const QList<SynthesisDisplay> &syntheses)
{
    // Later, because a press inside the pane may be what led here.
    for (AnswerBody *page : std::as_const(m_bodies)) {
        m_pages->removeWidget(page);
        page->hide();
        page->deleteLater();
    }
    m_bodies.clear();
    m_agents.clear();
    m_syntheses = syntheses;
    QStringList names;
    for (const SynthesisDisplay &synthesis : syntheses) {
        auto *body = new AnswerBody(m_context, AnswerBody::Reader::Synthesis, m_pages);
        const AgentId id = synthesis.aggregator;
        body->view()->setAccessibleName(tr("Synthesis of %1").arg(synthesis.modelName));
        connect(body, &AnswerBody::actionRequested, this, &SynthesisPane::actionRequested);
        connect(body, &AnswerBody::linkActivated, this, &SynthesisPane::linkActivated);
        connect(body, &AnswerBody::contentWanted, this, [this, id] { Q_EMIT contentWanted(id); });
        m_pages->addWidget(body);
        m_bodies.insert(id, body);
        names.append(synthesis.modelName);
    }
    m_tabs->setSegments(names);
    m_tabs->setVisible(names.size() > 1);
    showCurrent();
}

void SynthesisPane::updateSynthesis(const SynthesisDisplay &synthesis, const AgentDisplay &aggregator)
{
    for (SynthesisDisplay &known : m_syntheses) {
        if (known.aggregator == synthesis.aggregator)
            known = synthesis;
    }
    m_agents.insert(synthesis.aggregator, aggregator);
    if (AnswerBody *page = body(synthesis.aggregator)) {
        // The pane's own actions (another aggregator, continue) come before those of the agent.
        AgentDisplay shown = aggregator;
        if (!synthesis.actions.isEmpty())
            shown.actions = synthesis.actions;
        const bool untouched = aggregator.state == DisplayState::Ready && synthesis.bodyText.isEmpty();
        page->setDisplay(shown, untouched ? tr("The synthesis of the answers appears here.") : synthesis.bodyText);
    }
    if (synthesis.aggregator == current())
        showCurrent();
}

AnswerBody *SynthesisPane::body(const AgentId &aggregator) const
{
    return m_bodies.value(aggregator);
}

AgentId SynthesisPane::current() const
{
    return m_syntheses.value(qMax(0, m_tabs->currentIndex())).aggregator;
}

void SynthesisPane::showCurrent()
{
    const AgentId id = current();
    if (m_insteadOfText)
        m_pages->setCurrentWidget(m_insteadOfText);
    else if (AnswerBody *page = body(id))
        m_pages->setCurrentWidget(page);
    const AgentDisplay display = m_agents.value(id);
    m_references->setSynthesis(m_syntheses.value(qMax(0, m_tabs->currentIndex())));
    m_state->setDisplay(display);
    m_copy->setEnabled(display.hasAnswer);
    setAccessibleDescription(display.accessibleName);
}

void SynthesisPane::showInsteadOfText(QWidget *page)
{
    m_insteadOfText = page;
    if (page && m_pages->indexOf(page) < 0)
        m_pages->addWidget(page);
    showCurrent();
}

void SynthesisPane::showBelowText(QWidget *page)
{
    if (m_belowText == page)
        return;
    auto *column = qobject_cast<QVBoxLayout *>(layout());
    if (m_belowText) {
        column->removeWidget(m_belowText);
        m_belowText->hide();
    }
    m_belowText = page;
    m_leftOut->setVisible(!page && !m_leftOut->text().isEmpty());
    if (page) {
        column->addWidget(page, 2); // the text above has one part
        page->show();
    }
}

void SynthesisPane::copyText() const
{
    if (const AnswerBody *page = body(current()))
        QGuiApplication::clipboard()->setText(page->view()->plainText());
}

void SynthesisPane::fillMenu(QMenu *menu)
{
    menu->clear();
    const AgentId id = current();
    const AgentDisplay display = m_agents.value(id);
    if (!display.isReplayed)
        fillRunActions(menu, display);
    if (const AnswerBody *page = body(id))
        menu->addAction(tr("Copy as Markdown"), page->view(), &MarkdownView::copyMarkdown)
            ->setEnabled(display.hasAnswer);
    menu->addAction(tr("Copy with sources"), this, &SynthesisPane::copyWithSourcesRequested)->setEnabled(m_hasSources);
    if (!m_canTrace)
        return;
    menu->addSeparator();
    QAction *trace = menu->addAction(tr("Trace to layer 1"));
    trace->setCheckable(true);
    trace->setChecked(m_isTraced);
    connect(trace, &QAction::toggled, this, &SynthesisPane::traceToggled);
}

void SynthesisPane::fillRunActions(QMenu *menu, const AgentDisplay &display)
{
    const AgentId id = current();
    if (display.busy || display.state == DisplayState::Queued)
        menu->addAction(tr("Stop this agent"), this, [this, id] { Q_EMIT stopRequested(id); });
    else
        menu->addAction(tr("Try again"), this, [this, id] { Q_EMIT askAgainRequested(id); })
            ->setEnabled(display.state != DisplayState::Ready);
    fillCallActions(menu, display, [this](const Action &action) { Q_EMIT actionRequested(action); });
    menu->addAction(tr("Use another aggregator…"), this, [this, id] { Q_EMIT otherModelRequested(id); });
}

void SynthesisPane::keyPressEvent(QKeyEvent *event)
{
    if (event->modifiers() == Qt::NoModifier && event->key() == Qt::Key_C && hasFocus())
        copyText();
    else
        QWidget::keyPressEvent(event);
}

void SynthesisPane::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void SynthesisPane::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

void SynthesisPane::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = m_context.theme.theme();
    const QRect card = cardRect(*this);
    paintBox(painter, card, radius::Card, theme.colour(Colour::Surface), theme.colour(Colour::Text2), borderWidth);
    if (hasFocus())
        paintFocusRing(painter, theme, QRectF(card).adjusted(-3, -3, 3, 3), radius::Card + 3);
    const int line = m_pages->geometry().top() - 1;
    painter.fillRect(QRect(card.left() + sidePadding, line, card.width() - 2 * sidePadding, 1),
                     theme.colour(Colour::Border));
}

} // namespace tributary
