// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/timeline/TimelineDelegate.h"

#include "ui/common/AgentLook.h"
#include "ui/common/LetterBadge.h"
#include "ui/common/Painting.h"
#include "ui/common/ThemeController.h"
#include "ui/timeline/TimelineAxis.h"
#include "viewmodel/TimelineModel.h"

#include <QPainter>

namespace tributary {

namespace {

constexpr int barHeight = 14;
constexpr int hedgeHeight = 5;
constexpr int criticalHeight = 3;
constexpr int badgeSide = 18;
constexpr int markWidth = 14;
constexpr int crossSide = 8;
constexpr double narrowestSpan = 2;
constexpr int figuresGap = 8;

QColor inkOf(const Theme &theme, const AgentDisplay &display)
{
    return display.paletteIndex < 0 ? theme.colour(Colour::Text2) : theme.proposer(display.index).line;
}

void paintCross(QPainter &painter, const QPointF &centre, const QColor &ink)
{
    const double half = crossSide / 2.0;
    painter.setPen(QPen(ink, 2));
    painter.drawLine(centre + QPointF(-half, -half), centre + QPointF(half, half));
    painter.drawLine(centre + QPointF(-half, half), centre + QPointF(half, -half));
}

} // namespace

TimelineDelegate::TimelineDelegate(const ThemeController &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{}

void TimelineDelegate::setScale(const TimelineScale &scale, std::optional<Milliseconds> now)
{
    m_scale = scale;
    m_now = now;
}

void TimelineDelegate::setAttempt(const AgentId &agent, int attempt)
{
    m_attemptOf = agent;
    m_attempt = attempt;
}

QSize TimelineDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {0, rowHeight};
}

void TimelineDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setClipRect(option.rect);
    const QVariant value = index.data(TimelineModel::RowRole);
    if (!value.isValid()) {
        paintLayer(*painter, option, index.siblingAtColumn(TimelineModel::NameColumn).data().toString());
        painter->restore();
        return;
    }
    const auto row = value.value<TimelineRow>();
    const Theme &theme = m_theme.theme();
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, theme.colour(Colour::Selection));
    else if (option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(option.rect, hoverLayer(theme, false));
    if (index.column() == TimelineModel::NameColumn)
        paintName(*painter, option.rect, row);
    else
        paintBar(*painter, option.rect, row);
    painter->restore();
}

void TimelineDelegate::paintLayer(QPainter &painter, const QStyleOptionViewItem &option, const QString &title) const
{
    const Theme &theme = m_theme.theme();
    painter.fillRect(option.rect, theme.colour(Colour::Surface2));
    // The title runs on into the column of the bars.
    painter.setFont(stateFont(theme));
    painter.setPen(theme.colour(Colour::Text2));
    const int left = option.rect.left() > 0 ? spacing::Medium - option.rect.left() : spacing::Medium;
    painter.drawText(option.rect.adjusted(left, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, title);
}

void TimelineDelegate::paintName(QPainter &painter, const QRect &cell, const TimelineRow &row) const
{
    const Theme &theme = m_theme.theme();
    if (row.critical) {
        painter.setRenderHint(QPainter::Antialiasing);
        paintMarker(painter, MarkerShape::Diamond,
                    QRectF(cell.left() + 4, cell.center().y() - 4, markWidth - 5, markWidth - 5),
                    theme.colour(Colour::Text));
    }
    const QRect badge(cell.left() + markWidth + 4, cell.top() + (cell.height() - badgeSide) / 2, badgeSide, badgeSide);
    paintAgentBadge(painter, badge, theme, row.display);
    painter.setFont(theme.font(row.critical ? TypeRole::Strong : TypeRole::Body));
    painter.setPen(theme.colour(Colour::Text));
    const QRect room(badge.right() + spacing::Small, cell.top(), cell.right() - badge.right() - 2 * spacing::Small,
                     cell.height());
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(row.display.modelName, Qt::ElideMiddle, room.width()));
}

QRectF TimelineDelegate::rectOf(const QRect &cell, const CallSpan &span) const
{
    const double left = m_scale.x(span.start);
    const double width = std::max(narrowestSpan, m_scale.x(span.end) - left);
    const bool hedge = span.kind == CallSpan::Kind::Hedge;
    const int height = hedge ? hedgeHeight : barHeight;
    const int top = hedge ? cell.top() + 1 : cell.top() + (cell.height() - barHeight) / 2;
    return {left, static_cast<double>(top), width, static_cast<double>(height)};
}

void TimelineDelegate::paintBar(QPainter &painter, const QRect &cell, const TimelineRow &row) const
{
    const Theme &theme = m_theme.theme();
    const QList<Milliseconds> marks = TimelineAxis::marks(m_scale, 72);
    painter.setPen(theme.colour(Colour::Border));
    for (const Milliseconds mark : marks) {
        const int x = qRound(m_scale.x(mark));
        painter.drawLine(x, cell.top(), x, cell.bottom());
    }
    painter.save();
    painter.setClipRect(QRect(m_scale.left, cell.top(), cell.right() - m_scale.left + 1, cell.height()));
    const QColor ink = inkOf(theme, row.display);
    for (const CallSpan &span : row.times.spans)
        paintSpan(painter, rectOf(cell, span), span, ink);
    if (row.critical && !row.times.spans.isEmpty()) {
        const QRectF last = rectOf(cell, row.times.spans.constLast());
        const double left = m_scale.x(row.times.start);
        painter.fillRect(QRectF(left, last.bottom() + 2, last.right() - left, criticalHeight),
                         theme.colour(Colour::Text));
    }
    if (row.display.id == m_attemptOf && m_attempt > 0)
        paintAttempt(painter, cell, row.times);
    painter.restore();
    if (m_now) {
        const int x = qRound(m_scale.x(*m_now));
        painter.fillRect(QRect(x, cell.top(), 1, cell.height()), theme.colour(Colour::Accent));
    }
    paintFigures(painter, cell, row);
}

void TimelineDelegate::paintSpan(QPainter &painter, const QRectF &bar, const CallSpan &span, const QColor &ink) const
{
    const Theme &theme = m_theme.theme();
    const QRectF outline = bar.adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setBrush(Qt::NoBrush);
    switch (span.kind) {
    case CallSpan::Kind::Waiting:
        painter.setPen(theme.colour(Colour::Control));
        painter.drawRect(outline);
        return;
    case CallSpan::Kind::FirstToken:
        painter.fillRect(bar, QBrush(ink, Qt::BDiagPattern));
        painter.setPen(ink);
        painter.drawRect(outline);
        return;
    case CallSpan::Kind::Streaming:
        painter.fillRect(bar, ink);
        return;
    case CallSpan::Kind::Failed:
        painter.fillRect(bar, QBrush(theme.colour(Colour::Error), Qt::FDiagPattern));
        painter.setPen(theme.colour(Colour::Error));
        painter.drawRect(outline);
        painter.setRenderHint(QPainter::Antialiasing);
        paintCross(painter, QPointF(bar.right(), bar.center().y()), theme.colour(Colour::Error));
        painter.setRenderHint(QPainter::Antialiasing, false);
        return;
    case CallSpan::Kind::BackOff:
        paintBackOff(painter, bar, span);
        return;
    case CallSpan::Kind::Hedge:
        painter.setPen(QPen(ink, 1, Qt::DashLine));
        painter.drawRect(outline);
        return;
    }
}

void TimelineDelegate::paintBackOff(QPainter &painter, const QRectF &bar, const CallSpan &span) const
{
    const Theme &theme = m_theme.theme();
    constexpr double millisecondsPerSecond = 1000.0;
    painter.setFont(theme.font(TypeRole::Caption));
    const QString text =
        tr("wait %1 s").arg(qRound(static_cast<double>(span.length().count()) / millisecondsPerSecond));
    const double wanted = painter.fontMetrics().horizontalAdvance(text) + 2.0 * spacing::Small;
    painter.setPen(QPen(theme.colour(Colour::Text2), 2, Qt::DotLine));
    const double middle = bar.center().y();
    if (bar.width() < wanted + 2.0 * spacing::Large) {
        painter.drawLine(QPointF(bar.left() + crossSide, middle), QPointF(bar.right(), middle));
        return;
    }
    const QRectF label(bar.center().x() - wanted / 2, bar.top(), wanted, bar.height());
    painter.drawLine(QPointF(bar.left() + crossSide, middle), QPointF(label.left(), middle));
    painter.drawLine(QPointF(label.right(), middle), QPointF(bar.right(), middle));
    painter.setPen(theme.colour(Colour::Text2));
    painter.drawText(label, Qt::AlignCenter, text);
}

void TimelineDelegate::paintAttempt(QPainter &painter, const QRect &cell, const AgentTimes &times) const
{
    QRectF all;
    for (const CallSpan &span : times.spans) {
        if (span.attempt == m_attempt && span.kind != CallSpan::Kind::BackOff && span.kind != CallSpan::Kind::Waiting)
            all = all.united(rectOf(cell, span));
    }
    if (!all.isEmpty())
        paintFocusRing(painter, m_theme.theme(), all.adjusted(-3, -3, 3, 3), radius::Badge);
}

/// Behind the end of the bar; at the right edge when the bar reaches beyond it.
void TimelineDelegate::paintFigures(QPainter &painter, const QRect &cell, const TimelineRow &row) const
{
    const Theme &theme = m_theme.theme();
    painter.setFont(theme.font(TypeRole::Caption));
    const bool failed = row.display.state == DisplayState::Failed;
    painter.setPen(theme.colour(failed ? Colour::Error : Colour::Text2));
    double end = m_scale.left;
    for (const CallSpan &span : row.times.spans)
        end = std::max(end, rectOf(cell, span).right() + (span.kind == CallSpan::Kind::Failed ? crossSide : 0));
    const int width = painter.fontMetrics().horizontalAdvance(row.figures) + 1;
    const int left = std::min(qRound(end) + figuresGap, cell.right() - width - figuresGap);
    const QRect room(std::max(left, m_scale.left), cell.top(), width, cell.height());
    if (left < qRound(end))
        painter.fillRect(room.adjusted(-figuresGap, 0, figuresGap, 0).intersected(cell), theme.colour(Colour::Surface));
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter, row.figures);
}

} // namespace tributary
