// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/RunRecord.h"
#include "run/RunState.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

const ModelRef model{{u"p"_s}, u"m"_s};
const ModelRef otherModel{{u"p"_s}, u"n"_s};

/// Events of agent "a" in the first layer, ten milliseconds apart, in a run that is on.
RunState after(const QList<RunEventBody> &bodies)
{
    QList<RunEvent> events{{Milliseconds(0), {}, -1, event::RunStarted{{u"run"_s}, u"g"_s, 2}}};
    for (const RunEventBody &body : bodies)
        events.append({Milliseconds(10 * events.size()), {u"a"_s}, 0, body});
    return replay(events);
}

AgentState agentAfter(const QList<RunEventBody> &bodies)
{
    return after(bodies).agent({u"a"_s});
}

} // namespace

class RunStateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void textGrowsInItsChannel()
    {
        const AgentState state =
            agentAfter({event::CallStarted{model, 1}, event::FirstToken{}, event::Text{TextChannel::Reasoning, u"hm"_s},
                        event::Text{TextChannel::Answer, u"An "_s}, event::Text{TextChannel::Answer, u"answer"_s}});
        QCOMPARE(state.status, AgentStatus::Streaming);
        QCOMPARE(state.answer, u"An answer"_s);
        QCOMPARE(state.reasoning, u"hm"_s);
        QCOMPARE(state.firstTokenAt, Milliseconds(20));
        QVERIFY(!state.isUsable());
    }

    void aRetryKeepsTheFailedAttemptAndItsText()
    {
        const AgentState state =
            agentAfter({event::CallStarted{model, 1}, event::Text{TextChannel::Answer, u"half"_s},
                        event::CallRetrying{ErrorKind::Truncated, u"broken"_s, Milliseconds(500), otherModel}});
        QCOMPARE(state.status, AgentStatus::Retrying);
        QCOMPARE(state.answer, QString());
        QCOMPARE(state.model, otherModel);
        QCOMPARE(state.fallbacksTaken, 1);
        QCOMPARE(state.retryAt, Milliseconds(530));
        QCOMPARE(state.failedAttempts.size(), 1);
        QCOMPARE(state.failedAttempts[0].partialText, u"half"_s);
        QCOMPARE(state.failedAttempts[0].model, model);
    }

    void aWaitLastsUntilTheNextAttemptOrTheEnd()
    {
        const CallWait wait{CallWait::Cause::RateLimit, u"Together"_s, 0, 0, Milliseconds(500)};
        const AgentState waiting = agentAfter({event::CallQueued{model}, event::CallWaiting{wait}});
        QCOMPARE(waiting.status, AgentStatus::Queued);
        QCOMPARE(waiting.waitsFor, wait);
        QCOMPARE(waiting.waitsUntil, Milliseconds(520));
        QVERIFY(!agentAfter({event::CallWaiting{wait}, event::CallStarted{model, 1}}).waitsFor);
        QVERIFY(!agentAfter({event::CallWaiting{wait}, event::CallStopped{}}).waitsFor);
    }

    void aFailureKeepsItsPartialText()
    {
        const AgentState state = agentAfter({event::CallStarted{model, 1}, event::Text{TextChannel::Answer, u"half"_s},
                                             event::CallFailed{ErrorKind::Truncated, u"broken"_s, u"EOF"_s, 0.25}});
        QCOMPARE(state.status, AgentStatus::Failed);
        QCOMPARE(state.answer, u"half"_s);
        QCOMPARE(state.error->kind, ErrorKind::Truncated);
        QVERIFY(!state.isUsable());
    }

    void moneyAndTokensAddUp()
    {
        Usage usage;
        usage.outVisible = 5;
        RunState state = after({event::CallStarted{model, 1}, event::CallFinished{3, usage, 0.5, {}, false, {}}});
        reduce(state, {Milliseconds(40), {u"b"_s}, 0, event::CallFinished{3, usage, std::nullopt, {}, false, {}}});
        reduce(state, {Milliseconds(50), {u"c"_s}, 0, event::CallFailed{ErrorKind::Server, {}, {}, 0.25}});
        QCOMPARE(state.usage.outVisible, 10);
        QCOMPARE(state.costUsd, 0.75);
        QCOMPARE(state.unpriced, 1);
    }

    void layersCountBegunSettledAndUsable()
    {
        RunState state = after({event::CallQueued{model}, event::CallStarted{model, 1}});
        QCOMPARE(state.layer(0), (LayerProgress{Milliseconds(-1), 1, 0, 0}));
        reduce(state, {Milliseconds(40), {u"b"_s}, 0, event::CallSkipped{SkipReason::Budget}});
        reduce(state, {Milliseconds(45), {u"c"_s}, 0, event::CallSkipped{SkipReason::Muted}});
        reduce(state, {Milliseconds(50), {u"a"_s}, 0, event::CallFinished{}});
        QCOMPARE(state.layer(0), (LayerProgress{Milliseconds(-1), 2, 2, 1}));
    }

    void eventsThatMakeNoSenseChangeNothing_data()
    {
        QTest::addColumn<QList<RunEventBody>>("before");
        QTest::addColumn<RunEventBody>("late");
        const RunEventBody text = event::Text{TextChannel::Answer, u"late"_s};
        QTest::newRow("text after done") << QList<RunEventBody>{event::CallFinished{}} << text;
        QTest::newRow("text after a stop") << QList<RunEventBody>{event::CallStopped{}} << text;
        QTest::newRow("done after failed")
            << QList<RunEventBody>{event::CallFailed{}} << RunEventBody(event::CallFinished{});
        QTest::newRow("started twice") << QList<RunEventBody>{}
                                       << RunEventBody(event::RunStarted{{u"other"_s}, u"x"_s, 9});
    }

    void eventsThatMakeNoSenseChangeNothing()
    {
        QFETCH(QList<RunEventBody>, before);
        QFETCH(RunEventBody, late);
        RunState state = after(before);
        const RunState unchanged = state;
        QVERIFY(!reduce(state, {Milliseconds(999), {u"a"_s}, 0, late}));
        QCOMPARE(state, unchanged);
    }

    void nothingHappensBeforeTheStartOrAfterTheEnd()
    {
        RunState state;
        QVERIFY(!reduce(state, {Milliseconds(1), {u"a"_s}, 0, event::CallQueued{model}}));
        QCOMPARE(state, RunState());
        state = after({event::CallFinished{}});
        QVERIFY(reduce(state, {Milliseconds(90), {}, -1, event::RunFinished{RunOutcome::Synthesis, 0, 0, {}, {}}}));
        QVERIFY(!reduce(state, {Milliseconds(99), {u"b"_s}, 0, event::CallQueued{model}}));
        QCOMPARE(state.phase, RunState::Phase::Finished);
        QVERIFY(!state.agents.contains({u"b"_s}));
    }

    void damagedRecordsAreRefused_data()
    {
        QTest::addColumn<QString>("member");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<ErrorKind>("kind");
        QTest::addColumn<QString>("says");
        QTest::newRow("format") << u"format"_s << QJsonValue(u"other"_s) << ErrorKind::InvalidInput << u"other"_s;
        QTest::newRow("newer") << u"version"_s << QJsonValue(99) << ErrorKind::NewerVersion << u"newer"_s;
        QTest::newRow("prompt") << u"prompt"_s << QJsonValue(3) << ErrorKind::InvalidInput << u"prompt"_s;
        QTest::newRow("started") << u"started"_s << QJsonValue(u"noon"_s) << ErrorKind::InvalidInput << u"started"_s;
        QTest::newRow("graph") << u"graph"_s << QJsonValue(3) << ErrorKind::InvalidInput << u"graph"_s;
        QTest::newRow("no events") << u"events"_s << QJsonValue() << ErrorKind::InvalidInput << u"events"_s;
        QTest::newRow("bad event") << u"events"_s << QJsonValue(QJsonArray{3}) << ErrorKind::InvalidInput
                                   << u"events[0]"_s;
    }

    void damagedRecordsAreRefused()
    {
        QFETCH(QString, member);
        QFETCH(QJsonValue, value);
        QFETCH(ErrorKind, kind);
        QFETCH(QString, says);
        RunRecord record;
        record.id = {u"r"_s};
        record.started = QDateTime(QDate(2026, 11, 22), QTime(10, 0), Qt::UTC);
        record.seed = 0xffff'ffff'ffff'ffffULL;
        QJsonObject json = toJson(record);
        QCOMPARE(runRecordFromJson(json).value(), record);
        json.insert(member, value);
        const auto read = runRecordFromJson(json);
        QVERIFY(!read);
        QCOMPARE(read.error().kind, kind);
        QVERIFY2(read.error().message.contains(says), qPrintable(read.error().message));
    }
};

QTEST_GUILESS_MAIN(RunStateTest)
#include "tst_run_state.moc"
