// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "RunFixture.h"
#include "engine/CacheForecast.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <functional>

using namespace tributary;
using namespace tributary::enginetest;
using namespace Qt::StringLiterals;

namespace {

Graph threeAndOne()
{
    Graph graph;
    graph.layers = {Layer{{agent(u"a"_s), agent(u"b"_s), agent(u"c"_s)}, {}, false}, Layer{{agent(u"s"_s)}, {}, false}};
    return graph;
}

/// No answer is given twice, so that whoever reads a new answer asks something new.
void answerDifferently(RunFixture &run, const QString &mark)
{
    for (const auto name : {"a", "b", "c", "d", "s", "x"}) {
        QStringList scripts;
        for (int i = 1; i <= 4; ++i)
            scripts.append(u"+10 \"%1 %2 %3\" ok in=100 out=10"_s.arg(QLatin1StringView(name), mark).arg(i));
        run.script(QLatin1StringView(name), scripts);
    }
}

struct Setting
{
    RunRequest request = enginetest::request(threeAndOne());
    ModelFacts facts;

    Agent &agent(int layer, int index) { return request.graph.layers[layer].agents[index]; }
};

using Edit = std::function<void(Setting &)>;

QString agentsWith(const RunState &state, AgentStatus status)
{
    QStringList names;
    for (auto it = state.agents.cbegin(); it != state.agents.cend(); ++it) {
        if (it->status == status)
            names.append(it.key().value);
    }
    names.sort();
    return names.join(u' ');
}

QString sorted(const QSet<AgentId> &ids)
{
    QStringList names;
    for (const AgentId &id : ids)
        names.append(id.value);
    names.sort();
    return names.join(u' ');
}

/// Runs the request and gives the answers by agent.
RunState runOf(const RunRequest &request, MemoryCache &cache, const QString &mark, const ModelFacts &facts = {})
{
    RunFixture run(facts, &cache);
    answerDifferently(run, mark);
    if (!run.controller.start(request))
        return {};
    run.playToEnd();
    return run.controller.state();
}

} // namespace

Q_DECLARE_METATYPE(Edit)

class CacheTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    /// What is asked again after an edit is exactly what depends on it.
    void editsAskAgain_data()
    {
        QTest::addColumn<Edit>("edit");
        QTest::addColumn<QString>("asked");
        const auto row = [](const char *name, const QString &asked, const Edit &edit) {
            QTest::newRow(name) << edit << asked;
        };
        row("nothing", {}, [](Setting &) {});
        row("the aggregator's system prompt", u"s"_s, [](Setting &s) { s.agent(1, 0).systemPrompt = u"Short."_s; });
        row("the aggregator's model", u"s"_s, [](Setting &s) { s.agent(1, 0).model = model(u"x"_s); });
        row("a new proposer", u"d s"_s, [](Setting &s) { s.request.graph.layers[0].agents.append(agent(u"d"_s)); });
        row("a new proposer in front", u"d s"_s,
            [](Setting &s) { s.request.graph.layers[0].agents.prepend(agent(u"d"_s)); });
        row("a proposer's system prompt", u"b s"_s, [](Setting &s) { s.agent(0, 1).systemPrompt = u"Short."_s; });
        row("a proposer's temperature", u"b s"_s, [](Setting &s) { s.agent(0, 1).sampling.temperature = 0.1; });
        row("a proposer's token limit", u"b s"_s, [](Setting &s) { s.agent(0, 1).sampling.maxTokens = 99; });
        row("a proposer's reasoning", u"b s"_s, [](Setting &s) { s.agent(0, 1).reasoning = u"low"_s; });
        row("one muted", u"s"_s, [](Setting &s) { s.agent(0, 2).muted = true; });
        row("the prompt", u"a b c s"_s, [](Setting &s) { s.request.prompt += u" And why?"_s; });
        row("an attachment", u"a b c s"_s, [](Setting &s) {
            s.request.attachments = {{u"n.txt"_s, {}, {}, 1, u"t"_s}};
        });
        row("an earlier turn", u"a b c s"_s, [](Setting &s) { s.request.conversation = {{u"Hello"_s, u"Hi"_s}}; });
        row("a reference excluded", u"s"_s, [](Setting &s) {
            s.agent(1, 0).references = QList<AgentId>{{u"a"_s}, {u"b"_s}};
        });
        row("the packing", u"s"_s, [](Setting &s) { s.request.graph.packing.role = Packing::Role::System; });
        row("the order of references", u"s"_s, [](Setting &s) { ++s.request.seed; });
        row("the cache bypassed", u"a b c s"_s, [](Setting &s) { s.request.cache = CacheUse::Bypass; });
        row("a price", {}, [](Setting &s) { s.facts.inputUsdPerMTok = s.facts.outputUsdPerMTok = 3.0; });
        row("a name", {}, [](Setting &s) { s.agent(0, 1).name = u"Clara"_s; });
        row("a name that is shown", u"s"_s, [](Setting &s) {
            s.request.graph.packing.names = Packing::Names::Shown;
            s.agent(0, 1).name = u"Clara"_s;
        });
        row("a time limit", {}, [](Setting &s) { s.agent(0, 1).timeout = Milliseconds(5); });
        row("a fallback", {}, [](Setting &s) { s.agent(0, 0).fallbacks = {model(u"b"_s)}; });
        row("a quorum", {}, [](Setting &s) { s.request.graph.layers[0].quorum = Quorum{1, Milliseconds(0)}; });
        row("another run's fences", {}, [](Setting &s) { s.request.nonce = u"zzz"_s; });
    }

    void editsAskAgain()
    {
        QFETCH(Edit, edit);
        QFETCH(QString, asked);
        MemoryCache cache;
        Setting setting;
        const RunState first = runOf(setting.request, cache, u"first"_s);
        QCOMPARE(agentsWith(first, AgentStatus::Done), u"a b c s"_s);
        edit(setting);
        const RunState second = runOf(setting.request, cache, u"second"_s, setting.facts);
        QCOMPARE(agentsWith(second, AgentStatus::Done), asked);
        QCOMPARE(second.outcome, RunOutcome::Synthesis);
        for (auto it = second.agents.cbegin(); it != second.agents.cend(); ++it) {
            if (it->status == AgentStatus::Cached)
                QCOMPARE(it->answer, first.agent(it.key()).answer);
        }
    }

    /// Before a run it is known which agents it will not ask.
    void theForecastIsWhatHappens_data() { editsAskAgain_data(); }

    void theForecastIsWhatHappens()
    {
        QFETCH(Edit, edit);
        MemoryCache cache;
        Setting setting;
        const auto forecast = [&] {
            const FakeClock clock;
            ScriptedClient client(clock);
            return sorted(cachedAgents(
                setting.request, client, [&](const ModelRef &) { return setting.facts; }, &cache));
        };
        QCOMPARE(forecast(), QString());
        runOf(setting.request, cache, u"first"_s);
        edit(setting);
        const QString told = forecast();
        QCOMPARE(told, agentsWith(runOf(setting.request, cache, u"second"_s, setting.facts), AgentStatus::Cached));
    }

    void theForecastKnowsPriorAnswersAndBadGraphs()
    {
        const FakeClock clock;
        ScriptedClient client(clock);
        const auto forecast = [&client](const RunRequest &request) {
            return sorted(cachedAgents(request, client, {}, nullptr));
        };
        RunRequest request = Setting().request;
        request.prior.insert({u"b"_s}, {model(u"b"_s), u"kept"_s, {}});
        QCOMPARE(forecast(request), u"b"_s);
        request.graph.layers.clear();
        QCOMPARE(forecast(request), QString());
    }

    void aCachedCallCostsNothingAndTellsItsOrigin()
    {
        MemoryCache cache;
        ModelFacts priced;
        priced.inputUsdPerMTok = priced.outputUsdPerMTok = 1000.0;
        const RunRequest request = Setting().request;
        const RunState first = runOf(request, cache, u"first"_s, priced);
        QVERIFY(first.costUsd > 0.0);
        const RunState second = runOf(request, cache, u"second"_s, priced);
        QCOMPARE(second.costUsd, 0.0);
        QCOMPARE(second.unpriced, 0);
        QCOMPARE(second.usage, Usage());
        const AgentState &aggregator = second.agent({u"s"_s});
        QCOMPARE(aggregator.costUsd, 0.0);
        QCOMPARE(aggregator.usage, first.agent({u"s"_s}).usage);
        QCOMPARE(aggregator.references.size(), 3);
        QVERIFY(aggregator.cachedFrom.isValid());
    }

    /// A budget that would not start a single call lets a run from the cache through.
    void theBudgetDoesNotCountWhatIsKept()
    {
        MemoryCache cache;
        ModelFacts priced;
        priced.inputUsdPerMTok = 1000.0;
        RunRequest request = Setting().request;
        runOf(request, cache, u"first"_s, priced);
        request.policies.budgetUsd = 0.000001;
        QCOMPARE(runOf(request, cache, u"second"_s, priced).outcome, RunOutcome::Synthesis);
        request.cache = CacheUse::Bypass;
        QCOMPARE(runOf(request, cache, u"third"_s, priced).outcome, RunOutcome::BudgetStopped);
    }

    /// Three agents of one model: three samples, the same three when asked again, whoever is the fastest.
    void identicalQuestionsKeepTheirSamples()
    {
        MemoryCache cache;
        RunRequest request = enginetest::request(graph(1, 3));
        for (Agent &agent : request.graph.layers[0].agents)
            agent.model = model(u"same"_s);
        const auto run = [&](const QStringList &scripts) {
            RunFixture fixture(ModelFacts{}, &cache);
            fixture.script(u"same"_s, scripts);
            [&] { QVERIFY(fixture.controller.start(request)); }();
            fixture.playToEnd();
            return fixture.controller.state();
        };
        const RunState first = run({u"+30 \"one\" ok"_s, u"+20 \"two\" ok"_s, u"+10 \"three\" ok"_s});
        const RunState second = run({u"+10 \"never\" ok"_s});
        QCOMPARE(agentsWith(second, AgentStatus::Cached), u"a0-0 a0-1 a0-2 s"_s);
        for (const auto id : {"a0-0"_L1, "a0-1"_L1, "a0-2"_L1})
            QCOMPARE(second.agent({id}).answer, first.agent({id}).answer);
        // A fourth one needs one more sample.
        request.graph.layers[0].agents.append(agent(u"a0-3"_s));
        request.graph.layers[0].agents.last().model = model(u"same"_s);
        QCOMPARE(agentsWith(run({u"+10 \"four\" ok"_s}), AgentStatus::Done), u"a0-3 s"_s);
    }

    void aFallbackAnswersUnderItsOwnName()
    {
        MemoryCache cache;
        RunRequest request = Setting().request;
        request.graph.layers[0].agents[0].fallbacks = {model(u"x"_s)};
        const auto run = [&](const QString &scriptOfA, const QString &mark) {
            RunFixture fixture(ModelFacts{}, &cache);
            answerDifferently(fixture, mark);
            fixture.script(u"a"_s, scriptOfA);
            [&] { QVERIFY(fixture.controller.start(request)); }();
            fixture.playToEnd();
            return fixture.asked();
        };
        QCOMPARE(run(u"+5 fail server"_s, u"first"_s), u"a b c x s"_s);
        // The agent's own model is asked again, its fallback is not, nor who reads it.
        QCOMPARE(run(u"+5 fail server"_s, u"second"_s), u"a"_s);
        // Now it answers.
        QCOMPARE(run(u"+5 \"better\" ok"_s, u"third"_s), u"a s"_s);
    }

    /// The fallback of one agent is the model of another: both ask the same, and each gets a sample of its own.
    void aFallbackTakesNobodysSample()
    {
        MemoryCache cache;
        RunRequest request = Setting().request;
        request.graph.layers[0].agents[0].fallbacks = {model(u"b"_s)};
        RunFixture run(ModelFacts{}, &cache);
        answerDifferently(run, u"first"_s);
        run.script(u"a"_s, u"+50 fail server"_s);
        QVERIFY(run.controller.start(request));
        run.playToEnd();
        QCOMPARE(run.asked(), u"a b c b s"_s);
        QVERIFY(run.controller.state().agent({u"a"_s}).answer != run.controller.state().agent({u"b"_s}).answer);
    }

    void whatIsKept_data()
    {
        QTest::addColumn<QString>("script");
        QTest::addColumn<bool>("kept");
        QTest::newRow("whole") << u"+10 \"text\" ok"_s << true;
        QTest::newRow("cut by the token limit") << u"+10 \"text\" ok cut"_s << true;
        QTest::newRow("after a retry") << u"+10 retry server 10 +10 \"text\" ok"_s << true;
        QTest::newRow("failed") << u"+10 \"text\" fail truncated"_s << false;
        QTest::newRow("refused") << u"+10 \"text\" fail refused"_s << false;
        QTest::newRow("blank") << u"+10 \" \" ok"_s << false;
        QTest::newRow("stopped") << u"+10 \"text\" hang"_s << false;
    }

    void whatIsKept()
    {
        QFETCH(QString, script);
        QFETCH(bool, kept);
        MemoryCache cache;
        RunFixture run(ModelFacts{}, &cache);
        run.script(u"a0-0"_s, script);
        QVERIFY(run.controller.start(request(graph(1, 1))));
        run.playToEnd();
        run.controller.stop();
        const QList<CachedAnswer> answers = cache.answers();
        const auto text = std::find_if(answers.begin(), answers.end(),
                                       [](const CachedAnswer &answer) { return answer.answer.contains(u"text"_s); });
        QCOMPARE(text != answers.end(), kept);
        if (kept) {
            QCOMPARE(text->cutByLimit, script.endsWith(u"cut"_s));
            QVERIFY(text->from.isValid());
            QCOMPARE(text->model, model(u"a0-0"_s));
        }
    }

    void aBypassedCacheIsFilledAllTheSame()
    {
        MemoryCache cache;
        RunRequest request = Setting().request;
        request.cache = CacheUse::Bypass;
        runOf(request, cache, u"first"_s);
        QCOMPARE(cache.finds(), 0);
        QCOMPARE(cache.answers().size(), 4);
        request.cache = CacheUse::Use;
        QCOMPARE(agentsWith(runOf(request, cache, u"second"_s), AgentStatus::Cached), u"a b c s"_s);
    }

    void aCachedAnswerCountsForTheQuorum()
    {
        MemoryCache cache;
        RunRequest request = Setting().request;
        runOf(request, cache, u"first"_s);
        request.graph.layers[0].agents[2].systemPrompt = u"Now slow."_s;
        request.graph.layers[0].quorum = Quorum{2, Milliseconds(50)};
        RunFixture run(ModelFacts{}, &cache);
        run.script(u"c"_s, u"hang"_s);
        QVERIFY(run.controller.start(request));
        run.playToEnd();
        QCOMPARE(run.outcomes, QList<RunOutcome>{RunOutcome::Synthesis});
        QCOMPARE(run.controller.state().agent({u"c"_s}).status, AgentStatus::Stopped);
    }
};

QTEST_GUILESS_MAIN(CacheTest)
#include "tst_cache.moc"
