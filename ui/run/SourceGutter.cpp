// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/SourceGutter.h"

#include "ui/common/LetterBadge.h"
#include "ui/common/MarkdownView.h"
#include "ui/common/ThemeController.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr int badgeGap = 3;
constexpr int leftPadding = 6;
/// Badges beside each other; more are counted.
constexpr int mostBadges = 2;
/// Sentences that begin closer to each other than this share a target.
constexpr int leastDistance = 20;
constexpr QChar emptySet(0x2205);

} // namespace

SourceGutter::SourceGutter(const RunContext &context, MarkdownView &view)
    : QWidget(&view)
    , m_context(context)
    , m_view(view)
{
    setAccessibleName(tr("Sources of the sentences"));
    view.setRightMargin(fixedWidth);
    view.viewport()->installEventFilter(this);
    connect(view.verticalScrollBar(), &QScrollBar::valueChanged, this, qOverload<>(&QWidget::update));
    // The end of a text may be laid out below what is in view, which is not painted again then.
    connect(&view, &MarkdownView::laidOut, this, qOverload<>(&QWidget::update));
    connect(&context.theme, &ThemeController::changed, this, qOverload<>(&QWidget::update));
    place();
    show();
}

void SourceGutter::setSentences(const QList<SourcedSentence> &sentences)
{
    m_sentences = sentences;
    update();
}

void SourceGutter::setLook(Look look)
{
    m_look = look;
    setCursor(look == Look::Badges ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void SourceGutter::place()
{
    const QRect text = m_view.viewport()->geometry();
    setGeometry(text.right() + 1, text.top(), fixedWidth, text.height());
}

bool SourceGutter::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::Move)
        place();
    // The text was laid out anew or scrolled.
    if (event->type() == QEvent::Paint)
        update();
    return QWidget::eventFilter(watched, event);
}

QList<SourceGutter::Entry> SourceGutter::entries() const
{
    QList<Entry> entries;
    const qsizetype top = m_view.topSourceOffset();
    if (top < 0)
        return entries;
    // Sentences above the first line in view may still reach into it; their letters stand where they begin.
    auto first = std::ranges::find_if(m_sentences, [top](const SourcedSentence &s) { return s.range.end() > top; });
    for (; first != m_sentences.end(); ++first) {
        const QList<QRect> lines = m_view.rectsOf(first->range);
        if (lines.isEmpty())
            continue;
        const QRect line = lines.first();
        if (line.top() > height())
            break;
        const bool says = m_look == Look::Badges ? first->lacksSource || !first->strongMarks().isEmpty()
                                                 : !first->strongMarks().isEmpty();
        if (!says)
            continue;
        const int sentence = static_cast<int>(first - m_sentences.begin());
        if (!entries.isEmpty() && line.top() - entries.last().top < leastDistance)
            entries.last().sentences.append(sentence);
        else
            entries.append({line.top(), line.height(), {sentence}});
    }
    return entries;
}

QList<SourceMark> SourceGutter::marksOf(const Entry &entry) const
{
    QList<SourceMark> marks;
    for (const int sentence : entry.sentences) {
        const QList<SourceMark> strong = m_sentences.at(sentence).strongMarks();
        for (const SourceMark &mark : strong) {
            if (std::ranges::none_of(marks, [&mark](const SourceMark &known) { return known.agent == mark.agent; }))
                marks.append(mark);
        }
    }
    return marks;
}

void SourceGutter::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QList<Entry> shown = entries();
    for (const Entry &entry : shown) {
        if (m_look == Look::Badges)
            paintBadges(painter, entry);
        else
            paintLetters(painter, entry);
    }
}

void SourceGutter::paintBadges(QPainter &painter, const Entry &entry) const
{
    const Theme &theme = m_context.theme.theme();
    const QList<SourceMark> marks = marksOf(entry);
    const int top = entry.top + (entry.height - SmallBadgeSide) / 2;
    int left = leftPadding;
    painter.setFont(theme.font(TypeRole::Caption));
    if (marks.isEmpty()) {
        painter.setFont(theme.font(TypeRole::Section));
        painter.setPen(theme.colour(Colour::Text2));
        painter.drawText(QRect(left, entry.top, SmallBadgeSide, entry.height), Qt::AlignCenter, emptySet);
        return;
    }
    const qsizetype badges = marks.size() > mostBadges ? 1 : marks.size();
    for (qsizetype i = 0; i < badges; ++i) {
        paintLetterBadge(painter, theme, QRectF(left, top, SmallBadgeSide, SmallBadgeSide),
                         {.index = marks.at(i).paletteIndex});
        left += SmallBadgeSide + badgeGap;
    }
    if (badges == marks.size())
        return;
    painter.setFont(theme.font(TypeRole::Caption));
    painter.setPen(theme.colour(Colour::Text2));
    painter.drawText(QRect(left, entry.top, width() - left, entry.height), Qt::AlignLeft | Qt::AlignVCenter,
                     u"+%1"_s.arg(marks.size() - badges));
}

void SourceGutter::paintLetters(QPainter &painter, const Entry &entry) const
{
    QStringList letters;
    const QList<SourceMark> marks = marksOf(entry);
    for (const SourceMark &mark : marks)
        letters.append(mark.letter);
    const Theme &theme = m_context.theme.theme();
    painter.setFont(theme.font(TypeRole::Caption));
    painter.setPen(theme.colour(Colour::Text3));
    const QRect where(leftPadding, entry.top, width() - leftPadding, entry.height);
    painter.drawText(where, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(letters.join(u' '), Qt::ElideRight, where.width()));
}

std::optional<SourceGutter::Entry> SourceGutter::entryAt(int y) const
{
    const QList<Entry> shown = entries();
    const auto found = std::ranges::find_if(
        shown, [y](const Entry &entry) { return y >= entry.top - 1 && y <= entry.top + entry.height; });
    return found == shown.end() ? std::nullopt : std::optional(*found);
}

void SourceGutter::mousePressEvent(QMouseEvent *event)
{
    const std::optional<Entry> entry = entryAt(event->position().toPoint().y());
    if (m_look != Look::Badges || !entry)
        return;
    const qsizetype known = entry->sentences.indexOf(m_lastPressed);
    m_lastPressed = entry->sentences.at((known + 1) % entry->sentences.size());
    Q_EMIT pressed(m_lastPressed);
}

bool SourceGutter::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const std::optional<Entry> entry = entryAt(help->pos().y());
    if (!entry) {
        QToolTip::hideText();
        return true;
    }
    QStringList texts;
    for (const int sentence : entry->sentences)
        texts.append(m_sentences.at(sentence).text);
    QToolTip::showText(help->globalPos(), texts.join(u'\n'), this);
    return true;
}

} // namespace tributary
