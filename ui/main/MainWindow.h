// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/Notice.h"
#include "ui/common/WidthClass.h"
#include "ui/main/Actions.h"
#include "ui/main/Rail.h"

#include <QLatin1StringView>
#include <QMainWindow>

#include <functional>
#include <vector>

class QActionGroup;
class QHBoxLayout;
class QStackedWidget;

namespace tributary {

class Announcer;
class DialogService;
class JsonFile;
class MessageStack;
class RegionCycle;
class StatusStrip;
class ThemeController;
class TopBar;

/// One entry of the rail.
struct ViewSpec
{
    /// Word of the developer switch --view, and name in the state file.
    QString id;
    QString title;
    QLatin1StringView icon;
    /// Ctrl and this digit go to it; 0: its place in the rail.
    int number = 0;
    /// Has a filled run button of its own.
    bool runsItself = false;
    /// Tells why a call failed: its entry in the rail is marked when one did.
    bool tellsFailures = false;
    /// Called when the view is shown for the first time; the widget's focus proxy is where the focus starts.
    std::function<QWidget *(QWidget *parent)> build;
    /// Where F6 stops inside the view, in reading order; empty: the view is one region.
    std::function<QList<QWidget *>()> regions = {};
};

/// A graph to start from, as the graph menu shows it.
struct GraphChoice
{
    QString id;
    QString name;
    QString line;
};

/// The frame around the views: menus, toolbar, rail, messages, status. Knows nothing about runs: it shows what it is
/// told and says what was asked for, through actions() and the signals.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// `state` keeps geometry, `settings` theme and text size; all must outlive the window.
    MainWindow(ThemeController &themes, DialogService &dialogs, JsonFile &state, JsonFile &settings);
    ~MainWindow() override;

    /// A graph or a saved run: something that the window shows, as opposed to a file to be read by a field.
    static bool isDocument(const QString &path);

    Actions &actions() const { return *m_actions; }

    MessageStack &messages() const { return *m_messages; }

    Announcer &announcer() const { return *m_announcer; }

    void addView(const ViewSpec &view);
    /// Builds the view when it was never shown. Unknown ids are ignored.
    void showView(const QString &id);
    QString currentView() const;
    /// Commands that a view brings along: they join the View menu and the command palette.
    void addViewActions(const QList<QAction *> &actions);
    void setGraphChoices(const QList<GraphChoice> &choices);
    /// Of a view: they join the Graph menu and the command palette.
    void addGraphActions(const QList<QAction *> &actions);

    void chooseGraph(const QString &id) { Q_EMIT graphChosen(id); }

    /// Of the toolbar; whoever shows runs fills it.
    void setComparisonMenu(QMenu *menu);

    [[nodiscard]] QMenu *presetsMenu() const { return m_graphChoices; }

    /// Submenus of File, shown as soon as somebody has made them visible.
    [[nodiscard]] QMenu *newMenu() const { return m_newMenu; }

    [[nodiscard]] QMenu *recentMenu() const { return m_recentMenu; }

    WidthClass widthClass() const { return m_widthClass; }

public Q_SLOTS:
    /// `reason` says in a sentence why a run cannot start.
    void setRunEnabled(bool enabled, const QString &reason);
    void setRunning(bool running);
    /// A call of the run on screen failed.
    void setFailed(bool failed);
    void setStatus(const QString &left, const QString &right);
    void setGraphName(const QString &name);

Q_SIGNALS:
    void graphChosen(const QString &id);
    /// At least one path. Graphs and saved runs anywhere in the window, other files where nothing else takes them.
    void filesDropped(const QStringList &paths);
    /// While no text field has the focus, which would undo by itself.
    void undoRequested();
    void redoRequested();
    void widthClassChanged(tributary::WidthClass widthClass);
    void viewShown(const QString &id);
    /// The left or the right part of the status bar.
    void statusPressed(bool right);
    /// The window goes; what is put into the state file now is kept.
    void stateSaving();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    struct View
    {
        ViewSpec spec;
        QWidget *widget = nullptr;
        QAction *action = nullptr;
    };

    void layOut();
    void buildMenus();
    void addFileMenus(QMenu &menu);
    void refreshMenus();
    void offerOwnActions();
    void offerThemeActions();
    void offerTextSize();
    void offerEditing();
    void offerHelp();
    void showViewAt(int index);
    void markEntries(bool ViewSpec::*kind, Rail::Mark mark);
    void searchActions(bool trigger);
    void applyWidth(WidthClass widthClass);
    QList<QWidget *> regions() const;
    /// What Tab walks through, in reading order.
    QList<QWidget *> focusParts() const;
    void chainFocus();
    void restoreState();
    void saveState();

    ThemeController &m_themes;
    DialogService &m_dialogs;
    JsonFile &m_state;
    JsonFile &m_settings;
    Actions *m_actions;
    std::vector<View> m_views;
    WidthClass m_widthClass = WidthClass::Wide;
    Announcer *m_announcer = nullptr;
    QList<QAction *> m_viewActions;
    QMenu *m_viewMenu = nullptr;
    QAction *m_viewMenuTop = nullptr;
    QMenu *m_graphMenu = nullptr;
    QMenu *m_graphChoices = nullptr;
    QMenu *m_newMenu = nullptr;
    QMenu *m_recentMenu = nullptr;
    TopBar *m_topBar = nullptr;
    Rail *m_rail = nullptr;
    MessageStack *m_messages = nullptr;
    QStackedWidget *m_stack = nullptr;
    StatusStrip *m_status = nullptr;
    RegionCycle *m_regionCycle = nullptr;
};

} // namespace tributary
