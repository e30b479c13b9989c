// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/ButtonLook.h"
#include "ui/common/Theme.h"

#include <QIcon>
#include <QPainter>
#include <QRect>

namespace tributary {

/// A button as it is to be painted now, whatever class it is of.
struct ButtonFace
{
    QRect rect;
    QString text;
    QIcon icon;
    QSize iconSize{16, 16};
    QFont font;
    ButtonLook look = ButtonLook::Raised;
    bool enabled = true;
    bool hovered = false;
    bool pressed = false;
    bool checked = false;
    bool focused = false;
    bool hasMenu = false;
    bool leftToRight = true;
    bool underlined = false;
};

void paintButton(QPainter &painter, const Theme &theme, const ButtonFace &face);

/// Size of a button around `textSize`, or around the icon alone when the text is empty.
QSize buttonSize(const QSize &textSize, bool hasIcon, const QSize &iconSize, bool hasMenu);

/// Rounded box with a hairline inside `rect`; an invalid colour leaves that part out.
void paintBox(QPainter &painter, const QRectF &rect, double cornerRadius, const QColor &fill, const QColor &line,
              double lineWidth = 1.0);

/// The focus ring: 2 px accent along the inside of `rect`.
void paintFocusRing(QPainter &painter, const Theme &theme, const QRectF &rect, double cornerRadius);

/// A field's frame: control border, or the focus ring in its place.
void paintField(QPainter &painter, const Theme &theme, const QRectF &rect, bool enabled, bool focused,
                const QColor &fill);

enum class Glyph { ChevronDown, ChevronUp, ChevronRight, ChevronLeft, Check, Dash };

/// A small sign of thin lines centred in `rect`.
void paintGlyph(QPainter &painter, Glyph glyph, const QRectF &rect, const QColor &ink);

/// The translucent layer that a hovered or pressed thing gets over whatever it lies on.
QColor hoverLayer(const Theme &theme, bool pressed);

} // namespace tributary
