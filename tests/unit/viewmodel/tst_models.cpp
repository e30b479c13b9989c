// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "Story.h"
#include "support/FakeClock.h"
#include "viewmodel/EstimatePresenter.h"
#include "viewmodel/ModelChoices.h"

#include <QAbstractItemModelTester>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

/// Models for pickers, the providers behind them, and the estimate that their prices make.
class ModelsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void choicesKeepTheRulesOfModels();
    void choicesListEveryModel();
    void choicesHaveRawValues();
    void choicesForPresets();
    void directoryNames();
    void theDemoSharesNoProcessor();
    void estimateWaitsForTheTypist();
    void estimateInThreeLines();
    void estimateWithoutPrices_data();
    void estimateWithoutPrices();
    void estimateAgainstABudget();
    void noEstimateOfAGraphThatCannotRun();
    void callsInWords_data();
    void callsInWords();
};

void ModelsTest::choicesKeepTheRulesOfModels()
{
    ModelChoices choices;
    const QAbstractItemModelTester tester(&choices, QAbstractItemModelTester::FailureReportingMode::QtTest);
    choices.setProviders(someProviders());
    choices.setProviders({});
    choices.setProviders(someProviders());
    QCOMPARE(choices.rowCount(), 6);
    QCOMPARE(choices.rowCount(choices.index(0)), 0);
}

void ModelsTest::choicesListEveryModel()
{
    ModelChoices choices;
    choices.setProviders(someProviders());
    QStringList rows;
    for (int row = 0; row < choices.rowCount(); ++row)
        rows.append(choices.index(row).data(ModelChoices::RefRole).toString());
    QCOMPARE(rows, (QStringList{u"together/alpha"_s, u"together/beta"_s, u"together/sigma"_s, u"anthropic/opus"_s,
                                u"local/gamma"_s, u"demo/demo-voice"_s}));
    for (int row = 0; row < choices.rowCount(); ++row)
        QCOMPARE(choices.rowOf(choices.ref(row)), row);
    QCOMPARE(choices.rowOf({{u"together"_s}, u"nothing"_s}), -1);
    QVERIFY(choices.ref(99).isEmpty());
    QVERIFY(choices.ref(-1).isEmpty());
}

void ModelsTest::choicesHaveRawValues()
{
    ProviderDirectory providers = someProviders();
    providers.entries[0].provider.models[1].inputUsdPerMTok.reset();
    providers.entries[0].provider.models[1].contextTokens.reset();
    ModelChoices choices;
    choices.setProviders(providers);
    const QModelIndex alpha = choices.index(0);
    QCOMPARE(alpha.data().toString(), u"alpha"_s);
    QCOMPARE(alpha.data(ModelChoices::InputPriceRole).toDouble(), 1.0);
    QCOMPARE(alpha.data(ModelChoices::OutputPriceRole).toDouble(), 2.0);
    QCOMPARE(alpha.data(ModelChoices::ContextTokensRole).toLongLong(), 32'768);
    QCOMPARE(alpha.data(ModelChoices::DetailRole).toString(),
             u"Together · $1.00 in, $2.00 out per million tokens · 32,768 tokens"_s);
    QCOMPARE(alpha.data(Qt::AccessibleTextRole).toString(), u"alpha, Together"_s);
    const QModelIndex beta = choices.index(1);
    QVERIFY(!beta.data(ModelChoices::InputPriceRole).isValid());
    QCOMPARE(beta.data(ModelChoices::DetailRole).toString(), u"Together"_s);
    const QModelIndex opus = choices.index(3);
    QCOMPARE(opus.data(ModelChoices::HasKeyRole).toBool(), false);
    QVERIFY(opus.data(ModelChoices::DetailRole).toString().startsWith(u"Anthropic · no key"_s));
    QCOMPARE(choices.index(5).data(ModelChoices::IsDemoRole).toBool(), true);
    QCOMPARE(choices.roleNames().value(ModelChoices::RefRole), "ref");
}

void ModelsTest::choicesForPresets()
{
    ModelChoices choices;
    choices.setProviders(someProviders());
    QStringList usable;
    for (const ModelRef &ref : choices.usable())
        usable.append(ref.toString());
    QCOMPARE(usable, (QStringList{u"together/alpha"_s, u"together/beta"_s, u"together/sigma"_s, u"local/gamma"_s}));

    ProviderDirectory onlyDemo;
    onlyDemo.entries = someProviders().entries.last(1);
    choices.setProviders(onlyDemo);
    QCOMPARE(choices.usable().size(), 1);
}

void ModelsTest::directoryNames()
{
    const ProviderDirectory directory = someProviders();
    QCOMPARE(directory.nameOf({u"local"_s}), u"Ollama"_s);
    QCOMPARE(directory.nameOf({u"unknown"_s}), u"unknown"_s);
    QVERIFY(directory.isDemo({{u"demo"_s}, u"x"_s}));
    QVERIFY(!directory.isDemo({{u"local"_s}, u"x"_s}));
    QVERIFY(directory.lookup()({{u"local"_s}, u"gamma"_s}).value().local);
    QVERIFY(!directory.lookup()({{u"unknown"_s}, u"gamma"_s}));
}

void ModelsTest::theDemoSharesNoProcessor()
{
    Provider here;
    here.id = {u"here"_s};
    here.baseUrl = QUrl(u"http://127.0.0.1:11434/v1"_s);
    here.models = {{u"one"_s, 1000, 0.0, 0.0}};
    Provider demo = here;
    demo.id = {u"demo"_s};
    ProviderDirectory directory;
    directory.entries = {{here, true, false}, {demo, true, true}};
    const ModelLookup lookup = directory.lookup();
    QVERIFY(lookup({here.id, u"one"_s})->local);
    QVERIFY(!lookup({demo.id, u"one"_s})->local);
}

void ModelsTest::estimateWaitsForTheTypist()
{
    FakeClock clock;
    EstimatePresenter estimate(clock);
    QSignalSpy changed(&estimate, &EstimatePresenter::changed);
    estimate.setGraph(threePlusOne());
    estimate.setLookup(someProviders().lookup());
    for (int i = 0; i < 5; ++i) {
        estimate.setPrompt(QString(i, u'x'));
        clock.advance(Milliseconds(200));
    }
    QCOMPARE(changed.count(), 0);
    clock.advance(Milliseconds(100));
    QCOMPARE(changed.count(), 1);
    estimate.setPrompt(u"xxxx"_s);
    clock.advance(EstimatePresenter::delay);
    QCOMPARE(changed.count(), 1);
}

void ModelsTest::estimateInThreeLines()
{
    FakeClock clock;
    EstimatePresenter estimate(clock);
    estimate.setGraph(threePlusOne());
    estimate.setLookup(someProviders().lookup());
    estimate.setPrompt(u"Why do copper prices rise?"_s);
    QVERIFY(estimate.lines().isEmpty());
    estimate.update();
    const QStringList lines = estimate.lines();
    QCOMPARE(lines.size(), 3);
    QCOMPARE(lines[0], u"4 calls · 2 layers"_s);
    QVERIFY2(QRegularExpression(u"^≈ \\d,\\d00 tokens · \\$0\\.\\d+–0\\.\\d+$"_s).match(lines[1]).hasMatch(),
             qPrintable(lines[1]));
    QVERIFY2(QRegularExpression(u"^≈ \\d+–\\d+ s$"_s).match(lines[2]).hasMatch(), qPrintable(lines[2]));
    QCOMPARE(estimate.shortLines().size(), 2);
    QVERIFY(estimate.shortLines().last().contains(u"tokens · $"_s));
}

void ModelsTest::estimateWithoutPrices_data()
{
    QTest::addColumn<int>("unpriced");
    QTest::addColumn<QString>("expected");
    QTest::newRow("one") << 1 << u"price unknown for 1 model"_s;
    QTest::newRow("two") << 2 << u"price unknown for 2 models"_s;
}

void ModelsTest::estimateWithoutPrices()
{
    QFETCH(int, unpriced);
    QFETCH(QString, expected);
    ProviderDirectory providers = someProviders();
    for (int i = 0; i < unpriced; ++i)
        providers.entries[0].provider.models[i].inputUsdPerMTok.reset();
    FakeClock clock;
    EstimatePresenter estimate(clock);
    estimate.setGraph(threePlusOne());
    estimate.setLookup(providers.lookup());
    estimate.update();
    QVERIFY2(estimate.lines().at(1).endsWith(u" · "_s + expected), qPrintable(estimate.lines().at(1)));
}

void ModelsTest::estimateAgainstABudget()
{
    Graph graph = threePlusOne();
    graph.policy.budgetUsd = 100.0;
    FakeClock clock;
    EstimatePresenter estimate(clock);
    estimate.setGraph(graph);
    estimate.setLookup(someProviders().lookup());
    estimate.update();
    QVERIFY(estimate.lines().last().endsWith(u"budget OK"_s));
    QVERIFY(!estimate.isOverBudget());
    graph.policy.budgetUsd = 0.0001;
    estimate.setGraph(graph);
    estimate.update();
    QVERIFY(estimate.lines().last().endsWith(u"⚠ Over budget"_s));
    QVERIFY(estimate.isOverBudget());
}

void ModelsTest::noEstimateOfAGraphThatCannotRun()
{
    FakeClock clock;
    EstimatePresenter estimate(clock);
    estimate.setGraph(threePlusOne());
    estimate.update();
    QVERIFY(estimate.current());
    estimate.setGraph({});
    estimate.update();
    QVERIFY(!estimate.current());
    QVERIFY(estimate.lines().isEmpty() && estimate.shortLines().isEmpty());
}

void ModelsTest::callsInWords_data()
{
    QTest::addColumn<int>("calls");
    QTest::addColumn<int>("fromCache");
    QTest::addColumn<int>("layers");
    QTest::addColumn<QString>("expected");
    QTest::newRow("plain") << 4 << 0 << 2 << u"4 calls · 2 layers"_s;
    QTest::newRow("single") << 1 << 0 << 1 << u"1 call · 1 layer"_s;
    QTest::newRow("cached") << 3 << 1 << 2 << u"3 calls, 1 from cache · 2 layers"_s;
}

void ModelsTest::callsInWords()
{
    QFETCH(int, calls);
    QFETCH(int, fromCache);
    QFETCH(int, layers);
    QFETCH(QString, expected);
    Estimate estimate;
    estimate.calls = calls;
    estimate.fromCache = fromCache;
    estimate.layers = layers;
    QCOMPARE(callsText(estimate), expected);
}

QTEST_GUILESS_MAIN(ModelsTest)
#include "tst_models.moc"
