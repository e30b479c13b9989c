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

constexpr double thinLine = 1.5;
constexpr double haloWidth = 1.5;

struct EdgeSizes
{
    double line;
    /// Half a side of the cross, and of the sign for what is not read.
    double sign;
    /// Of a line that goes nowhere.
    double stub;
    /// From the rail to the end of a line that does not reach it.
    double shortOfRail;
    double marker;
    double arrowHead;
    /// From an agent to the tip of an arrow: the ring of its port.
    double ring;
};

constexpr EdgeSizes fullSizes{2, 4, 22, 8, 10, 5, 5};
constexpr EdgeSizes smallSizes{2, 3, 14, 6, 6, 4, 0};

QPainterPath curve(const QPointF &from, const QPointF &to)
{
    const double middle = (to.x() - from.x()) / 2;
    QPainterPath path(from);
    path.cubicTo(from + QPointF(middle, 0), to - QPointF(middle, 0), to);
    return path;
}

/// Paints the lines between two layers.
class EdgePainter
{
public:
    EdgePainter(QPainter &painter, const Theme &theme, const EdgeSizes &sizes, const std::optional<RailRoute> &rail)
        : m_painter(painter)
        , m_theme(theme)
        , m_sizes(sizes)
        , m_rail(rail)
    {}

    void paintBand(bool labelled);
    void paint(const DrawnEdges::Line &line);
    void paintReal(const DrawnEdges::Line &line);

private:
    [[nodiscard]] QPen neutralPen(double width) const;
    [[nodiscard]] QPen penOf(const EdgeSource &source) const;
    void paintIntoRail(const EdgeRoute &edge, const EdgeSource &source);
    void paintOutOfRail(const EdgeRoute &edge);
    void paintDirect(const EdgeRoute &edge, const EdgeSource &source);
    void paintBroken(const QPointF &from, const QPointF &sign, const EdgeSource &source);
    void paintCross(const QPointF &at);
    void paintExcluded(const QPointF &at);
    void paintArrow(const QPointF &from, const QPointF &to);
    void paintSourceMarker(const EdgeSource &source, const QPointF &at);

    QPainter &m_painter;
    const Theme &m_theme;
    const EdgeSizes &m_sizes;
    const std::optional<RailRoute> &m_rail;
};

QPen EdgePainter::neutralPen(double width) const
{
    return {m_theme.colour(Colour::Control), width, Qt::SolidLine, Qt::FlatCap};
}

QPen EdgePainter::penOf(const EdgeSource &source) const
{
    if (source.index < 0)
        return {m_theme.colour(Colour::Text2), m_sizes.line, Qt::SolidLine, Qt::FlatCap};
    const ProposerLook look = m_theme.proposer(source.index);
    QPen pen(look.line, m_sizes.line, Qt::SolidLine, Qt::FlatCap);
    QList<qreal> dash;
    for (const qreal length : look.dash)
        dash.append(length / m_sizes.line);
    if (!dash.isEmpty())
        pen.setDashPattern(dash);
    return pen;
}

void EdgePainter::paintCross(const QPointF &at)
{
    const double reach = m_sizes.sign;
    m_painter.setPen(QPen(m_theme.colour(Colour::Text2), m_sizes.line, Qt::SolidLine, Qt::RoundCap));
    m_painter.drawLine(at + QPointF(-reach, -reach), at + QPointF(reach, reach));
    m_painter.drawLine(at + QPointF(-reach, reach), at + QPointF(reach, -reach));
}

/// A circle with a stroke through it: not read.
void EdgePainter::paintExcluded(const QPointF &at)
{
    const double reach = m_sizes.sign + 1;
    m_painter.setPen(QPen(m_theme.colour(Colour::Text2), thinLine));
    m_painter.setBrush(m_theme.colour(Colour::Canvas));
    m_painter.drawEllipse(at, reach, reach);
    const double slope = reach * 0.7;
    m_painter.drawLine(at + QPointF(-slope, -slope), at + QPointF(slope, slope));
    m_painter.setBrush(Qt::NoBrush);
}

void EdgePainter::paintArrow(const QPointF &from, const QPointF &to)
{
    // At the ring of the port, not under it.
    const QPointF tip = to - QPointF(m_sizes.ring, 0);
    m_painter.drawLine(from, tip);
    QPen pen = m_painter.pen();
    pen.setCapStyle(Qt::RoundCap);
    pen.setJoinStyle(Qt::RoundJoin);
    m_painter.setPen(pen);
    const double head = m_sizes.arrowHead;
    m_painter.drawPolyline(QPolygonF{tip + QPointF(-head, -head + 1), tip, tip + QPointF(-head, head - 1)});
}

void EdgePainter::paintSourceMarker(const EdgeSource &source, const QPointF &at)
{
    const double side = m_sizes.marker;
    const QRectF where(at.x() - side / 2, at.y() - side / 2, side, side);
    const ProposerLook look = m_theme.proposer(std::max(0, source.index));
    const MarkerShape shape = source.index < 0 ? MarkerShape::Circle : look.marker;
    // The ground of the rail is too near to some colours.
    paintMarker(m_painter, shape, where.adjusted(-haloWidth, -haloWidth, haloWidth, haloWidth),
                m_theme.colour(Colour::Surface));
    paintMarker(m_painter, shape, where, source.index < 0 ? m_theme.colour(Colour::Text2) : look.line);
}

void EdgePainter::paintBroken(const QPointF &from, const QPointF &sign, const EdgeSource &source)
{
    m_painter.setPen(source.silent ? neutralPen(m_sizes.line) : penOf(source));
    m_painter.drawLine(from, sign - QPointF(m_sizes.sign + 2, 0));
    if (source.silent)
        paintCross(sign);
    else
        paintExcluded(sign);
}

void EdgePainter::paintIntoRail(const EdgeRoute &edge, const EdgeSource &source)
{
    if (source.silent || edge.excluded) {
        const double rail = m_rail ? m_rail->rect.left() : edge.end.x();
        return paintBroken(edge.start, {rail - m_sizes.shortOfRail, edge.end.y()}, source);
    }
    m_painter.setPen(penOf(source));
    m_painter.drawLine(edge.start, edge.end);
    paintSourceMarker(source, edge.end);
}

void EdgePainter::paintOutOfRail(const EdgeRoute &edge)
{
    m_painter.setPen(neutralPen(m_sizes.line));
    if (!edge.excluded || !m_rail)
        return paintArrow(edge.start, edge.end);
    const QPointF sign(m_rail->rect.right() + m_sizes.shortOfRail - 1, edge.start.y());
    paintArrow(sign + QPointF(m_sizes.sign + 3, 0), edge.end);
    paintExcluded(sign);
}

void EdgePainter::paintDirect(const EdgeRoute &edge, const EdgeSource &source)
{
    if (source.silent || edge.excluded)
        return paintBroken(edge.start, edge.start + QPointF(m_sizes.stub, 0), source);
    m_painter.setPen(penOf(source));
    m_painter.drawPath(curve(edge.start, edge.end));
}

void EdgePainter::paintBand(bool labelled)
{
    if (!m_rail)
        return;
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(m_theme.colour(Colour::Border));
    const double corner = m_rail->rect.width() / 2;
    m_painter.drawRoundedRect(m_rail->rect, corner, corner);
    m_painter.setBrush(Qt::NoBrush);
    if (!labelled)
        return;
    const QString count = m_rail->fewest == m_rail->most ? QString::number(m_rail->most)
                                                         : u"%1–%2"_s.arg(m_rail->fewest).arg(m_rail->most);
    m_painter.setFont(m_theme.font(TypeRole::Caption));
    m_painter.setPen(m_theme.colour(Colour::Text2));
    const QRectF label(m_rail->rect.center().x() - 40, m_rail->rect.top() - 17, 80, 15);
    m_painter.drawText(label, Qt::AlignCenter, Words::tr("%1 to each").arg(count));
}

void EdgePainter::paint(const DrawnEdges::Line &line)
{
    switch (line.route.kind) {
    case Kind::FromPrompt:
        m_painter.setPen(neutralPen(thinLine));
        return m_painter.drawPath(curve(line.route.start, line.route.end));
    case Kind::IntoRail:
        return paintIntoRail(line.route, line.source);
    case Kind::OutOfRail:
        return paintOutOfRail(line.route);
    case Kind::Direct:
        return paintDirect(line.route, line.source);
    }
}

void EdgePainter::paintReal(const DrawnEdges::Line &line)
{
    const EdgeRoute &edge = line.route;
    if (edge.kind != Kind::Direct || !edge.excluded)
        return paint(line);
    const QPainterPath path = curve(edge.start, edge.end);
    QPen pen = penOf(line.source);
    pen.setWidthF(1);
    pen.setDashPattern({2, 4});
    m_painter.setPen(pen);
    m_painter.drawPath(path);
    paintExcluded(path.pointAtPercent(0.5));
}

DrawnEdges drawn(const QList<EdgeRoute> &routes, const EdgeSourceLookup &sourceOf)
{
    DrawnEdges edges;
    for (const EdgeRoute &route : routes)
        edges.lines.append({route, route.from.isEmpty() ? EdgeSource{} : sourceOf(route.from)});
    return edges;
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

void paintEdges(QPainter &painter, const Theme &theme, const DrawnEdges &edges, EdgeSize size)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    EdgePainter lines(painter, theme, size == EdgeSize::Full ? fullSizes : smallSizes, edges.rail);
    lines.paintBand(size == EdgeSize::Full);
    for (const DrawnEdges::Line &line : edges.lines) {
        if (edges.real)
            lines.paintReal(line);
        else
            lines.paint(line);
    }
    painter.restore();
}

DrawnEdges edgesInto(const GraphLayout &layout, const LayerLinks &links, const EdgeSourceLookup &sourceOf)
{
    const GraphRoutes routes = routesOf(layout, {links});
    DrawnEdges edges = drawn(routes.edges, sourceOf);
    if (!routes.rails.isEmpty())
        edges.rail = routes.rails.first();
    return edges;
}

DrawnEdges realEdges(const GraphLayout &layout, const QList<LayerLinks> &links, const AgentId &agent,
                     const EdgeSourceLookup &sourceOf)
{
    DrawnEdges edges = drawn(realEdgesOf(layout, links, agent), sourceOf);
    edges.real = true;
    return edges;
}

EdgeSource sourceOf(const AgentDisplay &display)
{
    return {display.isAggregator ? -1 : display.index, isSilent(display)};
}

} // namespace tributary
