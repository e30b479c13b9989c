// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

namespace tributary {

/// Writes a ZIP archive in memory, as office documents want it: no extra fields, names in ASCII, no time of day.
class ZipFile
{
public:
    enum class Method { Stored, Deflated };

    void add(const QByteArray &name, const QByteArray &content, Method method = Method::Deflated);
    /// The archive; nothing may be added after it.
    [[nodiscard]] QByteArray finish();

private:
    QByteArray m_bytes;
    QByteArray m_directory;
    quint16 m_count = 0;
};

} // namespace tributary
