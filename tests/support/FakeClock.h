// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Clock.h"

#include <memory>

namespace tributary {

/// Time that passes only when the test says so. Alarms ring from inside advance(), in the order of their time (those
/// of the same time in the order they were set), including alarms that a ringing one sets within the span. Starts at
/// 0 ms, 2030-01-01 00:00 UTC. Alarms may outlive the clock; they never ring then.
class FakeClock final : public Clock
{
public:
    FakeClock();
    ~FakeClock() override;

    [[nodiscard]] Milliseconds now() const override;
    [[nodiscard]] QDateTime calendar() const override;
    [[nodiscard]] std::unique_ptr<Alarm> makeAlarm(std::function<void()> ring) const override;

    void advance(Milliseconds span);
    /// Jumps to the next alarm and rings it (and others of the same time); false when none is armed.
    bool advanceToNextAlarm();
    [[nodiscard]] int armedAlarms() const;
    /// How far the next alarm is away; nullopt when none is armed.
    [[nodiscard]] std::optional<Milliseconds> untilNextAlarm() const;

    /// What the clock and its alarms share.
    struct State;

private:
    void advanceTo(Milliseconds target);

    std::shared_ptr<State> m_state;
};

} // namespace tributary
