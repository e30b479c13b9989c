// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/canvas/GraphThumbnail.h"

#include "ui/common/Painting.h"
#include "ui/common/Theme.h"
#include "viewmodel/GraphRoutes.h"

#include <QPainter>
#include <QPixmap>

namespace tributary {

namespace {

GraphMeasures smallMeasures()
{
    GraphMeasures measures;
    measures.prompt = {36, 28};
    measures.agent = {64, 22};
    measures.agentGap = 8;
    measures.columnGap = 44;
    measures.columnPadding = 6;
    measures.headerHeight = 0;
    measures.headerMargin = 3;
    measures.railWidth = 10;
    measures.railOverhang = 4;
    measures.lane = 0;
    return measures;
}

void paintLines(QPainter &painter, const Theme &theme, const GraphRoutes &routes)
{
    for (const RailRoute &rail : routes.rails)
        paintBox(painter, rail.rect, rail.rect.width() / 2, theme.colour(Colour::Border), {});
    painter.setPen(QPen(theme.colour(Colour::Control), 2));
    for (const EdgeRoute &edge : routes.edges)
        painter.drawLine(edge.start, edge.end);
}

} // namespace

void paintGraphThumbnail(QPainter &painter, const Theme &theme, const QRectF &where, const Graph &graph)
{
    const GraphLayout layout = layOut(graph, smallMeasures());
    const double scale =
        std::min({1.0, where.width() / layout.bounds.width(), where.height() / layout.bounds.height()});
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(where.center() - layout.bounds.center() * scale);
    painter.scale(scale, scale);
    for (const ColumnSpot &column : layout.columns)
        paintBox(painter, column.rect, radius::Card, theme.colour(Colour::Surface2), {});
    paintLines(painter, theme, routesOf(layout, linksOf(graph)));
    paintBox(painter, layout.prompt, radius::Badge, theme.colour(Colour::Surface), theme.colour(Colour::Control), 2);
    for (const ColumnSpot &column : layout.columns) {
        const bool last = column.layer + 1 == layout.columns.size();
        for (const AgentSpot &spot : column.agents)
            paintBox(painter, spot.rect, radius::Badge,
                     last ? theme.colour(Colour::Text2) : theme.proposer(spot.index).line, {});
    }
    painter.restore();
}

QPixmap graphThumbnail(const Theme &theme, const QSize &size, const Graph &graph, double pixelRatio)
{
    QPixmap pixmap(size * pixelRatio);
    pixmap.setDevicePixelRatio(pixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintGraphThumbnail(painter, theme, QRectF(QPointF(), QSizeF(size)), graph);
    return pixmap;
}

} // namespace tributary
