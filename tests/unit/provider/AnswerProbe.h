// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "provider/Dialect.h"

#include <QRandomGenerator>
#include <QStringList>

namespace tributary {

using namespace Qt::StringLiterals;

/// Cuts bytes in pieces of the given sizes, the last one repeating; 0: everything at once.
inline QList<QByteArray> pieces(const QByteArray &bytes, const QList<qsizetype> &sizes)
{
    QList<QByteArray> result;
    qsizetype at = 0;
    for (qsizetype i = 0; at < bytes.size(); ++i) {
        const qsizetype size = sizes.value(qMin(i, sizes.size() - 1), 0);
        result.append(size == 0 ? bytes.mid(at) : bytes.mid(at, size));
        at += result.last().size();
    }
    return result;
}

inline QList<QList<qsizetype>> cuttings()
{
    QList<QList<qsizetype>> all{{0}, {1}, {2}, {3}, {7}};
    QRandomGenerator random(7);
    for (int i = 0; i < 20; ++i) {
        QList<qsizetype> sizes;
        for (int j = 0; j < 40; ++j)
            sizes.append(1 + static_cast<qsizetype>(random.bounded(60)));
        all.append(sizes);
    }
    return all;
}

/// What a reader made of a stream.
struct AnswerProbe
{
    QString answer;
    QString reasoning;
    QString verdict;
    QString words;
    std::optional<Usage> usage;
    QString model;

    bool operator==(const AnswerProbe &) const = default;
};

inline QString verdictName(ChatVerdict::Kind kind)
{
    static const QStringList names{u"complete"_s,   u"cut"_s,       u"error"_s,     u"refused"_s,  u"filtered"_s,
                                   u"overloaded"_s, u"tool-call"_s, u"empty"_s,     u"at-limit"_s, u"truncated"_s,
                                   u"malformed"_s,  u"web-page"_s,  u"no-content"_s};
    return names.at(static_cast<int>(kind));
}

inline void collect(AnswerProbe &read, const QList<ChatDelta> &deltas)
{
    for (const ChatDelta &delta : deltas)
        (delta.channel == ChatDelta::Channel::Answer ? read.answer : read.reasoning) += delta.text;
}

inline AnswerProbe readAnswer(DialectKind kind, const QByteArray &bytes, const QList<qsizetype> &sizes)
{
    const auto decoder = dialectOf(kind).makeDecoder({});
    const auto reader = dialectOf(kind).makeReader();
    AnswerProbe read;
    const auto chunks = pieces(bytes, sizes);
    for (const QByteArray &chunk : chunks) {
        for (const StreamFrame &frame : decoder->feed(chunk))
            collect(read, reader->read(frame));
    }
    for (const StreamFrame &frame : decoder->finish())
        collect(read, reader->read(frame));
    collect(read, reader->finish());
    const ChatVerdict verdict = reader->verdict();
    read.verdict = verdictName(verdict.kind);
    read.words = verdict.words;
    read.usage = reader->usage();
    read.model = reader->servedModel();
    return read;
}

} // namespace tributary
