// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <cstdint>
#include <cstdlib>

namespace tributary {

/// Takes a fuzzer's bytes apart.
class FuzzInput
{
public:
    FuzzInput(const uint8_t *data, size_t size)
        : m_bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size))
    {}

    uint8_t takeByte()
    {
        if (m_bytes.isEmpty())
            return 0;
        const auto byte = static_cast<uint8_t>(m_bytes.front());
        m_bytes.remove(0, 1);
        return byte;
    }

    [[nodiscard]] const QByteArray &rest() const { return m_bytes; }

private:
    QByteArray m_bytes;
};

/// A property that must hold; asserts may be compiled out.
inline void require(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace tributary
