// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace tributary {

/// Bytes as text.
struct DecodedText
{
    /// Without a byte order mark, lines ended by '\n'.
    QString text;
    /// True when the bytes are in none of Unicode's encodings and were read as Western European (Windows-1252), which
    /// may be wrong.
    bool guessed = false;

    bool operator==(const DecodedText &) const = default;
};

/// UTF-8, UTF-16 and UTF-32 with a byte order mark; UTF-8 and UTF-16 without; else Windows-1252. nullopt for what is no
/// text in any of them.
std::optional<DecodedText> decodeText(const QByteArray &bytes);

} // namespace tributary
