// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/ModelRowDelegate.h"

#include "ui/common/Painting.h"
#include "ui/common/ThemeController.h"
#include "viewmodel/ModelPaletteList.h"

#include <QPainter>

namespace tributary {

namespace {

constexpr int sidePadding = 12;

int lineHeight(const Theme &theme, TypeRole role)
{
    return qMax(QFontMetrics(theme.font(role)).height(), qRound(theme.lineHeight(role)));
}

/// Returns how wide it became.
int drawElided(QPainter &painter, const QRect &line, Qt::Alignment side, const QString &text)
{
    const QString shown = painter.fontMetrics().elidedText(text, Qt::ElideMiddle, line.width());
    painter.drawText(line, int(side) | Qt::AlignVCenter | Qt::TextSingleLine, shown);
    return painter.fontMetrics().horizontalAdvance(shown);
}

} // namespace

ModelRowDelegate::ModelRowDelegate(const ThemeController &themes, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_themes(themes)
{}

QSize ModelRowDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const Theme &theme = m_themes.theme();
    const int caption = lineHeight(theme, TypeRole::Caption);
    if (index.data(ModelPaletteList::IsTitleRole).toBool())
        return {0, caption + spacing::Medium};
    return {0, lineHeight(theme, TypeRole::Body) + caption + spacing::Small};
}

void ModelRowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    if (index.data(ModelPaletteList::IsTitleRole).toBool()) {
        const Theme &theme = m_themes.theme();
        QFont font = theme.font(TypeRole::Caption);
        font.setWeight(QFont::DemiBold);
        painter->setFont(font);
        painter->setPen(theme.colour(Colour::Text2));
        drawElided(*painter, option.rect.adjusted(sidePadding, spacing::Tiny, -sidePadding, 0), Qt::AlignLeft,
                   index.data().toString());
    } else {
        paintModel(*painter, option, index);
    }
    painter->restore();
}

void ModelRowDelegate::paintModel(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = m_themes.theme();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QRectF back = QRectF(option.rect).adjusted(spacing::Tiny, 0, -spacing::Tiny, 0);
    if (selected)
        paintBox(painter, back, radius::Badge, theme.colour(Colour::Selection), {});
    else if (option.state.testFlag(QStyle::State_MouseOver))
        paintBox(painter, back, radius::Badge, hoverLayer(theme, false), {});

    QRect first = option.rect.adjusted(sidePadding, spacing::Tiny, -sidePadding, 0);
    first.setHeight(lineHeight(theme, TypeRole::Body));
    QRect second(first.left(), first.bottom() + 1, first.width(), lineHeight(theme, TypeRole::Caption));
    const QString warning = index.data(ModelPaletteList::WarningRole).toString();
    if (!warning.isEmpty()) {
        painter.setFont(theme.font(TypeRole::Caption));
        painter.setPen(theme.colour(Colour::Warning));
        first.setRight(first.right() - drawElided(painter, first, Qt::AlignRight, warning) - spacing::Small);
    }
    painter.setFont(theme.font(TypeRole::Body));
    painter.setPen(theme.colour(Colour::Text));
    drawElided(painter, first, Qt::AlignLeft, index.data().toString());
    painter.setFont(theme.font(TypeRole::Caption));
    // text-3 is not allowed on the selection colour.
    painter.setPen(theme.colour(selected ? Colour::Text2 : Colour::Text3));
    const QString figures = painter.fontMetrics().elidedText(index.data(ModelPaletteList::FiguresRole).toString(),
                                                             Qt::ElideRight, second.width());
    painter.drawText(second, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, figures);
}

} // namespace tributary
