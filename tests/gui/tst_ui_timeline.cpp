// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "GuiFixture.h"
#include "RunStage.h"
#include "ui/timeline/CallPanel.h"
#include "ui/timeline/RequestDialog.h"
#include "ui/timeline/TimelineAxis.h"
#include "ui/timeline/TimelineTree.h"
#include "ui/timeline/TimelineView.h"

#include <QAccessible>
#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

/// The Timeline view beside a Run view that makes its runs.
struct Stage
{
    explicit Stage(const QSize &size = {1440, 900}, bool dark = false)
        : stage(size, dark)
        , presenter(stage.model())
    {
        stage.setGraph(u"a b c | s"_s);
        stage.client().setDefault(CallScript::parse(u"+400 \"Well, it is so.\" +800 ok in=10 out=20"_s));
        stage.setScript(u"b"_s, u"+1500 retry rate-limited 2000 +500 \"Yes, it is so.\" +1000 ok in=10 out=20"_s);
        stage.setPrompt(u"Why?"_s);
        view = new TimelineView(presenter, stage.theme(), nullptr);
        window.setCentralWidget(view);
        window.resize(size);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        view->setFocus();
    }

    void run() { stage.play(); }

    TimelineTree &tree() { return *view->findChild<TimelineTree *>(); }

    CallPanel &panel() { return *view->findChild<CallPanel *>(); }

    QPushButton *button(const QString &name)
    {
        const auto all = view->findChildren<QPushButton *>();
        const auto found = std::ranges::find(all, name, &QWidget::accessibleName);
        return found == all.end() ? nullptr : *found;
    }

    static void press(Qt::Key key) { QTest::keyClick(QApplication::focusWidget(), key); }

    RunStage stage;
    TimelinePresenter presenter;
    QMainWindow window;
    TimelineView *view = nullptr;
};

QString textsOf(const QWidget &widget)
{
    QStringList texts;
    const auto labels = widget.findChildren<QLabel *>();
    for (const QLabel *label : labels)
        texts.append(label->text());
    return texts.join(u'\n');
}

} // namespace

/// The Timeline view in a real window, by keyboard and by pointer.
class UiTimelineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { failOnWarnings(); }

    void saysWhatToDoBeforeTheFirstRun();
    void growsWithTheRun();
    void walksByKeyboard();
    void zoomsAndScrolls();
    void showsOnlyTheCriticalPath();
    void showsATable();
    void tellsTheCall();
    void detailsLieBelowInSmallWindows();
    void everythingHasAName();
    void marksLieOnRoundNumbers_data();
    void marksLieOnRoundNumbers();
    void zoomKeepsWhatLiesUnderThePointer();
};

void UiTimelineTest::saysWhatToDoBeforeTheFirstRun()
{
    Stage stage;
    QSignalSpy asked(stage.view, &TimelineView::runViewRequested);
    QVERIFY(textsOf(*stage.view).contains(u"No run yet."_s));
    QVERIFY(!stage.panel().isVisible());
    QTest::mouseClick(stage.button(u"Go to Run"_s), Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
}

void UiTimelineTest::growsWithTheRun()
{
    Stage stage;
    stage.stage.play(Milliseconds(1000));
    QVERIFY(stage.presenter.timeline().isLive);
    QVERIFY(stage.tree().isVisible());
    const int width = stage.tree().scale().width;

    stage.stage.pass(Milliseconds(60'000));
    QVERIFY(!stage.presenter.timeline().isLive);
    QCOMPARE(stage.tree().scale().width, width);
    QVERIFY(textsOf(*stage.view).contains(u"1 retry"_s));
    const QImage picture = stage.tree().grab().toImage();
    const Theme &theme = stage.stage.theme().theme();
    QVERIFY(pixelsOf(picture, theme.proposer(1).line) > 100);
    QVERIFY(pixelsOf(picture, theme.colour(Colour::Error)) > 20);
}

void UiTimelineTest::walksByKeyboard()
{
    Stage stage;
    stage.run();
    stage.view->setFocus();
    QCOMPARE(QApplication::focusWidget(), &stage.tree());
    QCOMPARE(stage.tree().currentAgent(), AgentId{u"a"_s});
    Stage::press(Qt::Key_Down);
    QCOMPARE(stage.tree().currentAgent(), AgentId{u"b"_s});
    Stage::press(Qt::Key_Right);
    QCOMPARE(stage.tree().attempt(), 1);
    Stage::press(Qt::Key_Right);
    QCOMPARE(stage.tree().attempt(), 2);
    Stage::press(Qt::Key_Right);
    QCOMPARE(stage.tree().attempt(), 2);
    Stage::press(Qt::Key_Left);
    QCOMPARE(stage.tree().attempt(), 1);
    // Over the heading of the next layer, and back.
    Stage::press(Qt::Key_Down);
    Stage::press(Qt::Key_Down);
    QCOMPARE(stage.tree().currentAgent(), AgentId{u"s"_s});
    QCOMPARE(stage.tree().attempt(), 0);
    Stage::press(Qt::Key_Up);
    QCOMPARE(stage.tree().currentAgent(), AgentId{u"c"_s});
    Stage::press(Qt::Key_Home);
    QCOMPARE(stage.tree().currentAgent(), AgentId{u"a"_s});
    Stage::press(Qt::Key_Up);
    QCOMPARE(stage.tree().currentAgent(), AgentId{u"a"_s});
}

void UiTimelineTest::zoomsAndScrolls()
{
    Stage stage;
    stage.run();
    stage.view->setFocus();
    QVERIFY(stage.tree().zoom().isWhole());
    QVERIFY(!stage.button(u"Zoom out (−)"_s)->isEnabled());
    Stage::press(Qt::Key_Plus);
    Stage::press(Qt::Key_Plus);
    QVERIFY(!stage.tree().zoom().isWhole());
    QVERIFY(stage.tree().scale().span < stage.presenter.timeline().total);
    auto *bar = stage.view->findChild<QScrollBar *>(QString(), Qt::FindChildrenRecursively);
    QVERIFY(bar != nullptr);
    Stage::press(Qt::Key_Minus);
    Stage::press(Qt::Key_0);
    QVERIFY(stage.tree().zoom().isWhole());
    QTest::mouseClick(stage.button(u"Zoom in (+)"_s), Qt::LeftButton);
    QVERIFY(stage.button(u"Show the whole run (0)"_s)->isEnabled());
}

void UiTimelineTest::showsOnlyTheCriticalPath()
{
    Stage stage;
    stage.run();
    auto *only = stage.view->findChild<QCheckBox *>();
    QCOMPARE(only->text(), u"Only critical path"_s);
    only->click();
    QVERIFY(!stage.tree().model()->index(1, 0, stage.tree().model()->index(0, 0)).isValid());
    QCOMPARE(stage.tree()
                 .model()
                 ->index(0, 0, stage.tree().model()->index(0, 0))
                 .data(Qt::AccessibleTextRole)
                 .toString()
                 .left(1),
             u"B"_s);
    only->click();
    QVERIFY(stage.tree().model()->index(2, 0, stage.tree().model()->index(0, 0)).isValid());
}

void UiTimelineTest::showsATable()
{
    Stage stage;
    stage.run();
    const auto boxes = stage.view->findChildren<QCheckBox *>();
    boxes.at(1)->click();
    auto *table = stage.view->findChild<QTableView *>();
    QTRY_VERIFY(table->isVisible());
    QCOMPARE(QApplication::focusWidget(), table);
    QCOMPARE(table->model()->rowCount(), 4);
    table->sortByColumn(TimelineTable::TotalColumn, Qt::DescendingOrder);
    QCOMPARE(table->model()->index(0, TimelineTable::AgentColumn).data().toString(), u"B"_s);
    table->setCurrentIndex(table->model()->index(0, 0));
    QVERIFY(textsOf(stage.panel()).contains(u"rate limit"_s));
    boxes.at(1)->click();
    QVERIFY(stage.tree().isVisible());
}

void UiTimelineTest::tellsTheCall()
{
    Stage stage;
    stage.run();
    QSignalSpy told(stage.view, &TimelineView::told);
    stage.view->showAgent({u"b"_s});
    QVERIFY(stage.panel().isVisible());
    const QString texts = textsOf(stage.panel());
    QVERIFY2(texts.contains(u"Attempt 1 failed after 1.50 s: rate limit"_s), qPrintable(texts));
    QVERIFY2(texts.contains(u"Tokens out"_s), qPrintable(texts));
    QTest::mouseClick(stage.button(u"Copy as curl without key"_s), Qt::LeftButton);
    QCOMPARE(told.size(), 1);
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"curl "_s));
    stage.view->showAgent({u"nobody"_s});

    RequestDialog dialog(u"B"_s, {{{u"b"_s}, 1, {}, {}, "{\"a\":1}"}, {{u"b"_s}, 2, {}, {}, "{\"a\":2}"}},
                         stage.stage.theme(), &stage.window);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    QVERIFY(dialog.findChild<QPlainTextEdit *>()->toPlainText().contains(u"\"a\": 2"_s));
    const auto buttons = dialog.findChildren<QPushButton *>();
    const auto copy = std::ranges::find(buttons, u"Copy"_s, &QPushButton::text);
    QVERIFY(copy != buttons.end());
    (*copy)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"{\"a\":2}"_s);
}

void UiTimelineTest::detailsLieBelowInSmallWindows()
{
    Stage stage({1024, 700}, true);
    stage.run();
    stage.view->setFocus();
    QVERIFY(!stage.panel().isVisible());
    Stage::press(Qt::Key_Return);
    QVERIFY(stage.panel().isVisible());
    QCOMPARE(stage.panel().width(), stage.view->width());
    QCOMPARE(stage.panel().height(), CallPanel::drawerHeight);
    Stage::press(Qt::Key_Escape);
    QVERIFY(!stage.panel().isVisible());
    QCOMPARE(QApplication::focusWidget(), &stage.tree());
}

void UiTimelineTest::everythingHasAName()
{
    Stage stage;
    stage.run();
    const auto widgets = focusable(*stage.view);
    QVERIFY(widgets.size() > 5);
    for (QWidget *widget : widgets) {
        QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
        QVERIFY2(!face->text(QAccessible::Name).isEmpty(), widget->metaObject()->className());
    }
}

void UiTimelineTest::marksLieOnRoundNumbers_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("span");
    QTest::addColumn<QList<int>>("marks");

    QTest::newRow("whole seconds") << 0 << 10'000
                                   << QList<int>{0, 1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 9000, 10'000};
    QTest::newRow("a piece") << 950 << 500
                             << QList<int>{950, 1000, 1050, 1100, 1150, 1200, 1250, 1300, 1350, 1400, 1450};
    QTest::newRow("minutes") << 0 << 100'000 << QList<int>{0,      10'000, 20'000, 30'000, 40'000, 50'000,
                                                           60'000, 70'000, 80'000, 90'000, 100'000};
    QTest::newRow("nothing") << 0 << 1 << QList<int>{0};
}

void UiTimelineTest::marksLieOnRoundNumbers()
{
    QFETCH(int, from);
    QFETCH(int, span);
    QFETCH(QList<int>, marks);

    QList<int> found;
    const auto all = TimelineAxis::marks({0, 720, Milliseconds(from), Milliseconds(span)}, 72);
    for (const Milliseconds mark : all)
        found.append(static_cast<int>(mark.count()));
    QCOMPARE(found, marks);
}

void UiTimelineTest::zoomKeepsWhatLiesUnderThePointer()
{
    const Milliseconds total(10'000);
    TimelineZoom zoom;
    zoom.zoom(4, Milliseconds(5000), total);
    QCOMPARE(zoom.span(total), Milliseconds(2500));
    QCOMPARE(zoom.from(total), Milliseconds(3750));
    zoom.zoom(0.25, Milliseconds(5000), total);
    QVERIFY(zoom.isWhole());
    QCOMPARE(zoom.from(total), Milliseconds(0));
    zoom.zoom(1e9, Milliseconds(0), total);
    QCOMPARE(zoom.factor(), TimelineZoom::most);
}

QTEST_MAIN(UiTimelineTest)
#include "tst_ui_timeline.moc"
