// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "provider/FrameDecoder.h"
#include "provider/LineCutter.h"

namespace tributary {

/// Server-sent events: lines end with LF, CRLF or CR; a byte order mark is skipped.
class SseDecoder final : public FrameDecoder
{
public:
    explicit SseDecoder(StreamLimits limits = {})
        : m_limits(limits)
    {}

    [[nodiscard]] QList<StreamFrame> feed(QByteArrayView chunk) override;
    [[nodiscard]] QList<StreamFrame> finish() override;

    [[nodiscard]] bool isTooLarge() const override { return m_tooLarge; }

private:
    void takeLine(QByteArrayView line);
    void takeField(QByteArrayView line);
    void takeJson(QByteArrayView line);
    void takeWebPage(QByteArrayView line);
    void appendData(QByteArrayView value);
    void dispatch();
    void emitJson();
    bool grow(qint64 bytes);

    StreamLimits m_limits;
    qint64 m_streamBytes = 0;
    qint64 m_eventBytes = 0;
    bool m_tooLarge = false;

    LineCutter m_lines;
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

    QList<StreamFrame> m_frames;
};

} // namespace tributary
