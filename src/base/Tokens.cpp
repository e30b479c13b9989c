// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/Tokens.h"

#include <QChar>

namespace tributary {

namespace {

bool isWholeToken(char32_t c)
{
    return (c >= 0x3040 && c <= 0x30ff)    // kana
           || (c >= 0x3400 && c <= 0x9fff) // ideographs
           || (c >= 0xac00 && c <= 0xd7af) // hangul syllables
           || (c >= 0xf900 && c <= 0xfaff) // compatibility ideographs
           || c >= 0x10000;                // emoji and rarer scripts
}

} // namespace

qint64 estimateTokens(QStringView text)
{
    qint64 ascii = 0;
    qint64 whole = 0;
    qint64 other = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        char32_t c = text[i].unicode();
        if (text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            c = QChar::surrogateToUcs4(text[i], text[i + 1]);
            ++i;
        }
        if (c < 0x80)
            ++ascii;
        else if (isWholeToken(c))
            ++whole;
        else
            ++other;
    }
    return (ascii + 3) / 4 + whole + (other + 1) / 2;
}

} // namespace tributary
