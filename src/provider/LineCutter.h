// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <utility>

namespace tributary {

/// Cuts bytes into lines that end with LF, CRLF or CR. What was looked through once is not looked through again, so a
/// line of many chunks costs no more than its length.
class LineCutter
{
public:
    /// Calls `take(line)` for every line that `chunk` completes, until it returns false.
    template <typename Take>
    void feed(QByteArrayView chunk, Take take)
    {
        m_buffer.append(chunk);
        const QByteArray bytes = std::exchange(m_buffer, {});
        qsizetype start = 0;
        qsizetype from = std::exchange(m_scanned, 0);
        bool goOn = true;
        while (goOn) {
            if (m_skipLineFeed && start < bytes.size()) {
                m_skipLineFeed = false;
                if (bytes.at(start) == '\n')
                    from = ++start;
            }
            const qsizetype end = from < bytes.size() ? findLineEnd(bytes, from) : -1;
            if (end < 0)
                break;
            m_skipLineFeed = bytes.at(end) == '\r';
            goOn = take(QByteArrayView(bytes).sliced(start, end - start));
            from = start = end + 1;
        }
        m_buffer = start == 0 ? bytes : bytes.mid(start);
        m_scanned = m_buffer.size();
    }

    /// The unfinished line.
    [[nodiscard]] qsizetype pending() const { return m_buffer.size(); }

    [[nodiscard]] QByteArray takePending()
    {
        m_scanned = 0;
        return std::exchange(m_buffer, {});
    }

private:
    /// The first CR or LF at or after `from`, or -1.
    [[nodiscard]] static qsizetype findLineEnd(QByteArrayView bytes, qsizetype from);

    QByteArray m_buffer;
    qsizetype m_scanned = 0; ///< bytes of m_buffer known to hold no line end
    bool m_skipLineFeed = false;
};

} // namespace tributary
