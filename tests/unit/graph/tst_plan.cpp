// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "graph/Plan.h"
#include "support/GraphNotation.h"

#include <QRegularExpression>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

QString idList(const QList<AgentId> &ids)
{
    QStringList all;
    for (const AgentId &id : ids)
        all.append(id.value);
    return all.join(u',');
}

/// "1: a b | 3: s<a,b": the layers that are asked, counted from 1, and what each agent reads.
QString text(const Plan &plan)
{
    QStringList layers;
    for (const PlannedLayer &layer : plan.layers) {
        QString line = u"%1:"_s.arg(layer.layer + 1);
        for (const PlannedCall &call : layer.calls)
            line += u' ' + call.agent.id.value + (call.reads.isEmpty() ? QString() : u'<' + idList(call.reads));
        layers.append(line);
    }
    return layers.join(u" | "_s);
}

Graph wideGraph(int layers, int agents)
{
    Graph graph;
    for (int l = 0; l < layers; ++l) {
        Layer layer;
        for (int a = 0; a < agents; ++a)
            layer.agents.append(notation::agent(u"a%1-%2"_s.arg(l).arg(a)));
        graph.layers.append(layer);
    }
    return graph;
}

} // namespace

class PlanTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void plans_data()
    {
        QTest::addColumn<QString>("graph");
        QTest::addColumn<QString>("plan");
        QTest::addColumn<QString>("notAsked");
        const auto row = [](const char *name, const char *graph, const char *plan, const char *notAsked = "") {
            QTest::newRow(name) << QString::fromLatin1(graph) << QString::fromLatin1(plan)
                                << QString::fromLatin1(notAsked);
        };
        row("one layer", "s", "1: s");
        row("3+1", "a b c | s", "1: a b c | 2: s<a,b,c");
        row("two aggregators", "a b | s t", "1: a b | 2: s<a,b t<a,b");
        row("three layers", "a b | c d | s", "1: a b | 2: c<a,b d<a,b | 3: s<c,d");
        row("listed references", "a b c | s<b", "1: a b c | 2: s<b");
        row("references in graph order", "a b c | s<c,a", "1: a b c | 2: s<a,c");
        row("no references", "a b | s< t", "1: a b | 2: s t<a,b");
        row("muted proposer", "a b! c | s", "1: a c | 2: s<a,c", "b");
        row("listed but muted", "a b! c | s<b,c", "1: a c | 2: s<c", "b");
        row("all listed muted", "a b! | s<b", "1: a | 2: s", "b");
        row("muted aggregator", "a b | s! t", "1: a b | 2: t<a,b", "s");
        row("bypassed middle", "a b | -c d | s", "1: a b | 3: s<a,b", "c,d");
        row("bypassed middle, listed", "a b | -c d | s<c", "1: a b | 3: s<a,b", "c,d");
        row("bypassed middle, none listed", "a b | -c d | s<", "1: a b | 3: s", "c,d");
        row("two bypassed", "a b | -c | -d | s", "1: a b | 4: s<a,b", "c,d");
        row("bypassed first", "-a b | c d | s", "2: c d | 3: s<c,d", "a,b");
        row("bypassed first, listed", "-a b | c<a d | s", "2: c d | 3: s<c,d", "a,b");
        row("bypassed first of two", "-a | s", "2: s", "a");
        row("muted in bypassed", "a | -b! c | s", "1: a | 3: s<a", "b,c");
        row("list after a bypass is of the asked layer", "a | -b | c d | s<d", "1: a | 3: c<a d<a | 4: s<d", "b");
    }

    void plans()
    {
        QFETCH(QString, graph);
        const Result<Plan> plan = compile(notation::graph(graph));
        QVERIFY(plan);
        QTEST(text(*plan), "plan");
        QTEST(idList(plan->notAsked), "notAsked");
    }

    void callsKnowTheirPlaceAndRole()
    {
        const Plan plan = compile(notation::graph(u"a! b | -x | s t"_s)).value();
        const PlannedCall *b = plan.find({u"b"_s});
        QVERIFY(b);
        QCOMPARE(b->layer, 0);
        QCOMPARE(b->index, 1);
        QCOMPARE(b->role, AgentRole::Proposer);
        const PlannedCall *t = plan.find({u"t"_s});
        QVERIFY(t);
        QCOMPARE(t->layer, 2);
        QCOMPARE(t->index, 1);
        QCOMPARE(t->role, AgentRole::Aggregator);
        QVERIFY(!plan.find({u"a"_s}));
        QVERIFY(!plan.find({u"x"_s}));
        QCOMPARE(plan.callCount(), 3);
    }

    void quorumIsCappedByTheAgentsThatAreAsked()
    {
        Graph graph = notation::graph(u"a b c! | d | s"_s);
        graph.layers[0].quorum = Quorum{3, Milliseconds(7)};
        graph.policy.retries = 9;
        graph.packing.role = Packing::Role::System;
        const Plan plan = compile(graph).value();
        QVERIFY(plan.layers[0].quorum == Quorum({2, Milliseconds(7)}));
        QVERIFY(!plan.layers[1].quorum);
        QCOMPARE(plan.policy, graph.policy);
        QCOMPARE(plan.packing, graph.packing);
    }

    void errorsAreReportedTogether()
    {
        const Result<Plan> plan = compile(notation::graph(u"a a | s<x"_s));
        QVERIFY(!plan);
        QCOMPARE(plan.error().kind, ErrorKind::InvalidInput);
        QCOMPARE(plan.error().message,
                 u"The id \"a\" is taken by another agent: give Agent B of layer 1 another one."_s);
        QCOMPARE(plan.error().detail.count(u'\n'), 1);
        QVERIFY(plan.error().detail.contains(u"\nlayers[1].agents[0].references[0]: "_s));
    }

    void wideLayersShareOneList()
    {
        const Plan plan = compile(wideGraph(64, 64)).value();
        QCOMPARE(plan.callCount(), 4096);
        const QList<PlannedCall> &calls = plan.layers[1].calls;
        QCOMPARE(calls[0].reads.size(), 64);
        for (const PlannedCall &call : calls)
            QVERIFY(call.reads.isSharedWith(calls[0].reads));
    }

    void thousandsOfAgentsCompile_data()
    {
        QTest::addColumn<int>("layers");
        QTest::addColumn<int>("agents");
        QTest::newRow("deep") << 4096 << 1;
        QTest::newRow("square") << 64 << 64;
        QTest::newRow("wide") << 2 << 2048;
    }

    void thousandsOfAgentsCompile()
    {
        QFETCH(int, layers);
        QFETCH(int, agents);
        const Graph graph = wideGraph(layers, agents);
        QBENCHMARK
        {
            QCOMPARE(compile(graph).value().callCount(), 4096);
        }
    }
};

QTEST_APPLESS_MAIN(PlanTest)
#include "tst_plan.moc"
