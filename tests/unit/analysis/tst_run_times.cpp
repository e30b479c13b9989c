// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/RunTimes.h"

#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

const ModelRef model{{u"p"_s}, u"m"_s};

/// Events of a run, written down one after the other.
class Events
{
public:
    Events &at(int ms, const QString &agent, int layer, const RunEventBody &body)
    {
        list.append({Milliseconds(ms), {agent}, layer, body});
        return *this;
    }

    Events &queued(int ms, const QString &agent, int layer = 0)
    {
        return at(ms, agent, layer, event::CallQueued{model});
    }

    Events &started(int ms, const QString &agent, int attempt = 1, int layer = 0)
    {
        return at(ms, agent, layer, event::CallStarted{model, attempt});
    }

    Events &text(int ms, const QString &agent, int layer = 0)
    {
        return at(ms, agent, layer, event::FirstToken{})
            .at(ms, agent, layer, event::Text{TextChannel::Answer, u"word word "_s});
    }

    Events &finished(int ms, const QString &agent, int layer = 0)
    {
        return at(ms, agent, layer, event::CallFinished{});
    }

    Events &layerFinished(int ms, int layer) { return at(ms, {}, layer, event::LayerFinished{1, 1}); }

    Events &retrying(int ms, const QString &agent, int wait)
    {
        return at(ms, agent, 0, event::CallRetrying{ErrorKind::RateLimited, {}, Milliseconds(wait), {}});
    }

    QList<RunEvent> list;
};

/// "waiting1 0-5, first-token1 5-20, streaming1 20-90"
QString written(const AgentTimes &agent)
{
    QStringList spans;
    for (const CallSpan &span : agent.spans)
        spans.append(
            u"%1%2 %3-%4"_s.arg(wireName(span.kind)).arg(span.attempt).arg(span.start.count()).arg(span.end.count()));
    return spans.join(u", "_s);
}

QString written(const QList<RunEvent> &events, const QString &agent)
{
    const RunTimes times = timesOf(events);
    const AgentTimes *found = times.find({agent});
    return found ? written(*found) : u"none"_s;
}

/// Layer 1: a is fast, b slow; layer 2: s.
Events twoLayers()
{
    Events events;
    events.queued(0, u"a"_s).queued(0, u"b"_s).started(0, u"a"_s).started(10, u"b"_s);
    events.text(100, u"a"_s).finished(300, u"a"_s).text(400, u"b"_s).finished(800, u"b"_s).layerFinished(801, 0);
    events.queued(805, u"s"_s, 1).started(805, u"s"_s, 1, 1).text(900, u"s"_s, 1).finished(1800, u"s"_s, 1);
    events.layerFinished(1801, 1).at(1802, {}, -1, event::RunFinished{});
    return events;
}

} // namespace

class RunTimesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void spansOfACall_data();
    void spansOfACall();
    void criticalPathGoesThroughTheLastOfEachLayer();
    void nobodyIsCriticalInALayerFromTheCache();
    void runningSpansEndNow();
    void tokensLieWhereTheyCame();
    void readsTheSamePieceByPiece();
};

void RunTimesTest::spansOfACall_data()
{
    QTest::addColumn<QList<RunEvent>>("events");
    QTest::addColumn<QString>("spans");

    const QString a = u"a"_s;
    QTest::newRow("at once") << Events().queued(0, a).started(0, a).text(20, a).finished(90, a).list
                             << u"first-token1 0-20, streaming1 20-90"_s;
    QTest::newRow("waits for its place") << Events().queued(0, a).started(7, a).text(20, a).finished(90, a).list
                                         << u"waiting1 0-7, first-token1 7-20, streaming1 20-90"_s;
    QTest::newRow("no token ever") << Events().queued(0, a).started(0, a).finished(90, a).list
                                   << u"first-token1 0-90"_s;
    QTest::newRow("an attempt that failed while it streamed is one span")
        << Events()
               .queued(0, a)
               .started(0, a)
               .text(20, a)
               .retrying(50, a, 30)
               .started(80, a, 2)
               .text(85, a)
               .finished(99, a)
               .list
        << u"failed1 0-50, back-off2 50-80, first-token2 80-85, streaming2 85-99"_s;
    QTest::newRow("failed for good") << Events()
                                            .queued(0, a)
                                            .started(0, a)
                                            .retrying(10, a, 5)
                                            .started(15, a, 2)
                                            .at(40, a, 0, event::CallFailed{})
                                            .list
                                     << u"failed1 0-10, back-off2 10-15, failed2 15-40"_s;
    QTest::newRow("due again and no place") << Events()
                                                   .queued(0, a)
                                                   .started(0, a)
                                                   .retrying(10, a, 5)
                                                   .at(15, a, 0, event::CallWaiting{})
                                                   .started(25, a, 2)
                                                   .finished(40, a)
                                                   .list
                                            << u"failed1 0-10, back-off2 10-15, waiting2 15-25, first-token2 25-40"_s;
    QTest::newRow("stopped while streaming")
        << Events().queued(0, a).started(0, a).text(20, a).at(60, a, 0, event::CallStopped{}).list
        << u"first-token1 0-20, streaming1 20-60"_s;
    QTest::newRow("stopped while it pauses")
        << Events().queued(0, a).started(0, a).retrying(10, a, 50).at(30, a, 0, event::CallStopped{}).list
        << u"failed1 0-10, back-off2 10-30"_s;
    QTest::newRow("from the cache") << Events().at(5, a, 0, event::CallCached{}).list << u"none"_s;
    QTest::newRow("hedge not needed") << Events()
                                             .queued(0, a)
                                             .started(0, a)
                                             .at(50, a, 0, event::CallHedged{model, 2})
                                             .text(60, a)
                                             .at(90, a, 0, event::HedgeDropped{})
                                             .finished(90, a)
                                             .list
                                      << u"first-token1 0-60, hedge2 50-90, streaming1 60-90"_s;
    QTest::newRow("hedge taken")
        << Events()
               .queued(0, a)
               .started(0, a)
               .at(50, a, 0, event::CallHedged{model, 2})
               .at(90, a, 0, event::HedgeTaken{ErrorKind::Stopped, {}, u"An"_s, {}, Milliseconds(50), Milliseconds(70)})
               .finished(95, a)
               .list
        << u"failed1 0-90, first-token2 50-70, streaming2 70-95"_s;
    QTest::newRow("hedge taken before it said anything")
        << Events()
               .queued(0, a)
               .started(0, a)
               .at(50, a, 0, event::CallHedged{model, 2})
               .at(60, a, 0, event::HedgeTaken{ErrorKind::Server, {}, {}, {}, Milliseconds(50), Milliseconds(-1)})
               .text(80, a)
               .finished(95, a)
               .list
        << u"failed1 0-60, first-token2 50-80, streaming2 80-95"_s;
    QTest::newRow("resumed") << Events()
                                    .queued(0, a)
                                    .started(0, a)
                                    .text(20, a)
                                    .at(40, {}, -1, event::RunResumed{})
                                    .queued(40, a)
                                    .started(41, a, 2)
                                    .finished(90, a)
                                    .list
                             << u"failed1 0-40, waiting2 40-41, first-token2 41-90"_s;
    QTest::newRow("events that make no sense")
        << Events().text(5, a).finished(7, a).started(9, a).list << u"first-token1 9-9"_s;
}

void RunTimesTest::spansOfACall()
{
    QFETCH(QList<RunEvent>, events);
    QFETCH(QString, spans);

    QCOMPARE(written(events, u"a"_s), spans);
}

void RunTimesTest::criticalPathGoesThroughTheLastOfEachLayer()
{
    const RunTimes times = timesOf(twoLayers().list);

    QVERIFY(times.isOver);
    QCOMPARE(times.total, Milliseconds(1802));
    QVERIFY(!times.isCritical({u"a"_s}));
    QVERIFY(times.isCritical({u"b"_s}));
    QVERIFY(times.isCritical({u"s"_s}));
    QCOMPARE(times.criticalPath, Milliseconds(800 - 10 + 1800 - 805));
    QCOMPARE(times.layers.size(), 2);
    QCOMPARE(times.layers.at(0).end, Milliseconds(801));
    QCOMPARE(times.layers.at(1).start, Milliseconds(805));
}

void RunTimesTest::nobodyIsCriticalInALayerFromTheCache()
{
    const RunTimes times = timesOf(Events().at(1, u"a"_s, 0, event::CallCached{}).layerFinished(2, 0).list);

    QVERIFY(times.agents.isEmpty());
    QCOMPARE(times.criticalPath, Milliseconds(0));
    QVERIFY(times.layers.constFirst().critical.isEmpty());
}

void RunTimesTest::runningSpansEndNow()
{
    RunTimesReader reader;
    const auto events = Events().queued(0, u"a"_s).started(0, u"a"_s).text(20, u"a"_s).list;
    for (const RunEvent &event : events)
        reader.take(event);

    QCOMPARE(written(*reader.times(Milliseconds(50)).find({u"a"_s})), u"first-token1 0-20, streaming1 20-50"_s);
    const RunTimes later = reader.times(Milliseconds(70));
    QCOMPARE(written(*later.find({u"a"_s})), u"first-token1 0-20, streaming1 20-70"_s);
    QCOMPARE(later.total, Milliseconds(70));
    QVERIFY(!later.isOver);
    QVERIFY(later.find({u"a"_s})->isOpen);
    QVERIFY(later.layers.constFirst().critical.isEmpty());
}

void RunTimesTest::tokensLieWhereTheyCame()
{
    const RunTimes times =
        timesOf(Events().text(0, u"a"_s).text(249, u"b"_s).text(250, u"a"_s).text(1100, u"a"_s).list);

    QCOMPARE(times.tokens.keys(), (QList<qint64>{0, 1, 4}));
    QVERIFY(times.tokens.value(0) > 0);
    QCOMPARE(times.tokens.value(0), 2 * times.tokens.value(1));
}

void RunTimesTest::readsTheSamePieceByPiece()
{
    const QList<RunEvent> events = twoLayers().list;
    RunTimesReader reader;
    for (qsizetype i = 0; i < events.size(); ++i) {
        reader.take(events.at(i));
        QCOMPARE(reader.times(events.at(i).time), timesOf(events.first(i + 1)));
    }
}

QTEST_GUILESS_MAIN(RunTimesTest)
#include "tst_run_times.moc"
