// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/timeline/TimelineScale.h"
#include "viewmodel/Timeline.h"

#include <QWidget>

namespace tributary {

class ThemeController;

/// Above the bars: how many tokens a second all calls together gave, and the seconds.
class TimelineAxis : public QWidget
{
    Q_OBJECT

public:
    static constexpr int sparkHeight = 32;
    static constexpr int axisHeight = 22;

    explicit TimelineAxis(const ThemeController &theme, QWidget *parent = nullptr);

    void show(const TimelineDisplay &timeline, const TimelineScale &scale);

    /// Where the axis has its marks: at most every `leastPixels`, on round numbers.
    static QList<Milliseconds> marks(const TimelineScale &scale, int leastPixels);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintRates(QPainter &painter, const QRect &room) const;
    void paintMarks(QPainter &painter, const QRect &room) const;

    const ThemeController &m_theme;
    QMap<qint64, double> m_tokens;
    Milliseconds m_total{0};
    TimelineScale m_scale;
};

/// Tokens a second that came while this pixel column's time passed, smoothed over at least half a second.
double rateBetween(const QMap<qint64, double> &tokens, Milliseconds from, Milliseconds to);

} // namespace tributary
