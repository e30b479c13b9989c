// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace tributary {

/// One unit of a streamed body.
struct SseFrame
{
    enum class Kind {
        Data,       ///< a dispatched event; `data` lines joined with '\n'
        ErrorField, ///< the value of an `error:` field line, which some servers write instead of `data:`
        Json,       ///< a JSON text written without any field name: an error, or a body that was not streamed
        WebPage,    ///< the stream starts with '<'; the start of it
        Comment,    ///< a keep-alive
    };

    Kind kind = Kind::Data;
    QByteArray data;
    /// The `event:` field.
    QByteArray event = {};

    bool operator==(const SseFrame &) const = default;
};

/// Cuts a byte stream into server-sent events, whatever the chunks it arrives in: lines end with LF, CRLF or CR; a
/// byte order mark is skipped. Bytes are cut, never decoded, so no UTF-8 sequence is ever torn.
class SseDecoder
{
public:
    struct Limits
    {
        qint64 eventBytes = 32LL * 1024 * 1024;
        qint64 streamBytes = 256LL * 1024 * 1024;
    };

    explicit SseDecoder(Limits limits);

    SseDecoder()
        : SseDecoder(Limits{})
    {}

    /// What `chunk` completes. Nothing more comes once a limit is passed.
    [[nodiscard]] QList<SseFrame> feed(QByteArrayView chunk);
    /// The stream is over: what is left in the buffer, complete or not.
    [[nodiscard]] QList<SseFrame> finish();

    [[nodiscard]] bool isTooLarge() const { return m_tooLarge; }

private:
    void takeLine(QByteArrayView line);
    void takeField(QByteArrayView line);
    void takeJson(QByteArrayView line);
    void takeWebPage(QByteArrayView line);
    void appendData(QByteArrayView value);
    void dispatch();
    void emitJson();
    bool grow(qint64 bytes);

    Limits m_limits;
    qint64 m_streamBytes = 0;
    qint64 m_eventBytes = 0;
    bool m_tooLarge = false;

    QByteArray m_buffer;     ///< an unfinished line
    qsizetype m_scanned = 0; ///< bytes of m_buffer known to hold no line end
    bool m_skipLineFeed = false;
    bool m_firstLine = true;
    bool m_anyContent = false;

    QByteArray m_data;
    QByteArray m_event;
    bool m_hasData = false;

    QByteArray m_json; ///< non-empty: inside a bare JSON text
    int m_depth = 0;
    bool m_inString = false;
    bool m_escaped = false;

    bool m_isWebPage = false;
    QByteArray m_webPage;

    QList<SseFrame> m_frames;
};

} // namespace tributary
