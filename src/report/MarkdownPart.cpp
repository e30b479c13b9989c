// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "report/MarkdownPart.h"

#include "report/DocNode.h"

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr int deepestHeading = 6;

/// Line by line, knowing what is code.
class PartWriter
{
public:
    PartWriter(const QString &markdown, const QList<MarkdownInsertion> &insertions, int levelsDown)
        : m_source(markdown)
        , m_levelsDown(levelsDown)
    {
        for (const MarkdownInsertion &insertion : insertions)
            m_places.append({placeOf(insertion), insertion});
        std::stable_sort(m_places.begin(), m_places.end(),
                         [](const Place &a, const Place &b) { return a.offset < b.offset; });
    }

    QString write()
    {
        for (qsizetype at = 0; at <= m_source.size();) {
            const qsizetype found = m_source.indexOf(u'\n', at);
            const qsizetype end = found < 0 ? m_source.size() : found;
            writeLine(at, end);
            if (found >= 0)
                m_result += u'\n';
            at = end + 1;
        }
        insertUntil(m_source.size() + 1);
        if (!m_fence.isEmpty())
            m_result += u'\n' + m_fence;
        return m_result;
    }

private:
    struct Place
    {
        qsizetype offset = 0;
        MarkdownInsertion insertion;
    };

    [[nodiscard]] qsizetype placeOf(const MarkdownInsertion &insertion) const;
    [[nodiscard]] static qsizetype contentStart(QStringView line);
    [[nodiscard]] bool takeFence(QStringView line);
    void writeLine(qsizetype start, qsizetype end);
    void writeText(qsizetype start, qsizetype end);
    void insertUntil(qsizetype offset);

    const QString &m_source;
    int m_levelsDown;
    QList<Place> m_places;
    qsizetype m_next = 0;
    QString m_result;
    /// Of the code block that is open.
    QString m_fence;
};

qsizetype PartWriter::placeOf(const MarkdownInsertion &insertion) const
{
    qsizetype end = std::min(insertion.range.end(), m_source.size());
    if (insertion.inRow) {
        while (end > insertion.range.start && (m_source[end - 1] == u'|' || m_source[end - 1].isSpace()))
            --end;
    } else if (insertion.ownLine) {
        // Behind the fence that closes the block, which may or may not belong to the passage.
        const qsizetype lineEnd = m_source.indexOf(u'\n', end);
        end = lineEnd < 0 ? m_source.size() : lineEnd;
    }
    return end;
}

/// Behind the signs of quotes and list items.
qsizetype PartWriter::contentStart(QStringView line)
{
    qsizetype at = 0;
    while (at < line.size() && (line[at].isSpace() || line[at] == u'>'))
        ++at;
    const qsizetype marker = at;
    while (at < line.size() && line[at].isDigit())
        ++at;
    const bool isMarker = at < line.size() && QStringView(u"-*+.)").contains(line[at]) && at + 1 < line.size() &&
                          line[at + 1].isSpace() && (at > marker || QStringView(u"-*+").contains(line[at]));
    return isMarker ? at + 1 + contentStart(line.sliced(at + 1)) : marker;
}

/// Whether the line opens or closes a code block.
bool PartWriter::takeFence(QStringView line)
{
    const QStringView content = line.sliced(contentStart(line));
    const QChar sign = content.isEmpty() ? QChar() : content.front();
    if (sign != u'`' && sign != u'~')
        return false;
    qsizetype length = 0;
    while (length < content.size() && content[length] == sign)
        ++length;
    if (length < 3)
        return false;
    const QString fence(length, sign);
    if (m_fence.isEmpty()) {
        if (sign == u'`' && content.sliced(length).contains(u'`'))
            return false;
        m_fence = fence;
        return true;
    }
    if (fence.startsWith(m_fence) && content.sliced(length).trimmed().isEmpty()) {
        m_fence.clear();
        return true;
    }
    return false;
}

void PartWriter::writeLine(qsizetype start, qsizetype end)
{
    const QStringView line = QStringView(m_source).sliced(start, end - start);
    const bool wasCode = !m_fence.isEmpty();
    if (takeFence(line) || wasCode) {
        m_result += documentText(line);
        if (m_fence.isEmpty())
            insertUntil(end + 1);
        return;
    }
    const qsizetype content = contentStart(line);
    qsizetype signs = content;
    while (signs < line.size() && line[signs] == u'#')
        ++signs;
    const qsizetype level = signs - content;
    if (level > 0 && level <= deepestHeading && (signs == line.size() || line[signs].isSpace())) {
        m_result += line.first(content);
        m_result += QString(std::min<qsizetype>(deepestHeading, level + m_levelsDown), u'#');
        writeText(start + signs, end);
        return;
    }
    writeText(start, end);
}

/// Escapes what begins raw HTML or a footnote, unless it stands in a code span.
void PartWriter::writeText(qsizetype start, qsizetype end)
{
    qsizetype spanEnds = start;
    for (qsizetype at = start; at < end; ++at) {
        insertUntil(at + 1);
        const QChar c = m_source[at];
        const QChar next = at + 1 < end ? m_source[at + 1] : QChar();
        if (c == u'`' && at >= spanEnds) {
            qsizetype length = 1;
            while (at + length < end && m_source[at + length] == u'`')
                ++length;
            const qsizetype close = QStringView(m_source).first(end).indexOf(QString(length, u'`'), at + length);
            spanEnds = close < 0 ? at + length : close + length;
        }
        const bool isCode = at < spanEnds;
        const bool escapes = (c == u'<' && (next.isLetter() || next == u'/' || next == u'!' || next == u'?')) ||
                             (c == u'[' && next == u'^');
        const bool isAutolink = c == u'<' && QStringView(m_source).sliced(at + 1, end - at - 1).startsWith(u"http");
        if (escapes && !isCode && !isAutolink)
            m_result += u'\\';
        if (c.isHighSurrogate() && next.isLowSurrogate()) {
            m_result += c;
            m_result += next;
            ++at;
        } else {
            m_result += documentText(QStringView(&c, 1));
        }
    }
    insertUntil(end + 1);
}

/// What stands before this offset.
void PartWriter::insertUntil(qsizetype offset)
{
    for (; m_next < m_places.size() && m_places[m_next].offset < offset; ++m_next) {
        const MarkdownInsertion &insertion = m_places[m_next].insertion;
        m_result += (insertion.ownLine ? u"\n\n"_s : QString()) + insertion.text;
    }
}

} // namespace

QString asMarkdownPart(const QString &markdown, const QList<MarkdownInsertion> &insertions, int levelsDown)
{
    return PartWriter(markdown, insertions, levelsDown).write();
}

QString escapedMarkdown(const QString &text)
{
    QString result;
    const QString line = documentText(text).simplified();
    for (const QChar c : line) {
        if (QStringView(u"\\`*_[]<>|~#&$").contains(c))
            result += u'\\';
        result += c;
    }
    return result;
}

} // namespace tributary
