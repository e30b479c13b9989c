// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/MarkdownBlocks.h"
#include "ui/common/MarkdownFormats.h"

#include <QTextBlock>
#include <QTextCursor>
#include <QTextTable>

#include <chrono>
#include <optional>

namespace tributary {

/// Keeps a text document equal to a list of blocks with the fewest edits: an equal block stays untouched, of a grown
/// one only the new text is inserted. The document must be edited by nobody else.
class MarkdownDocumentBuilder
{
public:
    MarkdownDocumentBuilder(QTextDocument &document, const ReadingStyle &style);

    /// From the given index on the document shall consist of these blocks.
    void setTarget(std::size_t first, std::vector<MarkdownBlock> blocks);

    /// Edits the document towards the target until the time is over. Whether it is reached.
    bool apply(std::optional<std::chrono::milliseconds> budget = {});

    bool isDone() const { return m_done; }

    /// Empties the document; the next target starts at 0.
    void clear();

    /// The same blocks in another look, from the start; apply() must follow.
    void setStyle(const ReadingStyle &style);

    const MarkdownFormats &formats() const { return m_formats; }

    const MarkdownBlock &block(std::size_t index) const { return m_placed[index].value; }

private:
    struct Placed
    {
        Placed() = default;
        // QTextBlock does not promise what its copying keeps; without this a growing list would copy all texts.
        Placed(Placed &&) noexcept = default;
        Placed &operator=(Placed &&) noexcept = default;

        MarkdownBlock value;
        QTextBlock block;            // of all but tables
        QTextTable *table = nullptr; // owned by the document
    };

    void place(std::size_t index, MarkdownBlock &&block);
    bool patch(Placed &placed, const MarkdownBlock &block);
    bool patchTable(QTextTable &table, const MarkdownBlock &from, const MarkdownBlock &to);
    void patchText(const QTextBlock &at, const MarkdownBlock &from, const MarkdownBlock &to);
    void append(MarkdownBlock &&block);
    void appendTable(Placed &placed);
    void fillCell(QTextTable &table, std::size_t index, const MarkdownBlock &block);
    void insertSpans(const MarkdownBlock &block, std::size_t span, qsizetype character);
    void removeFrom(std::size_t index);
    int startOf(std::size_t index) const;

    QTextDocument &m_document;
    MarkdownFormats m_formats;
    QTextCursor m_cursor;
    std::vector<Placed> m_placed;
    std::vector<MarkdownBlock> m_target;
    std::size_t m_targetStart = 0;
    std::size_t m_reached = 0; // blocks of m_target that are placed
    bool m_done = true;
    bool m_lastBlockIsFree = true; // the document ends with an empty block that holds none of ours
};

} // namespace tributary
