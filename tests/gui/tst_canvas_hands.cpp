// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Keys and hands on the canvas.

#include "CanvasStage.h"
#include "ui/canvas/HoverCard.h"
#include "ui/canvas/OverviewMap.h"
#include "viewmodel/ModelMime.h"

#include <QApplication>
#include <QDropEvent>
#include <QMenu>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include <algorithm>

using namespace tributary;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestCanvasHands : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { failOnWarnings(); }

    void keysWalkAndEdit_data();
    void keysWalkAndEdit();
    void asksForWhatItCannotDoItself();
    void tabAlwaysLeaves();
    void lettersDoNothingInFields();
    void spaceOpensThePaletteOnRelease();
    void spaceWithADragPans();
    void aClickSelects_data();
    void aClickSelects();
    void dragsAreOneStep_data();
    void dragsAreOneStep();
    void showsWhereADragWillEnd();
    void layersAreDraggedByTheirHeaders_data();
    void layersAreDraggedByTheirHeaders();
    void takesModels_data();
    void takesModels();
    void leavesOtherDropsToTheWindow();
    void escapeCancelsADrag();
    void lassoSelects();
    void aPortIntoEmptySpaceAsksForAModel();
    void aPortOntoAnAgentIncludesTheReference();
    void zoomsAtThePointer();
    void fitsUntilAPersonZooms();
    void showsTheMapOnlyWhenTheGraphDoesNotFit();
    void showsACardOnI();
    void theCardTellsOfTheLastAnswer();
    void findsAgents();
    void targetsSuitTheZoom_data();
    void targetsSuitTheZoom();
    void opensMenus_data();
    void opensMenus();
    void excludesReferencesFromTheMenu_data();
    void excludesReferencesFromTheMenu();
    void keepsThePlaceWhenTheFocusedAgentIsDeleted();
};

void TestCanvasHands::keysWalkAndEdit_data()
{
    QTest::addColumn<QString>("keys");
    QTest::addColumn<QString>("focus");
    QTest::addColumn<QString>("selected");
    QTest::addColumn<QString>("graph");
    const QString same = u"a b c | d e | s"_s;
    QTest::newRow("the first arrow begins") << u"Down"_s << u"a"_s << u"a"_s << same;
    QTest::newRow("arrows") << u"Down Down Right"_s << u"d"_s << u"d"_s << same;
    QTest::newRow("headers") << u"Down PgUp Right"_s << u"header 1"_s << QString() << same;
    QTest::newRow("home and end") << u"Down End Home End"_s << u"c"_s << u"c"_s << same;
    QTest::newRow("extends") << u"Down Ctrl+Shift+Down Ctrl+Shift+Down"_s << u"c"_s << u"a b c"_s << same;
    QTest::newRow("toggles") << u"Down Ctrl+Shift+Down Ctrl+Space"_s << u"b"_s << u"a"_s << same;
    QTest::newRow("moves in the column") << u"Down Shift+Down Shift+Down"_s << u"a"_s << u"a"_s << u"b c a | d e | s"_s;
    QTest::newRow("moves to the next layer") << u"Down Shift+Right"_s << u"a"_s << u"a"_s << u"b c | a d e | s"_s;
    QTest::newRow("mutes") << u"Down M"_s << u"a"_s << u"a"_s << u"a! b c | d e | s"_s;
    QTest::newRow("deletes, the next one is focused") << u"Down Down Del"_s << u"c"_s << u"c"_s << u"a c | d e | s"_s;
    QTest::newRow("duplicates") << u"Down D"_s << u"a2"_s << u"a2"_s << u"a a2 b c | d e | s"_s;
    QTest::newRow("bypasses") << u"Down PgUp Right Shift+M"_s << u"header 1"_s << QString() << u"a b c | -d e | s"_s;
    QTest::newRow("adds a layer") << u"Down L"_s << u"header 1"_s << QString() << u"a b c |  | d e | s"_s;
}

void TestCanvasHands::keysWalkAndEdit()
{
    QFETCH(QString, keys);
    CanvasStage stage(u"a b c | d e | s"_s);
    const QStringList words = keys.split(u' ');
    for (const QString &word : words)
        stage.press(word);
    QTEST(stage.focus(), "focus");
    QTEST(stage.selected(), "selected");
    QTEST(stage.graph(), "graph");
}

void TestCanvasHands::asksForWhatItCannotDoItself()
{
    CanvasStage stage(u"a b | s"_s);
    QSignalSpy models(&stage.editor, &GraphEditor::modelsWanted);
    QSignalSpy settings(&stage.editor, &GraphEditor::settingsWanted);
    QSignalSpy references(&stage.editor, &GraphEditor::referencesWanted);
    stage.press(u"Down"_s);
    stage.press(u"A"_s);
    QCOMPARE(models.size(), 1);
    stage.press(u"Return"_s);
    QCOMPARE(settings.size(), 1);
    stage.press(u"Right"_s);
    stage.press(u"X"_s);
    QCOMPARE(references.size(), 1);
}

void TestCanvasHands::tabAlwaysLeaves()
{
    CanvasStage stage(u"a b | s"_s);
    stage.press(u"Down"_s);
    QTest::keyClick(stage.canvas, Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), stage.after);
    QTest::keyClick(stage.after, Qt::Key_Backtab, Qt::ShiftModifier);
    QCOMPARE(QApplication::focusWidget(), stage.canvas);
    QCOMPARE(stage.focus(), u"a"_s);
    QTest::keyClick(stage.canvas, Qt::Key_Backtab, Qt::ShiftModifier);
    QCOMPARE(QApplication::focusWidget(), stage.before);
}

void TestCanvasHands::lettersDoNothingInFields()
{
    CanvasStage stage(u"a b | s"_s);
    stage.press(u"Down"_s);
    stage.after->setFocus();
    QTest::keyClicks(stage.after, u"mdalx"_s);
    QCOMPARE(stage.after->text(), u"mdalx"_s);
    QCOMPARE(stage.graph(), u"a b | s"_s);
}

void TestCanvasHands::spaceOpensThePaletteOnRelease()
{
    CanvasStage stage(u"a b | s"_s);
    QSignalSpy models(&stage.editor, &GraphEditor::modelsWanted);
    stage.press(u"Down"_s);
    QTest::keyPress(stage.canvas, Qt::Key_Space);
    QCOMPARE(models.size(), 0);
    QTest::keyRelease(stage.canvas, Qt::Key_Space);
    QCOMPARE(models.size(), 1);
    QCOMPARE(models.first().first().value<GraphEditor::ModelOrder>().place, (AgentPlace{0, 1}));
}

void TestCanvasHands::spaceWithADragPans()
{
    CanvasStage stage(u"a b c d e f | g h i j k l | s"_s, {500, 300});
    stage.canvas->setZoom(1);
    QSignalSpy models(&stage.editor, &GraphEditor::modelsWanted);
    const QPointF before = stage.canvas->mapToScene(QPoint());
    QTest::keyPress(stage.canvas, Qt::Key_Space);
    stage.drag({250, 150}, {200, 120});
    QTest::keyRelease(stage.canvas, Qt::Key_Space);
    const QPointF moved = stage.canvas->mapToScene(QPoint()) - before;
    QCOMPARE(moved, QPointF(50, 30));
    QCOMPARE(models.size(), 0);
}

void TestCanvasHands::aClickSelects_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
    QTest::addColumn<QString>("selected");
    const Qt::KeyboardModifiers none = Qt::NoModifier;
    QTest::newRow("one") << u"a"_s << u"b"_s << none << u"b"_s;
    QTest::newRow("adds with Ctrl") << u"a"_s << u"c"_s << Qt::KeyboardModifiers(Qt::ControlModifier) << u"a c"_s;
    QTest::newRow("takes out with Ctrl") << u"a"_s << u"a"_s << Qt::KeyboardModifiers(Qt::ControlModifier) << QString();
}

void TestCanvasHands::aClickSelects()
{
    QFETCH(QString, first);
    QFETCH(QString, second);
    QFETCH(Qt::KeyboardModifiers, modifiers);
    CanvasStage stage(u"a b c | s"_s);
    QTest::mouseClick(stage.canvas->viewport(), Qt::LeftButton, {}, stage.pointOf(first));
    QTest::mouseClick(stage.canvas->viewport(), Qt::LeftButton, modifiers, stage.pointOf(second));
    QTEST(stage.selected(), "selected");
}

void TestCanvasHands::dragsAreOneStep_data()
{
    QTest::addColumn<QString>("agent");
    QTest::addColumn<QPointF>("to");
    QTest::addColumn<QString>("graph");
    // Columns stand at 208 and 504 and 800, agents every 88 (tst_graph_layout).
    QTest::newRow("within the column") << u"a"_s << QPointF(300, 150) << u"b a c | d e | s"_s;
    QTest::newRow("to the end") << u"a"_s << QPointF(300, 250) << u"b c a | d e | s"_s;
    QTest::newRow("to another column") << u"c"_s << QPointF(600, 60) << u"a b | c d e | s"_s;
    QTest::newRow("into the gap") << u"c"_s << QPointF(460, -30) << u"a b | c | d e | s"_s;
    QTest::newRow("in front of all") << u"c"_s << QPointF(160, 20) << u"c | a b | d e | s"_s;
    QTest::newRow("where it was") << u"b"_s << QPointF(300, 110) << u"a b c | d e | s"_s;
    QTest::newRow("nowhere") << u"b"_s << QPointF(60, -30) << u"a b c | d e | s"_s;
}

void TestCanvasHands::dragsAreOneStep()
{
    QFETCH(QString, agent);
    QFETCH(QPointF, to);
    QFETCH(QString, graph);
    CanvasStage stage(u"a b c | d e | s"_s);
    const QString before = stage.graph();
    stage.drag(stage.pointOf(agent), stage.pointAt(to));
    QCOMPARE(stage.graph(), graph);
    QCOMPARE(stage.model.document().undoStack().count(), graph == before ? 0 : 1);
    stage.model.document().undoStack().undo();
    QCOMPARE(stage.graph(), before);
}

void TestCanvasHands::showsWhereADragWillEnd()
{
    CanvasStage stage(u"a b c | d e | s"_s);
    stage.press(u"Down"_s);
    const QImage before = stage.canvas->grab().toImage();
    const QColor accent = stage.application.themes.theme().colour(Colour::Accent);
    stage.drag(stage.pointOf(u"a"_s), stage.pointAt({600, 200}), true);
    const QImage during = stage.canvas->grab().toImage();
    QVERIFY(pixelsOf(during, accent) > pixelsOf(before, accent) + 200);
    QCOMPARE(stage.graph(), u"a b c | d e | s"_s);
}

void TestCanvasHands::layersAreDraggedByTheirHeaders_data()
{
    QTest::addColumn<QPointF>("from");
    QTest::addColumn<QPointF>("to");
    QTest::addColumn<QString>("graph");
    QTest::newRow("to the right") << QPointF(260, -20) << QPointF(760, 60) << u"d e | a b c | s"_s;
    QTest::newRow("to the left") << QPointF(560, -20) << QPointF(170, 60) << u"d e | a b c | s"_s;
    QTest::newRow("behind the last one") << QPointF(260, -20) << QPointF(1030, 60) << u"d e | s | a b c"_s;
    QTest::newRow("a little") << QPointF(560, -20) << QPointF(590, 40) << u"a b c | d e | s"_s;
}

void TestCanvasHands::layersAreDraggedByTheirHeaders()
{
    QFETCH(QPointF, from);
    QFETCH(QPointF, to);
    QFETCH(QString, graph);
    CanvasStage stage(u"a b c | d e | s"_s);
    const QString before = stage.graph();
    stage.drag(stage.pointAt(from), stage.pointAt(to), true);
    QCOMPARE(stage.graph(), before);
    stage.press(u"Esc"_s);
    QTest::mouseRelease(stage.canvas->viewport(), Qt::LeftButton, {}, stage.pointAt(to));
    QCOMPARE(stage.graph(), before);
    stage.drag(stage.pointAt(from), stage.pointAt(to));
    QCOMPARE(stage.graph(), graph);
    QCOMPARE(stage.model.document().undoStack().count(), graph == before ? 0 : 1);
}

void TestCanvasHands::takesModels_data()
{
    QTest::addColumn<QString>("graph");
    QTest::addColumn<QPointF>("at");
    QTest::addColumn<QString>("result");
    QTest::newRow("into a column") << u"a b | s"_s << QPointF(300, 90) << u"a c b | s"_s;
    QTest::newRow("onto an agent, below its middle") << u"a b | s"_s << QPointF(300, 60) << u"a c b | s"_s;
    QTest::newRow("to the end") << u"a b | s"_s << QPointF(300, 165) << u"a b c | s"_s;
    QTest::newRow("into a gap") << u"a b | s"_s << QPointF(460, 20) << u"a b | c | s"_s;
    QTest::newRow("onto a rail") << u"a b | d e | s"_s << QPointF(460, 80) << u"a b | c | d e | s"_s;
    QTest::newRow("into a graph without layers") << QString() << QPointF(10, 10) << u"a"_s;
    QTest::newRow("beside everything") << u"a b | s"_s << QPointF(60, -30) << u"a b | s"_s;
}

void TestCanvasHands::takesModels()
{
    QFETCH(QString, graph);
    QFETCH(QPointF, at);
    QFETCH(QString, result);
    CanvasStage stage(graph);
    QWidget *on = stage.canvas->viewport();
    const std::unique_ptr<QMimeData> data = modelMimeData({{u"test"_s}, u"z"_s});
    const QPoint point = stage.pointAt(at);
    QDragEnterEvent enter(point, Qt::CopyAction, data.get(), Qt::LeftButton, {});
    QApplication::sendEvent(on, &enter);
    QVERIFY(enter.isAccepted());
    QDragMoveEvent move(point, Qt::CopyAction, data.get(), Qt::LeftButton, {});
    QApplication::sendEvent(on, &move);
    QCOMPARE(move.isAccepted(), result != graph);
    QDropEvent drop(point, Qt::CopyAction, data.get(), Qt::LeftButton, {});
    QApplication::sendEvent(on, &drop);
    QCOMPARE(stage.graph(), result);
    if (result == graph)
        return;
    QCOMPARE(stage.model.document().find({stage.focus()})->model.model, u"z"_s);
    QVERIFY(stage.canvas->hasFocus());
    QCOMPARE(stage.model.document().undoStack().count(), 1);
    stage.model.document().undoStack().undo();
    QCOMPARE(stage.graph(), graph);
}

void TestCanvasHands::leavesOtherDropsToTheWindow()
{
    CanvasStage stage(u"a b | s"_s);
    QMimeData data;
    data.setUrls({QUrl(u"file:///tmp/other.moagraph"_s)});
    QDragEnterEvent enter(stage.pointOf(u"a"_s), Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(stage.canvas->viewport(), &enter);
    QVERIFY(!enter.isAccepted());
    data.setData(modelMimeType, "no model");
    QApplication::sendEvent(stage.canvas->viewport(), &enter);
    QVERIFY(!enter.isAccepted());
}

void TestCanvasHands::escapeCancelsADrag()
{
    CanvasStage stage(u"a b c | d e | s"_s);
    const QPoint end = stage.pointAt({600, 200});
    stage.drag(stage.pointOf(u"a"_s), end, true);
    stage.press(u"Esc"_s);
    QTest::mouseRelease(stage.canvas->viewport(), Qt::LeftButton, {}, end);
    QCOMPARE(stage.graph(), u"a b c | d e | s"_s);
    QCOMPARE(stage.model.document().undoStack().count(), 0);
}

void TestCanvasHands::lassoSelects()
{
    CanvasStage stage(u"a b c | d e | s"_s);
    stage.drag(stage.pointAt({180, -30}), stage.pointAt({300, 120}));
    QCOMPARE(stage.selected(), u"a b"_s);
    QTest::mouseClick(stage.canvas->viewport(), Qt::LeftButton, {}, stage.pointAt({60, -20}));
    QCOMPARE(stage.selected(), QString());
    QCOMPARE(stage.focus(), u"nothing"_s);
}

void TestCanvasHands::aPortIntoEmptySpaceAsksForAModel()
{
    CanvasStage stage(u"a b | d e | s"_s);
    QSignalSpy models(&stage.editor, &GraphEditor::modelsWanted);
    stage.drag(stage.pointAt({416, 30}), stage.pointAt({470, 150}));
    QCOMPARE(models.size(), 1);
    QCOMPARE(models.first().first().value<GraphEditor::ModelOrder>().place, (AgentPlace{1, 2}));
}

void TestCanvasHands::aPortOntoAnAgentIncludesTheReference()
{
    CanvasStage stage(u"a b | d<b e | s"_s);
    stage.drag(stage.pointAt({416, 30}), stage.pointOf(u"d"_s));
    QCOMPARE(stage.model.document().undoStack().count(), 1);
    const Agent *reader = stage.model.document().find({u"d"_s});
    QVERIFY(!reader->references || reader->references->contains(AgentId{u"a"_s}));
}

void TestCanvasHands::zoomsAtThePointer()
{
    CanvasStage stage(u"a b c d e f | g h i j k l | s"_s, {500, 300});
    stage.canvas->setZoom(0.8);
    const QPoint pointer(300, 150);
    const QPointF under = stage.canvas->mapToScene(pointer);
    QWheelEvent wheel(pointer, stage.canvas->viewport()->mapToGlobal(pointer), {}, {0, 120}, {}, Qt::ControlModifier,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(stage.canvas->viewport(), &wheel);
    QCOMPARE(stage.canvas->zoom(), 0.96);
    const QPointF now = stage.canvas->mapToScene(pointer);
    QVERIFY2(QLineF(under, now).length() < 2, qPrintable(u"%1 %2"_s.arg(now.x()).arg(now.y())));
}

void TestCanvasHands::fitsUntilAPersonZooms()
{
    CanvasStage stage(u"a b c d e f | g h i j k l | s"_s);
    // MoA 6x3 beside the side panel of a window of 1440 (ux.md, section 3.3).
    QCOMPARE(qRound(stage.canvas->zoom() * 100), 99);
    stage.canvas->setFixedSize(976, 574);
    QCoreApplication::sendPostedEvents();
    QCOMPARE(qRound(stage.canvas->zoom() * 100), 92);
    stage.press(u"0"_s);
    QCOMPARE(stage.canvas->zoom(), 1.0);
    stage.canvas->setFixedSize(800, 400);
    QCOMPARE(stage.canvas->zoom(), 1.0);
    stage.press(u"F"_s);
    QVERIFY(stage.canvas->zoom() < 0.8);
    stage.press(u"+"_s);
    QVERIFY(stage.canvas->zoom() > 0.7);
    for (int i = 0; i < 40; ++i)
        stage.press(u"-"_s);
    QCOMPARE(stage.canvas->zoom(), GraphCanvas::smallestZoom);
}

void TestCanvasHands::showsTheMapOnlyWhenTheGraphDoesNotFit()
{
    CanvasStage stage(u"a b c d e f | g h i j k l | s"_s);
    auto *map = stage.canvas->findChild<OverviewMap *>();
    QVERIFY(!map->isVisible());
    stage.canvas->setZoom(2);
    QVERIFY(map->isVisible());
    QCOMPARE(map->size(), QSize(160, 100));
    const QPointF before = stage.canvas->mapToScene(QPoint());
    QTest::mouseClick(map, Qt::LeftButton, {}, QPoint(150, 90));
    QVERIFY(stage.canvas->mapToScene(QPoint()).x() > before.x());
    // Whatever the room leaves of a pixel.
    for (int height = 400; height < 420; ++height) {
        stage.canvas->setFixedSize(960, height);
        stage.canvas->fit();
        QCoreApplication::sendPostedEvents();
        QVERIFY2(!map->isVisible(), qPrintable(QString::number(height)));
    }
}

void TestCanvasHands::showsACardOnI()
{
    CanvasStage stage(u"a b | s"_s);
    auto *card = stage.canvas->findChild<HoverCard *>();
    stage.press(u"I"_s);
    QVERIFY(!card->isVisible());
    stage.press(u"Down"_s);
    stage.press(u"I"_s);
    QVERIFY(card->isVisible());
    QVERIFY(stage.canvas->rect().contains(card->geometry()));
    stage.press(u"Esc"_s);
    QVERIFY(!card->isVisible());
    // Or when the pointer rests on an agent.
    QTest::mouseMove(stage.canvas->viewport(), stage.pointOf(u"b"_s));
    QTRY_VERIFY(card->isVisible());
}

void TestCanvasHands::theCardTellsOfTheLastAnswer()
{
    CanvasStage stage(u"a b | s"_s);
    const QString river = u"The Nile is the longest river of the world"_s;
    stage.setScript(u"a"_s, u"+100 \"%1\" ok in=10 out=9"_s.arg(river));
    stage.setScript(u"b"_s, u"+100 \"Ask a geographer about Amazonian tributaries instead\" ok in=10 out=9"_s);
    stage.setScript(u"s"_s, u"+100 \"%1\" ok in=30 out=9"_s.arg(river));
    stage.run(2s);
    auto *card = stage.canvas->findChild<HoverCard *>();
    stage.press(u"Down"_s);
    stage.press(u"I"_s);
    QVERIFY2(card->text().contains(u"9 tokens · $0"_s), qPrintable(card->text()));
    QVERIFY(card->text().contains(river));
    QVERIFY(!card->text().contains(u"used"_s));
    stage.press(u"I"_s);
    stage.model.analysis().request();
    QTRY_COMPARE(stage.model.analysis().state(), AnalysisPresenter::State::Ready);
    QSignalSpy announced(&stage.editor, &GraphEditor::announced);
    stage.press(u"I"_s);
    QVERIFY2(card->text().contains(u"Answer used 100 %"_s), qPrintable(card->text()));
    QCOMPARE(announced.size(), 1);
    QCOMPARE(announced.first().first().toString(), card->text());
    // Another model has not answered yet.
    stage.model.document().setModel({u"a"_s}, {{u"test"_s}, u"z"_s});
    stage.press(u"I"_s);
    stage.press(u"I"_s);
    QVERIFY2(!card->text().contains(u"used"_s), qPrintable(card->text()));
}

void TestCanvasHands::findsAgents()
{
    CanvasStage stage(u"a b | x bb | s"_s);
    stage.press(u"/"_s);
    QWidget *field = QApplication::focusWidget();
    QCOMPARE(field->accessibleName(), u"Find agent"_s);
    QTest::keyClicks(field, u"b"_s);
    // By letter or by a part of the name: both agents of the letter B, one of them named so.
    QCOMPARE(stage.focus(), u"b"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(stage.focus(), u"bb"_s);
    QTest::keyClick(field, Qt::Key_Escape);
    QCOMPARE(QApplication::focusWidget(), stage.canvas);
    QVERIFY(!field->isVisible());
    QCOMPARE(stage.focus(), u"bb"_s);
}

void TestCanvasHands::targetsSuitTheZoom_data()
{
    QTest::addColumn<QPointF>("at");
    QTest::addColumn<double>("zoom");
    QTest::addColumn<CanvasTarget::Kind>("kind");
    using Kind = CanvasTarget::Kind;
    // The first agent is at (208, 0), 208 x 72; its port at its right edge.
    const QPointF port(416, 36);
    QTest::newRow("24 px around a port") << port + QPointF(11, 11) << 1.0 << Kind::OutPort;
    QTest::newRow("no more than that") << port - QPointF(13, 0) << 1.0 << Kind::Agent;
    QTest::newRow("as much on the screen") << port - QPointF(18, 0) << 0.65 << Kind::OutPort;
    QTest::newRow("never most of the node") << port - QPointF(24, 0) << 0.25 << Kind::Agent;
    QTest::newRow("the menu") << QPointF(400, 18) << 1.0 << Kind::AgentMenu;
    QTest::newRow("no menu where none is drawn") << QPointF(392, 8) << 0.5 << Kind::Agent;
}

void TestCanvasHands::targetsSuitTheZoom()
{
    QFETCH(QPointF, at);
    QFETCH(double, zoom);
    CanvasStage stage(u"a b | s"_s);
    QTEST(targetAt(stage.canvas->picture(), at, zoom).kind, "kind");
}

void TestCanvasHands::opensMenus_data()
{
    QTest::addColumn<QPointF>("at");
    QTest::addColumn<QString>("focus");
    QTest::addColumn<QString>("entry");
    QTest::newRow("an agent") << QPointF(300, 120) << u"b"_s << u"Open settings"_s;
    QTest::newRow("a header") << QPointF(300, -20) << u"header 0"_s << u"Bypass layer"_s;
    QTest::newRow("the rail, about the layer that reads from it")
        << QPointF(460, 80) << u"header 1"_s << u"Shuffle order of references"_s;
    QTest::newRow("the graph") << QPointF(60, -30) << u"nothing"_s << u"Fit"_s;
}

void TestCanvasHands::opensMenus()
{
    QFETCH(QPointF, at);
    CanvasStage stage(u"a b | d e | s"_s);
    const QPoint where = stage.pointAt(at);
    QContextMenuEvent event(QContextMenuEvent::Mouse, where, stage.canvas->viewport()->mapToGlobal(where));
    QApplication::sendEvent(stage.canvas->viewport(), &event);
    QTEST(stage.focus(), "focus");
    QFETCH(QString, entry);
    auto *menu = stage.canvas->findChild<QMenu *>();
    QVERIFY(menu && menu->isVisible());
    const QList<QAction *> actions = menu->actions();
    QVERIFY(std::ranges::any_of(actions, [&](const QAction *action) { return action->text() == entry; }));
}

void TestCanvasHands::excludesReferencesFromTheMenu_data()
{
    QTest::addColumn<QString>("graph");
    QTest::addColumn<bool>("byKey");
    QTest::addColumn<QString>("reader");
    QTest::newRow("at the rail") << u"a b | d e | s"_s << false << u"d"_s;
    QTest::newRow("at the header, by key") << u"a b | d e | s"_s << true << u"d"_s;
    QTest::newRow("of the only reader") << u"a b | s"_s << true << u"s"_s;
}

void TestCanvasHands::excludesReferencesFromTheMenu()
{
    QFETCH(QString, graph);
    QFETCH(bool, byKey);
    QFETCH(QString, reader);
    CanvasStage stage(graph);
    const QPoint where = stage.pointAt({460, 80});
    stage.editor.selection().focusLayer(1);
    QContextMenuEvent event(byKey ? QContextMenuEvent::Keyboard : QContextMenuEvent::Mouse, where,
                            stage.canvas->viewport()->mapToGlobal(where));
    QApplication::sendEvent(stage.canvas->viewport(), &event);
    const QMenu *menu = stage.canvas->findChild<QMenu *>();
    const auto entry = [](const QMenu *in, const QString &text) {
        const QList<QAction *> actions = in->actions();
        return *std::ranges::find_if(actions, [&](const QAction *action) { return action->text().startsWith(text); });
    };
    const QMenu *exclusions = entry(menu, u"Exclude a reference"_s)->menu();
    const QMenu *sources = reader == "s"_L1 ? exclusions : entry(exclusions, u"A · "_s)->menu();
    QAction *source = entry(sources, u"B · "_s);
    QVERIFY(!source->isChecked());
    source->trigger();
    QCOMPARE(stage.model.document().find({reader})->references, (QList<AgentId>{{u"a"_s}}));
    QCOMPARE(stage.model.document().undoStack().count(), 1);
    // Back to all, also those that come later.
    source->trigger();
    QVERIFY(!stage.model.document().find({reader})->references);
}

void TestCanvasHands::keepsThePlaceWhenTheFocusedAgentIsDeleted()
{
    CanvasStage stage(u"a | d | s"_s);
    stage.press(u"Down"_s);
    stage.press(u"Right"_s);
    stage.press(u"Del"_s);
    QCOMPARE(stage.focus(), u"header 1"_s);
    stage.model.document().undoStack().undo();
    QCOMPARE(stage.graph(), u"a | d | s"_s);
}

QTEST_MAIN(TestCanvasHands)
#include "tst_canvas_hands.moc"
