// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/CardArea.h"

#include "ui/common/MarkdownView.h"
#include "ui/common/Tokens.h"
#include "ui/run/AnswerBody.h"
#include "ui/run/AnswerCard.h"
#include "ui/run/LetterChips.h"

#include <QStyle>
#include <QWheelEvent>

namespace tributary {

CardArea::CardArea(const RunContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_chips(new LetterChips(context, this))
{
    m_chips->hide();
    connect(m_chips, &LetterChips::allRequested, this, [this] { setFullWidth(std::nullopt); });
    connect(m_chips, &LetterChips::chosen, this, [this](const AgentId &agent) {
        if (m_fullWidth)
            setFullWidth(agent);
        showCard(agent, true);
    });
}

void CardArea::setCards(const QList<AnswerCard *> &cards)
{
    for (AnswerCard *card : std::as_const(m_cards)) {
        if (!cards.contains(card))
            card->hide();
    }
    QList<AgentDisplay> displays;
    for (AnswerCard *card : cards) {
        if (card->parentWidget() != this || !m_cards.contains(card))
            adopt(card);
        displays.append(card->display());
    }
    m_cards = cards;
    m_chips->setAgents(displays);
    if (m_fullWidth && indexOf(*m_fullWidth) < 0)
        setFullWidth(std::nullopt);
    arrange();
}

void CardArea::adopt(AnswerCard *card)
{
    card->setParent(this);
    disconnect(card, nullptr, this, nullptr);
    connect(card, &AnswerCard::neighbourRequested, this, [this, card](int step) { moveFrom(card, step); });
    connect(card, &AnswerCard::fullWidthRequested, this, [this, card](bool full) {
        setFullWidth(full ? std::optional(card->agent()) : std::nullopt);
        card->setFocus(Qt::OtherFocusReason);
    });
    card->body()->view()->viewport()->installEventFilter(this);
}

void CardArea::setColumns(int columns)
{
    m_columns = columns;
    arrange();
}

void CardArea::setFullWidth(const std::optional<AgentId> &agent)
{
    if (m_fullWidth == agent)
        return;
    m_fullWidth = agent;
    for (AnswerCard *card : std::as_const(m_cards))
        card->setFullWidth(m_fullWidth.has_value());
    arrange();
    Q_EMIT fullWidthChanged();
}

void CardArea::updateDisplay(const AgentDisplay &display)
{
    const int index = indexOf(display.id);
    if (index < 0)
        return;
    m_cards.at(index)->setDisplay(display);
    m_chips->setDisplay(display);
}

void CardArea::showCard(const AgentId &agent, bool focus)
{
    const int index = indexOf(agent);
    if (index < 0)
        return;
    if (index < m_first)
        m_first = index;
    else if (index >= m_first + shownCount())
        m_first = index - shownCount() + 1;
    arrange();
    if (focus)
        m_cards.at(index)->setFocus(Qt::OtherFocusReason);
}

void CardArea::scrollBy(int cards)
{
    m_first += cards;
    arrange();
}

QList<QWidget *> CardArea::parts() const
{
    QList<QWidget *> parts{m_chips};
    for (AnswerCard *card : m_cards)
        parts.append(card);
    return parts;
}

int CardArea::shownCount() const
{
    const int count = static_cast<int>(m_cards.size());
    if (count == 0 || m_fullWidth)
        return qMin(count, 1);
    const int room = width() - 2 * margin;
    const int fitting = qMax(1, (room + gap) / (AnswerCard::smallestWidth + gap));
    return qMin(count, m_columns > 0 ? qMin(m_columns, fitting) : fitting);
}

void CardArea::moveFrom(AnswerCard *card, int step)
{
    const int index = static_cast<int>(m_cards.indexOf(card)) + step;
    if (index < 0 || index >= m_cards.size())
        return;
    if (m_fullWidth)
        setFullWidth(m_cards.at(index)->agent());
    showCard(m_cards.at(index)->agent(), true);
}

bool CardArea::takeWheel(QWheelEvent *event)
{
    const QPoint delta = event->angleDelta();
    const bool sideways = qAbs(delta.x()) > qAbs(delta.y());
    if (!sideways && !event->modifiers().testFlag(Qt::ShiftModifier))
        return false;
    const int amount = sideways ? delta.x() : delta.y();
    if (amount != 0)
        scrollBy(amount < 0 ? 1 : -1);
    event->accept();
    return true;
}

void CardArea::wheelEvent(QWheelEvent *event)
{
    if (!takeWheel(event))
        event->ignore();
}

bool CardArea::eventFilter(QObject *watched, QEvent *event)
{
    // The answers scroll by themselves; only the wheel that is meant for the row of cards is taken from them.
    if (event->type() == QEvent::Wheel && takeWheel(static_cast<QWheelEvent *>(event)))
        return true;
    return QWidget::eventFilter(watched, event);
}

void CardArea::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void CardArea::arrange()
{
    const int count = static_cast<int>(m_cards.size());
    const int shown = shownCount();
    if (m_fullWidth)
        m_first = indexOf(*m_fullWidth);
    m_first = qBound(0, m_first, qMax(0, count - shown));
    const bool chips = shown < count;
    m_chips->setVisible(chips);
    m_chips->setGeometry(margin, spacing::Small - 2, width() - 2 * margin, LetterChips::fixedHeight);
    m_chips->setShown(m_first, shown, m_fullWidth.has_value());
    const int top = chips ? m_chips->geometry().bottom() + 1 : margin;
    const int room = width() - 2 * margin - (shown - 1) * gap;
    for (int i = 0; i < count; ++i) {
        const int place = i - m_first;
        const bool visible = place >= 0 && place < shown;
        if (visible) {
            // Whole pixels; the last card takes what division leaves.
            const int left = margin + place * (room / shown + gap);
            const int cardWidth = place == shown - 1 ? width() - margin - left : room / shown;
            const QRect where(left, top, cardWidth, qMax(0, height() - top - margin));
            m_cards.at(i)->setGeometry(QStyle::visualRect(layoutDirection(), rect(), where));
        }
        m_cards.at(i)->setVisible(visible);
    }
}

int CardArea::indexOf(const AgentId &agent) const
{
    for (int i = 0; i < m_cards.size(); ++i) {
        if (m_cards.at(i)->agent() == agent)
            return i;
    }
    return -1;
}

} // namespace tributary
