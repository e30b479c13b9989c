// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "SmallDisk.h"
#include "WindowStage.h"
#include "graph/GraphFile.h"
#include "support/GraphNotation.h"
#include "ui/canvas/GraphCanvas.h"
#include "ui/common/MessageBar.h"

#include <QApplication>
#include <QDir>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFile>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

/// A graph of models that the demo has, so that nothing is wrong with it.
Graph demoGraph(const QString &name)
{
    Graph graph = notation::graph(u"x y | z"_s);
    graph.name = name;
    return graph;
}

bool dropOn(QWidget &widget, const QString &path)
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    data.setText(path);
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&widget, &enter);
    QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&widget, &drop);
    return enter.isAccepted() && drop.isAccepted();
}

QAction *entry(QMenu &menu, const QString &start)
{
    Q_EMIT menu.aboutToShow();
    const auto actions = menu.actions();
    for (QAction *action : actions) {
        if (action->text().startsWith(start))
            return action;
    }
    return nullptr;
}

} // namespace

/// Opening and saving graphs in the real window.
class FilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { failOnWarnings(); }

    void openingIsUndone();
    void changesAreSavedGivenUpOrKept();
    void theOpenFileIsNotReadAgainOverChanges();
    void newBeginsAnEmptyGraph();
    void aPresetBeginsAnotherDocument();
    void recentFilesAreOffered();
    void droppedGraphsAreOpenedAnywhere();
    void savingWhereNothingCanBeWritten();
    void aFullDiskLosesNothing();
    void unknownProvidersAskForAModel();
    void unreadableFilesLeaveTheGraph_data();
    void unreadableFilesLeaveTheGraph();
};

void FilesTest::openingIsUndone()
{
    WindowStage stage;
    QVERIFY(stage.show(u"graph"_s));
    const Graph before = stage.document().graph();
    const QString path = stage.path(u"mine.moagraph"_s);
    QVERIFY(saveGraphFile(demoGraph(u"Mine"_s), path));
    stage.dialogs.chosenPaths = {path};
    stage.action(ActionId::OpenGraph).trigger();
    QCOMPARE(stage.shape(), u"xy|z"_s);
    QVERIFY(stage.window->windowTitle().startsWith(u"mine.moagraph"_s));
    stage.action(ActionId::Undo).trigger();
    QVERIFY(stage.document().graph() == before);
    QVERIFY(stage.document().filePath().isEmpty());
    QVERIFY(stage.dialogs.asked.isEmpty());
}

void FilesTest::changesAreSavedGivenUpOrKept()
{
    WindowStage stage;
    QVERIFY(stage.show(u"graph"_s));
    const QString mine = stage.path(u"mine.moagraph"_s);
    const QString other = stage.path(u"other.moagraph"_s);
    QVERIFY(saveGraphFile(demoGraph(u"Mine"_s), mine) && saveGraphFile(demoGraph(u"Other"_s), other));
    stage.runs->openFile(mine);
    stage.document().setGraphName(u"Changed"_s);
    QVERIFY(stage.window->isWindowModified());

    stage.dialogs.reply = Reply::Decline;
    stage.runs->openFile(other);
    QCOMPARE(stage.dialogs.asked.constLast().title, u"Save changes to mine.moagraph?"_s);
    QCOMPARE(stage.document().graph().name, u"Changed"_s);

    stage.dialogs.reply = Reply::Other;
    stage.runs->openFile(other);
    QCOMPARE(stage.document().graph().name, u"Other"_s);
    QCOMPARE(loadGraphFile(mine)->name, u"Mine"_s);
    stage.action(ActionId::Undo).trigger();
    QCOMPARE(stage.document().graph().name, u"Changed"_s);
    QCOMPARE(stage.document().filePath(), mine);

    stage.dialogs.reply = Reply::Accept;
    stage.runs->openFile(other);
    QCOMPARE(stage.document().graph().name, u"Other"_s);
    QCOMPARE(loadGraphFile(mine)->name, u"Changed"_s);
}

void FilesTest::theOpenFileIsNotReadAgainOverChanges()
{
    WindowStage stage;
    QVERIFY(stage.show(u"graph"_s));
    const QString path = stage.path(u"mine.moagraph"_s);
    QVERIFY(saveGraphFile(demoGraph(u"Mine"_s), path));
    stage.runs->openFile(path);
    stage.document().setGraphName(u"Changed"_s);
    stage.runs->openFile(path);
    QCOMPARE(stage.document().graph().name, u"Changed"_s);
    QVERIFY(stage.dialogs.asked.isEmpty());
}

void FilesTest::newBeginsAnEmptyGraph()
{
    WindowStage stage;
    QVERIFY(stage.show(u"run"_s));
    const QString before = stage.shape();
    QTest::keyClick(stage.window.get(), Qt::Key_N, Qt::ControlModifier);
    QCOMPARE(stage.shape(), QString());
    QCOMPARE(stage.window->currentView(), u"graph"_s);
    QVERIFY(!stage.runs->model().session().canRun());
    stage.action(ActionId::Undo).trigger();
    QCOMPARE(stage.shape(), before);
}

void FilesTest::aPresetBeginsAnotherDocument()
{
    WindowStage stage;
    QVERIFY(stage.show(u"graph"_s));
    const QString path = stage.path(u"mine.moagraph"_s);
    QVERIFY(saveGraphFile(demoGraph(u"Mine"_s), path));
    stage.runs->openFile(path);
    QAction *preset = entry(*stage.window->newMenu(), u"Self-MoA"_s);
    QVERIFY(preset && stage.window->newMenu()->menuAction()->isVisible());
    preset->trigger();
    QCOMPARE(stage.document().graph().name, u"Self-MoA"_s);
    // Saving must not write it over the file that was open before.
    QVERIFY(stage.document().filePath().isEmpty());
}

void FilesTest::recentFilesAreOffered()
{
    WindowStage stage;
    QVERIFY(stage.show(u"graph"_s));
    QMenu &menu = *stage.window->recentMenu();
    QVERIFY(!menu.menuAction()->isEnabled());
    const QString gone = stage.path(u"gone.moagraph"_s);
    const QString path = stage.path(u"mine.moagraph"_s);
    QVERIFY(saveGraphFile(demoGraph(u"Gone"_s), gone));
    stage.runs->openFile(gone);
    QVERIFY(QFile::remove(gone));
    stage.dialogs.chosenPaths = {path};
    stage.action(ActionId::SaveGraph).trigger();
    QVERIFY(menu.menuAction()->isEnabled());
    stage.document().startFrom({}, u"Clear"_s);
    QVERIFY(!entry(menu, u"&2 gone"_s)->isEnabled());
    QVERIFY(entry(menu, u"&2 gone"_s)->toolTip().contains(u"no longer there"_s));
    QCOMPARE(entry(menu, u"&1 mine"_s)->toolTip(), path);
    entry(menu, u"&1 mine"_s)->trigger();
    QCOMPARE(stage.document().filePath(), path);
    entry(menu, u"&Remove missing"_s)->trigger();
    QVERIFY(!entry(menu, u"&2"_s) && !entry(menu, u"&Remove missing"_s));
    // The list is on the disk at once.
    QCOMPARE(JsonFile(stage.path(u"window.json"_s)).value(u"recentFiles"_s).toArray().size(), 1);
    entry(menu, u"&Clear"_s)->trigger();
    QVERIFY(!menu.menuAction()->isEnabled());
    stage.runs->files().setRecentKept(false);
    QVERIFY(!menu.menuAction()->isVisible());
}

void FilesTest::droppedGraphsAreOpenedAnywhere()
{
    WindowStage stage;
    QVERIFY(stage.show(u"graph"_s));
    const QString path = stage.path(u"mine.moagraph"_s);
    QVERIFY(saveGraphFile(demoGraph(u"Mine"_s), path));
    stage.graph->editor().selection().focusAgent(stage.document().graph().layers[0].agents[0].id);
    QList<QWidget *> places{stage.window.get(), stage.window->findChild<GraphCanvas *>()->viewport()};
    const auto fields = stage.window->findChildren<QPlainTextEdit *>();
    for (QPlainTextEdit *field : fields)
        places.append(field->viewport());
    places.append(stage.window->findChild<QLineEdit *>());
    QVERIFY(places.size() > 3);
    for (QWidget *place : std::as_const(places)) {
        const auto *field = qobject_cast<QPlainTextEdit *>(place->parentWidget());
        QVERIFY(dropOn(*place, path));
        QCOMPARE(stage.document().filePath(), path);
        QVERIFY(!field || !field->toPlainText().contains(path));
        stage.document().undoStack().undo();
        QVERIFY(stage.document().filePath().isEmpty());
    }
}

void FilesTest::savingWhereNothingCanBeWritten()
{
    WindowStage stage;
    QVERIFY(stage.show(u"graph"_s));
    // A folder that is a file takes nothing, whoever writes.
    QFile file(stage.path(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    stage.document().setGraphName(u"Changed"_s);
    stage.dialogs.chosenPaths = {stage.path(u"file/g.moagraph"_s)};
    stage.action(ActionId::SaveGraph).trigger();
    QVERIFY2(stage.messages().contains(u"g.moagraph cannot be written"_s), qPrintable(stage.messages()));
    QVERIFY(stage.messages().contains(u"Your changes are kept in this window."_s));
    QVERIFY(stage.document().isModified() && stage.document().filePath().isEmpty());
    // The message's button asks for another place.
    const QString path = stage.path(u"g.moagraph"_s);
    stage.dialogs.chosenPaths = {path};
    const QList<Notice> notices = stage.window->messages().notices();
    const auto save = std::ranges::find_if(notices, [](const Notice &notice) { return notice.id == u"save"_s; });
    QVERIFY(save != notices.end() && save->buttons.size() == 1);
    save->buttons.constFirst().press();
    QCOMPARE(loadGraphFile(path)->name, u"Changed"_s);
    QVERIFY(!stage.messages().contains(u"cannot be written"_s));
}

void FilesTest::aFullDiskLosesNothing()
{
    WindowStage stage;
    const SmallDisk disk(stage.path(u"small"_s));
    if (!disk.isMounted())
        QSKIP("needs the right to mount a small file system");
    QVERIFY(stage.show(u"graph"_s));
    const QString path = stage.path(u"small/g.moagraph"_s);
    QVERIFY(saveGraphFile(demoGraph(u"Before"_s), path));
    stage.runs->openFile(path);
    stage.document().setGraphName(u"After"_s);
    disk.fill();
    stage.action(ActionId::SaveGraphFile).trigger();
    QVERIFY2(stage.messages().contains(u"cannot be written"_s), qPrintable(stage.messages()));
    QCOMPARE(loadGraphFile(path)->name, u"Before"_s);
    QVERIFY(stage.document().hasUnsavedFile());
    disk.makeRoom();
    stage.action(ActionId::SaveGraphFile).trigger();
    QCOMPARE(loadGraphFile(path)->name, u"After"_s);
    QVERIFY(stage.messages().isEmpty() || !stage.messages().contains(u"cannot be written"_s));
}

void FilesTest::unknownProvidersAskForAModel()
{
    WindowStage stage;
    QVERIFY(stage.show(u"graph"_s));
    const QString path = stage.path(u"theirs.moagraph"_s);
    Graph graph = stage.document().graph();
    graph.layers[0].agents[0].model = *ModelRef::fromString(u"elsewhere/large"_s);
    QVERIFY(saveGraphFile(graph, path));
    stage.runs->openFile(path);
    const AgentId id = graph.layers.constFirst().agents.constFirst().id;
    QCOMPARE(stage.graph->editor().live().agent(id).stateText, u"Choose a model"_s);
    QVERIFY(!stage.action(ActionId::Run).isEnabled());
    QVERIFY2(stage.action(ActionId::Run).toolTip().contains(u"elsewhere"_s),
             qPrintable(stage.action(ActionId::Run).toolTip()));
}

void FilesTest::unreadableFilesLeaveTheGraph_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("says");
    QTest::newRow("empty") << QByteArray() << u"cannot be read"_s;
    QTest::newRow("no JSON") << QByteArray("{ \"format\": ") << u"cannot be read"_s;
    QTest::newRow("something else") << QByteArray("{\"format\": \"recipe\", \"version\": 1}") << u"cannot be read"_s;
    QTest::newRow("newer") << QByteArray(R"({"format": "tributary-graph", "version": 99, "layers": []})") << u"newer"_s;
}

void FilesTest::unreadableFilesLeaveTheGraph()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, says);
    WindowStage stage;
    QVERIFY(stage.show(u"graph"_s));
    QFile file(stage.path(u"theirs.moagraph"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    file.close();
    stage.document().setGraphName(u"Mine"_s);
    const Graph before = stage.document().graph();
    stage.runs->openFile(file.fileName());
    QVERIFY2(stage.messages().contains(says), qPrintable(stage.messages()));
    QVERIFY(stage.document().graph() == before);
    QVERIFY(stage.document().filePath().isEmpty());
    QVERIFY(stage.document().undoStack().canUndo());
}

QTEST_MAIN(FilesTest)
#include "tst_files.moc"
