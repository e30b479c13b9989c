// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/PassageMarks.h"

#include "ui/common/MarkdownBlocks.h"
#include "ui/common/MarkdownFormats.h"

#include <QAbstractTextDocumentLayout>
#include <QPainter>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextLayout>

#include <algorithm>

namespace tributary {

namespace {

constexpr qreal tintRadius = 4;
constexpr qreal underlineWidth = 2;
constexpr qreal leftLineWidth = 3;

/// Blocks of the document that hold text of ours, by their place in it.
QList<TextRange> textBlocks(const QTextDocument &document)
{
    QList<TextRange> blocks;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        if (block.blockFormat().hasProperty(RoleProperty)) // else it only surrounds a table
            blocks += TextRange{block.position(), block.length()};
    }
    return blocks;
}

/// How many of the document's blocks each node takes.
QList<qsizetype> blockCounts(const std::vector<MarkdownNode> &nodes)
{
    const MarkdownBlocks laidOut = layOutBlocks(nodes);
    QList<qsizetype> counts;
    std::size_t at = 0;
    for (const std::size_t end : laidOut.ends) {
        qsizetype count = 0;
        for (; at < end; ++at) {
            const MarkdownBlock &block = laidOut.blocks[at];
            count += block.role == MarkdownBlock::Role::Table ? qsizetype(block.cells.size()) : 1;
        }
        counts += count;
    }
    return counts;
}

} // namespace

VisibleTextMap mapDocument(const QString &source, const QTextDocument &document)
{
    const std::vector<MarkdownNode> nodes = parseMarkdown(source.toUtf8()).children;
    const QList<TextRange> blocks = textBlocks(document);
    QList<int> lines;
    QList<TextRange> shown;
    qsizetype at = 0;
    const QList<qsizetype> counts = blockCounts(nodes);
    for (qsizetype i = 0; i < counts.size() && at + counts[i] <= blocks.size(); ++i) {
        if (counts[i] == 0)
            continue;
        const TextRange &first = blocks[at];
        at += counts[i];
        lines += nodes[std::size_t(i)].firstLine;
        shown += TextRange{first.start, blocks[at - 1].end() - first.start};
    }
    const bool complete = at == blocks.size();
    return VisibleTextMap(source, document.toRawText(),
                          complete ? anchorsOfBlocks(source, lines, shown) : QList<VisibleTextAnchor>());
}

void PassageMarks::setPassages(const QList<MarkedPassage> &passages)
{
    m_passages = passages;
    collectPieces();
}

void PassageMarks::setMap(const VisibleTextMap &map)
{
    m_map = map;
    collectPieces();
}

void PassageMarks::collectPieces()
{
    m_pieces.clear();
    for (qsizetype i = 0; i < m_passages.size(); ++i) {
        for (const TextRange &shown : m_map.shownRanges(m_passages[i].source))
            m_pieces += Piece{i, shown};
    }
}

TextRange PassageMarks::shownIn(const QRectF &visible) const
{
    const QAbstractTextDocumentLayout &layout = *m_document.documentLayout();
    const auto blockAt = [&](const QPointF &point) {
        return m_document.findBlock(std::max(layout.hitTest(point, Qt::FuzzyHit), 0));
    };
    const QTextBlock first = blockAt(visible.topLeft());
    const QTextBlock last = blockAt(visible.bottomRight());
    // The cells of a row stand beside each other, one behind the other in the document.
    constexpr int neighbours = 64;
    const qsizetype start = std::min(first.position(), last.position()) - neighbours;
    const qsizetype end = std::max(first.position() + first.length(), last.position() + last.length()) + neighbours;
    return {start, end - start};
}

QList<PassageMarks::Piece> PassageMarks::piecesIn(const QRectF &visible) const
{
    QList<Piece> pieces;
    if (m_pieces.isEmpty())
        return pieces;
    const TextRange shown = shownIn(visible);
    std::ranges::copy_if(m_pieces, std::back_inserter(pieces), [&](const Piece &piece) {
        return piece.shown.start < shown.end() && piece.shown.end() > shown.start;
    });
    return pieces;
}

QList<QRectF> PassageMarks::rectsOf(const TextRange &source) const
{
    QList<QRectF> rects;
    for (const TextRange &shown : m_map.shownRanges(source))
        rects += rectsOfShown(shown);
    return rects;
}

QList<QRectF> PassageMarks::rectsOfShown(const TextRange &shown) const
{
    QList<QRectF> rects;
    QTextBlock block = m_document.findBlock(int(shown.start));
    for (; block.isValid() && block.position() < shown.end(); block = block.next())
        addRects(block, shown, rects);
    return rects;
}

void PassageMarks::addRects(const QTextBlock &block, const TextRange &shown, QList<QRectF> &rects) const
{
    // Asking for the rectangle lays the document out to this block. Its corner is where the layout begins, also when
    // the lines begin further in.
    const QRectF around = m_document.documentLayout()->blockBoundingRect(block);
    const QTextLayout &layout = *block.layout();
    const QPointF origin = around.topLeft();
    const int from = std::max(0, int(shown.start) - block.position());
    const int to = std::min(block.length() - 1, int(shown.end()) - block.position());
    for (int i = 0; i < layout.lineCount() && from < to; ++i) {
        const QTextLine line = layout.lineAt(i);
        const int start = std::max(from, line.textStart());
        const int end = std::min(to, line.textStart() + line.textLength());
        if (start >= end)
            continue;
        const qreal one = line.cursorToX(start);
        const qreal other = line.cursorToX(end);
        rects += QRectF(origin.x() + std::min(one, other), origin.y() + line.y(), std::abs(other - one), line.height());
    }
}

qsizetype PassageMarks::passageAt(int position) const
{
    qsizetype found = -1;
    for (const Piece &piece : m_pieces) {
        const bool hit = position >= piece.shown.start && position < piece.shown.end();
        if (hit && (found < 0 || m_passages[piece.passage].source.length < m_passages[found].source.length))
            found = piece.passage;
    }
    return found;
}

void PassageMarks::drawBehind(QPainter &painter, const QRectF &visible) const
{
    painter.setPen(Qt::NoPen);
    for (const Piece &piece : piecesIn(visible)) {
        const MarkedPassage &passage = m_passages[piece.passage];
        if (!passage.tint.isValid())
            continue;
        painter.setBrush(passage.tint);
        for (const QRectF &rect : rectsOfShown(piece.shown))
            painter.drawRoundedRect(rect, tintRadius, tintRadius);
    }
}

void PassageMarks::drawAbove(QPainter &painter, const QRectF &visible) const
{
    for (const Piece &piece : piecesIn(visible)) {
        const MarkedPassage &passage = m_passages[piece.passage];
        if (!passage.underline.isValid() && !passage.leftLine.isValid())
            continue;
        QPen pen(passage.underline, underlineWidth, passage.underlineStyle, Qt::FlatCap);
        QRectF all;
        for (const QRectF &rect : rectsOfShown(piece.shown)) {
            all = all.isNull() ? rect : all.united(rect);
            if (!passage.underline.isValid())
                continue;
            const qreal y = rect.bottom() - underlineWidth / 2.0;
            painter.setPen(pen);
            painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y));
        }
        // In the margin of the document, left of bullets and numbers too.
        if (passage.leftLine.isValid())
            painter.fillRect(QRectF(0, all.top(), leftLineWidth, all.height()), passage.leftLine);
    }
}

QList<QTextEdit::ExtraSelection> PassageMarks::inks(const QRectF &visible) const
{
    QList<QTextEdit::ExtraSelection> selections;
    for (const Piece &piece : piecesIn(visible)) {
        const MarkedPassage &passage = m_passages[piece.passage];
        if (!passage.ink.isValid())
            continue;
        QTextEdit::ExtraSelection &selection = selections.emplace_back();
        selection.format.setForeground(passage.ink);
        selection.cursor = QTextCursor(m_document.findBlock(int(piece.shown.start)));
        selection.cursor.setPosition(int(piece.shown.start));
        selection.cursor.setPosition(int(piece.shown.end()), QTextCursor::KeepAnchor);
    }
    return selections;
}

} // namespace tributary
