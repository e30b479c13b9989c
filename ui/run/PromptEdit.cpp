// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/PromptEdit.h"

#include <QFontMetrics>
#include <QKeyEvent>
#include <QMimeData>
#include <QUrl>

#include <algorithm>
#include <cmath>

namespace tributary {

namespace {

bool isReturn(const QKeyEvent *event)
{
    return event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
}

QStringList localFiles(const QMimeData &data)
{
    QStringList paths;
    const QList<QUrl> urls = data.urls();
    for (const QUrl &url : urls) {
        if (url.isLocalFile())
            paths.append(url.toLocalFile());
    }
    return paths;
}

} // namespace

PromptEdit::PromptEdit(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setTabChangesFocus(true);
}

int PromptEdit::heightForLines(int fewest, int most) const
{
    // QPlainTextEdit's document height is counted in lines, wrapped ones included.
    const int lines = qBound(fewest, int(std::ceil(document()->size().height())), most);
    const int margins = 2 * int(document()->documentMargin()) + 2 * frameWidth();
    const QMargins inside = contentsMargins() + viewportMargins();
    return lines * fontMetrics().lineSpacing() + margins + inside.top() + inside.bottom();
}

void PromptEdit::replaceText(const QString &text)
{
    if (text.size() > longestPrompt) {
        Q_EMIT textTooLong(text.size());
        return;
    }
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    cursor.select(QTextCursor::Document);
    cursor.insertText(text);
    cursor.endEditBlock();
    moveCursor(QTextCursor::End);
}

void PromptEdit::showRecalled(const QString &text)
{
    replaceText(text);
    m_recalled = text;
}

bool PromptEdit::recall(int key)
{
    const bool untouched = !m_recalled.isEmpty() && toPlainText() == m_recalled;
    // Inside a recalled prompt of several lines the keys still move the caret.
    const QTextCursor caret = textCursor();
    if (key == Qt::Key_Up && (document()->isEmpty() || (untouched && caret.blockNumber() == 0))) {
        Q_EMIT recallRequested();
        return true;
    }
    if (key == Qt::Key_Down && untouched && caret.blockNumber() == document()->blockCount() - 1) {
        Q_EMIT laterRequested();
        return true;
    }
    return false;
}

void PromptEdit::keyPressEvent(QKeyEvent *event)
{
    if (isReturn(event) && event->modifiers().testFlag(Qt::ControlModifier)) {
        if (!event->modifiers().testFlag(Qt::ShiftModifier) && !event->isAutoRepeat())
            Q_EMIT runRequested();
        event->accept();
        return;
    }
    if (event->modifiers() == Qt::NoModifier && recall(event->key())) {
        event->accept();
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

bool PromptEdit::canInsertFromMimeData(const QMimeData *source) const
{
    return source->hasText() || !localFiles(*source).isEmpty();
}

void PromptEdit::insertFromMimeData(const QMimeData *source)
{
    if (const QStringList files = localFiles(*source); !files.isEmpty()) {
        Q_EMIT filesGiven(files);
        return;
    }
    if (!source->hasText())
        return;
    const qsizetype kept = document()->characterCount() - 1 - textCursor().selectedText().size();
    const qsizetype length = kept + source->text().size();
    if (length > longestPrompt) {
        Q_EMIT textTooLong(length);
        return;
    }
    textCursor().insertText(source->text());
    ensureCursorVisible();
}

} // namespace tributary
