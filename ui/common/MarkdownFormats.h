// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/MarkdownBlocks.h"
#include "ui/common/ReadingStyle.h"

#include <QFont>
#include <QHash>
#include <QTextFormat>

namespace tributary {

/// What a block of the document carries for MarkdownDecorations, beside what Qt draws itself.
enum MarkdownProperty : int {
    RoleProperty = QTextFormat::UserProperty + 1, // MarkdownBlock::Role
    MarkerProperty,                               // QString
    QuoteBarsProperty,                            // QString: one character per bar, its distance from the left in px
    QuoteBarsJoinedProperty,                      // int
    OpensBoxProperty,                             // bool
};

/// Turns blocks and runs of text into the formats of a text document.
class MarkdownFormats
{
public:
    explicit MarkdownFormats(const ReadingStyle &style);

    const ReadingStyle &style() const { return m_style; }

    QFont font() const;
    QTextBlockFormat block(const MarkdownBlock &block) const;
    QTextCharFormat text(const MarkdownBlock &block) const;
    QTextCharFormat span(const MarkdownBlock &block, const MarkdownSpan &span) const;
    QTextCharFormat cell(const MarkdownBlock &cell) const;
    QTextTableFormat table(const MarkdownBlock &block) const;

    /// Of the empty block that a text document needs before and after each table.
    QTextBlockFormat spacer() const;

private:
    void applyLooks(QTextCharFormat &format, MarkdownSpan::Looks looks) const;

    ReadingStyle m_style;
};

} // namespace tributary
