// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "text/TextRange.h"

#include <QList>
#include <QString>

namespace tributary {

/// Something to be written behind a passage of a Markdown text.
struct MarkdownInsertion
{
    /// The passage; a code block or a table row is told by `inRow` and `ownLine`.
    TextRange range;
    QString text;
    /// Within the last cell of a table's row.
    bool inRow = false;
    /// In a paragraph behind the block.
    bool ownLine = false;
};

/// A model's text as a part of a larger Markdown document (see toMarkdown).
QString asMarkdownPart(const QString &markdown, const QList<MarkdownInsertion> &insertions, int levelsDown);

/// Plain text that no Markdown reader takes for markup, on one line.
QString escapedMarkdown(const QString &text);

} // namespace tributary
