// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "text/TextRange.h"

#include <QList>
#include <QString>

namespace tributary {

/// A piece of an answer that is attributed as a whole.
struct TextSegment
{
    enum class Kind {
        Sentence,
        ListItem, ///< a list item, or a sentence of one that has several
        Heading,  ///< a paragraph that is all bold and no sentence too
        Code,     ///< a fenced or indented block, whole
        TableRow, ///< a row of a table, whole; header rows too
    };

    Kind kind = Kind::Sentence;
    /// Into the text as given, without list, heading and quote markers in front and white space around.
    TextRange range;

    bool operator==(const TextSegment &) const = default;
};

/// Cuts a Markdown text into sentences, list items, headings, code blocks and table rows, in reading order; they do not
/// overlap. Sentences end by UAX 29, corrected by a list of abbreviations, initials, decimals and version numbers; CJK
/// full stops end one without a space. Pieces of fewer than `shortSegmentWords` words join the next one of their
/// paragraph (methods.md, section 5.1). Time grows linearly with the text, also for one line of a megabyte.
QList<TextSegment> segmentMarkdown(const QString &markdown);

inline constexpr int shortSegmentWords = 6;

} // namespace tributary
