// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "GuiFixture.h"
#include "support/FakeDialogs.h"
#include "ui/common/JsonFile.h"
#include "ui/common/MessageBar.h"
#include "ui/main/MainWindow.h"
#include "ui/main/Rail.h"
#include "ui/main/StatusStrip.h"
#include "ui/main/TopBar.h"

#include <QApplication>
#include <QDialog>
#include <QDropEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <optional>

using namespace Qt::StringLiterals;
using namespace tributary;

namespace {

/// A window with two views, each with one text field, in folders of its own.
struct Frame
{
    explicit Frame(const QSize &size = {1440, 900})
        : state(folder.filePath(u"state/window.json"_s))
        , settings(folder.filePath(u"config/settings.json"_s))
    {
        open(size);
    }

    void open(const QSize &size)
    {
        window.emplace(themed.themes, dialogs, state, settings);
        for (const auto &[id, title] : {std::pair(u"run"_s, u"Run"_s), std::pair(u"history"_s, u"History"_s)})
            window->addView({.id = id,
                             .title = title,
                             .icon = "play"_L1,
                             .runsItself = id == u"run"_s,
                             .build = [this, title = title](QWidget *parent) { return build(title, parent); }});
        window->resize(size);
        window->showView(u"run"_s);
        window->show();
    }

    QWidget *build(const QString &title, QWidget *parent)
    {
        built << title;
        auto *view = new QWidget(parent);
        auto *field = new QLineEdit(view);
        field->setAccessibleName(title + u" field"_s);
        (new QVBoxLayout(view))->addWidget(field);
        return view;
    }

    QLineEdit *field(const QString &title) const
    {
        const auto fields = window->findChildren<QLineEdit *>();
        for (QLineEdit *field : fields) {
            if (field->accessibleName() == title + u" field"_s)
                return field;
        }
        return nullptr;
    }

    /// The dialog that is open, or null.
    QDialog *dialog() const
    {
        const auto found = window->findChildren<QDialog *>();
        for (QDialog *candidate : found) {
            if (candidate->isVisible())
                return candidate;
        }
        return nullptr;
    }

    template <typename W>
    W *part() const
    {
        return window->findChild<W *>();
    }

    QTemporaryDir folder;
    ThemedApplication themed;
    FakeDialogs dialogs;
    JsonFile state;
    JsonFile settings;
    QStringList built;
    std::optional<MainWindow> window;
};

QStringList menuTitles(const MainWindow &window)
{
    QStringList titles;
    const auto menus = window.menuBar()->actions();
    for (const QAction *menu : menus) {
        if (menu->isVisible())
            titles << menu->text().remove(u'&');
    }
    return titles;
}

QStringList shownRows(const QDialog &dialog)
{
    QStringList rows;
    const auto *list = dialog.findChild<QTreeWidget *>();
    for (int i = 0; i < list->topLevelItemCount(); ++i) {
        if (!list->topLevelItem(i)->isHidden())
            rows << list->topLevelItem(i)->text(0);
    }
    return rows;
}

} // namespace

class TestMainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { failOnWarnings(); }

    void filesCanBeDropped();
    void tabFollowsTheRegions();
    void regionsHaveTheirSizes_data();
    void regionsHaveTheirSizes();
    void nothingIsCutAtTheSmallestSize();
    void viewsAreBuiltWhenFirstShown();
    void onlyOfferedCommandsAreShown();
    void everyCommandHasItsKeys_data();
    void everyCommandHasItsKeys();
    void noKeyIsGivenTwice();
    void menuRolesAreExplicit();
    void runFollowsWhatItIsTold();
    void aFailureIsMarkedAtTheViewThatTellsIt();
    void comparisonHasAButtonWhereThereIsRoom();
    void runIsFilledOnlyWhereNoViewHasItsOwn();
    void everythingFocusableHasAName();
    void regionKeyVisitsAllAndReturns();
    void regionKeyReturnsToTheLastField();
    void railMovesWithArrowKeys();
    void paletteFindsAndTriggers();
    void viewBringsItsCommands();
    void shortcutListShowsKeys();
    void escapeClosesThePaletteAndGivesTheFocusBack();
    void graphMenuOffersChoices();
    void editCommandsReachTheFocusedField();
    void textSizeIsKept();
    void themeIsKept();
    void windowIsFoundAgain();
    void messagesAreAnnounced();
    void aboutQtNamesItsVersion();
};

void TestMainWindow::filesCanBeDropped()
{
    Frame frame;
    const QSignalSpy dropped(&*frame.window, &MainWindow::filesDropped);
    const auto offer = [&frame](const QList<QUrl> &urls) {
        QMimeData data;
        data.setUrls(urls);
        QDragEnterEvent enter({50, 50}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        enter.setAccepted(false);
        QApplication::sendEvent(&*frame.window, &enter);
        QDropEvent drop({50, 50}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&*frame.window, &drop);
        return enter.isAccepted();
    };
    QVERIFY(!offer({QUrl(u"https://example.org/a.moagraph"_s)}));
    QVERIFY(dropped.isEmpty());
    QVERIFY(offer({QUrl::fromLocalFile(u"/tmp/a.moagraph"_s)}));
    QCOMPARE(dropped.value(0).value(0).toStringList(), QStringList{u"/tmp/a.moagraph"_s});
}

void TestMainWindow::tabFollowsTheRegions()
{
    Frame frame;
    frame.window->messages().show({.id = u"a"_s, .text = u"Something happened."_s, .dismissible = true});
    const QList<QWidget *> order{frame.part<Rail>(), frame.part<TopBar>(), &frame.window->messages(),
                                 frame.field(u"Run"_s), frame.part<StatusStrip>()};
    QList<QWidget *> met;
    QWidget *first = frame.part<Rail>();
    QWidget *stop = first;
    do {
        for (QWidget *region : order) {
            const bool isStop = (stop->focusPolicy() & Qt::TabFocus) != 0 && !stop->focusProxy();
            if (isStop && (region == stop || region->isAncestorOf(stop)) && met.value(met.size() - 1) != region)
                met << region;
        }
        stop = stop->nextInFocusChain();
    } while (stop != first);
    QCOMPARE(met, order);
}

void TestMainWindow::regionsHaveTheirSizes_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("bar");
    QTest::addColumn<int>("rail");
    QTest::newRow("wide") << QSize(1440, 900) << 44 << 72;
    QTest::newRow("medium") << QSize(1024, 700) << 40 << 48;
    QTest::newRow("narrow") << QSize(880, 600) << 40 << 48;
}

void TestMainWindow::regionsHaveTheirSizes()
{
    QFETCH(QSize, size);
    QFETCH(int, bar);
    QFETCH(int, rail);
    const Frame frame(size);
    const MainWindow &window = *frame.window;
    QCOMPARE(window.size(), size);
    QVERIFY(qAbs(window.menuBar()->height() - 26) <= 4);
    QCOMPARE(frame.part<TopBar>()->height(), bar);
    QCOMPARE(frame.part<Rail>()->width(), rail);
    QVERIFY(qAbs(frame.part<StatusStrip>()->height() - 24) <= 4);
    QCOMPARE(window.widthClass(), widthClassOf(size.width()));
    const QRect first = frame.part<Rail>()->tabRect(0);
    QVERIFY(first.top() < 10);
    QVERIFY(first.height() >= 44);
}

void TestMainWindow::nothingIsCutAtTheSmallestSize()
{
    Frame frame(QSize(880, 600));
    frame.window->actions().offer(ActionId::Run, &*frame.window, [] {});
    frame.window->actions().offer(ActionId::Stop, &*frame.window, [] {});
    frame.window->setGraphName(u"MoA 6×3"_s);
    QTest::qWait(0);
    const QRect bar = frame.part<TopBar>()->rect();
    QList<QRect> taken;
    for (QWidget *widget : focusable(*frame.part<TopBar>())) {
        QVERIFY2(bar.contains(widget->geometry()), qPrintable(widget->accessibleName()));
        for (const QRect &other : std::as_const(taken))
            QVERIFY(!other.intersects(widget->geometry()));
        taken << widget->geometry();
    }
    QVERIFY(taken.size() >= 3);
}

void TestMainWindow::viewsAreBuiltWhenFirstShown()
{
    Frame frame;
    QCOMPARE(frame.built, QStringList{u"Run"_s});
    const QSignalSpy shown(&*frame.window, &MainWindow::viewShown);
    frame.window->showView(u"history"_s);
    frame.window->showView(u"run"_s);
    frame.window->showView(u"no such view"_s);
    QCOMPARE(frame.built, (QStringList{u"Run"_s, u"History"_s}));
    QCOMPARE(frame.window->currentView(), u"run"_s);
    QCOMPARE(shown.count(), 2);
}

void TestMainWindow::onlyOfferedCommandsAreShown()
{
    Frame frame;
    MainWindow &window = *frame.window;
    QCOMPARE(menuTitles(window), (QStringList{u"File"_s, u"Edit"_s, u"View"_s, u"Tools"_s, u"Help"_s}));
    QVERIFY(!window.actions().action(ActionId::Run).isVisible());
    int runs = 0;
    window.actions().offer(ActionId::Run, &window, [&] { ++runs; });
    QCOMPARE(menuTitles(window), (QStringList{u"File"_s, u"Edit"_s, u"View"_s, u"Run"_s, u"Tools"_s, u"Help"_s}));
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTest::keyClick(&window, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(runs, 1);
}

void TestMainWindow::everyCommandHasItsKeys_data()
{
    QTest::addColumn<ActionId>("id");
    QTest::addColumn<QString>("keys");
    QTest::newRow("open") << ActionId::OpenGraph << u"Ctrl+O"_s;
    QTest::newRow("close") << ActionId::CloseWindow << u"Ctrl+W"_s;
    QTest::newRow("quit") << ActionId::Quit << u"Ctrl+Q"_s;
    QTest::newRow("undo") << ActionId::Undo << u"Ctrl+Z"_s;
    QTest::newRow("redo") << ActionId::Redo << u"Ctrl+Shift+Z Ctrl+Y"_s;
    QTest::newRow("find") << ActionId::Find << u"Ctrl+F"_s;
    QTest::newRow("palette") << ActionId::CommandPalette << u"Ctrl+K"_s;
    QTest::newRow("settings") << ActionId::Settings << u"Ctrl+,"_s;
    QTest::newRow("shortcuts") << ActionId::ShortcutList << u"Ctrl+?"_s;
    QTest::newRow("regions") << ActionId::NextRegion << u"F6"_s;
    QTest::newRow("regions back") << ActionId::PreviousRegion << u"Shift+F6"_s;
    QTest::newRow("prompt") << ActionId::FocusPrompt << u"Ctrl+L"_s;
    QTest::newRow("run") << ActionId::Run << u"Ctrl+Return Ctrl+Enter"_s;
    QTest::newRow("stop") << ActionId::Stop << u"Ctrl+."_s;
    QTest::newRow("again") << ActionId::RunWithoutCache << u"Ctrl+R"_s;
    QTest::newRow("larger") << ActionId::ZoomIn << u"Ctrl+= Ctrl++"_s;
    QTest::newRow("smaller") << ActionId::ZoomOut << u"Ctrl+-"_s;
    QTest::newRow("actual") << ActionId::ZoomReset << u"Ctrl+0"_s;
    QTest::newRow("side panel") << ActionId::SidePanel << u"F9"_s;
    QTest::newRow("bottom panel") << ActionId::BottomPanel << u"F8"_s;
    QTest::newRow("full screen") << ActionId::FullScreen << u"F11"_s;
}

void TestMainWindow::everyCommandHasItsKeys()
{
    QFETCH(ActionId, id);
    QFETCH(QString, keys);
    const Frame frame;
    const QAction &action = frame.window->actions().action(id);
    const QStringList expected = keys.split(u' ');
    for (const QString &key : expected)
        QVERIFY2(action.shortcuts().contains(QKeySequence(key)), qPrintable(key));
    const QString first = action.shortcut().toString(QKeySequence::NativeText);
    QVERIFY(action.toolTip().endsWith(u"(%1)"_s.arg(first)));
}

void TestMainWindow::noKeyIsGivenTwice()
{
    const Frame frame;
    QMap<QString, QString> owners;
    const auto actions = frame.window->findChildren<QAction *>();
    for (const QAction *action : actions) {
        const auto keys = action->shortcuts();
        for (const QKeySequence &key : keys) {
            const QString word = key.toString();
            QVERIFY2(!owners.contains(word) || owners.value(word) == action->text(),
                     qPrintable(word + u": "_s + owners.value(word) + u", "_s + action->text()));
            owners.insert(word, action->text());
        }
    }
    QVERIFY(!owners.contains(u"Alt+Return"_s));
}

void TestMainWindow::menuRolesAreExplicit()
{
    Frame frame;
    frame.window->setGraphChoices({{u"moa"_s, u"MoA 3+1"_s, u"Three models, one aggregator."_s}});
    QMap<QAction::MenuRole, int> roles;
    const auto actions = frame.window->findChildren<QAction *>();
    for (const QAction *action : actions) {
        if (!action->isSeparator() && !action->menu())
            ++roles[action->menuRole()];
    }
    QCOMPARE(roles.value(QAction::TextHeuristicRole), 0);
    QCOMPARE(roles.value(QAction::AboutRole), 1);
    QCOMPARE(roles.value(QAction::PreferencesRole), 1);
    QCOMPARE(roles.value(QAction::QuitRole), 1);
}

void TestMainWindow::runFollowsWhatItIsTold()
{
    Frame frame;
    MainWindow &window = *frame.window;
    int stops = 0;
    window.actions().offer(ActionId::Run, &window, [] {});
    window.actions().offer(ActionId::Stop, &window, [&] { ++stops; });
    window.setRunEnabled(false, u"Write a prompt first."_s);
    window.setRunning(false);
    QVERIFY(!window.actions().action(ActionId::Run).isEnabled());
    QCOMPARE(window.actions().action(ActionId::Run).toolTip(), u"Write a prompt first."_s);
    window.actions().action(ActionId::Stop).trigger();
    QCOMPARE(stops, 0);
    window.setRunEnabled(true, {});
    window.setRunning(true);
    QVERIFY(window.actions().action(ActionId::Run).toolTip().startsWith(u"Run (Ctrl+"_s));
    window.actions().action(ActionId::Stop).trigger();
    QCOMPARE(stops, 1);
    QVERIFY(frame.part<Rail>()->mark(0) == Rail::Mark::Active);
}

void TestMainWindow::aFailureIsMarkedAtTheViewThatTellsIt()
{
    Frame frame;
    MainWindow &window = *frame.window;
    window.addView({.id = u"timeline"_s,
                    .title = u"Timeline"_s,
                    .icon = "timer"_L1,
                    .tellsFailures = true,
                    .build = [&frame](QWidget *parent) { return frame.build(u"Timeline"_s, parent); }});
    auto *rail = frame.part<Rail>();
    const auto picture = [rail] { return rail->grab(rail->tabRect(2)).toImage(); };
    const QImage plain = picture();
    window.setFailed(true);
    QCOMPARE(rail->mark(2), Rail::Mark::Failure);
    QCOMPARE(rail->mark(0), Rail::Mark::None);
    QCOMPARE(rail->accessibleTabName(2), u"Timeline, a call failed"_s);
    QVERIFY(picture() != plain);
    window.setFailed(false);
    QCOMPARE(rail->accessibleTabName(2), u"Timeline"_s);
    QCOMPARE(picture(), plain);
}

void TestMainWindow::comparisonHasAButtonWhereThereIsRoom()
{
    Frame frame;
    const auto button = [&frame]() -> const QWidget * {
        const auto parts = focusable(*frame.part<TopBar>());
        const auto found =
            std::ranges::find_if(parts, [](const QWidget *widget) { return widget->accessibleName() == "Compare"_L1; });
        return found == parts.end() ? nullptr : *found;
    };
    QVERIFY(!button());
    QMenu menu;
    frame.window->setComparisonMenu(&menu);
    QVERIFY(button());
    frame.window->resize(1024, 700);
    QTRY_VERIFY(!button());
}

void TestMainWindow::runIsFilledOnlyWhereNoViewHasItsOwn()
{
    Frame frame;
    MainWindow &window = *frame.window;
    window.actions().offer(ActionId::Run, &window, [] {});
    const QColor fill = frame.themed.themes.theme().colour(Colour::AccentFill);
    const auto filled = [&] { return pixelsOf(frame.part<TopBar>()->grab().toImage(), fill); };
    QCOMPARE(filled(), 0);
    window.showView(u"history"_s);
    QVERIFY(filled() > 1000);
}

void TestMainWindow::everythingFocusableHasAName()
{
    Frame frame;
    MainWindow &window = *frame.window;
    for (const ActionId id : {ActionId::Run, ActionId::Stop})
        window.actions().offer(id, &window, [] {});
    window.setStatus(u"Ready"_s, u"0 tokens"_s);
    window.messages().show({.id = u"m"_s, .text = u"You are offline."_s, .buttons = {{u"Details"_s, {}}}});
    const QList<QWidget *> widgets = focusable(window);
    QVERIFY(widgets.size() >= 8);
    for (const QWidget *widget : widgets) {
        const QString name = widget->accessibleName();
        const QString kind = QString::fromLatin1(widget->metaObject()->className());
        QVERIFY2(!name.isEmpty() && name != kind && name.compare(u"button"_s, Qt::CaseInsensitive) != 0,
                 qPrintable(kind));
    }
}

void TestMainWindow::regionKeyVisitsAllAndReturns()
{
    Frame frame;
    MainWindow &window = *frame.window;
    window.setStatus(u"Ready"_s, {});
    QVERIFY(QTest::qWaitForWindowActive(&window));
    frame.part<Rail>()->setFocus();
    QStringList visited;
    for (int i = 0; i < 4; ++i) {
        QTest::keyClick(&window, Qt::Key_F6);
        visited << QApplication::focusWidget()->accessibleName();
    }
    QCOMPARE(visited, (QStringList{u"Graph"_s, u"Run field"_s, u"State: Ready"_s, u"Views"_s}));
    QTest::keyClick(&window, Qt::Key_F6, Qt::ShiftModifier);
    QCOMPARE(QApplication::focusWidget()->accessibleName(), u"State: Ready"_s);
}

void TestMainWindow::regionKeyReturnsToTheLastField()
{
    Frame frame;
    MainWindow &window = *frame.window;
    QVERIFY(QTest::qWaitForWindowActive(&window));
    auto *second = new QLineEdit(frame.field(u"Run"_s)->parentWidget());
    second->parentWidget()->layout()->addWidget(second);
    second->setFocus();
    QTRY_VERIFY(second->hasFocus());
    QTest::keyClick(&window, Qt::Key_F6, Qt::ShiftModifier);
    QVERIFY(!second->hasFocus());
    QTest::keyClick(&window, Qt::Key_F6);
    QVERIFY(second->hasFocus());
}

void TestMainWindow::railMovesWithArrowKeys()
{
    Frame frame;
    auto *rail = frame.part<Rail>();
    QTest::keyClick(rail, Qt::Key_Down);
    QCOMPARE(frame.window->currentView(), u"history"_s);
    QTest::keyClick(rail, Qt::Key_Down);
    QCOMPARE(frame.window->currentView(), u"history"_s);
    QTest::keyClick(rail, Qt::Key_Up);
    QCOMPARE(frame.window->currentView(), u"run"_s);
    QVERIFY(QTest::qWaitForWindowActive(&*frame.window));
    QTest::keyClick(&*frame.window, Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(frame.window->currentView(), u"history"_s);
}

void TestMainWindow::paletteFindsAndTriggers()
{
    Frame frame;
    QVERIFY(QTest::qWaitForWindowActive(&*frame.window));
    QTest::keyClick(&*frame.window, Qt::Key_K, Qt::ControlModifier);
    QDialog *palette = frame.dialog();
    QVERIFY(palette);
    QVERIFY(shownRows(*palette).contains(u"Dark theme"_s));
    QVERIFY(!shownRows(*palette).contains(u"Open graph"_s));
    auto *field = palette->findChild<QLineEdit *>();
    QTest::keyClicks(field, u"theme da"_s);
    QCOMPARE(shownRows(*palette), QStringList{u"Dark theme"_s});
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(frame.themed.themes.mode(), ThemeMode::Dark);
    QTRY_VERIFY(!frame.dialog());
}

void TestMainWindow::viewBringsItsCommands()
{
    Frame frame;
    QAction fold(u"Fold the &graph strip"_s);
    frame.window->addViewActions({&fold});
    const QList<QAction *> viewMenu = frame.window->menuBar()->actions().at(2)->menu()->actions();
    QVERIFY(viewMenu.contains(&fold));
    const QSignalSpy folded(&fold, &QAction::triggered);
    frame.window->actions().action(ActionId::CommandPalette).trigger();
    auto *field = frame.dialog()->findChild<QLineEdit *>();
    QTest::keyClicks(field, u"fold"_s);
    QCOMPARE(shownRows(*frame.dialog()), QStringList{u"Fold the graph strip"_s});
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(folded.count(), 1);
}

void TestMainWindow::shortcutListShowsKeys()
{
    Frame frame;
    frame.window->actions().action(ActionId::ShortcutList).trigger();
    QDialog *list = frame.dialog();
    QVERIFY(list);
    QVERIFY(shownRows(*list).contains(u"Go to History"_s));
    QVERIFY(!shownRows(*list).contains(u"Dark theme"_s));
    QTest::keyClicks(list->findChild<QLineEdit *>(), u"f6"_s);
    QCOMPARE(shownRows(*list), (QStringList{u"Next region"_s, u"Previous region"_s}));
}

void TestMainWindow::escapeClosesThePaletteAndGivesTheFocusBack()
{
    Frame frame;
    QVERIFY(QTest::qWaitForWindowActive(&*frame.window));
    frame.field(u"Run"_s)->setFocus();
    QTest::keyClick(&*frame.window, Qt::Key_K, Qt::ControlModifier);
    QTest::keyClick(frame.dialog()->findChild<QLineEdit *>(), Qt::Key_Escape);
    QTRY_VERIFY(!frame.dialog());
    QTRY_VERIFY(frame.field(u"Run"_s)->hasFocus());
}

void TestMainWindow::graphMenuOffersChoices()
{
    Frame frame;
    const QSignalSpy chosen(&*frame.window, &MainWindow::graphChosen);
    frame.window->setGraphChoices({{u"moa"_s, u"MoA 3+1"_s, u"Three models, one aggregator."_s},
                                   {u"self-moa"_s, u"Self-MoA"_s, u"One model, asked several times."_s}});
    QVERIFY(menuTitles(*frame.window).contains(u"Graph"_s));
    frame.window->actions().action(ActionId::CommandPalette).trigger();
    QLineEdit *field = frame.dialog()->findChild<QLineEdit *>();
    QTest::keyClicks(field, u"self"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.first().first().toString(), u"self-moa"_s);
}

void TestMainWindow::editCommandsReachTheFocusedField()
{
    Frame frame;
    QVERIFY(QTest::qWaitForWindowActive(&*frame.window));
    QLineEdit *field = frame.field(u"Run"_s);
    field->setFocus();
    QTest::keyClicks(field, u"copper"_s);
    frame.window->actions().action(ActionId::SelectAll).trigger();
    QCOMPARE(field->selectedText(), u"copper"_s);
    frame.window->actions().action(ActionId::Cut).trigger();
    QCOMPARE(field->text(), QString());
    frame.window->actions().action(ActionId::Undo).trigger();
    QCOMPARE(field->text(), u"copper"_s);

    const QSignalSpy undone(&*frame.window, &MainWindow::undoRequested);
    frame.window->actions().action(ActionId::Undo).trigger();
    QCOMPARE(undone.count(), 0);
    frame.part<Rail>()->setFocus();
    frame.window->actions().action(ActionId::Undo).trigger();
    QCOMPARE(undone.count(), 1);
}

void TestMainWindow::textSizeIsKept()
{
    Frame frame;
    frame.window->actions().action(ActionId::ZoomIn).trigger();
    frame.window->actions().action(ActionId::ZoomIn).trigger();
    const double larger = frame.themed.themes.theme().readingScale;
    QVERIFY(qAbs(larger - 1.2) < 0.001);
    QCOMPARE(JsonFile(frame.folder.filePath(u"config/settings.json"_s)).value(u"readingScale"_s).toDouble(), larger);
    frame.window->actions().action(ActionId::ZoomReset).trigger();
    QCOMPARE(frame.themed.themes.theme().readingScale, 1.0);
}

void TestMainWindow::themeIsKept()
{
    Frame frame;
    QVERIFY(frame.window->actions().action(ActionId::ThemeLight).isChecked());
    frame.window->actions().action(ActionId::ThemeDark).trigger();
    QVERIFY(frame.themed.themes.theme().dark);
    QVERIFY(!frame.window->actions().action(ActionId::ThemeLight).isChecked());
    QCOMPARE(JsonFile(frame.folder.filePath(u"config/settings.json"_s)).value(u"theme"_s).toString(), u"dark"_s);
}

void TestMainWindow::windowIsFoundAgain()
{
    Frame frame(QSize(1100, 720));
    frame.window->close();
    const JsonFile kept(frame.folder.filePath(u"state/window.json"_s));
    QVERIFY(!kept.value(u"geometry"_s).toString().isEmpty());
    QCOMPARE(kept.value(u"view"_s).toString(), u"run"_s);
    MainWindow again(frame.themed.themes, frame.dialogs, frame.state, frame.settings);
    QCOMPARE(again.size(), QSize(1100, 720));
}

void TestMainWindow::messagesAreAnnounced()
{
    Frame frame;
    frame.window->messages().show({.id = u"m"_s, .text = u"You are offline."_s});
    QCOMPARE(frame.part<StatusStrip>()->voice().accessibleName(), u"You are offline."_s);
}

void TestMainWindow::aboutQtNamesItsVersion()
{
    Frame frame;
    frame.window->actions().action(ActionId::AboutQt).trigger();
    QCOMPARE(frame.dialogs.told.size(), 1);
    QVERIFY(frame.dialogs.told.first().text.contains(QString::fromLatin1(qVersion())));
    frame.window->actions().action(ActionId::About).trigger();
    QVERIFY(frame.dialog());
    QVERIFY(frame.dialog()->findChild<QPlainTextEdit *>()->toPlainText().contains(u"ISC License"_s));
    for (const QWidget *widget : focusable(*frame.dialog()))
        QVERIFY(widget->inherits("QPushButton") || !widget->accessibleName().isEmpty());
}

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
