// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "graph/GraphEdits.h"
#include "graph/Validation.h"
#include "support/GraphNotation.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using namespace tributary;
using namespace Qt::StringLiterals;

class GraphEditsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void edits_data();
    void edits();
    void freshIds();
    void soundIds();
    void modelsOfTheFirstLayer();
    void chanceKeepsGraphsSound_data();
    void chanceKeepsGraphsSound();
};

namespace {

/// The notation of a graph, so that a difference can be read.
QString shown(const Graph &graph)
{
    QStringList layers;
    for (const Layer &layer : graph.layers) {
        QStringList words;
        for (const Agent &agent : layer.agents) {
            QString word = agent.id.value + (agent.muted ? u"!"_s : QString());
            if (agent.references) {
                QStringList references;
                for (const AgentId &reference : *agent.references)
                    references.append(reference.value);
                word += u'<' + references.join(u',');
            }
            words.append(word);
        }
        layers.append((layer.bypassed ? u"-"_s : QString()) + words.join(u' '));
    }
    return layers.join(u" | "_s);
}

QList<AgentId> ids(const QString &words)
{
    QList<AgentId> list;
    for (const QString &word : words.split(u' ', Qt::SkipEmptyParts))
        list.append({word});
    return list;
}

using Edit = std::function<Graph(const Graph &)>;

} // namespace

void GraphEditsTest::edits_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<Edit>("edit");
    QTest::addColumn<QString>("after");
    const auto row = [](const char *name, const QString &before, const Edit &edit, const QString &after) {
        QTest::newRow(name) << before << edit << after;
    };
    const Agent x = notation::agent(u"x"_s);
    row(
        "first agent", u""_s,
        [x](const Graph &g) {
            return edits::insertAgents(g, {x}, {0, 0});
        },
        u"x"_s);
    row(
        "agent between", u"a b | s"_s,
        [x](const Graph &g) {
            return edits::insertAgents(g, {x}, {0, 1});
        },
        u"a x b | s"_s);
    row(
        "agent beyond the end", u"a b | s"_s,
        [x](const Graph &g) {
            return edits::insertAgents(g, {x}, {7, 7});
        },
        u"a b | s x"_s);
    row(
        "removed reference is dropped", u"a b | s<a,b"_s,
        [](const Graph &g) { return edits::removeAgents(g, ids(u"a"_s)); }, u"b | s<b"_s);
    row(
        "last reference gone: all", u"a b | s<a"_s, [](const Graph &g) { return edits::removeAgents(g, ids(u"a"_s)); },
        u"b | s"_s);
    row(
        "nobody read on purpose stays so", u"a b | s<"_s,
        [](const Graph &g) { return edits::removeAgents(g, ids(u"a"_s)); }, u"b | s<"_s);
    row(
        "emptied layer stays when deleting", u"a | s"_s,
        [](const Graph &g) { return edits::removeAgents(g, ids(u"s nobody"_s)); }, u"a | "_s);
    row(
        "move to the next layer", u"a b c | d<a,b | s"_s,
        [](const Graph &g) {
            return edits::moveAgents(g, ids(u"b"_s), {1, 0});
        },
        u"a c | b d<a | s"_s);
    row(
        "moved agent reads all of its new layer", u"a b | d<a e | s"_s,
        [](const Graph &g) {
            return edits::moveAgents(g, ids(u"d"_s), {2, 1});
        },
        u"a b | e | s d"_s);
    row(
        "the reader behind a layer that goes keeps what it read", u"a b | d<a | s"_s,
        [](const Graph &g) {
            return edits::moveAgents(g, ids(u"d"_s), {2, 1});
        },
        u"a b | s d<a"_s);
    row(
        "move within a layer counts the old places", u"a b c d | s"_s,
        [](const Graph &g) {
            return edits::moveAgents(g, ids(u"a b"_s), {0, 3});
        },
        u"c a b d | s"_s);
    row(
        "moving the only aggregator away leaves its layer", u"a | s"_s,
        [](const Graph &g) {
            return edits::moveAgents(g, ids(u"s"_s), {0, 1});
        },
        u"a s | "_s);
    row(
        "a gap becomes a layer", u"a b c | s<a,b"_s,
        [](const Graph &g) { return edits::moveToNewLayer(g, ids(u"c b"_s), 1); }, u"a | b c | s<b"_s);
    row(
        "a whole layer into a gap", u"a b | s"_s,
        [](const Graph &g) { return edits::moveToNewLayer(g, ids(u"a b"_s), 0); }, u"a b | s"_s);
    row(
        "shift up", u"a b c | s"_s, [](const Graph &g) { return edits::shiftAgents(g, ids(u"b c"_s), -1); },
        u"b c a | s"_s);
    row(
        "shift down at the end", u"a b c | s"_s, [](const Graph &g) { return edits::shiftAgents(g, ids(u"b c"_s), 1); },
        u"a b c | s"_s);
    row(
        "layer moved", u"a | b<a | s<b"_s, [](const Graph &g) { return edits::moveLayer(g, 1, 0); }, u"b | a | s"_s);
    row(
        "layer removed", u"a | b<a | s<b"_s, [](const Graph &g) { return edits::removeLayer(g, 1); }, u"a | s"_s);
    row(
        "split", u"a b c | s<a,c"_s, [](const Graph &g) { return edits::splitLayer(g, 0, 1); }, u"a | b c | s<c"_s);
    row(
        "split of nothing", u"a b | s"_s, [](const Graph &g) { return edits::splitLayer(g, 0, 2); }, u"a b | s"_s);
    row(
        "merge", u"a b | c<a d | s<c"_s, [](const Graph &g) { return edits::mergeWithNext(g, 0); }, u"a b c d | s<c"_s);
    row(
        "the last layer has no next one", u"a | s"_s, [](const Graph &g) { return edits::mergeWithNext(g, 1); },
        u"a | s"_s);
    row(
        "copies are read like their originals", u"a b | s<a t<b"_s,
        [](const Graph &g) { return edits::duplicateAgents(g, ids(u"a"_s), {{u"a2"_s}}); }, u"a a3 b | s<a,a3 t<b"_s);
    row(
        "up to one agent", u"a b | c<a d | s"_s, [](const Graph &g) { return edits::upTo(g, 1, ids(u"c"_s)); },
        u"a b | c<a"_s);
    row(
        "up to a bypassed layer", u"a b | -c d | s"_s, [](const Graph &g) { return edits::upTo(g, 1, {}); },
        u"a b | c d"_s);
    row(
        "empty layer added", u"a | s<a"_s, [](const Graph &g) { return edits::insertLayers(g, {Layer()}, 1); },
        u"a |  | s"_s);
}

void GraphEditsTest::edits()
{
    QFETCH(QString, before);
    QFETCH(Edit, edit);
    QFETCH(QString, after);
    QCOMPARE(shown(edit(notation::graph(before))), after);
}

void GraphEditsTest::freshIds()
{
    QCOMPARE(edits::freeId({}, {u"b"_s}).value, u"b"_s);
    QCOMPARE(edits::freeId({{u"b"_s}, {u"b2"_s}}, {u"b2"_s}).value, u"b3"_s);
    QCOMPARE(edits::freeId({}, {u"not an id"_s}).value, u"a"_s);
    const Graph graph = notation::graph(u"a b | s<a"_s);
    Graph copy;
    copy.layers = edits::withFreshIds(graph.layers, edits::idsOf(graph));
    QCOMPARE(shown(copy), u"a2 b2 | s2<a2"_s);
}

void GraphEditsTest::soundIds()
{
    const Graph sound = notation::graph(u"a b | s<a"_s);
    QVERIFY(edits::withSoundIds(sound) == sound);
    Graph twice = notation::graph(u"a a | s"_s);
    twice.layers[1].agents[0].id = {};
    QCOMPARE(shown(edits::withSoundIds(twice)), u"a a2 | a3"_s);
}

void GraphEditsTest::modelsOfTheFirstLayer()
{
    const Graph graph = edits::useModelsOfFirstLayer(notation::graph(u"a b | c d e | s"_s), 1);
    QStringList models;
    for (const Agent &agent : graph.layers.at(1).agents)
        models.append(agent.model.model);
    QCOMPARE(models.join(u' '), u"a b a"_s);
}

void GraphEditsTest::chanceKeepsGraphsSound_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 40; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

/// Whatever is done in whatever order: ids stay unique, every reference names an agent of the layer before, and only
/// deleting loses agents.
void GraphEditsTest::chanceKeepsGraphsSound()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    Graph graph = notation::graph(u"a b c | d<a,b e | s<d"_s);
    for (int step = 0; step < 60; ++step) {
        const QSet<AgentId> all = edits::idsOf(graph);
        QList<AgentId> some;
        for (const AgentId &id : all) {
            if (random.bounded(3) == 0)
                some.append(id);
        }
        const AgentPlace place{random.bounded(5), random.bounded(4)};
        const int edit = random.bounded(9);
        const Graph before = graph;
        switch (edit) {
        case 0:
            graph = edits::removeAgents(graph, some.mid(0, 1));
            break;
        case 1:
            graph = edits::duplicateAgents(graph, some.mid(0, 2), {});
            break;
        case 2:
            graph = edits::moveAgents(graph, some, place);
            break;
        case 3:
            graph = edits::moveToNewLayer(graph, some, place.layer);
            break;
        case 4:
            graph = edits::splitLayer(graph, place.layer, place.index);
            break;
        case 5:
            graph = edits::mergeWithNext(graph, place.layer);
            break;
        case 6:
            graph = edits::moveLayer(graph, place.layer, place.index);
            break;
        case 7:
            graph = edits::shiftAgents(graph, some, random.bounded(2) == 0 ? -1 : 1);
            break;
        default:
            graph = edits::insertLayers(graph, edits::withFreshIds(graph.layers.mid(0, 1), all), place.layer);
            break;
        }
        if (edit >= 2 && edit <= 7)
            QVERIFY2(edits::idsOf(graph) == all, qPrintable(shown(before) + u" -> "_s + shown(graph)));
        const QList<Issue> issues = validate(graph);
        for (const Issue &issue : issues)
            QVERIFY2(issue.code != u"duplicate-id"_s && !issue.code.startsWith(u"reference"_s),
                     qPrintable(u"step %1: "_s.arg(step) + shown(before) + u" -> "_s + shown(graph)));
    }
}

QTEST_GUILESS_MAIN(GraphEditsTest)
#include "tst_edits.moc"
