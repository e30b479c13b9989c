// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "Story.h"
#include "graph/GraphFile.h"
#include "viewmodel/GraphDocument.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

class GraphDocumentTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void editsHaveNames_data();
    void editsHaveNames();
    void undoReturnsToTheStart_data();
    void undoReturnsToTheStart();
    void editsThatChangeNothingMakeNoStep();
    void oneGestureIsOneStep();
    void issuesFollowTheGraph();
    void modifiedMeansDifferentFromTheFile();
    void filesThatCannotBeRead();
    void anotherDocumentIsOneStep();
    void anOpenedGraphWithoutSoundIdsDiffersFromItsFile();
    void resetForgetsHistory();
};

namespace {

const AgentId a{u"a"_s};
const AgentId b{u"b"_s};
const AgentId s{u"s"_s};

ModelRef model(const QString &text)
{
    return ModelRef::fromString(text).value();
}

/// One edit chosen by chance, among them some of nothing and of nobody.
void editSomething(GraphDocument &document, QRandomGenerator &random)
{
    const QStringList names{u"a"_s, u"b"_s, u"c"_s, u"s"_s, u"nobody"_s};
    const AgentId id{names[random.bounded(int(names.size()))]};
    switch (random.bounded(9)) {
    case 0:
        return document.setModel(id, model(u"together/m%1"_s.arg(random.bounded(3))));
    case 1:
        return document.setMuted({id, a}, random.bounded(2) == 0);
    case 2:
        return document.setName(id, QString::number(random.bounded(3)));
    case 3:
        return document.setSystemPrompt(id, QString::number(random.bounded(5)), random.bounded(3));
    case 4:
        return document.setTemperature(id, random.bounded(3) / 2.0, random.bounded(3));
    case 5:
        return document.setMaxTokens(id, random.bounded(2) == 0 ? std::nullopt : std::optional(64), random.bounded(3));
    case 6:
        return document.setModels({{id, model(u"local/x"_s)}, {b, model(u"local/y"_s)}}, u"Change models"_s);
    case 7:
        return document.setBudget(random.bounded(3) / 10.0);
    default:
        return document.replaceGraph(random.bounded(4) == 0 ? threeTwoOne() : threePlusOne(), u"Load"_s);
    }
}

} // namespace

void GraphDocumentTest::editsHaveNames_data()
{
    using Edit = std::function<void(GraphDocument &)>;
    QTest::addColumn<Edit>("edit");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const Edit &edit, const QString &text) {
        QTest::newRow(name) << edit << text;
    };
    row(
        "model", [](auto &d) { d.setModel(b, model(u"x/y"_s)); }, u"Change model of B"_s);
    row(
        "aggregator's model", [](auto &d) { d.setModel(s, model(u"x/y"_s)); }, u"Change model of the aggregator"_s);
    row(
        "mute",
        [](auto &d) {
            d.setMuted({a, b}, true);
        },
        u"Mute A, B"_s);
    row(
        "name", [](auto &d) { d.setName(a, u"Critic"_s); }, u"Rename A"_s);
    row(
        "system prompt", [](auto &d) { d.setSystemPrompt(a, u"Be brief."_s); }, u"Change system prompt of A"_s);
    row(
        "temperature", [](auto &d) { d.setTemperature(a, 0.1); }, u"Change temperature of A"_s);
    row(
        "limit", [](auto &d) { d.setMaxTokens(a, std::nullopt); }, u"Change token limit of A"_s);
    row(
        "budget", [](auto &d) { d.setBudget(1.0); }, u"Change budget"_s);
    row(
        "graph", [](auto &d) { d.replaceGraph(threeTwoOne(), u"Load 3+2+1"_s); }, u"Load 3+2+1"_s);
}

void GraphDocumentTest::editsHaveNames()
{
    QFETCH(std::function<void(GraphDocument &)>, edit);
    QFETCH(QString, text);
    GraphDocument document;
    document.reset(threePlusOne());
    QSignalSpy changed(&document, &GraphDocument::changed);
    edit(document);
    QCOMPARE(document.undoStack().undoText(), text);
    QCOMPARE(changed.count(), 1);
    QVERIFY(document.graph() != threePlusOne());
    document.undoStack().undo();
    QVERIFY(document.graph() == threePlusOne());
    QCOMPARE(changed.count(), 2);
}

void GraphDocumentTest::undoReturnsToTheStart_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 20; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void GraphDocumentTest::undoReturnsToTheStart()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    GraphDocument document;
    document.reset(threePlusOne());
    for (int i = 0; i < 60; ++i) {
        editSomething(document, random);
        if (random.bounded(5) == 0)
            document.undoStack().undo();
    }
    const Graph end = document.graph();
    const int index = document.undoStack().index();
    document.undoStack().setIndex(0);
    QVERIFY(document.graph() == threePlusOne());
    document.undoStack().setIndex(index);
    QVERIFY(document.graph() == end);
}

void GraphDocumentTest::editsThatChangeNothingMakeNoStep()
{
    GraphDocument document;
    document.reset(threePlusOne());
    document.setModel(a, model(u"together/alpha"_s));
    document.setMuted({a, b}, false);
    document.setModel({u"nobody"_s}, model(u"x/y"_s));
    document.replaceGraph(threePlusOne(), u"Load"_s);
    document.setModels({}, u"Nothing"_s);
    QCOMPARE(document.undoStack().count(), 0);
}

void GraphDocumentTest::oneGestureIsOneStep()
{
    GraphDocument document;
    document.reset(threePlusOne());
    document.setTemperature(a, 0.1, 7);
    document.setTemperature(a, 0.2, 7);
    document.setTemperature(a, 0.3, 7);
    QCOMPARE(document.undoStack().count(), 1);
    document.setTemperature(a, 0.4, 8);
    document.setTemperature(b, 0.4, 8);
    QCOMPARE(document.undoStack().count(), 3);
    document.undoStack().setIndex(1);
    QCOMPARE(document.graph().layers[0].agents[0].sampling.temperature, 0.3);
    document.undoStack().undo();
    QVERIFY(document.graph() == threePlusOne());

    // A gesture that ends where it began leaves nothing to undo.
    document.setTemperature(a, 0.1, 9);
    document.setTemperature(a, 0.7, 9);
    QCOMPARE(document.undoStack().count(), 0);
}

void GraphDocumentTest::issuesFollowTheGraph()
{
    GraphDocument document;
    QVERIFY(hasErrors(document.issues()));
    document.reset(threePlusOne());
    QVERIFY(!hasErrors(document.issues()));

    QSignalSpy changed(&document, &GraphDocument::issuesChanged);
    document.setModel(b, model(u"together/unknown"_s));
    QVERIFY(!hasErrors(document.issues()));
    document.setLookup(someProviders().lookup());
    QVERIFY(hasErrors(document.issues()));
    QCOMPARE(document.issues().first().agent, b);
    QCOMPARE(changed.count(), 1);
    document.undoStack().undo();
    QVERIFY(!hasErrors(document.issues()));
}

void GraphDocumentTest::modifiedMeansDifferentFromTheFile()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"mine.moagraph"_s);
    GraphDocument document;
    document.reset(threePlusOne());
    QSignalSpy modified(&document, &GraphDocument::modifiedChanged);
    QVERIFY(!document.isModified());
    document.setModel(a, model(u"together/beta"_s));
    QVERIFY(document.isModified());
    QVERIFY(document.saveAs(path).has_value());
    QVERIFY(!document.isModified());
    QCOMPARE(document.filePath(), path);
    document.undoStack().undo();
    QVERIFY(document.isModified());
    QCOMPARE(modified.count(), 3);

    GraphDocument other;
    QVERIFY(other.open(path).has_value());
    QCOMPARE(other.graph().layers[0].agents[0].model, model(u"together/beta"_s));
    QCOMPARE(other.filePath(), path);
    QVERIFY(!other.isModified());
}

void GraphDocumentTest::filesThatCannotBeRead()
{
    QTemporaryDir folder;
    GraphDocument document;
    document.reset(threePlusOne(), u"before"_s);
    const Result<void> opened = document.open(folder.filePath(u"missing.moagraph"_s));
    QVERIFY(!opened);
    QCOMPARE(opened.error().kind, ErrorKind::Io);
    QVERIFY(!document.saveAs(folder.filePath(u"no/such/folder.moagraph"_s)));
    QVERIFY(document.graph() == threePlusOne());
    QCOMPARE(document.filePath(), u"before"_s);
}

void GraphDocumentTest::anotherDocumentIsOneStep()
{
    QTemporaryDir folder;
    const QString first = folder.filePath(u"first.moagraph"_s);
    const QString second = folder.filePath(u"second.moagraph"_s);
    QVERIFY(saveGraphFile(threeTwoOne(), second));
    GraphDocument document;
    document.reset(threePlusOne());
    QVERIFY(document.saveAs(first));
    document.setMuted({a}, true);
    QVERIFY(document.hasUnsavedFile());
    const Graph changed = document.graph();

    QVERIFY(document.open(second));
    QVERIFY(document.graph() == threeTwoOne());
    QCOMPARE(document.undoStack().undoText(), u"Open second.moagraph"_s);
    QVERIFY(!document.isModified() && document.filePath() == second);
    document.undoStack().undo();
    QVERIFY(document.graph() == changed);
    QCOMPARE(document.filePath(), first);
    QVERIFY(document.hasUnsavedFile());
    document.undoStack().redo();
    QVERIFY(!document.isModified() && document.filePath() == second);

    document.startFrom({}, u"New graph"_s);
    QVERIFY(document.graph() == Graph() && document.filePath().isEmpty() && !document.hasUnsavedFile());
    document.undoStack().undo();
    QCOMPARE(document.filePath(), second);
    QVERIFY(document.graph() == threeTwoOne() && !document.isModified());
    // What is the same already is no step.
    const int steps = document.undoStack().count();
    QVERIFY(document.open(second));
    QCOMPARE(document.undoStack().count(), steps);
}

void GraphDocumentTest::anOpenedGraphWithoutSoundIdsDiffersFromItsFile()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"twice.moagraph"_s);
    Graph graph = threePlusOne();
    graph.layers[0].agents[1].id = graph.layers[0].agents[0].id;
    QVERIFY(saveGraphFile(graph, path));
    GraphDocument document;
    QVERIFY(document.open(path));
    QVERIFY(document.hasUnsavedFile());
}

void GraphDocumentTest::resetForgetsHistory()
{
    GraphDocument document;
    QSignalSpy changed(&document, &GraphDocument::changed);
    document.reset(threePlusOne());
    document.setModel(a, model(u"together/beta"_s));
    document.reset(threeTwoOne());
    QCOMPARE(changed.count(), 3);
    QVERIFY(!document.undoStack().canUndo());
    QVERIFY(!document.isModified());
    QVERIFY(document.graph() == threeTwoOne());
}

QTEST_GUILESS_MAIN(GraphDocumentTest)
#include "tst_graph_document.moc"
