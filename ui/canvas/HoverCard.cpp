// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/canvas/HoverCard.h"

#include "base/Formatting.h"
#include "ui/common/Painting.h"
#include "ui/common/TextStyle.h"
#include "ui/common/ThemeController.h"

#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr int cardWidth = 300;
constexpr int gap = 12;
constexpr int shownCharacters = 240;
constexpr int graceMs = 250;

QString beginningOf(const QString &answer)
{
    const QString simple = answer.simplified();
    return simple.size() <= shownCharacters ? simple : simple.left(shownCharacters).trimmed() + u'…';
}

QStringList detailsOf(const AgentFacts &facts)
{
    const AgentDisplay &display = facts.node.display;
    QStringList details{display.providerName, display.stateText, display.footer};
    if (facts.state && facts.state->usage.output() > 0)
        details.append(HoverCard::tr("%1 tokens").arg(formatCount(facts.state->usage.output())));
    if (facts.state && facts.state->costUsd)
        details.append(formatMoney(*facts.state->costUsd));
    if (facts.usedPercent)
        details.append(HoverCard::tr("Answer used %1 %").arg(*facts.usedPercent));
    details.removeAll(QString());
    return details;
}

} // namespace

HoverCard::HoverCard(const ThemeController &theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_title(new QLabel(this))
    , m_detail(new QLabel(this))
    , m_text(new QLabel(this))
{
    setFixedWidth(cardWidth);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::Medium, spacing::Medium, spacing::Medium, spacing::Medium);
    layout->setSpacing(spacing::Tiny);
    new TextStyle(m_title, theme, TypeRole::Strong, Colour::Text);
    new TextStyle(m_detail, theme, TypeRole::Caption, Colour::Text2);
    new TextStyle(m_text, theme, TypeRole::Body, Colour::Text);
    for (QLabel *label : {m_title, m_detail, m_text}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        layout->addWidget(label);
    }
    m_leave.setSingleShot(true);
    m_leave.setInterval(graceMs);
    connect(&m_leave, &QTimer::timeout, this, &QWidget::hide);
    hide();
}

void HoverCard::showFor(const AgentFacts &facts, const QRect &around, const QRect &room)
{
    m_leave.stop();
    const AgentDisplay &display = facts.node.display;
    m_title->setText(u"%1 · %2"_s.arg(display.letter, display.modelName));
    m_detail->setText(detailsOf(facts).join(u" · "_s));
    const QString answer = facts.state ? beginningOf(facts.state->answer) : QString();
    const QString text = !display.errorText.isEmpty() ? display.errorText : answer;
    m_text->setText(text.isEmpty() ? display.bodyText : text);
    m_text->setHidden(m_text->text().isEmpty());
    resize(cardWidth, layout()->heightForWidth(cardWidth));
    const bool below = around.bottom() + gap + height() <= room.bottom();
    const int y = below ? around.bottom() + gap : qMax(room.top(), around.top() - gap - height());
    const int x = qBound(room.left(), around.left(), qMax(room.left(), room.right() - cardWidth));
    move(x, y);
    raise();
    show();
}

QString HoverCard::text() const
{
    QStringList parts{m_title->text(), m_detail->text(), m_text->text()};
    parts.removeAll(QString());
    return parts.join(u'\n');
}

void HoverCard::leaveSoon()
{
    if (isVisible())
        m_leave.start();
}

void HoverCard::enterEvent(QEnterEvent *)
{
    m_leave.stop();
}

void HoverCard::leaveEvent(QEvent *)
{
    hide();
}

void HoverCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = m_theme.theme();
    paintBox(painter, rect(), radius::Card, theme.colour(Colour::Surface), theme.colour(Colour::Control));
}

} // namespace tributary
