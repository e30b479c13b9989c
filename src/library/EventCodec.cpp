// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "library/EventCodec.h"

#include "library/Database.h"
#include "library/Packed.h"

#include <QCborArray>
#include <QCborMap>
#include <QCborValue>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

/// What one agent writes on one channel. The document is [version, streams, items]; a stream [agent, layer, channel,
/// text]; an item [stream, milliseconds since the item before, length], or the map of an event that is no text.
struct TextStream
{
    AgentId agent;
    int layer = -1;
    TextChannel channel = TextChannel::Answer;
    QString text;
    /// While reading: what of the text was given out.
    qsizetype read = 0;

    [[nodiscard]] bool takes(const RunEvent &event, TextChannel wanted) const
    {
        return agent == event.agent && layer == event.layer && channel == wanted;
    }

    [[nodiscard]] QCborArray toCbor() const { return {agent.value, layer, int(channel), text}; }
};

constexpr int codecVersion = 1;

[[noreturn]] void throwDamaged(const QString &detail)
{
    throw DatabaseError(DatabaseError::Cause::Damaged, {ErrorKind::InvalidInput, detail});
}

qsizetype streamFor(QList<TextStream> &streams, const RunEvent &event, TextChannel channel)
{
    for (qsizetype i = 0; i < streams.size(); ++i) {
        if (std::as_const(streams)[i].takes(event, channel))
            return i;
    }
    streams.append({event.agent, event.layer, channel, {}});
    return streams.size() - 1;
}

QList<TextStream> readStreams(const QCborArray &array)
{
    QList<TextStream> streams;
    for (const auto &value : array) {
        const QCborArray stream = value.toArray();
        streams.append({{stream.at(0).toString()},
                        int(stream.at(1).toInteger()),
                        stream.at(2).toInteger() == 0 ? TextChannel::Answer : TextChannel::Reasoning,
                        stream.at(3).toString()});
    }
    return streams;
}

RunEvent readText(const QCborArray &item, QList<TextStream> &streams, Milliseconds before)
{
    const qint64 index = item.at(0).toInteger(-1);
    if (index < 0 || index >= streams.size())
        throwDamaged(u"an event belongs to no text"_s);
    TextStream &stream = streams[index];
    const qsizetype length = item.at(2).toInteger();
    if (length < 0 || stream.read + length > stream.text.size())
        throwDamaged(u"a text is too short"_s);
    const RunEvent event{before + Milliseconds(item.at(1).toInteger()), stream.agent, stream.layer,
                         event::Text{stream.channel, stream.text.mid(stream.read, length)}};
    stream.read += length;
    return event;
}

} // namespace

QByteArray encodeEvents(const QList<RunEvent> &events)
{
    QList<TextStream> streams;
    QCborArray items;
    Milliseconds before{0};
    for (const RunEvent &event : events) {
        if (const auto *text = std::get_if<event::Text>(&event.body)) {
            const qsizetype stream = streamFor(streams, event, text->channel);
            streams[stream].text += text->delta;
            items.append(QCborArray{stream, qint64((event.time - before).count()), text->delta.size()});
        } else {
            items.append(QCborMap::fromJsonObject(toJson(event)));
        }
        before = event.time;
    }
    QCborArray texts;
    for (const TextStream &stream : std::as_const(streams))
        texts.append(stream.toCbor());
    return packed(QCborValue(QCborArray{codecVersion, texts, items}).toCbor());
}

QList<RunEvent> decodeEvents(const QByteArray &bytes)
{
    const QCborArray document = QCborValue::fromCbor(unpacked(bytes)).toArray();
    if (document.at(0).toInteger() != codecVersion)
        throwDamaged(u"unknown version of events"_s);
    QList<TextStream> streams = readStreams(document.at(1).toArray());
    QList<RunEvent> events;
    const QCborArray items = document.at(2).toArray();
    events.reserve(items.size());
    Milliseconds before{0};
    for (const auto &item : items) {
        if (item.isArray()) {
            events.append(readText(item.toArray(), streams, before));
        } else {
            Result<RunEvent> event = runEventFromJson(item.toMap().toJsonObject());
            if (!event)
                throw DatabaseError(DatabaseError::Cause::Damaged, event.error());
            events.append(std::move(*event));
        }
        before = events.constLast().time;
    }
    return events;
}

} // namespace tributary
