// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "GuiFixture.h"
#include "HistoryStage.h"
#include "ui/common/DiffView.h"
#include "ui/common/MessageBar.h"
#include "ui/common/Toast.h"
#include "ui/history/ComparePage.h"
#include "ui/history/HistoryFilterPanel.h"
#include "ui/history/HistoryList.h"
#include "ui/history/HistoryListPane.h"
#include "ui/history/RunPreviewPane.h"
#include "ui/history/RunRowDelegate.h"
#include "ui/history/TagDialog.h"
#include "ui/run/AnswerCard.h"

#include <QAccessible>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 DaySeconds = 24 * 60 * 60;

RunId id(const QString &value)
{
    return RunId{value};
}

} // namespace

/// The History view on a real library, by mouse and by keyboard.
class UiHistoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void columnsHaveTheirWidths_data();
    void columnsHaveTheirWidths();
    void walksTheListByKeyboard();
    void starsByKeyAndByPointer();
    void trashIsUndone();
    void deletesForGoodOnlyWhenAsked();
    void searchNarrowsAndClears();
    void chipsAndPlacesFilter();
    void comparesTwo();
    void tagsSeveral();
    void asksTheWindow();
    void keepsTagsAndNoteInPlace();
    void keepsThePlaceWhenTheListGrows();
    void everythingHasAName();
    void filtersLieOverANarrowWindow();
    void readOnlySaysSo();
    void manyRunsScroll();

private:
    void addThree();

    HistoryList &list() { return *m_stage->view().findChild<HistoryList *>(); }

    std::unique_ptr<HistoryStage> m_stage;
};

void UiHistoryTest::init()
{
    failOnWarnings();
    m_stage = std::make_unique<HistoryStage>();
}

void UiHistoryTest::addThree()
{
    m_stage->kept().add(u"old"_s, u"Why is copper dear?"_s, -DaySeconds, u"Because of demand."_s);
    m_stage->kept().add(u"one"_s, u"Why is the sky blue?"_s, 10, u"Air scatters blue light most."_s);
    m_stage->kept().add(u"two"_s, u"Why is the sky blue?"_s, 20, u"Air scatters short waves most. Eyes see blue."_s);
}

void UiHistoryTest::columnsHaveTheirWidths_data()
{
    QTest::addColumn<QSize>("window");
    QTest::addColumn<int>("filters");
    QTest::addColumn<int>("list");
    QTest::newRow("wide") << QSize(1440, 900) << 240 << 440;
    QTest::newRow("medium") << QSize(1024, 700) << 0 << 380;
    QTest::newRow("narrow") << QSize(880, 600) << 0 << 320;
}

void UiHistoryTest::columnsHaveTheirWidths()
{
    QFETCH(QSize, window);
    m_stage = std::make_unique<HistoryStage>(window);
    addThree();
    m_stage->show();
    const auto *filters = m_stage->view().findChild<HistoryFilterPanel *>();
    QTEST(filters->isVisible() ? filters->width() : 0, "filters");
    QTEST(m_stage->view().findChild<HistoryListPane *>()->width(), "list");
    const int rest = window.width() - m_stage->view().findChild<RunPreviewPane *>()->width();
    QCOMPARE(rest, (filters->isVisible() ? 240 : 0) + m_stage->view().findChild<HistoryListPane *>()->width());
    QCOMPARE(list().visualRect(list().model()->index(0, 0)).height(), RunRowDelegate::dayHeight);
    QCOMPARE(list().visualRect(list().model()->index(1, 0)).height(), RunRowDelegate::runHeight);
}

void UiHistoryTest::walksTheListByKeyboard()
{
    addThree();
    m_stage->show();
    QVERIFY(list().hasFocus());
    QCOMPARE(m_stage->preview().summary().id, id(u"two"_s));
    HistoryStage::press(Qt::Key_Down);
    QCOMPARE(m_stage->preview().summary().id, id(u"one"_s));
    // Over the title of a day.
    HistoryStage::press(Qt::Key_Down);
    QCOMPARE(m_stage->preview().summary().id, id(u"old"_s));
    HistoryStage::press(Qt::Key_Home);
    QCOMPARE(m_stage->preview().summary().id, id(u"two"_s));
    HistoryStage::press(Qt::Key_End);
    QCOMPARE(m_stage->preview().summary().id, id(u"old"_s));
    HistoryStage::press(Qt::Key_Up, Qt::ShiftModifier);
    QCOMPARE(list().selectedRuns().size(), 2);
    QVERIFY(!m_stage->preview().hasRun());
    HistoryStage::press(Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(list().selectedRuns().size(), 3);
    HistoryStage::press(Qt::Key_Home);
    QSignalSpy opened(&m_stage->view(), &HistoryView::openRequested);
    HistoryStage::press(Qt::Key_Return);
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.constFirst().constFirst().value<RunId>(), id(u"two"_s));
}

void UiHistoryTest::starsByKeyAndByPointer()
{
    addThree();
    m_stage->show();
    HistoryStage::press(Qt::Key_S);
    QVERIFY(m_stage->kept().library().summary(id(u"two"_s))->starred);
    QVERIFY(m_stage->only<QToolButton>(u"Remove the star"_s)->isChecked());
    HistoryStage::press(Qt::Key_S);
    QVERIFY(!m_stage->kept().library().summary(id(u"two"_s))->starred);
    const QModelIndex other = list().model()->index(2, 0);
    QTest::mouseClick(list().viewport(), Qt::LeftButton, Qt::NoModifier,
                      RunRowDelegate::starRect(list().visualRect(other)).center());
    QVERIFY(m_stage->kept().library().summary(id(u"one"_s))->starred);
    // A press on the star selects nothing.
    QCOMPARE(m_stage->preview().summary().id, id(u"two"_s));
    m_stage->only<QToolButton>(u"Star this run"_s)->click();
    QVERIFY(m_stage->kept().library().summary(id(u"two"_s))->starred);
}

void UiHistoryTest::trashIsUndone()
{
    addThree();
    m_stage->show();
    HistoryStage::press(Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(list().selectedRuns().size(), 2);
    HistoryStage::press(Qt::Key_Delete);
    QCOMPARE(m_stage->listed(), u"Yesterday | Why is copper dear?"_s);
    // The next one takes their place, and the keyboard stays.
    QCOMPARE(m_stage->preview().summary().id, id(u"old"_s));
    QVERIFY(list().hasFocus());
    auto *toast = m_stage->view().findChild<Toast *>();
    QVERIFY(toast);
    QCOMPARE(toast->accessibleName(), u"2 runs moved to Trash."_s);
    toast->findChild<QToolButton *>()->click();
    QCOMPARE(m_stage->model().runs().runCount(), 3);
}

void UiHistoryTest::deletesForGoodOnlyWhenAsked()
{
    addThree();
    m_stage->show();
    HistoryStage::press(Qt::Key_Delete);
    m_stage->only<QToolButton>(u"Trash"_s)->click();
    QCOMPARE(m_stage->listed(), u"Today | Why is the sky blue?"_s);
    QVERIFY(m_stage->only<QPushButton>(u"Restore"_s)->isVisible());
    QVERIFY(!m_stage->only<QPushButton>(u"Open"_s)->isVisible());
    m_stage->dialogs().accepts = false;
    m_stage->only<QPushButton>(u"Empty Trash"_s)->click();
    QCOMPARE(m_stage->dialogs().asked.size(), 1);
    QVERIFY(m_stage->dialogs().asked.constFirst().dangerous);
    QVERIFY(m_stage->dialogs().asked.constFirst().text.contains(u"are lost"_s));
    QCOMPARE(m_stage->model().runs().runCount(), 1);
    m_stage->dialogs().accepts = true;
    m_stage->only<QPushButton>(u"Empty Trash"_s)->click();
    QCOMPARE(m_stage->model().runs().runCount(), 0);
    QVERIFY(!m_stage->kept().library().load(id(u"two"_s)));
    QCOMPARE(m_stage->model().emptiness().kind, HistoryVoid::Kind::TrashEmpty);
}

void UiHistoryTest::searchNarrowsAndClears()
{
    addThree();
    m_stage->show();
    m_stage->view().focusSearch();
    auto *field = m_stage->only<QLineEdit>(u"Search prompts and answers"_s);
    QVERIFY(field->hasFocus());
    QTest::keyClicks(field, u"demand"_s);
    m_stage->pass(HistoryViewModel::searchDelay);
    QCOMPARE(m_stage->listed(), u"Yesterday | Why is copper dear?"_s);
    QTest::keyClicks(field, u"zzz"_s);
    m_stage->pass(HistoryViewModel::searchDelay);
    QVERIFY(!list().isVisible());
    QPushButton *clear = nullptr;
    const auto buttons = m_stage->view().findChild<HistoryListPane *>()->findChildren<QPushButton *>();
    for (QPushButton *button : buttons)
        clear = button->isVisible() ? button : clear;
    QVERIFY(clear);
    QCOMPARE(clear->accessibleName(), u"Clear filters"_s);
    clear->click();
    QCOMPARE(m_stage->model().runs().runCount(), 3);
    QVERIFY(field->text().isEmpty());
    QVERIFY(field->hasFocus());
    HistoryStage::press(Qt::Key_Return);
    QVERIFY(list().hasFocus());
}

void UiHistoryTest::chipsAndPlacesFilter()
{
    addThree();
    m_stage->show();
    auto *starred = m_stage->only<QToolButton>(u"Starred"_s);
    starred->click();
    QVERIFY(m_stage->model().filter().starred);
    QCOMPARE(m_stage->model().runs().runCount(), 0);
    HistoryFilterPanel *panel = m_stage->view().findChild<HistoryFilterPanel *>();
    QPushButton *clear = panel->findChild<QPushButton *>();
    QVERIFY(clear->isEnabled());
    clear->click();
    QVERIFY(!starred->isChecked());
    QVERIFY(!clear->isEnabled());
    QCOMPARE(m_stage->model().runs().runCount(), 3);
}

void UiHistoryTest::comparesTwo()
{
    addThree();
    m_stage->show();
    HistoryStage::press(Qt::Key_Down, Qt::ShiftModifier);
    auto *compare = m_stage->only<QToolButton>(u"Compare"_s);
    QVERIFY(compare->isVisible() && compare->isEnabled());
    QSignalSpy said(&m_stage->view(), &HistoryView::announce);
    compare->click();
    auto *page = m_stage->view().findChild<ComparePage *>();
    QVERIFY(page->isVisible());
    // From the older to the newer one.
    QVERIFY2(page->diff().summary().contains(u"change"_s), qPrintable(page->diff().summary()));
    QCOMPARE(page->diff().currentChange(), -1);
    HistoryStage::press(Qt::Key_F7);
    QCOMPARE(page->diff().currentChange(), 0);
    QVERIFY2(said.constLast().constFirst().toString().contains(u"removed: blue light"_s),
             qPrintable(said.constLast().constFirst().toString()));
    HistoryStage::press(Qt::Key_F7, Qt::ShiftModifier);
    QCOMPARE(page->diff().currentChange(), int(page->diff().diff().changes.size()) - 1);
    HistoryStage::press(Qt::Key_Escape);
    QVERIFY(!page->isVisible());
    QVERIFY(list().hasFocus());
    QCOMPARE(list().selectedRuns().size(), 2);
}

void UiHistoryTest::tagsSeveral()
{
    addThree();
    m_stage->show();
    HistoryStage::press(Qt::Key_A, Qt::ControlModifier);
    m_stage->only<QToolButton>(u"Tag"_s)->click();
    auto *dialog = m_stage->view().findChild<TagDialog *>();
    QVERIFY(dialog);
    dialog->findChild<QLineEdit *>()->setText(u"talk, draft"_s);
    QTest::keyClick(dialog->findChild<QLineEdit *>(), Qt::Key_Return);
    const QStringList expected{u"draft"_s, u"talk"_s};
    for (const QString &run : {u"old"_s, u"one"_s, u"two"_s})
        QCOMPARE(m_stage->kept().library().summary(id(run))->tags, expected);
}

void UiHistoryTest::asksTheWindow()
{
    addThree();
    m_stage->show();
    QSignalSpy again(&m_stage->view(), &HistoryView::runAgainRequested);
    QSignalSpy graph(&m_stage->view(), &HistoryView::useGraphRequested);
    QSignalSpy exported(&m_stage->view(), &HistoryView::exportRequested);
    m_stage->only<QPushButton>(u"Run again"_s)->click();
    m_stage->only<QPushButton>(u"Use this graph"_s)->click();
    QCOMPARE(again.size(), 1);
    QCOMPARE(graph.size(), 1);
    HistoryStage::press(Qt::Key_A, Qt::ControlModifier);
    m_stage->only<QToolButton>(u"Export"_s)->click();
    QCOMPARE(exported.constFirst().constFirst().value<QList<RunId>>().size(), 3);
    QVERIFY(!m_stage->only<QPushButton>(u"Resume"_s)->isVisible());
}

void UiHistoryTest::keepsTagsAndNoteInPlace()
{
    addThree();
    m_stage->show();
    auto *tags = m_stage->only<QLineEdit>(u"Tags"_s);
    auto *note = m_stage->only<QLineEdit>(u"Note"_s);
    tags->setFocus();
    QTest::keyClicks(tags, u"physics, physics, school"_s);
    note->setFocus();
    QTest::keyClicks(note, u"for Monday"_s);
    QTest::keyClick(note, Qt::Key_Return);
    const RunSummary run = *m_stage->kept().library().summary(id(u"two"_s));
    QCOMPARE(run.tags, (QStringList{u"physics"_s, u"school"_s}));
    QCOMPARE(run.note, u"for Monday"_s);
    HistoryStage::press(Qt::Key_Tab);
    list().setFocus();
    HistoryStage::press(Qt::Key_Down);
    QVERIFY(note->text().isEmpty());
}

void UiHistoryTest::keepsThePlaceWhenTheListGrows()
{
    addThree();
    m_stage->show();
    HistoryStage::press(Qt::Key_Down);
    QCOMPARE(m_stage->preview().summary().id, id(u"one"_s));
    m_stage->kept().add(u"new"_s, u"What is new?"_s, 30);
    QTRY_VERIFY(m_stage->kept().clock().armedAlarms() > 0);
    m_stage->pass(HistoryViewModel::followInterval);
    QCOMPARE(m_stage->model().runs().runCount(), 4);
    QCOMPARE(m_stage->preview().summary().id, id(u"one"_s));
    QCOMPARE(list().currentIndex().row(), 3);
}

void UiHistoryTest::everythingHasAName()
{
    addThree();
    m_stage->show();
    const QList<QWidget *> stops = focusable(m_stage->view());
    QVERIFY(stops.size() > 15);
    for (const QWidget *widget : stops) {
        QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
        const QString name = interface->text(QAccessible::Name);
        QVERIFY2(!name.isEmpty(),
                 qPrintable(u"%1 in %2"_s.arg(QLatin1StringView(widget->metaObject()->className()),
                                              QLatin1StringView(widget->parent()->metaObject()->className()))));
    }
    QAccessibleInterface *rows = QAccessible::queryAccessibleInterface(&list());
    QCOMPARE(rows->text(QAccessible::Name), u"Runs"_s);
    QCOMPARE(rows->child(0)->text(QAccessible::Name), u"Today"_s);
    QVERIFY(rows->child(1)->text(QAccessible::Name).startsWith(u"Why is the sky blue?, 1 failed, "_s));
}

void UiHistoryTest::filtersLieOverANarrowWindow()
{
    m_stage = std::make_unique<HistoryStage>(QSize(1024, 700));
    addThree();
    m_stage->show();
    auto *panel = m_stage->view().findChild<HistoryFilterPanel *>();
    auto *pane = m_stage->view().findChild<HistoryListPane *>();
    QVERIFY(!panel->isVisible());
    const int before = pane->width();
    pane->filterButton().click();
    QVERIFY(panel->isVisible());
    QCOMPARE(pane->width(), before);
    QVERIFY(panel->isAncestorOf(QApplication::focusWidget()));
    m_stage->only<QToolButton>(u"Starred"_s)->click();
    QCOMPARE(pane->filterButton().text(), u"Filters (1)"_s);
    QTest::keyClick(panel, Qt::Key_Escape);
    QVERIFY(!panel->isVisible());
}

void UiHistoryTest::readOnlySaysSo()
{
    addThree();
    m_stage->kept().reopen(Library::Mode::ReadOnly);
    m_stage->show();
    QVERIFY(!m_stage->only<QToolButton>(u"Star this run"_s)->isEnabled());
    QVERIFY(!m_stage->only<QToolButton>(u"Star this run"_s)->toolTip().isEmpty());
    QVERIFY(m_stage->only<QLineEdit>(u"Note"_s)->isReadOnly());
    HistoryStage::press(Qt::Key_Delete);
    QCOMPARE(m_stage->model().runs().runCount(), 3);
    const QList<Notice> notices = m_stage->view().findChild<MessageStack *>()->notices();
    QCOMPARE(notices.size(), 1);
    QVERIFY(notices.constFirst().text.contains(u"can only be read"_s));
}

/// The times are printed; what is held is only that scrolling does not read the whole list.
void UiHistoryTest::manyRunsScroll()
{
    constexpr int Runs = 500;
    for (int i = 0; i < Runs; ++i)
        m_stage->kept().add(u"run%1"_s.arg(i), u"Question %1 of many"_s.arg(i), i * 600 - Runs * 600LL);
    QElapsedTimer timer;
    timer.start();
    m_stage->show();
    list().viewport()->grab();
    const qint64 first = timer.restart();
    QScrollBar *bar = list().verticalScrollBar();
    constexpr int Steps = 100;
    for (int i = 0; i <= Steps; ++i) {
        bar->setValue(bar->maximum() * i / Steps);
        list().viewport()->grab();
    }
    qInfo("first painted after %lld ms, %lld ms per jump", first, timer.elapsed() / Steps);
    QCOMPARE(m_stage->model().runs().runCount(), Runs);
    QVERIFY(first < 10'000 && timer.elapsed() / Steps < 1'000);
}

QTEST_MAIN(UiHistoryTest)
#include "tst_ui_history.moc"
