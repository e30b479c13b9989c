// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/RunRecord.h"

namespace tributary::tests {

/// Two proposers "a" and "b" at "p/m1" and "p/m2", and the aggregator "s" at "q/m3".
Graph sampleGraph(const QString &name = QStringLiteral("MoA 2+1"));

/// A record without events, started so many seconds after 2030-01-01 00:00 UTC.
RunRecord sampleHead(const QString &id, const QString &prompt = QStringLiteral("Why is the sky blue?"),
                     qint64 second = 0);

/// From the start to the synthesis: "a" answers "first answer", "b" fails after "half an", "s" writes `synthesis`.
/// Costs 0.75 USD, takes 900 ms.
QList<RunEvent> sampleEvents(const QString &id, const QString &synthesis = QStringLiteral("the synthesis"));

/// The two together, with one request of "a".
RunRecord sampleRun(const QString &id, const QString &prompt = QStringLiteral("Why is the sky blue?"),
                    qint64 second = 0);

/// The n-th event of a run that streams for ever: two agents in turn, each asked again and again; every tenth event is
/// no text.
RunEvent streamedEvent(const QString &id, int number);

SentRequest sampleRequest(const QString &body = QStringLiteral("{\"model\":\"m1\"}"));

} // namespace tributary::tests
