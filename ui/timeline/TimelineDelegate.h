// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/timeline/TimelineScale.h"
#include "viewmodel/Timeline.h"

#include <QStyledItemDelegate>

namespace tributary {

class ThemeController;

/// Paints the rows of a timeline: name and badge, and the bar with its parts.
class TimelineDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int rowHeight = 28;

    explicit TimelineDelegate(const ThemeController &theme, QObject *parent = nullptr);

    /// In the coordinates of the viewport. `now`: where a line is drawn for a run that goes on.
    void setScale(const TimelineScale &scale, std::optional<Milliseconds> now);
    /// The attempt of that agent that is looked at; 0: none.
    void setAttempt(const AgentId &agent, int attempt);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintLayer(QPainter &painter, const QStyleOptionViewItem &option, const QString &title) const;
    void paintName(QPainter &painter, const QRect &cell, const TimelineRow &row) const;
    void paintBar(QPainter &painter, const QRect &cell, const TimelineRow &row) const;
    void paintSpan(QPainter &painter, const QRectF &bar, const CallSpan &span, const QColor &ink) const;
    void paintBackOff(QPainter &painter, const QRectF &bar, const CallSpan &span) const;
    void paintAttempt(QPainter &painter, const QRect &cell, const AgentTimes &times) const;
    void paintFigures(QPainter &painter, const QRect &cell, const TimelineRow &row) const;
    [[nodiscard]] QRectF rectOf(const QRect &cell, const CallSpan &span) const;

    const ThemeController &m_theme;
    TimelineScale m_scale;
    std::optional<Milliseconds> m_now;
    AgentId m_attemptOf;
    int m_attempt = 0;
};

} // namespace tributary
