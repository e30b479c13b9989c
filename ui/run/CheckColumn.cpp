// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/CheckColumn.h"

#include "ui/common/MarkdownView.h"
#include "ui/common/Painting.h"
#include "ui/common/TextStyle.h"
#include "ui/common/ThemeController.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

namespace tributary {

namespace {

constexpr int summaryHeight = 24;
constexpr int signSide = 10;

void paintSign(QPainter &painter, const QRectF &rect, PointUse use, const QColor &ink)
{
    const QRectF circle = rect.adjusted(0.75, 0.75, -0.75, -0.75);
    painter.setPen(QPen(ink, 1.5));
    painter.setBrush(use == PointUse::Used ? QBrush(ink) : QBrush(Qt::NoBrush));
    painter.drawEllipse(circle);
    if (use != PointUse::Partly)
        return;
    constexpr int quarter = 90 * 16;
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink);
    painter.drawPie(circle, quarter, 2 * quarter);
}

} // namespace

CheckColumn::CheckColumn(MarkdownView &view, const ThemeController &theme)
    : QWidget(&view)
    , m_view(view)
    , m_theme(theme)
    , m_summary(new QLabel(&view))
{
    setFocusPolicy(Qt::StrongFocus);
    new TextStyle(m_summary, theme, TypeRole::Caption, Colour::Text2);
    m_summary->setTextFormat(Qt::PlainText);
    view.setViewportMargins(columnWidth, summaryHeight, 0, 0);
    view.viewport()->installEventFilter(this);
    connect(view.verticalScrollBar(), &QScrollBar::valueChanged, this, qOverload<>(&QWidget::update));
    connect(view.document(), &QTextDocument::contentsChanged, this, qOverload<>(&QWidget::update));
    connect(&theme, &ThemeController::changed, this, &CheckColumn::mark);
    place();
    m_summary->show();
    show();
}

CheckColumn::~CheckColumn() = default;

void CheckColumn::takeAway()
{
    m_view.viewport()->removeEventFilter(this);
    delete m_summary;
    m_view.setViewportMargins(0, 0, 0, 0);
    m_view.setPassages({});
    deleteLater(); // it may be handling a key
    hide();
    setParent(nullptr);
}

void CheckColumn::setCard(const CoverageCard &card, CoverageFilter filter)
{
    if (card != m_card)
        m_current = -1;
    m_card = card;
    m_filter = filter;
    m_summary->setText(card.summary);
    mark();
    tell();
}

void CheckColumn::mark()
{
    const Theme &theme = m_theme.theme();
    QList<MarkedPassage> passages;
    for (qsizetype i = 0; i < m_card.points.size(); ++i) {
        const CoveragePoint &point = m_card.points.at(i);
        const bool matching = matches(point, m_filter);
        MarkedPassage passage{point.range};
        if (i == m_current)
            passage.tint = theme.colour(Colour::Selection);
        else if (!matching || (m_filter == CoverageFilter::All && point.use == PointUse::Used))
            passage.ink = theme.colour(Colour::Text3);
        if (matching && point.use == PointUse::LeftOut)
            passage.leftLine = theme.colour(Colour::Text2);
        passages += passage;
        if (!matching || (m_filter != CoverageFilter::OnlyHere && m_filter != CoverageFilter::Contradictions))
            continue;
        for (const TextRange &fact : point.factsOfOne)
            passages += MarkedPassage{fact, {}, theme.colour(Colour::Text2), Qt::DotLine};
    }
    m_view.setPassages(passages);
    update();
}

void CheckColumn::setCurrent(qsizetype point)
{
    if (point < 0 || point >= m_card.points.size())
        return;
    m_current = point;
    mark();
    m_view.scrollToSource(m_card.points.at(point).range);
    tell();
    Q_EMIT currentChanged(point);
}

bool CheckColumn::step(int direction, bool leftOutOnly)
{
    const CoverageFilter wanted = leftOutOnly ? CoverageFilter::LeftOut : m_filter;
    qsizetype at = m_current < 0 && direction < 0 ? m_card.points.size() : m_current;
    for (at += direction; at >= 0 && at < m_card.points.size(); at += direction) {
        if (matches(m_card.points.at(at), wanted)) {
            setCurrent(at);
            return true;
        }
    }
    return false;
}

/// The name changes with the point, so that it is read out.
void CheckColumn::tell()
{
    const QString card = tr("Points of answer %1: %2").arg(m_card.letter, m_card.summary);
    if (m_current < 0) {
        setAccessibleName(card);
        return;
    }
    const CoveragePoint &point = m_card.points.at(m_current);
    setAccessibleName(tr("Point %1 of %2 of answer %3, %4: %5")
                          .arg(QString::number(m_current + 1), QString::number(m_card.points.size()), m_card.letter,
                               pointUseText(point.use), pointText(m_card, m_current)));
    setAccessibleDescription(point.words);
    QAccessibleEvent changed(this, QAccessible::NameChanged);
    QAccessible::updateAccessibility(&changed);
}

QList<CheckColumn::Sign> CheckColumn::signsInView() const
{
    QList<Sign> signsFound;
    const qsizetype top = m_view.topSourceOffset();
    const auto above = [top](const CoveragePoint &point) { return point.range.end() <= top; };
    const auto first = std::partition_point(m_card.points.begin(), m_card.points.end(), above);
    for (qsizetype i = first - m_card.points.begin(); i < m_card.points.size(); ++i) {
        const QList<QRect> lines = m_view.rectsOf(m_card.points.at(i).range);
        if (lines.isEmpty())
            continue;
        if (lines.first().top() > m_view.viewport()->height())
            break;
        const int y = lines.first().top() + (lines.first().height() - signSide) / 2;
        if (matches(m_card.points.at(i), m_filter))
            signsFound += Sign{i, {(columnWidth - signSide) / 2, y, signSide, signSide}};
    }
    // Points that stand in one line would cover each other.
    for (qsizetype i = 1; i < signsFound.size(); ++i) {
        const int lowest = signsFound.at(i - 1).rect.bottom() + 2;
        if (signsFound.at(i).rect.top() < lowest)
            signsFound[i].rect.moveTop(lowest);
    }
    return signsFound;
}

qsizetype CheckColumn::pointAt(const QPoint &position) const
{
    const QList<Sign> all = signsInView();
    const auto hit = std::ranges::find_if(all, [&](const Sign &sign) {
        return position.y() >= sign.rect.top() - 1 && position.y() <= sign.rect.bottom() + 1;
    });
    return hit == all.end() ? -1 : hit->point;
}

bool CheckColumn::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const qsizetype point = pointAt(help->pos());
    if (point < 0)
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(),
                           m_card.points.at(point).words.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>")), this);
    return true;
}

bool CheckColumn::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        place();
    return QWidget::eventFilter(watched, event);
}

void CheckColumn::place()
{
    const QRect text = m_view.viewport()->geometry();
    setGeometry(text.left() - columnWidth, text.top(), columnWidth, text.height());
    m_summary->setGeometry(text.left() - columnWidth + spacing::Tiny, text.top() - summaryHeight,
                           text.width() + columnWidth - spacing::Tiny, summaryHeight);
}

void CheckColumn::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme &theme = m_theme.theme();
    for (const Sign &sign : signsInView()) {
        const bool leftOut = m_card.points.at(sign.point).use == PointUse::LeftOut;
        if (sign.point == m_current)
            paintBox(painter, sign.rect.adjusted(-4, -4, 4, 4), radius::Badge, theme.colour(Colour::Selection), {});
        paintSign(painter, sign.rect, m_card.points.at(sign.point).use,
                  theme.colour(leftOut ? Colour::Text : Colour::Text3));
    }
    if (hasFocus())
        paintFocusRing(painter, theme, rect(), radius::Badge);
}

void CheckColumn::mousePressEvent(QMouseEvent *event)
{
    setCurrent(pointAt(event->pos()));
}

void CheckColumn::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (const qsizetype point = pointAt(event->pos()); point >= 0)
        Q_EMIT activated(point);
}

void CheckColumn::keyPressEvent(QKeyEvent *event)
{
    const bool shift = event->modifiers() == Qt::ShiftModifier;
    if (event->modifiers() != Qt::NoModifier && !shift)
        return QWidget::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_Down:
        step(1);
        return;
    case Qt::Key_Up:
        step(-1);
        return;
    case Qt::Key_L:
        step(shift ? -1 : 1, true);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_current >= 0)
            Q_EMIT activated(m_current);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void CheckColumn::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    if (m_current < 0)
        step(1);
    update();
}

void CheckColumn::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

} // namespace tributary
