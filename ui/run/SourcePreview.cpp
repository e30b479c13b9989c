// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/SourcePreview.h"

#include "ui/common/LetterBadge.h"
#include "ui/common/Painting.h"
#include "ui/common/ThemeController.h"

#include <QAbstractButton>
#include <QPainter>
#include <QVBoxLayout>

namespace tributary {

namespace {

constexpr qsizetype mostRows = 3;
constexpr int linesOfARow = 2;

/// A letter and an excerpt of at most two lines.
class ExcerptRow : public QAbstractButton
{
public:
    ExcerptRow(const RunContext &context, const SourceExcerpt &excerpt, QWidget *parent)
        : QAbstractButton(parent)
        , m_context(context)
        , m_excerpt(excerpt)
    {
        setText(excerpt.text);
        setAccessibleName(SourcePreview::tr("Source in %1: %2").arg(excerpt.mark.letter, excerpt.text));
        setCursor(Qt::PointingHandCursor);
        setFocusPolicy(Qt::NoFocus); // Enter goes to the same place
        const int line = qRound(context.theme.theme().lineHeight(TypeRole::Body));
        setFixedHeight(linesOfARow * line + spacing::Small);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Theme &theme = m_context.theme.theme();
        if (underMouse())
            painter.fillRect(rect(), hoverLayer(theme, isDown()));
        paintLetterBadge(painter, theme, QRectF(spacing::Small, spacing::Tiny, SmallBadgeSide, SmallBadgeSide),
                         {.index = m_excerpt.mark.paletteIndex});
        painter.setFont(theme.font(TypeRole::Body));
        painter.setPen(theme.colour(Colour::Text));
        const int left = 2 * spacing::Small + SmallBadgeSide;
        painter.drawText(QRect(left, spacing::Tiny, width() - left - spacing::Small, height() - spacing::Small),
                         Qt::TextWordWrap | Qt::AlignLeft | Qt::AlignTop, text());
    }

private:
    RunContext m_context;
    SourceExcerpt m_excerpt;
};

} // namespace

SourcePreview::SourcePreview(const RunContext &context, QWidget *parent)
    : QFrame(parent)
    , m_context(context)
    , m_column(new QVBoxLayout(this))
{
    setAccessibleName(tr("Sources that are not on screen"));
    m_column->setContentsMargins(1, spacing::Tiny, 1, spacing::Tiny);
    m_column->setSpacing(0);
    hide();
}

void SourcePreview::show(const QList<SourceExcerpt> &excerpts, const QPoint &edge)
{
    if (excerpts != m_excerpts)
        fill(excerpts);
    if (excerpts.isEmpty())
        return hide();
    const QSize room = parentWidget()->size();
    const int wide = qMin(largest.width(), room.width());
    const int high = qMin(largest.height(), m_column->sizeHint().height());
    const int left = qBound(0, edge.x() - wide, room.width() - wide);
    const int top = qBound(0, edge.y(), qMax(0, room.height() - high));
    setGeometry(left, top, wide, high);
    raise();
    QFrame::show();
}

void SourcePreview::fill(const QList<SourceExcerpt> &excerpts)
{
    m_excerpts = excerpts;
    // Later, because a press on one may be what led here.
    for (QWidget *row : std::as_const(m_rows)) {
        m_column->removeWidget(row);
        row->hide();
        row->deleteLater();
    }
    m_rows.clear();
    const qsizetype count = qMin(excerpts.size(), mostRows);
    for (qsizetype i = 0; i < count; ++i) {
        auto *row = new ExcerptRow(m_context, excerpts.at(i), this);
        const SourceMark mark = excerpts.at(i).mark;
        connect(row, &QAbstractButton::clicked, this, [this, mark] { Q_EMIT chosen(mark); });
        m_column->addWidget(row);
        m_rows.append(row);
        row->show();
    }
    m_column->activate();
}

void SourcePreview::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = m_context.theme.theme();
    painter.fillRect(rect(), theme.colour(Colour::Canvas));
    paintBox(painter, rect(), radius::Control, theme.colour(Colour::Surface), theme.colour(Colour::Control));
}

} // namespace tributary
