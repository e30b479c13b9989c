// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "text/MarkdownStream.h"
#include "ui/common/MarkdownDocumentBuilder.h"
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

    QString markdown() const;
    QString plainText() const;
    void copyMarkdown() const;

    void setReadingStyle(const ReadingStyle &style);

    const ReadingStyle &readingStyle() const { return m_builder.formats().style(); }

    /// The longest line, in characters of average width; 0 = as wide as the view.
    void setMaximumLineLength(int characters);
    void setScrolling(Scrolling scrolling);
    bool isFollowingEnd() const;

Q_SIGNALS:
    /// The reader wants to open this address (http, https or mailto).
    void linkActivated(const QUrl &url);

protected:
    QVariant loadResource(int type, const QUrl &name) override;
    void doSetSource(const QUrl &name, QTextDocument::ResourceType type) override;
    QMimeData *createMimeDataFromSelection() const override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
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

    RenderScheduler &m_scheduler;
    MarkdownStream m_stream;
    MarkdownDocumentBuilder m_builder;
    EndFollower *m_follower = nullptr;
    std::size_t m_finalBlocks = 0; // blocks at the start that no later text changes
    bool m_dirty = false;          // text came that was not read yet
    bool m_complete = false;       // no more text is expected
    int m_maximumLineLength = 0;
};

} // namespace tributary
