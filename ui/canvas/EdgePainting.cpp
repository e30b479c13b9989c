// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/canvas/EdgePainting.h"

#include "ui/common/LetterBadge.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(GraphCanvas)
};

using Kind = EdgeRoute::Kind;

constexpr double edgeWidth = 2;
constexpr double promptWidth = 1.5;
constexpr double signReach = 4;
constexpr double stub = 22;
/// From the rail to the end of a line that does not reach it.
constexpr double shortOfRail = 8;
constexpr double markerSide = 10;
constexpr double arrowHead = 5;

QPen neutralPen(const Theme &theme, double width = edgeWidth)
{
    return {theme.colour(Colour::Control), width, Qt::SolidLine, Qt::FlatCap};
}

QPen penOf(const Theme &theme, const EdgeSource &source)
{
    if (source.index < 0)
        return {theme.colour(Colour::Text2), edgeWidth, Qt::SolidLine, Qt::FlatCap};
    const ProposerLook look = theme.proposer(source.index);
    QPen pen(look.line, edgeWidth, Qt::SolidLine, Qt::FlatCap);
    QList<qreal> dash;
    for (const qreal length : look.dash)
        dash.append(length / edgeWidth);
    if (!dash.isEmpty())
        pen.setDashPattern(dash);
    return pen;
}

QPainterPath curve(const QPointF &from, const QPointF &to)
{
    const double middle = (to.x() - from.x()) / 2;
    QPainterPath path(from);
    path.cubicTo(from + QPointF(middle, 0), to - QPointF(middle, 0), to);
    return path;
}

void paintCross(QPainter &painter, const Theme &theme, const QPointF &at)
{
    painter.setPen(QPen(theme.colour(Colour::Text2), edgeWidth, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(at + QPointF(-signReach, -signReach), at + QPointF(signReach, signReach));
    painter.drawLine(at + QPointF(-signReach, signReach), at + QPointF(signReach, -signReach));
}

/// A circle with a stroke through it: not read.
void paintExcluded(QPainter &painter, const Theme &theme, const QPointF &at)
{
    const double reach = signReach + 1;
    painter.setPen(QPen(theme.colour(Colour::Text2), promptWidth));
    painter.setBrush(theme.colour(Colour::Canvas));
    painter.drawEllipse(at, reach, reach);
    const double slope = reach * 0.7;
    painter.drawLine(at + QPointF(-slope, -slope), at + QPointF(slope, slope));
    painter.setBrush(Qt::NoBrush);
}

void paintArrow(QPainter &painter, const QPointF &from, const QPointF &to)
{
    // At the ring of the port, not under it.
    const QPointF tip = to - QPointF(markerSide / 2, 0);
    painter.drawLine(from, tip);
    QPen pen = painter.pen();
    pen.setCapStyle(Qt::RoundCap);
    pen.setJoinStyle(Qt::RoundJoin);
    painter.setPen(pen);
    painter.drawPolyline(
        QPolygonF{tip + QPointF(-arrowHead, -arrowHead + 1), tip, tip + QPointF(-arrowHead, arrowHead - 1)});
}

void paintSourceMarker(QPainter &painter, const Theme &theme, const EdgeSource &source, const QPointF &at)
{
    const QRectF where(at.x() - markerSide / 2, at.y() - markerSide / 2, markerSide, markerSide);
    const ProposerLook look = theme.proposer(std::max(0, source.index));
    paintMarker(painter, source.index < 0 ? MarkerShape::Circle : look.marker, where,
                source.index < 0 ? theme.colour(Colour::Text2) : look.line);
}

void paintIntoRail(QPainter &painter, const Theme &theme, const EdgeRoute &edge, const EdgeSource &source,
                   const RailRoute *rail)
{
    const double edgeOfRail = rail ? rail->rect.left() : edge.end.x();
    painter.setPen(source.silent ? neutralPen(theme) : penOf(theme, source));
    if (source.silent || edge.excluded) {
        const QPointF end(edgeOfRail - shortOfRail, edge.end.y());
        painter.drawLine(edge.start, end - QPointF(signReach + 2, 0));
        if (source.silent)
            paintCross(painter, theme, end);
        else
            paintExcluded(painter, theme, end);
        return;
    }
    painter.drawLine(edge.start, edge.end);
    paintSourceMarker(painter, theme, source, edge.end);
}

void paintOutOfRail(QPainter &painter, const Theme &theme, const EdgeRoute &edge, const RailRoute *rail)
{
    painter.setPen(neutralPen(theme));
    if (!edge.excluded || !rail) {
        paintArrow(painter, edge.start, edge.end);
        return;
    }
    const QPointF sign(rail->rect.right() + shortOfRail - 1, edge.start.y());
    paintArrow(painter, sign + QPointF(signReach + 3, 0), edge.end);
    paintExcluded(painter, theme, sign);
}

void paintDirect(QPainter &painter, const Theme &theme, const EdgeRoute &edge, const EdgeSource &source)
{
    const QPointF end = edge.start + QPointF(stub, 0);
    if (source.silent || edge.excluded) {
        painter.setPen(source.silent ? neutralPen(theme) : penOf(theme, source));
        painter.drawLine(edge.start, end - QPointF(signReach + 2, 0));
        if (source.silent)
            paintCross(painter, theme, end);
        else
            paintExcluded(painter, theme, end);
        return;
    }
    painter.setPen(penOf(theme, source));
    painter.drawPath(curve(edge.start, edge.end));
}

void paintRail(QPainter &painter, const Theme &theme, const RailRoute &rail, bool labelled)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.colour(Colour::Border));
    const double corner = rail.rect.width() / 2;
    painter.drawRoundedRect(rail.rect, corner, corner);
    if (!labelled) {
        painter.restore();
        return;
    }
    const QString count =
        rail.fewest == rail.most ? QString::number(rail.most) : u"%1–%2"_s.arg(rail.fewest).arg(rail.most);
    QFont font = theme.font(TypeRole::Caption);
    painter.setFont(font);
    painter.setPen(theme.colour(Colour::Text2));
    const QRectF label(rail.rect.center().x() - 40, rail.rect.top() - 17, 80, 15);
    painter.drawText(label, Qt::AlignCenter, Words::tr("%1 to each").arg(count));
    painter.restore();
}

void paintEdge(QPainter &painter, const Theme &theme, const EdgeRoute &edge, const EdgeSource &source,
               const RailRoute *rail)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    switch (edge.kind) {
    case Kind::FromPrompt:
        painter.setPen(neutralPen(theme, promptWidth));
        painter.drawPath(curve(edge.start, edge.end));
        break;
    case Kind::IntoRail:
        paintIntoRail(painter, theme, edge, source, rail);
        break;
    case Kind::OutOfRail:
        paintOutOfRail(painter, theme, edge, rail);
        break;
    case Kind::Direct:
        paintDirect(painter, theme, edge, source);
        break;
    }
    painter.restore();
}

void paintRealEdge(QPainter &painter, const Theme &theme, const EdgeRoute &edge, const EdgeSource &source)
{
    if (edge.kind != Kind::Direct || (source.silent && !edge.excluded)) {
        paintEdge(painter, theme, edge, source, nullptr);
        return;
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    const QPainterPath path = curve(edge.start, edge.end);
    QPen pen = penOf(theme, source);
    if (edge.excluded) {
        pen.setWidthF(1);
        pen.setDashPattern({2, 4});
    }
    painter.setPen(pen);
    painter.drawPath(path);
    if (edge.excluded)
        paintExcluded(painter, theme, path.pointAtPercent(0.5));
    painter.restore();
}

EdgeSource sourceOf(const GraphPicture &picture, const GraphLayout &layout, const AgentId &from)
{
    const AgentSpot *spot = from.isEmpty() ? nullptr : layout.find(from);
    if (!spot)
        return {};
    const AgentDisplay &display = picture.node(from).display;
    return {display.isAggregator ? -1 : spot->index, isSilent(display)};
}

} // namespace

QRectF DrawnEdges::bounds() const
{
    // Markers, crosses and arrow heads reach out of their lines; the label stands above the rail.
    QRectF all;
    for (const Line &line : lines)
        all |= QRectF(line.route.start, line.route.end).normalized().adjusted(-1, -1, 1, 1);
    if (rail)
        all |= rail->rect.adjusted(-32, -20, 32, 0);
    return all.adjusted(-8, -8, 8, 8);
}

void paintEdges(QPainter &painter, const Theme &theme, const DrawnEdges &edges, bool labelled)
{
    if (edges.rail)
        paintRail(painter, theme, *edges.rail, labelled);
    const RailRoute *rail = edges.rail ? &*edges.rail : nullptr;
    for (const DrawnEdges::Line &line : edges.lines) {
        if (edges.real)
            paintRealEdge(painter, theme, line.route, line.source);
        else
            paintEdge(painter, theme, line.route, line.source, rail);
    }
}

DrawnEdges edgesInto(const GraphPicture &picture, const GraphLayout &layout, const LayerLinks &links)
{
    const GraphRoutes routes = routesOf(layout, {links});
    DrawnEdges drawn;
    for (const EdgeRoute &route : routes.edges)
        drawn.lines.append({route, sourceOf(picture, layout, route.from)});
    if (!routes.rails.isEmpty())
        drawn.rail = routes.rails.first();
    return drawn;
}

DrawnEdges edgesOf(const GraphPicture &picture, const GraphLayout &layout, const AgentId &agent)
{
    DrawnEdges drawn;
    drawn.real = true;
    const QList<EdgeRoute> routes = realEdgesOf(layout, picture.links, agent);
    for (const EdgeRoute &route : routes)
        drawn.lines.append({route, sourceOf(picture, layout, route.from)});
    return drawn;
}

} // namespace tributary
