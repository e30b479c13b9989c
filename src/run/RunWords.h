// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/EnumWords.h"
#include "run/RunEvent.h"

/// The words of a run's events, for lines, records and traces.
namespace tributary::words {

inline constexpr Table<RunOutcome, 4> outcomeNames{{
    {RunOutcome::Synthesis, QLatin1StringView("synthesis")},
    {RunOutcome::NoSynthesis, QLatin1StringView("no-synthesis")},
    {RunOutcome::BudgetStopped, QLatin1StringView("budget")},
    {RunOutcome::Stopped, QLatin1StringView("stopped")},
}};

inline constexpr Table<SkipReason, 6> skipNames{{
    {SkipReason::Muted, QLatin1StringView("muted")},
    {SkipReason::Bypassed, QLatin1StringView("bypassed")},
    {SkipReason::NoReferences, QLatin1StringView("no-references")},
    {SkipReason::Quorum, QLatin1StringView("quorum")},
    {SkipReason::Budget, QLatin1StringView("budget")},
    {SkipReason::RunStopped, QLatin1StringView("run-stopped")},
}};

inline constexpr Table<TextChannel, 2> channelNames{{
    {TextChannel::Answer, QLatin1StringView("answer")},
    {TextChannel::Reasoning, QLatin1StringView("reasoning")},
}};

inline constexpr Table<event::CallStopped::Reason, 2> stopNames{{
    {event::CallStopped::Reason::Person, QLatin1StringView("person")},
    {event::CallStopped::Reason::Straggler, QLatin1StringView("straggler")},
}};

inline constexpr Table<CallWait::Cause, 4> waitNames{{
    {CallWait::Cause::Place, QLatin1StringView("place")},
    {CallWait::Cause::RateLimit, QLatin1StringView("rate-limit")},
    {CallWait::Cause::Busy, QLatin1StringView("busy")},
    {CallWait::Cause::Key, QLatin1StringView("key")},
}};

/// The words of design.md, section 6, in the order of RunEventBody's alternatives.
inline constexpr std::array<QLatin1StringView, std::variant_size_v<RunEventBody>> eventNames{
    QLatin1StringView("run-started"),        QLatin1StringView("call-queued"),  QLatin1StringView("call-started"),
    QLatin1StringView("first-token"),        QLatin1StringView("text"),         QLatin1StringView("call-retrying"),
    QLatin1StringView("call-finished"),      QLatin1StringView("call-failed"),  QLatin1StringView("call-cached"),
    QLatin1StringView("call-skipped"),       QLatin1StringView("call-stopped"), QLatin1StringView("layer-finished"),
    QLatin1StringView("quorum-missed"),      QLatin1StringView("run-finished"), QLatin1StringView("call-waiting"),
    QLatin1StringView("run-resumed"),        QLatin1StringView("call-hedged"),  QLatin1StringView("call-hedge-taken"),
    QLatin1StringView("call-hedge-dropped"),
};

} // namespace tributary::words
