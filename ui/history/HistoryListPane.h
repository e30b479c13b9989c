// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace tributary {

class HistoryList;
class HistoryViewModel;
class ThemeController;

/// The middle column: search, how many were found, what can be done with several selected ones, and the list or the
/// reason why it is empty.
class HistoryListPane : public QWidget
{
    Q_OBJECT

public:
    HistoryListPane(HistoryViewModel &history, const ThemeController &theme, QWidget *parent = nullptr);

    [[nodiscard]] HistoryList &list() const { return *m_list; }

    [[nodiscard]] QLineEdit &search() const { return *m_search; }

    [[nodiscard]] QToolButton &filterButton() const { return *m_filters; }

    /// The button that shows the filters, where these are not always on screen.
    void setFilterButton(bool shown);
    void focusSearch();
    /// Count, emptiness and buttons as they are now.
    void load();
    /// What can be done with the selected runs.
    void fillMenu(QMenu &menu) const;

Q_SIGNALS:
    void filtersRequested();
    void openRequested();
    void compareRequested();
    void exportRequested();
    void tagRequested();
    void deleteRequested();
    void restoreRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *buildSearch();
    QWidget *buildActions();
    QWidget *buildEmpty();
    void showMenu(const QPoint &position);
    void loadSelection();

    HistoryViewModel &m_history;
    const ThemeController &m_theme;
    QLineEdit *m_search;
    QToolButton *m_filters;
    QLabel *m_count;
    QToolButton *m_compare;
    QToolButton *m_export;
    QToolButton *m_tag;
    QToolButton *m_restore;
    QToolButton *m_delete;
    QStackedWidget *m_pages;
    HistoryList *m_list;
    QLabel *m_emptyText;
    QPushButton *m_emptyClear;
};

} // namespace tributary
