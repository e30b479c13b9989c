// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/Formatting.h"

#include <QCoreApplication>
#include <QDate>

#include <cmath>

using namespace Qt::StringLiterals;

namespace tributary {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Formatting)
};

/// The number of digits behind the point that leaves two significant ones, from none to three.
int digitsForMoney(double usd)
{
    if (usd >= 0.1)
        return 2;
    return usd >= 0.01 ? 2 : 3;
}

QString money(double usd, int digits)
{
    return u'$' + displayLocale().toString(usd, 'f', digits);
}

} // namespace

QLocale displayLocale()
{
    const QLocale locale;
    return locale.language() == QLocale::C ? QLocale(QLocale::English, QLocale::UnitedStates) : locale;
}

QString formatCount(qint64 count)
{
    return displayLocale().toString(count);
}

QString formatAbout(qint64 count)
{
    qint64 step = 1;
    while (count / step >= 100)
        step *= 10;
    return formatCount((count + step / 2) / step * step);
}

QString formatDuration(Milliseconds duration)
{
    const double seconds = static_cast<double>(duration.count()) / 1000.0;
    if (seconds < 59.95)
        return Words::tr("%1 s").arg(displayLocale().toString(seconds, 'f', 1));
    const qint64 whole = std::llround(seconds);
    return Words::tr("%1 min %2 s").arg(whole / 60).arg(whole % 60);
}

QString formatCountdown(Milliseconds left)
{
    const qint64 seconds = std::max<qint64>(0, (left.count() + 999) / 1000);
    return Words::tr("%1 s").arg(formatCount(seconds));
}

QString formatClock(Milliseconds elapsed)
{
    const qint64 seconds = std::max<qint64>(0, elapsed.count() / 1000);
    const auto two = [](qint64 number) { return QString::number(number).rightJustified(2, u'0'); };
    if (seconds < 3600)
        return two(seconds / 60) + u':' + two(seconds % 60);
    return QString::number(seconds / 3600) + u':' + two(seconds / 60 % 60) + u':' + two(seconds % 60);
}

QString formatSecondsRange(const Range<double> &seconds)
{
    const bool minutes = seconds.high >= 120;
    const double unit = minutes ? 60 : 1;
    const QString low = formatCount(std::llround(seconds.low / unit));
    const QString high = formatCount(std::llround(seconds.high / unit));
    const QString figures = low == high ? low : low + u'–' + high;
    return minutes ? Words::tr("%1 min").arg(figures) : Words::tr("%1 s").arg(figures);
}

QString formatMoney(double usd)
{
    if (usd <= 0)
        return u"$0"_s;
    if (usd < 0.001)
        return u"< "_s + money(0.001, 3);
    return money(usd, usd < 0.1 ? 3 : 2);
}

QString formatMoneyRange(const Range<double> &usd)
{
    if (usd.high <= 0 || usd.high < 0.001)
        return formatMoney(usd.high);
    const int digits = digitsForMoney(usd.high);
    const QString low = displayLocale().toString(usd.low, 'f', digits);
    const QString high = displayLocale().toString(usd.high, 'f', digits);
    return u'$' + (low == high ? low : low + u'–' + high);
}

QString formatDay(const QDate &day)
{
    return displayLocale().toString(day, u"d MMM"_s);
}

QString formatPercent(double share)
{
    return Words::tr("%1 %").arg(static_cast<int>(std::floor(share * 100.0 + 1e-9)));
}

QString formatSpeed(qint64 tokens, Milliseconds duration)
{
    if (tokens <= 0 || duration < Milliseconds(100))
        return {};
    const double perSecond = static_cast<double>(tokens) * 1000.0 / static_cast<double>(duration.count());
    return Words::tr("%1 tok/s").arg(formatCount(std::llround(perSecond)));
}

QString joinWords(const QStringList &words)
{
    if (words.size() < 2)
        return words.join(QString());
    return Words::tr("%1 and %2").arg(words.first(words.size() - 1).join(u", "_s), words.last());
}

} // namespace tributary
