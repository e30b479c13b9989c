// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/Painting.h"
#include "ui/common/StyleParts.h"

#include <QAbstractScrollArea>
#include <QStyle>

namespace tributary::style {

namespace {

bool isOn(const QStyleOption &option, QStyle::StateFlag flag)
{
    return option.state.testFlag(flag);
}

QColor inkOf(const Theme &theme, const QStyleOption &option)
{
    return theme.colour(isOn(option, QStyle::State_Enabled) ? Colour::Text2 : Colour::DisabledText);
}

} // namespace

void drawCheckBox(QPainter &painter, const Theme &theme, const QStyleOption &option)
{
    const QRectF box(option.rect);
    const bool enabled = isOn(option, QStyle::State_Enabled);
    const bool marked = isOn(option, QStyle::State_On) || isOn(option, QStyle::State_NoChange);
    const QColor fill = !marked   ? theme.colour(Colour::Surface)
                        : enabled ? theme.colour(Colour::AccentFill)
                                  : theme.colour(Colour::DisabledText);
    const QColor line = theme.colour(enabled ? Colour::Control : Colour::Border);
    paintBox(painter, box, radius::Badge, fill, marked ? QColor() : line);
    if (marked)
        paintGlyph(painter, isOn(option, QStyle::State_On) ? Glyph::Check : Glyph::Dash, box,
                   theme.colour(enabled ? Colour::AccentInk : Colour::Surface));
}

void drawRadioButton(QPainter &painter, const Theme &theme, const QStyleOption &option)
{
    const QRectF box(option.rect);
    const bool enabled = isOn(option, QStyle::State_Enabled);
    const bool marked = isOn(option, QStyle::State_On);
    const QColor strong = theme.colour(enabled ? Colour::AccentFill : Colour::DisabledText);
    const QColor line = theme.colour(enabled ? Colour::Control : Colour::Border);
    paintBox(painter, box, box.width() / 2, theme.colour(Colour::Surface), marked ? strong : line, marked ? 5.0 : 1.0);
}

void drawComboBox(QPainter &painter, const Theme &theme, const QStyleOptionComboBox &option)
{
    const bool enabled = isOn(option, QStyle::State_Enabled);
    const bool hovered = enabled && isOn(option, QStyle::State_MouseOver) && !option.editable;
    const QColor fill = theme.colour(hovered ? Colour::Surface2 : Colour::Surface);
    if (option.frame)
        paintField(painter, theme, option.rect, enabled, isOn(option, QStyle::State_HasFocus), fill);
    const QRect arrow(option.rect.right() - 23, option.rect.top(), 16, option.rect.height());
    paintGlyph(painter, Glyph::ChevronDown, QStyle::visualRect(option.direction, option.rect, arrow),
               inkOf(theme, option));
}

void drawSpinBox(QPainter &painter, const Theme &theme, const QStyleOptionSpinBox &option, const QRect &up,
                 const QRect &down)
{
    const bool enabled = isOn(option, QStyle::State_Enabled);
    if (option.frame)
        paintField(painter, theme, option.rect, enabled, isOn(option, QStyle::State_HasFocus),
                   theme.colour(Colour::Surface));
    const auto step = [&](const QRect &rect, Glyph glyph, QStyle::SubControl part,
                          QAbstractSpinBox::StepEnabledFlag flag) {
        const bool possible = enabled && option.stepEnabled.testFlag(flag);
        if (possible && option.activeSubControls.testFlag(part))
            paintBox(painter, rect, radius::Badge, hoverLayer(theme, isOn(option, QStyle::State_Sunken)), {});
        paintGlyph(painter, glyph, rect, theme.colour(possible ? Colour::Text2 : Colour::DisabledText));
    };
    step(up, Glyph::ChevronUp, QStyle::SC_SpinBoxUp, QAbstractSpinBox::StepUpEnabled);
    step(down, Glyph::ChevronDown, QStyle::SC_SpinBoxDown, QAbstractSpinBox::StepDownEnabled);
}

void drawFrame(QPainter &painter, const Theme &theme, const QStyleOption &option, const QWidget *widget)
{
    const auto *area = qobject_cast<const QAbstractScrollArea *>(widget);
    if (!area) {
        paintBox(painter, option.rect, radius::Control, {}, theme.colour(Colour::Border));
        return;
    }
    const QWidget *viewport = area->viewport();
    // Between the round corners and the square viewport the viewport's own colour must show.
    const QColor fill = viewport->palette().color(viewport->backgroundRole());
    paintField(painter, theme, option.rect, area->isEnabled(), area->hasFocus(), fill);
}

} // namespace tributary::style
