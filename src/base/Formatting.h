// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Clock.h"
#include "base/Range.h"

#include <QLocale>
#include <QString>

#include <optional>

/// Numbers as people read them: the one place where durations, money and counts become words.
namespace tributary {

/// The locale of everything shown; English where the environment names none, so that "3,700" has its comma.
QLocale displayLocale();

/// "412", "3,700".
QString formatCount(qint64 count);
/// Two significant digits, for estimates: 3,684 gives "3,700".
QString formatAbout(qint64 count);
/// "0.8 s", "6.1 s", "1 min 15 s", "3 min 20 s".
QString formatDuration(Milliseconds duration);
/// Whole seconds, rounded up, for countdowns: "8 s".
QString formatCountdown(Milliseconds left);
/// "00:07", "1:02:33".
QString formatClock(Milliseconds elapsed);
/// "14–22 s", "2–4 min".
QString formatSecondsRange(const Range<double> &seconds);
/// "$0.021", "$1.84", "$0" for nothing; below a tenth of a cent "< $0.001".
QString formatMoney(double usd);
/// "$0.02–0.04"; one figure when both ends read the same.
QString formatMoneyRange(const Range<double> &usd);
/// "12 Nov".
QString formatDay(const QDate &day);
/// "41 %"; `share` from 0 to 1, rounded down so that 100 % is only the end.
QString formatPercent(double share);
/// "68 tok/s"; empty when the time is too short to tell.
QString formatSpeed(qint64 tokens, Milliseconds duration);
/// "A", "A and B", "A, B and C".
QString joinWords(const QStringList &words);

} // namespace tributary
