// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "report/DocNode.h"
#include "text/VisibleTextMap.h"

#include <QUrl>

#include <algorithm>
#include <limits>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

using Kind = DocNode::Kind;
using Source = MarkdownNode::Kind;

constexpr int deepestHeading = 6;

bool isLeafText(Source kind)
{
    return kind == Source::Text || kind == Source::CodeSpan || kind == Source::InlineHtml ||
           kind == Source::CodeBlock || kind == Source::HtmlBlock;
}

bool endsBlock(Source kind)
{
    return kind == Source::Paragraph || kind == Source::Heading || kind == Source::TableCell ||
           kind == Source::CodeBlock || kind == Source::HtmlBlock;
}

/// The text of all leaves, a line feed behind each block: what passages are looked up in.
class ShownText
{
public:
    explicit ShownText(const MarkdownNode &root)
    {
        for (const MarkdownNode &block : root.children) {
            const qsizetype start = m_text.size();
            m_firstLines.append(block.firstLine);
            append(block);
            m_blocks.append({start, m_text.size() - start});
        }
    }

    [[nodiscard]] VisibleTextMap mapFrom(const QString &markdown) const
    {
        return {markdown, m_text, anchorsOfBlocks(markdown, m_firstLines, m_blocks)};
    }

private:
    void append(const MarkdownNode &node)
    {
        if (isLeafText(node.kind))
            m_text += node.text;
        else if (node.kind == Source::SoftBreak || node.kind == Source::HardBreak)
            m_text += u' ';
        for (const MarkdownNode &child : node.children)
            append(child);
        if (endsBlock(node.kind))
            m_text += u'\n';
    }

    QString m_text;
    QList<int> m_firstLines;
    QList<TextRange> m_blocks;
};

/// A passage, as far as it is shown.
struct ShownPassage
{
    QList<TextRange> ranges;
    bool begun = false;
};

class ContentReader
{
public:
    ContentReader(const QString &markdown, const QList<ReportMark> &passages, int levelsDown)
        : m_passages(passages)
        , m_levelsDown(levelsDown)
        , m_root(parseMarkdown(markdown.toUtf8()))
    {
        findPassages(markdown);
    }

    std::vector<DocNode> read()
    {
        DocNode document;
        for (const MarkdownNode &block : m_root.children)
            readBlock(block, document);
        // Of passages that lie behind all that is shown.
        DocNode rest(Kind::Paragraph);
        rest.role = DocNode::Role::Caption;
        endPassages(std::numeric_limits<qsizetype>::max(), rest);
        if (!rest.children.empty())
            document.children.push_back(std::move(rest));
        return std::move(document.children);
    }

private:
    void findPassages(const QString &markdown);
    void readBlock(const MarkdownNode &node, DocNode &into);
    void readBlocks(const MarkdownNode &node, DocNode &into);
    void readInlines(const MarkdownNode &node, DocNode &into);
    void readInline(const MarkdownNode &node, DocNode &into);
    void readLink(const MarkdownNode &node, DocNode &into);
    void readLeaf(const QString &text, Kind kind, DocNode &into);
    void readCode(const MarkdownNode &node, DocNode &into);
    void readItem(const MarkdownNode &node, DocNode &into);
    void readRow(const MarkdownNode &node, DocNode &into);
    void addPiece(const QString &text, Kind kind, DocNode &into);
    void endPassages(qsizetype until, DocNode &into);
    [[nodiscard]] DocNode passageAt(qsizetype shown);
    [[nodiscard]] qsizetype nextCut(qsizetype shown, qsizetype end) const;

    const QList<ReportMark> &m_passages;
    int m_levelsDown;
    MarkdownNode m_root;
    std::vector<ShownPassage> m_shown;
    /// Where passages begin and end, in order.
    std::vector<qsizetype> m_cuts;
    /// Ends of passages that are still to come, in order: what stands behind them follows there.
    std::vector<std::pair<qsizetype, qsizetype>> m_ends;
    std::size_t m_nextEnd = 0;
    /// By their beginning, for finding those at a place.
    std::vector<std::pair<TextRange, qsizetype>> m_ranges;
    std::size_t m_firstRange = 0;
    qsizetype m_at = 0;
};

void ContentReader::findPassages(const QString &markdown)
{
    if (m_passages.isEmpty())
        return;
    const VisibleTextMap map = ShownText(m_root).mapFrom(markdown);
    m_shown.resize(std::size_t(m_passages.size()));
    for (qsizetype i = 0; i < m_passages.size(); ++i) {
        const QList<TextRange> ranges = map.shownRanges(m_passages[i].range);
        if (ranges.isEmpty()) {
            // All of it is markup: what stands behind it stands there.
            m_ends.emplace_back(std::max<qsizetype>(0, map.shownOffset(m_passages[i].range.start)), i);
            continue;
        }
        for (const TextRange &range : ranges) {
            m_cuts.push_back(range.start);
            m_cuts.push_back(range.end());
            m_ranges.emplace_back(range, i);
        }
        m_ends.emplace_back(ranges.constLast().end(), i);
    }
    std::sort(m_cuts.begin(), m_cuts.end());
    std::sort(m_ends.begin(), m_ends.end());
    std::stable_sort(m_ranges.begin(), m_ranges.end(),
                     [](const auto &a, const auto &b) { return a.first.start < b.first.start; });
}

qsizetype ContentReader::nextCut(qsizetype shown, qsizetype end) const
{
    const auto next = std::upper_bound(m_cuts.begin(), m_cuts.end(), shown);
    return next == m_cuts.end() ? end : std::min(end, *next);
}

/// The passages that hold the character there; kind Document when there is none.
DocNode ContentReader::passageAt(qsizetype shown)
{
    DocNode passage;
    while (m_firstRange < m_ranges.size() && m_ranges[m_firstRange].first.end() <= shown)
        ++m_firstRange;
    for (std::size_t i = m_firstRange; i < m_ranges.size() && m_ranges[i].first.start <= shown; ++i) {
        const auto &[range, index] = m_ranges[i];
        if (shown >= range.end())
            continue;
        const ReportMark &mark = m_passages[index];
        passage.kind = Kind::Passage;
        passage.marks += mark.marks;
        passage.palette = passage.palette < 0 ? mark.palette : passage.palette;
        passage.unsourced = mark.unsourced;
        passage.isSentence = mark.isSentence;
        ShownPassage &state = m_shown[std::size_t(index)];
        if (!state.begun && !mark.id.isEmpty()) {
            // One node can be the beginning of several: each gets an id, the first on the node itself.
            if (passage.id.isEmpty())
                passage.id = mark.id;
            else
                passage.children.emplace_back(Kind::Passage).id = mark.id;
        }
        state.begun = true;
    }
    return passage;
}

void ContentReader::addPiece(const QString &text, Kind kind, DocNode &into)
{
    DocNode passage = passageAt(m_at);
    DocNode piece(kind, documentText(text));
    if (passage.kind == Kind::Passage) {
        passage.children.push_back(std::move(piece));
        into.children.push_back(std::move(passage));
    } else {
        into.children.push_back(std::move(piece));
    }
}

void ContentReader::endPassages(qsizetype until, DocNode &into)
{
    for (; m_nextEnd < m_ends.size() && m_ends[m_nextEnd].first <= until; ++m_nextEnd) {
        const qsizetype index = m_ends[m_nextEnd].second;
        const ReportMark &passage = m_passages[index];
        if (!m_shown[std::size_t(index)].begun && !passage.id.isEmpty())
            into.add(Kind::Passage).id = passage.id;
        for (const DocNode &node : passage.after)
            into.children.push_back(node);
    }
}

void ContentReader::readLeaf(const QString &text, Kind kind, DocNode &into)
{
    const qsizetype start = m_at;
    const qsizetype end = start + text.size();
    while (m_at < end) {
        endPassages(m_at, into);
        const qsizetype cut = nextCut(m_at, end);
        addPiece(text.sliced(m_at - start, cut - m_at), kind, into);
        m_at = cut;
    }
}

void ContentReader::readInlines(const MarkdownNode &node, DocNode &into)
{
    for (const MarkdownNode &child : node.children)
        readInline(child, into);
}

void ContentReader::readLink(const MarkdownNode &node, DocNode &into)
{
    const bool isImage = node.kind == Source::Image;
    if (!isFollowable(node.url)) {
        readInlines(node, into);
        if (!node.url.isEmpty())
            into.add(Kind::Dimmed).add(Kind::Text, u" (%1)"_s.arg(documentText(node.url)));
        return;
    }
    DocNode link(Kind::Link);
    link.target = node.url;
    if (isImage)
        link.add(Kind::Text, u"\U0001F5BC "_s);
    readInlines(node, link);
    if (link.children.empty() || (isImage && link.children.size() == 1))
        link.add(Kind::Text, documentText(node.url));
    into.children.push_back(std::move(link));
}

void ContentReader::readInline(const MarkdownNode &node, DocNode &into)
{
    switch (node.kind) {
    case Source::SoftBreak:
    case Source::HardBreak:
        endPassages(m_at, into);
        into.children.emplace_back(node.kind == Source::HardBreak ? Kind::Break : Kind::Text,
                                   node.kind == Source::HardBreak ? QString() : u" "_s);
        ++m_at;
        break;
    case Source::Emphasis:
        readInlines(node, into.add(Kind::Emphasis));
        break;
    case Source::Strong:
        readInlines(node, into.add(Kind::Strong));
        break;
    case Source::Strikethrough:
        readInlines(node, into.add(Kind::Strikethrough));
        break;
    case Source::CodeSpan:
        readLeaf(node.text, Kind::CodeSpan, into);
        break;
    case Source::Link:
    case Source::Image:
        readLink(node, into);
        break;
    case Source::FootnoteReference:
        into.add(Kind::Raised).add(Kind::Text, QString::number(node.level));
        break;
    default:
        readLeaf(node.text, Kind::Text, into);
        readInlines(node, into);
        break;
    }
}

void ContentReader::readCode(const MarkdownNode &node, DocNode &into)
{
    const bool isHtml = node.kind == Source::HtmlBlock;
    DocNode passage = passageAt(m_at);
    DocNode code(Kind::Code, documentText(node.text));
    while (code.text.endsWith(u'\n'))
        code.text.chop(1);
    code.target = isHtml ? QString() : node.info.section(u' ', 0, 0);
    code.marks = passage.marks;
    code.id = passage.id;
    code.palette = passage.palette;
    code.unsourced = passage.unsourced;
    into.children.push_back(std::move(code));
    m_at += node.text.size() + 1;
    DocNode after(Kind::Paragraph);
    after.role = DocNode::Role::Caption;
    endPassages(m_at, after);
    if (!after.children.empty())
        into.children.push_back(std::move(after));
}

void ContentReader::readItem(const MarkdownNode &node, DocNode &into)
{
    DocNode item(Kind::Item);
    readBlocks(node, item);
    if (node.task) {
        if (item.children.empty() || item.children.front().kind != Kind::Paragraph)
            item.children.insert(item.children.begin(), DocNode(Kind::Paragraph));
        std::vector<DocNode> &inlines = item.children.front().children;
        inlines.insert(inlines.begin(), DocNode(Kind::Text, node.checked ? u"\u2611 "_s : u"\u2610 "_s));
    }
    into.children.push_back(std::move(item));
}

void ContentReader::readRow(const MarkdownNode &node, DocNode &into)
{
    DocNode row(Kind::Row);
    row.header = node.header;
    for (const MarkdownNode &child : node.children) {
        DocNode &cell = row.add(Kind::Cell);
        cell.alignment = child.alignment;
        cell.header = node.header;
        readInlines(child, cell);
        ++m_at;
    }
    if (!row.children.empty())
        endPassages(m_at, row.children.back());
    into.children.push_back(std::move(row));
}

void ContentReader::readBlocks(const MarkdownNode &node, DocNode &into)
{
    for (const MarkdownNode &child : node.children)
        readBlock(child, into);
}

void ContentReader::readBlock(const MarkdownNode &node, DocNode &into)
{
    switch (node.kind) {
    case Source::Paragraph:
    case Source::Heading: {
        DocNode block(node.kind == Source::Heading ? Kind::Heading : Kind::Paragraph);
        block.level = std::min(deepestHeading, node.level + m_levelsDown);
        readInlines(node, block);
        endPassages(m_at, block);
        ++m_at;
        into.children.push_back(std::move(block));
        break;
    }
    case Source::List: {
        DocNode list(Kind::List);
        list.ordered = node.ordered;
        list.start = node.start;
        readBlocks(node, list);
        into.children.push_back(std::move(list));
        break;
    }
    case Source::Item:
        readItem(node, into);
        break;
    case Source::CodeBlock:
    case Source::HtmlBlock:
        readCode(node, into);
        break;
    case Source::Quote: {
        DocNode quote(Kind::Quote);
        readBlocks(node, quote);
        into.children.push_back(std::move(quote));
        break;
    }
    case Source::Table: {
        DocNode table(Kind::Table);
        readBlocks(node, table);
        into.children.push_back(std::move(table));
        break;
    }
    case Source::TableRow:
        readRow(node, into);
        break;
    case Source::ThematicBreak:
        into.add(Kind::Rule);
        break;
    case Source::FootnoteDefinition: {
        DocNode quote(Kind::List);
        quote.ordered = true;
        quote.start = node.level;
        readBlocks(node, quote.add(Kind::Item));
        into.children.push_back(std::move(quote));
        break;
    }
    default: {
        // An inline where a block belongs is a paragraph of its own.
        DocNode block(Kind::Paragraph);
        readInline(node, block);
        into.children.push_back(std::move(block));
        break;
    }
    }
}

bool isForbidden(char32_t c)
{
    return (c < 0x20 && c != u'\t' && c != u'\n') || (c >= 0x7f && c < 0xa0) || QChar::isNonCharacter(c) ||
           QChar::isSurrogate(c);
}

} // namespace

std::vector<DocNode> readContent(const QString &markdown, const QList<ReportMark> &passages, int levelsDown)
{
    return ContentReader(markdown, passages, levelsDown).read();
}

QString documentText(QStringView text)
{
    QString result;
    result.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isPair = text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        const char32_t c = isPair ? QChar::surrogateToUcs4(text[i], text[i + 1]) : text[i].unicode();
        if (c == u'\r')
            continue;
        if (isForbidden(c))
            result += QChar(QChar::ReplacementCharacter);
        else
            result += isPair ? text.sliced(i, 2) : text.sliced(i, 1);
        i += isPair ? 1 : 0;
    }
    return result;
}

bool isFollowable(const QString &address)
{
    const QUrl url(address, QUrl::StrictMode);
    const QString scheme = url.scheme();
    return url.isValid() && (((scheme == "http"_L1 || scheme == "https"_L1) && !url.host().isEmpty()) ||
                             (scheme == "mailto"_L1 && !url.path().isEmpty()));
}

} // namespace tributary
