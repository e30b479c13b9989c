// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/StripEdges.h"

#include <QPainter>
#include <QPainterPath>

namespace tributary {

namespace {

constexpr int bandWidth = 8;
constexpr int bandOverhang = 6;
constexpr double edgeWidth = 2;
constexpr double neutralWidth = 1.5;
/// Ends of edges keep apart where many meet in one box.
constexpr int meetingGap = 6;

QPointF outOf(const QRect &rect)
{
    return {rect.right() + 1.0, rect.center().y() + 0.5};
}

QPointF into(const QRect &rect)
{
    return {double(rect.left()), rect.center().y() + 0.5};
}

void paintCurve(QPainter &painter, const QPointF &from, const QPointF &to)
{
    const double middle = (to.x() - from.x()) / 2;
    QPainterPath path(from);
    path.cubicTo(from + QPointF(middle, 0), to - QPointF(middle, 0), to);
    painter.drawPath(path);
}

QPen penOf(const Theme &theme, const StripPlace &place)
{
    if (place.paletteIndex < 0)
        return {theme.colour(Colour::Text2), edgeWidth, Qt::SolidLine, Qt::FlatCap};
    const ProposerLook look = theme.proposer(place.paletteIndex);
    QPen pen(look.line, edgeWidth, Qt::SolidLine, Qt::FlatCap);
    QList<qreal> dash;
    for (const qreal length : look.dash)
        dash.append(length / edgeWidth);
    if (!dash.isEmpty())
        pen.setDashPattern(dash);
    return pen;
}

void paintBroken(QPainter &painter, const Theme &theme, const StripPlace &place)
{
    const QPointF end = outOf(place.rect) + QPointF(14, 0);
    painter.setPen(QPen(theme.colour(Colour::Control), neutralWidth));
    painter.drawLine(outOf(place.rect), end - QPointF(3, 0));
    painter.setPen(QPen(theme.colour(Colour::Text2), neutralWidth));
    painter.drawLine(end + QPointF(-3, -3), end + QPointF(3, 3));
    painter.drawLine(end + QPointF(-3, 3), end + QPointF(3, -3));
}

void paintMeeting(QPainter &painter, const Theme &theme, const QList<StripPlace> &from, const StripPlace &to)
{
    const int room = to.rect.height() - 2 * meetingGap;
    const int step = qMin(meetingGap, room / qMax(1, int(from.size())));
    for (int i = 0; i < from.size(); ++i) {
        if (from.at(i).broken) {
            paintBroken(painter, theme, from.at(i));
            continue;
        }
        painter.setPen(penOf(theme, from.at(i)));
        const double shift = (i - (from.size() - 1) / 2.0) * step;
        paintCurve(painter, outOf(from.at(i).rect), into(to.rect) + QPointF(0, shift));
    }
}

void paintBand(QPainter &painter, const Theme &theme, const QList<StripPlace> &from, const QList<StripPlace> &to)
{
    const QList<StripPlace> both = from + to;
    int top = both.first().rect.top();
    int bottom = both.first().rect.bottom();
    for (const StripPlace &place : both) {
        top = qMin(top, place.rect.top());
        bottom = qMax(bottom, place.rect.bottom());
    }
    const double middle = (from.first().rect.right() + 1 + to.first().rect.left()) / 2.0;
    const double lane = qMin(4.0, from.first().rect.height() / 5.0);
    const QRectF band(middle - bandWidth / 2.0, top - bandOverhang / 2.0, bandWidth, bottom - top + bandOverhang);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.colour(Colour::Border));
    painter.drawRoundedRect(band, bandWidth / 2.0, bandWidth / 2.0);
    painter.setBrush(Qt::NoBrush);
    // In above the middle, out below it, so that nobody reads a line as "A feeds only A".
    for (const StripPlace &place : from) {
        if (place.broken) {
            paintBroken(painter, theme, place);
            continue;
        }
        painter.setPen(penOf(theme, place));
        const QPointF start = outOf(place.rect) - QPointF(0, lane);
        painter.drawLine(start, QPointF(middle, start.y()));
    }
    painter.setPen(QPen(theme.colour(Colour::Control), neutralWidth));
    for (const StripPlace &place : to) {
        const QPointF end = into(place.rect) + QPointF(0, lane);
        painter.drawLine(QPointF(middle, end.y()), end);
        painter.drawLine(end, end + QPointF(-4, -3));
        painter.drawLine(end, end + QPointF(-4, 3));
    }
}

} // namespace

void paintStripEdges(QPainter &painter, const Theme &theme, const QRect &prompt, const QList<QList<StripPlace>> &layers)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    if (!layers.isEmpty()) {
        painter.setPen(QPen(theme.colour(Colour::Control), neutralWidth));
        for (const StripPlace &place : layers.first())
            paintCurve(painter, outOf(prompt), into(place.rect));
    }
    for (int i = 0; i + 1 < layers.size(); ++i) {
        const QList<StripPlace> &from = layers.at(i);
        const QList<StripPlace> &to = layers.at(i + 1);
        if (from.isEmpty() || to.isEmpty())
            continue;
        if (to.size() == 1)
            paintMeeting(painter, theme, from, to.first());
        else
            paintBand(painter, theme, from, to);
    }
    painter.restore();
}

} // namespace tributary
