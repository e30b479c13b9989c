// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/Painting.h"

#include <QFontMetrics>
#include <QPainterPath>
#include <QStyle>

namespace tributary {

namespace {

constexpr int ChevronWidth = 12;

struct ButtonColours
{
    QColor fill;
    QColor line;
    QColor ink;
};

ButtonColours raisedColours(const Theme &theme, const ButtonFace &face)
{
    ButtonColours colours{theme.colour(Colour::Surface), theme.colour(Colour::Control), theme.colour(Colour::Text)};
    if (face.checked)
        colours.fill = theme.colour(Colour::Selection);
    else if (face.pressed)
        colours.fill = theme.colour(Colour::Border);
    else if (face.hovered)
        colours.fill = theme.colour(Colour::Surface2);
    if (!face.enabled)
        colours.line = theme.colour(Colour::Border);
    return colours;
}

ButtonColours primaryColours(const Theme &theme, const ButtonFace &face)
{
    QColor fill = theme.colour(Colour::AccentFill);
    if (face.pressed)
        fill = fill.darker(120);
    else if (face.hovered)
        fill = fill.darker(109);
    if (!face.enabled)
        fill = theme.colour(Colour::Surface2);
    return {fill, {}, theme.colour(Colour::AccentInk)};
}

ButtonColours flatColours(const Theme &theme, const ButtonFace &face)
{
    ButtonColours colours{{}, {}, theme.colour(Colour::Text)};
    if (face.checked)
        colours.fill = theme.colour(Colour::Selection);
    else if (face.enabled && (face.hovered || face.pressed))
        colours.fill = hoverLayer(theme, face.pressed);
    return colours;
}

ButtonColours coloursOf(const Theme &theme, const ButtonFace &face)
{
    ButtonColours colours;
    switch (face.look) {
    case ButtonLook::Raised:
        colours = raisedColours(theme, face);
        break;
    case ButtonLook::Primary:
        colours = primaryColours(theme, face);
        break;
    case ButtonLook::Flat:
        colours = flatColours(theme, face);
        break;
    }
    if (!face.enabled)
        colours.ink = theme.colour(Colour::DisabledText);
    return colours;
}

void paintPanel(QPainter &painter, const Theme &theme, const ButtonFace &face, const ButtonColours &colours)
{
    const QRectF rect(face.rect);
    if (!face.focused) {
        paintBox(painter, rect, radius::Control, colours.fill, colours.line);
        return;
    }
    // Ring, a gap of one pixel, then the button: the ring needs no room outside, so nothing can cut it off.
    paintFocusRing(painter, theme, rect, radius::Control);
    paintBox(painter, rect.adjusted(3, 3, -3, -3), radius::Badge, colours.fill, {});
}

void paintLabel(QPainter &painter, const ButtonFace &face, const QColor &ink)
{
    const int gap = spacing::Small;
    const QFontMetrics metrics(face.font);
    const int flags = face.underlined ? Qt::TextShowMnemonic : Qt::TextHideMnemonic;
    const bool hasIcon = !face.icon.isNull();
    const int menuWidth = face.hasMenu && !face.text.isEmpty() ? ChevronWidth + gap : 0;
    const int iconWidth = hasIcon ? face.iconSize.width() : 0;
    const int between = hasIcon && !face.text.isEmpty() ? gap : 0;
    const int side = face.text.isEmpty() ? 0 : spacing::Medium - 2;
    const int textWidth =
        qMin(metrics.size(flags, face.text).width(), face.rect.width() - 2 * side - iconWidth - between - menuWidth);
    int x = face.rect.left() + (face.rect.width() - iconWidth - between - textWidth - menuWidth) / 2;

    const auto place = [&](int left, int width, int height) {
        const QRect rect(left, face.rect.center().y() - (height - 1) / 2, width, height);
        return face.leftToRight ? rect : QStyle::visualRect(Qt::RightToLeft, face.rect, rect);
    };
    if (hasIcon) {
        face.icon.paint(&painter, place(x, iconWidth, face.iconSize.height()), Qt::AlignCenter,
                        face.enabled ? QIcon::Normal : QIcon::Disabled, face.checked ? QIcon::On : QIcon::Off);
        x += iconWidth + between;
    }
    painter.setFont(face.font);
    painter.setPen(ink);
    if (!face.text.isEmpty())
        painter.drawText(place(x, textWidth, face.rect.height()), flags | Qt::AlignCenter,
                         metrics.elidedText(face.text, Qt::ElideRight, textWidth + 2, Qt::TextShowMnemonic));
    if (menuWidth > 0)
        paintGlyph(painter, Glyph::ChevronDown, place(x + textWidth + gap, ChevronWidth, ChevronWidth), ink);
}

QList<QPointF> glyphPoints(Glyph glyph)
{
    switch (glyph) {
    case Glyph::ChevronDown:
        return {{-4, -2}, {0, 2}, {4, -2}};
    case Glyph::ChevronUp:
        return {{-4, 2}, {0, -2}, {4, 2}};
    case Glyph::ChevronRight:
        return {{-2, -4}, {2, 0}, {-2, 4}};
    case Glyph::ChevronLeft:
        return {{2, -4}, {-2, 0}, {2, 4}};
    case Glyph::Check:
        return {{-4, 0}, {-1, 3}, {4, -3}};
    case Glyph::Dash:
        return {{-4, 0}, {4, 0}};
    }
    Q_UNREACHABLE();
}

} // namespace

void paintButton(QPainter &painter, const Theme &theme, const ButtonFace &face)
{
    const ButtonColours colours = coloursOf(theme, face);
    paintPanel(painter, theme, face, colours);
    paintLabel(painter, face, colours.ink);
}

QSize buttonSize(const QSize &textSize, bool hasIcon, const QSize &iconSize, bool hasMenu)
{
    if (textSize.isEmpty())
        return {qMax(spacing::ControlHeight, iconSize.width() + 16),
                qMax(spacing::ControlHeight, iconSize.height() + 12)};
    const int icon = hasIcon ? iconSize.width() + spacing::Small : 0;
    const int menu = hasMenu ? ChevronWidth + spacing::Small : 0;
    const int height = qMax(textSize.height(), hasIcon ? iconSize.height() : 0) + 2 * spacing::ControlVertical;
    return {textSize.width() + icon + menu + 2 * spacing::Medium + 2, qMax(spacing::ControlHeight, height + 2)};
}

void paintBox(QPainter &painter, const QRectF &rect, double cornerRadius, const QColor &fill, const QColor &line,
              double lineWidth)
{
    const double inset = line.isValid() ? lineWidth / 2 : 0;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(line.isValid() ? QPen(line, lineWidth) : QPen(Qt::NoPen));
    painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    const double corner = qMax(0.0, cornerRadius - inset);
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), corner, corner);
    painter.restore();
}

void paintFocusRing(QPainter &painter, const Theme &theme, const QRectF &rect, double cornerRadius)
{
    paintBox(painter, rect, cornerRadius, {}, theme.colour(Colour::Accent), 2.0);
}

void paintField(QPainter &painter, const Theme &theme, const QRectF &rect, bool enabled, bool focused,
                const QColor &fill)
{
    const QColor line = theme.colour(enabled ? Colour::Control : Colour::Border);
    paintBox(painter, rect, radius::Control, fill, focused ? theme.colour(Colour::Accent) : line, focused ? 2.0 : 1.0);
}

void paintGlyph(QPainter &painter, Glyph glyph, const QRectF &rect, const QColor &ink)
{
    QPainterPath path;
    const QList<QPointF> points = glyphPoints(glyph);
    path.moveTo(points.first());
    for (const QPointF &point : points.mid(1))
        path.lineTo(point);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(rect.center());
    painter.setPen(QPen(ink, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
    painter.restore();
}

QColor hoverLayer(const Theme &theme, bool pressed)
{
    QColor layer = theme.colour(Colour::Text);
    layer.setAlphaF(pressed ? 0.16F : 0.08F);
    return layer;
}

} // namespace tributary
