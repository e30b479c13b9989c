// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "viewmodel/HistoryRow.h"

#include <QModelIndex>
#include <QWidget>

class QAction;
class QStackedWidget;
class QUrl;

namespace tributary {

class ComparePage;
class DialogService;
class HistoryFilterPanel;
class HistoryListPane;
class HistoryViewModel;
class MessageStack;
class RenderScheduler;
class RunPreview;
class RunPreviewPane;
class ThemeController;

/// What the view is built with; all must outlive it.
struct HistoryParts
{
    HistoryViewModel &history;
    RunPreview &preview;
    const ThemeController &theme;
    RenderScheduler &scheduler;
    DialogService &dialogs;
};

/// Everything that was ever run: filters, the list, and the chosen run to read; or two runs side by side.
class HistoryView : public QWidget
{
    Q_OBJECT

public:
    explicit HistoryView(const HistoryParts &parts, QWidget *parent = nullptr);

    /// What F6 walks through, in reading order.
    [[nodiscard]] QList<QWidget *> regions() const;

    void focusSearch();
    /// Shows two runs side by side; problems are said in the view.
    void compare(const RunId &first, const RunId &second);

Q_SIGNALS:
    void openRequested(const tributary::RunId &run);
    void runAgainRequested(const tributary::RunId &run);
    void useGraphRequested(const tributary::RunId &run);
    void resumeRequested(const tributary::RunId &run);
    void exportRequested(const QList<tributary::RunId> &runs);
    void linkActivated(const QUrl &url);
    /// For screen readers.
    void announce(const QString &text);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void layOut();
    void connectModel();
    void connectList();
    void connectPreview();
    void load();
    void showSelection();
    void applySize();
    void toggleFilters(bool open);
    void placeFilters();
    void compareSelected();
    void star(const QModelIndexList &runs);
    void deleteRuns(const QList<RunId> &runs);
    void tagRuns(const QList<RunId> &runs);
    void emptyTrash();
    void closeComparison();
    [[nodiscard]] QList<RunId> selected() const;

    HistoryParts m_parts;
    bool m_filtersOverlay = false;
    MessageStack *m_messages;
    QStackedWidget *m_pages;
    QWidget *m_browser;
    HistoryFilterPanel *m_filters;
    HistoryListPane *m_list;
    RunPreviewPane *m_preview;
    ComparePage *m_compare;
};

} // namespace tributary
