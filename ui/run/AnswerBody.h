// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/run/RunContext.h"
#include "viewmodel/RunDisplay.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QToolButton;

namespace tributary {

class MarkdownView;
class NoticeBlock;

/// What a card and the synthesis pane have in common: warnings and errors, the folded reasoning, and the answer itself
/// or the sentence that stands in its place. While hidden it takes no text and asks for it when it is shown again.
class AnswerBody : public QWidget
{
    Q_OBJECT

public:
    enum class Reader { Card, Synthesis };

    AnswerBody(const RunContext &context, Reader reader, QWidget *parent = nullptr);

    /// `placeholder` stands where the answer will be.
    void setDisplay(const AgentDisplay &display, const QString &placeholder);
    void setAnswer(const QString &markdown);
    void appendAnswer(const QString &delta);
    /// The reasoning so far; looked at only while it is unfolded.
    void setReasoning(const QString &text);

    [[nodiscard]] MarkdownView *view() const { return m_view; }

Q_SIGNALS:
    /// Shown after text was passed over: setAnswer() and setReasoning() are due.
    void contentWanted();
    void actionRequested(const tributary::Action &action);
    void linkActivated(const QUrl &url);

protected:
    void showEvent(QShowEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void updateNotice(const AgentDisplay &display, const QString &placeholder);
    void updateThinking(const AgentDisplay &display);
    void foldReasoning(bool open);
    void updatePages();
    void applyTheme();

    RunContext m_context;
    Reader m_reader;
    bool m_stale = false;
    bool m_hasText = false;
    bool m_finished = false;
    qsizetype m_reasoningLength = 0;
    NoticeBlock *m_notice;
    QToolButton *m_thinking;
    QPlainTextEdit *m_reasoning;
    QLabel *m_placeholder;
    MarkdownView *m_view;
};

} // namespace tributary
