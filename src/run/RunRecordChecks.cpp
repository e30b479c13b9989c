// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/RunRecordChecks.h"

#include "base/Overloaded.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tributary::RunRecord)
};

/// The member at fault and what is wrong with it; nullopt: nothing.
using Fault = std::optional<QString>;

Fault faultyId(const QString &member, const QString &id)
{
    if (id.isEmpty())
        return member + u": "_s + Text::tr("is missing");
    if (id.size() > recordlimits::longestId)
        return member + u": "_s + Text::tr("is longer than %1 characters").arg(recordlimits::longestId);
    const bool printable = std::all_of(id.begin(), id.end(), [](QChar c) { return c.isPrint(); });
    // Ids become file names.
    if (!printable || id.contains(u'/') || id.contains(u'\\') || id.startsWith(u'.'))
        return member + u": "_s + Text::tr("has characters that no id has");
    return std::nullopt;
}

Fault tooLong(const QString &member, qsizetype size, qsizetype most)
{
    if (size <= most)
        return std::nullopt;
    return member + u": "_s + Text::tr("is longer than %1").arg(most);
}

Fault negative(const QString &member, double value)
{
    return value < 0.0 ? Fault(member + u": "_s + Text::tr("is below zero")) : std::nullopt;
}

Fault firstOf(std::initializer_list<Fault> faults)
{
    const auto found = std::find_if(faults.begin(), faults.end(), [](const Fault &fault) { return fault.has_value(); });
    return found == faults.end() ? std::nullopt : *found;
}

Fault faultyUsage(const Usage &usage)
{
    const qint64 least =
        std::min({usage.inUncached, usage.cacheRead, usage.cacheWrite, usage.outVisible, usage.outReasoning});
    return firstOf(
        {negative(u"usage"_s, double(least)), negative(u"usage.reportedUsd"_s, usage.reportedUsd.value_or(0))});
}

Fault faultyCost(const std::optional<double> &costUsd)
{
    return negative(u"costUsd"_s, costUsd.value_or(0.0));
}

Fault faultyText(const QString &member, const QString &text)
{
    return tooLong(member, text.size(), recordlimits::longestText);
}

Fault faultyAttempt(int attempt)
{
    return attempt < 1 ? Fault(u"attempt: "_s + Text::tr("attempts count from 1")) : std::nullopt;
}

/// Numbers and texts of one event, without looking at others.
Fault faultyBody(const RunEventBody &body)
{
    return std::visit(Overloaded{
                          [](const event::CallStarted &e) { return faultyAttempt(e.attempt); },
                          [](const event::CallHedged &e) { return faultyAttempt(e.attempt); },
                          [](const event::Text &e) { return faultyText(u"delta"_s, e.delta); },
                          [](const event::CallRetrying &e) {
                              return firstOf({negative(u"waitMs"_s, double(e.wait.count())), faultyCost(e.costUsd)});
                          },
                          [](const event::CallFinished &e) {
                              return firstOf({faultyUsage(e.usage), faultyCost(e.costUsd),
                                              negative(u"timings.totalMs"_s, double(e.timings.total.count()))});
                          },
                          [](const event::CallCached &e) {
                              return firstOf({faultyText(u"answer"_s, e.answer), faultyUsage(e.usage)});
                          },
                          [](const event::CallFailed &e) { return faultyCost(e.costUsd); },
                          [](const event::CallStopped &e) { return faultyCost(e.costUsd); },
                          [](const event::HedgeTaken &e) {
                              return firstOf({faultyText(u"answer"_s, e.answer), faultyCost(e.costUsd)});
                          },
                          [](const event::HedgeDropped &e) { return faultyCost(e.costUsd); },
                          [](const event::RunResumed &e) { return negative(u"costUsd"_s, e.costUsd); },
                          [](const event::RunFinished &e) {
                              return firstOf({negative(u"costUsd"_s, e.costUsd), faultyUsage(e.usage)});
                          },
                          [](const auto &) { return Fault(); },
                      },
                      body);
}

/// Follows the events as the run went.
class EventCheck
{
public:
    explicit EventCheck(const Graph &graph)
        : m_layers(int(graph.layers.size()))
    {
        for (int layer = 0; layer < m_layers; ++layer) {
            for (const Agent &agent : graph.layers[layer].agents)
                m_layerOf.insert(agent.id, layer);
        }
    }

    Fault check(const RunEvent &event)
    {
        if (const Fault fault = firstOf({faultyTime(event), faultyPlace(event), faultyBody(event.body)}))
            return fault;
        if (!reduce(m_state, event))
            return u"event: "_s + Text::tr("\"%1\" makes no sense here").arg(eventName(event));
        return std::nullopt;
    }

private:
    Fault faultyTime(const RunEvent &event)
    {
        if (event.time < m_last || event.time > recordlimits::longestRun)
            return u"t: "_s + Text::tr("%1 does not follow %2").arg(event.time.count()).arg(m_last.count());
        m_last = event.time;
        return std::nullopt;
    }

    [[nodiscard]] Fault faultyPlace(const RunEvent &event) const
    {
        const bool isOfRun = std::holds_alternative<event::RunStarted>(event.body) ||
                             std::holds_alternative<event::RunResumed>(event.body) ||
                             std::holds_alternative<event::RunFinished>(event.body);
        const bool isOfLayer = std::holds_alternative<event::LayerFinished>(event.body) ||
                               std::holds_alternative<event::QuorumMissed>(event.body);
        if ((isOfRun || isOfLayer) != event.agent.isEmpty())
            return u"agent: "_s + (event.agent.isEmpty() ? Text::tr("is missing") : Text::tr("does not belong here"));
        if (isOfRun)
            return event.layer == -1 ? Fault() : u"layer: "_s + Text::tr("does not belong here");
        if (isOfLayer)
            return event.layer >= 0 && event.layer < m_layers ? Fault()
                                                              : u"layer: "_s + Text::tr("there is no such layer");
        const auto layer = m_layerOf.constFind(event.agent);
        if (layer == m_layerOf.constEnd())
            return u"agent: "_s + Text::tr("there is no agent \"%1\"").arg(event.agent.value);
        return event.layer == *layer ? Fault()
                                     : u"layer: "_s + Text::tr("the agent stands in layer %1").arg(*layer + 1);
    }

    QHash<AgentId, int> m_layerOf;
    int m_layers;
    RunState m_state;
    Milliseconds m_last{0};
};

Fault faultyGraph(const Graph &graph)
{
    QSet<AgentId> ids;
    for (const Layer &layer : graph.layers) {
        for (const Agent &agent : layer.agents) {
            if (ids.contains(agent.id))
                return u"graph: "_s + Text::tr("two agents have the id \"%1\"").arg(agent.id.value);
            ids.insert(agent.id);
        }
    }
    return std::nullopt;
}

Fault faultyEvents(const RunRecord &record)
{
    if (const Fault fault = tooLong(u"events"_s, record.events.size(), recordlimits::mostEvents))
        return fault;
    EventCheck check(record.graph);
    for (qsizetype i = 0; i < record.events.size(); ++i) {
        if (const Fault fault = check.check(record.events[i]))
            return u"events[%1].%2"_s.arg(i).arg(*fault);
    }
    return std::nullopt;
}

Fault faultyRequests(const RunRecord &record)
{
    if (const Fault fault = tooLong(u"requests"_s, record.requests.size(), recordlimits::mostRequests))
        return fault;
    for (qsizetype i = 0; i < record.requests.size(); ++i) {
        const SentRequest &request = record.requests[i];
        Fault fault = faultyAttempt(request.attempt);
        if (!findAgent(record.graph, request.agent))
            fault = u"agent: "_s + Text::tr("there is no agent \"%1\"").arg(request.agent.value);
        if (fault)
            return u"requests[%1].%2"_s.arg(i).arg(*fault);
    }
    return std::nullopt;
}

Fault faultyAttachments(const RunRecord &record)
{
    for (qsizetype i = 0; i < record.attachments.size(); ++i) {
        const Attachment &attachment = record.attachments[i];
        if (const Fault fault =
                firstOf({faultyText(u"text"_s, attachment.text), negative(u"bytes"_s, double(attachment.bytes))}))
            return u"attachments[%1].%2"_s.arg(i).arg(*fault);
    }
    return std::nullopt;
}

} // namespace

Result<void> checkRecord(const RunRecord &record)
{
    const Fault fault =
        firstOf({faultyId(u"id"_s, record.id.value), faultyText(u"prompt"_s, record.prompt),
                 tooLong(u"nonce"_s, record.nonce.size(), recordlimits::longestId), faultyGraph(record.graph),
                 faultyEvents(record), faultyRequests(record), faultyAttachments(record)});
    if (fault)
        return fail(ErrorKind::InvalidInput, *fault);
    return {};
}

} // namespace tributary
