// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/MarkdownView.h"

#include "ui/common/EndFollower.h"
#include "ui/common/MarkdownDecorations.h"
#include "ui/common/MarkdownText.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QTextOption>
#include <QWheelEvent>

using namespace Qt::StringLiterals;

namespace tributary {

namespace {

// Laying out and painting what was inserted takes about as long again.
constexpr std::chrono::milliseconds insertingBudget(4);

bool movesCaret(const QKeyEvent &event)
{
    const int key = event.key();
    return key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_Left || key == Qt::Key_Right;
}

} // namespace

MarkdownView::MarkdownView(RenderScheduler &scheduler, QWidget *parent)
    : QTextBrowser(parent)
    , m_scheduler(scheduler)
    , m_builder(*document(), defaultReadingStyle())
    , m_follower(new EndFollower(*this))
    , m_marks(*document())
{
    setOpenLinks(false);
    setUndoRedoEnabled(false);
    setTextInteractionFlags(Qt::TextBrowserInteraction | Qt::TextSelectableByKeyboard);
    // A bar that comes and goes would lay out the whole text anew each time.
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    // What a model wrote does not follow the direction of the window: each paragraph has its own.
    setLayoutDirection(Qt::LeftToRight);
    QTextOption option = document()->defaultTextOption();
    option.setTextDirection(Qt::LayoutDirectionAuto);
    document()->setDefaultTextOption(option);
    applyColours();
    connect(this, &QTextBrowser::anchorClicked, this, &MarkdownView::activate);
    connect(this, &QTextBrowser::cursorPositionChanged, this, &MarkdownView::reportCaret);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &MarkdownView::updateInks);
}

MarkdownView::~MarkdownView()
{
    m_scheduler.forget(*this);
}

void MarkdownView::showMarkdown(const QString &markdown)
{
    if (!m_text.isEmpty() && markdown.startsWith(m_text)) {
        appendMarkdown(QStringView(markdown).sliced(m_text.size()));
        return;
    }
    clear();
    appendMarkdown(markdown);
}

void MarkdownView::appendMarkdown(QStringView delta)
{
    if (delta.isEmpty())
        return;
    m_text += delta;
    m_stream.append(delta);
    m_complete = false;
    m_dirty = true;
    m_scheduler.request(*this);
}

void MarkdownView::finish()
{
    const bool undecided = !std::exchange(m_complete, true) && undecidedBytes(m_stream.source()) > 0;
    const bool reopened = m_stream.reopen();
    if (!reopened && !undecided)
        return;
    if (reopened)
        m_finalBlocks = 0;
    m_dirty = true;
    m_scheduler.request(*this);
}

void MarkdownView::clear()
{
    m_text.clear();
    m_stream = {};
    m_builder.clear();
    updateMarks();
    m_finalBlocks = 0;
    m_dirty = false;
    m_complete = false;
    m_follower->resume();
}

void MarkdownView::renderNow()
{
    while (!isUpToDate())
        render({});
}

bool MarkdownView::renderPending()
{
    render(insertingBudget);
    if (m_builder.isDone() && m_dirty) // text that came while a long one was drawn in parts
        m_scheduler.request(*this);
    return !m_builder.isDone();
}

void MarkdownView::render(std::optional<std::chrono::milliseconds> budget)
{
    const QScopedValueRollback rendering(m_rendering, true);
    m_follower->addText([this, budget] {
        const int anchor = textCursor().anchor();
        const int position = textCursor().position();
        if (m_builder.isDone() && m_dirty)
            readText();
        m_builder.apply(budget);
        if (textCursor().anchor() != anchor || textCursor().position() != position)
            restoreSelection(anchor, position);
    });
    updateMarks();
    if (isUpToDate())
        Q_EMIT laidOut();
}

/// The document moves cursors that stand where text is put; the reader did not move.
void MarkdownView::restoreSelection(int anchor, int position)
{
    const int last = document()->characterCount() - 1;
    QTextCursor kept(document());
    kept.setPosition(std::min(anchor, last));
    kept.setPosition(std::min(position, last), QTextCursor::KeepAnchor);
    setTextCursor(kept);
}

void MarkdownView::readText()
{
    m_dirty = false;
    MarkdownStream::Tail tail = m_stream.readTail(m_complete ? 0 : undecidedBytes(m_stream.source()));
    const MarkdownBlock *previous = m_finalBlocks > 0 ? &m_builder.block(m_finalBlocks - 1) : nullptr;
    MarkdownBlocks laidOut = layOutBlocks(tail.nodes, previous);
    m_builder.setTarget(m_finalBlocks, std::move(laidOut.blocks));
    if (tail.finalNodes > 0)
        m_finalBlocks += laidOut.ends[tail.finalNodes - 1];
}

QString MarkdownView::plainText() const
{
    QTextCursor all(document());
    all.select(QTextCursor::Document);
    return plainTextOf(all);
}

void MarkdownView::copyMarkdown() const
{
    QGuiApplication::clipboard()->setText(markdown());
}

void MarkdownView::setReadingStyle(const ReadingStyle &style)
{
    if (style == readingStyle())
        return;
    const QScopedValueRollback rendering(m_rendering, true);
    m_follower->addText([this, &style] {
        const int anchor = textCursor().anchor();
        const int position = textCursor().position();
        m_builder.setStyle(style);
        applyColours();
        updateLineWidth();
        m_builder.apply();
        restoreSelection(anchor, position);
    });
    updateMarks();
}

void MarkdownView::setMaximumLineLength(int characters)
{
    m_maximumLineLength = characters;
    updateLineWidth();
}

void MarkdownView::setRightMargin(int pixels)
{
    setViewportMargins(0, 0, pixels, 0);
}

void MarkdownView::setScrolling(Scrolling scrolling)
{
    m_follower->setEnabled(scrolling == Scrolling::FollowEnd);
}

bool MarkdownView::isFollowingEnd() const
{
    return m_follower->isFollowing();
}

QVariant MarkdownView::loadResource(int type, const QUrl &name)
{
    Q_UNUSED(type)
    Q_UNUSED(name)
    return {};
}

void MarkdownView::doSetSource(const QUrl &name, QTextDocument::ResourceType type)
{
    Q_UNUSED(name)
    Q_UNUSED(type)
}

QMimeData *MarkdownView::createMimeDataFromSelection() const
{
    auto *mime = new QMimeData;
    mime->setText(plainTextOf(textCursor()));
    return mime;
}

void MarkdownView::paintEvent(QPaintEvent *event)
{
    const QRectF visible = visibleArea();
    {
        QPainter painter(viewport());
        painter.setRenderHint(QPainter::Antialiasing);
        painter.translate(-visible.topLeft());
        drawMarkdownDecorations(painter, *document(), visible, readingStyle());
        m_marks.drawBehind(painter, visible);
    }
    QTextBrowser::paintEvent(event);
    QPainter painter(viewport());
    painter.translate(-visible.topLeft());
    m_marks.drawAbove(painter, visible);
}

void MarkdownView::resizeEvent(QResizeEvent *event)
{
    updateLineWidth();
    QTextBrowser::resizeEvent(event);
    updateInks();
}

void MarkdownView::wheelEvent(QWheelEvent *event)
{
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        event->ignore(); // the text size belongs to the whole window
        return;
    }
    QTextBrowser::wheelEvent(event);
}

void MarkdownView::keyPressEvent(QKeyEvent *event)
{
    if (movesCaret(*event))
        bringCaretIntoView();
    QTextBrowser::keyPressEvent(event);
}

void MarkdownView::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu *menu = createStandardContextMenu(event->pos());
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Copy as Markdown"), this, &MarkdownView::copyMarkdown);
    menu->popup(event->globalPos());
}

void MarkdownView::activate(const QUrl &url)
{
    const QString scheme = url.scheme();
    if (scheme == "http"_L1 || scheme == "https"_L1 || scheme == "mailto"_L1)
        Q_EMIT linkActivated(url);
}

void MarkdownView::applyColours()
{
    QPalette colours = palette();
    colours.setColor(QPalette::Text, readingStyle().text);
    colours.setColor(QPalette::Link, readingStyle().link);
    setPalette(colours);
}

void MarkdownView::updateLineWidth()
{
    if (m_maximumLineLength == 0) {
        setLineWrapMode(WidgetWidth);
        return;
    }
    const qreal longest = QFontMetricsF(document()->defaultFont()).averageCharWidth() * m_maximumLineLength +
                          2 * document()->documentMargin();
    setLineWrapMode(FixedPixelWidth);
    setLineWrapColumnOrWidth(std::min(int(longest), viewport()->width()));
}

/// The caret stays where the reader last put it; moving it must not jump back there from the place now read.
void MarkdownView::bringCaretIntoView()
{
    if (textCursor().hasSelection() || viewport()->rect().intersects(cursorRect()))
        return;
    const int y = m_follower->isFollowing() ? viewport()->height() - 1 : 0;
    setTextCursor(cursorForPosition({0, y}));
}

} // namespace tributary
