// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "CallProbe.h"
#include "Json.h"
#include "support/FakeClock.h"

#include <QRegularExpression>

using namespace tributary;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Kind = ServerStep::Kind;

ServerScript status(int code, const QByteArray &body = {}, const QList<QByteArray> &fields = {})
{
    return {{Kind::Send, response(code, "application/json", body, fields)}};
}

} // namespace

Q_DECLARE_METATYPE(tributary::ServerScript)

class CallTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void streamsAnAnswer()
    {
        ScriptedServer server;
        FakeClock clock;
        ClientFixture fixture(clock, server.baseUrl());
        const auto probe = fixture.ask();
        QCOMPARE(probe->attempts, 0);
        QTRY_COMPARE(probe->end(), u"answered"_s);
        QCOMPARE(probe->answer, u"Hello"_s);
        QCOMPARE(probe->firstTokens, 1);
        QCOMPARE(probe->success()->servedModel, u"served"_s);
        QCOMPARE(probe->success()->requestId, u"c1"_s);
        QCOMPARE(probe->success()->usage.inUncached, 16);
        QCOMPARE(probe->ends, 1);
        QCOMPARE(server.requests().size(), 1);
        QCOMPARE(clock.armedAlarms(), 0);
    }

    /// What the server answers in turn, the waits in between, and how it ends.
    void retries_data()
    {
        QTest::addColumn<QList<ServerScript>>("scripts");
        QTest::addColumn<QString>("end");
        QTest::addColumn<QList<int>>("waits");
        const ServerScript good = answerScript("Hello");
        const ServerScript close{{Kind::Close}};
        const auto row = [](const char *title, const QList<ServerScript> &scripts, const QString &end,
                            const QList<int> &waits) { QTest::newRow(title) << scripts << end << waits; };
        row("429 with hint 0.2 s", {status(429, {}, {"Retry-After: 0.2"}), good}, u"answered"_s, {200});
        row("429 with hint in ms", {status(429, {}, {"retry-after-ms: 150"}), good}, u"answered"_s, {150});
        row("429 with words", {status(429, json("{'error':{'message':'Please try again in 1.5s'}}")), good},
            u"answered"_s, {1500});
        row("429 without hint", {status(429), good}, u"answered"_s, {1000});
        row("429 of a quota", {status(429, json("{'error':{'code':'insufficient_quota'}}")), good}, u"no-credit"_s, {});
        row("hint of an hour", {status(429, {}, {"Retry-After: 3600"}), good}, u"rate-limited"_s, {});
        row("x-should-retry: false", {status(503, {}, {"x-should-retry: false"}), good}, u"overloaded"_s, {});
        row("busy until the limit", {status(503)}, u"overloaded"_s, {1000, 2000, 4000});
        row("one fault", {status(500), good}, u"answered"_s, {500});
        row("two faults", {status(500)}, u"server"_s, {500});
        row("lost once", {close, good}, u"answered"_s, {500});
        row("lost twice", {close}, u"unreachable"_s, {500});
        row("key refused", {status(401)}, u"key-refused"_s, {});
        row("text was shown", {{{Kind::Send, streamHead() + deltaEvent("Hel")}, {Kind::Close}}, good}, u"truncated"_s,
            {});
        row("error in the stream before text",
            {{{Kind::Send, streamHead() + json("data: {'error':{'code':429,'message':'x'}}\n\n")}, {Kind::Close}},
             good},
            u"answered"_s, {1000});
        row("quota in the stream",
            {{{Kind::Send, streamHead() + json("data: {'error':{'code':'insufficient_quota','message':'x'}}\n\n")},
              {Kind::Close}},
             good},
            u"no-credit"_s, {});
    }

    void retries()
    {
        QFETCH(QList<ServerScript>, scripts);
        QFETCH(QString, end);
        QFETCH(QList<int>, waits);
        ScriptedServer server;
        server.setScripts(scripts);
        FakeClock clock;
        ClientFixture fixture(clock, server.baseUrl());
        const auto probe = fixture.ask();
        for (qsizetype i = 0; i < waits.size(); ++i) {
            QTRY_COMPARE(probe->retries.size(), i + 1);
            QCOMPARE(probe->waits.last(), Milliseconds(waits.at(i)));
            clock.advance(Milliseconds(waits.at(i) - 1));
            QCOMPARE(probe->attempts, i + 1);
            clock.advance(1ms);
        }
        QTRY_COMPARE(probe->end(), end);
        QCOMPARE(probe->retries.size(), waits.size());
        QCOMPARE(server.requests().size(), waits.size() + 1);
        QCOMPARE(probe->ends, 1);
    }

    void switchedOffIsNotAsked()
    {
        ScriptedServer server;
        FakeClock clock;
        ClientFixture fixture(clock, server.baseUrl());
        fixture.provider.enabled = false;
        fixture.client.setProviders({fixture.provider});
        const auto probe = fixture.ask();
        QTRY_COMPARE(probe->end(), u"bad-request"_s);
        QCOMPARE(probe->error()->message, u"Provider is switched off; switch it on or choose another model."_s);
        QCOMPARE(server.requests().size(), 0);
    }

    void ownPatienceReplacesTheUsual_data()
    {
        QTest::addColumn<std::optional<int>>("own");
        QTest::addColumn<int>("asked");
        QTest::addColumn<int>("attempts");
        QTest::newRow("usual") << std::optional<int>() << 3 << 4;
        QTest::newRow("own") << std::optional(1) << 3 << 2;
        QTest::newRow("none") << std::optional(0) << 3 << 1;
        QTest::newRow("the graph's word holds") << std::optional(1) << 2 << 3;
    }

    void ownPatienceReplacesTheUsual()
    {
        QFETCH(std::optional<int>, own);
        QFETCH(int, asked);
        QFETCH(int, attempts);
        ScriptedServer server;
        server.setHandler([](const ReceivedRequest &) { return status(503, json("{'error':{'message':'busy'}}")); });
        FakeClock clock;
        ClientFixture fixture(clock, server.baseUrl());
        fixture.provider.retries = own;
        fixture.client.setProviders({fixture.provider});
        CallLimits limits;
        limits.retries = asked;
        const auto probe = fixture.ask(limits);
        for (int retry = 1; retry < attempts; ++retry) {
            QTRY_COMPARE(probe->retries.size(), retry);
            clock.advance(probe->waits.last());
        }
        QTRY_COMPARE(probe->ends, 1);
        QCOMPARE(probe->attempts, attempts);
    }

    void leavesOutARefusedParameterAndRemembers()
    {
        ScriptedServer server;
        server.setHandler([](const ReceivedRequest &request) {
            if (request.body.contains("stream_options"))
                return status(
                    400, json("{'error':{'message':'x','param':'stream_options','code':'unsupported_parameter'}}"));
            return answerScript("Hello");
        });
        FakeClock clock;
        ClientFixture fixture(clock, server.baseUrl());
        const auto first = fixture.ask();
        QTRY_COMPARE(first->retries.size(), 1);
        QCOMPARE(first->waits.first(), 0ms);
        clock.advance(0ms);
        QTRY_COMPARE(first->end(), u"answered"_s);
        const auto second = fixture.ask();
        QTRY_COMPARE(second->end(), u"answered"_s);
        QCOMPARE(server.requests().size(), 3);
    }

    void refusalOfAParameterThatWasNotSentIsFinal()
    {
        ScriptedServer server;
        server.setScripts(
            {status(400, json("{'error':{'message':'x','param':'seed','code':'unsupported_parameter'}}"))});
        FakeClock clock;
        ClientFixture fixture(clock, server.baseUrl());
        const auto probe = fixture.ask();
        QTRY_COMPARE(probe->end(), u"unsupported"_s);
        QCOMPARE(server.requests().size(), 1);
    }

    void aPersonMayEndTheWait()
    {
        ScriptedServer server;
        server.setScripts({status(503, {}, {"Retry-After: 30"}), answerScript("Hello")});
        FakeClock clock;
        ClientFixture fixture(clock, server.baseUrl());
        const auto probe = fixture.ask();
        probe->call->retryNow();
        QTRY_COMPARE(probe->retries.size(), 1);
        probe->call->retryNow();
        probe->call->retryNow();
        QTRY_COMPARE(probe->end(), u"answered"_s);
        probe->call->retryNow();
        QCOMPARE(server.requests().size(), 2);
        QCOMPARE(clock.now(), 0ms);
        QCOMPARE(clock.armedAlarms(), 0);
    }

    void endsAtTheDeadline_data()
    {
        QTest::addColumn<ServerScript>("script");
        QTest::newRow("while streaming") << ServerScript{{Kind::Send, streamHead() + deltaEvent("Hel")}, {Kind::Hold}};
        QTest::newRow("while waiting to try again") << status(503, {}, {"Retry-After: 1"});
    }

    void endsAtTheDeadline()
    {
        QFETCH(ServerScript, script);
        ScriptedServer server;
        server.setScripts({script, {{Kind::Hold}}});
        FakeClock clock;
        ClientFixture fixture(clock, server.baseUrl());
        CallLimits limits;
        limits.deadline = 3s;
        const auto probe = fixture.ask(limits);
        QTRY_VERIFY(!probe->answer.isEmpty() || !probe->retries.isEmpty());
        clock.advance(2'999ms);
        QCOMPARE(probe->end(), u"running"_s);
        clock.advance(1ms);
        QCOMPARE(probe->end(), u"timeout-deadline"_s);
        QCOMPARE(clock.armedAlarms(), 0);
    }

    void refusesWithoutAsking_data()
    {
        QTest::addColumn<Provider>("provider");
        QTest::addColumn<ModelRef>("model");
        QTest::addColumn<QString>("end");
        Provider good;
        good.id = {u"p"_s};
        good.name = u"Acme"_s;
        good.baseUrl = QUrl(u"http://127.0.0.1:1/v1"_s);
        good.key.kind = KeySource::Kind::None;
        const ModelRef model{{u"p"_s}, u"m"_s};
        QTest::newRow("no model chosen") << good << ModelRef() << u"bad-request"_s;
        QTest::newRow("no such provider") << good << ModelRef{{u"q"_s}, u"m"_s} << u"model-not-found"_s;
        Provider listed = good;
        listed.models = {{u"other"_s, {}, {}, {}}};
        QTest::newRow("no such model") << listed << model << u"model-not-found"_s;
        Provider insecure = good;
        insecure.baseUrl = QUrl(u"http://example.test/v1"_s);
        QTest::newRow("http elsewhere") << insecure << model << u"bad-request"_s;
        Provider scheme = good;
        scheme.baseUrl = QUrl(u"file:///etc/passwd"_s);
        QTest::newRow("no web address") << scheme << model << u"bad-request"_s;
        Provider keyless = good;
        keyless.key.kind = KeySource::Kind::Keyring;
        QTest::newRow("no key") << keyless << model << u"key-missing"_s;
    }

    void refusesWithoutAsking()
    {
        QFETCH(Provider, provider);
        QFETCH(ModelRef, model);
        QFETCH(QString, end);
        FakeClock clock;
        ClientFixture fixture(clock, {});
        fixture.client.setProviders({provider});
        ChatRequest request;
        request.model = model;
        request.messages = {{ChatRole::User, u"Hi"_s}};
        CallProbe probe(fixture.client.ask(request, {}));
        QCOMPARE(probe.end(), u"running"_s);
        QTRY_COMPARE(probe.end(), end);
        QCOMPARE(probe.attempts, 0);
        probe.call->cancel();
        QCOMPARE(probe.ends, 1);
    }

    /// The phases in which a call is cancelled and deleted.
    void stopsInEveryPhase_data()
    {
        QTest::addColumn<QString>("phase");
        QTest::addColumn<bool>("deleted");
        for (const char *phase :
             {"created", "queued", "connecting", "before head", "after head", "in stream", "waiting to retry"}) {
            QTest::addRow("%s, cancelled", phase) << QString::fromLatin1(phase) << false;
            QTest::addRow("%s, deleted", phase) << QString::fromLatin1(phase) << true;
        }
    }

    void stopsInEveryPhase()
    {
        QFETCH(QString, phase);
        QFETCH(bool, deleted);
        ScriptedServer server;
        ServerScript script{{Kind::Hold}};
        if (phase == u"after head"_s)
            script = {{Kind::Send, streamHead()}, {Kind::Hold}};
        if (phase == u"in stream"_s)
            script = {{Kind::Send, streamHead() + deltaEvent("Hel")}, {Kind::Hold}};
        if (phase == u"waiting to retry"_s)
            script = status(503);
        server.setScripts({script});
        FakeClock clock;
        ClientFixture fixture(clock, server.baseUrl());
        fixture.provider.parallel = 1;
        fixture.client.setProviders({fixture.provider});
        const auto blocker = phase == u"queued"_s ? fixture.ask() : nullptr;
        const auto probe = fixture.ask();
        if (phase == u"connecting"_s)
            QTRY_COMPARE(probe->attempts, 1);
        else if (phase == u"waiting to retry"_s)
            QTRY_COMPARE(probe->retries.size(), 1);
        else if (phase != u"created"_s)
            QTRY_COMPARE(server.requests().size(), 1);
        if (phase == u"in stream"_s)
            QTRY_COMPARE(probe->answer, u"Hel"_s);
        if (deleted)
            probe->call.reset();
        else
            probe->call->cancel();
        QCOMPARE(probe->end(), deleted ? u"running"_s : u"cancelled"_s);
        if (!deleted)
            probe->call->cancel();
        QCOMPARE(probe->ends, deleted ? 0 : 1);
        QTRY_COMPARE(server.openConnections(), blocker ? 1 : 0);
        QVERIFY(server.requests().size() <= 1);
        QCOMPARE(clock.armedAlarms(), blocker ? 1 : 0);
    }

    void mayBeStoppedFromItsOwnSignals_data()
    {
        QTest::addColumn<QString>("moment");
        QTest::addColumn<bool>("deleted");
        for (const char *moment : {"attempt", "first token", "text", "reasoning", "retrying", "finished"}) {
            QTest::addRow("cancelled in %s", moment) << QString::fromLatin1(moment) << false;
            QTest::addRow("deleted in %s", moment) << QString::fromLatin1(moment) << true;
        }
    }

    void mayBeStoppedFromItsOwnSignals()
    {
        QFETCH(QString, moment);
        QFETCH(bool, deleted);
        ScriptedServer server;
        const QByteArray reasoning = json("data: {'choices':[{'delta':{'reasoning':'hm'}}]}\n\n");
        server.setScripts({moment == u"retrying"_s
                               ? status(503)
                               : ServerScript{{Kind::Send, streamHead() + reasoning + deltaEvent("Hel") +
                                                               deltaEvent("lo") + endEvents()}}});
        FakeClock clock;
        ClientFixture fixture(clock, server.baseUrl());
        const auto probe = fixture.ask();
        bool stopped = false;
        const auto stop = [&] {
            if (std::exchange(stopped, true))
                return;
            if (deleted)
                probe->call.reset();
            else
                probe->call->cancel();
        };
        ModelCall *call = probe->call.get();
        connect(call, &ModelCall::attemptStarted, this, [&] {
            if (moment == u"attempt"_s)
                stop();
        });
        connect(call, &ModelCall::firstToken, this, [&] {
            if (moment == u"first token"_s)
                stop();
        });
        connect(call, &ModelCall::answerText, this, [&] {
            if (moment == u"text"_s)
                stop();
        });
        connect(call, &ModelCall::reasoningText, this, [&] {
            if (moment == u"reasoning"_s)
                stop();
        });
        connect(call, &ModelCall::retrying, this, [&] {
            if (moment == u"retrying"_s)
                stop();
        });
        connect(call, &ModelCall::finished, this, [&] {
            if (moment == u"finished"_s)
                stop();
        });
        QTRY_VERIFY(stopped);
        QTRY_COMPARE(server.openConnections(), 0);
        QVERIFY(!probe->answer.contains(u"lo"_s) || moment == u"finished"_s);
        QCOMPARE(probe->ends, deleted && moment != u"finished"_s ? 0 : 1);
        QCOMPARE(clock.armedAlarms(), 0);
    }
};

QTEST_GUILESS_MAIN(CallTest)
#include "tst_call.moc"
