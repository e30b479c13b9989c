// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "viewmodel/HistoryRow.h"

#include <QStyledItemDelegate>

namespace tributary {

class ThemeController;

/// Paints the rows of the history: a run in three lines with letters, state and star, or the title of a day.
class RunRowDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int runHeight = 64;
    static constexpr int dayHeight = 28;

    explicit RunRowDelegate(const ThemeController &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    /// Where the star of a row can be pressed.
    [[nodiscard]] static QRect starRect(const QRect &row);

private:
    void paintDay(QPainter &painter, const QRect &row, const QString &title) const;
    void paintRun(QPainter &painter, const QStyleOptionViewItem &option, const HistoryRow &run) const;
    /// Returns what is left of `line`.
    QRect paintState(QPainter &painter, const QRect &line, const HistoryRow &run) const;
    void paintFigures(QPainter &painter, const QRect &line, const HistoryRow &run, bool selected) const;
    void paintStar(QPainter &painter, const QStyleOptionViewItem &option, bool starred) const;

    const ThemeController &m_theme;
};

} // namespace tributary
