// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

namespace tributary {

/// A key. It can be neither printed, streamed, compared nor serialised; reveal() is called where the request header
/// is written and nowhere else.
class Secret
{
public:
    Secret() = default;

    /// Blanks and line ends around a pasted key are removed.
    explicit Secret(const QByteArray &key)
        : m_key(key.trimmed())
    {}

    [[nodiscard]] bool isEmpty() const { return m_key.isEmpty(); }

    /// False when the key holds control characters, which would let it inject a header.
    [[nodiscard]] bool fitsInHeader() const
    {
        for (const char c : m_key) {
            if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
                return false;
        }
        return true;
    }

    [[nodiscard]] const QByteArray &reveal() const { return m_key; }

    /// What may be shown afterwards: the last four characters, or nothing of a short key.
    [[nodiscard]] QByteArray hint() const { return m_key.size() >= 12 ? m_key.last(4) : QByteArray(); }

private:
    QByteArray m_key;
};

} // namespace tributary
