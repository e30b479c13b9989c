// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "RunFixture.h"

#include <QRegularExpression>
#include <QTest>

using namespace tributary;
using namespace tributary::enginetest;
using namespace Qt::StringLiterals;

namespace {

const AgentId agentId{u"a0-0"_s};

/// Models named "dear..." cost a thousand dollars per million tokens, those named "free..." nothing; of others no price
/// is known.
std::optional<ModelFacts> priceOf(const ModelRef &model)
{
    ModelFacts facts;
    if (model.model.startsWith(u"dear"_s))
        facts.inputUsdPerMTok = facts.outputUsdPerMTok = 1000.0;
    if (model.model.startsWith(u"free"_s))
        facts.inputUsdPerMTok = facts.outputUsdPerMTok = 0.0;
    return facts;
}

/// One agent with a fallback and a free aggregator.
RunRequest requestOf(const QString &first, const QString &fallback)
{
    Graph graph = enginetest::graph(1, 1);
    graph.layers[0].agents[0].model = model(first);
    graph.layers[0].agents[0].fallbacks = {model(fallback)};
    graph.layers[1].agents[0].model = model(u"free s"_s);
    return enginetest::request(graph);
}

} // namespace

class CostsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    /// What is known is counted, what is not is said to be unknown; neither hides the other.
    void wasteAndAnswersAddUp_data()
    {
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("firstScript");
        QTest::addColumn<QString>("fallback");
        QTest::addColumn<bool>("wasted");
        QTest::addColumn<double>("answerUsd");
        QTest::addColumn<int>("unpriced");
        const QString broken = u"+10 \"half an answer\" fail truncated"_s;
        const QString silent = u"+10 fail server"_s;
        QTest::newRow("known, known") << u"dear 1"_s << broken << u"dear 2"_s << true << 0.012 << 0;
        QTest::newRow("known, unknown") << u"dear 1"_s << broken << u"x"_s << true << 0.0 << 1;
        QTest::newRow("unknown, known") << u"x"_s << broken << u"dear 2"_s << false << 0.012 << 1;
        QTest::newRow("unknown, unknown") << u"x"_s << broken << u"y"_s << false << 0.0 << 2;
        QTest::newRow("nothing written, known") << u"x"_s << silent << u"dear 2"_s << false << 0.012 << 0;
        QTest::newRow("nothing written, unknown") << u"dear 1"_s << silent << u"y"_s << false << 0.0 << 1;
    }

    void wasteAndAnswersAddUp()
    {
        QFETCH(QString, first);
        QFETCH(QString, firstScript);
        QFETCH(QString, fallback);
        QFETCH(bool, wasted);
        QFETCH(double, answerUsd);
        QFETCH(int, unpriced);
        RunFixture run{ModelLookup(priceOf)};
        run.script(first, firstScript);
        run.script(fallback, u"+10 \"whole\" ok in=10 out=2"_s);
        QVERIFY(run.controller.start(requestOf(first, fallback)));
        run.playToEnd();
        const RunState &state = run.controller.state();
        const AgentState &agent = state.agent(agentId);
        QCOMPARE(agent.wastedUsd > 0.0, wasted);
        QCOMPARE(state.costUsd, agent.wastedUsd + answerUsd);
        QCOMPARE(state.unpriced, unpriced);
        QCOMPARE(agent.costUsd.has_value(), answerUsd > 0.0);
        const auto end = std::get<event::RunFinished>(run.controller.record().events.constLast().body);
        QCOMPARE(end.costUsd, state.costUsd);
        QCOMPARE(end.unpriced, unpriced);
    }

    /// A budget sees what a failed attempt cost while its agent goes on.
    void wasteCountsAtOnce()
    {
        RunFixture run{ModelLookup(priceOf)};
        run.script(u"dear 1"_s, u"+10 \"half an answer\" fail truncated"_s);
        run.script(u"dear 2"_s, u"hang"_s);
        QVERIFY(run.controller.start(requestOf(u"dear 1"_s, u"dear 2"_s)));
        run.clock.advance(Milliseconds(100));
        QVERIFY(!isSettled(run.controller.state().agent(agentId).status));
        QVERIFY(run.controller.state().costUsd > 0.0);
    }

    void everyEndOfAnAgentKeepsItsWaste_data()
    {
        QTest::addColumn<QString>("script");
        QTest::addColumn<bool>("stop");
        QTest::addColumn<AgentStatus>("status");
        QTest::newRow("failed") << u"+10 fail server"_s << false << AgentStatus::Failed;
        QTest::newRow("stopped") << u"hang"_s << true << AgentStatus::Stopped;
        QTest::newRow("stopped while it wrote") << u"+10 \"more\" hang"_s << true << AgentStatus::Stopped;
    }

    void everyEndOfAnAgentKeepsItsWaste()
    {
        QFETCH(QString, script);
        QFETCH(bool, stop);
        QFETCH(AgentStatus, status);
        RunFixture run{ModelLookup(priceOf)};
        run.script(u"dear 1"_s, u"+10 \"half an answer\" fail truncated"_s);
        run.script(u"dear 2"_s, script);
        QVERIFY(run.controller.start(requestOf(u"dear 1"_s, u"dear 2"_s)));
        run.clock.advance(Milliseconds(100));
        if (stop)
            run.controller.stopAgent(agentId);
        run.playToEnd();
        const AgentState &agent = run.controller.state().agent(agentId);
        QCOMPARE(agent.status, status);
        QVERIFY(agent.wastedUsd > 0.0);
        QCOMPARE(agent.costUsd, std::optional(agent.wastedUsd));
        QCOMPARE(run.controller.state().costUsd, agent.wastedUsd);
    }
};

QTEST_GUILESS_MAIN(CostsTest)
#include "tst_costs.moc"
