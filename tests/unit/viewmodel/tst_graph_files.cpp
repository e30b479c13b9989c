// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "Story.h"
#include "graph/GraphFile.h"
#include "support/FakeClock.h"
#include "support/ScriptedClient.h"
#include "viewmodel/AgentTexts.h"
#include "viewmodel/GraphFileWatch.h"
#include "viewmodel/OutlineModel.h"
#include "viewmodel/UserPresets.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

/// What stands around a graph: presets, its file, its tree, and what a run tells of its agents.
class GraphFilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void presetsAreKeptByName();
    void presetsSurviveStrangeNamesAndFiles();
    void changesFromOutsideAreNoticed();
    void ownWritingIsNoNews();
    void theOutlineFollowsTheGraph();
    void agentsTellWhatHappened();
};

void GraphFilesTest::presetsAreKeptByName()
{
    QTemporaryDir folder;
    UserPresets presets(folder.filePath(u"new/presets"_s));
    QSignalSpy changed(&presets, &UserPresets::changed);
    QVERIFY(presets.all().isEmpty());
    Graph graph = threePlusOne();
    graph.name = u"Mine"_s;
    QVERIFY(presets.keep(graph).has_value());
    graph.description = u"Second thoughts"_s;
    QVERIFY(presets.keep(graph).has_value());
    QCOMPARE(presets.all().size(), 1);
    QVERIFY(presets.find(u"Mine"_s) == graph);
    QVERIFY(presets.remove(u"Mine"_s).has_value());
    QVERIFY(!presets.remove(u"Mine"_s).has_value());
    QVERIFY(!presets.find(u"Mine"_s));
    QCOMPARE(changed.count(), 3);
}

void GraphFilesTest::presetsSurviveStrangeNamesAndFiles()
{
    QTemporaryDir folder;
    UserPresets presets(folder.path());
    Graph graph = threePlusOne();
    for (const QString &name : {u"../up"_s, u"a/b"_s, u"Größe: 5 %"_s}) {
        graph.name = name;
        QVERIFY(presets.keep(graph).has_value());
        QCOMPARE(presets.find(name)->name, name);
    }
    QFile broken(folder.filePath(u"broken.moagraph"_s));
    QVERIFY(broken.open(QFile::WriteOnly));
    broken.write("{");
    broken.close();
    QCOMPARE(presets.all().size(), 3);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 4);
    graph.name.clear();
    QVERIFY(!presets.keep(graph).has_value());
    QVERIFY(!UserPresets(QString()).keep(threePlusOne()).has_value());
}

void GraphFilesTest::changesFromOutsideAreNoticed()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"g.moagraph"_s);
    GraphDocument document;
    document.reset(threePlusOne());
    GraphFileWatch watch(document);
    QVERIFY(document.saveAs(path).has_value());
    QSignalSpy changed(&watch, &GraphFileWatch::changedOutside);
    QVERIFY(saveGraphFile(threeTwoOne(), path).has_value());
    QTRY_COMPARE(changed.count(), 1);
    // Told once, whatever the reader decides.
    watch.check();
    QCOMPARE(changed.count(), 1);
    QVERIFY(document.open(path).has_value());
    watch.check();
    QCOMPARE(changed.count(), 1);
    // Through a second file that takes the place of the first, as most editors write.
    QVERIFY(saveGraphFile(threePlusOne(), path).has_value());
    QTRY_COMPARE(changed.count(), 2);
}

void GraphFilesTest::ownWritingIsNoNews()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"g.moagraph"_s);
    GraphDocument document;
    document.reset(threePlusOne());
    GraphFileWatch watch(document);
    QSignalSpy changed(&watch, &GraphFileWatch::changedOutside);
    QVERIFY(document.saveAs(path).has_value());
    document.setMuted({{u"a"_s}}, true);
    QVERIFY(document.saveAs(path).has_value());
    watch.check();
    QVERIFY(QFile::remove(path));
    watch.check();
    QCOMPARE(changed.count(), 0);
}

namespace {

struct Desk
{
    FakeClock clock;
    ScriptedClient client{clock};
    QRandomGenerator random{1};
    RunViewModel model{{client, clock, random}};
    LiveGraph live{model};

    Desk()
    {
        model.setProviders(someProviders());
        model.document().reset(threePlusOne());
    }
};

} // namespace

void GraphFilesTest::theOutlineFollowsTheGraph()
{
    Desk desk;
    OutlineModel outline(desk.live);
    QAbstractItemModelTester tester(&outline, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy reset(&outline, &QAbstractItemModel::modelReset);
    QCOMPARE(outline.rowCount(), 2);
    const QModelIndex b = outline.indexOf({{u"b"_s}, -1});
    QCOMPARE(b.data().toString(), u"Agent B"_s);
    QCOMPARE(b.siblingAtColumn(OutlineModel::ModelColumn).data().toString(), u"beta"_s);
    QCOMPARE(b.parent().data().toString(), u"Layer 1 · 3 proposers"_s);
    desk.model.document().setMuted({{u"b"_s}}, true);
    QCOMPARE(reset.count(), 0);
    QCOMPARE(b.siblingAtColumn(OutlineModel::StateColumn).data().toString(), u"Muted"_s);
    desk.model.document().removeAgents({{u"a"_s}});
    QCOMPARE(reset.count(), 1);
    QCOMPARE(outline.item(outline.index(0, 0, outline.index(0, 0))).agent.value, u"b"_s);
    desk.model.document().addLayer(1);
    QCOMPARE(outline.rowCount(), 3);
    QCOMPARE(outline.rowCount(outline.index(1, 0)), 0);
    QVERIFY(!outline.indexOf({{u"a"_s}, -1}).isValid());
}

void GraphFilesTest::agentsTellWhatHappened()
{
    RunRecord record;
    record.graph = threePlusOne();
    record.events = tell(record.graph, u"run; a queue; 100 a start; 400 a text Hello; 900 a done; layer 0 1 3"_s);
    record.requests.append({{u"a"_s}, 1, {}, {}, R"({"messages":[{"role":"user","content":"Why?"}]})"});
    record.requests.append(
        {{u"b"_s}, 1, {}, {}, R"({"system":"Be brief.","messages":[{"role":"user","content":[{"text":"x"}]}]})"});
    QCOMPARE(promptSentTo(record, {u"a"_s}), u"[user]\nWhy?"_s);
    QCOMPARE(promptSentTo(record, {u"b"_s}), u"[system]\nBe brief.\n\n[user]\nx"_s);
    QVERIFY(promptSentTo(record, {u"c"_s}).isEmpty());
    const QStringList log = logOf(record, {u"a"_s}).split(u'\n');
    QCOMPARE(log.size(), 3);
    QVERIFY2(log.at(1).startsWith(u"0.1 s  Asked "_s) && log.at(1).endsWith(u", attempt 1"_s), qPrintable(log.at(1)));
    QVERIFY2(log.at(2).startsWith(u"0.9 s  Done · "_s), qPrintable(log.at(2)));
    QVERIFY(logOf(record, {u"c"_s}).isEmpty());
    QVERIFY(referencesReceivedBy(sceneOf(startOf(record), replay(record.events), {}), {u"a"_s}).isEmpty());
    record.events.append({Milliseconds(950), {u"s"_s}, 1, event::CallSkipped{SkipReason::NoReferences}});
    QVERIFY2(logOf(record, {u"s"_s}).contains(u"from layer 1"_s), qPrintable(logOf(record, {u"s"_s})));
}

QTEST_GUILESS_MAIN(GraphFilesTest)
#include "tst_graph_files.moc"
