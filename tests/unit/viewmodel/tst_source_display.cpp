// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "Story.h"
#include "viewmodel/SourceDisplay.h"

#include <QRegularExpression>
#include <QTest>

#include <numeric>

using namespace tributary;
using namespace Qt::StringLiterals;

/// What the window says of the sources of a synthesis.
class TestSourceDisplay : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void saysWhereASentenceComesFrom_data();
    void saysWhereASentenceComesFrom();
    void sharesSumToAHundred_data();
    void sharesSumToAHundred();
    void findsSentencesBothWays();
    void tellsWhatIsLeftOut();
    void goesBackToLayerOne();
    void methodIsHonest();
    void footnotes();
    void nothingWasRead();
    void excerpts();
};

namespace {

const QString synthesis = u"Copper stays dear. Nobody knows why. Mines are slow."_s;

SourcePassage passage(const QString &agent, qsizetype start, qsizetype length, double score = 0.9)
{
    return {{agent}, {start, length}, score, {}, {}};
}

SentenceSources sentence(qsizetype start, qsizetype length, SourceLabel label, const QList<SourcePassage> &sources = {},
                         qsizetype strong = 0)
{
    SentenceSources result;
    result.range = {start, length};
    result.label = label;
    result.sources = sources;
    result.strongCount = strong;
    return result;
}

QList<AnswerCoverage> coverageOf(const QStringList &agents)
{
    QList<AnswerCoverage> all;
    for (const QString &agent : agents) {
        AnswerCoverage one;
        one.agent = {agent};
        all.append(one);
    }
    return all;
}

/// Three proposers, one aggregator: the first sentence from a and b, the second from nobody, the third from c.
ReaderAnalysis reader()
{
    ReaderAnalysis reader;
    reader.agent = {u"s"_s};
    reader.sources.sentences = {
        sentence(0, 18, SourceLabel::Shared, {passage(u"a"_s, 0, 20), passage(u"b"_s, 5, 10)}, 2),
        sentence(19, 17, SourceLabel::None, {passage(u"b"_s, 30, 10, 0.5)}),
        sentence(37, 15, SourceLabel::Verbatim, {passage(u"c"_s, 3, 15)}, 1)};
    reader.sources.contribution = {{{u"a"_s}, 0.2}, {{u"b"_s}, 0.2}, {{u"c"_s}, 0.3}};
    reader.sources.newShare = 0.3;
    reader.coverage = coverageOf({u"a"_s, u"b"_s, u"c"_s});
    return reader;
}

RunScene scene()
{
    return sceneOf(threePlusOne(), u"run; a queue; b queue; c queue; s queue"_s);
}

SourcesDisplay describe(const ReaderAnalysis &reader)
{
    RunAnalysis analysis;
    analysis.readers = {reader};
    return describeSources(analysis, scene(), {u"s"_s}, false).value_or(SourcesDisplay());
}

QString shareTexts(const SourcesDisplay &display)
{
    return display.sharesText;
}

} // namespace

void TestSourceDisplay::saysWhereASentenceComesFrom_data()
{
    QTest::addColumn<SentenceSources>("sources");
    QTest::addColumn<QString>("text");
    const QList<SourcePassage> both{passage(u"a"_s, 0, 9), passage(u"c"_s, 0, 9, 0.5)};
    QTest::newRow("verbatim") << sentence(0, 9, SourceLabel::Verbatim, both, 1) << u"Verbatim from A."_s;
    QTest::newRow("reworded") << sentence(0, 9, SourceLabel::Reworded, both, 1) << u"Reworded from A."_s;
    QTest::newRow("shared") << sentence(0, 9, SourceLabel::Shared, both, 2) << u"Shared by A and C."_s;
    QTest::newRow("none") << sentence(0, 9, SourceLabel::None) << u"No source found in the references."_s;
    QTest::newRow("weak") << sentence(0, 9, SourceLabel::None, both)
                          << u"No source found in the references. Weak match: A and C."_s;
    SentenceSources prompt = sentence(0, 9, SourceLabel::None);
    prompt.fromPrompt = true;
    QTest::newRow("prompt") << prompt << u"Repeats the prompt."_s;
    SentenceSources heading = sentence(0, 9, SourceLabel::None);
    heading.kind = TextSegment::Kind::Heading;
    QTest::newRow("heading") << heading << u"A heading."_s;
}

void TestSourceDisplay::saysWhereASentenceComesFrom()
{
    QFETCH(SentenceSources, sources);
    QFETCH(QString, text);
    ReaderAnalysis one = reader();
    one.sources.sentences = {sources};
    QCOMPARE(describe(one).sentences.first().text, text);
    QCOMPARE(describe(one).sentenceText(0), u"Sentence 1 of 1. "_s + text);
}

void TestSourceDisplay::sharesSumToAHundred_data()
{
    QTest::addColumn<QList<double>>("shares");
    QTest::addColumn<double>("prompt");
    QTest::addColumn<QString>("text");
    QTest::newRow("even") << QList<double>{0.4, 0.3, 0.2} << 0.0 << u"A 40 %, B 30 %, C 20 %, New 10 %"_s;
    QTest::newRow("thirds") << QList<double>{1 / 3.0, 1 / 3.0, 1 / 3.0} << 0.0 << u"A 34 %, B 33 %, C 33 %, New 0 %"_s;
    QTest::newRow("prompt too") << QList<double>{0.155, 0.155, 0.155} << 0.155
                                << u"A 16 %, B 16 %, C 15 %, Prompt 15 %, New 38 %"_s;
}

void TestSourceDisplay::sharesSumToAHundred()
{
    QFETCH(QList<double>, shares);
    QFETCH(double, prompt);
    ReaderAnalysis one = reader();
    one.sources.contribution = {{{u"a"_s}, shares[0]}, {{u"b"_s}, shares[1]}, {{u"c"_s}, shares[2]}};
    one.sources.promptShare = prompt;
    one.sources.newShare = 1 - prompt - std::accumulate(shares.cbegin(), shares.cend(), 0.0);
    const SourcesDisplay display = describe(one);
    QTEST(shareTexts(display), "text");
    int sum = 0;
    for (const ContributionShare &share : display.shares)
        sum += share.percent;
    QCOMPARE(sum, 100);
    QCOMPARE(display.shareOf({u"b"_s})->title, u"B"_s);
    QVERIFY(!display.shareOf({u"s"_s}));
}

void TestSourceDisplay::findsSentencesBothWays()
{
    const SourcesDisplay display = describe(reader());
    QCOMPARE(display.sentenceAt(0), 0);
    QCOMPARE(display.sentenceAt(18), -1);
    QCOMPARE(display.sentenceAt(40), 2);
    QCOMPARE(display.sentencesFrom({u"b"_s}, 6), QList<int>{0});
    QCOMPARE(display.sentencesFrom({u"b"_s}, 4), QList<int>{});
    // A weak match is no use of the passage.
    QCOMPARE(display.sentencesFrom({u"b"_s}, 32), QList<int>{});
    QCOMPARE(display.withoutSource, 1);
    QCOMPARE(display.withoutSourceText.left(1), u"1"_s);
    QVERIFY(display.sentences.at(1).lacksSource);
    QVERIFY(display.sentences.at(1).strongMarks().isEmpty());
    QCOMPARE(display.sentences.at(0).strongMarks().size(), 2);
}

void TestSourceDisplay::tellsWhatIsLeftOut()
{
    ReaderAnalysis one = reader();
    QCOMPARE(describe(one).leftOutText, QString());
    AnswerPoint point;
    one.coverage[0].points = {point, point};
    one.coverage[2].points = {point};
    const QString text = describe(one).leftOutText;
    QVERIFY2(text.startsWith(u"Left out: 2 points from A"_s) && text.endsWith(u", 1 from C"_s), qPrintable(text));
    QVERIFY2(!text.contains(u'B'), qPrintable(text));
}

void TestSourceDisplay::goesBackToLayerOne()
{
    RunAnalysis analysis;
    ReaderAnalysis one = reader();
    one.sources.sentences = {sentence(0, 18, SourceLabel::Reworded, {passage(u"d"_s, 0, 9)}, 1),
                             sentence(19, 17, SourceLabel::None)};
    one.coverage = coverageOf({u"d"_s, u"e"_s});
    analysis.readers = {one};
    TracedSource trace;
    trace.path = {{u"d"_s}, {u"b"_s}};
    trace.range = {2, 7};
    trace.score = 0.7;
    analysis.traces.insert({u"s"_s}, QList<QList<TracedSource>>{QList<TracedSource>{trace}, QList<TracedSource>{}});
    const RunScene three = sceneOf(threeTwoOne(), u"run; a queue"_s);
    const SourcesDisplay direct = *describeSources(analysis, three, {u"s"_s}, false);
    QVERIFY(direct.canTrace && !direct.isTraced);
    QCOMPARE(direct.references, (QList<AgentId>{{u"d"_s}, {u"e"_s}}));
    const SourcesDisplay traced = *describeSources(analysis, three, {u"s"_s}, true);
    QVERIFY(traced.isTraced);
    QCOMPARE(traced.references, (QList<AgentId>{{u"a"_s}, {u"b"_s}, {u"c"_s}}));
    QCOMPARE(traced.sentences.at(0).marks.first().agent, AgentId{u"b"_s});
    QCOMPARE(traced.sentences.at(0).text, u"Goes back to B in layer 1."_s);
    QCOMPARE(traced.sentences.at(1).text, u"No source found in layer 1."_s);
}

void TestSourceDisplay::methodIsHonest()
{
    ReaderAnalysis one = reader();
    QVERIFY(!describe(one).methodText.contains(u"noise"_s));
    QVERIFY(describe(one).methodText.contains(u"not proof of influence"_s));
    one.sources.noise = 0.04;
    one.sources.weakLanguage = true;
    QVERIFY2(describe(one).methodText.contains(u"Attribution noise about 4"_s), qPrintable(describe(one).methodText));
    QVERIFY(describe(one).methodText.contains(u"language"_s));
}

void TestSourceDisplay::footnotes()
{
    const QString answer = u"Copper stays dear, they all say, and mines are slow."_s;
    const QString text =
        withFootnotes(synthesis, describe(reader()), scene(), [&answer](const AgentId &) { return answer; });
    QVERIFY2(text.startsWith(u"Copper stays dear.[^A1][^B1] Nobody knows why. Mines are slow.[^C1]\n\n[^A1]: A, "_s),
             qPrintable(text));
    QCOMPARE(text.count(u"\n[^"_s), 3);
    // Nothing to say: the text as it is.
    QCOMPARE(withFootnotes(synthesis, SourcesDisplay(), scene(), [](const AgentId &) { return QString(); }), synthesis);
}

void TestSourceDisplay::nothingWasRead()
{
    RunAnalysis analysis;
    QVERIFY(!describeSources(analysis, scene(), {u"s"_s}, false));
    ReaderAnalysis silent;
    silent.agent = {u"s"_s};
    analysis.readers = {silent};
    const SourcesDisplay display = *describeSources(analysis, scene(), {u"s"_s}, true);
    QVERIFY(display.shares.isEmpty() && display.sentences.isEmpty());
    QCOMPARE(display.sentenceText(0), QString());
}

void TestSourceDisplay::excerpts()
{
    QCOMPARE(excerptOf(u"one two\nthree"_s, {0, 13}, 50), u"one two three"_s);
    QCOMPARE(excerptOf(u"one two three"_s, {0, 13}, 9), u"one two…"_s);
    QCOMPARE(excerptOf(u"one two three"_s, {4, 3}, 9), u"two"_s);
}

QTEST_GUILESS_MAIN(TestSourceDisplay)
#include "tst_source_display.moc"
