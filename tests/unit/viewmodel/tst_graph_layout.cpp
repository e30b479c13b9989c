// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/GraphNotation.h"
#include "viewmodel/GraphNavigation.h"

#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

const QString moa63 = u"a b c d e f | g h i j k l | s"_s;

std::optional<GraphStep> stepOf(const QString &word)
{
    static const QHash<QString, GraphStep> steps{{u"left"_s, GraphStep::Left},
                                                 {u"right"_s, GraphStep::Right},
                                                 {u"up"_s, GraphStep::Up},
                                                 {u"down"_s, GraphStep::Down},
                                                 {u"first"_s, GraphStep::First},
                                                 {u"last"_s, GraphStep::Last},
                                                 {u"previous"_s, GraphStep::PreviousLayer},
                                                 {u"next"_s, GraphStep::NextLayer}};
    const auto found = steps.constFind(word);
    return found == steps.constEnd() ? std::nullopt : std::optional(*found);
}

/// "b", "header 1".
QString nameOf(const GraphLayout &layout, const GraphPlace &place)
{
    if (place.index == GraphPlace::header)
        return u"header %1"_s.arg(place.layer);
    return layout.columns.at(place.layer).agents.at(place.index).id.value;
}

} // namespace

class TestGraphLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void standsWhereTheSpecificationSays();
    void centresShortColumns();
    void keepsRoomInAnEmptyColumn();
    void isEmptyWithoutLayers();
    void leavesGapsForNewLayers();
    void findsTheIndexOfADrop_data();
    void findsTheIndexOfADrop();
    void drawsTheInsertionLineBetweenAgents();
    void keysWalk_data();
    void keysWalk();
    void beginsAtTheFirstAgent();
};

void TestGraphLayout::standsWhereTheSpecificationSays()
{
    const GraphLayout layout = layOut(notation::graph(moa63));
    QCOMPARE(layout.content, QRectF(0, 0, 1008, 512));
    QCOMPARE(layout.prompt, QRectF(0, 220, 120, 72));
    QCOMPARE(layout.columns.size(), 3);
    QCOMPARE(layout.columns.at(0).rect, QRectF(192, -36, 240, 564));
    QCOMPARE(layout.columns.at(0).header, QRectF(196, -32, 232, 28));
    QCOMPARE(layout.columns.at(1).rect, QRectF(488, -36, 240, 564));
    QCOMPARE(layout.find({u"a"_s})->rect, QRectF(208, 0, 208, 72));
    QCOMPARE(layout.find({u"b"_s})->rect, QRectF(208, 88, 208, 72));
    QCOMPARE(layout.find({u"g"_s})->rect, QRectF(504, 0, 208, 72));
    QCOMPARE(layout.find({u"s"_s})->rect, QRectF(800, 220, 208, 72));
    QCOMPARE(layout.find({u"s"_s})->inPort(), QPointF(800, 256));
    QCOMPARE(layout.find({u"s"_s})->outPort(), QPointF(1008, 256));
    QCOMPARE(layout.bounds, QRectF(0, -36, 1024, 564));
    QCOMPARE(layout.find({u"nobody"_s}), nullptr);
}

void TestGraphLayout::centresShortColumns()
{
    const GraphLayout layout = layOut(notation::graph(u"a b c | d e | s"_s));
    QCOMPARE(layout.content.height(), 248.0);
    QCOMPARE(layout.find({u"d"_s})->rect.top(), 44.0);
    QCOMPARE(layout.find({u"e"_s})->rect.top(), 132.0);
    QCOMPARE(layout.columns.at(0).rect.height(), layout.columns.at(2).rect.height());
}

void TestGraphLayout::keepsRoomInAnEmptyColumn()
{
    Graph graph = notation::graph(u"a | s"_s);
    graph.layers[0].agents.clear();
    const GraphLayout layout = layOut(graph);
    QCOMPARE(layout.columns.at(0).rect, QRectF(192, -36, 240, 124));
    QCOMPARE(layout.insertionIndex(0, 30), 0);
    QCOMPARE(layout.insertionLine(0, 0), QRectF(208, 35, 208, 2));
}

void TestGraphLayout::isEmptyWithoutLayers()
{
    const GraphLayout layout = layOut(Graph{});
    QCOMPARE(layout.bounds, QRectF(0, 0, 120, 72));
    QVERIFY(!firstPlace(layout));
    QCOMPARE(layout.gapBefore(0).left(), 120.0);
}

void TestGraphLayout::leavesGapsForNewLayers()
{
    const GraphLayout layout = layOut(notation::graph(u"a b | s"_s));
    QCOMPARE(layout.gapBefore(0), QRectF(QPointF(120, -36), QPointF(192, 176)));
    QCOMPARE(layout.gapBefore(1), QRectF(QPointF(432, -36), QPointF(488, 176)));
    QCOMPARE(layout.gapBefore(2), QRectF(QPointF(728, -36), QPointF(800, 176)));
}

void TestGraphLayout::findsTheIndexOfADrop_data()
{
    QTest::addColumn<double>("y");
    QTest::addColumn<int>("index");
    QTest::newRow("above all") << -20.0 << 0;
    QTest::newRow("upper half of the first") << 30.0 << 0;
    QTest::newRow("lower half of the first") << 40.0 << 1;
    QTest::newRow("between") << 80.0 << 1;
    QTest::newRow("below all") << 900.0 << 3;
}

void TestGraphLayout::findsTheIndexOfADrop()
{
    QFETCH(double, y);
    QTEST(layOut(notation::graph(u"a b c | s"_s)).insertionIndex(0, y), "index");
}

void TestGraphLayout::drawsTheInsertionLineBetweenAgents()
{
    const GraphLayout layout = layOut(notation::graph(u"a b c | s"_s));
    QCOMPARE(layout.insertionLine(0, 0), QRectF(208, -9, 208, 2));
    QCOMPARE(layout.insertionLine(0, 1), QRectF(208, 79, 208, 2));
    QCOMPARE(layout.insertionLine(0, 3), QRectF(208, 255, 208, 2));
}

void TestGraphLayout::keysWalk_data()
{
    QTest::addColumn<QString>("graph");
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("keys");
    QTest::addColumn<QString>("to");
    QTest::newRow("down and up") << moa63 << u"b"_s << u"down down up"_s << u"c"_s;
    QTest::newRow("stops at the last") << moa63 << u"f"_s << u"down"_s << u"f"_s;
    QTest::newRow("up to the header") << moa63 << u"a"_s << u"up"_s << u"header 0"_s;
    QTest::newRow("and no further") << moa63 << u"a"_s << u"up up"_s << u"header 0"_s;
    QTest::newRow("down from the header") << moa63 << u"a"_s << u"up down"_s << u"a"_s;
    QTest::newRow("right in the same row") << moa63 << u"e"_s << u"right"_s << u"k"_s;
    QTest::newRow("right to the nearest") << u"a b c | d e | s"_s << u"c"_s << u"right"_s << u"e"_s;
    QTest::newRow("left from the aggregator") << moa63 << u"s"_s << u"left"_s << u"i"_s;
    QTest::newRow("stops at the first column") << moa63 << u"c"_s << u"left"_s << u"c"_s;
    QTest::newRow("stops at the last column") << moa63 << u"s"_s << u"right"_s << u"s"_s;
    QTest::newRow("headers side by side") << moa63 << u"a"_s << u"up right right left"_s << u"header 1"_s;
    QTest::newRow("home") << moa63 << u"d"_s << u"first"_s << u"a"_s;
    QTest::newRow("end") << moa63 << u"b"_s << u"last"_s << u"f"_s;
    QTest::newRow("next header") << moa63 << u"b"_s << u"next next"_s << u"header 2"_s;
    QTest::newRow("own header, then the one before") << moa63 << u"j"_s << u"previous previous"_s << u"header 0"_s;
    QTest::newRow("an empty column has its header") << u"a | x! | s"_s << u"x"_s << u"first"_s << u"x"_s;
}

void TestGraphLayout::keysWalk()
{
    QFETCH(QString, graph);
    QFETCH(QString, from);
    QFETCH(QString, keys);
    const GraphLayout layout = layOut(notation::graph(graph));
    const AgentSpot *spot = layout.find({from});
    QVERIFY(spot);
    GraphPlace place{spot->layer, spot->index};
    const QStringList words = keys.split(u' ');
    for (const QString &key : words) {
        const std::optional<GraphStep> step = stepOf(key);
        QVERIFY(step);
        place = nextPlace(layout, place, *step).value_or(place);
    }
    QTEST(nameOf(layout, place), "to");
}

void TestGraphLayout::beginsAtTheFirstAgent()
{
    Graph graph = notation::graph(u"a | s"_s);
    QCOMPARE(firstPlace(layOut(graph)), (GraphPlace{0, 0}));
    graph.layers[0].agents.clear();
    QCOMPARE(firstPlace(layOut(graph)), (GraphPlace{1, 0}));
    graph.layers[1].agents.clear();
    QCOMPARE(firstPlace(layOut(graph)), (GraphPlace{0, GraphPlace::header}));
    QCOMPARE(nextPlace(layOut(graph), {0, GraphPlace::header}, GraphStep::Down), std::nullopt);
    QCOMPARE(nextPlace(layOut(graph), {7, 0}, GraphStep::Down), std::nullopt);
}

QTEST_APPLESS_MAIN(TestGraphLayout)
#include "tst_graph_layout.moc"
