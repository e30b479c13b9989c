// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "Story.h"
#include "support/FakeClock.h"
#include "support/ScriptedClient.h"
#include "viewmodel/GraphClipboard.h"
#include "viewmodel/GraphEditor.h"

#include <QMimeData>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

class GraphEditorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void focusFollowsDeletion();
    void selectionStaysInGraphOrder();
    void actionsSayWhyNot_data();
    void actionsSayWhyNot();
    void tenMixedEditsAreTenSteps();
    void aBurstOfKeysIsOneStep();
    void deletingALayerHeader();
    void addingAsksForModels();
    void copyAndPasteBetweenDocuments();
    void pastingAnythingElseDoesNothing_data();
    void pastingAnythingElseDoesNothing();
    void movesAreAnnounced();
    void unknownModelsAreNotSetUp();
    void outcomesOutliveAChangeOfShape();
};

namespace {

const AgentId a{u"a"_s};
const AgentId b{u"b"_s};
const AgentId c{u"c"_s};
const AgentId s{u"s"_s};

struct Desk
{
    FakeClock clock;
    ScriptedClient client{clock};
    QRandomGenerator random{1};
    RunViewModel model{{client, clock, random}};
    GraphEditor editor{model, clock};

    explicit Desk(const Graph &graph = threePlusOne())
    {
        model.setProviders(someProviders());
        model.document().reset(graph);
    }

    GraphSelection &selection() { return editor.selection(); }

    [[nodiscard]] QStringList layers() const
    {
        QStringList list;
        for (const Layer &layer : model.document().graph().layers) {
            QString ids;
            for (const Agent &agent : layer.agents)
                ids += agent.id.value;
            list.append(ids);
        }
        return list;
    }

    int steps() { return model.document().undoStack().count(); }
};

} // namespace

void GraphEditorTest::focusFollowsDeletion()
{
    Desk desk;
    desk.selection().focusAgent(b);
    desk.editor.trigger(GraphAction::Delete);
    QCOMPARE(desk.selection().focus().agent, c);
    desk.editor.trigger(GraphAction::Delete);
    QCOMPARE(desk.selection().focus().agent, a);
    desk.editor.trigger(GraphAction::Delete);
    QCOMPARE(desk.selection().focus(), (GraphItem{{}, 0}));
    QVERIFY(desk.selection().agents().isEmpty());
    QCOMPARE(desk.layers(), (QStringList{u""_s, u"s"_s}));
}

void GraphEditorTest::selectionStaysInGraphOrder()
{
    Desk desk;
    QSignalSpy changed(&desk.selection(), &GraphSelection::changed);
    desk.selection().focusAgent(c);
    desk.selection().extendTo(a);
    QCOMPARE(desk.selection().agents(), (QList<AgentId>{a, c}));
    QCOMPARE(desk.selection().focus().agent, a);
    desk.selection().toggle(c);
    QCOMPARE(desk.selection().agents(), QList<AgentId>{a});
    desk.selection().focusAgent({u"nobody"_s});
    QCOMPARE(desk.selection().focus().agent, c);
    QCOMPARE(changed.count(), 3);
    QCOMPARE(desk.steps(), 0);
}

void GraphEditorTest::actionsSayWhyNot_data()
{
    QTest::addColumn<GraphItem>("focus");
    QTest::addColumn<GraphAction>("action");
    QTest::addColumn<QString>("reason");
    const GraphItem nothing;
    const GraphItem layer1{{}, 0};
    const GraphItem aggregator{s, -1};
    QTest::newRow("delete nothing") << nothing << GraphAction::Delete << u"Select an agent or a layer first."_s;
    QTest::newRow("delete layer") << layer1 << GraphAction::Delete << QString();
    QTest::newRow("mute layer") << layer1 << GraphAction::Mute << u"Select an agent first."_s;
    QTest::newRow("left of the first") << layer1 << GraphAction::MoveToPreviousLayer << u"This is the first layer."_s;
    QTest::newRow("right of the last") << aggregator << GraphAction::MoveToNextLayer << u"This is the last layer."_s;
    QTest::newRow("bypass the last") << aggregator << GraphAction::BypassLayer
                                     << u"The last layer writes the synthesis."_s;
    QTest::newRow("split one") << aggregator << GraphAction::SplitLayer << u"The layer has too few agents to split."_s;
    QTest::newRow("merge into the last") << layer1 << GraphAction::MergeLayers
                                         << u"The aggregators stay in a layer of their own."_s;
    QTest::newRow("references of layer 1")
        << GraphItem{a, -1} << GraphAction::ChooseReferences << u"Agents of the first layer read the prompt only."_s;
    QTest::newRow("run without a prompt") << layer1 << GraphAction::RunToHere << u"Write a prompt first."_s;
    QTest::newRow("pin nothing") << GraphItem{a, -1} << GraphAction::Pin << u"Select a proposer that has answered."_s;
    QTest::newRow("nothing to try again")
        << GraphItem{a, -1} << GraphAction::TryAgain << u"Nothing has been run yet."_s;
}

void GraphEditorTest::actionsSayWhyNot()
{
    QFETCH(GraphItem, focus);
    QFETCH(GraphAction, action);
    QFETCH(QString, reason);
    Desk desk;
    desk.selection().setFocus(focus);
    QCOMPARE(desk.editor.state(action).reason, reason);
    QCOMPARE(desk.editor.state(action).enabled, reason.isEmpty());
    QVERIFY(!desk.editor.state(action).text.isEmpty());
}

void GraphEditorTest::tenMixedEditsAreTenSteps()
{
    Desk desk;
    const Graph start = desk.model.document().graph();
    desk.selection().focusAgent(b);
    desk.editor.trigger(GraphAction::Duplicate);
    desk.editor.trigger(GraphAction::Mute);
    desk.editor.trigger(GraphAction::MoveToNewLayer);
    desk.editor.trigger(GraphAction::Duplicate);
    desk.editor.trigger(GraphAction::Delete);
    desk.selection().focusLayer(0);
    desk.editor.trigger(GraphAction::BypassLayer);
    desk.editor.trigger(GraphAction::Duplicate);
    desk.editor.trigger(GraphAction::AddLayer);
    desk.editor.takeModels({AgentPlace{1, 0}, {}}, {{{u"together"_s}, u"beta"_s}});
    desk.editor.trigger(GraphAction::ShowNames);
    QCOMPARE(desk.steps(), 10);
    for (int i = 0; i < 10; ++i)
        desk.model.document().undoStack().undo();
    QVERIFY(desk.model.document().graph() == start);
}

void GraphEditorTest::aBurstOfKeysIsOneStep()
{
    Desk desk;
    desk.selection().focusAgent(c);
    desk.editor.trigger(GraphAction::MoveUp);
    desk.editor.trigger(GraphAction::MoveUp);
    QCOMPARE(desk.layers().first(), u"cab"_s);
    QCOMPARE(desk.steps(), 1);
    desk.clock.advance(GraphEditor::burst + Milliseconds(1));
    desk.editor.trigger(GraphAction::MoveDown);
    QCOMPARE(desk.steps(), 2);
}

void GraphEditorTest::deletingALayerHeader()
{
    Desk desk(threeTwoOne());
    desk.selection().focusLayer(1);
    desk.editor.trigger(GraphAction::Delete);
    QCOMPARE(desk.layers(), (QStringList{u"abc"_s, u"s"_s}));
    QCOMPARE(desk.selection().focus(), (GraphItem{{}, 1}));
    QCOMPARE(desk.model.document().undoStack().undoText(), u"Delete layer 2"_s);
}

void GraphEditorTest::addingAsksForModels()
{
    Desk desk;
    desk.selection().focusAgent(a);
    QSignalSpy wanted(&desk.editor, &GraphEditor::modelsWanted);
    desk.editor.trigger(GraphAction::AddAgent);
    const auto order = wanted.first().first().value<GraphEditor::ModelOrder>();
    QCOMPARE(order.place, (AgentPlace{0, 1}));
    desk.editor.takeModels(order, {{{u"together"_s}, u"beta"_s}});
    QCOMPARE(desk.layers().first(), u"adbc"_s);
    QCOMPARE(desk.selection().focus().agent.value, u"d"_s);

    desk.editor.trigger(GraphAction::ChangeModel);
    const auto change = wanted.last().first().value<GraphEditor::ModelOrder>();
    QCOMPARE(change.agents, QList<AgentId>{{u"d"_s}});
    desk.editor.takeModels(change, {{{u"local"_s}, u"gamma"_s}});
    QCOMPARE(desk.model.document().find({u"d"_s})->model.model, u"gamma"_s);
    QCOMPARE(desk.steps(), 2);
}

void GraphEditorTest::copyAndPasteBetweenDocuments()
{
    Desk from;
    Desk to(threeTwoOne());
    from.selection().select({a, c});
    to.selection().focusAgent(b);
    to.editor.paste(*from.editor.copied());
    QCOMPARE(to.layers(), (QStringList{u"aba2c2c"_s, u"de"_s, u"s"_s}));
    QCOMPARE(to.steps(), 1);
    from.selection().focusLayer(0);
    to.selection().focusLayer(2);
    to.editor.paste(*from.editor.copied());
    QCOMPARE(to.layers().size(), 4);
    QCOMPARE(to.layers().last(), u"a3b2c3"_s);
}

void GraphEditorTest::pastingAnythingElseDoesNothing_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("words") << u"Why is the sky blue?"_s;
    QTest::newRow("other json") << u"{\"layers\": [{\"agents\": []}]}"_s;
    QTest::newRow("no layers") << u"{\"format\": \"tributary-graph\", \"version\": 1}"_s;
    QTest::newRow("wrong types") << u"{\"format\": \"tributary-graph\", \"version\": 1, \"layers\": 3}"_s;
    QTest::newRow("nothing") << QString();
}

void GraphEditorTest::pastingAnythingElseDoesNothing()
{
    QFETCH(QString, text);
    Desk desk;
    QSignalSpy told(&desk.editor, &GraphEditor::told);
    QMimeData data;
    data.setText(text);
    desk.editor.paste(data);
    QCOMPARE(desk.steps(), 0);
    QCOMPARE(told.count(), 1);
    QVERIFY(told.first().first().toString().contains(u"clipboard"_s));
}

void GraphEditorTest::movesAreAnnounced()
{
    Desk desk(threeTwoOne());
    desk.selection().focusAgent(b);
    QSignalSpy announced(&desk.editor, &GraphEditor::announced);
    desk.editor.trigger(GraphAction::MoveToNextLayer);
    QCOMPARE(announced.last().first().toString(), u"Agent B moved to layer 2, position 2 of 3."_s);
}

void GraphEditorTest::unknownModelsAreNotSetUp()
{
    Desk desk;
    desk.model.document().setModel(b, {{u"elsewhere"_s}, u"m"_s});
    QCOMPARE(desk.editor.live().agent(b).state, DisplayState::NotSetUp);
    QCOMPARE(desk.editor.live().agent(b).stateText, u"Choose a model"_s);
    QCOMPARE(desk.editor.live().problems(b).size(), 1);
    QCOMPARE(desk.editor.live().agent(a).state, DisplayState::Ready);
}

void GraphEditorTest::outcomesOutliveAChangeOfShape()
{
    Desk desk;
    const AgentId s{u"s"_s};
    desk.client.setDefault(CallScript::parse(u"+10 \"An answer.\" ok in=1 out=3"_s));
    desk.model.session().setPrompt(u"Which river is the longest?"_s);
    desk.model.session().run();
    desk.clock.advance(Milliseconds(1000));
    LiveGraph &live = desk.editor.live();
    QCOMPARE(live.agent(s).state, DisplayState::Done);
    const AgentId added = desk.model.document().addAgents({{{u"local"_s}, u"new"_s}}, {0, 3}).value(0);
    QCOMPARE(live.agent(a).state, DisplayState::Done);
    QCOMPARE(live.state(a).value_or(AgentState()).answer, u"An answer."_s);
    QVERIFY(!live.state(added));
    QVERIFY2(!live.state(s), "it has one more to read now");
    desk.model.document().setTemperature(b, 0.1);
    QVERIFY(!live.state(b));
    desk.model.document().undoStack().undo();
    desk.model.document().undoStack().undo();
    QCOMPARE(live.agent(s).state, DisplayState::Done);
}

QTEST_GUILESS_MAIN(GraphEditorTest)
#include "tst_graph_editor.moc"
