// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "analysis/RunAnalysis.h"

namespace tributary {

/// Follows sources back through the answers between, to answers whose authors read nothing. What a sentence of an
/// answer goes back to is found once, so time grows with the sentences and not with the ways between them.
class SourceTracer
{
public:
    /// Readers in graph order: those whom others read come first. The list must outlive the tracer.
    explicit SourceTracer(const QList<ReaderAnalysis> &readers);

    /// Whether any of the agent's references was itself made from references.
    [[nodiscard]] bool reachesFurther(const AgentId &agent) const;

    /// One list per sentence of the agent's report, best first.
    [[nodiscard]] QList<QList<TracedSource>> trace(const AgentId &agent) const { return m_traces.value(agent); }

private:
    [[nodiscard]] QList<TracedSource> traceSentence(const SentenceSources &sentence) const;
    [[nodiscard]] QList<TracedSource> tracePassage(const SourcePassage &passage) const;

    QHash<AgentId, const ReaderAnalysis *> m_readers;
    QHash<AgentId, QList<QList<TracedSource>>> m_traces;
};

} // namespace tributary
