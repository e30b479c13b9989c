// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/Clock.h"

#include <QTimer>

#include <utility>

namespace tributary {

namespace {

class TimerAlarm final : public Alarm
{
public:
    explicit TimerAlarm(std::function<void()> ring)
        : m_ring(std::move(ring))
    {
        m_timer.setSingleShot(true);
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { m_ring(); });
    }

    void ringAfter(Milliseconds delay) override { m_timer.start(std::max(delay, Milliseconds(0))); }

    void disarm() override { m_timer.stop(); }

    [[nodiscard]] bool isArmed() const override { return m_timer.isActive(); }

private:
    std::function<void()> m_ring;
    QTimer m_timer;
};

} // namespace

Milliseconds SystemClock::now() const
{
    return std::chrono::duration_cast<Milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

QDateTime SystemClock::calendar() const
{
    return QDateTime::currentDateTimeUtc();
}

std::unique_ptr<Alarm> SystemClock::makeAlarm(std::function<void()> ring) const
{
    return std::make_unique<TimerAlarm>(std::move(ring));
}

} // namespace tributary
