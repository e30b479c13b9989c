// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/Formatting.h"

#include <QDate>
#include <QRegularExpression>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

class FormattingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void figures_data();
    void figures();
    void listsOfWords();
    void localeDecides();
};

void FormattingTest::figures_data()
{
    QTest::addColumn<QString>("got");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QString &got, const QString &expected) {
        QTest::newRow(name) << got << expected;
    };
    row("count", formatCount(4812), u"4,812"_s);
    row("about", formatAbout(3684), u"3,700"_s);
    row("about, rounding up a digit", formatAbout(9960), u"10,000"_s);
    row("about, small", formatAbout(86), u"86"_s);
    row("about, nothing", formatAbout(0), u"0"_s);
    row("duration", formatDuration(Milliseconds(6149)), u"6.1 s"_s);
    row("duration, nothing", formatDuration(Milliseconds(0)), u"0.0 s"_s);
    row("duration, no 60.0 s", formatDuration(Milliseconds(59'960)), u"1 min 0 s"_s);
    row("duration, minutes", formatDuration(Milliseconds(200'400)), u"3 min 20 s"_s);
    row("countdown rounds up", formatCountdown(Milliseconds(7001)), u"8 s"_s);
    row("countdown never below zero", formatCountdown(Milliseconds(-50)), u"0 s"_s);
    row("clock", formatClock(Milliseconds(7999)), u"00:07"_s);
    row("clock, hours", formatClock(Milliseconds(3'753'000)), u"1:02:33"_s);
    row("seconds", formatSecondsRange({14.2, 21.8}), u"14–22 s"_s);
    row("seconds, one figure", formatSecondsRange({17.6, 18.4}), u"18 s"_s);
    row("seconds, minutes", formatSecondsRange({118, 241}), u"2–4 min"_s);
    row("money", formatMoney(0.0212), u"$0.021"_s);
    row("money, cents", formatMoney(1.839), u"$1.84"_s);
    row("money, nothing", formatMoney(0), u"$0"_s);
    row("money, hardly any", formatMoney(0.0004), u"< $0.001"_s);
    row("money range", formatMoneyRange({0.021, 0.038}), u"$0.02–0.04"_s);
    row("money range, below a cent", formatMoneyRange({0.002, 0.0061}), u"$0.002–0.006"_s);
    row("money range, one figure", formatMoneyRange({0.31, 0.312}), u"$0.31"_s);
    row("money range, nothing", formatMoneyRange({0, 0}), u"$0"_s);
    row("day", formatDay(QDate(2030, 11, 12)), u"12 Nov"_s);
    row("percent rounds down", formatPercent(0.999), u"99 %"_s);
    row("percent, whole", formatPercent(0.29), u"29 %"_s);
    row("speed", formatSpeed(340, Milliseconds(5000)), u"68 tok/s"_s);
    row("speed, too short to tell", formatSpeed(340, Milliseconds(20)), QString());
    row("speed, no tokens", formatSpeed(0, Milliseconds(5000)), QString());
}

void FormattingTest::figures()
{
    QFETCH(QString, got);
    QFETCH(QString, expected);
    QCOMPARE(got, expected);
}

void FormattingTest::listsOfWords()
{
    QCOMPARE(joinWords({}), QString());
    QCOMPARE(joinWords({u"A"_s}), u"A"_s);
    QCOMPARE(joinWords({u"A"_s, u"B"_s}), u"A and B"_s);
    QCOMPARE(joinWords({u"A"_s, u"B"_s, u"C"_s}), u"A, B and C"_s);
}

void FormattingTest::localeDecides()
{
    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    const QString count = formatCount(4812);
    const QString money = formatMoney(1.84);
    QLocale::setDefault(before);
    QCOMPARE(count, u"4.812"_s);
    QCOMPARE(money, u"$1,84"_s);
}

QTEST_GUILESS_MAIN(FormattingTest)
#include "tst_formatting.moc"
