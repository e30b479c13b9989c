// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "analysis/RunTimes.h"
#include "viewmodel/RunScene.h"

namespace tributary {

/// One agent as the timeline shows it.
struct TimelineRow
{
    AgentDisplay display;
    /// Empty for an agent that was not asked.
    AgentTimes times;
    /// It determines how long the run took.
    bool critical = false;
    /// At the end of its bar: "6.1 s · 541 tok · 89 tok/s · $0.004"; why it has none when it was not asked.
    QString figures;
    /// For screen readers: name, figures and every part of the bar.
    QString spoken;

    bool operator==(const TimelineRow &) const = default;
};

struct TimelineLayer
{
    /// "Layer 1 · 7.8 s".
    QString title;
    QList<TimelineRow> rows;

    bool operator==(const TimelineLayer &) const = default;
};

/// A run over time. All texts are ready to show.
struct TimelineDisplay
{
    /// Empty: there is no run.
    QList<TimelineLayer> layers;
    Milliseconds total{0};
    /// The run goes on: `total` is now.
    bool isLive = false;
    /// As in RunTimes.
    QMap<qint64, double> tokens;
    /// "total 18.4 s", "critical path 17.9 s", "4 calls", "1 retry", "slowest B".
    QStringList summary;

    bool operator==(const TimelineDisplay &) const = default;
};

TimelineDisplay describeTimeline(const RunScene &scene, const RunTimes &times);
/// Without everybody who did not determine how long the run took.
TimelineDisplay onlyCritical(TimelineDisplay timeline);

/// "Attempt 1 failed after 1.20 s: rate limit (0.00 to 1.20 s)".
QString describeSpan(const CallSpan &span);

} // namespace tributary
