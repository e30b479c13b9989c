// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/MarkdownDecorations.h"

#include "ui/common/MarkdownFormats.h"

#include <QAbstractTextDocumentLayout>
#include <QPainter>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextLayout>

namespace tributary {

namespace {

using Role = MarkdownBlock::Role;

constexpr qreal boxRadius = 6;
constexpr qreal quoteBarWidth = 3;
constexpr qreal markerDistance = 6;

class Decorator
{
public:
    Decorator(QPainter &painter, const QTextDocument &document, const ReadingStyle &style)
        : m_painter(painter)
        , m_document(document)
        , m_style(style)
    {}

    void draw(const QRectF &visible);

private:
    void drawBlock(const QTextBlock &block, const QRectF &rect);
    void drawMarker(const QTextBlock &block, const QTextBlockFormat &format);
    void drawQuoteBars(const QTextBlockFormat &format, const QRectF &rect);
    void growBox(const QTextBlockFormat &format, const QRectF &rect);
    void drawBox();

    qreal right() const { return m_document.textWidth() - m_document.documentMargin(); }

    qreal left() const { return m_document.documentMargin(); }

    QPainter &m_painter;
    const QTextDocument &m_document;
    const ReadingStyle &m_style;
    QRectF m_box; // of the code lines so far
};

void Decorator::draw(const QRectF &visible)
{
    const QAbstractTextDocumentLayout &layout = *m_document.documentLayout();
    const int position = layout.hitTest(visible.topLeft(), Qt::FuzzyHit);
    for (QTextBlock block = m_document.findBlock(std::max(position, 0)); block.isValid(); block = block.next()) {
        const QRectF rect = layout.blockBoundingRect(block);
        if (rect.top() - codeBoxPadding > visible.bottom())
            break;
        drawBlock(block, rect);
    }
    drawBox();
}

void Decorator::drawBlock(const QTextBlock &block, const QRectF &rect)
{
    const QTextBlockFormat format = block.blockFormat();
    const Role role = Role(format.intProperty(RoleProperty));
    if (role == Role::Code)
        growBox(format, rect);
    else
        drawBox();
    if (role == Role::Rule) {
        m_painter.fillRect(QRectF(left() + format.leftMargin(), rect.center().y(), right() - left(), 1),
                           m_style.tableBorder);
    }
    if (format.hasProperty(QuoteBarsProperty))
        drawQuoteBars(format, rect);
    if (format.hasProperty(MarkerProperty))
        drawMarker(block, format);
}

void Decorator::drawMarker(const QTextBlock &block, const QTextBlockFormat &format)
{
    const QTextLine line = block.layout()->lineAt(0);
    if (!line.isValid())
        return;
    const QString marker = format.stringProperty(MarkerProperty);
    const qreal top = block.layout()->position().y() + line.y();
    m_painter.setFont(m_document.defaultFont());
    m_painter.setPen(m_style.dimmedText);
    const qreal width = 200;
    if (block.textDirection() == Qt::RightToLeft) {
        const qreal x = right() - format.rightMargin() + markerDistance;
        m_painter.drawText(QRectF(x, top, width, line.height()), int(Qt::AlignLeft | Qt::AlignBottom), marker);
        return;
    }
    const qreal x = left() + format.leftMargin() - markerDistance - width;
    m_painter.drawText(QRectF(x, top, width, line.height()), int(Qt::AlignRight | Qt::AlignBottom), marker);
}

void Decorator::drawQuoteBars(const QTextBlockFormat &format, const QRectF &rect)
{
    const QString bars = format.stringProperty(QuoteBarsProperty);
    const int joined = format.intProperty(QuoteBarsJoinedProperty);
    for (int i = 0; i < bars.size(); ++i) {
        const qreal above = i < joined ? format.topMargin() : 0;
        m_painter.fillRect(QRectF(left() + bars[i].unicode(), rect.top() - above, quoteBarWidth, rect.height() + above),
                           m_style.quoteBar);
    }
}

void Decorator::growBox(const QTextBlockFormat &format, const QRectF &rect)
{
    if (format.boolProperty(OpensBoxProperty))
        drawBox();
    const qreal x = left() + format.leftMargin() - codeBoxPadding;
    const QRectF line(x, rect.top() - codeBoxPadding, right() - x, rect.height() + 2 * codeBoxPadding);
    m_box = m_box.isNull() ? line : m_box.united(line);
}

void Decorator::drawBox()
{
    if (m_box.isNull())
        return;
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(m_style.codeBackground);
    m_painter.drawRoundedRect(m_box, boxRadius, boxRadius);
    m_box = {};
}

} // namespace

void drawMarkdownDecorations(QPainter &painter, const QTextDocument &document, const QRectF &visible,
                             const ReadingStyle &style)
{
    Decorator(painter, document, style).draw(visible);
}

} // namespace tributary
