// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "viewmodel/CoverageDisplay.h"

#include <QWidget>

class QLabel;

namespace tributary {

class MarkdownView;
class ThemeController;

/// The column beside an answer that says of each point whether the synthesis used it, by a sign: a full circle for
/// used, a half one for partly, an empty one for left out. It marks the points in the text as well, and stands in the
/// view with its summary above the text until it is taken away. A tab stop: up and down go from point to point, L and
/// Shift+L to the next and previous one that was left out, Return to the sentence that uses it.
class CheckColumn : public QWidget
{
    Q_OBJECT

public:
    static constexpr int columnWidth = 20;

    /// The view must show the answer as the agent gave it.
    CheckColumn(MarkdownView &view, const ThemeController &theme);
    ~CheckColumn() override;

    /// The view is as it was before, and the column is gone.
    void takeAway();

    void setCard(const CoverageCard &card, CoverageFilter filter);

    [[nodiscard]] const CoverageCard &card() const { return m_card; }

    /// Index into the card's points; -1: none yet.
    [[nodiscard]] qsizetype current() const { return m_current; }

    /// Brings the point into view; it need not match the filter.
    void setCurrent(qsizetype point);
    /// To the next (1) or previous (-1) point that matches the filter, or that was left out. Whether there is one.
    bool step(int direction, bool leftOutOnly = false);

Q_SIGNALS:
    /// The keyboard or the pointer went to this point.
    void currentChanged(qsizetype point);
    /// The sentence that uses the point, or what contradicts it, is wanted.
    void activated(qsizetype point);

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    /// A sign in view.
    struct Sign
    {
        qsizetype point = 0;
        QRect rect;
    };

    [[nodiscard]] QList<Sign> signsInView() const;
    [[nodiscard]] qsizetype pointAt(const QPoint &position) const;
    void mark();
    void place();
    void tell();

    MarkdownView &m_view;
    const ThemeController &m_theme;
    QLabel *m_summary;
    CoverageCard m_card;
    CoverageFilter m_filter = CoverageFilter::All;
    qsizetype m_current = -1;
};

} // namespace tributary
