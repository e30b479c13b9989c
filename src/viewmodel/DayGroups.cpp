// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/DayGroups.h"

#include "base/Formatting.h"

#include <QCoreApplication>
#include <QMap>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(DayGroups)
};

/// Few enough to be asked for at once, enough that most lists need few rounds.
constexpr qsizetype FirstProbes = 32;

void probe(const QList<qsizetype> &elements, const DaysOf &daysOf, QMap<qsizetype, QDate> &known)
{
    const QList<QDate> days = daysOf(elements);
    for (qsizetype i = 0; i < elements.size(); ++i)
        known.insert(elements.at(i), days.value(i));
}

/// The middles of all gaps between elements of different days.
QList<qsizetype> openMiddles(const QMap<qsizetype, QDate> &known)
{
    QList<qsizetype> middles;
    for (auto it = known.cbegin(), next = std::next(it); next != known.cend(); it = next++) {
        if (it.value() != next.value() && next.key() - it.key() > 1)
            middles.append(it.key() + (next.key() - it.key()) / 2);
    }
    return middles;
}

} // namespace

QList<DayGroup> groupByDay(qsizetype count, const DaysOf &daysOf)
{
    if (count == 0)
        return {};
    QMap<qsizetype, QDate> known;
    QList<qsizetype> first;
    const qsizetype step = qMax(qsizetype(1), count / FirstProbes);
    for (qsizetype i = 0; i < count - 1; i += step)
        first.append(i);
    first.append(count - 1);
    probe(first, daysOf, known);
    for (QList<qsizetype> open = openMiddles(known); !open.isEmpty(); open = openMiddles(known))
        probe(open, daysOf, known);
    QList<DayGroup> groups;
    for (const auto &[element, day] : known.asKeyValueRange()) {
        if (!groups.isEmpty() && groups.constLast().day == day)
            continue;
        if (!groups.isEmpty())
            groups.last().count = element - groups.constLast().first;
        groups.append({day, element, 0});
    }
    groups.last().count = count - groups.constLast().first;
    return groups;
}

QString dayTitle(const QDate &day, const QDate &today)
{
    if (day == today)
        return Text::tr("Today");
    if (day == today.addDays(-1))
        return Text::tr("Yesterday");
    if (day.year() == today.year())
        return formatDay(day);
    return u"%1 %2"_s.arg(formatDay(day)).arg(day.year());
}

} // namespace tributary
