// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "text/Markdown.h"

#include <QFlags>
#include <QString>

#include <type_traits>
#include <vector>

namespace tributary {

/// A run of text of one look.
struct MarkdownSpan
{
    enum class Look {
        Plain = 0,
        Bold = 1,
        Italic = 2,
        Strike = 4,
        Code = 8,
        Dimmed = 16,
        Raised = 32,
    };
    Q_DECLARE_FLAGS(Looks, Look)

    QString text; // without characters that would end the block
    Looks looks;
    QString url; // encoded address that may be opened; empty = no link

    bool operator==(const MarkdownSpan &) const = default;
};

/// One line of layout: Markdown's nesting resolved into indents, markers and distances, so that two versions of a
/// growing text can be compared block by block.
struct MarkdownBlock
{
    enum class Role {
        Text,
        Heading, // level
        Code,    // one line of a code block
        Rule,
        Table, // columns, cells
    };

    Role role = Role::Text;
    int level = 0;
    int indent = 0;             // px
    int above = 0;              // px
    int below = 0;              // px
    std::vector<int> quoteBars; // px from the left edge
    int quoteBarsJoined = 0;    // this many of them continue from the block above
    QString marker;             // of a list item or footnote, stands left of the text
    bool opensBox = false;      // first line of a code block
    MarkdownNode::Alignment alignment = MarkdownNode::Alignment::Unset;
    bool header = false; // of a table cell
    std::vector<MarkdownSpan> spans;
    int columns = 0;
    std::vector<MarkdownBlock> cells; // row by row

    bool operator==(const MarkdownBlock &) const = default;
};

static_assert(std::is_nothrow_move_constructible_v<MarkdownBlock>, "long lists of blocks grow without copying");

struct MarkdownBlocks
{
    std::vector<MarkdownBlock> blocks;
    std::vector<std::size_t> ends; // for each node: the number of blocks up to and with it
};

/// Lays out top-level nodes that come after a block (none = the text starts here).
MarkdownBlocks layOutBlocks(const std::vector<MarkdownNode> &nodes, const MarkdownBlock *previous = nullptr);

/// Space between the text of a code block and the edge of its box, px.
constexpr int codeBoxPadding = 8;

Q_DECLARE_OPERATORS_FOR_FLAGS(MarkdownSpan::Looks)

} // namespace tributary
