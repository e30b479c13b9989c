// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/CmarkDocument.h"

#include <array>
#include <cstring>

namespace tributary {

namespace {

struct CmarkParserDeleter
{
    void operator()(cmark_parser *parser) const { cmark_parser_free(parser); }
};

using CmarkParser = std::unique_ptr<cmark_parser, CmarkParserDeleter>;

using Extensions = std::array<cmark_syntax_extension *, 4>;

const Extensions &extensions()
{
    static const Extensions found = [] {
        cmark_gfm_core_extensions_ensure_registered();
        return Extensions{cmark_find_syntax_extension("table"), cmark_find_syntax_extension("strikethrough"),
                          cmark_find_syntax_extension("autolink"), cmark_find_syntax_extension("tasklist")};
    }();
    return found;
}

} // namespace

CmarkNode parseWithCmark(QByteArrayView utf8)
{
    const Extensions &all = extensions(); // registers, which must come before the parser
    const CmarkParser parser(cmark_parser_new(CMARK_OPT_FOOTNOTES | CMARK_OPT_VALIDATE_UTF8));
    for (cmark_syntax_extension *extension : all)
        cmark_parser_attach_syntax_extension(parser.get(), extension);
    cmark_parser_feed(parser.get(), utf8.data(), std::size_t(utf8.size()));
    return CmarkNode(cmark_parser_finish(parser.get()));
}

CmarkExtensionNode extensionNode(cmark_node *node)
{
    const char *name = cmark_node_get_type_string(node);
    if (std::strcmp(name, "table") == 0)
        return CmarkExtensionNode::Table;
    if (std::strcmp(name, "table_row") == 0 || std::strcmp(name, "table_header") == 0)
        return CmarkExtensionNode::TableRow;
    if (std::strcmp(name, "table_cell") == 0)
        return CmarkExtensionNode::TableCell;
    if (std::strcmp(name, "strikethrough") == 0)
        return CmarkExtensionNode::Strikethrough;
    return CmarkExtensionNode::None;
}

} // namespace tributary
