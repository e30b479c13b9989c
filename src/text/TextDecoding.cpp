// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/TextDecoding.h"

#include <QStringDecoder>

#include <algorithm>
#include <array>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

/// Windows-1252 where it differs from Latin-1: 0x80 ... 0x9f. Zero where it has no character.
constexpr std::array<char16_t, 32> windowsCharacters{0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
                                                     0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017d, 0,
                                                     0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                                     0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};

/// Control characters that no text file has; tabs, line and page ends, terminal colours and DOS's end mark do occur.
bool isBinary(char16_t c)
{
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v' && c != '\b' && c != 0x1b &&
            c != 0x1a) ||
           c == 0xfffe || c == 0xffff;
}

bool looksLikeText(const QString &text)
{
    return std::none_of(text.begin(), text.end(), [](QChar c) { return isBinary(c.unicode()); });
}

std::optional<QString> decoded(const QByteArray &bytes, QStringConverter::Encoding encoding)
{
    // Without state, half a character at the end is an error too.
    QStringDecoder decoder(encoding, QStringConverter::Flag::Stateless);
    const QString text = decoder(bytes);
    if (decoder.hasError() || !text.isValidUtf16() || !looksLikeText(text))
        return std::nullopt;
    return text;
}

/// Without a byte order mark UTF-16 shows by the zeros beside the Latin letters, blanks and line ends in it.
std::optional<QStringConverter::Encoding> utf16Of(const QByteArray &bytes)
{
    if (bytes.size() % 2 != 0)
        return std::nullopt;
    qsizetype evenZeros = 0;
    qsizetype oddZeros = 0;
    for (qsizetype i = 0; i + 1 < bytes.size(); i += 2) {
        evenZeros += bytes[i] == 0 ? 1 : 0;
        oddZeros += bytes[i + 1] == 0 ? 1 : 0;
    }
    constexpr qsizetype oneOf = 8;
    const qsizetype enough = bytes.size() / 2 / oneOf;
    constexpr qsizetype farMore = 4;
    if (oddZeros > enough && oddZeros >= farMore * evenZeros)
        return QStringConverter::Utf16LE;
    if (evenZeros > enough && evenZeros >= farMore * oddZeros)
        return QStringConverter::Utf16BE;
    return std::nullopt;
}

std::optional<QString> unicodeText(const QByteArray &bytes)
{
    if (const auto marked = QStringConverter::encodingForData(bytes))
        return decoded(bytes, *marked);
    if (bytes.contains('\0')) {
        const auto encoding = utf16Of(bytes);
        return encoding ? decoded(bytes, *encoding) : std::nullopt;
    }
    return decoded(bytes, QStringConverter::Utf8);
}

std::optional<QString> windowsText(const QByteArray &bytes)
{
    QString text = QString::fromLatin1(bytes);
    for (QChar &c : text) {
        if (c.unicode() < 0x80 || c.unicode() > 0x9f)
            continue;
        c = windowsCharacters[c.unicode() - 0x80];
        if (c.isNull())
            return std::nullopt;
    }
    return looksLikeText(text) ? std::optional(text) : std::nullopt;
}

} // namespace

std::optional<DecodedText> decodeText(const QByteArray &bytes)
{
    DecodedText result;
    auto text = unicodeText(bytes);
    if (!text) {
        text = windowsText(bytes);
        result.guessed = true;
    }
    if (!text)
        return std::nullopt;
    result.text = text->replace(u"\r\n"_s, u"\n"_s).replace(u'\r', u'\n');
    return result;
}

} // namespace tributary
