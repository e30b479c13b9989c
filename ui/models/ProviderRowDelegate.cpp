// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/ProviderRowDelegate.h"

#include "ui/common/Icons.h"
#include "ui/common/Painting.h"
#include "ui/common/ThemeController.h"
#include "ui/common/ToneColour.h"
#include "viewmodel/ProviderList.h"

#include <QPainter>

namespace tributary {

namespace {

constexpr int sidePadding = 12;
constexpr int signSize = 14;

int lineHeight(const Theme &theme, TypeRole role)
{
    return qMax(QFontMetrics(theme.font(role)).height(), qRound(theme.lineHeight(role)));
}

void drawLine(QPainter &painter, const QRect &line, const QString &text)
{
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(text, Qt::ElideMiddle, line.width()));
}

} // namespace

ProviderRowDelegate::ProviderRowDelegate(const ThemeController &themes, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_themes(themes)
{}

QSize ProviderRowDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    const Theme &theme = m_themes.theme();
    return {0, lineHeight(theme, TypeRole::Body) + lineHeight(theme, TypeRole::Caption) + spacing::Large};
}

void ProviderRowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    const Theme &theme = m_themes.theme();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QRectF back = QRectF(option.rect).adjusted(spacing::Tiny, 1, -spacing::Tiny, -1);
    if (selected)
        paintBox(*painter, back, radius::Control, theme.colour(Colour::Selection), {});
    else if (option.state.testFlag(QStyle::State_MouseOver))
        paintBox(*painter, back, radius::Control, hoverLayer(theme, false), {});
    if (option.state.testFlag(QStyle::State_HasFocus))
        paintFocusRing(*painter, theme, back, radius::Control);

    QRect first = option.rect.adjusted(sidePadding, spacing::Small, -sidePadding, 0);
    first.setHeight(lineHeight(theme, TypeRole::Body));
    const QRect second(first.left(), first.bottom() + 1, first.width(), lineHeight(theme, TypeRole::Caption));
    first = paintCondition(*painter, first, index);
    painter->setFont(theme.font(TypeRole::Strong));
    painter->setPen(theme.colour(Colour::Text));
    drawLine(*painter, first, index.data().toString());
    painter->setFont(theme.font(TypeRole::Caption));
    painter->setPen(theme.colour(selected ? Colour::Text2 : Colour::Text3));
    drawLine(*painter, second, index.data(ProviderList::KindRole).toString());
    painter->restore();
}

QRect ProviderRowDelegate::paintCondition(QPainter &painter, const QRect &line, const QModelIndex &index) const
{
    const Theme &theme = m_themes.theme();
    const Tone tone = index.data(ProviderList::ConditionToneRole).value<Tone>();
    const QString word = index.data(ProviderList::ConditionRole).toString();
    painter.setFont(theme.font(TypeRole::Caption));
    painter.setPen(theme.colour(Colour::Text2));
    const int width = painter.fontMetrics().horizontalAdvance(word);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, word);
    const QRect sign(line.right() + 1 - width - spacing::Tiny - signSize, line.top() + (line.height() - signSize) / 2,
                     signSize, signSize);
    const QByteArray name = index.data(ProviderList::ConditionIconRole).toString().toLatin1();
    icon(m_themes, QLatin1StringView(name), colourOf(tone)).paint(&painter, sign);
    return line.adjusted(0, 0, -(width + signSize + 2 * spacing::Small), 0);
}

} // namespace tributary
