// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/RunEvent.h"

#include <QHash>
#include <QMap>

namespace tributary {

/// What a call did from one moment to the next.
struct CallSpan
{
    enum class Kind {
        Waiting,    ///< it was wanted and had not been sent: no free place, a rate limit
        FirstToken, ///< sent, and nothing came back yet
        Streaming,  ///< from the first token on
        Failed,     ///< a whole attempt that came to nothing, from its request to its end
        BackOff,    ///< the pause after a failed attempt
        Hedge,      ///< the second call of an agent whose first took long, while it was not needed
    };

    Kind kind = Kind::Waiting;
    /// Since the run started.
    Milliseconds start{0};
    Milliseconds end{0};
    /// The attempt that it belongs to; of Waiting and BackOff the one that follows.
    int attempt = 1;
    /// Of Failed: why.
    ErrorKind error = ErrorKind::Internal;

    [[nodiscard]] Milliseconds length() const { return end - start; }

    bool operator==(const CallSpan &) const = default;
};

/// "waiting", "first-token", "streaming", "failed", "back-off", "hedge".
QString wireName(CallSpan::Kind kind);

/// Where the time of one agent went. All its attempts together.
struct AgentTimes
{
    AgentId agent;
    int layer = 0;
    /// By their start. A hedge, and what its first call did meanwhile, lie beside each other; nothing else does.
    QList<CallSpan> spans;
    /// Of the first request and of the settling; negative while it has not happened.
    Milliseconds start{-1};
    Milliseconds end{-1};
    /// The span that is going on ends now.
    bool isOpen = false;

    [[nodiscard]] int retries() const;

    bool operator==(const AgentTimes &) const = default;
};

struct LayerTimes
{
    int layer = 0;
    /// From the first call that was wanted to the end of the layer, or to now.
    Milliseconds start{0};
    Milliseconds end{0};
    /// The agent that the next layer waited for; empty while the layer runs and when nobody was asked.
    AgentId critical;

    bool operator==(const LayerTimes &) const = default;
};

/// Where the time of a run went.
struct RunTimes
{
    /// Agents that were asked, by layer and then by the time they were.
    QList<AgentTimes> agents;
    QList<LayerTimes> layers;
    /// Of the whole run, to its end or to now.
    Milliseconds total{0};
    bool isOver = false;
    /// The calls that the total is made of, one a layer: from first request to end, added up. What is left of the total
    /// was spent between calls.
    Milliseconds criticalPath{0};
    /// Estimated tokens of all calls by the `RunTimesReader::rateStep` that they came in; steps without any are left
    /// out.
    QMap<qint64, double> tokens;

    /// nullptr for an agent that was not asked.
    [[nodiscard]] const AgentTimes *find(const AgentId &id) const;
    [[nodiscard]] bool isCritical(const AgentId &id) const;

    bool operator==(const RunTimes &) const = default;
};

/// Reads times out of a run's events, one after the other, while it goes on or afterwards. An event costs the same
/// however long the run is.
class RunTimesReader
{
public:
    static constexpr Milliseconds rateStep{250};

    void take(const RunEvent &event);
    /// `now`: how far the run has come since its start, for what is still going on.
    [[nodiscard]] RunTimes times(Milliseconds now) const;

private:
    struct Subject;

    QHash<AgentId, AgentTimes> m_agents;
    QMap<int, LayerTimes> m_layers;
    QMap<qint64, double> m_tokens;
    QList<AgentId> m_order;
    Milliseconds m_end{-1};
};

RunTimes timesOf(const QList<RunEvent> &events);

} // namespace tributary
