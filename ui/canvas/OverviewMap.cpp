// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/canvas/OverviewMap.h"

#include "ui/common/AgentLook.h"
#include "ui/common/Painting.h"
#include "ui/common/ThemeController.h"

#include <QMouseEvent>
#include <QPainter>
#include <QTransform>

namespace tributary {

namespace {

constexpr QSize mapSize(160, 100);
constexpr double inset = 6;
constexpr int smallestSign = 7;

} // namespace

OverviewMap::OverviewMap(const ThemeController &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setFixedSize(mapSize);
    setFocusPolicy(Qt::NoFocus);
    setCursor(Qt::OpenHandCursor);
    hide();
}

void OverviewMap::setPicture(const GraphPicture &picture, const QRectF &seen)
{
    if (m_seen == seen && m_picture == picture)
        return;
    m_picture = picture;
    m_seen = seen;
    update();
}

QTransform OverviewMap::toMap() const
{
    const QRectF from = m_picture.layout.bounds;
    const QRectF room = QRectF(rect()).adjusted(inset, inset, -inset, -inset);
    const double scale = std::min(room.width() / from.width(), room.height() / from.height());
    const QPointF corner = room.center() - from.center() * scale;
    return QTransform(scale, 0, 0, scale, corner.x(), corner.y());
}

void OverviewMap::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme &theme = m_theme.theme();
    paintBox(painter, rect(), radius::Control, theme.colour(Colour::Surface), theme.colour(Colour::Control));
    const QTransform map = toMap();
    const QRectF prompt = map.mapRect(m_picture.layout.prompt);
    paintBox(painter, prompt, 1, theme.colour(Colour::Surface2), theme.colour(Colour::Control));
    for (const ColumnSpot &column : std::as_const(m_picture.layout.columns)) {
        for (const AgentSpot &spot : column.agents) {
            const AgentDisplay &display = m_picture.node(spot.id).display;
            const QRectF where = map.mapRect(spot.rect);
            const QColor ink = theme.colour(colourOf(display.tone));
            paintBox(painter, where, 1, theme.colour(Colour::Surface2), ink);
            const int side = std::min(12, static_cast<int>(where.height()) - 1);
            if (side >= smallestSign)
                paintStateIcon(painter, QRect(where.center().toPoint() - QPoint(side / 2, side / 2), QSize(side, side)),
                               m_theme, display, 0);
            else if (display.tone != Tone::Neutral)
                painter.fillRect(where, ink);
        }
    }
    paintBox(painter, map.mapRect(m_seen).intersected(QRectF(rect()).adjusted(1, 1, -1, -1)), 2, {},
             theme.colour(Colour::Accent), 2);
}

void OverviewMap::goTo(const QPointF &position)
{
    Q_EMIT centreWanted(toMap().inverted().map(position));
}

void OverviewMap::mousePressEvent(QMouseEvent *event)
{
    goTo(event->position());
}

void OverviewMap::mouseMoveEvent(QMouseEvent *event)
{
    goTo(event->position());
}

} // namespace tributary
