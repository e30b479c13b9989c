// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace tributary {

/// One unit of a streamed body.
struct StreamFrame
{
    enum class Kind {
        Data,       ///< a dispatched event (`data` lines joined with '\n'), or a line of NDJSON
        ErrorField, ///< the value of an `error:` field line, which some servers write instead of `data:`
        Json,       ///< a JSON text written without any field name: an error, or a body that was not streamed
        WebPage,    ///< the stream starts with '<'; the start of it
        Comment,    ///< a keep-alive
    };

    Kind kind = Kind::Data;
    QByteArray data;
    /// The `event:` field.
    QByteArray event = {};

    bool operator==(const StreamFrame &) const = default;
};

struct StreamLimits
{
    qint64 eventBytes = 32LL * 1024 * 1024;
    qint64 streamBytes = 256LL * 1024 * 1024;
};

/// Cuts a byte stream into frames, whatever the chunks it arrives in. Bytes are cut, never decoded, so no UTF-8
/// sequence is ever torn.
class FrameDecoder
{
public:
    FrameDecoder() = default;
    virtual ~FrameDecoder() = default;
    Q_DISABLE_COPY_MOVE(FrameDecoder)

    /// What `chunk` completes. Nothing more comes once a limit is passed.
    [[nodiscard]] virtual QList<StreamFrame> feed(QByteArrayView chunk) = 0;
    /// The stream is over: what is left in the buffer, complete or not.
    [[nodiscard]] virtual QList<StreamFrame> finish() = 0;

    [[nodiscard]] virtual bool isTooLarge() const = 0;
};

} // namespace tributary
