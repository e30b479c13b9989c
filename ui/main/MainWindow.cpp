// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/main/MainWindow.h"

#include "ui/common/Announcer.h"
#include "ui/common/DialogService.h"
#include "ui/common/Icons.h"
#include "ui/common/JsonFile.h"
#include "ui/common/MessageBar.h"
#include "ui/common/ThemeController.h"
#include "ui/main/AboutDialog.h"
#include "ui/main/ActionSearch.h"
#include "ui/main/EditCommands.h"
#include "ui/main/RegionCycle.h"
#include "ui/main/StatusStrip.h"
#include "ui/main/TopBar.h"

#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QStackedWidget>

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize DefaultSize(1440, 900);
constexpr QSize SmallestSize(880, 600);
constexpr double TextSizeStep = 0.1;

QStringList localFiles(const QMimeData &data)
{
    QStringList paths;
    const auto urls = data.urls();
    for (const QUrl &url : urls) {
        if (url.isLocalFile())
            paths << url.toLocalFile();
    }
    return paths;
}

} // namespace

bool MainWindow::isDocument(const QString &path)
{
    return path.endsWith(".moagraph"_L1, Qt::CaseInsensitive) || path.endsWith(".moarun"_L1, Qt::CaseInsensitive);
}

MainWindow::MainWindow(ThemeController &themes, DialogService &dialogs, JsonFile &state, JsonFile &settings)
    : m_themes(themes)
    , m_dialogs(dialogs)
    , m_state(state)
    , m_settings(settings)
    , m_actions(new Actions(themes, *this))
{
    setWindowTitle(u"Tributary"_s);
    setMinimumSize(SmallestSize);
    setAcceptDrops(true);
    // Text fields would take the path of a dropped graph as text.
    qApp->installEventFilter(this);
    layOut();
    buildMenus();
    offerOwnActions();
    restoreState();
}

MainWindow::~MainWindow()
{
    // What is being edited is taken while there is still somebody to take it.
    if (QWidget *edited = focusWidget())
        edited->clearFocus();
    // Focus moves while the views are taken apart, and nobody may look at them then.
    delete m_regionCycle;
}

void MainWindow::layOut()
{
    auto *centre = new QWidget(this);
    auto *column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_topBar = new TopBar(m_themes, *m_actions, centre);
    column->addWidget(m_topBar);

    auto *row = new QHBoxLayout;
    row->setSpacing(0);
    m_rail = new Rail(m_themes, centre);
    row->addWidget(m_rail);
    auto *view = new QVBoxLayout;
    view->setSpacing(0);
    m_messages = new MessageStack(m_themes, centre);
    m_stack = new QStackedWidget(centre);
    view->addWidget(m_messages);
    view->addWidget(m_stack, 1);
    row->addLayout(view, 1);
    column->addLayout(row, 1);

    m_status = new StatusStrip(m_themes, centre);
    column->addWidget(m_status);
    connect(m_status, &StatusStrip::pressed, this, &MainWindow::statusPressed);
    setCentralWidget(centre);

    m_announcer = new Announcer(m_status->voice(), this);
    m_regionCycle = new RegionCycle([this] { return regions(); }, this);
    connect(m_messages, &MessageStack::shown, m_announcer, [this](const QString &text, NoticeKind kind) {
        m_announcer->announce(text, kind == NoticeKind::Error ? Urgency::Assertive : Urgency::Polite);
        chainFocus();
    });
    connect(m_rail, &QTabBar::currentChanged, this, &MainWindow::showViewAt);
}

void MainWindow::buildMenus()
{
    const auto add = [this](const QString &title, MenuId id) {
        QMenu *menu = menuBar()->addMenu(title);
        // They say why something cannot be done now.
        menu->setToolTipsVisible(true);
        if (id == MenuId::Graph)
            m_graphChoices = menu->addMenu(tr("&Presets"));
        m_actions->fillMenu(*menu, id);
        if (id == MenuId::File)
            addFileMenus(*menu);
        return menu;
    };
    add(tr("&File"), MenuId::File);
    add(tr("&Edit"), MenuId::Edit);
    m_viewMenu = add(tr("&View"), MenuId::View);
    m_viewMenuTop = m_viewMenu->actions().value(0);
    m_graphMenu = add(tr("&Graph"), MenuId::Graph);
    add(tr("&Run"), MenuId::Run);
    add(tr("&Tools"), MenuId::Tools);
    add(tr("&Help"), MenuId::Help);
    m_topBar->setGraphMenu(m_graphChoices);
    connect(m_actions, &Actions::offeredChanged, this, &MainWindow::refreshMenus);
    refreshMenus();
}

void MainWindow::addFileMenus(QMenu &menu)
{
    const auto add = [&menu](const QString &title, QAction &before) {
        auto *sub = new QMenu(title, &menu);
        menu.insertMenu(&before, sub);
        sub->menuAction()->setVisible(false);
        return sub;
    };
    m_newMenu = add(tr("New from &preset"), m_actions->action(ActionId::OpenGraph));
    m_recentMenu = add(tr("Open &recent"), m_actions->action(ActionId::SaveGraphFile));
}

void MainWindow::refreshMenus()
{
    const auto menus = menuBar()->actions();
    for (QAction *entry : menus) {
        const auto inside = entry->menu()->actions();
        const bool any = std::any_of(inside.begin(), inside.end(), [](const QAction *action) {
            const QMenu *sub = action->menu();
            return sub ? !sub->isEmpty() : action->isVisible() && !action->isSeparator();
        });
        entry->setVisible(any);
    }
}

void MainWindow::offerOwnActions()
{
    m_actions->offer(ActionId::CloseWindow, this, [this] { close(); });
    m_actions->offer(ActionId::Quit, this, [this] { close(); });
    m_actions->offer(ActionId::NextRegion, this, [this] { m_regionCycle->step(1); });
    m_actions->offer(ActionId::PreviousRegion, this, [this] { m_regionCycle->step(-1); });
    m_actions->offer(ActionId::CommandPalette, this, [this] { searchActions(true); });
    m_actions->offer(ActionId::FullScreen, this,
                     [this](bool on) { setWindowState(windowState().setFlag(Qt::WindowFullScreen, on)); });
    offerEditCommands(*m_actions, this, [this](ActionId id) {
        if (id == ActionId::Undo)
            Q_EMIT undoRequested();
        else if (id == ActionId::Redo)
            Q_EMIT redoRequested();
    });
    offerThemeActions();
    offerTextSize();
    offerHelp();
}

void MainWindow::offerThemeActions()
{
    auto *group = new QActionGroup(this);
    const auto offer = [&](ActionId id, ThemeMode mode, const QString &word) {
        group->addAction(&m_actions->action(id));
        m_actions->action(id).setChecked(m_themes.mode() == mode);
        m_actions->offer(id, this, [this, mode, word] {
            m_themes.setMode(mode);
            m_settings.setValue(u"theme"_s, word);
            m_settings.save();
        });
    };
    offer(ActionId::ThemeSystem, ThemeMode::System, u"system"_s);
    offer(ActionId::ThemeLight, ThemeMode::Light, u"light"_s);
    offer(ActionId::ThemeDark, ThemeMode::Dark, u"dark"_s);
}

void MainWindow::offerTextSize()
{
    const auto set = [this](double factor) {
        m_themes.setReadingScale(factor);
        m_settings.setValue(u"readingScale"_s, m_themes.theme().readingScale);
        m_settings.save();
    };
    m_actions->offer(ActionId::ZoomIn, this, [this, set] { set(m_themes.theme().readingScale + TextSizeStep); });
    m_actions->offer(ActionId::ZoomOut, this, [this, set] { set(m_themes.theme().readingScale - TextSizeStep); });
    m_actions->offer(ActionId::ZoomReset, this, [set] { set(1.0); });
}

void MainWindow::offerHelp()
{
    m_actions->offer(ActionId::ShortcutList, this, [this] { searchActions(false); });
    m_actions->offer(ActionId::About, this, [this] { (new AboutDialog(m_themes, this))->open(); });
    m_actions->offer(ActionId::AboutQt, this, [this] {
        m_dialogs.tell(this, NoticeKind::Info, tr("About Qt"),
                       tr("Tributary uses Qt %1 under the GNU General Public License. More about Qt: https://www.qt.io")
                           .arg(QString::fromLatin1(qVersion())));
    });
}

void MainWindow::addView(const ViewSpec &view)
{
    const auto index = static_cast<int>(m_views.size());
    auto *action = new QAction(view.title, this);
    action->setIcon(icon(m_themes, view.icon));
    action->setIconText(tr("Go to %1").arg(view.title));
    action->setMenuRole(QAction::NoRole);
    action->setShortcut(QKeySequence(u"Ctrl+%1"_s.arg(view.number > 0 ? view.number : index + 1)));
    connect(action, &QAction::triggered, this, [this, index] { m_rail->setCurrentIndex(index); });
    m_viewMenu->insertAction(m_viewMenuTop, action);
    m_views.push_back({view, nullptr, action});
    m_rail->addEntry(view.title, icon(m_themes, view.icon), textWithKey(view.title, *action));
}

void MainWindow::showView(const QString &id)
{
    for (std::size_t i = 0; i < m_views.size(); ++i) {
        if (m_views[i].spec.id == id) {
            m_rail->setCurrentIndex(static_cast<int>(i));
            showViewAt(static_cast<int>(i));
        }
    }
}

void MainWindow::showViewAt(int index)
{
    if (index < 0 || index >= static_cast<int>(m_views.size()))
        return;
    View &view = m_views[static_cast<std::size_t>(index)];
    if (!view.widget) {
        view.widget = view.spec.build(m_stack);
        m_stack->addWidget(view.widget);
    }
    if (m_stack->currentWidget() != view.widget || m_stack->count() == 1) {
        m_stack->setCurrentWidget(view.widget);
        m_topBar->setRunIsPrimary(!view.spec.runsItself);
        chainFocus();
        // Moving along the rail must not lose it; otherwise a view says by its focus proxy where one starts.
        if (view.widget->focusProxy() && !m_rail->hasFocus())
            view.widget->setFocus();
        Q_EMIT viewShown(view.spec.id);
    }
}

QString MainWindow::currentView() const
{
    for (const View &view : m_views) {
        if (view.widget && view.widget == m_stack->currentWidget())
            return view.spec.id;
    }
    return {};
}

void MainWindow::addViewActions(const QList<QAction *> &actions)
{
    m_viewMenu->insertSeparator(m_viewMenuTop);
    m_viewMenu->insertActions(m_viewMenuTop, actions);
    m_viewActions << actions;
}

void MainWindow::addGraphActions(const QList<QAction *> &actions)
{
    m_graphMenu->addSeparator();
    m_graphMenu->addActions(actions);
    m_viewActions << actions;
    refreshMenus();
}

void MainWindow::setComparisonMenu(QMenu *menu)
{
    m_topBar->setComparisonMenu(menu);
}

void MainWindow::setGraphChoices(const QList<GraphChoice> &choices)
{
    m_graphChoices->clear();
    m_graphChoices->setToolTipsVisible(true);
    for (const GraphChoice &choice : choices) {
        QAction *action = m_graphChoices->addAction(choice.name);
        action->setToolTip(choice.line);
        action->setMenuRole(QAction::NoRole);
        connect(action, &QAction::triggered, this, [this, id = choice.id] { Q_EMIT graphChosen(id); });
    }
    refreshMenus();
}

void MainWindow::setRunEnabled(bool enabled, const QString &reason)
{
    m_actions->setEnabled(ActionId::Run, enabled, reason);
}

void MainWindow::setRunning(bool running)
{
    m_actions->setEnabled(ActionId::Stop, running, tr("Nothing is running."));
    markEntries(&ViewSpec::runsItself, running ? Rail::Mark::Active : Rail::Mark::None);
}

void MainWindow::setFailed(bool failed)
{
    markEntries(&ViewSpec::tellsFailures, failed ? Rail::Mark::Failure : Rail::Mark::None);
}

void MainWindow::markEntries(bool ViewSpec::*kind, Rail::Mark mark)
{
    for (std::size_t i = 0; i < m_views.size(); ++i) {
        if (m_views[i].spec.*kind)
            m_rail->setMark(static_cast<int>(i), mark);
    }
}

void MainWindow::setStatus(const QString &left, const QString &right)
{
    m_status->setTexts(left, right);
}

void MainWindow::setGraphName(const QString &name)
{
    m_topBar->setGraphName(name);
}

void MainWindow::searchActions(bool trigger)
{
    QList<QAction *> actions;
    for (const View &view : m_views)
        actions << view.action;
    actions << m_viewActions << m_actions->offered();
    if (trigger)
        actions << m_graphChoices->actions();
    const auto purpose = trigger ? ActionSearch::Purpose::Trigger : ActionSearch::Purpose::Read;
    (new ActionSearch(purpose, actions, this))->open();
}

QList<QWidget *> MainWindow::regions() const
{
    QList<QWidget *> regions{m_rail, m_topBar, m_messages};
    for (const View &view : m_views) {
        if (!view.widget || view.widget != m_stack->currentWidget())
            continue;
        if (view.spec.regions)
            regions << view.spec.regions();
        else
            regions << view.widget;
    }
    return regions << m_status;
}

QList<QWidget *> MainWindow::focusParts() const
{
    QList<QWidget *> parts{m_rail, m_topBar, m_messages};
    if (QWidget *view = m_stack->currentWidget())
        parts << view;
    return parts << m_status;
}

void MainWindow::chainFocus()
{
    RegionCycle::chain(focusParts());
}

bool MainWindow::focusNextPrevChild(bool next)
{
    QWidget *stop = RegionCycle::nextStop(focusParts(), focusWidget(), next);
    if (!stop)
        return QMainWindow::focusNextPrevChild(next);
    stop->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    return true;
}

void MainWindow::applyWidth(WidthClass widthClass)
{
    const bool compact = widthClass != WidthClass::Wide;
    m_rail->setCompact(compact);
    m_topBar->setCompact(compact);
    if (widthClass != m_widthClass) {
        m_widthClass = widthClass;
        Q_EMIT widthClassChanged(widthClass);
    }
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    applyWidth(widthClassOf(width()));
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    saveState();
    QMainWindow::closeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!localFiles(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

bool MainWindow::eventFilter(QObject *watched, QEvent *event)
{
    const QEvent::Type type = event->type();
    if (type != QEvent::DragEnter && type != QEvent::DragMove && type != QEvent::Drop)
        return QMainWindow::eventFilter(watched, event);
    const auto *widget = qobject_cast<QWidget *>(watched);
    if (!widget || widget == this || widget->window() != this)
        return QMainWindow::eventFilter(watched, event);
    auto *drop = static_cast<QDropEvent *>(event);
    const QStringList paths = localFiles(*drop->mimeData());
    if (std::ranges::none_of(paths, isDocument))
        return QMainWindow::eventFilter(watched, event);
    drop->acceptProposedAction();
    if (type == QEvent::Drop)
        Q_EMIT filesDropped(paths);
    return true;
}

void MainWindow::dropEvent(QDropEvent *event)
{
    const QStringList paths = localFiles(*event->mimeData());
    if (paths.isEmpty())
        return;
    event->acceptProposedAction();
    Q_EMIT filesDropped(paths);
}

void MainWindow::restoreState()
{
    resize(DefaultSize);
    const QByteArray geometry = QByteArray::fromBase64(m_state.value(u"geometry"_s).toString().toLatin1());
    if (!geometry.isEmpty())
        restoreGeometry(geometry);
    applyWidth(widthClassOf(width()));
}

void MainWindow::saveState()
{
    m_state.setValue(u"geometry"_s, QString::fromLatin1(saveGeometry().toBase64()));
    m_state.setValue(u"view"_s, currentView());
    Q_EMIT stateSaving();
    m_state.save();
}

} // namespace tributary
