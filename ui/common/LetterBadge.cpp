// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/LetterBadge.h"

#include "ui/common/Painting.h"

#include <QPolygonF>

#include <cmath>
#include <numbers>

namespace tributary {

namespace {

/// A polygon of `corners` points on a circle of radius 1, the first at the top; `inner` < 1 makes a star of it.
QPolygonF ring(int corners, double inner = 1.0)
{
    QPolygonF polygon;
    const int points = inner < 1.0 ? 2 * corners : corners;
    for (int i = 0; i < points; ++i) {
        const double reach = inner < 1.0 && i % 2 == 1 ? inner : 1.0;
        const double angle = 2 * std::numbers::pi * i / points - std::numbers::pi / 2;
        polygon << QPointF(reach * std::cos(angle), reach * std::sin(angle));
    }
    return polygon;
}

/// Shapes in a box from -1 to 1.
QPolygonF outline(MarkerShape shape)
{
    switch (shape) {
    case MarkerShape::Circle:
        return {};
    case MarkerShape::Square:
        return {{-0.85, -0.85}, {0.85, -0.85}, {0.85, 0.85}, {-0.85, 0.85}};
    case MarkerShape::TriangleUp:
        return {{0, -1}, {1, 0.85}, {-1, 0.85}};
    case MarkerShape::Diamond:
        return ring(4);
    case MarkerShape::TriangleDown:
        return {{0, 1}, {1, -0.85}, {-1, -0.85}};
    case MarkerShape::Hexagon:
        return ring(6);
    case MarkerShape::Plus:
        return {{-0.35, -1}, {0.35, -1}, {0.35, -0.35}, {1, -0.35}, {1, 0.35},   {0.35, 0.35},
                {0.35, 1},   {-0.35, 1}, {-0.35, 0.35}, {-1, 0.35}, {-1, -0.35}, {-0.35, -0.35}};
    case MarkerShape::Star:
        return ring(5, 0.45);
    }
    Q_UNREACHABLE();
}

} // namespace

void paintLetterBadge(QPainter &painter, const Theme &theme, const QRectF &rect, const LetterBadge &badge)
{
    const ProposerLook look = theme.proposer(badge.index);
    const QString letter = proposerLetter(badge.index);
    painter.save();
    paintBox(painter, rect, radius::Badge, look.line, {});
    if (look.doubleBar)
        paintBox(painter, rect.adjusted(2, 2, -2, -2), radius::Badge - 2, {}, look.ink);
    QFont font = theme.font(TypeRole::Strong);
    font.setWeight(QFont::Bold);
    const double share = letter.size() > 1 ? 0.5 : 0.62;
    font.setPixelSize(qMax(9, qRound(rect.height() * share)));
    painter.setFont(font);
    painter.setPen(look.ink);
    painter.drawText(rect, Qt::AlignCenter, letter);
    painter.restore();
}

void paintMarker(QPainter &painter, MarkerShape shape, const QRectF &rect, const QColor &ink)
{
    const double reach = qMin(rect.width(), rect.height()) / 2;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink);
    painter.translate(rect.center());
    painter.scale(reach, reach);
    if (shape == MarkerShape::Circle)
        painter.drawEllipse(QPointF(0, 0), 0.9, 0.9);
    else
        painter.drawPolygon(outline(shape));
    painter.restore();
}

void paintIdentityBar(QPainter &painter, const Theme &theme, const QRectF &rect, int index)
{
    const ProposerLook look = theme.proposer(index);
    if (!look.doubleBar) {
        painter.fillRect(rect, look.line);
        return;
    }
    const double third = rect.width() / 3;
    painter.fillRect(QRectF(rect.left(), rect.top(), third, rect.height()), look.line);
    painter.fillRect(QRectF(rect.right() - third, rect.top(), third, rect.height()), look.line);
}

} // namespace tributary
