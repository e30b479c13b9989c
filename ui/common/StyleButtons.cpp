// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/Painting.h"
#include "ui/common/StyleParts.h"

#include <QFontMetrics>
#include <QStyle>
#include <QWidget>

namespace tributary::style {

namespace {

ButtonFace faceOf(const QStyleOption &option, const QWidget *widget)
{
    ButtonFace face;
    face.rect = option.rect;
    face.look = buttonLook(widget);
    face.enabled = option.state.testFlag(QStyle::State_Enabled);
    face.hovered = option.state.testFlag(QStyle::State_MouseOver);
    face.pressed = option.state.testFlag(QStyle::State_Sunken);
    face.checked = option.state.testFlag(QStyle::State_On);
    face.focused = option.state.testFlag(QStyle::State_HasFocus);
    face.leftToRight = option.direction == Qt::LeftToRight;
    return face;
}

QFont labelFont(QFont font, ButtonLook look, bool checked)
{
    if (look == ButtonLook::Primary || checked)
        font.setWeight(QFont::DemiBold);
    return font;
}

/// Wide enough for the label set in semibold, so that a checked button does not grow.
QSize labelSize(const QFont &font, const QString &text)
{
    if (text.isEmpty())
        return {};
    return QFontMetrics(labelFont(font, ButtonLook::Primary, true)).size(Qt::TextShowMnemonic, text);
}

bool showsText(const QStyleOptionToolButton &option)
{
    return option.toolButtonStyle != Qt::ToolButtonIconOnly;
}

bool showsIcon(const QStyleOptionToolButton &option)
{
    return option.toolButtonStyle != Qt::ToolButtonTextOnly && !option.icon.isNull();
}

} // namespace

void drawPushButton(QPainter &painter, const Theme &theme, const QStyleOptionButton &option, const QWidget *widget,
                    bool underlined)
{
    ButtonFace face = faceOf(option, widget);
    if (option.features.testFlag(QStyleOptionButton::Flat))
        face.look = ButtonLook::Flat;
    face.text = option.text;
    face.icon = option.icon;
    face.iconSize = option.iconSize;
    face.font = labelFont(widget ? widget->font() : painter.font(), face.look, face.checked);
    face.hasMenu = option.features.testFlag(QStyleOptionButton::HasMenu);
    face.underlined = underlined;
    paintButton(painter, theme, face);
}

void drawToolButton(QPainter &painter, const Theme &theme, const QStyleOptionToolButton &option, const QWidget *widget)
{
    ButtonFace face = faceOf(option, widget);
    if (showsText(option))
        face.text = option.text;
    if (showsIcon(option))
        face.icon = option.icon;
    face.iconSize = option.iconSize;
    face.font = labelFont(option.font, face.look, face.checked);
    face.hasMenu = option.features.testFlag(QStyleOptionToolButton::HasMenu);
    paintButton(painter, theme, face);
}

QSize pushButtonSize(const QStyleOptionButton &option)
{
    const bool hasMenu = option.features.testFlag(QStyleOptionButton::HasMenu);
    const QFontMetrics &metrics = option.fontMetrics;
    QSize label = option.text.isEmpty() ? QSize() : metrics.size(Qt::TextShowMnemonic, option.text);
    // Semibold is about a fourteenth wider; the option knows only the metrics of the plain font.
    label.rwidth() += label.width() / 14;
    return buttonSize(label, !option.icon.isNull(), option.iconSize, hasMenu);
}

QSize toolButtonSize(const QStyleOptionToolButton &option)
{
    const QSize label = showsText(option) ? labelSize(option.font, option.text) : QSize();
    return buttonSize(label, showsIcon(option), option.iconSize,
                      option.features.testFlag(QStyleOptionToolButton::HasMenu));
}

} // namespace tributary::style
