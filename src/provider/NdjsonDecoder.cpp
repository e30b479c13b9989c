// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/NdjsonDecoder.h"

#include <utility>

namespace tributary {

namespace {

QByteArrayView withoutByteOrderMark(QByteArrayView line)
{
    return line.startsWith("\xEF\xBB\xBF") ? line.sliced(3) : line;
}

} // namespace

QList<StreamFrame> NdjsonDecoder::feed(QByteArrayView chunk)
{
    m_streamBytes += chunk.size();
    m_tooLarge = m_tooLarge || m_streamBytes > m_limits.streamBytes;
    if (m_tooLarge)
        return {};
    m_lines.feed(chunk, [this](QByteArrayView line) { return takeLine(line); });
    m_tooLarge = m_tooLarge || m_lines.pending() > m_limits.eventBytes;
    return std::exchange(m_frames, {});
}

QList<StreamFrame> NdjsonDecoder::finish()
{
    if (!m_tooLarge && m_lines.pending() > 0)
        takeLine(m_lines.takePending());
    return std::exchange(m_frames, {});
}

bool NdjsonDecoder::takeLine(QByteArrayView line)
{
    m_tooLarge = line.size() > m_limits.eventBytes;
    const QByteArrayView content = (m_first ? withoutByteOrderMark(line) : line).trimmed();
    if (m_tooLarge || m_webPage || content.isEmpty())
        return !m_tooLarge;
    m_webPage = std::exchange(m_first, false) && content.front() == '<';
    m_frames.append({m_webPage ? StreamFrame::Kind::WebPage : StreamFrame::Kind::Data, content.toByteArray()});
    return true;
}

} // namespace tributary
