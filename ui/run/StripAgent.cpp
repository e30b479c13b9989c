// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/StripAgent.h"

#include "ui/canvas/GraphPainting.h"
#include "ui/common/Painting.h"
#include "ui/common/Spinner.h"
#include "ui/common/ThemeController.h"
#include "ui/run/RunLook.h"

#include <QMouseEvent>
#include <QPainter>

namespace tributary {

namespace {

constexpr int barWidth = 4;
constexpr int signSize = 12;
/// Below this a row shows the state's icon without its word.
constexpr int wordWidth = 150;
constexpr int boxPadding = 12;

} // namespace

StripAgent::StripAgent(const RunContext &context, const AgentId &agent, QWidget *parent)
    : QAbstractButton(parent)
    , m_context(context)
    , m_agent(agent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    connect(&context.spinner, &Spinner::turned, this, [this] {
        if (m_display.busy && isVisible())
            update();
    });
}

void StripAgent::setDisplay(const AgentDisplay &display)
{
    if (m_display == display)
        return;
    m_display = display;
    setAccessibleName(display.accessibleName);
    setAccessibleDescription(display.accessibleDescription);
    setToolTip(QStringLiteral("%1 · %2").arg(display.modelName, display.stateText).toHtmlEscaped());
    updateGeometry();
    update();
}

void StripAgent::setShape(Shape shape)
{
    m_shape = shape;
    update();
}

QString StripAgent::compactName() const
{
    return m_display.isAggregator ? tr("Aggregator") : m_display.letter;
}

QSize StripAgent::sizeHint() const
{
    const QFontMetrics metrics(stateFont(m_context.theme.theme()));
    const int state = m_display.icon.isEmpty() ? 0 : signSize + spacing::Tiny;
    const bool progress = m_display.state == DisplayState::Streaming && m_display.progress;
    const QString word = progress ? compactName() + u' ' + m_display.stateShort : compactName();
    return {state + metrics.horizontalAdvance(word) + 2 * spacing::Tiny + 2, 24};
}

void StripAgent::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        Q_EMIT opened();
}

void StripAgent::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    switch (m_shape) {
    case Shape::Row:
        paintRow(painter);
        break;
    case Shape::Box:
        paintBoxed(painter);
        break;
    case Shape::Compact:
        paintCompact(painter);
        break;
    }
}

void StripAgent::paintGround(QPainter &painter) const
{
    const Theme &theme = m_context.theme.theme();
    paintNodeGround(painter, theme, rect(), m_display, underMouse(), radius::Control);
    if (hasFocus())
        paintFocusRing(painter, theme, rect(), radius::Control);
}

int StripAgent::paintState(QPainter &painter, const QRect &room, bool rightAligned) const
{
    const Theme &theme = m_context.theme.theme();
    const QFont font = stateFont(theme);
    const QString word = width() >= wordWidth ? (rightAligned ? m_display.stateShort : m_display.stateText) : QString();
    const int icon = m_display.icon.isEmpty() ? 0 : signSize + spacing::Tiny;
    const int taken = qMin(room.width(), icon + QFontMetrics(font).horizontalAdvance(word) + 1);
    const int x = rightAligned ? room.right() + 1 - taken : room.left();
    paintStateIcon(painter, QRect(x, room.center().y() - signSize / 2 + 1, signSize, signSize), m_context.theme,
                   m_display, m_context.spinner.degrees());
    painter.setFont(font);
    painter.setPen(theme.colour(colourOf(m_display.tone)));
    const QRect text(x + icon, room.top(), taken - icon, room.height());
    painter.drawText(text, Qt::AlignVCenter | Qt::AlignLeft,
                     QFontMetrics(font).elidedText(word, Qt::ElideRight, text.width()));
    return taken;
}

void StripAgent::paintRow(QPainter &painter) const
{
    paintGround(painter);
    const Theme &theme = m_context.theme.theme();
    const int badge = qMin(18, height() - 4);
    const QRect badgeRect(barWidth + 6, (height() - badge) / 2, badge, badge);
    paintAgentBadge(painter, badgeRect, theme, m_display);
    const int left = badgeRect.right() + 1 + spacing::Small - 2;
    int taken = paintState(painter, QRect(left, 0, width() - left - spacing::Small, height()), true);
    if (m_display.isPinned && m_display.state != DisplayState::Pinned) {
        taken += signSize + spacing::Tiny;
        namedIcon(m_context.theme, QStringLiteral("pin"), Colour::Cached)
            .paint(&painter, QRect(width() - spacing::Small - taken, (height() - signSize) / 2, signSize, signSize));
    }
    QFont font = theme.font(height() < 24 ? TypeRole::Caption : TypeRole::Body);
    font.setStrikeOut(m_display.state == DisplayState::Muted);
    painter.setFont(font);
    // As far back as can be read on the stripes of a muted one.
    const bool quiet = m_display.state == DisplayState::Muted || m_display.state == DisplayState::NotSetUp;
    painter.setPen(theme.colour(quiet ? Colour::Text2 : Colour::Text));
    const QRect room(left, 0, width() - left - taken - 2 * spacing::Small, height());
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(m_display.modelName, Qt::ElideMiddle, room.width()));
}

void StripAgent::paintBoxed(QPainter &painter) const
{
    paintGround(painter);
    const Theme &theme = m_context.theme.theme();
    const int half = height() / 2;
    painter.setFont(theme.font(TypeRole::Strong));
    painter.setPen(theme.colour(Colour::Text));
    const bool hasState = !m_display.stateText.isEmpty();
    const QRect name(boxPadding, hasState ? spacing::Tiny : 0, width() - 2 * boxPadding,
                     hasState ? half - spacing::Tiny : height());
    painter.drawText(name, Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(m_display.modelName, Qt::ElideMiddle, name.width()));
    if (hasState)
        paintState(painter, QRect(boxPadding, half, width() - 2 * boxPadding, half - spacing::Tiny), false);
}

void StripAgent::paintCompact(QPainter &painter) const
{
    const Theme &theme = m_context.theme.theme();
    if (underMouse())
        paintBox(painter, rect(), radius::Badge, hoverLayer(theme, isDown()), {});
    int x = spacing::Tiny;
    if (!m_display.icon.isEmpty()) {
        paintStateIcon(painter, QRect(x, (height() - signSize) / 2, signSize, signSize), m_context.theme, m_display,
                       m_context.spinner.degrees());
        x += signSize + spacing::Tiny;
    }
    const bool progress = m_display.state == DisplayState::Streaming && m_display.progress;
    painter.setFont(stateFont(theme));
    painter.setPen(theme.colour(m_display.state == DisplayState::Muted ? Colour::Text3 : Colour::Text));
    painter.drawText(QRect(x, 0, width() - x, height()), Qt::AlignVCenter | Qt::AlignLeft,
                     progress ? compactName() + u' ' + m_display.stateShort : compactName());
    if (hasFocus())
        paintFocusRing(painter, theme, rect(), radius::Badge);
}

} // namespace tributary
