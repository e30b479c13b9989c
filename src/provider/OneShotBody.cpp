// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/OneShotBody.h"

#include <algorithm>
#include <cstring>

namespace tributary {

OneShotBody::OneShotBody(const QByteArray &bytes)
    : m_bytes(bytes)
{
    open(QIODevice::ReadOnly);
}

qint64 OneShotBody::bytesAvailable() const
{
    return m_bytes.size() - m_position + QIODevice::bytesAvailable();
}

qint64 OneShotBody::readData(char *to, qint64 length)
{
    const qint64 count = std::min<qint64>(length, m_bytes.size() - m_position);
    if (count <= 0)
        return -1;
    std::memcpy(to, m_bytes.constData() + m_position, static_cast<size_t>(count));
    m_position += count;
    return count;
}

qint64 OneShotBody::writeData(const char *, qint64)
{
    return -1;
}

} // namespace tributary
