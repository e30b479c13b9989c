// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "WindowFrame.h"
#include "ui/common/MessageBar.h"
#include "ui/main/Rail.h"
#include "ui/main/StatusStrip.h"
#include "ui/main/TopBar.h"

#include <QApplication>
#include <QDropEvent>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tributary;

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
    void runFollowsWhatItIsTold();
    void aFailureIsMarkedAtTheViewThatTellsIt();
    void comparisonHasAButtonWhereThereIsRoom();
    void runIsFilledOnlyWhereNoViewHasItsOwn();
    void everythingFocusableHasAName();
    void regionKeyVisitsAllAndReturns();
    void regionKeyReturnsToTheLastField();
    void railMovesWithArrowKeys();
    void textSizeIsKept();
    void themeIsKept();
    void windowIsFoundAgain();
    void messagesAreAnnounced();
};

void TestMainWindow::filesCanBeDropped()
{
    WindowFrame frame;
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
    WindowFrame frame;
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
    const WindowFrame frame(size);
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
    WindowFrame frame(QSize(880, 600));
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
    WindowFrame frame;
    QCOMPARE(frame.built, QStringList{u"Run"_s});
    const QSignalSpy shown(&*frame.window, &MainWindow::viewShown);
    frame.window->showView(u"history"_s);
    frame.window->showView(u"run"_s);
    frame.window->showView(u"no such view"_s);
    QCOMPARE(frame.built, (QStringList{u"Run"_s, u"History"_s}));
    QCOMPARE(frame.window->currentView(), u"run"_s);
    QCOMPARE(shown.count(), 2);
}

void TestMainWindow::runFollowsWhatItIsTold()
{
    WindowFrame frame;
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
    WindowFrame frame;
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
    WindowFrame frame;
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
    WindowFrame frame;
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
    WindowFrame frame;
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
    WindowFrame frame;
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
    WindowFrame frame;
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
    WindowFrame frame;
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

void TestMainWindow::textSizeIsKept()
{
    WindowFrame frame;
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
    WindowFrame frame;
    QVERIFY(frame.window->actions().action(ActionId::ThemeLight).isChecked());
    frame.window->actions().action(ActionId::ThemeDark).trigger();
    QVERIFY(frame.themed.themes.theme().dark);
    QVERIFY(!frame.window->actions().action(ActionId::ThemeLight).isChecked());
    QCOMPARE(JsonFile(frame.folder.filePath(u"config/settings.json"_s)).value(u"theme"_s).toString(), u"dark"_s);
}

void TestMainWindow::windowIsFoundAgain()
{
    WindowFrame frame(QSize(1100, 720));
    frame.window->close();
    const JsonFile kept(frame.folder.filePath(u"state/window.json"_s));
    QVERIFY(!kept.value(u"geometry"_s).toString().isEmpty());
    QCOMPARE(kept.value(u"view"_s).toString(), u"run"_s);
    MainWindow again(frame.themed.themes, frame.dialogs, frame.state, frame.settings);
    QCOMPARE(again.size(), QSize(1100, 720));
}

void TestMainWindow::messagesAreAnnounced()
{
    WindowFrame frame;
    frame.window->messages().show({.id = u"m"_s, .text = u"You are offline."_s});
    QCOMPARE(frame.part<StatusStrip>()->voice().accessibleName(), u"You are offline."_s);
}

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
