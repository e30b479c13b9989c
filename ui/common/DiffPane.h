// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "analysis/Diff.h"

#include <QTextEdit>

namespace tributary {

class ThemeController;

/// One of two compared texts, to read: what is only here is tinted, struck through when it is gone from the other
/// one, outlined when it stands elsewhere there; the gutter says it with a sign on each line.
class DiffPane : public QTextEdit
{
    Q_OBJECT

public:
    /// The first text shows what was removed, the second what was added.
    enum class Side { First, Second };

    DiffPane(Side side, const ThemeController &theme, QWidget *parent = nullptr);

    /// `diff` is of texts whose `side` is this one.
    void showText(const QString &text, const TextDiff &diff);
    /// -1: none. The change is marked in the gutter and brought into view.
    void setCurrentChange(int change);

    /// Offset of the first character in view.
    [[nodiscard]] qsizetype topOffset() const;
    /// Scrolls so that this character's line is the first.
    void scrollToOffset(qsizetype offset);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    class Gutter;

    /// A marked passage, and the change that it belongs to (-1: a place that a sentence left).
    struct Mark
    {
        DiffPart::Kind kind = DiffPart::Kind::Added;
        TextRange range;
        int change = -1;
    };

    void collectMarks();
    void applyFormats();
    void paintGutter(QPainter &painter);
    /// The visible lines that a passage stands on, in viewport coordinates.
    [[nodiscard]] QList<QRectF> linesOf(const TextRange &range) const;
    [[nodiscard]] const TextRange &rangeIn(const DiffPart &part) const;

    Side m_side;
    const ThemeController &m_theme;
    TextDiff m_diff;
    QList<Mark> m_marks;
    int m_current = -1;
    Gutter *m_gutter;
};

} // namespace tributary
