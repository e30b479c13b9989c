// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "text/VisibleTextMap.h"
#include "ui/common/MarkedPassage.h"

#include <QRectF>
#include <QTextEdit>

class QPainter;
class QTextBlock;
class QTextDocument;

namespace tributary {

/// Which character of the source stands where in a document that MarkdownDocumentBuilder made of it. Offsets of what
/// is shown are positions in the document.
VisibleTextMap mapDocument(const QString &source, const QTextDocument &document);

/// The passages that are marked in a Markdown document, and where they are shown. Everything is in the document's
/// coordinates; the document itself stays as it is.
class PassageMarks
{
public:
    explicit PassageMarks(const QTextDocument &document)
        : m_document(document)
    {}

    void setPassages(const QList<MarkedPassage> &passages);

    [[nodiscard]] const QList<MarkedPassage> &passages() const { return m_passages; }

    /// What is shown has changed.
    void setMap(const VisibleTextMap &map);

    [[nodiscard]] const VisibleTextMap &map() const { return m_map; }

    /// The lines that a passage of the source is shown on.
    [[nodiscard]] QList<QRectF> rectsOf(const TextRange &source) const;

    /// Index of the shortest passage that is shown at this position of the document; -1: none.
    [[nodiscard]] qsizetype passageAt(int position) const;

    void drawBehind(QPainter &painter, const QRectF &visible) const;
    void drawAbove(QPainter &painter, const QRectF &visible) const;

    /// The text colours of the passages in view.
    [[nodiscard]] QList<QTextEdit::ExtraSelection> inks(const QRectF &visible) const;

private:
    /// A passage, or the part of it that is shown in one piece.
    struct Piece
    {
        qsizetype passage = 0;
        TextRange shown;
    };

    void collectPieces();
    [[nodiscard]] TextRange shownIn(const QRectF &visible) const;
    [[nodiscard]] QList<Piece> piecesIn(const QRectF &visible) const;
    [[nodiscard]] QList<QRectF> rectsOfShown(const TextRange &shown) const;
    void addRects(const QTextBlock &block, const TextRange &shown, QList<QRectF> &rects) const;

    const QTextDocument &m_document;
    QList<MarkedPassage> m_passages;
    VisibleTextMap m_map;
    QList<Piece> m_pieces; // in the order of the passages
};

} // namespace tributary
