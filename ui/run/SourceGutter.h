// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/run/RunContext.h"
#include "viewmodel/SourceDisplay.h"

#include <QPointer>
#include <QWidget>

namespace tributary {

class MarkdownView;

/// Beside a synthesis, the letters of the agents that each sentence comes from: small and grey, or as badges that can
/// be pressed. Sentences that begin on one line share a target.
class SourceGutter : public QWidget
{
    Q_OBJECT

public:
    enum class Look {
        Letters, ///< for reading
        Badges   ///< for looking at sources; sentences without one have a sign
    };

    static constexpr int fixedWidth = 48;

    /// In the right margin of `view`, which owns it.
    SourceGutter(const RunContext &context, MarkdownView &view);

    void setSentences(const QList<SourcedSentence> &sentences);
    void setLook(Look look);

Q_SIGNALS:
    /// Index of the sentence; of several on a line, pressing again goes to the next.
    void pressed(int sentence);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    /// What stands on one line.
    struct Entry
    {
        int top = 0;
        int height = 0;
        QList<int> sentences;
    };

    void place();
    [[nodiscard]] QList<Entry> entries() const;
    [[nodiscard]] QList<SourceMark> marksOf(const Entry &entry) const;
    void paintBadges(QPainter &painter, const Entry &entry) const;
    void paintLetters(QPainter &painter, const Entry &entry) const;
    [[nodiscard]] std::optional<Entry> entryAt(int y) const;

    RunContext m_context;
    MarkdownView &m_view;
    QList<SourcedSentence> m_sentences;
    Look m_look = Look::Letters;
    int m_lastPressed = -1;
};

} // namespace tributary
