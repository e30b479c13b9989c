// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/GraphNotation.h"
#include "viewmodel/GraphRoutes.h"

#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

QString nameOf(const AgentId &id, QLatin1StringView otherwise)
{
    return id.value.isEmpty() ? QString(otherwise) : id.value;
}

/// "prompt-a", "a-rail", "rail-b", "a-s"; excluded ones with an exclamation mark.
QString textOf(const QList<EdgeRoute> &edges)
{
    QStringList words;
    for (const EdgeRoute &edge : edges) {
        const bool fromPrompt = edge.kind == EdgeRoute::Kind::FromPrompt;
        words.append(nameOf(edge.from, fromPrompt ? "prompt"_L1 : "rail"_L1) + u'-' + nameOf(edge.to, "rail"_L1) +
                     (edge.excluded ? u"!"_s : QString()));
    }
    return words.join(u' ');
}

QString railsOf(const GraphRoutes &routes)
{
    QStringList words;
    for (const RailRoute &rail : routes.rails)
        words.append(u"%1: %2-%3"_s.arg(rail.toLayer).arg(rail.fewest).arg(rail.most));
    return words.join(u", "_s);
}

GraphRoutes routes(const QString &notation)
{
    const Graph graph = notation::graph(notation);
    return routesOf(layOut(graph), linksOf(graph));
}

} // namespace

class TestGraphRoutes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void connectsLayers_data();
    void connectsLayers();
    void runsThroughTheRailAtExactPlaces();
    void isStraightIntoOneReader();
    void showsRealEdges_data();
    void showsRealEdges();
    void portsLieOnTheLanesOfARail();
    void twelveLinesInPlaceOf36();
};

void TestGraphRoutes::connectsLayers_data()
{
    QTest::addColumn<QString>("graph");
    QTest::addColumn<QString>("edges");
    QTest::addColumn<QString>("rails");
    QTest::newRow("one layer and an aggregator") << u"a b | s"_s << u"prompt-a prompt-b a-s b-s"_s << QString();
    QTest::newRow("a rail between two layers")
        << u"a b | c d | s"_s << u"prompt-a prompt-b a-rail b-rail rail-c rail-d c-s d-s"_s << u"1: 2-2"_s;
    QTest::newRow("two aggregators have a rail")
        << u"a b | s t"_s << u"prompt-a prompt-b a-rail b-rail rail-s rail-t"_s << u"1: 2-2"_s;
    QTest::newRow("a muted agent keeps its line and reads nothing")
        << u"a b! | c d! | s"_s << u"prompt-a a-c b-c c-s d-s"_s << QString();
    QTest::newRow("muted ones do not count")
        << u"a b! c | d e | s"_s << u"prompt-a prompt-c a-rail b-rail c-rail rail-d rail-e d-s e-s"_s << u"1: 2-2"_s;
    QTest::newRow("an excluded reference")
        << u"a b c | d<a,b e | s"_s << u"prompt-a prompt-b prompt-c a-rail b-rail c-rail rail-d! rail-e d-s e-s"_s
        << u"1: 2-3"_s;
    QTest::newRow("read by nobody") << u"a b | c<a d<a | s"_s
                                    << u"prompt-a prompt-b a-rail b-rail! rail-c! rail-d! c-s d-s"_s << u"1: 1-1"_s;
    QTest::newRow("excluded by the aggregator") << u"a b | s<b"_s << u"prompt-a prompt-b a-s! b-s"_s << QString();
    QTest::newRow("over a bypassed layer")
        << u"a b | -x y | c d | s"_s << u"prompt-a prompt-b a-rail b-rail rail-c rail-d c-s d-s"_s << u"2: 2-2"_s;
    QTest::newRow("the list of a bypassed layer's readers falls back to all")
        << u"a b | -x | s<x"_s << u"prompt-a prompt-b a-s b-s"_s << QString();
    QTest::newRow("a bypassed first layer") << u"-a | b | s"_s << u"prompt-b b-s"_s << QString();
    QTest::newRow("no agents in between") << u"a! | s"_s << u"a-s"_s << QString();
}

void TestGraphRoutes::connectsLayers()
{
    QFETCH(QString, graph);
    const GraphRoutes found = routes(graph);
    QTEST(textOf(found.edges), "edges");
    QTEST(railsOf(found), "rails");
}

void TestGraphRoutes::runsThroughTheRailAtExactPlaces()
{
    const GraphRoutes found = routes(u"a b c d e f | g h i j k l | s"_s);
    QCOMPARE(found.rails.size(), 1);
    QCOMPARE(found.rails.first().rect, QRectF(448, -18, 24, 548));
    const EdgeRoute &in = found.edges.at(6);
    QCOMPARE(in.start, QPointF(416, 30));
    QCOMPARE(in.end, QPointF(460, 30));
    const EdgeRoute &out = found.edges.at(12);
    QCOMPARE(out.start, QPointF(460, 42));
    QCOMPARE(out.end, QPointF(504, 42));
}

void TestGraphRoutes::isStraightIntoOneReader()
{
    const GraphRoutes found = routes(u"a b c | s"_s);
    QCOMPARE(found.edges.at(0).start, QPointF(120, 124));
    QCOMPARE(found.edges.at(0).end, QPointF(208, 36));
    QCOMPARE(found.edges.at(3).start, QPointF(416, 36));
    QCOMPARE(found.edges.at(3).end, QPointF(504, 124));
}

void TestGraphRoutes::showsRealEdges_data()
{
    QTest::addColumn<QString>("graph");
    QTest::addColumn<QString>("agent");
    QTest::addColumn<QString>("edges");
    QTest::newRow("in the first layer") << u"a b | c d | s"_s << u"a"_s << u"prompt-a a-c a-d"_s;
    QTest::newRow("in the middle") << u"a b | c d | s"_s << u"d"_s << u"a-d b-d d-s"_s;
    QTest::newRow("the aggregator") << u"a b | c d | s"_s << u"s"_s << u"c-s d-s"_s;
    QTest::newRow("with an excluded one") << u"a b | c<b d | s"_s << u"c"_s << u"a-c! b-c c-s"_s;
    QTest::newRow("a muted one reads nothing") << u"a b | c! d | s"_s << u"c"_s << u"c-s"_s;
    QTest::newRow("nobody") << u"a | s"_s << u"x"_s << QString();
}

void TestGraphRoutes::showsRealEdges()
{
    QFETCH(QString, graph);
    QFETCH(QString, agent);
    const Graph value = notation::graph(graph);
    QTEST(textOf(realEdgesOf(layOut(value), linksOf(value), {agent})), "edges");
}

void TestGraphRoutes::portsLieOnTheLanesOfARail()
{
    const Graph graph = notation::graph(u"a b | c d | s"_s);
    const GraphLayout layout = layOut(graph);
    const QList<LayerLinks> links = linksOf(graph);
    QCOMPARE(portsOf(layout, links, {u"a"_s}), (AgentPorts{0, -6}));
    QCOMPARE(portsOf(layout, links, {u"c"_s}), (AgentPorts{6, 0}));
    QCOMPARE(portsOf(layout, links, {u"s"_s}), (AgentPorts{0, 0}));
    const QList<EdgeRoute> edges = realEdgesOf(layout, links, {u"c"_s});
    QCOMPARE(edges.first().start, QPointF(416, 30));
    QCOMPARE(edges.first().end, QPointF(504, 42));
}

void TestGraphRoutes::twelveLinesInPlaceOf36()
{
    const GraphRoutes found = routes(u"a b c d e f | g h i j k l | s"_s);
    const auto throughRail = std::ranges::count_if(found.edges, [](const EdgeRoute &edge) {
        return edge.kind == EdgeRoute::Kind::IntoRail || edge.kind == EdgeRoute::Kind::OutOfRail;
    });
    QCOMPARE(throughRail, 12);
}

QTEST_APPLESS_MAIN(TestGraphRoutes)
#include "tst_graph_routes.moc"
