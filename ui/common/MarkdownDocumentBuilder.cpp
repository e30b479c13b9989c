// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/MarkdownDocumentBuilder.h"

#include <QElapsedTimer>
#include <QTextDocument>

#include <algorithm>

namespace tributary {

namespace {

using Role = MarkdownBlock::Role;

struct CommonText
{
    std::size_t spans = 0;    // equal from the start
    qsizetype characters = 0; // equal in the span behind those
    int length = 0;           // of all that
};

CommonText commonText(const std::vector<MarkdownSpan> &a, const std::vector<MarkdownSpan> &b)
{
    CommonText common;
    const std::size_t count = std::min(a.size(), b.size());
    for (; common.spans < count && a[common.spans] == b[common.spans]; ++common.spans)
        common.length += int(a[common.spans].text.size());
    if (common.spans == count)
        return common;
    const MarkdownSpan &left = a[common.spans];
    const MarkdownSpan &right = b[common.spans];
    if (left.looks != right.looks || left.url != right.url)
        return common;
    const auto differ = std::mismatch(left.text.begin(), left.text.end(), right.text.begin(), right.text.end());
    common.characters = differ.first - left.text.begin();
    if (common.characters > 0 && left.text[common.characters - 1].isHighSurrogate())
        --common.characters;
    common.length += int(common.characters);
    return common;
}

bool looksAlike(const MarkdownBlock &a, const MarkdownBlock &b)
{
    return a.role == b.role && a.level == b.level && a.header == b.header;
}

} // namespace

MarkdownDocumentBuilder::MarkdownDocumentBuilder(QTextDocument &document, const ReadingStyle &style)
    : m_document(document)
    , m_formats(style)
    , m_cursor(&document)
{
    m_document.setDefaultFont(m_formats.font());
    clear();
}

void MarkdownDocumentBuilder::setTarget(std::size_t first, std::vector<MarkdownBlock> blocks)
{
    Q_ASSERT(m_done && first <= m_placed.size());
    m_targetStart = first;
    m_target = std::move(blocks);
    m_reached = 0;
    m_done = false;
}

bool MarkdownDocumentBuilder::apply(std::optional<std::chrono::milliseconds> budget)
{
    if (m_done)
        return true;
    QElapsedTimer timer;
    timer.start();
    m_cursor.beginEditBlock();
    while (m_reached < m_target.size() && (!budget || timer.elapsed() < budget->count())) {
        place(m_targetStart + m_reached, std::move(m_target[m_reached]));
        ++m_reached;
    }
    m_done = m_reached == m_target.size();
    if (m_done) {
        removeFrom(m_targetStart + m_reached);
        m_target.clear();
    }
    m_cursor.endEditBlock();
    return m_done;
}

void MarkdownDocumentBuilder::clear()
{
    m_placed.clear();
    m_target.clear();
    m_targetStart = 0;
    m_reached = 0;
    m_done = true;
    m_lastBlockIsFree = true;
    m_cursor.beginEditBlock();
    m_cursor.select(QTextCursor::Document);
    m_cursor.removeSelectedText();
    m_cursor.setBlockFormat(m_formats.spacer());
    m_cursor.setCharFormat({});
    m_cursor.endEditBlock();
}

void MarkdownDocumentBuilder::setStyle(const ReadingStyle &style)
{
    std::vector<MarkdownBlock> blocks;
    for (Placed &placed : m_placed)
        blocks.push_back(std::move(placed.value));
    if (!m_done) {
        blocks.resize(m_targetStart + m_reached);
        std::move(m_target.begin() + qsizetype(m_reached), m_target.end(), std::back_inserter(blocks));
    }
    m_formats = MarkdownFormats(style);
    m_document.setDefaultFont(m_formats.font());
    clear();
    setTarget(0, std::move(blocks));
}

void MarkdownDocumentBuilder::place(std::size_t index, MarkdownBlock &&block)
{
    if (index < m_placed.size()) {
        if (m_placed[index].value == block)
            return;
        if (patch(m_placed[index], block)) {
            m_placed[index].value = std::move(block);
            return;
        }
        removeFrom(index);
    }
    append(std::move(block));
}

bool MarkdownDocumentBuilder::patch(Placed &placed, const MarkdownBlock &block)
{
    if ((placed.table != nullptr) != (block.role == Role::Table))
        return false;
    if (placed.table)
        return patchTable(*placed.table, placed.value, block);
    m_cursor.setPosition(placed.block.position());
    const QTextBlockFormat format = m_formats.block(block);
    if (format != placed.block.blockFormat())
        m_cursor.setBlockFormat(format);
    if (!looksAlike(placed.value, block))
        m_cursor.setBlockCharFormat(m_formats.text(block));
    patchText(placed.block, placed.value, block);
    return true;
}

void MarkdownDocumentBuilder::patchText(const QTextBlock &at, const MarkdownBlock &from, const MarkdownBlock &to)
{
    const CommonText common = looksAlike(from, to) ? commonText(from.spans, to.spans) : CommonText();
    m_cursor.setPosition(at.position() + common.length);
    m_cursor.setPosition(at.position() + at.length() - 1, QTextCursor::KeepAnchor);
    if (m_cursor.hasSelection())
        m_cursor.removeSelectedText();
    insertSpans(to, common.spans, common.characters);
}

void MarkdownDocumentBuilder::insertSpans(const MarkdownBlock &block, std::size_t span, qsizetype character)
{
    for (; span < block.spans.size(); ++span) {
        m_cursor.insertText(block.spans[span].text.sliced(character), m_formats.span(block, block.spans[span]));
        character = 0;
    }
}

bool MarkdownDocumentBuilder::patchTable(QTextTable &table, const MarkdownBlock &from, const MarkdownBlock &to)
{
    if (from.columns != to.columns || from.indent != to.indent)
        return false;
    const int rowsBefore = table.rows();
    const int rows = int(to.cells.size()) / to.columns;
    if (rows > rowsBefore)
        table.appendRows(rows - rowsBefore);
    else if (rows < rowsBefore)
        table.removeRows(rows, rowsBefore - rows);
    for (std::size_t i = 0; i < to.cells.size(); ++i) {
        if (i >= from.cells.size())
            fillCell(table, i, to);
        else if (from.cells[i] != to.cells[i]) {
            const QTextTableCell cell = table.cellAt(int(i) / to.columns, int(i) % to.columns);
            m_cursor.setPosition(cell.firstPosition());
            m_cursor.setBlockFormat(m_formats.block(to.cells[i]));
            patchText(m_cursor.block(), from.cells[i], to.cells[i]);
        }
    }
    return true;
}

void MarkdownDocumentBuilder::append(MarkdownBlock &&block)
{
    Placed &placed = m_placed.emplace_back();
    placed.value = std::move(block);
    m_cursor.movePosition(QTextCursor::End);
    if (placed.value.role == Role::Table) {
        appendTable(placed);
        return;
    }
    const QTextBlockFormat format = m_formats.block(placed.value);
    const QTextCharFormat text = m_formats.text(placed.value);
    if (m_lastBlockIsFree) {
        m_cursor.setBlockFormat(format);
        m_cursor.setBlockCharFormat(text);
    } else {
        m_cursor.insertBlock(format, text);
    }
    m_lastBlockIsFree = false;
    placed.block = m_cursor.block();
    insertSpans(placed.value, 0, 0);
}

void MarkdownDocumentBuilder::appendTable(Placed &placed)
{
    const MarkdownBlock &block = placed.value;
    placed.table = m_cursor.insertTable(int(block.cells.size()) / block.columns, block.columns, m_formats.table(block));
    for (std::size_t i = 0; i < block.cells.size(); ++i)
        fillCell(*placed.table, i, block);
    m_cursor.movePosition(QTextCursor::End);
    m_cursor.setBlockFormat(m_formats.spacer());
    m_cursor.setBlockCharFormat({});
    m_lastBlockIsFree = true;
}

void MarkdownDocumentBuilder::fillCell(QTextTable &table, std::size_t index, const MarkdownBlock &block)
{
    const MarkdownBlock &content = block.cells[index];
    QTextTableCell cell = table.cellAt(int(index) / block.columns, int(index) % block.columns);
    cell.setFormat(m_formats.cell(content));
    m_cursor.setPosition(cell.firstPosition());
    m_cursor.setBlockFormat(m_formats.block(content));
    insertSpans(content, 0, 0);
}

/// The position where all from this block on has to be removed.
int MarkdownDocumentBuilder::startOf(std::size_t index) const
{
    const Placed &placed = m_placed[index];
    if (placed.table)
        return placed.table->firstPosition() - 1; // the end of the block before it
    const bool blockIsNeeded = index == 0 || m_placed[index - 1].table;
    return blockIsNeeded ? placed.block.position() : placed.block.position() - 1;
}

void MarkdownDocumentBuilder::removeFrom(std::size_t index)
{
    if (index >= m_placed.size())
        return;
    m_cursor.setPosition(startOf(index));
    m_cursor.movePosition(QTextCursor::End, QTextCursor::KeepAnchor);
    m_cursor.removeSelectedText();
    m_placed.resize(index);
    m_lastBlockIsFree = index == 0 || m_placed[index - 1].table;
    // Two blocks became one, and Qt keeps the format of the second if the first is empty.
    const MarkdownBlock *last = m_lastBlockIsFree ? nullptr : &m_placed[index - 1].value;
    m_cursor.setBlockFormat(last ? m_formats.block(*last) : m_formats.spacer());
    m_cursor.setBlockCharFormat(last ? m_formats.text(*last) : QTextCharFormat());
}

} // namespace tributary
