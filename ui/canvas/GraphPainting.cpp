// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/canvas/GraphPainting.h"

#include "ui/common/AgentLook.h"
#include "ui/common/LetterBadge.h"
#include "ui/common/Painting.h"
#include "ui/common/ThemeController.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(GraphCanvas)
};

constexpr int barWidth = 4;
constexpr int badgeSide = 20;
constexpr int textLeft = 12;
constexpr int iconSide = 14;
constexpr int pinSide = 14;
constexpr double portSide = 10;
constexpr double progressHeight = 3;
constexpr double stripeWidth = 8;
constexpr int coarseBadge = 36;
constexpr int coarseIcon = 32;

/// What is not asked stands back; on the stripes of a muted node as far as it can be read.
Colour inkOf(const AgentDisplay &display, Colour usual)
{
    if (display.state == DisplayState::Muted)
        return Colour::Text2;
    return display.state == DisplayState::NotSetUp ? Colour::Text3 : usual;
}

QPainterPath boxPath(const QRectF &rect, double corner)
{
    QPainterPath path;
    path.addRoundedRect(rect, corner, corner);
    return path;
}

void paintStripes(QPainter &painter, const Theme &theme, const QRectF &rect, double corner)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipPath(boxPath(rect, corner), Qt::IntersectClip);
    painter.setPen(QPen(theme.colour(Colour::Border), stripeWidth / std::sqrt(2.0), Qt::SolidLine, Qt::FlatCap));
    const double step = 2 * stripeWidth;
    const auto stripes = static_cast<int>((rect.width() + rect.height()) / step) + 1;
    for (int i = 0; i <= stripes; ++i) {
        const double x = rect.left() + i * step;
        painter.drawLine(QPointF(x, rect.top() - 1), QPointF(x - rect.height() - 2, rect.bottom() + 1));
    }
    painter.restore();
}

void paintFrame(QPainter &painter, const Theme &theme, const QRectF &rect, const AgentDisplay &display, bool hovered,
                double corner)
{
    Colour line = hovered ? Colour::Control : Colour::Border;
    double width = 1;
    if (display.isAggregator) {
        line = Colour::Text2;
        width = 2;
    }
    if (display.state == DisplayState::Failed) {
        line = Colour::Error;
        width = 2;
    }
    if (display.state != DisplayState::NotSetUp) {
        paintBox(painter, rect, corner, {}, theme.colour(line), width);
        return;
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(theme.colour(Colour::Control), display.isAggregator ? 2 : 1.5);
    pen.setDashPattern({4, 3});
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(boxPath(rect.adjusted(1, 1, -1, -1), corner - 1));
    painter.restore();
}

/// Selection outside the frame with a gap, the focus ring outside of that: one ring or two, told apart without colour.
void paintRings(QPainter &painter, const Theme &theme, const QRectF &rect, double corner, const GraphMarks &marks)
{
    if (marks.selected)
        paintFocusRing(painter, theme, rect.adjusted(-3, -3, 3, 3), corner + 3);
    if (!marks.focused)
        return;
    const double out = marks.selected ? 6 : 3;
    paintFocusRing(painter, theme, rect.adjusted(-out, -out, out, out), corner + out);
}

void paintPorts(QPainter &painter, const Theme &theme, const QRectF &rect, const AgentDisplay &display,
                const AgentPorts &ports)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const double y = rect.center().y();
    painter.setPen(QPen(theme.colour(Colour::Control), 1.5));
    painter.setBrush(theme.colour(Colour::Surface));
    const double ring = (portSide - 1.5) / 2;
    painter.drawEllipse(QPointF(rect.left(), y + ports.in), ring, ring);
    if (!display.isAggregator) {
        const ProposerLook look = theme.proposer(display.index);
        const QRectF out(rect.right() - portSide / 2, y + ports.out - portSide / 2, portSide, portSide);
        paintMarker(painter, look.marker, out.adjusted(-1.5, -1.5, 1.5, 1.5), theme.colour(Colour::Surface));
        paintMarker(painter, look.marker, out, look.line);
    }
    painter.restore();
}

void paintDots(QPainter &painter, const Theme &theme, const QRectF &button, bool strong)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.colour(strong ? Colour::Text2 : Colour::Text3));
    for (const int offset : {-5, 0, 5})
        painter.drawEllipse(button.center() + QPointF(0, offset), 1.5, 1.5);
    painter.restore();
}

void paintLine(QPainter &painter, const QRectF &where, const QString &text, const QFont &font, const QColor &ink,
               Qt::TextElideMode elide = Qt::ElideRight)
{
    painter.setFont(font);
    painter.setPen(ink);
    painter.drawText(where, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     QFontMetricsF(font).elidedText(text, elide, where.width()));
}

void paintTitle(QPainter &painter, const ThemeController &themes, const QRectF &rect, const GraphNode &node,
                const GraphMarks &marks)
{
    const Theme &theme = themes.theme();
    const AgentDisplay &display = node.display;
    paintAgentBadge(painter, QRect(qRound(rect.left()) + textLeft, qRound(rect.top()) + 8, badgeSide, badgeSide), theme,
                    display);
    const bool menu = marks.hovered || marks.focused;
    double right = rect.right() - (menu ? menuButtonSide + 4 : 10);
    if (display.isPinned || display.state == DisplayState::Pinned) {
        right -= pinSide + 2;
        namedIcon(themes, u"pin"_s, Colour::Cached)
            .paint(&painter, QRect(qRound(right), qRound(rect.top()) + 11, pinSide, pinSide));
        right -= 4;
    }
    QFont font = theme.font(TypeRole::Strong);
    font.setStrikeOut(display.state == DisplayState::Muted);
    const double left = rect.left() + textLeft + badgeSide + 8;
    paintLine(painter, {left, rect.top() + 8, right - left, badgeSide}, node.title, font,
              theme.colour(inkOf(display, Colour::Text)), Qt::ElideMiddle);
    if (menu)
        paintDots(painter, theme, menuButtonRect(rect), marks.hovered);
}

void paintStateLine(QPainter &painter, const ThemeController &themes, const QRectF &rect, const GraphNode &node,
                    int degrees)
{
    const AgentDisplay &display = node.display;
    if (display.icon.isEmpty())
        return;
    const Theme &theme = themes.theme();
    const QRect sign(qRound(rect.left()) + textLeft, qRound(rect.top()) + 50, iconSide, iconSide);
    paintStateIcon(painter, sign, themes, display, degrees);
    const double left = sign.right() + 6;
    paintLine(painter, {left, rect.top() + 49, rect.right() - 10 - left, 16}, node.stateLine, stateFont(theme),
              theme.colour(colourOf(display.tone)));
}

void paintCoarse(QPainter &painter, const ThemeController &themes, const QRectF &rect, const AgentDisplay &display,
                 int degrees)
{
    const int middle = qRound(rect.center().y());
    // Scaled rather than bigger, so that the letter grows with its ground.
    const double scale = double(coarseBadge) / badgeSide;
    painter.save();
    painter.translate(rect.left() + 24, middle - coarseBadge / 2.0);
    painter.scale(scale, scale);
    paintAgentBadge(painter, QRect(0, 0, badgeSide, badgeSide), themes.theme(), display);
    painter.restore();
    if (display.icon.isEmpty())
        return;
    const QRect sign(qRound(rect.right()) - 24 - coarseIcon, middle - coarseIcon / 2, coarseIcon, coarseIcon);
    paintStateIcon(painter, sign, themes, display, degrees);
}

QFont headerFont(const Theme &theme)
{
    QFont font = theme.font(TypeRole::Caption);
    font.setWeight(QFont::DemiBold);
    font.setPixelSize(QFontInfo(font).pixelSize() + 1);
    return font;
}

} // namespace

QRectF menuButtonRect(const QRectF &node)
{
    return {node.right() - menuButtonSide - 4, node.top() + 6, menuButtonSide, menuButtonSide};
}

QRectF headerMenuRect(const QRectF &header)
{
    return {header.right() - menuButtonSide - 2, header.center().y() - menuButtonSide / 2, menuButtonSide,
            menuButtonSide};
}

void paintNodeGround(QPainter &painter, const Theme &theme, const QRectF &rect, const AgentDisplay &display,
                     bool hovered, double corner)
{
    paintBox(painter, rect, corner, theme.colour(Colour::Surface), {});
    if (display.state == DisplayState::Muted)
        paintStripes(painter, theme, rect, corner);
    paintAgentBar(painter, rect.toRect(), barWidth, theme, display);
    if (display.progress && display.state == DisplayState::Streaming) {
        painter.save();
        painter.setClipPath(boxPath(rect, corner), Qt::IntersectClip);
        const QRectF track(rect.left() + barWidth, rect.bottom() - progressHeight - 1, rect.width() - barWidth,
                           progressHeight);
        painter.fillRect(track, theme.colour(Colour::Surface2));
        painter.fillRect(QRectF(track.topLeft(), QSizeF(track.width() * *display.progress, progressHeight)),
                         theme.colour(Colour::Accent));
        painter.restore();
    }
    paintFrame(painter, theme, rect, display, hovered, corner);
}

void paintAgentNode(QPainter &painter, const ThemeController &themes, const QRectF &rect, const GraphNode &node,
                    const GraphMarks &marks, const AgentPorts &ports, int degrees)
{
    const Theme &theme = themes.theme();
    const QTransform &transform = painter.worldTransform();
    const bool coarse = std::hypot(transform.m11(), transform.m12()) < coarseZoom;
    painter.save();
    paintNodeGround(painter, theme, rect, node.display, marks.hovered, radius::Card);
    paintRings(painter, theme, rect, radius::Card, marks);
    paintPorts(painter, theme, rect, node.display, ports);
    if (coarse) {
        paintCoarse(painter, themes, rect, node.display, degrees);
    } else {
        paintTitle(painter, themes, rect, node, marks);
        paintLine(painter, {rect.left() + textLeft, rect.top() + 31, rect.width() - textLeft - 10, 16}, node.detail,
                  theme.font(TypeRole::Caption), theme.colour(inkOf(node.display, Colour::Text3)));
        paintStateLine(painter, themes, rect, node, degrees);
    }
    painter.restore();
}

void paintPromptNode(QPainter &painter, const Theme &theme, const QRectF &rect, const QString &line)
{
    painter.save();
    paintBox(painter, rect, radius::Card, theme.colour(Colour::Surface), theme.colour(Colour::Control));
    const double width = rect.width() - 2 * textLeft;
    paintLine(painter, {rect.left() + textLeft, rect.top() + 10, width, 20}, Words::tr("Prompt"),
              theme.font(TypeRole::Strong), theme.colour(Colour::Text));
    paintLine(painter, {rect.left() + textLeft, rect.top() + 32, width, 16}, line.isEmpty() ? Words::tr("Empty") : line,
              theme.font(TypeRole::Caption), theme.colour(Colour::Text3));
    painter.restore();
}

void paintColumn(QPainter &painter, const ThemeController &themes, const ColumnSpot &spot, const GraphColumn &column,
                 const GraphMarks &marks)
{
    const Theme &theme = themes.theme();
    painter.save();
    if (column.bypassed) {
        painter.setRenderHint(QPainter::Antialiasing);
        QPen pen(theme.colour(Colour::Control), 1.5);
        pen.setDashPattern({6, 4});
        painter.setPen(pen);
        painter.drawPath(boxPath(spot.rect.adjusted(1, 1, -1, -1), radius::Panel));
    } else {
        paintBox(painter, spot.rect, radius::Panel, theme.colour(Colour::Surface2), {});
    }
    if (marks.dropTarget)
        paintFocusRing(painter, theme, spot.rect, radius::Panel);
    if (marks.hovered)
        paintBox(painter, spot.header, radius::Control, hoverLayer(theme, false), {});
    paintRings(painter, theme, spot.header.adjusted(3, 3, -3, -3), radius::Control - 2, marks);
    const QFont font = headerFont(theme);
    const QRectF room = spot.header.adjusted(textLeft, 0, -menuButtonSide - 4, 0);
    const bool fits = QFontMetricsF(font).horizontalAdvance(column.title) <= room.width();
    paintLine(painter, room, fits ? column.title : column.tightTitle, font, theme.colour(Colour::Text2));
    paintDots(painter, theme, headerMenuRect(spot.header), marks.hovered || marks.focused);
    painter.restore();
}

} // namespace tributary
