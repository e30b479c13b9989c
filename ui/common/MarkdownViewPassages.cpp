// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/MarkdownView.h"

#include <QAbstractTextDocumentLayout>
#include <QApplication>
#include <QMouseEvent>
#include <QScrollBar>

namespace tributary {

QRectF MarkdownView::visibleArea() const
{
    return {QPointF(horizontalScrollBar()->value(), verticalScrollBar()->value()), QSizeF(viewport()->size())};
}

void MarkdownView::setPassages(const QList<MarkedPassage> &passages)
{
    if (passages == m_marks.passages())
        return;
    m_marks.setPassages(passages);
    if (!passages.isEmpty())
        map();
    updateInks();
    viewport()->update();
}

/// Aligning takes a moment for long texts, so it waits until somebody asks.
const VisibleTextMap &MarkdownView::map()
{
    if (m_mapIsStale && isUpToDate()) {
        m_mapIsStale = false;
        m_marks.setMap(mapDocument(m_text, *document()));
    }
    return m_marks.map();
}

/// The document has changed.
void MarkdownView::updateMarks()
{
    if (!std::exchange(m_mapIsStale, true))
        m_marks.setMap({});
    if (m_marks.passages().isEmpty())
        return;
    map();
    updateInks();
    viewport()->update();
}

/// Colours of text can only be laid over what is in view: many of them would make each painting slow.
void MarkdownView::updateInks()
{
    const QList<ExtraSelection> inks = m_marks.inks(visibleArea());
    if (!inks.isEmpty() || !extraSelections().isEmpty())
        setExtraSelections(inks);
}

qsizetype MarkdownView::passageAt(const QPoint &point)
{
    map();
    const int position = document()->documentLayout()->hitTest(visibleArea().topLeft() + point, Qt::ExactHit);
    return position < 0 ? -1 : m_marks.passageAt(position);
}

qsizetype MarkdownView::sourceOffsetAt(const QPoint &point)
{
    const int position = document()->documentLayout()->hitTest(visibleArea().topLeft() + point, Qt::ExactHit);
    return position < 0 ? -1 : map().sourceOffset(position);
}

qsizetype MarkdownView::sourceOffsetAtCaret()
{
    return map().sourceOffset(textCursor().position());
}

qsizetype MarkdownView::topSourceOffset()
{
    return map().sourceOffset(cursorForPosition({0, 0}).position());
}

QList<QRect> MarkdownView::rectsOf(const TextRange &source)
{
    map();
    const QPointF origin = visibleArea().topLeft();
    QList<QRect> rects;
    for (const QRectF &rect : m_marks.rectsOf(source))
        rects += rect.translated(-origin).toAlignedRect();
    return rects;
}

void MarkdownView::scrollToSource(const TextRange &source)
{
    const QList<QRect> rects = rectsOf(source);
    if (rects.isEmpty() || (rects.first().top() >= 0 && rects.first().bottom() < viewport()->height()))
        return;
    const int above = viewport()->height() / 4; // what stands before it helps to see where it is
    verticalScrollBar()->setValue(verticalScrollBar()->value() + rects.first().top() - above);
}

void MarkdownView::scrollSourceToTop(qsizetype offset)
{
    const QList<QRect> rects = rectsOf({offset, 1});
    if (!rects.isEmpty())
        verticalScrollBar()->setValue(verticalScrollBar()->value() + rects.first().top());
}

void MarkdownView::setCaretAtSource(qsizetype offset)
{
    const qsizetype shown = map().shownOffset(offset);
    if (shown < 0)
        return;
    QTextCursor caret(document());
    caret.setPosition(int(std::min<qsizetype>(shown, document()->characterCount() - 1)));
    setTextCursor(caret);
}

void MarkdownView::setSourceTracking(bool on)
{
    m_tracking = on;
    if (!on)
        m_hovered = -1;
}

void MarkdownView::hover(qsizetype offset)
{
    if (std::exchange(m_hovered, offset) != offset)
        Q_EMIT sourceHovered(offset);
}

void MarkdownView::reportCaret()
{
    if (m_tracking && !m_rendering && isUpToDate())
        Q_EMIT caretMoved(sourceOffsetAtCaret());
}

void MarkdownView::mouseMoveEvent(QMouseEvent *event)
{
    QTextBrowser::mouseMoveEvent(event);
    if (m_tracking && event->buttons() == Qt::NoButton)
        hover(sourceOffsetAt(event->pos()));
}

void MarkdownView::mousePressEvent(QMouseEvent *event)
{
    m_pressed = event->pos();
    QTextBrowser::mousePressEvent(event);
}

void MarkdownView::mouseReleaseEvent(QMouseEvent *event)
{
    const bool onLink = !anchorAt(event->pos()).isEmpty();
    QTextBrowser::mouseReleaseEvent(event);
    const bool clicked = event->button() == Qt::LeftButton && !textCursor().hasSelection() &&
                         (event->pos() - m_pressed).manhattanLength() < QApplication::startDragDistance();
    if (m_tracking && clicked && !onLink)
        Q_EMIT sourceClicked(sourceOffsetAt(event->pos()));
}

void MarkdownView::leaveEvent(QEvent *event)
{
    QTextBrowser::leaveEvent(event);
    if (m_tracking)
        hover(-1);
}

} // namespace tributary
