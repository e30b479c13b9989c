// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/RunEvent.h"

#include "base/Overloaded.h"
#include "run/RunWords.h"

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

/// What a trace tells of an event beside its name.
QString traceDetail(const RunEventBody &body)
{
    return std::visit(
        Overloaded{
            [](const event::RunStarted &e) { return u"%1 calls"_s.arg(e.calls); },
            [](const event::CallQueued &e) {
                QStringList words{e.model.toString()};
                for (const AgentId &agent : e.references)
                    words.append(u'<' + agent.value);
                for (const AgentId &agent : e.dropped)
                    words.append(u'-' + agent.value);
                return words.join(u' ');
            },
            [](const event::CallStarted &e) { return u"%1 attempt %2"_s.arg(e.model.toString()).arg(e.attempt); },
            [](const event::FirstToken &) { return QString(); },
            [](const event::Text &e) {
                const QString channel = e.channel == TextChannel::Reasoning ? u"reasoning "_s : QString();
                return channel + u'"' + QString(e.delta).replace(u'\n', u"\\n"_s) + u'"';
            },
            [](const event::CallRetrying &e) {
                const QString next = e.fallback.isEmpty() ? QString() : u" fallback "_s + e.fallback.toString();
                return u"%1 wait %2"_s.arg(wireName(e.kind)).arg(e.wait.count()) + next;
            },
            [](const event::CallFinished &e) { return u"%1 characters"_s.arg(e.textLength); },
            [](const event::CallFailed &e) { return wireName(e.kind); },
            [](const event::CallCached &e) { return u'"' + e.answer + u'"'; },
            [](const event::CallSkipped &e) { return wireName(e.reason); },
            [](const event::CallStopped &e) { return words::word(words::stopNames, e.reason); },
            [](const event::LayerFinished &e) { return u"%1 of %2"_s.arg(e.usable).arg(e.asked); },
            [](const event::QuorumMissed &e) { return u"%1 of %2"_s.arg(e.usable).arg(e.needed); },
            [](const event::RunFinished &e) { return wireName(e.outcome); },
            [](const event::CallWaiting &e) { return words::word(words::waitNames, e.wait.cause); },
            [](const event::RunResumed &) { return QString(); },
            [](const event::CallHedged &e) { return u"%1 attempt %2"_s.arg(e.model.toString()).arg(e.attempt); },
            [](const event::HedgeTaken &e) { return u"%1 \"%2\""_s.arg(wireName(e.kind), e.answer); },
            [](const event::HedgeDropped &e) { return wireName(e.kind); },
        },
        body);
}

} // namespace

QString eventName(const RunEvent &event)
{
    return words::eventNames[event.body.index()];
}

QString toTraceLine(const RunEvent &event)
{
    QStringList words;
    if (!event.agent.isEmpty())
        words.append(event.agent.value);
    else if (event.layer >= 0)
        words.append(u"layer %1"_s.arg(event.layer + 1));
    words.append(eventName(event));
    const QString detail = traceDetail(event.body);
    if (!detail.isEmpty())
        words.append(detail);
    return words.join(u' ');
}

QString wireName(RunOutcome outcome)
{
    return words::word(words::outcomeNames, outcome);
}

QString wireName(SkipReason reason)
{
    return words::word(words::skipNames, reason);
}

} // namespace tributary
