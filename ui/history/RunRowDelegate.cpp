// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/RunRowDelegate.h"

#include "ui/common/LetterBadge.h"
#include "ui/common/Painting.h"
#include "ui/common/ThemeController.h"
#include "ui/common/ToneColour.h"
#include "ui/run/RunLook.h"
#include "viewmodel/HistoryModel.h"

#include <QPainter>

namespace tributary {

namespace {

constexpr int sidePadding = 12;
constexpr int iconSize = 14;
constexpr int badgeSize = 14;
constexpr int mostBadges = 8;
constexpr int starTarget = 24;
constexpr int starSize = 16;
/// Of line 2, as a share of body text.
constexpr double secondLineScale = 12.0 / 13.0;

QFont secondLineFont(const Theme &theme)
{
    QFont font = theme.font(TypeRole::Body);
    font.setPixelSize(qRound(QFontInfo(font).pixelSize() * secondLineScale));
    return font;
}

void drawLine(QPainter &painter, const QRect &line, const QString &text)
{
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(text, Qt::ElideRight, line.width()));
}

} // namespace

RunRowDelegate::RunRowDelegate(const ThemeController &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{}

QSize RunRowDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    return {0, index.data(HistoryModel::IsDayRole).toBool() ? dayHeight : runHeight};
}

QRect RunRowDelegate::starRect(const QRect &row)
{
    return {row.right() - sidePadding - starTarget + 5, row.bottom() - starTarget - 3, starTarget, starTarget};
}

void RunRowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    if (index.data(HistoryModel::IsDayRole).toBool())
        paintDay(*painter, option.rect, index.data().toString());
    else
        paintRun(*painter, option, index.data(HistoryModel::RowRole).value<HistoryRow>());
    painter->restore();
}

void RunRowDelegate::paintDay(QPainter &painter, const QRect &row, const QString &title) const
{
    const Theme &theme = m_theme.theme();
    painter.fillRect(row, theme.colour(Colour::Surface2));
    painter.setFont(stateFont(theme));
    painter.setPen(theme.colour(Colour::Text2));
    drawLine(painter, row.adjusted(sidePadding, 0, -sidePadding, 0), title);
}

void RunRowDelegate::paintRun(QPainter &painter, const QStyleOptionViewItem &option, const HistoryRow &run) const
{
    const Theme &theme = m_theme.theme();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected)
        painter.fillRect(option.rect, theme.colour(Colour::Selection));
    else if (option.state.testFlag(QStyle::State_MouseOver))
        painter.fillRect(option.rect, hoverLayer(theme, false));
    painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                     theme.colour(Colour::Border));

    const QRect inside = option.rect.adjusted(sidePadding, 0, -sidePadding, 0);
    const QRect first(inside.left(), inside.top() + 7, inside.width(), 18);
    const QRect second(inside.left(), inside.top() + 25, inside.width(), 17);
    const QRect third(inside.left(), inside.top() + 43, inside.width() - starTarget, 16);
    const QRect room = paintState(painter, first, run);
    painter.setFont(theme.font(TypeRole::Strong));
    painter.setPen(theme.colour(Colour::Text));
    drawLine(painter, room, run.prompt);
    QFont font = secondLineFont(theme);
    font.setItalic(!run.hasSynthesis);
    painter.setFont(font);
    painter.setPen(theme.colour(Colour::Text2));
    drawLine(painter, second, run.synthesis);
    paintFigures(painter, third, run, selected);
    paintStar(painter, option, run.starred);
    if (option.state.testFlag(QStyle::State_HasFocus))
        paintFocusRing(painter, theme, option.rect, radius::Badge);
}

QRect RunRowDelegate::paintState(QPainter &painter, const QRect &line, const HistoryRow &run) const
{
    if (run.stateText.isEmpty())
        return line;
    const Theme &theme = m_theme.theme();
    painter.setFont(stateFont(theme));
    const int width = painter.fontMetrics().horizontalAdvance(run.stateText);
    const QRect word(line.right() - width, line.top(), width + 1, line.height());
    const QRect picture(word.left() - iconSize - spacing::Tiny, line.top() + (line.height() - iconSize) / 2, iconSize,
                        iconSize);
    AgentDisplay look;
    look.icon = run.stateIcon;
    look.tone = run.stateTone;
    paintStateIcon(painter, picture, m_theme, look, 0);
    painter.setPen(theme.colour(colourOf(run.stateTone)));
    painter.drawText(word, Qt::AlignLeft | Qt::AlignVCenter, run.stateText);
    return line.adjusted(0, 0, picture.left() - line.right() - spacing::Small, 0);
}

void RunRowDelegate::paintFigures(QPainter &painter, const QRect &line, const HistoryRow &run, bool selected) const
{
    const Theme &theme = m_theme.theme();
    painter.setFont(theme.font(TypeRole::Caption));
    painter.setPen(theme.colour(selected ? Colour::Text2 : Colour::Text3));
    const int shown = qMin(run.letters, mostBadges);
    const int badges = shown * (badgeSize + spacing::Hair) + (run.letters > mostBadges ? iconSize + spacing::Tiny : 0);
    const QString text =
        painter.fontMetrics().elidedText(run.figures, Qt::ElideRight, line.width() - badges - spacing::Small);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, text);
    int x = line.left() + painter.fontMetrics().horizontalAdvance(text) + spacing::Small;
    for (int i = 0; i < shown; ++i, x += badgeSize + spacing::Hair)
        paintLetterBadge(painter, theme, QRectF(x, line.top() + 1, badgeSize, badgeSize), {i});
    if (run.letters > mostBadges) {
        painter.setFont(theme.font(TypeRole::Caption));
        painter.setPen(theme.colour(selected ? Colour::Text2 : Colour::Text3));
        painter.drawText(QRect(x + spacing::Hair, line.top(), 3 * iconSize, line.height()),
                         Qt::AlignLeft | Qt::AlignVCenter, QStringLiteral("+%1").arg(run.letters - mostBadges));
    }
}

void RunRowDelegate::paintStar(QPainter &painter, const QStyleOptionViewItem &option, bool starred) const
{
    const bool offered =
        option.state.testFlag(QStyle::State_MouseOver) || option.state.testFlag(QStyle::State_HasFocus);
    if (!starred && !offered)
        return;
    const QRect target = starRect(option.rect);
    const QRect where(target.center().x() - starSize / 2 + 1, target.center().y() - starSize / 2 + 1, starSize,
                      starSize);
    if (starred) {
        // A filled shape: an outline alone would look like the offer to star.
        paintMarker(painter, MarkerShape::Star, where, m_theme.theme().colour(Colour::Warning));
        return;
    }
    namedIcon(m_theme, QStringLiteral("star"), Colour::Text3).paint(&painter, where);
}

} // namespace tributary
