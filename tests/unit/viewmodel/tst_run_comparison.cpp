// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "unit/library/SampleRuns.h"
#include "viewmodel/RunComparison.h"

#include <QTest>

using namespace tributary;
using namespace tributary::tests;
using namespace Qt::StringLiterals;

namespace {

ComparedFact factOf(const RunComparison &comparison, const QString &label)
{
    for (const ComparedFact &fact : comparison.facts) {
        if (fact.label == label)
            return fact;
    }
    return {};
}

ComparedText textOf(const RunComparison &comparison, const QString &title)
{
    for (const ComparedText &text : comparison.texts) {
        if (text.title == title)
            return text;
    }
    return {};
}

} // namespace

class RunComparisonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRunIsLikeItself();
    void marksWhatDiffers();
    void matchesAgentsByLetter();
    void readsMarkdownAsAPersonDoes();
};

void RunComparisonTest::aRunIsLikeItself()
{
    const RunRecord run = sampleRun(u"one"_s);
    const RunComparison comparison = compareRuns(run, run);
    for (const ComparedFact &fact : comparison.facts)
        QVERIFY2(!fact.differs, qPrintable(fact.label));
    for (const ComparedText &text : comparison.texts)
        QCOMPARE(text.first, text.second);
    QCOMPARE(comparison.firstTitle, comparison.secondTitle);
}

void RunComparisonTest::marksWhatDiffers()
{
    const RunRecord first = sampleRun(u"one"_s);
    RunRecord second = sampleRun(u"two"_s, u"Why is the sea blue?"_s, 60);
    second.graph.name = u"Another graph"_s;
    second.events = sampleEvents(u"two"_s, u"another synthesis"_s);
    const RunComparison comparison = compareRuns(first, second);
    QCOMPARE(factOf(comparison, u"Graph"_s), (ComparedFact{u"Graph"_s, u"MoA 2+1"_s, u"Another graph"_s, true}));
    QVERIFY(!factOf(comparison, u"Cost"_s).differs);
    QCOMPARE(factOf(comparison, u"Cost"_s).first, u"$0.75 + price unknown for 1"_s);
    QCOMPARE(textOf(comparison, u"Synthesis"_s),
             (ComparedText{u"Synthesis"_s, u"the synthesis"_s, u"another synthesis"_s}));
    QCOMPARE(textOf(comparison, u"Prompt"_s).second, u"Why is the sea blue?"_s);
}

void RunComparisonTest::matchesAgentsByLetter()
{
    const RunRecord first = sampleRun(u"one"_s);
    RunRecord second = sampleRun(u"two"_s);
    Agent third;
    third.id = AgentId{u"c"_s};
    third.model = {ProviderId{u"p"_s}, u"m9"_s};
    second.graph.layers.first().agents.append(third);
    const RunComparison comparison = compareRuns(first, second);
    QCOMPARE(factOf(comparison, u"C"_s), (ComparedFact{u"C"_s, u"none"_s, u"m9"_s, true}));
    QCOMPARE(textOf(comparison, u"A"_s).first, u"first answer"_s);
    QCOMPARE(textOf(comparison, u"C"_s).first, QString());
    QCOMPARE(factOf(comparison, u"Aggregator"_s).first, u"m3"_s);
}

void RunComparisonTest::readsMarkdownAsAPersonDoes()
{
    RunRecord run = sampleRun(u"one"_s);
    run.events = sampleEvents(u"one"_s, u"**Bold** words\n\n- an item"_s);
    const QString text = textOf(compareRuns(run, run), u"Synthesis"_s).first;
    QVERIFY2(text.startsWith(u"Bold words"_s) && !text.contains(u'*'), qPrintable(text));
}

QTEST_APPLESS_MAIN(RunComparisonTest)
#include "tst_run_comparison.moc"
