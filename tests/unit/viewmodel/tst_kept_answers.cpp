// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "Story.h"
#include "engine/KeptAnswers.h"

#include <QRegularExpression>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

/// Which answers of a run another run may take over: those that would be asked for with the same bytes.
class KeptAnswersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void afterAChange_data();
    void afterAChange();
    void afterAnIncompleteRun_data();
    void afterAnIncompleteRun();
    void keepsWhatWasAnswered();
    void keepsTheDateOfACachedAnswer();
    void nothingOfGraphsThatCannotRun();
};

namespace {

using Change = std::function<void(Graph &)>;

/// Everybody answered, layer after layer.
const QString complete =
    u"run; a start; a text A; 500 a done; b start; b text B; b done; c start; c text C; c done; "
    "d start; d text D; d done; e start; e text E; e done; s start; s text S; s done; end synthesis"_s;

QString lettersOf(const QHash<AgentId, PriorAnswer> &kept)
{
    QStringList ids;
    for (const AgentId &id : kept.keys())
        ids.append(id.value);
    ids.sort();
    return ids.join(u' ');
}

RunRecord recordOf(const Graph &graph, const QString &story)
{
    RunRecord record;
    record.started = QDateTime({2030, 1, 1}, {12, 0}, Qt::UTC);
    record.graph = graph;
    record.events = tell(graph, story);
    return record;
}

QHash<AgentId, PriorAnswer> keptOf(const QString &story, const Graph &now, const QSet<AgentId> &again = {})
{
    const RunRecord record = recordOf(threeTwoOne(), story);
    return keptAnswers(record, replay(record.events), now, again);
}

} // namespace

void KeptAnswersTest::afterAChange_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("again");
    QTest::addColumn<QString>("kept");
    const auto row = [](const char *name, const Change &change, const QString &again, const QString &kept) {
        QTest::newRow(name) << change << again << kept;
    };
    const Change nothing = [](Graph &) {};
    row("nothing changed", nothing, {}, u"a b c d e s"_s);
    row("a first-layer agent again", nothing, u"a"_s, u"b c"_s);
    row("a second-layer agent again", nothing, u"d"_s, u"a b c e"_s);
    row("the aggregator again", nothing, u"s"_s, u"a b c d e"_s);
    row(
        "model", [](Graph &g) { g.layers[1].agents[0].model.model = u"other"_s; }, {}, u"a b c e"_s);
    row(
        "system prompt", [](Graph &g) { g.layers[0].agents[1].systemPrompt = u"Be brief."_s; }, {}, u"a c"_s);
    row(
        "temperature", [](Graph &g) { g.layers[2].agents[0].sampling.temperature = 0.1; }, {}, u"a b c d e"_s);
    row(
        "reasoning", [](Graph &g) { g.layers[2].agents[0].reasoning = u"high"_s; }, {}, u"a b c d e"_s);
    row(
        "time limits ask for the same", [](Graph &g) { g.layers[0].agents[0].timeout = Milliseconds(1); }, {},
        u"a b c d e s"_s);
    row(
        "fallbacks ask for the same", [](Graph &g) { g.layers[0].agents[0].fallbacks = {g.layers[0].agents[1].model}; },
        {}, u"a b c d e s"_s);
    row(
        "a muted agent is read no more", [](Graph &g) { g.layers[0].agents[1].muted = true; }, {}, u"a c"_s);
    row(
        "fewer references", [](Graph &g) { g.layers[1].agents[0].references = QList<AgentId>{{u"a"_s}}; }, {},
        u"a b c e"_s);
    row(
        "a bypassed layer is read no more", [](Graph &g) { g.layers[1].bypassed = true; }, {}, u"a b c"_s);
    row(
        "a new agent in the first layer",
        [](Graph &g) {
            g.layers[0].agents.append(g.layers[0].agents[0]);
            g.layers[0].agents.last().id = {u"new"_s};
        },
        {}, u"a b c"_s);
    row(
        "packing concerns readers", [](Graph &g) { g.packing.order = Packing::Order::Graph; }, {}, u"a b c"_s);
    row(
        "a removed aggregator", [](Graph &g) { g.layers[2].agents[0].id = {u"t"_s}; }, {}, u"a b c d e"_s);
}

void KeptAnswersTest::afterAChange()
{
    QFETCH(Change, change);
    QFETCH(QString, again);
    QFETCH(QString, kept);
    Graph graph = threeTwoOne();
    change(graph);
    const QSet<AgentId> ids = again.isEmpty() ? QSet<AgentId>{} : QSet<AgentId>{AgentId{again}};
    QCOMPARE(lettersOf(keptOf(complete, graph, ids)), kept);
}

void KeptAnswersTest::afterAnIncompleteRun_data()
{
    QTest::addColumn<QString>("story");
    QTest::addColumn<QString>("kept");
    QTest::newRow("one failed") << u"run; a cached A; b start; b text Half; b fail server; c cached C; d cached D"_s
                                << u"a c"_s;
    QTest::newRow("one stopped") << u"run; a cached A; b start; b text Half; b stop; end stopped"_s << u"a"_s;
    QTest::newRow("skipped for the budget") << u"run; a cached A; b cached B; c skip budget; end budget"_s << u"a b"_s;
    QTest::newRow("still streaming") << u"run; a cached A; b start; b text Half"_s << u"a"_s;
    QTest::newRow("nothing happened") << u"run; end stopped"_s << QString();
}

void KeptAnswersTest::afterAnIncompleteRun()
{
    QFETCH(QString, story);
    QFETCH(QString, kept);
    QCOMPARE(lettersOf(keptOf(story, threeTwoOne())), kept);
}

void KeptAnswersTest::keepsWhatWasAnswered()
{
    const PriorAnswer answer = keptOf(complete, threeTwoOne()).value({u"a"_s});
    QCOMPARE(answer.answer, u"A"_s);
    QCOMPARE(answer.model.toString(), u"together/alpha"_s);
    QCOMPARE(answer.from, QDateTime({2030, 1, 1}, {12, 0, 0, 500}, Qt::UTC));
}

void KeptAnswersTest::keepsTheDateOfACachedAnswer()
{
    const PriorAnswer answer = keptOf(u"run; a cached A"_s, threeTwoOne()).value({u"a"_s});
    QCOMPARE(answer.from.toLocalTime().date(), QDate(2030, 11, 12));
}

void KeptAnswersTest::nothingOfGraphsThatCannotRun()
{
    QVERIFY(keptOf(complete, Graph{}).isEmpty());
    QVERIFY(keptAnswers(RunRecord{}, RunState{}, threeTwoOne(), {}).isEmpty());
}

QTEST_GUILESS_MAIN(KeptAnswersTest)
#include "tst_kept_answers.moc"
