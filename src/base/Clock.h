// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>
#include <QObject>

#include <chrono>
#include <functional>
#include <memory>

namespace tributary {

using Milliseconds = std::chrono::milliseconds;

/// A single-shot timer that belongs to a Clock. Destroying it disarms it.
class Alarm
{
public:
    Alarm() = default;
    virtual ~Alarm() = default;
    Q_DISABLE_COPY_MOVE(Alarm)

    /// Rings once, `delay` from now, through the event loop (never from inside this call). Replaces an earlier
    /// setting.
    virtual void ringAfter(Milliseconds delay) = 0;
    virtual void disarm() = 0;
    [[nodiscard]] virtual bool isArmed() const = 0;
};

/// Time, injected, so that tests own it. Implementations: SystemClock here, FakeClock in tests/support.
class Clock
{
public:
    Clock() = default;
    virtual ~Clock() = default;
    Q_DISABLE_COPY_MOVE(Clock)

    /// Monotonic; the zero point means nothing.
    [[nodiscard]] virtual Milliseconds now() const = 0;
    /// The calendar, UTC.
    [[nodiscard]] virtual QDateTime calendar() const = 0;
    [[nodiscard]] virtual std::unique_ptr<Alarm> makeAlarm(std::function<void()> ring) const = 0;
};

class SystemClock final : public Clock
{
public:
    [[nodiscard]] Milliseconds now() const override;
    [[nodiscard]] QDateTime calendar() const override;
    [[nodiscard]] std::unique_ptr<Alarm> makeAlarm(std::function<void()> ring) const override;
};

} // namespace tributary
