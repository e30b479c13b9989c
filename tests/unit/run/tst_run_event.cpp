// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/RunEvent.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

Usage someUsage()
{
    Usage usage;
    usage.inUncached = 1;
    usage.cacheRead = 2;
    usage.cacheWrite = 3;
    usage.outVisible = 4;
    usage.outReasoning = 5;
    usage.reportedUsd = 0.5;
    usage.estimated = true;
    return usage;
}

/// One event of every kind with no member at its default.
QList<RunEvent> everyEvent()
{
    const ModelRef model{{u"p"_s}, u"m/x"_s};
    const QDateTime date(QDate(2026, 11, 22), QTime(10, 0, 0, 5), Qt::UTC);
    const QList<RunEventBody> bodies{
        event::RunStarted{{u"run"_s}, u"MoA"_s, 4},
        event::CallQueued{model, {{u"a"_s}, {u"b"_s}}, {{u"c"_s}}, {{u"d"_s}}},
        event::CallStarted{model, 2, {u"Sent without seed."_s}},
        event::FirstToken{},
        event::Text{TextChannel::Reasoning, u"h\u00e9"_s},
        event::CallRetrying{ErrorKind::RateLimited, u"busy"_s, Milliseconds(1500), model, 0.125},
        event::CallFinished{12, someUsage(), 0.25, u"m/x-2"_s, true, {Milliseconds(10), Milliseconds(90)}, u"req-7"_s},
        event::CallFailed{ErrorKind::TimeoutIdle, u"silent"_s, u"HTTP 200"_s, 0.125},
        event::CallCached{
            model, u"old"_s, date, true, u"hm"_s, u"m/x-2"_s, someUsage(), true, {{u"b"_s}}, {{u"c"_s}}, {{u"d"_s}}},
        event::CallSkipped{SkipReason::Budget},
        event::CallStopped{event::CallStopped::Reason::Straggler, 0.5},
        event::LayerFinished{2, 3},
        event::QuorumMissed{1, 2},
        event::RunFinished{RunOutcome::BudgetStopped, 1.5, 2, someUsage(), Milliseconds(18'000)},
        event::CallWaiting{{CallWait::Cause::RateLimit, u"Together"_s, 7, 8, Milliseconds(12'000)}},
        event::RunResumed{date, 0.25, 1},
        event::CallHedged{model, 3},
        event::HedgeTaken{ErrorKind::Server, u"gone"_s, u"An"_s, u"hm"_s, Milliseconds(20), Milliseconds(30), 0.5},
        event::HedgeDropped{ErrorKind::Overloaded, u"busy"_s, u"Ha"_s, 0.5},
    };
    QList<RunEvent> events;
    for (const RunEventBody &body : bodies)
        events.append({Milliseconds(events.size() * 10), {u"a"_s}, 1, body});
    return events;
}

} // namespace

class RunEventTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void everyKindIsCovered()
    {
        QCOMPARE(size_t(everyEvent().size()), std::variant_size_v<RunEventBody>);
        for (qsizetype i = 0; i < everyEvent().size(); ++i)
            QCOMPARE(everyEvent()[i].body.index(), size_t(i));
    }

    void jsonRoundTrip_data()
    {
        QTest::addColumn<RunEvent>("event");
        for (const RunEvent &event : everyEvent())
            QTest::newRow(qPrintable(eventName(event))) << event;
    }

    void jsonRoundTrip()
    {
        QFETCH(RunEvent, event);
        // Through text, as a script would see it.
        const QByteArray line = QJsonDocument(toJson(event)).toJson(QJsonDocument::Compact);
        const auto read = runEventFromJson(QJsonDocument::fromJson(line).object());
        QVERIFY2(read, read ? "" : qPrintable(read.error().message));
        QCOMPARE(*read, event);
    }

    void theLineOfAnEvent()
    {
        const RunEvent event{Milliseconds(7), {u"a"_s}, 0, event::CallStarted{{{u"p"_s}, u"m"_s}, 1}};
        QCOMPARE(QJsonDocument(toJson(event)).toJson(QJsonDocument::Compact),
                 QByteArray(R"({"agent":"a","attempt":1,"event":"call-started","layer":1,"model":"p/m","t":7})"));
    }

    void badEventsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("place");
        QTest::newRow("unknown event") << QByteArray(R"({"t":1,"event":"call-exploded"})") << u"event"_s;
        QTest::newRow("no event") << QByteArray(R"({"t":1})") << u"event"_s;
        QTest::newRow("wrong type") << QByteArray(R"({"t":"x","event":"first-token"})") << u"t"_s;
        QTest::newRow("layer below the first")
            << QByteArray(R"({"t":1,"event":"first-token","layer":-2147483648})") << u"layer"_s;
        QTest::newRow("unknown word") << QByteArray(R"({"t":1,"event":"call-skipped","reason":"rain"})") << u"reason"_s;
        QTest::newRow("model without slash")
            << QByteArray(R"({"t":1,"event":"call-started","model":"m"})") << u"model"_s;
        QTest::newRow("inside usage") << QByteArray(R"({"t":1,"event":"call-finished","usage":{"outVisible":"x"}})")
                                      << u"usage.outVisible"_s;
    }

    void badEventsAreRefused()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, place);
        const auto read = runEventFromJson(QJsonDocument::fromJson(json).object());
        QVERIFY(!read);
        QCOMPARE(read.error().kind, ErrorKind::InvalidInput);
        QVERIFY2(read.error().message.startsWith(place + u": "_s), qPrintable(read.error().message));
    }
};

QTEST_GUILESS_MAIN(RunEventTest)
#include "tst_run_event.moc"
