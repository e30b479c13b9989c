// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "FuzzInput.h"
#include "analysis/Sources.h"

/// The bytes are a synthesis, references and, behind the last mark, the prompt; 0xff parts them.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    using namespace tributary;
    const QList<QByteArray> parts = FuzzInput(data, size).rest().split('\xff');
    SourceQuestion question;
    question.text = QString::fromUtf8(parts.first());
    question.prompt = parts.size() > 2 ? QString::fromUtf8(parts.last()) : QString();
    for (qsizetype i = 1; i + 1 < parts.size(); ++i)
        question.references.append({AgentId{QString::number(i - 1)}, QString::fromUtf8(parts[i])});
    qsizetype end = 0;
    const QList<TextSegment> segments = segmentMarkdown(question.text);
    for (const TextSegment &segment : segments) {
        require(segment.range.start >= end && segment.range.length > 0);
        end = segment.range.end();
    }
    require(end <= question.text.size());
    const SourceReport report = attributeSources(question).value();
    double all = report.newShare + report.promptShare;
    for (const double share : report.contribution)
        all += share;
    require(all == 1 || (all == 0 && report.sentences.isEmpty()));
    for (const SentenceSources &sentence : report.sentences) {
        for (const SourcePassage &source : sentence.sources) {
            require(source.score >= weakSourceScore && source.score <= 1);
            require(source.range.end() <= question.references[source.agent.value.toInt()].text.size());
        }
    }
    return 0;
}
