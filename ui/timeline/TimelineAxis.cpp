// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/timeline/TimelineAxis.h"

#include "base/Formatting.h"
#include "ui/common/ThemeController.h"

#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace tributary {

namespace {

constexpr int labelGap = 8;
constexpr int leastMarkDistance = 72;
constexpr double rateStepSeconds = 0.25;
/// Pixels between two points of the curve.
constexpr int curveStep = 2;

} // namespace

TimelineAxis::TimelineAxis(const ThemeController &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setFixedHeight(sparkHeight + axisHeight);
    setAccessibleName(tr("Tokens a second and time axis"));
    connect(&theme, &ThemeController::changed, this, qOverload<>(&QWidget::update));
}

void TimelineAxis::show(const TimelineDisplay &timeline, const TimelineScale &scale)
{
    m_tokens = timeline.tokens;
    m_total = timeline.total;
    m_scale = scale;
    update();
}

QList<Milliseconds> TimelineAxis::marks(const TimelineScale &scale, int leastPixels)
{
    const double wanted = static_cast<double>(scale.span.count()) * leastPixels / std::max(1, scale.width);
    double step = 10;
    while (step < wanted) {
        // 10, 20, 50, 100, ... milliseconds.
        for (const double factor : {2.0, 2.5, 2.0}) {
            if (step < wanted)
                step *= factor;
        }
    }
    QList<Milliseconds> marks;
    const qint64 width = qRound64(step);
    const qint64 first = (scale.from.count() + width - 1) / width * width;
    for (qint64 at = first; at <= (scale.from + scale.span).count(); at += width)
        marks.append(Milliseconds(at));
    return marks;
}

double rateBetween(const QMap<qint64, double> &tokens, Milliseconds from, Milliseconds to)
{
    const qint64 first = from / RunTimesReader::rateStep - 1;
    const qint64 last = std::max<qint64>(first + 2, to / RunTimesReader::rateStep);
    double sum = 0;
    for (auto it = tokens.lowerBound(first); it != tokens.cend() && it.key() <= last; ++it)
        sum += it.value();
    return sum / (static_cast<double>(last - first + 1) * rateStepSeconds);
}

void TimelineAxis::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = m_theme.theme();
    painter.fillRect(rect(), theme.colour(Colour::Surface));
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.colour(Colour::Border));
    paintRates(painter, QRect(m_scale.left, 2, m_scale.width, sparkHeight - 2));
    paintMarks(painter, QRect(m_scale.left, sparkHeight, m_scale.width, axisHeight));
}

void TimelineAxis::paintRates(QPainter &painter, const QRect &room) const
{
    const Theme &theme = m_theme.theme();
    QList<double> rates;
    double most = 0;
    for (int x = room.left(); x <= room.right() + 1; x += curveStep) {
        const Milliseconds at = m_scale.timeAt(x);
        rates.append(at > m_total ? 0.0 : rateBetween(m_tokens, at, m_scale.timeAt(x + curveStep)));
        most = std::max(most, rates.constLast());
    }
    painter.setFont(theme.font(TypeRole::Caption));
    painter.setPen(theme.colour(Colour::Text3));
    const QRect label(spacing::Medium, room.top(), room.left() - spacing::Medium - labelGap, room.height());
    const QString text = most > 0 ? tr("tok/s, at most %1").arg(formatCount(qRound64(most))) : tr("tok/s");
    painter.drawText(label, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(text, Qt::ElideRight, label.width()));
    if (most <= 0)
        return;
    QPainterPath curve(QPointF(room.left(), room.bottom()));
    for (qsizetype i = 0; i < rates.size(); ++i)
        curve.lineTo(room.left() + static_cast<double>(i) * curveStep,
                     room.bottom() - rates[i] / most * (room.height() - 2));
    curve.lineTo(room.left() + static_cast<double>(rates.size() - 1) * curveStep, room.bottom());
    painter.setRenderHint(QPainter::Antialiasing);
    QColor fill = theme.colour(Colour::Accent);
    fill.setAlphaF(0.18F);
    painter.fillPath(curve, fill);
    painter.strokePath(curve, QPen(theme.colour(Colour::Accent), 1));
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void TimelineAxis::paintMarks(QPainter &painter, const QRect &room) const
{
    const Theme &theme = m_theme.theme();
    painter.setFont(theme.font(TypeRole::Caption));
    const QList<Milliseconds> all = marks(m_scale, leastMarkDistance);
    const bool fine = all.size() > 1 && all.at(1) - all.at(0) < std::chrono::seconds(1);
    constexpr double millisecondsPerSecond = 1000.0;
    for (const Milliseconds mark : all) {
        const int x = qRound(m_scale.x(mark));
        painter.setPen(theme.colour(Colour::Control));
        painter.drawLine(x, room.bottom() - 4, x, room.bottom());
        const double seconds = static_cast<double>(mark.count()) / millisecondsPerSecond;
        painter.setPen(theme.colour(Colour::Text2));
        painter.drawText(QRect(x + 3, room.top(), leastMarkDistance, room.height() - 2),
                         Qt::AlignLeft | Qt::AlignVCenter,
                         tr("%1 s").arg(displayLocale().toString(seconds, 'f', fine ? 2 : 0)));
    }
}

} // namespace tributary
