// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/MarkdownStream.h"

#include <algorithm>
#include <utility>

namespace tributary {

namespace {

bool isBlankLine(QByteArrayView line)
{
    return std::all_of(line.begin(), line.end(), [](char c) { return c == ' ' || c == '\t'; });
}

bool settlesAll(const std::vector<MarkdownNode> &nodes)
{
    // The parser reports line 0 for some blocks directly above a table, and footnotes away from where they stand.
    return std::none_of(nodes.begin(), nodes.end(), [](const MarkdownNode &node) {
        return node.firstLine <= 0 || node.kind == MarkdownNode::Kind::FootnoteDefinition;
    });
}

} // namespace

void MarkdownStream::append(QStringView text)
{
    QString whole;
    if (m_highSurrogate != 0)
        whole = QChar(std::exchange(m_highSurrogate, u'\0'));
    whole += text;
    if (!whole.isEmpty() && whole.back().isHighSurrogate()) {
        m_highSurrogate = whole.back().unicode();
        whole.chop(1);
    }
    if (!m_afterReturn && !whole.contains(u'\r')) {
        m_source += whole.toUtf8();
        return;
    }
    const QByteArray utf8 = whole.toUtf8();
    for (const char c : utf8) {
        if (c == '\r')
            m_source += '\n';
        else if (c != '\n' || !m_afterReturn)
            m_source += c;
        m_afterReturn = c == '\r';
    }
}

MarkdownStream::Tail MarkdownStream::readTail(qsizetype heldBack)
{
    Tail tail;
    const QByteArrayView text = QByteArrayView(m_source).sliced(m_tail);
    tail.nodes = std::move(parseMarkdown(text.chopped(std::min(heldBack, text.size()))).children);
    const qsizetype next = finalOffset(tail.nodes);
    if (next > m_tail) {
        m_tail = next;
        tail.finalNodes = tail.nodes.size() - 1;
    }
    return tail;
}

qsizetype undecidedBytes(const QByteArray &source)
{
    const QByteArrayView line = QByteArrayView(source).sliced(source.lastIndexOf('\n') + 1);
    const bool onlySigns = std::ranges::all_of(
        line, [](char c) { return (c >= '0' && c <= '9') || QByteArrayView(" \t-+*_`~#>.)").contains(c); });
    return onlySigns ? line.size() : 0;
}

bool MarkdownStream::reopen()
{
    if (m_tail == 0 || !(m_source.contains("[^") || m_source.contains("]:")))
        return false;
    m_tail = 0;
    return true;
}

/// Where the last block starts, if it stands alone: its first line is complete (or the line could still turn out to
/// belong to the block before) and follows a blank line.
qsizetype MarkdownStream::finalOffset(const std::vector<MarkdownNode> &nodes) const
{
    if (nodes.size() < 2 || !settlesAll(nodes))
        return m_tail;
    qsizetype before = m_tail;
    qsizetype start = m_tail;
    for (int line = 1; line < nodes.back().firstLine; ++line) {
        before = start;
        start = m_source.indexOf('\n', start) + 1;
        if (start == 0)
            return m_tail;
    }
    const bool complete = m_source.indexOf('\n', start) >= 0;
    const bool alone = start > before && isBlankLine(QByteArrayView(m_source).sliced(before, start - 1 - before));
    return complete && alone ? start : m_tail;
}

} // namespace tributary
