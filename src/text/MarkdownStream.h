// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "text/Markdown.h"

namespace tributary {

/// A Markdown text that grows: reads only its tail again, from the last place behind which nothing that is still to
/// come can change what stands before. Line ends of any kind become line feeds.
class MarkdownStream
{
public:
    /// The top-level blocks that are not final yet.
    struct Tail
    {
        std::vector<MarkdownNode> nodes;
        std::size_t finalNodes = 0; // this many, from the front, are final from now on and not in the next tail
    };

    void append(QStringView text);
    /// Without the last `heldBack` bytes, which come with a later call.
    Tail readTail(qsizetype heldBack = 0);

    /// Makes everything the tail again if the end of the text can change its beginning (footnotes and link
    /// definitions, which may stand after their use). Whether it did.
    bool reopen();

    const QByteArray &source() const { return m_source; }

private:
    qsizetype finalOffset(const std::vector<MarkdownNode> &nodes) const;

    QByteArray m_source;
    qsizetype m_tail = 0; // where the tail starts
    bool m_afterReturn = false;
    char16_t m_highSurrogate = 0; // first half of a character whose second half is still to come
};

/// How many bytes at the end of a growing text are signs whose meaning only the next ones tell: "- **" would be read
/// as a list in a list and "1" as a word, though bold text and a list are about to begin.
qsizetype undecidedBytes(const QByteArray &source);

} // namespace tributary
