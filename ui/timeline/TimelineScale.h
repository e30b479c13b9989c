// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Clock.h"

#include <algorithm>

namespace tributary {

/// Which part of a run lies on which pixels.
struct TimelineScale
{
    /// Left edge of the time axis, and how wide the part on screen is, in pixels.
    int left = 0;
    int width = 1;
    Milliseconds from{0};
    Milliseconds span{1};

    [[nodiscard]] double x(Milliseconds time) const
    {
        return left + static_cast<double>((time - from).count()) / static_cast<double>(span.count()) * width;
    }

    [[nodiscard]] Milliseconds timeAt(double x) const
    {
        return from + Milliseconds(static_cast<qint64>((x - left) / width * static_cast<double>(span.count())));
    }

    [[nodiscard]] int right() const { return left + width; }

    bool operator==(const TimelineScale &) const = default;
};

/// Which part of a run is shown: all of it, or a piece that was zoomed into.
class TimelineZoom
{
public:
    static constexpr double most = 400;
    static constexpr double step = 1.5;

    [[nodiscard]] double factor() const { return m_factor; }

    [[nodiscard]] bool isWhole() const { return m_factor <= 1; }

    [[nodiscard]] Milliseconds span(Milliseconds total) const
    {
        return std::max(Milliseconds(1),
                        Milliseconds(static_cast<qint64>(static_cast<double>(total.count()) / m_factor)));
    }

    [[nodiscard]] Milliseconds from(Milliseconds total) const
    {
        return std::clamp(m_from, Milliseconds(0), std::max(Milliseconds(0), total - span(total)));
    }

    void setFrom(Milliseconds from) { m_from = from; }

    /// Keeps what lies at `fixed` where it is.
    void zoom(double by, Milliseconds fixed, Milliseconds total)
    {
        const Milliseconds before = span(total);
        const Milliseconds offset = fixed - from(total);
        m_factor = std::clamp(m_factor * by, 1.0, most);
        const double share = static_cast<double>(offset.count()) / static_cast<double>(before.count());
        m_from = fixed - Milliseconds(static_cast<qint64>(share * static_cast<double>(span(total).count())));
    }

    void reset() { *this = {}; }

private:
    double m_factor = 1;
    Milliseconds m_from{0};
};

} // namespace tributary
