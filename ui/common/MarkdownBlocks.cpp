// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/MarkdownBlocks.h"

#include "ui/common/MarkdownSpans.h"

#include <QList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tributary {

namespace {

using Kind = MarkdownNode::Kind;
using Role = MarkdownBlock::Role;

constexpr int bulletIndent = 22;
constexpr int numberIndent = 30;
constexpr int quoteIndent = 16;
constexpr int maximumIndent = 120;
constexpr std::size_t maximumQuoteBars = 4;

constexpr int gap = 10;
constexpr int tightGap = 4;
constexpr int headingGap = 18;
constexpr int smallHeadingGap = 14;

/// Where a block stands.
struct Place
{
    int indent = 0;
    std::vector<int> quoteBars;
    bool tight = false;

    Place indented(int by) const
    {
        Place inner = *this;
        inner.indent = std::min(indent + by, maximumIndent);
        return inner;
    }
};

class Layout
{
public:
    explicit Layout(const MarkdownBlock *previous)
        : m_before(previous ? *previous : MarkdownBlock())
        , m_first(!previous)
    {}

    void addBlock(const MarkdownNode &node, const Place &place);

    std::vector<MarkdownBlock> blocks;

private:
    void addChildren(const MarkdownNode &node, const Place &place);
    void addText(const MarkdownNode &node, const Place &place);
    void addList(const MarkdownNode &list, const Place &place);
    void addItem(const MarkdownNode &item, const QString &marker, const Place &place);
    void addQuote(const MarkdownNode &quote, const Place &place);
    void addCode(const MarkdownNode &code, const Place &place);
    void addRule(const Place &place);
    void addHtml(const MarkdownNode &html, const Place &place);
    void addTable(const MarkdownNode &table, const Place &place);
    void addFootnote(const MarkdownNode &footnote, const Place &place);
    MarkdownBlock &add(Role role, const Place &place);

    const MarkdownBlock &before() const { return blocks.empty() ? m_before : blocks.back(); }

    MarkdownBlock m_before;
    bool m_first = false;
    bool m_footnotes = false;
    QString m_marker; // for the next block
};

MarkdownBlock &Layout::add(Role role, const Place &place)
{
    MarkdownBlock block;
    block.role = role;
    block.indent = place.indent;
    block.quoteBars = place.quoteBars;
    block.marker = std::exchange(m_marker, {});
    if (!m_first || !blocks.empty()) {
        block.above = place.tight ? tightGap : gap;
        if (before().role == Role::Code)
            block.above += codeBoxPadding; // the box of the code reaches into the distance
        const std::vector<int> &bars = before().quoteBars;
        const auto differ = std::mismatch(bars.begin(), bars.end(), block.quoteBars.begin(), block.quoteBars.end());
        block.quoteBarsJoined = int(differ.first - bars.begin());
    }
    return blocks.emplace_back(std::move(block));
}

void Layout::addBlock(const MarkdownNode &node, const Place &place)
{
    switch (node.kind) {
    case Kind::Paragraph:
    case Kind::Heading:
        return addText(node, place);
    case Kind::List:
        return addList(node, place);
    case Kind::CodeBlock:
        return addCode(node, place);
    case Kind::Quote:
        return addQuote(node, place);
    case Kind::Table:
        return addTable(node, place);
    case Kind::ThematicBreak:
        return addRule(place);
    case Kind::HtmlBlock:
        return addHtml(node, place);
    case Kind::FootnoteDefinition:
        return addFootnote(node, place);
    case Kind::Document:
    case Kind::Item:
    case Kind::TableRow:
    case Kind::TableCell:
    case Kind::Text:
    case Kind::SoftBreak:
    case Kind::HardBreak:
    case Kind::Emphasis:
    case Kind::Strong:
    case Kind::Strikethrough:
    case Kind::CodeSpan:
    case Kind::Link:
    case Kind::Image:
    case Kind::InlineHtml:
    case Kind::FootnoteReference:
        return addChildren(node, place);
    }
}

void Layout::addChildren(const MarkdownNode &node, const Place &place)
{
    for (const MarkdownNode &child : node.children)
        addBlock(child, place);
}

void Layout::addText(const MarkdownNode &node, const Place &place)
{
    MarkdownBlock &block = add(node.kind == Kind::Heading ? Role::Heading : Role::Text, place);
    block.level = node.level;
    if (node.kind == Kind::Heading && block.above > 0)
        block.above += (node.level <= 2 ? headingGap : smallHeadingGap) - gap;
    block.spans = spansOf(node);
}

void Layout::addList(const MarkdownNode &list, const Place &place)
{
    Place inner = place.indented(list.ordered ? numberIndent : bulletIndent);
    inner.tight = list.tight;
    int number = list.start;
    for (const MarkdownNode &item : list.children) {
        QString marker = list.ordered ? QString::number(number++) + u'.' : u"\u2022"_s;
        if (item.task)
            marker = item.checked ? u"\u2611"_s : u"\u2610"_s;
        addItem(item, marker, inner);
    }
}

void Layout::addItem(const MarkdownNode &item, const QString &marker, const Place &place)
{
    m_marker = marker;
    const bool startsWithText = !item.children.empty() && (item.children.front().kind == Kind::Paragraph ||
                                                           item.children.front().kind == Kind::Heading);
    if (!startsWithText)
        add(Role::Text, place); // holds the marker
    addChildren(item, place);
}

void Layout::addQuote(const MarkdownNode &quote, const Place &place)
{
    Place inner = place.indented(quoteIndent);
    if (inner.quoteBars.size() < maximumQuoteBars)
        inner.quoteBars.push_back(place.indent);
    inner.tight = false;
    addChildren(quote, inner);
}

void Layout::addCode(const MarkdownNode &code, const Place &place)
{
    const Place inner = place.indented(codeBoxPadding + 2);
    QStringView rest = code.text;
    if (rest.endsWith(u'\n'))
        rest.chop(1);
    bool first = true;
    for (const QStringView line : rest.split(u'\n')) {
        MarkdownBlock &block = add(Role::Code, inner);
        block.opensBox = first;
        block.above = first ? block.above + codeBoxPadding : 0;
        if (!line.isEmpty())
            block.spans.push_back({safeText(line.toString()), {}, {}});
        first = false;
    }
    blocks.back().below = codeBoxPadding;
}

void Layout::addRule(const Place &place)
{
    // An empty block after a table would be laid out without any height.
    add(Role::Rule, place).spans.push_back({QString(QChar::Nbsp), {}, {}});
}

void Layout::addHtml(const MarkdownNode &html, const Place &place)
{
    const QString text = html.text.endsWith(u'\n') ? html.text.chopped(1) : html.text;
    add(Role::Text, place).spans.push_back({safeText(text), MarkdownSpan::Look::Dimmed, {}});
}

void Layout::addTable(const MarkdownNode &table, const Place &place)
{
    MarkdownBlock &block = add(Role::Table, place);
    block.columns = table.children.empty() ? 0 : int(table.children.front().children.size());
    for (const MarkdownNode &row : table.children) {
        for (int column = 0; column < block.columns; ++column) {
            MarkdownBlock &cell = block.cells.emplace_back();
            if (column >= int(row.children.size()))
                continue;
            const MarkdownNode &node = row.children[std::size_t(column)];
            cell.header = node.header;
            cell.alignment = node.alignment;
            cell.spans = spansOf(node);
        }
    }
}

void Layout::addFootnote(const MarkdownNode &footnote, const Place &place)
{
    if (!std::exchange(m_footnotes, true))
        addRule(place);
    addItem(footnote, u"[%1]"_s.arg(footnote.level), place.indented(numberIndent));
}

} // namespace

MarkdownBlocks layOutBlocks(const std::vector<MarkdownNode> &nodes, const MarkdownBlock *previous)
{
    Layout layout(previous);
    MarkdownBlocks result;
    for (const MarkdownNode &node : nodes) {
        layout.addBlock(node, {});
        result.ends.push_back(layout.blocks.size());
    }
    result.blocks = std::move(layout.blocks);
    return result;
}

} // namespace tributary
