// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "graph/Estimate.h"
#include "graph/Packing.h"
#include "graph/Presets.h"
#include "support/GraphNotation.h"

#include <QRegularExpression>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

/// 86 tokens by our count.
const QString prompt(344, u'x');

std::optional<ModelFacts> unknownPrices(const ModelRef &)
{
    return ModelFacts();
}

ModelFacts priced(double input, double output, bool local = false)
{
    return {std::nullopt, input, output, local};
}

Plan plan(const QString &notation)
{
    return compile(notation::graph(notation)).value();
}

/// One second to the first token, then 100 tokens a second; 100, 200 or 300 tokens.
AnswerHistory steadyHistory()
{
    return {{100, 300}, 200, 1.0, 100};
}

QHash<ModelRef, AnswerHistory> steady(const Plan &plan)
{
    QHash<ModelRef, AnswerHistory> history;
    for (const PlannedLayer &layer : plan.layers) {
        for (const PlannedCall &call : layer.calls)
            history.insert(call.agent.model, steadyHistory());
    }
    return history;
}

} // namespace

class EstimateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void presetFigures_data()
    {
        QTest::addColumn<QString>("preset");
        QTest::addColumn<int>("calls");
        QTest::addColumn<int>("layers");
        QTest::addColumn<qint64>("tokensToTheNextHundred");
        QTest::newRow("simple") << u"simple"_s << 3 << 2 << qint64(2700);
        QTest::newRow("moa") << u"moa"_s << 4 << 2 << qint64(3700);
        QTest::newRow("moa-lite") << u"moa-lite"_s << 7 << 2 << qint64(6600);
        QTest::newRow("moa-paper") << u"moa-paper"_s << 13 << 3 << qint64(27100);
        QTest::newRow("self-moa") << u"self-moa"_s << 7 << 2 << qint64(6600);
    }

    void presetFigures()
    {
        QFETCH(QString, preset);
        const Graph graph = fillModels(findPreset(preset).value(), {{{u"p"_s}, u"m"_s}});
        const Estimate found = estimate(compile(graph).value(), prompt, unknownPrices);
        QTEST(found.calls, "calls");
        QTEST(found.layers, "layers");
        QTEST((found.tokens + 50) / 100 * 100, "tokensToTheNextHundred");
        QVERIFY(found.tokenRange.low < found.tokens && found.tokens < found.tokenRange.high);
    }

    void inputGrowsWithReferencesAndSystemPrompt()
    {
        Graph graph = notation::graph(u"a b | s"_s);
        graph.layers[0].agents[0].systemPrompt = QString(40, u'y');
        const Plan plan = compile(graph).value();
        const Estimate found = estimate(plan, prompt, unknownPrices, steady(plan));
        // a: 86 + 10 in; b: 86 in; s: 86 + 170 + both answers in; one answer out each.
        QCOMPARE(found.tokens, 96 + 86 + 256 + 2 * 200 + 3 * 200);
        QCOMPARE(found.tokenRange, (Range<qint64>{96 + 86 + 256 + 2 * 100 + 3 * 100, 96 + 86 + 256 + 5 * 300}));
    }

    void answersStayBelowMaxTokens()
    {
        Graph graph = notation::graph(u"s"_s);
        graph.layers[0].agents[0].sampling.maxTokens = 150;
        const Plan plan = compile(graph).value();
        const Estimate found = estimate(plan, prompt, unknownPrices, steady(plan));
        QCOMPARE(found.tokens, 86 + 150);
        QCOMPARE(found.tokenRange, (Range<qint64>{86 + 100, 86 + 150}));
    }

    void layersAddUpAndTheSlowestAgentCounts()
    {
        const Plan three = plan(u"a b | c | s"_s);
        auto history = steady(three);
        history[{{u"test"_s}, u"b"_s}].firstTokenSeconds = 5;
        const Estimate found = estimate(three, prompt, unknownPrices, history);
        QCOMPARE(found.seconds.low, (5 + 1) + (1 + 1) + (1 + 1));
        QCOMPARE(found.seconds.high, (5 + 3) + (1 + 3) + (1 + 3));
    }

    void localModelsOfALayerWaitForEachOther()
    {
        const Plan mixed = plan(u"a b c | s"_s);
        const auto lookup = [](const ModelRef &ref) { return std::optional(priced(0, 0, ref.model != u"c"_s)); };
        auto history = steady(mixed);
        // a and b take 2 s each, one after the other; c takes 2 s beside them; then s.
        QCOMPARE(estimate(mixed, prompt, lookup, history).seconds.low, 4 + 2);
        history[{{u"test"_s}, u"c"_s}].firstTokenSeconds = 9;
        QCOMPARE(estimate(mixed, prompt, lookup, history).seconds.low, 10 + 2);
    }

    void moneyIsPriceTimesTokens()
    {
        const Plan small = plan(u"a | s"_s);
        const auto lookup = [](const ModelRef &ref) {
            return std::optional(ref.model == u"a"_s ? priced(1, 10) : priced(2, 20));
        };
        const Estimate found = estimate(small, prompt, lookup, steady(small));
        QVERIFY(found.usd);
        QCOMPARE(found.usd->low * 1e6, 86.0 * 1 + 100 * 10 + (86 + 170 + 100) * 2 + 100 * 20);
        QCOMPARE(found.usd->high * 1e6, 86.0 * 1 + 300 * 10 + (86 + 170 + 300) * 2 + 300 * 20);
        QCOMPARE(found.modelsWithoutPrice, 0);
    }

    /// Only the high end, and only where it is known when a second request would start.
    void hedgesAreInTheHighEnd()
    {
        Plan small = plan(u"a | s"_s);
        small.policy.hedging = true;
        const auto lookup = [](const ModelRef &) { return std::optional(priced(1, 10)); };
        auto history = steady(small);
        const Estimate without = estimate(small, prompt, lookup, history);
        history[{{u"test"_s}, u"a"_s}].hedgeAfter = Milliseconds(9000);
        const Estimate with = estimate(small, prompt, lookup, history);
        QCOMPARE(with.tokens, without.tokens);
        QCOMPARE(with.tokenRange.low, without.tokenRange.low);
        QCOMPARE(with.tokenRange.high, without.tokenRange.high + 86 + 300);
        QCOMPARE(with.usd->low, without.usd->low);
        QCOMPARE(with.usd->high * 1e6, without.usd->high * 1e6 + 86 + 300 * 10);
        small.policy.hedging = false;
        QCOMPARE(estimate(small, prompt, lookup, history), without);
    }

    void unknownPricesAreCountedNotZero()
    {
        Graph graph = notation::graph(u"a b c | s"_s);
        graph.layers[0].agents[1].model = graph.layers[0].agents[0].model;
        const Plan partly = compile(graph).value();
        const auto lookup = [](const ModelRef &ref) -> std::optional<ModelFacts> {
            if (ref.model == u"s"_s)
                return priced(1, 1);
            if (ref.model == u"c"_s)
                return ModelFacts{std::nullopt, 1.0, std::nullopt, false};
            return std::nullopt;
        };
        const Estimate some = estimate(partly, prompt, lookup, steady(partly));
        QCOMPARE(some.modelsWithoutPrice, 2); // a and b are one model
        QVERIFY(some.usd);
        QCOMPARE(some.usd->low * 1e6, 86.0 + 170 + 3 * 100 + 100);

        const Estimate none = estimate(partly, prompt, unknownPrices);
        QCOMPARE(none.modelsWithoutPrice, 3);
        QVERIFY(!none.usd);
        QVERIFY(!estimate(partly, prompt, {}).usd);
    }

    void budget_data()
    {
        QTest::addColumn<double>("budget");
        QTest::addColumn<bool>("allPriced");
        QTest::addColumn<int>("within"); // -1: cannot be said
        QTest::newRow("enough") << 1.0 << true << 1;
        QTest::newRow("only the low end fits") << 0.0006 << true << 0;
        QTest::newRow("too little") << 0.0001 << true << 0;
        QTest::newRow("enough for what is known") << 1.0 << false << -1;
        QTest::newRow("too little for what is known") << 0.0001 << false << 0;
        QTest::newRow("none") << 0.0 << true << -1;
    }

    void budget()
    {
        QFETCH(double, budget);
        QFETCH(bool, allPriced);
        Plan small = plan(u"a | s"_s);
        if (budget > 0)
            small.policy.budgetUsd = budget;
        const auto lookup = [&](const ModelRef &ref) {
            return allPriced || ref.model == u"s"_s ? std::optional(priced(1, 1)) : std::nullopt;
        };
        const Estimate found = estimate(small, prompt, lookup, steady(small));
        QTEST(found.withinBudget ? int(*found.withinBudget) : -1, "within");
    }

    void cachedAnswersCostNothingButAreRead()
    {
        const Plan small = plan(u"a b | s"_s);
        const auto lookup = [](const ModelRef &) { return std::optional(priced(1, 1)); };
        const Estimate found = estimate(small, prompt, lookup, steady(small), {{u"a"_s}});
        QCOMPARE(found.calls, 2);
        QCOMPARE(found.fromCache, 1);
        QCOMPARE(found.tokens, (86 + 200) + (86 + 170 + 400 + 200));

        const Estimate all = estimate(small, prompt, lookup, {}, {{u"a"_s}, {u"b"_s}, {u"s"_s}});
        QCOMPARE(all.calls, 0);
        QVERIFY(all.usd == (Range<double>{0, 0}));
        QCOMPARE(all.seconds.high, 0.0);
    }

    void templateIsAboutWhatPackingAdds()
    {
        const Plan small = plan(u"a b c | s"_s);
        PackingRequest request{*small.find({u"s"_s}), {}, prompt, {}, u"k3j9x2m1q8"_s, 1, std::nullopt};
        for (const QString &id : {u"a"_s, u"b"_s, u"c"_s})
            request.references.append({{id}, {}, QString(800, u'z')});
        const qint64 packed = pack(request)->estimatedTokens;
        const qint64 added = packed - 86 - 3 * 200;
        QVERIFY2(added > 120 && added < 300, qPrintable(QString::number(added)));
    }
};

QTEST_APPLESS_MAIN(EstimateTest)
#include "tst_estimate.moc"
