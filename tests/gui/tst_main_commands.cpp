// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "WindowFrame.h"
#include "ui/main/Rail.h"

#include <QMenuBar>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using namespace tributary;

namespace {

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

class TestMainCommands : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { failOnWarnings(); }

    void onlyOfferedCommandsAreShown();
    void everyCommandHasItsKeys_data();
    void everyCommandHasItsKeys();
    void noKeyIsGivenTwice();
    void menuRolesAreExplicit();
    void paletteFindsAndTriggers();
    void viewBringsItsCommands();
    void shortcutListShowsKeys();
    void escapeClosesThePaletteAndGivesTheFocusBack();
    void graphMenuOffersChoices();
    void editCommandsReachTheFocusedField();
    void aboutQtNamesItsVersion();
};

void TestMainCommands::onlyOfferedCommandsAreShown()
{
    WindowFrame frame;
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

void TestMainCommands::everyCommandHasItsKeys_data()
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

void TestMainCommands::everyCommandHasItsKeys()
{
    QFETCH(ActionId, id);
    QFETCH(QString, keys);
    const WindowFrame frame;
    const QAction &action = frame.window->actions().action(id);
    const QStringList expected = keys.split(u' ');
    for (const QString &key : expected)
        QVERIFY2(action.shortcuts().contains(QKeySequence(key)), qPrintable(key));
    const QString first = action.shortcut().toString(QKeySequence::NativeText);
    QVERIFY(action.toolTip().endsWith(u"(%1)"_s.arg(first)));
}

void TestMainCommands::noKeyIsGivenTwice()
{
    const WindowFrame frame;
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

void TestMainCommands::menuRolesAreExplicit()
{
    WindowFrame frame;
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

void TestMainCommands::paletteFindsAndTriggers()
{
    WindowFrame frame;
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

void TestMainCommands::viewBringsItsCommands()
{
    WindowFrame frame;
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

void TestMainCommands::shortcutListShowsKeys()
{
    WindowFrame frame;
    frame.window->actions().action(ActionId::ShortcutList).trigger();
    QDialog *list = frame.dialog();
    QVERIFY(list);
    QVERIFY(shownRows(*list).contains(u"Go to History"_s));
    QVERIFY(!shownRows(*list).contains(u"Dark theme"_s));
    QTest::keyClicks(list->findChild<QLineEdit *>(), u"f6"_s);
    QCOMPARE(shownRows(*list), (QStringList{u"Next region"_s, u"Previous region"_s}));
}

void TestMainCommands::escapeClosesThePaletteAndGivesTheFocusBack()
{
    WindowFrame frame;
    QVERIFY(QTest::qWaitForWindowActive(&*frame.window));
    frame.field(u"Run"_s)->setFocus();
    QTest::keyClick(&*frame.window, Qt::Key_K, Qt::ControlModifier);
    QTest::keyClick(frame.dialog()->findChild<QLineEdit *>(), Qt::Key_Escape);
    QTRY_VERIFY(!frame.dialog());
    QTRY_VERIFY(frame.field(u"Run"_s)->hasFocus());
}

void TestMainCommands::graphMenuOffersChoices()
{
    WindowFrame frame;
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

void TestMainCommands::editCommandsReachTheFocusedField()
{
    WindowFrame frame;
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

void TestMainCommands::aboutQtNamesItsVersion()
{
    WindowFrame frame;
    frame.window->actions().action(ActionId::AboutQt).trigger();
    QCOMPARE(frame.dialogs.told.size(), 1);
    QVERIFY(frame.dialogs.told.first().text.contains(QString::fromLatin1(qVersion())));
    frame.window->actions().action(ActionId::About).trigger();
    QVERIFY(frame.dialog());
    QVERIFY(frame.dialog()->findChild<QPlainTextEdit *>()->toPlainText().contains(u"ISC License"_s));
    for (const QWidget *widget : focusable(*frame.dialog()))
        QVERIFY(widget->inherits("QPushButton") || !widget->accessibleName().isEmpty());
}

QTEST_MAIN(TestMainCommands)
#include "tst_main_commands.moc"
