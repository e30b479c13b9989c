// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/Painting.h"
#include "ui/common/StyleParts.h"

#include <QStyle>

namespace tributary::style {

namespace {

constexpr int HandleMinimum = 32;

bool isOn(const QStyleOption &option, QStyle::StateFlag flag)
{
    return option.state.testFlag(flag);
}

} // namespace

void drawScrollBar(QPainter &painter, const Theme &theme, const QStyleOptionSlider &option, const QRect &handle)
{
    if (option.maximum == option.minimum)
        return;
    const bool active = isOn(option, QStyle::State_MouseOver) || isOn(option, QStyle::State_Sunken);
    const int inset = active ? 2 : 3;
    const QRectF bar = option.orientation == Qt::Vertical ? QRectF(handle).adjusted(inset, 2, -inset, -2)
                                                          : QRectF(handle).adjusted(2, inset, -2, -inset);
    QColor fill = theme.colour(Colour::Control);
    if (isOn(option, QStyle::State_Sunken))
        fill = theme.colour(Colour::Text2);
    paintBox(painter, bar, qMin(bar.width(), bar.height()) / 2, fill, {});
}

QRect scrollBarPart(const QStyleOptionSlider &option, int part)
{
    const bool vertical = option.orientation == Qt::Vertical;
    const int length = vertical ? option.rect.height() : option.rect.width();
    const qint64 range = qint64(option.maximum) - option.minimum;
    const qint64 span = range + option.pageStep;
    const int handle = range > 0 && span > 0
                           ? qBound(qMin(HandleMinimum, length), int(qint64(length) * option.pageStep / span), length)
                           : length;
    const int start = QStyle::sliderPositionFromValue(option.minimum, option.maximum, option.sliderPosition,
                                                      length - handle, option.upsideDown);
    const auto along = [&](int from, int size) {
        const QRect rect = vertical ? QRect(option.rect.left(), option.rect.top() + from, option.rect.width(), size)
                                    : QRect(option.rect.left() + from, option.rect.top(), size, option.rect.height());
        return QStyle::visualRect(option.direction, option.rect, rect);
    };
    switch (part) {
    case QStyle::SC_ScrollBarSlider:
        return along(start, handle);
    case QStyle::SC_ScrollBarSubPage:
        return along(0, start);
    case QStyle::SC_ScrollBarAddPage:
        return along(start + handle, length - start - handle);
    case QStyle::SC_ScrollBarGroove:
        return option.rect;
    default:
        return {};
    }
}

void drawSplitter(QPainter &painter, const Theme &theme, const QStyleOption &option)
{
    const bool upright = isOn(option, QStyle::State_Horizontal);
    const bool active = isOn(option, QStyle::State_MouseOver) || isOn(option, QStyle::State_Sunken);
    const QRect rect = option.rect;
    const QColor line = theme.colour(active ? Colour::Accent : Colour::Border);
    const QPoint centre = rect.center();
    painter.fillRect(upright ? QRect(centre.x(), rect.top(), 1, rect.height())
                             : QRect(rect.left(), centre.y(), rect.width(), 1),
                     line);
    const QRectF grip =
        upright ? QRectF(centre.x() - 1, centre.y() - 12, 3, 24) : QRectF(centre.x() - 12, centre.y() - 1, 24, 3);
    paintBox(painter, grip, 1.5, theme.colour(active ? Colour::Accent : Colour::Control), {});
}

void drawItem(QPainter &painter, const Theme &theme, const QStyleOption &option)
{
    const QRectF row = QRectF(option.rect);
    if (isOn(option, QStyle::State_Selected))
        paintBox(painter, row, radius::Badge, theme.colour(Colour::Selection), {});
    else if (isOn(option, QStyle::State_MouseOver) && isOn(option, QStyle::State_Enabled))
        paintBox(painter, row, radius::Badge, hoverLayer(theme, false), {});
}

void drawTab(QPainter &painter, const Theme &theme, const QStyleOption &option)
{
    const QRectF tab(option.rect);
    if (isOn(option, QStyle::State_MouseOver) && !isOn(option, QStyle::State_Selected))
        paintBox(painter, tab.adjusted(2, 2, -2, -4), radius::Badge, hoverLayer(theme, false), {});
    if (isOn(option, QStyle::State_Selected))
        painter.fillRect(QRectF(tab.left() + 8, tab.bottom() - 2, tab.width() - 16, 2), theme.colour(Colour::Accent));
    if (isOn(option, QStyle::State_Selected) && isOn(option, QStyle::State_HasFocus))
        paintFocusRing(painter, theme, tab.adjusted(2, 2, -2, -4), radius::Badge);
}

void drawHeaderSection(QPainter &painter, const Theme &theme, const QStyleOption &option)
{
    painter.fillRect(option.rect, theme.colour(Colour::Surface2));
    painter.fillRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1, theme.colour(Colour::Border));
    painter.fillRect(option.rect.right(), option.rect.top() + 6, 1, option.rect.height() - 12,
                     theme.colour(Colour::Border));
}

void drawProgressTrack(QPainter &painter, const Theme &theme, const QStyleOption &option)
{
    paintBox(painter, option.rect, 3, theme.colour(Colour::Surface2), {});
}

void drawProgress(QPainter &painter, const Theme &theme, const QStyleOptionProgressBar &option)
{
    const int range = option.maximum - option.minimum;
    const double share = range > 0 ? qBound(0.0, double(option.progress - option.minimum) / range, 1.0) : 1.0;
    QRectF bar(option.rect);
    bar.setWidth(bar.width() * share);
    if (share > 0)
        paintBox(painter, bar, 3, theme.colour(Colour::Accent), {});
}

} // namespace tributary::style
