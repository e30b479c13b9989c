// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/Tracing.h"

#include <algorithm>

namespace tributary {

namespace {

/// Best first, each passage once, by the best way to it.
void keepBest(QList<TracedSource> &sources)
{
    std::ranges::stable_sort(sources, std::ranges::greater(), &TracedSource::score);
    QList<TracedSource> best;
    for (const TracedSource &source : std::as_const(sources)) {
        const bool known = std::ranges::any_of(best, [&source](const TracedSource &other) {
            return other.path.constLast() == source.path.constLast() && other.range == source.range;
        });
        if (!known && best.size() < RunAnalysis::mostTraces)
            best.append(source);
    }
    sources = best;
}

} // namespace

SourceTracer::SourceTracer(const QList<ReaderAnalysis> &readers)
{
    for (const ReaderAnalysis &reader : readers) {
        QList<QList<TracedSource>> traces;
        for (const SentenceSources &sentence : reader.sources.sentences)
            traces.append(traceSentence(sentence));
        m_readers.insert(reader.agent, &reader);
        m_traces.insert(reader.agent, traces);
    }
}

bool SourceTracer::reachesFurther(const AgentId &agent) const
{
    const ReaderAnalysis *reader = m_readers.value(agent);
    return reader && std::ranges::any_of(reader->coverage, [this](const AnswerCoverage &coverage) {
               return m_readers.contains(coverage.agent);
           });
}

QList<TracedSource> SourceTracer::traceSentence(const SentenceSources &sentence) const
{
    QList<TracedSource> sources;
    for (qsizetype i = 0; i < sentence.strongCount; ++i)
        sources += tracePassage(sentence.sources[i]);
    keepBest(sources);
    return sources;
}

QList<TracedSource> SourceTracer::tracePassage(const SourcePassage &passage) const
{
    const ReaderAnalysis *reader = m_readers.value(passage.agent);
    if (!reader)
        return {{{passage.agent}, passage.range, passage.score}};
    const QList<SentenceSources> &sentences = reader->sources.sentences;
    const auto first = std::ranges::upper_bound(sentences, passage.range.start, {},
                                                [](const SentenceSources &sentence) { return sentence.range.end(); });
    QList<TracedSource> sources;
    for (auto at = first; at != sentences.end() && at->range.start < passage.range.end(); ++at) {
        const QList<TracedSource> further = m_traces.value(passage.agent).at(at - sentences.begin());
        for (TracedSource source : further) {
            source.path.prepend(passage.agent);
            source.score *= passage.score;
            sources.append(source);
        }
    }
    return sources;
}

} // namespace tributary
