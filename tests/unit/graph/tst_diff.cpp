// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "graph/GraphDiff.h"
#include "support/GraphNotation.h"

#include <QRegularExpression>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

class GraphDiffTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void differences_data();
    void differences();
    void sameGraphs();
};

namespace {

using Change = std::function<void(Graph &)>;

QString line(const GraphDifference &difference)
{
    const QString sign = difference.kind == GraphDifference::Kind::Added     ? u"+"_s
                         : difference.kind == GraphDifference::Kind::Removed ? u"-"_s
                                                                             : u"~"_s;
    return sign + u' ' + difference.where + u" | "_s + difference.what;
}

} // namespace

void GraphDiffTest::differences_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QStringList>("lines");
    const auto row = [](const char *name, const Change &change, const QStringList &lines) {
        QTest::newRow(name) << change << lines;
    };
    row("model", [](Graph &g) { g.layers[0].agents[1].model.model = u"x"_s; },
        {u"~ Agent B of layer 1 | model: test/b → test/x"_s});
    row("temperature left to the provider", [](Graph &g) { g.layers[0].agents[0].sampling.temperature.reset(); },
        {u"~ Agent A of layer 1 | temperature: 0.7 → provider's default"_s});
    row("agent added", [](Graph &g) { g.layers[0].agents.append(notation::agent(u"c"_s)); },
        {u"+ Agent C of layer 1 | test/c"_s});
    row("agent removed", [](Graph &g) { g.layers[0].agents.removeLast(); }, {u"- Agent B of layer 1 | test/b"_s});
    row("references", [](Graph &g) { g.layers[1].agents[0].references = QList<AgentId>{{u"b"_s}}; },
        {u"~ Aggregator | references: all → b"_s});
    row("quorum",
        [](Graph &g) {
            g.layers[0].quorum = Quorum{1, Milliseconds(500)};
        },
        {u"~ Layer 1 | waits for: everybody → 1 answers, then 0.5 s"_s});
    row("packing and retries",
        [](Graph &g) {
            g.packing.order = Packing::Order::Graph;
            g.policy.retries = 0;
        },
        {u"~ Graph | order: shuffled → graph"_s, u"~ Graph | retries: 3 → 0"_s});
    row("a long prompt differs behind what is shown",
        [](Graph &g) { g.layers[1].agents[0].systemPrompt = QString(200, u'x'); },
        {u"~ Aggregator | system prompt: none → "_s + QString(60, u'x') + QChar(u'\u2026')});
}

void GraphDiffTest::differences()
{
    QFETCH(Change, change);
    QFETCH(QStringList, lines);
    const Graph first = notation::graph(u"a b | s"_s);
    Graph second = first;
    change(second);
    QStringList found;
    const QList<GraphDifference> differences = compareGraphs(first, second);
    for (const GraphDifference &difference : differences)
        found.append(line(difference));
    QCOMPARE(found, lines);
    QCOMPARE(compareGraphs(second, first).size(), differences.size());
}

void GraphDiffTest::sameGraphs()
{
    const Graph graph = notation::graph(u"a b! | -c<a | s"_s);
    QVERIFY(compareGraphs(graph, graph).isEmpty());
    QVERIFY(compareGraphs({}, {}).isEmpty());
}

QTEST_GUILESS_MAIN(GraphDiffTest)
#include "tst_diff.moc"
