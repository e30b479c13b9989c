// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/Painting.h"
#include "ui/common/StyleParts.h"

#include <QStyle>

namespace tributary::style {

namespace {

constexpr int MarkColumn = 28;
constexpr int ArrowColumn = 24;
constexpr int ItemHeight = 28;
constexpr int SeparatorHeight = 9;
constexpr int ShortcutGap = 24;

void drawSeparator(QPainter &painter, const Theme &theme, const QStyleOptionMenuItem &option)
{
    const QRect line(option.rect.left() + spacing::Small, option.rect.center().y(),
                     option.rect.width() - 2 * spacing::Small, 1);
    painter.fillRect(line, theme.colour(Colour::Border));
}

void drawMark(QPainter &painter, const Theme &theme, const QStyleOptionMenuItem &option, const QRect &column)
{
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    if (option.checkType != QStyleOptionMenuItem::NotCheckable) {
        if (option.checked)
            paintGlyph(painter, Glyph::Check, column, theme.colour(enabled ? Colour::Text : Colour::DisabledText));
    } else if (!option.icon.isNull()) {
        const QRect icon(column.center().x() - 7, column.center().y() - 7, 16, 16);
        option.icon.paint(&painter, icon, Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
    }
}

} // namespace

void drawMenuBarItem(QPainter &painter, const Theme &theme, const QStyleOptionMenuItem &option, bool underlined)
{
    painter.fillRect(option.rect, theme.colour(Colour::Surface));
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    if (enabled && option.state.testFlag(QStyle::State_Selected))
        paintBox(painter, QRectF(option.rect).adjusted(0, 2, 0, -2), radius::Badge, theme.colour(Colour::Selection),
                 {});
    painter.setPen(theme.colour(enabled ? Colour::Text : Colour::DisabledText));
    painter.setFont(option.font);
    painter.drawText(option.rect, Qt::AlignCenter | (underlined ? Qt::TextShowMnemonic : Qt::TextHideMnemonic),
                     option.text);
}

void drawMenuItem(QPainter &painter, const Theme &theme, const QStyleOptionMenuItem &option, bool underlined)
{
    painter.fillRect(option.rect, theme.colour(Colour::Surface));
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        drawSeparator(painter, theme, option);
        return;
    }
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    if (enabled && option.state.testFlag(QStyle::State_Selected))
        paintBox(painter, QRectF(option.rect).adjusted(4, 0, -4, 0), radius::Badge, theme.colour(Colour::Selection),
                 {});

    const auto mirrored = [&](const QRect &rect) { return QStyle::visualRect(option.direction, option.rect, rect); };
    const QRect mark(option.rect.left() + spacing::Tiny, option.rect.top(), MarkColumn, option.rect.height());
    drawMark(painter, theme, option, mirrored(mark));

    const QRect body = option.rect.adjusted(mark.width() + spacing::Tiny + spacing::Hair, 0, -ArrowColumn, 0);
    const QStringList parts = option.text.split(u'\t');
    const int alignment = Qt::AlignVCenter | (underlined ? Qt::TextShowMnemonic : Qt::TextHideMnemonic);
    painter.setFont(option.font);
    painter.setPen(theme.colour(enabled ? Colour::Text : Colour::DisabledText));
    painter.drawText(mirrored(body), alignment | Qt::AlignLeading, parts.first());
    if (parts.size() > 1) {
        // text-3 is not allowed on the selection colour.
        painter.setPen(theme.colour(enabled ? Colour::Text2 : Colour::DisabledText));
        painter.drawText(mirrored(body), Qt::AlignVCenter | Qt::AlignTrailing, parts.at(1));
    }
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu) {
        const QRect arrow(option.rect.right() - ArrowColumn + 4, option.rect.top(), 16, option.rect.height());
        paintGlyph(painter, option.direction == Qt::LeftToRight ? Glyph::ChevronRight : Glyph::ChevronLeft,
                   mirrored(arrow), theme.colour(enabled ? Colour::Text2 : Colour::DisabledText));
    }
}

QSize menuItemSize(const QStyleOptionMenuItem &option, const QSize &contents)
{
    if (option.menuItemType == QStyleOptionMenuItem::Separator)
        return {contents.width(), SeparatorHeight};
    const QFontMetrics metrics(option.font);
    const QString label = option.text.section(u'\t', 0, 0);
    const int shortcut = option.text.contains(u'\t') ? option.reservedShortcutWidth + ShortcutGap : 0;
    const int width = metrics.size(Qt::TextShowMnemonic, label).width() + shortcut + MarkColumn + ArrowColumn + 12;
    return {qMax(width, 160), qMax(ItemHeight, metrics.height() + 8)};
}

QSize menuBarItemSize(const QStyleOptionMenuItem &option)
{
    const QFontMetrics metrics(option.font);
    return {metrics.size(Qt::TextShowMnemonic, option.text).width() + 20, qMax(26, metrics.height() + 8)};
}

} // namespace tributary::style
