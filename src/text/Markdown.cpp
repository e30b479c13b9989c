// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/Markdown.h"

#include "text/CmarkDocument.h"
#include "text/MarkdownMask.h"

#include <algorithm>
#include <cstring>

using namespace Qt::StringLiterals;

namespace tributary {

namespace {

using Kind = MarkdownNode::Kind;
using Alignment = MarkdownNode::Alignment;

Kind extensionKind(cmark_node *node)
{
    switch (extensionNode(node)) {
    case CmarkExtensionNode::Table:
        return Kind::Table;
    case CmarkExtensionNode::TableRow:
        return Kind::TableRow;
    case CmarkExtensionNode::TableCell:
        return Kind::TableCell;
    case CmarkExtensionNode::Strikethrough:
        return Kind::Strikethrough;
    case CmarkExtensionNode::None:
        break;
    }
    return Kind::Paragraph;
}

Kind kindOf(cmark_node *node)
{
    static constexpr std::pair<cmark_node_type, Kind> kinds[] = {
        {CMARK_NODE_TEXT, Kind::Text},
        {CMARK_NODE_PARAGRAPH, Kind::Paragraph},
        {CMARK_NODE_SOFTBREAK, Kind::SoftBreak},
        {CMARK_NODE_ITEM, Kind::Item},
        {CMARK_NODE_CODE, Kind::CodeSpan},
        {CMARK_NODE_STRONG, Kind::Strong},
        {CMARK_NODE_EMPH, Kind::Emphasis},
        {CMARK_NODE_LIST, Kind::List},
        {CMARK_NODE_HEADING, Kind::Heading},
        {CMARK_NODE_CODE_BLOCK, Kind::CodeBlock},
        {CMARK_NODE_LINK, Kind::Link},
        {CMARK_NODE_LINEBREAK, Kind::HardBreak},
        {CMARK_NODE_BLOCK_QUOTE, Kind::Quote},
        {CMARK_NODE_THEMATIC_BREAK, Kind::ThematicBreak},
        {CMARK_NODE_HTML_INLINE, Kind::InlineHtml},
        {CMARK_NODE_HTML_BLOCK, Kind::HtmlBlock},
        {CMARK_NODE_IMAGE, Kind::Image},
        {CMARK_NODE_FOOTNOTE_REFERENCE, Kind::FootnoteReference},
        {CMARK_NODE_FOOTNOTE_DEFINITION, Kind::FootnoteDefinition},
        {CMARK_NODE_DOCUMENT, Kind::Document},
    };
    const cmark_node_type type = cmark_node_get_type(node);
    for (const auto &[cmarkType, kind] : kinds) {
        if (type == cmarkType)
            return kind;
    }
    return extensionKind(node);
}

/// Whether the iterator visits the node once only, having no children by definition.
bool isLeaf(Kind kind)
{
    return kind == Kind::Text || kind == Kind::SoftBreak || kind == Kind::HardBreak || kind == Kind::CodeSpan ||
           kind == Kind::InlineHtml || kind == Kind::HtmlBlock || kind == Kind::CodeBlock ||
           kind == Kind::ThematicBreak;
}

/// Whether the content stays readable without the node around it.
bool mayBeLeftOut(Kind kind)
{
    return kind == Kind::List || kind == Kind::Quote || kind == Kind::Emphasis || kind == Kind::Strong ||
           kind == Kind::Strikethrough || kind == Kind::Link || kind == Kind::Image;
}

Alignment alignmentOf(const uint8_t *alignments, std::size_t column)
{
    switch (alignments ? alignments[column] : 0) {
    case 'l':
        return Alignment::Left;
    case 'c':
        return Alignment::Center;
    case 'r':
        return Alignment::Right;
    default:
        return Alignment::Unset;
    }
}

class TreeReader
{
public:
    explicit TreeReader(const MarkdownMask &mask)
        : m_mask(mask)
    {}

    MarkdownNode read(cmark_node *root);

private:
    struct Open
    {
        cmark_node *source = nullptr;
        MarkdownNode *node = nullptr;
    };

    void enter(cmark_node *source);
    void leave(cmark_node *source);
    void readMembers(MarkdownNode &node, cmark_node *source);
    void readList(MarkdownNode &node, cmark_node *source) const;
    void readCell(MarkdownNode &cell) const;

    const MarkdownMask &m_mask;
    MarkdownNode m_root;
    // Pointers into the tree stay valid: a node gets a sibling only after it has been left.
    std::vector<Open> m_open;
    const uint8_t *m_alignments = nullptr;
    int m_footnotes = 0;
};

MarkdownNode TreeReader::read(cmark_node *root)
{
    m_open.push_back({root, &m_root});
    const CmarkIterator iterator(cmark_iter_new(root));
    for (cmark_event_type event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE;
         event = cmark_iter_next(iterator.get())) {
        cmark_node *node = cmark_iter_get_node(iterator.get());
        if (node == root)
            continue;
        if (event == CMARK_EVENT_ENTER)
            enter(node);
        else
            leave(node);
    }
    return std::move(m_root);
}

void TreeReader::enter(cmark_node *source)
{
    const Kind kind = kindOf(source);
    std::vector<MarkdownNode> &siblings = m_open.back().node->children;
    if (kind == Kind::Text && !siblings.empty() && siblings.back().kind == Kind::Text) {
        siblings.back().text += m_mask.restored(cmark_node_get_literal(source));
        return;
    }
    const bool tooDeep = int(m_open.size()) > maximumMarkdownDepth;
    if ((tooDeep && mayBeLeftOut(kind)) || (kind == Kind::Item && m_open.back().node->kind != Kind::List))
        return;
    MarkdownNode &node = siblings.emplace_back();
    node.kind = kind;
    if (m_open.size() == 1) {
        node.firstLine = std::max(0, cmark_node_get_start_line(source) - m_mask.addedLines());
        node.lastLine = std::max(0, cmark_node_get_end_line(source) - m_mask.addedLines());
    }
    readMembers(node, source);
    if (!isLeaf(kind))
        m_open.push_back({source, &node});
}

void TreeReader::leave(cmark_node *source)
{
    if (m_open.back().source == source)
        m_open.pop_back();
}

void TreeReader::readList(MarkdownNode &node, cmark_node *source) const
{
    node.ordered = cmark_node_get_list_type(source) == CMARK_ORDERED_LIST;
    node.start = node.ordered ? cmark_node_get_list_start(source) : 1;
    node.tight = cmark_node_get_list_tight(source) != 0;
}

void TreeReader::readCell(MarkdownNode &cell) const
{
    const MarkdownNode &row = *m_open.back().node;
    cell.header = row.header;
    cell.alignment = alignmentOf(m_alignments, row.children.size() - 1);
}

void TreeReader::readMembers(MarkdownNode &node, cmark_node *source)
{
    switch (node.kind) {
    case Kind::Heading:
        node.level = cmark_node_get_heading_level(source);
        break;
    case Kind::List:
        readList(node, source);
        break;
    case Kind::Item:
        node.task = std::strcmp(cmark_node_get_type_string(source), "tasklist") == 0;
        node.checked = node.task && cmark_gfm_extensions_get_tasklist_item_checked(source);
        break;
    case Kind::CodeBlock:
        node.info = m_mask.restored(cmark_node_get_fence_info(source));
        [[fallthrough]];
    case Kind::HtmlBlock:
    case Kind::Text:
    case Kind::CodeSpan:
    case Kind::InlineHtml:
        node.text = m_mask.restored(cmark_node_get_literal(source));
        break;
    case Kind::Table:
        m_alignments = cmark_gfm_extensions_get_table_alignments(source);
        break;
    case Kind::TableRow:
        node.header = cmark_gfm_extensions_get_table_row_is_header(source) != 0;
        break;
    case Kind::TableCell:
        readCell(node);
        break;
    case Kind::Link:
    case Kind::Image:
        node.url = m_mask.restored(cmark_node_get_url(source));
        node.title = m_mask.restored(cmark_node_get_title(source));
        break;
    case Kind::FootnoteDefinition:
        node.level = ++m_footnotes; // the parser sorts definitions by first use
        break;
    case Kind::FootnoteReference:
        node.level = std::atoi(cmark_node_get_literal(source));
        break;
    case Kind::Document:
    case Kind::Paragraph:
    case Kind::Quote:
    case Kind::ThematicBreak:
    case Kind::SoftBreak:
    case Kind::HardBreak:
    case Kind::Emphasis:
    case Kind::Strong:
    case Kind::Strikethrough:
        break;
    }
}

bool endsLine(Kind kind)
{
    return kind == Kind::Paragraph || kind == Kind::Heading || kind == Kind::TableRow;
}

QString ownVisibleText(const MarkdownNode &node)
{
    if (node.kind == Kind::SoftBreak || node.kind == Kind::HardBreak)
        return u" "_s;
    if (node.kind == Kind::FootnoteReference)
        return u"[%1]"_s.arg(node.level);
    return node.text;
}

void appendVisible(const MarkdownNode &node, QString &to)
{
    to += ownVisibleText(node);
    for (const MarkdownNode &child : node.children) {
        if (child.kind == Kind::TableCell && &child != &node.children.front())
            to += u'\t';
        appendVisible(child, to);
    }
    if (endsLine(node.kind))
        to += u'\n';
}

} // namespace

MarkdownNode parseMarkdown(QByteArrayView utf8)
{
    const MarkdownMask mask(utf8);
    const CmarkNode root = parseWithCmark(mask.masked());
    return TreeReader(mask).read(root.get());
}

QString visibleText(const MarkdownNode &node)
{
    QString text;
    appendVisible(node, text);
    return text;
}

} // namespace tributary
