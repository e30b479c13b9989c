// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/Words.h"

#include "text/Markdown.h"

#include <QList>

namespace tributary {

namespace {

enum class Part { Word, Ideograph, Joiner, Gap };

Part partOf(char32_t c)
{
    const QChar::Script script = QChar::script(c);
    if (script == QChar::Script_Han || script == QChar::Script_Hiragana || script == QChar::Script_Katakana)
        return QChar::isLetterOrNumber(c) ? Part::Ideograph : Part::Gap;
    if (QChar::isLetterOrNumber(c) || QChar::isMark(c))
        return Part::Word;
    if (c == U'\'' || c == U'\u2019' || c == U'-' || c == U'\u2010' || c == U'.' || c == U',')
        return Part::Joiner;
    return Part::Gap;
}

} // namespace

qint64 countWords(QStringView text)
{
    qint64 words = 0;
    bool inWord = false;
    bool joined = false; // a joiner stands after the word: it goes on if a letter follows
    const QList<uint> characters = text.toUcs4();
    for (const uint character : characters) {
        const Part part = partOf(character);
        if (part == Part::Ideograph || (part == Part::Word && !inWord))
            ++words;
        const bool goesOn = part == Part::Joiner && inWord && !joined;
        joined = goesOn;
        inWord = part == Part::Word || goesOn;
    }
    return words;
}

qint64 countMarkdownWords(QByteArrayView utf8)
{
    return countWords(visibleText(parseMarkdown(utf8)));
}

} // namespace tributary
