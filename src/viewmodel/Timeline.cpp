// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/Timeline.h"

#include "base/Formatting.h"
#include "viewmodel/FailureWords.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tributary {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Timeline)
};

/// Two decimals: "6.12".
QString exactSeconds(Milliseconds time)
{
    constexpr double millisecondsPerSecond = 1000.0;
    return displayLocale().toString(static_cast<double>(time.count()) / millisecondsPerSecond, 'f', 2);
}

QString spanSentence(const CallSpan &span)
{
    const QString length = exactSeconds(span.length());
    switch (span.kind) {
    case CallSpan::Kind::Waiting:
        return Words::tr("Waited %1 s to be sent").arg(length);
    case CallSpan::Kind::FirstToken:
        return Words::tr("Attempt %1: first token after %2 s").arg(QString::number(span.attempt), length);
    case CallSpan::Kind::Streaming:
        return Words::tr("Attempt %1: streamed for %2 s").arg(QString::number(span.attempt), length);
    case CallSpan::Kind::Failed:
        return span.error == ErrorKind::Stopped
                   ? Words::tr("Attempt %1 given up after %2 s").arg(QString::number(span.attempt), length)
                   : Words::tr("Attempt %1 failed after %2 s: %3")
                         .arg(QString::number(span.attempt), length, failureWord(span.error));
    case CallSpan::Kind::BackOff:
        return Words::tr("Waited %1 s before attempt %2").arg(length, QString::number(span.attempt));
    case CallSpan::Kind::Hedge:
        return Words::tr("Attempt %1: asked a second time for %2 s, not needed")
            .arg(QString::number(span.attempt), length);
    }
    Q_UNREACHABLE();
}

Milliseconds lengthOf(const AgentTimes &times)
{
    if (times.start < Milliseconds(0))
        return Milliseconds(0);
    const Milliseconds end = times.isOpen && !times.spans.isEmpty() ? times.spans.constLast().end : times.end;
    return std::max(Milliseconds(0), end - times.start);
}

/// How fast the last attempt wrote, while it wrote.
QString speedOf(const AgentTimes &times, qint64 tokens)
{
    const auto last = std::find_if(times.spans.rbegin(), times.spans.rend(),
                                   [](const CallSpan &span) { return span.kind == CallSpan::Kind::Streaming; });
    return last == times.spans.rend() ? QString() : formatSpeed(tokens, last->length());
}

QString figuresOf(const AgentDisplay &display, const AgentTimes &times, const AgentState &state)
{
    if (times.start < Milliseconds(0))
        return display.stateText;
    QStringList parts{formatDuration(lengthOf(times))};
    if (display.state == DisplayState::Failed || display.state == DisplayState::Stopped)
        parts.append(display.stateText);
    if (const qint64 tokens = state.usage.output(); tokens > 0) {
        parts.append(Words::tr("%1 tok").arg(formatCount(tokens)));
        parts.append(speedOf(times, tokens));
    }
    if (state.costUsd)
        parts.append(formatMoney(*state.costUsd));
    if (const int retries = times.retries(); retries > 0)
        parts.append(retries == 1 ? Words::tr("1 retry") : Words::tr("%1 retries").arg(retries));
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

TimelineRow describeRow(const RunScene &scene, const RunTimes &times, const AgentId &id)
{
    TimelineRow row;
    row.display = describeAgent(scene, id);
    if (const AgentTimes *own = times.find(id))
        row.times = *own;
    row.critical = times.isCritical(id);
    row.figures = figuresOf(row.display, row.times, scene.run.agent(id));
    QStringList spoken{row.display.accessibleName, row.figures};
    if (row.critical)
        spoken.append(Words::tr("on the critical path"));
    for (const CallSpan &span : row.times.spans)
        spoken.append(describeSpan(span));
    row.spoken = spoken.join(u". "_s);
    return row;
}

QString titleOf(const LayerDisplay &layer, const RunTimes &times)
{
    const auto own = std::ranges::find(times.layers, layer.layer, &LayerTimes::layer);
    if (own == times.layers.end() || own->end <= own->start)
        return layer.shortTitle;
    return u"%1 · %2"_s.arg(layer.shortTitle, formatDuration(own->end - own->start));
}

QStringList summarise(const RunScene &scene, const RunTimes &times)
{
    QStringList summary{times.isOver ? Words::tr("total %1").arg(formatDuration(times.total))
                                     : Words::tr("%1 so far").arg(formatDuration(times.total))};
    if (times.isOver && times.criticalPath > Milliseconds(0))
        summary.append(Words::tr("critical path %1").arg(formatDuration(times.criticalPath)));
    const qsizetype calls =
        std::ranges::count_if(times.agents, [](const AgentTimes &agent) { return agent.start >= Milliseconds(0); });
    summary.append(calls == 1 ? Words::tr("1 call") : Words::tr("%1 calls").arg(formatCount(calls)));
    int retries = 0;
    for (const AgentTimes &agent : times.agents)
        retries += agent.retries();
    if (retries > 0)
        summary.append(retries == 1 ? Words::tr("1 retry") : Words::tr("%1 retries").arg(retries));
    const auto slowest = std::ranges::max_element(times.agents, {}, lengthOf);
    if (times.isOver && calls > 1 && slowest != times.agents.end())
        summary.append(Words::tr("slowest %1").arg(scene.letterOf(slowest->agent)));
    return summary;
}

} // namespace

QString describeSpan(const CallSpan &span)
{
    return Words::tr("%1 (%2 to %3 s)", "what a call did, from when to when")
        .arg(spanSentence(span), exactSeconds(span.start), exactSeconds(span.end));
}

TimelineDisplay describeTimeline(const RunScene &scene, const RunTimes &times)
{
    TimelineDisplay timeline;
    if (!scene.hasRun())
        return timeline;
    timeline.total = times.total;
    timeline.isLive = !times.isOver;
    timeline.tokens = times.tokens;
    timeline.summary = summarise(scene, times);
    const QList<LayerDisplay> layers = describeLayers(scene);
    for (const LayerDisplay &layer : layers) {
        TimelineLayer display{titleOf(layer, times), {}};
        for (const AgentId &id : layer.agents)
            display.rows.append(describeRow(scene, times, id));
        timeline.layers.append(display);
    }
    return timeline;
}

TimelineDisplay onlyCritical(TimelineDisplay timeline)
{
    for (TimelineLayer &layer : timeline.layers)
        layer.rows.removeIf([](const TimelineRow &row) { return !row.critical; });
    timeline.layers.removeIf([](const TimelineLayer &layer) { return layer.rows.isEmpty(); });
    return timeline;
}

} // namespace tributary
