// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/Segments.h"

#include "text/MarkdownBlocks.h"
#include "text/Sentences.h"
#include "text/Words.h"

namespace tributary {

namespace {

using Kind = TextSegment::Kind;

bool isShort(QStringView markdown, const TextRange &range)
{
    // A word takes a letter at least; counting the words of long ones would be for nothing.
    constexpr qsizetype surelyLong = 200;
    return range.length < surelyLong && countWords(markdown.sliced(range.start, range.length)) < shortSegmentWords;
}

/// "**Title**" or "**Title:**" alone in its paragraph is one in all but its marks.
bool isBoldTitle(QStringView markdown, const SourceBlock &block)
{
    const TextRange &line = block.lines.front();
    QStringView text = markdown.sliced(line.start, line.length);
    if (text.endsWith(u':'))
        text.chop(1);
    constexpr qsizetype marks = 4;
    constexpr qsizetype longest = 80;
    return block.lines.size() == 1 && text.size() > marks && text.size() <= longest && text.startsWith(u"**") &&
           text.endsWith(u"**") && !text.sliced(2, text.size() - marks).contains(u"**") &&
           !QStringView(u".!?\u3002").contains(text[text.size() - 3]);
}

void addSentences(QStringView markdown, const SourceBlock &block, QList<TextSegment> &to)
{
    const std::vector<TextRange> sentences = splitSentences(markdown, block.lines);
    for (std::size_t i = 0; i < sentences.size(); ++i) {
        TextRange range = sentences[i];
        while (i + 1 < sentences.size() && isShort(markdown, range)) {
            ++i;
            range.length = sentences[i].end() - range.start;
        }
        to.append({block.kind, range});
    }
}

} // namespace

QList<TextSegment> segmentMarkdown(const QString &markdown)
{
    QList<TextSegment> segments;
    for (const SourceBlock &block : findMarkdownBlocks(markdown)) {
        switch (block.kind) {
        case Kind::Sentence:
        case Kind::ListItem:
            if (isBoldTitle(markdown, block))
                segments.append({Kind::Heading, block.lines.front()});
            else
                addSentences(markdown, block, segments);
            break;
        case Kind::Heading:
        case Kind::Code:
        case Kind::TableRow:
            segments.append(
                {block.kind, {block.lines.front().start, block.lines.back().end() - block.lines.front().start}});
            break;
        }
    }
    return segments;
}

} // namespace tributary
