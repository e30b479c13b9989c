// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/MarkdownBlocks.h"

#include "text/Markdown.h"

#include <algorithm>

namespace tributary {

namespace {

using Kind = TextSegment::Kind;

bool isBlank(QChar c)
{
    return c.isSpace() || c == QChar::ByteOrderMark;
}

qsizetype skipBlanks(QStringView text, qsizetype at)
{
    while (at < text.size() && isBlank(text[at]))
        ++at;
    return at;
}

qsizetype runLength(QStringView text, qsizetype at, QChar of)
{
    qsizetype end = at;
    while (end < text.size() && text[end] == of)
        ++end;
    return end - at;
}

/// A line of three or more of one of these marks, white space aside.
bool isThematicBreak(QStringView line)
{
    const QChar mark = line.isEmpty() ? QChar() : line.front();
    if (mark != u'*' && mark != u'-' && mark != u'_')
        return false;
    return std::ranges::all_of(line, [mark](QChar c) { return c == mark || isBlank(c); }) && line.count(mark) >= 3;
}

bool isSetextUnderline(QStringView line)
{
    const QChar mark = line.isEmpty() ? QChar() : line.front();
    return (mark == u'=' || mark == u'-') && std::ranges::all_of(line, [mark](QChar c) { return c == mark; });
}

bool isTableDelimiter(QStringView line)
{
    return line.contains(u'|') && line.contains(u'-') &&
           std::ranges::all_of(line, [](QChar c) { return c == u'|' || c == u'-' || c == u':' || isBlank(c); });
}

qsizetype bulletLength(QStringView line)
{
    constexpr QStringView markdown = u"-*+";
    constexpr QStringView typographic = u"\u2022\u25E6\u2023\u25AA\u25CF\u2043";
    if (typographic.contains(line.front()))
        return 1;
    const bool stands = line.size() == 1 || isBlank(line[1]);
    return stands && markdown.contains(line.front()) ? 1 : 0;
}

struct Number
{
    qsizetype length = 0; // with the mark behind it; 0 = none
    bool isOne = false;
};

Number numberMarker(QStringView line)
{
    qsizetype digits = 0;
    while (digits < line.size() && digits < 9 && line[digits].isDigit())
        ++digits;
    if (digits == 0 || digits == line.size())
        return {};
    const bool isOne = digits == 1 && line[0].digitValue() == 1;
    const QChar mark = line[digits];
    const bool stands = digits + 1 == line.size() || isBlank(line[digits + 1]);
    if ((stands && (mark == u'.' || mark == u')')) || mark == u'\u3001' || mark == u'\uFF0E')
        return {digits + 1, isOne};
    return {};
}

/// "[ ]" or "[x]" behind a list marker, with the white space behind it.
qsizetype taskBoxLength(QStringView line)
{
    const bool box = line.size() > 3 && line[0] == u'[' && line[2] == u']' && isBlank(line[3]) &&
                     (line[1] == u' ' || line[1] == u'x' || line[1] == u'X');
    return box ? skipBlanks(line, 3) : 0;
}

class BlockReader
{
public:
    explicit BlockReader(QStringView text)
        : m_text(text)
    {}

    std::vector<SourceBlock> read();

private:
    /// Where the content of a line begins, and what stood before it.
    struct LineStart
    {
        qsizetype at = 0;
        int indent = 0; // columns before the content, behind the last quote mark
        bool listMarker = false;
    };

    struct Fence
    {
        QChar mark;
        qsizetype length = 0;
        qsizetype start = 0;
    };

    void readLine(qsizetype start, qsizetype end);
    void readContent(const LineStart &start, qsizetype end);
    LineStart skipMarkers(qsizetype start, qsizetype end);
    qsizetype skipListMarker(qsizetype at, qsizetype end, int indent);
    [[nodiscard]] bool isIndentedCode(const LineStart &start) const;
    bool openFence(qsizetype at, qsizetype end);
    void readFenced(qsizetype start, qsizetype end);
    void readIndentedCode(qsizetype at, qsizetype end);
    void readHeading(qsizetype at, qsizetype end);
    void readTableStart();
    void readText(const LineStart &start, qsizetype end);
    void add(Kind kind, qsizetype from, qsizetype to);
    void closeParagraph();

    [[nodiscard]] QStringView piece(qsizetype from, qsizetype to) const { return m_text.sliced(from, to - from); }

    QStringView m_text;
    std::vector<SourceBlock> m_blocks;
    SourceBlock m_paragraph;
    Fence m_fence;
    int m_listIndent = -1; // where the content of the innermost list item begins; -1 outside of lists
    bool m_inTable = false;
    bool m_inCode = false; // an indented block, the last of m_blocks
};

std::vector<SourceBlock> BlockReader::read()
{
    for (qsizetype start = 0; start < m_text.size();) {
        qsizetype end = m_text.indexOf(u'\n', start);
        if (end < 0)
            end = m_text.size();
        readLine(start, end);
        start = end + 1;
    }
    closeParagraph();
    if (m_fence.length > 0)
        add(Kind::Code, m_fence.start, m_text.size());
    return std::move(m_blocks);
}

void BlockReader::add(Kind kind, qsizetype from, qsizetype to)
{
    while (to > from && isBlank(m_text[to - 1]))
        --to;
    if (to > from)
        m_blocks.push_back({kind, {{from, to - from}}});
}

void BlockReader::closeParagraph()
{
    if (!m_paragraph.lines.empty())
        m_blocks.push_back(std::move(m_paragraph));
    m_paragraph = {};
}

void BlockReader::readLine(qsizetype start, qsizetype end)
{
    while (end > start && isBlank(m_text[end - 1]))
        --end;
    if (m_fence.length > 0) {
        readFenced(start, end);
        return;
    }
    const LineStart content = skipMarkers(start, end);
    if (content.at < end) {
        readContent(content, end);
        return;
    }
    if (!content.listMarker)
        closeParagraph();
    m_inTable = false;
}

void BlockReader::readContent(const LineStart &start, qsizetype end)
{
    const QStringView line = piece(start.at, end);
    if (isIndentedCode(start)) {
        readIndentedCode(start.at, end);
        return;
    }
    m_inCode = false;
    if (openFence(start.at, end))
        return;
    const qsizetype hashes = runLength(line, 0, u'#');
    if (hashes > 0 && hashes <= 6 && (hashes == line.size() || isBlank(line[hashes]))) {
        readHeading(start.at + hashes, end);
    } else if (!m_paragraph.lines.empty() && !start.listMarker && isSetextUnderline(line)) {
        m_paragraph.kind = Kind::Heading;
        closeParagraph();
    } else if (isThematicBreak(line)) {
        closeParagraph();
        m_inTable = false;
    } else if (!m_paragraph.lines.empty() && isTableDelimiter(line)) {
        readTableStart();
    } else if (m_inTable && line.contains(u'|')) {
        add(Kind::TableRow, start.at, end);
    } else {
        readText(start, end);
    }
}

BlockReader::LineStart BlockReader::skipMarkers(qsizetype start, qsizetype end)
{
    LineStart found{start};
    int lists = 0;
    while (found.at < end) {
        const QChar c = m_text[found.at];
        if (isBlank(c)) {
            found.indent += c == u'\t' ? 4 - found.indent % 4 : 1;
            ++found.at;
            continue;
        }
        if (c == u'>') {
            ++found.at;
            found.indent = -1; // the blank that belongs to the mark
            continue;
        }
        const bool tooDeep = lists++ == maximumMarkdownDepth;
        const qsizetype marker = tooDeep || isIndentedCode(found) ? 0 : skipListMarker(found.at, end, found.indent);
        if (marker == 0)
            break;
        found.indent = m_listIndent;
        found.at = std::min(end, found.at + marker);
        found.listMarker = true;
    }
    found.indent = std::max(found.indent, 0);
    return found;
}

/// The length of a list marker and what belongs to it; 0 when there is none. It ends what came before.
qsizetype BlockReader::skipListMarker(qsizetype at, qsizetype end, int indent)
{
    const QStringView rest = piece(at, end);
    const Number number = numberMarker(rest);
    const bool mayBegin = number.isOne || m_paragraph.lines.empty() || m_listIndent >= 0;
    qsizetype length = mayBegin ? number.length : 0;
    if (length == 0 && bulletLength(rest) > 0 && !isThematicBreak(rest))
        length = 1;
    if (length == 0)
        return 0;
    closeParagraph();
    m_inTable = false;
    length = skipBlanks(rest, length);
    m_listIndent = indent + static_cast<int>(std::min<qsizetype>(length, 16));
    return length + taskBoxLength(rest.sliced(length));
}

bool BlockReader::isIndentedCode(const LineStart &start) const
{
    return !start.listMarker && m_paragraph.lines.empty() && start.indent >= std::max(m_listIndent, 0) + 4;
}

bool BlockReader::openFence(qsizetype at, qsizetype end)
{
    const QStringView line = piece(at, end);
    const QChar mark = line.front();
    const qsizetype length = mark == u'`' || mark == u'~' ? runLength(line, 0, mark) : 0;
    if (length < 3 || (mark == u'`' && line.sliced(length).contains(u'`')))
        return false;
    closeParagraph();
    m_inTable = false;
    m_fence = {mark, length, at};
    return true;
}

void BlockReader::readFenced(qsizetype start, qsizetype end)
{
    qsizetype at = start;
    while (at < end && (isBlank(m_text[at]) || m_text[at] == u'>'))
        ++at;
    const qsizetype length = at < end ? runLength(piece(at, end), 0, m_fence.mark) : 0;
    if (length < m_fence.length || at + length != end)
        return;
    add(Kind::Code, m_fence.start, end);
    m_fence = {};
}

void BlockReader::readIndentedCode(qsizetype at, qsizetype end)
{
    m_inTable = false;
    if (m_inCode)
        m_blocks.back().lines.back().length = end - m_blocks.back().lines.back().start;
    else
        add(Kind::Code, at, end);
    m_inCode = true;
}

void BlockReader::readHeading(qsizetype at, qsizetype end)
{
    closeParagraph();
    m_inTable = false;
    m_listIndent = -1;
    at = std::min(end, skipBlanks(m_text, at));
    const qsizetype last = end;
    while (end > at && m_text[end - 1] == u'#')
        --end;
    const bool closing = end == at || isBlank(m_text[end - 1]);
    add(Kind::Heading, at, closing ? end : last);
}

void BlockReader::readTableStart()
{
    const TextRange header = m_paragraph.lines.back();
    m_paragraph.lines.pop_back();
    closeParagraph();
    m_inTable = true;
    add(Kind::TableRow, header.start, header.end());
}

void BlockReader::readText(const LineStart &start, qsizetype end)
{
    m_inTable = false;
    if (m_paragraph.lines.empty()) {
        if (start.indent < m_listIndent && !start.listMarker)
            m_listIndent = -1;
        m_paragraph.kind = m_listIndent >= 0 ? Kind::ListItem : Kind::Sentence;
    }
    m_paragraph.lines.push_back({start.at, end - start.at});
}

} // namespace

std::vector<SourceBlock> findMarkdownBlocks(QStringView markdown)
{
    return BlockReader(markdown).read();
}

} // namespace tributary
