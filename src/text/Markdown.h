// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

namespace tributary {

/// One node of a Markdown text. Which members carry a meaning depends on the kind; the others keep their default.
struct MarkdownNode
{
    enum class Kind {
        Document,
        // Blocks
        Paragraph,
        Heading,   // level 1-6
        List,      // ordered, start, tight; its children are items
        Item,      // task, checked
        CodeBlock, // text (lines, each with its end), info
        Quote,
        Table,     // its children are rows, all of the same number of cells
        TableRow,  // header
        TableCell, // alignment, header
        ThematicBreak,
        HtmlBlock,          // text, as written; never to be interpreted
        FootnoteDefinition, // level = its number, counted by first use
        // Inlines
        Text, // text
        SoftBreak,
        HardBreak,
        Emphasis,
        Strong,
        Strikethrough,
        CodeSpan,          // text
        Link,              // url, title
        Image,             // url, title; its children are the alternative text
        InlineHtml,        // text, as written; never to be interpreted
        FootnoteReference, // level = the number of its definition
    };
    enum class Alignment { Unset, Left, Center, Right };

    Kind kind = Kind::Document;
    QString text;
    QString info;
    QString url;
    QString title;
    int level = 0;
    int start = 1;
    bool ordered = false;
    bool tight = false;
    bool task = false;
    bool checked = false;
    bool header = false;
    Alignment alignment = Alignment::Unset;
    /// Of top-level blocks: first and last source line, counted from 1; 0 = not known.
    int firstLine = 0;
    int lastLine = 0;
    std::vector<MarkdownNode> children;

    bool operator==(const MarkdownNode &) const = default;
};

/// How deep containers nest at most; deeper ones are left out, their content stays.
constexpr int maximumMarkdownDepth = 32;

/// Reads CommonMark with GitHub's tables, strikethrough, bare links, task lists and footnotes. Every text is valid
/// Markdown; broken UTF-8 becomes U+FFFD. Formulas in \(…\), \[…\] and $$…$$ stay as written, and a footnote or link
/// definition that nothing refers to stays visible as text.
MarkdownNode parseMarkdown(QByteArrayView utf8);

/// What a reader sees: text without markup, one line per paragraph, list item or table row (cells joined by tabs).
QString visibleText(const MarkdownNode &node);

} // namespace tributary
