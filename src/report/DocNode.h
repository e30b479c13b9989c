// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "text/Markdown.h"
#include "text/TextRange.h"

#include <QStringList>

#include <vector>

namespace tributary {

/// A report as a tree, before it is HTML, ODT or PDF. Texts are as they came: whoever writes them escapes them.
struct DocNode
{
    enum class Kind {
        Document,
        // Blocks
        Section,   // id, role; its children are blocks
        Heading,   // level 1-6, id
        Paragraph, // role
        List,      // ordered, start; its children are items
        Item,
        Code, // text, info
        Quote,
        Table, // its children are rows of equally many cells
        Row,   // header
        Cell,  // alignment
        Rule,
        // Inlines
        Text,  // text
        Break, // a new line in the same paragraph
        Emphasis,
        Strong,
        Strikethrough,
        CodeSpan, // text
        Raised,
        Dimmed,
        Link,      // target: an address that may be opened
        Reference, // target: the id of another node
        Passage,   // marks; id where it begins
        Citation,  // text: its label; target: the id of the passage; its children say what it is, and quote it
    };
    /// What a writer may show in a way of its own.
    enum class Role {
        Plain,
        Question,
        Synthesis,
        Sources, ///< what the citations refer to, for formats without footnotes
        Answers,
        Answer,
        Caption, ///< small and dim
        Warning,
        Source, ///< an entry in the list of sources
    };

    Kind kind = Kind::Document;
    Role role = Role::Plain;
    QString text;
    QString target;
    QString id;
    int level = 0;
    int start = 1;
    bool ordered = false;
    bool header = false;
    MarkdownNode::Alignment alignment = MarkdownNode::Alignment::Unset;
    /// Labels of the citations that a passage belongs to; of a sentence of the synthesis too.
    QStringList marks;
    /// Of a passage: index into the palette of proposers, -1 = none; and whether no source was found.
    int palette = -1;
    bool unsourced = false;
    /// A passage of a synthesis, not of an answer.
    bool isSentence = false;
    std::vector<DocNode> children;

    DocNode() = default;

    explicit DocNode(Kind is)
        : kind(is)
    {}

    DocNode(Kind is, const QString &says)
        : kind(is)
        , text(says)
    {}

    /// Appends and returns; the reference holds until the next one is appended.
    DocNode &add(Kind is, const QString &says = {}) { return children.emplace_back(is, says); }

    bool operator==(const DocNode &) const = default;
};

/// A passage of a Markdown text that is to be told apart.
struct ReportMark
{
    /// Into the text.
    TextRange range;
    QStringList marks;
    /// Of the node at its beginning.
    QString id;
    int palette = -1;
    bool unsourced = false;
    bool isSentence = false;
    /// What stands behind it: citations, references back.
    std::vector<DocNode> after;
};

/// Reads a model's Markdown with its passages marked, which may overlap. Headings go `levelsDown` levels down, so that
/// they stay below the report's own. Raw HTML is text, pictures are links to where they lie; nothing is dropped.
/// Characters that no document format can hold become U+FFFD.
std::vector<DocNode> readContent(const QString &markdown, const QList<ReportMark> &passages, int levelsDown);

/// A text without characters that XML cannot hold: control characters, noncharacters, halves of pairs.
QString documentText(QStringView text);

/// Whether a reader may follow it: http, https and mailto.
bool isFollowable(const QString &address);

} // namespace tributary
