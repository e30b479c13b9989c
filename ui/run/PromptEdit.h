// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPlainTextEdit>

namespace tributary {

/// Where the prompt is written. Plain text only; Return is a new line, Ctrl+Return asks for a run, Up in the empty
/// field recalls the last prompt, Up and Down go on from there while it was not edited, Tab leaves the field.
class PromptEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    /// Longest prompt that is taken, in UTF-16 code units. Beyond it no model listens, and the field would stall.
    static constexpr qsizetype longestPrompt = 1'000'000;

    explicit PromptEdit(QWidget *parent = nullptr);

    /// Height that shows the whole text, between `fewest` and `most` lines.
    [[nodiscard]] int heightForLines(int fewest, int most) const;

    /// Replaces the text as one step that can be undone.
    void replaceText(const QString &text);
    /// The same, for a prompt that Up or Down has brought.
    void showRecalled(const QString &text);

Q_SIGNALS:
    void runRequested();
    void recallRequested();
    /// Down, while a recalled prompt stands there as it was.
    void laterRequested();
    /// A paste or drop was refused because the prompt would have `length` code units.
    void textTooLong(qsizetype length);
    /// Files were pasted or dropped; they are no text.
    void filesGiven(const QStringList &paths);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool canInsertFromMimeData(const QMimeData *source) const override;
    void insertFromMimeData(const QMimeData *source) override;

private:
    bool recall(int key);

    QString m_recalled;
};

} // namespace tributary
