// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/WidthClass.h"
#include "viewmodel/TimelineModel.h"
#include "viewmodel/TimelinePresenter.h"
#include "viewmodel/TimelineTable.h"

#include <QWidget>

class QCheckBox;
class QHBoxLayout;
class QLabel;
class QPushButton;
class QScrollBar;
class QSortFilterProxyModel;
class QStackedWidget;
class QTableView;
class QToolButton;
class QVBoxLayout;

namespace tributary {

class CallPanel;
class ThemeController;
class TimelineAxis;
class TimelineTree;

/// Where the time of the run that is shown went: waiting, first token, streaming, failures, and the calls that
/// determined how long it took.
class TimelineView : public QWidget
{
    Q_OBJECT

public:
    TimelineView(TimelinePresenter &presenter, const ThemeController &theme, QWidget *parent = nullptr);

    /// In reading order, for F6.
    [[nodiscard]] QList<QWidget *> regions() const;
    /// Chooses an agent's call.
    void showAgent(const AgentId &agent);

Q_SIGNALS:
    /// There is no run yet, and the person wants to make one.
    void runViewRequested();
    /// Write the calls of the shown run to a file of this kind: "csv" or "json".
    void exportRequested(const QString &kind);
    /// A short word for the person: what was copied.
    void told(const QString &text);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *buildBar();
    QWidget *buildChart();
    QWidget *buildTable();
    QWidget *buildEmpty();
    QWidget *buildSummary();
    QPushButton *barButton(const QString &text, const QString &toolTip);
    void connectParts();
    void connectPanel();
    void refresh();
    void turnTo(QWidget *page);
    void chooseSomething();
    void refreshSummary();
    void applySize();
    void applyScale();
    void showTable(bool table);
    void setDetailsOpen(bool open);
    void updateDetails();
    void chooseFromTable();
    void copyCurl();
    void openPrompt();

    TimelinePresenter &m_presenter;
    const ThemeController &m_theme;
    TimelineModel m_model;
    TimelineTable m_calls;
    WidthClass m_width = WidthClass::Wide;
    std::optional<bool> m_detailsChoice;
    QSortFilterProxyModel *m_sorted;
    TimelineTree *m_tree;
    TimelineAxis *m_axis;
    QScrollBar *m_scroll;
    QTableView *m_table;
    QStackedWidget *m_pages;
    QWidget *m_chartPage = nullptr;
    QWidget *m_tablePage = nullptr;
    QWidget *m_emptyPage = nullptr;
    QWidget *m_bar = nullptr;
    QWidget *m_summary = nullptr;
    QLabel *m_summaryText = nullptr;
    QCheckBox *m_onlyCritical = nullptr;
    QCheckBox *m_asTable = nullptr;
    QPushButton *m_out = nullptr;
    QPushButton *m_in = nullptr;
    QPushButton *m_all = nullptr;
    QPushButton *m_export = nullptr;
    CallPanel *m_panel;
    QHBoxLayout *m_row = nullptr;
    QVBoxLayout *m_column = nullptr;
};

} // namespace tributary
