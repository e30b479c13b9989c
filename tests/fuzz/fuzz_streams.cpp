// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "FuzzInput.h"
#include "provider/Dialect.h"

namespace tributary {

namespace {

struct Outcome
{
    QString answer;
    QString reasoning;
    ChatVerdict verdict;
    std::optional<Usage> usage;
    QString servedModel;

    bool operator==(const Outcome &) const = default;
};

void collect(Outcome &outcome, const QList<ChatDelta> &deltas)
{
    for (const ChatDelta &delta : deltas)
        (delta.channel == ChatDelta::Channel::Answer ? outcome.answer : outcome.reasoning) += delta.text;
}

Outcome readIn(DialectKind kind, const QByteArray &bytes, qsizetype piece)
{
    const auto decoder = dialectOf(kind).makeDecoder({});
    const auto reader = dialectOf(kind).makeReader();
    Outcome outcome;
    for (qsizetype at = 0; at < bytes.size(); at += piece) {
        for (const StreamFrame &frame : decoder->feed(QByteArrayView(bytes).sliced(at, qMin(piece, bytes.size() - at))))
            collect(outcome, reader->read(frame));
    }
    for (const StreamFrame &frame : decoder->finish())
        collect(outcome, reader->read(frame));
    collect(outcome, reader->finish());
    outcome.verdict = reader->verdict();
    outcome.usage = reader->usage();
    outcome.servedModel = reader->servedModel();
    return outcome;
}

void check(const Outcome &outcome)
{
    using Kind = ChatVerdict::Kind;
    const bool answered = outcome.verdict.kind == Kind::Complete || outcome.verdict.kind == Kind::CutByLimit;
    require(!answered || !outcome.answer.trimmed().isEmpty());
    if (!outcome.usage)
        return;
    const Usage &usage = *outcome.usage;
    require(usage.inUncached >= 0 && usage.cacheRead >= 0 && usage.cacheWrite >= 0);
    require(usage.outVisible >= 0 && usage.outReasoning >= 0);
}

} // namespace

} // namespace tributary

/// First byte: the dialect and the size of the pieces; then the stream. However it is cut, it means the same.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    using namespace tributary;
    FuzzInput input(data, size);
    const uint8_t how = input.takeByte();
    const auto kind = static_cast<DialectKind>(how % 4);
    const qsizetype piece = 1 + how / 4;
    const QByteArray &bytes = input.rest();
    const Outcome whole = readIn(kind, bytes, qMax<qsizetype>(1, bytes.size()));
    check(whole);
    require(readIn(kind, bytes, piece) == whole);
    return 0;
}
