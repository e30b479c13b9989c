// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/DiffPane.h"

#include "ui/common/Painting.h"
#include "ui/common/ThemeController.h"

#include <QAbstractTextDocumentLayout>
#include <QHash>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextLayout>

#include <algorithm>

namespace tributary {

namespace {

using Kind = DiffPart::Kind;

constexpr int gutterWidth = 28;
constexpr int currentBarWidth = 3;
constexpr int signWidth = 12;

QChar signOf(Kind kind)
{
    switch (kind) {
    case Kind::Same:
        return u' ';
    case Kind::Added:
        return u'+';
    case Kind::Removed:
        return u'\u2212';
    case Kind::MovedAway:
    case Kind::MovedHere:
        return u'\u2195';
    }
    Q_UNREACHABLE();
}

Colour signColour(Kind kind)
{
    return kind == Kind::Added     ? Colour::DiffAddedSign
           : kind == Kind::Removed ? Colour::DiffRemovedSign
                                   : Colour::Text2;
}

} // namespace

class DiffPane::Gutter : public QWidget
{
public:
    explicit Gutter(DiffPane &pane)
        : QWidget(&pane)
        , m_pane(pane)
    {}

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        m_pane.paintGutter(painter);
    }

private:
    DiffPane &m_pane;
};

DiffPane::DiffPane(Side side, const ThemeController &theme, QWidget *parent)
    : QTextEdit(parent)
    , m_side(side)
    , m_theme(theme)
    , m_gutter(new Gutter(*this))
{
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setAcceptRichText(false);
    setTabChangesFocus(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setViewportMargins(gutterWidth, 0, 0, 0);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, m_gutter, qOverload<>(&QWidget::update));
    connect(&theme, &ThemeController::changed, this, &DiffPane::applyFormats);
}

const TextRange &DiffPane::rangeIn(const DiffPart &part) const
{
    return m_side == Side::First ? part.first : part.second;
}

void DiffPane::showText(const QString &text, const TextDiff &diff)
{
    m_diff = diff;
    m_current = -1;
    setPlainText(text);
    collectMarks();
    applyFormats();
    verticalScrollBar()->setValue(0);
}

void DiffPane::collectMarks()
{
    m_marks.clear();
    int change = 0;
    for (qsizetype i = 0; i < m_diff.parts.size(); ++i) {
        const DiffPart &part = m_diff.parts.at(i);
        while (change < m_diff.changes.size() &&
               m_diff.changes.at(change).firstPart + m_diff.changes.at(change).partCount <= i)
            ++change;
        const bool inChange = change < m_diff.changes.size() && m_diff.changes.at(change).firstPart <= i;
        // Without the white space after it, which would look like a word.
        TextRange range = rangeIn(part);
        while (range.length > 1 && document()->characterAt(static_cast<int>(range.end()) - 1).isSpace())
            --range.length;
        if (part.kind != Kind::Same && range.length > 0)
            m_marks.append({part.kind, range, inChange ? change : -1});
    }
}

void DiffPane::applyFormats()
{
    const Theme &theme = m_theme.theme();
    setFont(theme.font(TypeRole::Reading));
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    cursor.select(QTextCursor::Document);
    QTextBlockFormat block;
    block.setLineHeight(theme.lineHeight(TypeRole::Reading), QTextBlockFormat::MinimumHeight);
    cursor.setBlockFormat(block);
    QTextCharFormat plain;
    plain.setFont(theme.font(TypeRole::Reading));
    plain.setForeground(theme.colour(Colour::Text));
    cursor.setCharFormat(plain);
    for (const Mark &mark : std::as_const(m_marks)) {
        QTextCharFormat format = plain;
        if (mark.kind == Kind::Added)
            format.setBackground(theme.colour(Colour::DiffAdded));
        if (mark.kind == Kind::Removed) {
            format.setBackground(theme.colour(Colour::DiffRemoved));
            format.setFontStrikeOut(true);
        }
        cursor.setPosition(static_cast<int>(mark.range.start));
        cursor.setPosition(static_cast<int>(mark.range.end()), QTextCursor::KeepAnchor);
        cursor.setCharFormat(format);
    }
    cursor.endEditBlock();
    m_gutter->update();
}

void DiffPane::setCurrentChange(int change)
{
    m_current = change;
    const auto own = std::ranges::find(m_marks, change, &Mark::change);
    if (change >= 0 && own != m_marks.end()) {
        QTextCursor cursor(document());
        cursor.setPosition(static_cast<int>(own->range.start));
        setTextCursor(cursor);
        const QRect line = cursorRect(cursor);
        if (line.top() < 0 || line.bottom() > viewport()->height() - line.height())
            verticalScrollBar()->setValue(verticalScrollBar()->value() + line.top() - viewport()->height() / 3);
    }
    m_gutter->update();
    viewport()->update();
}

qsizetype DiffPane::topOffset() const
{
    return cursorForPosition(QPoint(0, 2)).position();
}

void DiffPane::scrollToOffset(qsizetype offset)
{
    QTextCursor cursor(document());
    cursor.setPosition(static_cast<int>(std::clamp<qsizetype>(offset, 0, document()->characterCount() - 1)));
    verticalScrollBar()->setValue(verticalScrollBar()->value() + cursorRect(cursor).top());
}

QList<QRectF> DiffPane::linesOf(const TextRange &range) const
{
    QList<QRectF> lines;
    const QPointF offset(horizontalScrollBar()->value(), verticalScrollBar()->value());
    const QRectF visible = QRectF(viewport()->rect()).translated(offset);
    for (QTextBlock block = document()->findBlock(static_cast<int>(range.start));
         block.isValid() && block.position() < range.end(); block = block.next()) {
        const QRectF place = document()->documentLayout()->blockBoundingRect(block);
        if (place.bottom() < visible.top())
            continue;
        if (place.top() > visible.bottom())
            break;
        const QTextLayout *layout = block.layout();
        for (int i = 0; i < layout->lineCount(); ++i) {
            const QTextLine line = layout->lineAt(i);
            const qsizetype from = std::max<qsizetype>(range.start - block.position(), line.textStart());
            const qsizetype to =
                std::min<qsizetype>(range.end() - block.position(), line.textStart() + line.textLength());
            if (from >= to)
                continue;
            const double left = line.cursorToX(static_cast<int>(from));
            const double right = line.cursorToX(static_cast<int>(to));
            lines.append(QRectF(std::min(left, right), line.y(), std::abs(right - left), line.height())
                             .translated(place.topLeft() - offset));
        }
    }
    return lines;
}

void DiffPane::paintEvent(QPaintEvent *event)
{
    QTextEdit::paintEvent(event);
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme &theme = m_theme.theme();
    for (const Mark &mark : std::as_const(m_marks)) {
        if (mark.kind != Kind::MovedAway && mark.kind != Kind::MovedHere)
            continue;
        const QList<QRectF> lines = linesOf(mark.range);
        for (const QRectF &line : lines)
            paintBox(painter, line.adjusted(-1, 0, 1, 0), radius::Badge, {}, theme.colour(Colour::Control));
    }
}

void DiffPane::paintGutter(QPainter &painter)
{
    const Theme &theme = m_theme.theme();
    painter.fillRect(m_gutter->rect(), theme.colour(Colour::Surface2));
    painter.setFont(theme.font(TypeRole::Strong));
    QHash<int, QString> signsOnLine; // by its top
    for (const Mark &mark : std::as_const(m_marks)) {
        const QList<QRectF> lines = linesOf(mark.range);
        for (const QRectF &line : lines) {
            if (mark.change >= 0 && mark.change == m_current)
                painter.fillRect(QRectF(0, line.top(), currentBarWidth, line.height()), theme.colour(Colour::Accent));
            QString &signs = signsOnLine[qRound(line.top())];
            // There are two signs at most on each side.
            if (signs.contains(signOf(mark.kind)))
                continue;
            const double left = currentBarWidth + static_cast<double>(signs.size() * signWidth);
            painter.setPen(theme.colour(signColour(mark.kind)));
            painter.drawText(QRectF(left, line.top(), signWidth, line.height()), Qt::AlignCenter, signOf(mark.kind));
            signs.append(signOf(mark.kind));
        }
    }
}

void DiffPane::resizeEvent(QResizeEvent *event)
{
    QTextEdit::resizeEvent(event);
    const QRect inside = viewport()->geometry();
    m_gutter->setGeometry(inside.left() - gutterWidth, inside.top(), gutterWidth, inside.height());
}

} // namespace tributary
