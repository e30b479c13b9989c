// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What assistive technology is told of the canvas.

#include "CanvasStage.h"

#include <QAccessible>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

QAccessibleInterface *treeOf(const CanvasStage &stage)
{
    return QAccessible::queryAccessibleInterface(stage.canvas);
}

QString roleOf(const QAccessibleInterface &item)
{
    switch (item.role()) {
    case QAccessible::List:
        return u"List"_s;
    case QAccessible::ListItem:
        return u"ListItem"_s;
    default:
        return u"other"_s;
    }
}

/// The menu that has just opened; closes it, so that the next one is alone.
QMenu *openMenuOf(const CanvasStage &stage)
{
    const QList<QMenu *> menus = stage.canvas->findChildren<QMenu *>();
    for (QMenu *menu : menus) {
        if (menu->isVisible()) {
            menu->hide();
            return menu;
        }
    }
    return nullptr;
}

QStringList textsOf(const QMenu *menu)
{
    QStringList texts;
    const QList<QAction *> actions = menu ? menu->actions() : QList<QAction *>();
    for (const QAction *action : actions)
        texts.append(action->text());
    return texts;
}

/// One line an item, indented.
QStringList linesOf(QAccessibleInterface *item, int depth = 0)
{
    QStringList lines{QString(2 * depth, u' ') + roleOf(*item) + u' ' + item->text(QAccessible::Name)};
    for (int i = 0; i < item->childCount(); ++i)
        lines += linesOf(item->child(i), depth + 1);
    return lines;
}

} // namespace

class TestCanvasTree : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { failOnWarnings(); }

    void isAListOfLayersWithListsOfAgents();
    void saysWhatTheScreenShows();
    void rectanglesAreOnTheScreen();
    void knowsParentsAndPlaces();
    void tellsWhereTheKeyboardIs();
    void actionsDoWhatTheySay();
    void followsTheGraph();
    void hasWhatOpensOverTheGraph();
    void leavesNothingBehind();
};

void TestCanvasTree::isAListOfLayersWithListsOfAgents()
{
    const CanvasStage stage(u"a b c | s"_s);
    const QStringList expected{u"List Layer graph, 2 layers, 4 agents"_s,
                               u"  List Layer 1, 3 proposers"_s,
                               u"    ListItem A, a, proposer, 1 of 3 in layer 1"_s,
                               u"    ListItem B, b, proposer, 2 of 3 in layer 1"_s,
                               u"    ListItem C, c, proposer, 3 of 3 in layer 1"_s,
                               u"  List Layer 2, aggregator"_s,
                               u"    ListItem Aggregator, s"_s};
    const QStringList lines = linesOf(treeOf(stage));
    for (qsizetype i = 0; i < expected.size(); ++i)
        QCOMPARE(lines.value(i), expected.at(i));
    QCOMPARE(lines.size(), expected.size());
    const QString description = treeOf(stage)->child(0)->child(1)->text(QAccessible::Description);
    QCOMPARE(description, u"Receives: the prompt. Sends to: layer 2."_s);
}

void TestCanvasTree::saysWhatTheScreenShows()
{
    CanvasStage stage(u"a b c! | s"_s);
    stage.setScript(u"a"_s, u"+100 \"Hello there\" +90000 ok in=1 out=1"_s);
    stage.setScript(u"b"_s, u"+100 fail key-refused"_s);
    stage.run(Milliseconds(2000));
    QAccessibleInterface *layer = treeOf(stage)->child(0);
    for (int i = 0; i < layer->childCount(); ++i) {
        const AgentDisplay display =
            stage.editor.live().agent(stage.canvas->picture().layout.columns.at(0).agents.at(i).id);
        QAccessibleInterface *agent = layer->child(i);
        QCOMPARE(agent->text(QAccessible::Name), display.accessibleName);
        QCOMPARE(agent->state().busy != 0, display.busy);
        QCOMPARE(agent->state().invalid != 0, display.state == DisplayState::Failed);
        QVERIFY(!agent->state().disabled);
    }
    QVERIFY(layer->child(0)->state().busy);
    QVERIFY(layer->child(1)->state().invalid);
    QVERIFY2(layer->child(1)->text(QAccessible::Name).contains(u"failed"_s),
             qPrintable(layer->child(1)->text(QAccessible::Name)));
    QVERIFY(layer->child(2)->text(QAccessible::Name).contains(u"muted"_s));
}

void TestCanvasTree::rectanglesAreOnTheScreen()
{
    const CanvasStage stage(u"a b c d e f | g h i j k l | s"_s);
    const QRect seen(stage.canvas->viewport()->mapToGlobal(QPoint()), stage.canvas->viewport()->size());
    QAccessibleInterface *tree = treeOf(stage);
    for (int layer = 0; layer < tree->childCount(); ++layer) {
        QAccessibleInterface *list = tree->child(layer);
        for (int i = 0; i < list->childCount(); ++i) {
            const QRect rect = list->child(i)->rect();
            QVERIFY(seen.contains(rect));
            QVERIFY(list->rect().contains(rect));
            QCOMPARE(tree->childAt(rect.center().x(), rect.center().y()), list->child(i));
            QVERIFY(!list->child(i)->state().offscreen);
        }
    }
    stage.canvas->setZoom(3);
    QVERIFY(tree->child(2)->child(0)->state().offscreen || tree->child(0)->child(0)->state().offscreen);
}

void TestCanvasTree::knowsParentsAndPlaces()
{
    const CanvasStage stage(u"a b c | s"_s);
    QAccessibleInterface *tree = treeOf(stage);
    QAccessibleInterface *layer = tree->child(0);
    QAccessibleInterface *agent = layer->child(2);
    QCOMPARE(agent->parent(), layer);
    QCOMPARE(layer->parent(), tree);
    QCOMPARE(layer->indexOfChild(agent), 2);
    QCOMPARE(tree->indexOfChild(layer), 0);
    QCOMPARE(tree->indexOfChild(agent), -1);
    QCOMPARE(layer->child(7), nullptr);
    QCOMPARE(tree->child(2), nullptr);
    // One thing is always the same one.
    QCOMPARE(layer->child(2), agent);
}

void TestCanvasTree::tellsWhereTheKeyboardIs()
{
    CanvasStage stage(u"a b c | s"_s);
    QAccessibleInterface *tree = treeOf(stage);
    QCOMPARE(tree->focusChild(), tree);
    stage.press(u"Down"_s);
    stage.press(u"Down"_s);
    QAccessibleInterface *agent = tree->child(0)->child(1);
    QCOMPARE(tree->focusChild(), agent);
    QVERIFY(agent->state().focused);
    QVERIFY(agent->state().selected);
    QVERIFY(agent->state().focusable);
    QVERIFY(!tree->child(0)->child(0)->state().focused);
    stage.press(u"PgUp"_s);
    QCOMPARE(tree->focusChild(), tree->child(0));
    stage.after->setFocus();
    QVERIFY(!tree->child(0)->state().focused);
}

void TestCanvasTree::actionsDoWhatTheySay()
{
    CanvasStage stage(u"a b c | s"_s);
    stage.after->setFocus();
    QSignalSpy settings(&stage.editor, &GraphEditor::settingsWanted);
    QAccessibleInterface *agent = treeOf(stage)->child(0)->child(1);
    QAccessibleActionInterface *actions = agent->actionInterface();
    QVERIFY(actions);
    QCOMPARE(actions->actionNames(), (QStringList{QAccessibleActionInterface::setFocusAction(), u"open"_s, u"mute"_s,
                                                  QAccessibleActionInterface::showMenuAction()}));
    actions->doAction(QAccessibleActionInterface::setFocusAction());
    QCOMPARE(stage.focus(), u"b"_s);
    QVERIFY(stage.canvas->hasFocus());
    actions->doAction(u"open"_s);
    QCOMPARE(settings.size(), 1);
    actions->doAction(u"mute"_s);
    QCOMPARE(stage.graph(), u"a b! c | s"_s);
    actions->doAction(QAccessibleActionInterface::showMenuAction());
    QCOMPARE(textsOf(openMenuOf(stage)).value(0), u"Open settings"_s);
    treeOf(stage)->child(1)->actionInterface()->doAction(QAccessibleActionInterface::showMenuAction());
    QCOMPARE(stage.focus(), u"header 1"_s);
    QVERIFY(textsOf(openMenuOf(stage)).contains(u"Bypass layer"_s));
}

void TestCanvasTree::followsTheGraph()
{
    CanvasStage stage(u"a b c | s"_s);
    QAccessibleInterface *agent = treeOf(stage)->child(0)->child(1);
    QVERIFY(agent->isValid());
    stage.model.document().removeAgents({{u"b"_s}});
    QCOMPARE(treeOf(stage)->child(0)->childCount(), 2);
    QCOMPARE(treeOf(stage)->text(QAccessible::Name), u"Layer graph, 2 layers, 3 agents"_s);
    stage.model.document().undoStack().undo();
    QCOMPARE(treeOf(stage)->child(0)->child(1)->text(QAccessible::Name), u"B, b, proposer, 2 of 3 in layer 1"_s);
}

void TestCanvasTree::hasWhatOpensOverTheGraph()
{
    CanvasStage stage(u"a b | s"_s);
    QAccessibleInterface *tree = treeOf(stage);
    QCOMPARE(tree->childCount(), 2);
    stage.press(u"/"_s);
    QCOMPARE(tree->childCount(), 3);
    QAccessibleInterface *field = tree->child(2);
    QCOMPARE(field->text(QAccessible::Name), u"Find agent"_s);
    QCOMPARE(tree->indexOfChild(field), 2);
    QCOMPARE(field->parent(), tree);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QCOMPARE(tree->childCount(), 2);
    stage.press(u"Down"_s);
    stage.press(u"I"_s);
    QCOMPARE(tree->childCount(), 3);
    QVERIFY(tree->child(2)->childCount() > 0);
    QVERIFY(!tree->child(3));
}

void TestCanvasTree::leavesNothingBehind()
{
    QAccessible::Id id = 0;
    {
        const CanvasStage stage(u"a | s"_s);
        id = QAccessible::uniqueId(treeOf(stage)->child(0)->child(0));
        QVERIFY(QAccessible::accessibleInterface(id));
    }
    QCOMPARE(QAccessible::accessibleInterface(id), nullptr);
}

QTEST_MAIN(TestCanvasTree)
#include "tst_canvas_tree.moc"
