// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/DayGroups.h"

#include <QRandomGenerator>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

const QDate Today(2030, 6, 15);

/// Element by element.
QList<DayGroup> groupedPlainly(const QList<QDate> &days)
{
    QList<DayGroup> groups;
    for (qsizetype i = 0; i < days.size(); ++i) {
        if (groups.isEmpty() || groups.constLast().day != days.at(i))
            groups.append({days.at(i), i, 0});
        ++groups.last().count;
    }
    return groups;
}

} // namespace

class DayGroupsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void groupsAsOneByOne();
    void asksForFewOfMany();
    void titles_data();
    void titles();
};

void DayGroupsTest::groupsAsOneByOne()
{
    QRandomGenerator random(3);
    for (int round = 0; round < 300; ++round) {
        QList<QDate> days;
        QDate day = Today;
        for (int i = random.bounded(200); i > 0; --i) {
            if (random.bounded(1 + round % 40) == 0)
                day = day.addDays(-1 - random.bounded(5));
            days.append(day);
        }
        const auto groups = groupByDay(days.size(), [&days](const QList<qsizetype> &elements) {
            QList<QDate> asked;
            for (const qsizetype element : elements)
                asked.append(days.at(element));
            return asked;
        });
        QCOMPARE(groups, groupedPlainly(days));
    }
}

void DayGroupsTest::asksForFewOfMany()
{
    qsizetype asked = 0;
    int rounds = 0;
    const auto groups = groupByDay(100'000, [&](const QList<qsizetype> &elements) {
        QList<QDate> days;
        for (const qsizetype element : elements)
            days.append(Today.addDays(-element / 1000));
        asked += elements.size();
        ++rounds;
        return days;
    });
    QCOMPARE(groups.size(), 100);
    QVERIFY2(asked < 1500, qPrintable(QString::number(asked)));
    QVERIFY2(rounds < 20, qPrintable(QString::number(rounds)));
}

void DayGroupsTest::titles_data()
{
    QTest::addColumn<QDate>("day");
    QTest::addColumn<QString>("title");
    QTest::newRow("today") << Today << u"Today"_s;
    QTest::newRow("yesterday") << Today.addDays(-1) << u"Yesterday"_s;
    QTest::newRow("this year") << QDate(2030, 1, 2) << u"2 Jan"_s;
    QTest::newRow("another year") << QDate(2029, 12, 31) << u"31 Dec 2029"_s;
    QTest::newRow("a clock that was wrong") << Today.addDays(1) << u"16 Jun"_s;
}

void DayGroupsTest::titles()
{
    QFETCH(QDate, day);
    QTEST(dayTitle(day, Today), "title");
}

QTEST_APPLESS_MAIN(DayGroupsTest)
#include "tst_day_groups.moc"
