// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/app/FixedClock.h"

#include <QTimeZone>

namespace tributary {

QDateTime FixedClock::calendar() const
{
    return {QDate(2026, 1, 1), QTime(12, 0), QTimeZone::utc()};
}

std::unique_ptr<Alarm> FixedClock::makeAlarm(std::function<void()> ring) const
{
    return m_alarms.makeAlarm(std::move(ring));
}

} // namespace tributary
