// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "text/MarkdownStream.h"
#include "ui/common/MarkdownDocumentBuilder.h"
#include "ui/common/PassageMarks.h"
#include "ui/common/RenderScheduler.h"

#include <QTextBrowser>

namespace tributary {

class EndFollower;

/// Shows a Markdown text, also while it grows; the reader's place and selection stay. What a model wrote is never
/// interpreted beyond Markdown: no HTML, no image, no file and no address is opened by this view.
class MarkdownView : public QTextBrowser, private RenderClient
{
    Q_OBJECT

public:
    enum class Scrolling {
        FollowEnd, // while the reader is at the end
        Stay
    };

    /// The scheduler must outlive the view.
    explicit MarkdownView(RenderScheduler &scheduler, QWidget *parent = nullptr);
    ~MarkdownView() override;

    /// Shows this text; one that continues the present one is taken as its growth.
    void showMarkdown(const QString &markdown);
    /// Qt's own reader drops text and opens files: showMarkdown() is ours.
    void setMarkdown(const QString &markdown) = delete;
    void appendMarkdown(QStringView delta);

    /// No more text is coming: what stands at the end may now change the beginning (footnotes, link definitions).
    void finish();
    void clear();

    /// Draws all that is waiting at once instead of piece by piece; for printing and measuring.
    void renderNow();

    bool isUpToDate() const { return !m_dirty && m_builder.isDone(); }

    /// The text as it was given; what passages and offsets are of (in UTF-16 code units).
    const QString &markdown() const { return m_text; }

    QString plainText() const;
    void copyMarkdown() const;

    void setReadingStyle(const ReadingStyle &style);

    const ReadingStyle &readingStyle() const { return m_builder.formats().style(); }

    /// The longest line, in characters of average width; 0 = as wide as the view.
    void setMaximumLineLength(int characters);
    /// Room between the text and the scroll bar, for what stands beside the text.
    void setRightMargin(int pixels);
    void setScrolling(Scrolling scrolling);
    bool isFollowingEnd() const;

    /// Marks these passages and no others; they stay marked when the text grows, is laid out anew or looks different.
    /// Nothing of the document changes, so that it costs about as much as what is in view. Shorter ones are drawn over
    /// longer ones if they come later.
    void setPassages(const QList<MarkedPassage> &passages);

    const QList<MarkedPassage> &passages() const { return m_marks.passages(); }

    /// Index of the shortest passage at this point of the viewport; -1: none.
    qsizetype passageAt(const QPoint &point);
    /// The character of the source at this point of the viewport; -1: no text is there.
    qsizetype sourceOffsetAt(const QPoint &point);
    /// The character of the source that the caret stands before; -1: there is no text.
    qsizetype sourceOffsetAtCaret();
    /// The first character of the source that is in view.
    qsizetype topSourceOffset();
    /// The lines that a passage is shown on, in coordinates of the viewport; also those that are not in view.
    QList<QRect> rectsOf(const TextRange &source);
    /// Brings the start of the passage into view, if it is not, without moving the caret.
    void scrollToSource(const TextRange &source);
    /// Scrolls so that this character's line is the first.
    void scrollSourceToTop(qsizetype offset);
    /// Moves the caret in front of this character and brings it into view.
    void setCaretAtSource(qsizetype offset);

    /// Room around the text for what a mode shows beside it.
    using QTextBrowser::setViewportMargins;

    /// Whether sourceHovered(), sourceClicked() and caretMoved() are wanted; off at first.
    void setSourceTracking(bool on);

Q_SIGNALS:
    /// The reader wants to open this address (http, https or mailto).
    void linkActivated(const QUrl &url);
    /// The pointer is over another character of the source; -1: over none.
    void sourceHovered(qsizetype offset);
    /// The reader clicked on a character, without selecting or following a link; -1: on none.
    void sourceClicked(qsizetype offset);
    /// The caret stands before another character of the source.
    void caretMoved(qsizetype offset);
    /// All of the text is laid out, so that places in it are known; what is in view may look as before.
    void laidOut();

protected:
    QVariant loadResource(int type, const QUrl &name) override;
    void doSetSource(const QUrl &name, QTextDocument::ResourceType type) override;
    QMimeData *createMimeDataFromSelection() const override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    bool renderPending() override;
    void render(std::optional<std::chrono::milliseconds> budget);
    void restoreSelection(int anchor, int position);
    void readText();
    void activate(const QUrl &url);
    void applyColours();
    void updateLineWidth();
    void bringCaretIntoView();
    const VisibleTextMap &map();
    void updateMarks();
    void updateInks();
    void hover(qsizetype offset);
    void reportCaret();
    QRectF visibleArea() const;

    RenderScheduler &m_scheduler;
    QString m_text;
    MarkdownStream m_stream;
    MarkdownDocumentBuilder m_builder;
    EndFollower *m_follower = nullptr;
    std::size_t m_finalBlocks = 0; // blocks at the start that no later text changes
    bool m_dirty = false;          // text came that was not read yet
    bool m_complete = false;       // no more text is expected
    int m_maximumLineLength = 0;
    PassageMarks m_marks;
    bool m_mapIsStale = true;
    bool m_tracking = false;
    bool m_rendering = false;
    qsizetype m_hovered = -1;
    QPoint m_pressed;
};

} // namespace tributary
