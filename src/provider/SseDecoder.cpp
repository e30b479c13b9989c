// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/SseDecoder.h"

#include <utility>

namespace tributary {

namespace {

constexpr qsizetype webPageExcerpt = 4096;

QByteArrayView withoutByteOrderMark(QByteArrayView line)
{
    return line.startsWith("\xEF\xBB\xBF") ? line.sliced(3) : line;
}

} // namespace

QList<StreamFrame> SseDecoder::feed(QByteArrayView chunk)
{
    m_streamBytes += chunk.size();
    m_tooLarge = m_tooLarge || m_streamBytes > m_limits.streamBytes;
    if (m_tooLarge)
        return {};
    m_lines.feed(chunk, [this](QByteArrayView line) {
        takeLine(line);
        return !m_tooLarge;
    });
    m_tooLarge = m_tooLarge || m_eventBytes + m_lines.pending() > m_limits.eventBytes;
    return std::exchange(m_frames, {});
}

QList<StreamFrame> SseDecoder::finish()
{
    if (m_tooLarge)
        return {};
    if (m_lines.pending() > 0)
        takeLine(m_lines.takePending());
    dispatch();
    if (!m_json.isEmpty())
        emitJson();
    if (m_isWebPage)
        m_frames.append({StreamFrame::Kind::WebPage, std::exchange(m_webPage, {})});
    return std::exchange(m_frames, {});
}

void SseDecoder::takeLine(QByteArrayView line)
{
    if (std::exchange(m_firstLine, false))
        line = withoutByteOrderMark(line);
    if (m_isWebPage)
        return takeWebPage(line);
    if (!m_json.isEmpty())
        return takeJson(line);
    const QByteArrayView content = line.trimmed();
    if (content.isEmpty())
        return dispatch();
    const bool first = !std::exchange(m_anyContent, true);
    if (content.front() == '{' || content.front() == '[')
        return takeJson(line);
    if (first && content.front() == '<') {
        m_isWebPage = true;
        return takeWebPage(line);
    }
    takeField(line);
}

void SseDecoder::takeField(QByteArrayView line)
{
    const qsizetype colon = line.indexOf(':');
    const QByteArrayView name = colon < 0 ? line : line.first(colon);
    QByteArrayView value = colon < 0 ? QByteArrayView() : line.sliced(colon + 1);
    if (value.startsWith(' '))
        value = value.sliced(1);
    if (name.isEmpty())
        m_frames.append({StreamFrame::Kind::Comment, value.toByteArray()});
    else if (name == "data")
        appendData(value);
    else if (name == "event")
        m_event = value.toByteArray();
    else if (name == "error")
        m_frames.append({StreamFrame::Kind::ErrorField, value.toByteArray()});
}

void SseDecoder::appendData(QByteArrayView value)
{
    if (!grow(value.size()))
        return;
    if (std::exchange(m_hasData, true))
        m_data.append('\n');
    m_data.append(value);
}

void SseDecoder::dispatch()
{
    if (std::exchange(m_hasData, false))
        m_frames.append({StreamFrame::Kind::Data, std::exchange(m_data, {}), m_event});
    m_event.clear();
    m_eventBytes = 0;
}

void SseDecoder::takeJson(QByteArrayView line)
{
    if (!grow(line.size()))
        return;
    m_json.append(line).append('\n');
    for (const char c : line) {
        if (std::exchange(m_escaped, false))
            continue;
        if (c == '"')
            m_inString = !m_inString;
        else if (m_inString)
            m_escaped = c == '\\';
        else if (c == '{' || c == '[')
            ++m_depth;
        else if (c == '}' || c == ']')
            --m_depth;
    }
    if (m_depth <= 0)
        emitJson();
}

void SseDecoder::emitJson()
{
    m_frames.append({StreamFrame::Kind::Json, std::exchange(m_json, {})});
    m_depth = 0;
    m_inString = m_escaped = false;
    m_eventBytes = 0;
}

void SseDecoder::takeWebPage(QByteArrayView line)
{
    const qsizetype room = webPageExcerpt - m_webPage.size();
    if (room > 0)
        m_webPage.append(line.first(qMin(room, line.size()))).append('\n');
}

bool SseDecoder::grow(qint64 bytes)
{
    m_eventBytes += bytes;
    m_tooLarge = m_eventBytes > m_limits.eventBytes;
    return !m_tooLarge;
}

} // namespace tributary
