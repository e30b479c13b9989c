// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Clock.h"

namespace tributary {

/// Stands still, while its alarms ring as always: every duration on screen is zero, so two pictures are equal.
class FixedClock final : public Clock
{
public:
    [[nodiscard]] Milliseconds now() const override { return {}; }

    [[nodiscard]] QDateTime calendar() const override;
    [[nodiscard]] std::unique_ptr<Alarm> makeAlarm(std::function<void()> ring) const override;

private:
    SystemClock m_alarms;
};

} // namespace tributary
