// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/SentRequest.h"
#include "viewmodel/Timeline.h"

namespace tributary {

/// A label and what it says.
struct CallFact
{
    QString label;
    QString value;

    bool operator==(const CallFact &) const = default;
};

/// All that is known of one agent's call.
struct CallDetails
{
    /// "B · qwen2.5-72b-instruct".
    QString title;
    /// Model asked and answered, request id, tokens, cost, times.
    QList<CallFact> facts;
    /// Every part of the call in words, in order.
    QStringList parts;
    /// What went out, by attempt; empty where programs did not keep it.
    QList<SentRequest> requests;

    bool operator==(const CallDetails &) const = default;
};

CallDetails describeCall(const RunScene &scene, const TimelineRow &row, const QList<SentRequest> &sent);

/// The body as a person reads it: indented JSON, or as it is when it is none.
QString readableBody(const QByteArray &body);
/// A line for a shell that sends the same again. The key is the name of a variable, never the key itself.
QString curlCommand(const SentRequest &request, const ProviderDirectory &providers);

} // namespace tributary
