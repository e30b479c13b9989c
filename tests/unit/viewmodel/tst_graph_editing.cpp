// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "Story.h"
#include "viewmodel/GraphDocument.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

/// Every edit of the document, by hand and by chance.
class GraphEditingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void stepsHaveNames_data();
    void stepsHaveNames();
    void newAgentsGetFreshIds();
    void aBurstOfMovesIsOneStep();
    void unsoundIdsAreReplacedOnOpening();
    void undoAllRedoAll_data();
    void undoAllRedoAll();
};

namespace {

const AgentId a{u"a"_s};
const AgentId b{u"b"_s};
const AgentId d{u"d"_s};
const AgentId s{u"s"_s};

using Step = std::function<void(GraphDocument &)>;

/// The n-th kind of edit with arguments by chance, some of them of nothing and of nobody.
class ChanceEdits
{
public:
    static constexpr int kinds = 30;

    ChanceEdits(GraphDocument &document, quint32 seed)
        : m_document(document)
        , m_random(seed)
    {}

    void next()
    {
        const int kind = m_random.bounded(kinds);
        if (kind < 12)
            settings(kind);
        else if (kind < 24)
            structure(kind);
        else
            whole(kind);
    }

    int below(int bound) { return m_random.bounded(bound); }

private:
    AgentId id()
    {
        const QSet<AgentId> all = edits::idsOf(m_document.graph());
        QList<AgentId> ids(all.begin(), all.end());
        std::sort(ids.begin(), ids.end()); // a set's order differs from one process to the next
        ids.append({u"nobody"_s});
        return ids.at(below(static_cast<int>(ids.size())));
    }

    QList<AgentId> some() { return {id(), id()}; }

    AgentPlace place() { return {below(5), below(5)}; }

    ModelRef model() { return {{u"together"_s}, u"m%1"_s.arg(below(3))}; }

    void settings(int kind)
    {
        const int gesture = below(3);
        switch (kind) {
        case 0:
            return m_document.setModel(id(), model());
        case 1:
            return m_document.setMuted(some(), below(2) == 0);
        case 2:
            return m_document.setName(id(), QString::number(below(3)), gesture);
        case 3:
            return m_document.setTopP(id(), below(3) / 4.0, gesture);
        case 4:
            return m_document.setSeed(id(), below(2) == 0 ? std::nullopt : std::optional<qint64>(below(4)), gesture);
        case 5:
            return m_document.setStop(id(), QStringList(below(2), u"END"_s), gesture);
        case 6:
            return m_document.setReasoning(id(), below(2) == 0 ? std::nullopt : std::optional(u"high"_s), gesture);
        case 7:
            return m_document.setTimeout(id(), Milliseconds(1000 * below(4)), gesture);
        case 8:
            return m_document.setDeadline(id(), Milliseconds(1000 * below(4)), gesture);
        case 9:
            return m_document.setFallbacks(id(), {model()});
        case 10:
            return m_document.setReferences(id(), below(2) == 0 ? std::nullopt : std::optional(some()));
        default:
            return m_document.setTemperature(id(), below(3) / 2.0, gesture);
        }
    }

    void structure(int kind)
    {
        switch (kind) {
        case 12:
            m_document.addAgents({model(), model()}, place());
            return;
        case 13:
            return m_document.removeAgents({id()});
        case 14:
            m_document.duplicateAgents(some());
            return;
        case 15:
            return m_document.moveAgents(some(), place(), below(3));
        case 16:
            return m_document.moveToNewLayer(some(), below(5), below(3));
        case 17:
            return m_document.shiftAgents(some(), below(2) == 0 ? -1 : 1, below(3));
        case 18:
            return m_document.addLayer(below(5));
        case 19:
            return m_document.removeLayer(below(9));
        case 20:
            m_document.duplicateLayer(below(5));
            return;
        case 21:
            return m_document.moveLayer(below(5), below(5), below(3));
        case 22:
            return m_document.splitLayer(below(4), below(3));
        default:
            return m_document.mergeWithNext(below(5));
        }
    }

    void whole(int kind)
    {
        switch (kind) {
        case 24:
            return m_document.setBypassed(below(4), below(2) == 0);
        case 25:
            return m_document.setQuorum(below(4), Quorum{below(4), Milliseconds(below(3))}, below(3));
        case 26:
            return m_document.setGraphName(QString::number(below(3)), below(3));
        case 27:
            return m_document.setRetries(below(4), below(3));
        case 28:
            return m_document.useModelsOfFirstLayer(below(4));
        default:
            m_document.pasteLayers(m_document.graph().layers.mid(0, 1), below(4));
            return;
        }
    }

    GraphDocument &m_document;
    QRandomGenerator m_random;
};

} // namespace

void GraphEditingTest::stepsHaveNames_data()
{
    QTest::addColumn<Step>("step");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const Step &step, const QString &text) {
        QTest::newRow(name) << step << text;
    };
    row(
        "add",
        [](auto &g) {
            g.addAgents({}, {0, 0});
        },
        u"Add agent"_s);
    row(
        "add three",
        [](auto &g) {
            g.addAgents({{{u"x"_s}, u"1"_s}, {{u"x"_s}, u"2"_s}, {{u"x"_s}, u"3"_s}}, {0, 0});
        },
        u"Add 3 agents"_s);
    row(
        "delete",
        [](auto &g) {
            g.removeAgents({a, s});
        },
        u"Delete A, the aggregator"_s);
    row(
        "move to a layer",
        [](auto &g) {
            g.moveAgents({b}, {1, 0});
        },
        u"Move B to layer 2"_s);
    row(
        "move to a gap", [](auto &g) { g.moveToNewLayer({b}, 1); }, u"Move B to a new layer"_s);
    row(
        "shift", [](auto &g) { g.shiftAgents({b}, -1); }, u"Move B up"_s);
    row(
        "duplicate", [](auto &g) { g.duplicateAgents({b}); }, u"Duplicate B"_s);
    row(
        "bypass", [](auto &g) { g.setBypassed(1, true); }, u"Bypass layer 2"_s);
    row(
        "duplicate layer", [](auto &g) { g.duplicateLayer(1); }, u"Duplicate layer 2"_s);
    row(
        "merge", [](auto &g) { g.mergeWithNext(0); }, u"Merge layers 1 and 2"_s);
    row(
        "split", [](auto &g) { g.splitLayer(0, 1); }, u"Split layer 1"_s);
    row(
        "references", [](auto &g) { g.setReferences(d, QList<AgentId>{a}); }, u"Change references of A"_s);
    row(
        "quorum", [](auto &g) { g.setQuorum(0, Quorum()); }, u"Change quorum of layer 1"_s);
    row(
        "deadline", [](auto &g) { g.setDeadline(a, Milliseconds(5)); }, u"Change deadline of A"_s);
    row(
        "packing",
        [](auto &g) {
            g.setPacking(
                {Packing::Role::System, Packing::Names::Shown, Packing::Order::Graph, Packing::Overflow::Shorten});
        },
        u"Change how references are given"_s);
}

void GraphEditingTest::stepsHaveNames()
{
    QFETCH(Step, step);
    QFETCH(QString, text);
    GraphDocument document;
    document.reset(threeTwoOne());
    step(document);
    QCOMPARE(document.undoStack().count(), 1);
    QCOMPARE(document.undoStack().undoText(), text);
    document.undoStack().undo();
    QVERIFY(document.graph() == threeTwoOne());
}

void GraphEditingTest::newAgentsGetFreshIds()
{
    GraphDocument document;
    document.reset(threePlusOne());
    const QList<AgentId> added = document.addAgents({}, {0, 3});
    QCOMPARE(added, QList<AgentId>{d});
    document.removeAgents(added);
    // What was kept of the deleted agent must not pass to the new one.
    QCOMPARE(document.addAgents({}, {0, 3}), QList<AgentId>{{u"e"_s}});
    document.undoStack().setIndex(0);
    QVERIFY(document.graph() == threePlusOne());
}

void GraphEditingTest::aBurstOfMovesIsOneStep()
{
    GraphDocument document;
    document.reset(threeTwoOne());
    const int gesture = document.newGesture();
    document.shiftAgents({b}, -1, gesture);
    document.moveAgents({b}, {1, 0}, gesture);
    QCOMPARE(document.undoStack().count(), 1);
    QCOMPARE(document.undoStack().undoText(), u"Move A to layer 2"_s);
    document.shiftAgents({d}, 1, gesture);
    QCOMPARE(document.undoStack().count(), 2);
    document.undoStack().setIndex(0);
    QVERIFY(document.graph() == threeTwoOne());
}

void GraphEditingTest::unsoundIdsAreReplacedOnOpening()
{
    Graph twins = threePlusOne();
    twins.layers[0].agents[1].id = a;
    GraphDocument document;
    document.reset(twins);
    QCOMPARE(document.graph().layers.at(0).agents.at(1).id.value, u"a2"_s);
    QVERIFY(document.isModified());
}

void GraphEditingTest::undoAllRedoAll_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 60; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

/// The row's name is the seed that makes the same edits again; the number of edits grows with it, so that the first
/// failing row is the shortest one.
void GraphEditingTest::undoAllRedoAll()
{
    QFETCH(quint32, seed);
    GraphDocument document;
    document.reset(threeTwoOne());
    ChanceEdits edits(document, seed);
    for (quint32 i = 0; i < 3 * seed; ++i) {
        edits.next();
        if (edits.below(6) == 0)
            document.undoStack().undo();
    }
    const Graph end = document.graph();
    const int index = document.undoStack().index();
    document.undoStack().setIndex(0);
    QVERIFY(document.graph() == threeTwoOne());
    document.undoStack().setIndex(index);
    QVERIFY(document.graph() == end);
}

QTEST_GUILESS_MAIN(GraphEditingTest)
#include "tst_graph_editing.moc"
