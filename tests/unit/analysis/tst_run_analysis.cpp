// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/RunAnalysis.h"
#include "support/AnalysedRun.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

/// What a whole run tells: who read whom, back to layer 1, and what came in on the way.
class RunAnalysisTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void readersAreThoseWhoRead_data();
    void readersAreThoseWhoRead();
    void tracesLeadToLayerOne();
    void noTracesInTwoLayers();
    void additionsAreWhatNobodyBeforeSaid();
    void agreement();
    void noiseIsMeasuredOnWhatWasNotRead();
    void threeLanguages();
    void factsAreOfWhatTheMainAggregatorRead();
    void comesBackFromJson();
    void foreignJsonIsRefused_data();
    void foreignJsonIsRefused();
    void damagedJsonNeverLeadsAstray();
    void canBeCancelledAnywhere();
};

namespace {

const QString bridge = u"The old bridge was rebuilt in 1932 after the great flood."_s;
const QString harbour = u"Most ships reach the northern harbour through a narrow channel."_s;
const QString market = u"Farmers sell cheese and honey at the weekly market square."_s;
const QString comet = u"Astronomers measured the orbit of a distant comet last winter."_s;
const QString forest = u"Wild boars dig for acorns beneath the oaks of the southern forest."_s;

/// Layer 1: a, b; layer 2: c reads both, d reads b; the synthesis s reads c and d.
AnalysedRun threeLayers()
{
    AnalysedRun run;
    run.layer().answer(u"a"_s, bridge).answer(u"b"_s, harbour);
    run.layer().answer(u"c"_s, bridge + u' ' + market, u"ab"_s).answer(u"d"_s, harbour, u"b"_s);
    run.layer().answer(u"s"_s, bridge + u' ' + harbour + u' ' + market + u' ' + comet, u"cd"_s);
    return run;
}

QString joined(const QList<AgentId> &agents)
{
    QString all;
    for (const AgentId &agent : agents)
        all += agent.value;
    return all;
}

/// "s:cd": the reader and whose answers are covered.
QString describedReaders(const RunAnalysis &analysis)
{
    QStringList all;
    for (const ReaderAnalysis &reader : analysis.readers) {
        QList<AgentId> read;
        for (const AnswerCoverage &coverage : reader.coverage)
            read.append(coverage.agent);
        all.append(reader.agent.value + u':' + joined(read));
    }
    return all.join(u' ');
}

QJsonObject someJson()
{
    return toJson(analyseRun(threeLayers().record()).value());
}

/// The JSON with one member replaced; `path` as in "readers.0.agent".
QJsonValue changed(const QJsonValue &value, QStringList path, const QJsonValue &with)
{
    if (path.isEmpty())
        return with;
    const QString step = path.takeFirst();
    if (value.isArray()) {
        QJsonArray array = value.toArray();
        array.replace(step.toInt(), changed(array.at(step.toInt()), path, with));
        return array;
    }
    QJsonObject object = value.toObject();
    object.insert(step, changed(object.value(step), path, with));
    return object;
}

} // namespace

void RunAnalysisTest::readersAreThoseWhoRead_data()
{
    QTest::addColumn<RunRecord>("record");
    QTest::addColumn<QString>("readers");
    AnalysedRun two;
    two.layer().answer(u"a"_s, bridge).answer(u"b"_s, harbour);
    QTest::newRow("several aggregators")
        << AnalysedRun(two).layer().answer(u"s"_s, bridge, u"ab"_s).answer(u"t"_s, harbour, u"b"_s).record()
        << u"s:ab t:b"_s;
    QTest::newRow("three layers") << threeLayers().record() << u"c:ab d:b s:cd"_s;
    QTest::newRow("read in another order")
        << AnalysedRun(two).layer().answer(u"s"_s, bridge, u"ba"_s).record() << u"s:ab"_s;
    QTest::newRow("a failed agent's words were not read") << AnalysedRun()
                                                                 .layer()
                                                                 .answer(u"a"_s, bridge)
                                                                 .failed(u"b"_s, harbour)
                                                                 .layer()
                                                                 .answer(u"s"_s, bridge, u"ab"_s)
                                                                 .record()
                                                          << u"s:a"_s;
    QTest::newRow("a muted agent") << AnalysedRun()
                                          .layer()
                                          .answer(u"a"_s, bridge)
                                          .skipped(u"b"_s, SkipReason::Muted)
                                          .layer()
                                          .answer(u"s"_s, bridge, u"a"_s)
                                          .record()
                                   << u"s:a"_s;
    QTest::newRow("a bypassed layer") << AnalysedRun(two)
                                             .layer()
                                             .skipped(u"c"_s, SkipReason::Bypassed)
                                             .layer()
                                             .answer(u"s"_s, bridge, u"ab"_s)
                                             .record()
                                      << u"s:ab"_s;
    QTest::newRow("from the cache") << AnalysedRun(two).layer().cached(u"s"_s, bridge, u"ab"_s).record() << u"s:ab"_s;
    QTest::newRow("from the cache of an older program")
        << AnalysedRun(two).layer().cached(u"s"_s, bridge).record() << u"s:ab"_s;
    QTest::newRow("no synthesis") << AnalysedRun(two).layer().failed(u"s"_s, bridge).record() << QString();
    QTest::newRow("one layer") << two.record() << QString();
    QTest::newRow("no graph") << AnalysedRun().record() << QString();
}

void RunAnalysisTest::readersAreThoseWhoRead()
{
    QFETCH(RunRecord, record);
    QFETCH(QString, readers);
    const auto analysis = analyseRun(record);
    QCOMPARE(describedReaders(*analysis), readers);
    QCOMPARE(analysis->reader({u"nobody"_s}), nullptr);
}

void RunAnalysisTest::tracesLeadToLayerOne()
{
    const auto analysis = analyseRun(threeLayers().record());
    const auto traces = analysis->traces.value({u"s"_s});
    QCOMPARE(traces.size(), 4);
    QCOMPARE(joined(traces[0].constFirst().path), u"ca"_s);
    QCOMPARE(traces[0].constFirst().range, (TextRange{0, bridge.size()}));
    QCOMPARE(traces[0].constFirst().score, 1.0);
    QCOMPARE(joined(traces[1].constFirst().path), u"db"_s);
    QVERIFY2(traces[2].isEmpty(), "the market came in with layer 2");
    QVERIFY2(traces[3].isEmpty(), "the comet came in with the synthesis");
}

void RunAnalysisTest::noTracesInTwoLayers()
{
    AnalysedRun run;
    run.layer().answer(u"a"_s, bridge).layer().answer(u"s"_s, bridge, u"a"_s);
    QVERIFY(analyseRun(run.record())->traces.isEmpty());
}

void RunAnalysisTest::additionsAreWhatNobodyBeforeSaid()
{
    const auto analysis = analyseRun(threeLayers().record());
    QCOMPARE(analysis->additions.size(), 2);
    const LayerAddition &second = analysis->additions[0];
    QCOMPARE(second.layer, 1);
    QCOMPARE(second.passages.value({u"c"_s}), (QList<TextRange>{{bridge.size() + 1, market.size()}}));
    QVERIFY(second.passages.value({u"d"_s}).isEmpty());
    QVERIFY2(second.newShare > 0.2 && second.newShare < 0.5, qPrintable(QString::number(second.newShare)));
    QCOMPARE(analysis->additions[1].layer, 2);
    QCOMPARE(analysis->additions[1].passages.value({u"s"_s}).size(), 1);
}

void RunAnalysisTest::agreement()
{
    AnalysedRun run;
    run.layer().answer(u"a"_s, bridge + u' ' + harbour).answer(u"b"_s, bridge + u' ' + harbour);
    run.answer(u"c"_s, bridge + u' ' + market).answer(u"d"_s, comet);
    run.layer().answer(u"s"_s, bridge, u"abcd"_s);
    const auto analysis = analyseRun(run.record());
    const AgreementMatrix matrix = analysis->agreement.value(0);
    QCOMPARE(joined(matrix.agents), u"abcd"_s);
    for (int i = 0; i < 4; ++i) {
        QCOMPARE(matrix.at(i, i), 1.0);
        for (int j = 0; j < 4; ++j) {
            QVERIFY(matrix.at(i, j) >= 0 && matrix.at(i, j) <= 1);
            QCOMPARE(matrix.at(i, j), matrix.at(j, i));
        }
    }
    QCOMPARE(matrix.at(0, 1), 1.0);
    QVERIFY(matrix.at(0, 2) > 0.4 && matrix.at(0, 2) < 0.6);
    QCOMPARE(matrix.at(0, 3), 0.0);
    QVERIFY2(!analysis->agreement.contains(1), "syntheses are no proposals");
}

void RunAnalysisTest::noiseIsMeasuredOnWhatWasNotRead()
{
    AnalysedRun run;
    run.layer().answer(u"a"_s, bridge).answer(u"b"_s, harbour);
    const RunRecord readOne = AnalysedRun(run).layer().answer(u"s"_s, bridge, u"a"_s).record();
    QCOMPARE(analyseRun(readOne)->readers[0].sources.noise, std::optional(0.0));
    const RunRecord readAll = AnalysedRun(run).layer().answer(u"s"_s, bridge, u"ab"_s).record();
    QCOMPARE(analyseRun(readAll)->readers[0].sources.noise, std::nullopt);
    // Layer 1 was read through layer 2.
    const auto analysis = analyseRun(threeLayers().record());
    for (const ReaderAnalysis &reader : analysis->readers)
        QCOMPARE(reader.sources.noise.has_value(), reader.agent.value == u"d"_s);
}

void RunAnalysisTest::threeLanguages()
{
    const QString german = u"Die alte Brücke wurde nach der großen Flut wieder aufgebaut."_s;
    const QString chinese = u"那座古老的桥在大洪水之后被重新修建了起来。"_s;
    const QString arabic = u"أعيد بناء الجسر القديم بعد الفيضان الكبير في المدينة."_s;
    AnalysedRun run;
    run.layer().answer(u"a"_s, german).answer(u"b"_s, chinese).answer(u"c"_s, arabic);
    run.layer().answer(u"s"_s, german + u"\n\n"_s + chinese + u"\n\n"_s + arabic, u"abc"_s);
    const auto analysis = analyseRun(run.record());
    QCOMPARE(analysis->readers[0].sources.sentences.size(), 3);
    for (int i = 0; i < 3; ++i) {
        const SentenceSources &sentence = analysis->readers[0].sources.sentences[i];
        QCOMPARE(sentence.label, SourceLabel::Verbatim);
        QCOMPARE(sentence.sources[0].agent.value, QString(QChar(u"abc"[i])));
        QCOMPARE(analysis->readers[0].coverage[i].count(PointUse::Used), 1);
    }
}

void RunAnalysisTest::factsAreOfWhatTheMainAggregatorRead()
{
    AnalysedRun run;
    run.layer().answer(u"a"_s, u"The iron tower in the old harbour is 330 m tall."_s);
    run.answer(u"b"_s, u"In the old harbour the iron tower is 324 m tall."_s);
    run.answer(u"c"_s, u"It took 500 men."_s);
    run.layer().answer(u"s"_s, bridge, u"ab"_s).answer(u"t"_s, bridge, u"abc"_s);
    const auto analysis = analyseRun(run.record());
    QStringList values;
    for (const AnswerFact &fact : analysis->factsOfOne)
        values.append(fact.agent.value + u' ' + fact.fact.value);
    QCOMPARE(values, (QStringList{u"a 330 m"_s, u"b 324 m"_s}));
    QCOMPARE(analysis->contradictions.size(), 1);
}

void RunAnalysisTest::comesBackFromJson()
{
    const RunRecord record = threeLayers().record();
    const auto analysis = analyseRun(record);
    const QByteArray kept = QJsonDocument(toJson(*analysis)).toJson();
    const auto read = runAnalysisFromJson(QJsonDocument::fromJson(kept).object(), record);
    QVERIFY2(read, read ? "" : qPrintable(read.error().message));
    QCOMPARE(*read, *analysis);
    QCOMPARE(QJsonDocument(toJson(*read)).toJson(), kept);
}

void RunAnalysisTest::foreignJsonIsRefused_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("named");
    const auto row = [](const QString &path, const QJsonValue &value, const QString &named) {
        QTest::newRow(qPrintable(path)) << path << value << named;
    };
    row(u"readers"_s, 1, u"readers"_s);
    row(u"readers.0.agent"_s, u"x"_s, u"readers[0].agent"_s);
    row(u"readers.0.sources.newShare"_s, 7, u"readers[0].sources.newShare"_s);
    row(u"readers.0.sources.sentences.0.end"_s, 100'000, u"readers[0].sources.sentences[0].end"_s);
    row(u"readers.0.sources.sentences.0.start"_s, -1, u"readers[0].sources.sentences[0].end"_s);
    row(u"readers.0.sources.sentences.0.label"_s, u"good"_s, u"readers[0].sources.sentences[0].label"_s);
    row(u"readers.0.sources.sentences.0.strong"_s, 9, u"readers[0].sources.sentences[0].strong"_s);
    row(u"readers.0.sources.sentences.0.sources.0.inReference"_s, QJsonArray{1},
        u"readers[0].sources.sentences[0].sources[0].inReference"_s);
    row(u"readers.0.coverage.0.points.0.sentence"_s, 99, u"readers[0].coverage[0].points[0].sentence"_s);
    row(u"traces.0.sentences"_s, QJsonArray(), u"traces[0].sentences"_s);
    row(u"traces.0.sentences.0.0.path"_s, QJsonArray(), u"traces[0].sentences"_s);
    row(u"additions.0.layer"_s, 4, u"additions[0].layer"_s);
    row(u"agreement.0.values"_s, QJsonArray{1}, u"agreement[0].values"_s);
    row(u"agreement.0.values.1"_s, u"much"_s, u"agreement[0].values"_s);
}

void RunAnalysisTest::foreignJsonIsRefused()
{
    QFETCH(QString, path);
    QFETCH(QJsonValue, value);
    QFETCH(QString, named);
    const QJsonObject damaged = changed(someJson(), path.split(u'.'), value).toObject();
    const auto read = runAnalysisFromJson(damaged, threeLayers().record());
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ErrorKind::InvalidInput);
    QVERIFY2(read.error().message.startsWith(named + u':'), qPrintable(read.error().message));
}

void RunAnalysisTest::damagedJsonNeverLeadsAstray()
{
    const RunRecord record = threeLayers().record();
    const QByteArray whole = QJsonDocument(someJson()).toJson(QJsonDocument::Compact);
    const QByteArray letters = "0123456789-\"[]{}:,aes.";
    QRandomGenerator random(3);
    for (int round = 0; round < 400; ++round) {
        QByteArray damaged = whole;
        for (int i = 0; i < 3; ++i)
            damaged[random.bounded(int(damaged.size()))] = letters[random.bounded(int(letters.size()))];
        const auto read = runAnalysisFromJson(QJsonDocument::fromJson(damaged).object(), record);
        if (!read)
            continue;
        const RunState state = replay(record.events);
        for (const ReaderAnalysis &reader : read->readers) {
            for (const SentenceSources &sentence : reader.sources.sentences) {
                QVERIFY(sentence.range.end() <= state.agent(reader.agent).answer.size());
                QVERIFY(sentence.strongCount <= sentence.sources.size());
                for (const SourcePassage &source : sentence.sources)
                    QVERIFY(source.range.end() <= state.agent(source.agent).answer.size());
            }
        }
    }
}

void RunAnalysisTest::canBeCancelledAnywhere()
{
    AnalysedRun run;
    run.layer().answer(u"a"_s, QString(bridge + u' ' + harbour + u' ').repeated(20)).answer(u"b"_s, market + comet);
    run.layer().answer(u"s"_s, QString(bridge + u' ' + forest + u' ').repeated(20), u"ab"_s);
    const RunRecord record = run.record();
    int calls = 0;
    double last = 0;
    QVERIFY(analyseRun(record, [&](double share) {
        ++calls;
        Q_ASSERT(share >= last - 1e-9 && share <= 1 + 1e-9);
        last = share;
        return true;
    }));
    QVERIFY(calls > 10);
    QCOMPARE(last, 1.0);
    for (int stopAt = 1; stopAt <= calls; ++stopAt) {
        int seen = 0;
        QVERIFY(!analyseRun(record, [&](double) { return ++seen < stopAt; }));
        QCOMPARE(seen, stopAt);
    }
}

QTEST_GUILESS_MAIN(RunAnalysisTest)

#include "tst_run_analysis.moc"
