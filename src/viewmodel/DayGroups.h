// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDate>
#include <QList>

#include <functional>

namespace tributary {

/// Neighbouring elements of one day.
struct DayGroup
{
    QDate day;
    qsizetype first = 0;
    qsizetype count = 0;

    bool operator==(const DayGroup &) const = default;
};

/// The days of these elements, in the order given.
using DaysOf = std::function<QList<QDate>(const QList<qsizetype> &elements)>;

/// Groups `count` elements that are sorted by day. Asks for the days of a few of them only: about as many as there are
/// days, times the logarithm of how many elements a day has, in a few rounds.
QList<DayGroup> groupByDay(qsizetype count, const DaysOf &daysOf);

/// "Today", "Yesterday", "12 Nov", "12 Nov 2025".
QString dayTitle(const QDate &day, const QDate &today);

} // namespace tributary
