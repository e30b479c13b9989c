// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <memory>

namespace tributary {

struct CmarkNodeDeleter
{
    void operator()(cmark_node *node) const { cmark_node_free(node); }
};

struct CmarkIteratorDeleter
{
    void operator()(cmark_iter *iterator) const { cmark_iter_free(iterator); }
};

using CmarkNode = std::unique_ptr<cmark_node, CmarkNodeDeleter>;
using CmarkIterator = std::unique_ptr<cmark_iter, CmarkIteratorDeleter>;

/// Parses with every extension and option that our Markdown has.
CmarkNode parseWithCmark(QByteArrayView utf8);

/// The extensions register their node types at run time, so these cannot be cases of a switch.
enum class CmarkExtensionNode {
    None,
    Table,
    TableRow,
    TableCell,
    Strikethrough,
};
CmarkExtensionNode extensionNode(cmark_node *node);

} // namespace tributary
