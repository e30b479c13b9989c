// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "CallProbe.h"
#include "Json.h"
#include "provider/HttpExchange.h"
#include "support/FakeClock.h"
#include "support/TestCertificate.h"

#include <QLoggingCategory>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QSignalSpy>

using namespace tributary;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString logged;

using Kind = ServerStep::Kind;

ServerStep send(const QByteArray &bytes)
{
    return {Kind::Send, bytes};
}

ServerScript sendAndClose(const QByteArray &bytes)
{
    return {send(bytes), {Kind::Close}};
}

CallLimits withoutRetries()
{
    CallLimits limits;
    limits.retries = 0;
    return limits;
}

const QByteArray wholeAnswer =
    json("{'model':'served','choices':[{'index':0,'finish_reason':'stop','message':{'content':'Hello'}}],"
         "'usage':{'prompt_tokens':16,'completion_tokens':9,'total_tokens':25}}");
const QByteArray errorBody = json("{'error':{'message':'words of the provider','code':'x'}}");
const QByteArray page = "<!DOCTYPE html><html><body>Sign in</body></html>";

} // namespace

Q_DECLARE_METATYPE(tributary::ServerScript)

class HttpTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    /// wire cases whose end needs no time: what the server does, and how the call ends after exactly one POST.
    void ends_data()
    {
        QTest::addColumn<ServerScript>("script");
        QTest::addColumn<QString>("end");
        QTest::addColumn<QString>("answer");
        const QString none;
        const QString hello = u"Hello"_s;
        const auto row = [](const char *title, const ServerScript &script, const QString &end, const QString &answer) {
            QTest::newRow(title) << script << end << answer;
        };
        const QByteArray all = deltaEvent("Hello") + endEvents();
        row("stream, closed by the server", sendAndClose(streamHead() + all), u"answered"_s, hello);
        row("stream, never closed", {send(streamHead() + all)}, u"answered"_s, hello);
        row("byte by byte", {{Kind::SendByteWise, streamHead() + deltaEvent("é€😀") + endEvents()}, {Kind::Close}},
            u"answered"_s, u"é€😀"_s);
        row("chunked",
            {send(responseHead(200, {"Content-Type: text/event-stream", "Transfer-Encoding: chunked"}) +
                  httpChunk(deltaEvent("Hel")) + httpChunk(deltaEvent("lo")) + httpChunk(endEvents()) + httpChunk({}))},
            u"answered"_s, hello);
        row("reset after the end", {send(streamHead() + all), {Kind::Reset}}, u"answered"_s, hello);
        row("no [DONE]",
            sendAndClose(streamHead() + deltaEvent("Hello") +
                         json("data: {'choices':[{'delta':{},'finish_reason':'stop'}]}\n\n")),
            u"answered"_s, hello);
        row("JSON instead of a stream", {send(response(200, "application/json", wholeAnswer))}, u"answered"_s, hello);
        row("JSON after blank lines", sendAndClose(streamHead() + "\n\n\n" + wholeAnswer), u"answered"_s, hello);
        row("5 MB line", sendAndClose(streamHead() + deltaEvent(QByteArray(5 << 20, 'x')) + endEvents()), u"answered"_s,
            QString(5 << 20, u'x'));
        row("large head", sendAndClose(streamHead({"X-Large: " + QByteArray(60'000, 'h')}) + all), u"answered"_s,
            hello);
        row("web page under 200", {send(response(200, "text/html", page))}, u"malformed"_s, none);
        row("empty body under 200", {send(response(200, "text/event-stream", {}))}, u"empty"_s, none);
        row("error under 200", {send(response(200, "application/json", errorBody))}, u"server"_s, none);
        row("compressed against our wish",
            {send(response(200, "text/event-stream", QByteArray::fromHex("1f8b0800"), {"Content-Encoding: gzip"}))},
            u"malformed"_s, none);
        row("301", {send(response(301, "text/html", {}, {"Location: http://127.0.0.1:1/"}))}, u"redirected"_s, none);
        row("302", {send(response(302, "text/html", {}, {"Location: http://127.0.0.1:1/"}))}, u"redirected"_s, none);
        row("307", {send(response(307, "text/html", {}, {"Location: http://127.0.0.1:1/"}))}, u"redirected"_s, none);
        row("308", {send(response(308, "text/html", {}, {"Location: http://127.0.0.1:1/"}))}, u"redirected"_s, none);
        row("close before the head", {{Kind::Close}}, u"unreachable"_s, none);
        row("reset before the head", {{Kind::Reset}}, u"unreachable"_s, none);
        row("close inside a chunk",
            sendAndClose(responseHead(200, {"Transfer-Encoding: chunked"}) + httpChunk(deltaEvent("Hel")) +
                         "ff\r\ndata"),
            u"truncated"_s, u"Hel"_s);
        row("reset inside a chunk",
            {send(responseHead(200, {"Transfer-Encoding: chunked"}) + httpChunk(deltaEvent("Hel"))),
             {Kind::Hold},
             {Kind::Reset}},
            u"truncated"_s, u"Hel"_s);
        row("short content length", sendAndClose(responseHead(200, {"Content-Length: 4000"}) + deltaEvent("Hel")),
            u"truncated"_s, u"Hel"_s);
        row("EOF without finish", sendAndClose(streamHead() + deltaEvent("Hel")), u"truncated"_s, u"Hel"_s);
        row("not HTTP", sendAndClose("SSH-2.0-OpenSSH\r\n\r\n"), u"unreachable"_s, none);

        struct Status
        {
            int status;
            QString end;
        };

        const QList<Status> statuses{{400, u"bad-request"_s}, {401, u"key-refused"_s},     {402, u"no-credit"_s},
                                     {403, u"key-refused"_s}, {404, u"model-not-found"_s}, {413, u"too-large"_s},
                                     {422, u"bad-request"_s}, {429, u"rate-limited"_s},    {500, u"server"_s},
                                     {503, u"overloaded"_s},  {529, u"overloaded"_s}};
        for (const auto &[status, end] : statuses) {
            QTest::addRow("%d JSON", status)
                << ServerScript{send(response(status, "application/json", errorBody))} << end << none;
            QTest::addRow("%d web page", status)
                << ServerScript{send(response(status, "text/html", page))} << end << none;
            QTest::addRow("%d empty", status) << ServerScript{send(response(status, "text/plain", {}))} << end << none;
        }
    }

    void ends()
    {
        QFETCH(ServerScript, script);
        QFETCH(QString, end);
        QFETCH(QString, answer);
        ScriptedServer server;
        server.setScripts({script});
        FakeClock clock;
        ClientFixture fixture(clock, server.baseUrl());
        const auto probe = fixture.ask(withoutRetries());
        QTRY_VERIFY(probe->outcome || (server.holding() > 0 && probe->answer == answer));
        server.release();
        QTRY_COMPARE(probe->end(), end);
        QCOMPARE(probe->answer, answer);
        QCOMPARE(probe->ends, 1);
        QCOMPARE(probe->attempts, 1);
        QCOMPARE(server.requests().size(), 1);
    }

    void overTls_data()
    {
        QTest::addColumn<ServerScript>("script");
        QTest::addColumn<QString>("end");
        QTest::newRow("answer") << answerScript("Hello") << u"answered"_s;
        QTest::newRow("farewell before the head") << ServerScript{{Kind::Close}} << u"unreachable"_s;
        QTest::newRow("reset before the head") << ServerScript{{Kind::Reset}} << u"unreachable"_s;
        QTest::newRow("307") << ServerScript{send(response(307, "text/html", {}, {"Location: https://127.0.0.1:1/"}))}
                             << u"redirected"_s;
        QTest::newRow("close in the stream") << sendAndClose(streamHead() + deltaEvent("Hel")) << u"truncated"_s;
    }

    void overTls()
    {
        QFETCH(ServerScript, script);
        QFETCH(QString, end);
        const TrustTestCertificate trust;
        ScriptedServer server(testServerTls());
        server.setScripts({script});
        FakeClock clock;
        ClientFixture fixture(clock, server.baseUrl());
        const auto probe = fixture.ask(withoutRetries());
        QTRY_COMPARE(probe->end(), end);
        QCOMPARE(server.requests().size(), 1);
    }

    void neverTrustsAnUnknownCertificate()
    {
        ScriptedServer server(testServerTls());
        FakeClock clock;
        ClientFixture fixture(clock, server.baseUrl());
        const auto probe = fixture.ask();
        QTRY_COMPARE(probe->end(), u"tls"_s);
        QCOMPARE(server.requests().size(), 0);
        QVERIFY(probe->error()->detail.contains(u"self"_s));
    }

    void refusedConnectionIsToldAtOnce()
    {
        QUrl nobody;
        {
            const ScriptedServer gone;
            nobody = gone.baseUrl();
        }
        FakeClock clock;
        ClientFixture fixture(clock, nobody);
        const auto probe = fixture.ask();
        QTRY_COMPARE(probe->end(), u"unreachable"_s);
        QCOMPARE(probe->attempts, 1);
        QVERIFY(probe->error()->message.startsWith(u"Nothing answers at http://127.0.0.1:"_s));
    }

    void silenceEndsTheCall_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QString>("end");
        QTest::newRow("before the head") << QByteArray() << u"timeout-first-byte"_s;
        QTest::newRow("after the head") << streamHead() << u"timeout-first-byte"_s;
        QTest::newRow("inside the stream") << streamHead() + deltaEvent("Hel") << u"timeout-idle"_s;
    }

    void silenceEndsTheCall()
    {
        QFETCH(QByteArray, before);
        QFETCH(QString, end);
        ScriptedServer server;
        server.setScripts({{send(before), {Kind::Hold}}});
        FakeClock clock;
        ClientFixture fixture(clock, server.baseUrl());
        const auto probe = fixture.ask(withoutRetries());
        QTRY_COMPARE(server.holding(), 1);
        QTRY_COMPARE(clock.untilNextAlarm(), std::optional<Milliseconds>(120s));
        if (before.contains("Hel"))
            QTRY_COMPARE(probe->answer, u"Hel"_s);
        clock.advance(119'999ms);
        QCOMPARE(probe->end(), u"running"_s);
        clock.advance(1ms);
        QCOMPARE(probe->end(), end);
        QCOMPARE(probe->ends, 1);
        QTRY_COMPARE(server.openConnections(), 0);
    }

    void commentsExtendSilenceUpToALimit()
    {
        ScriptedServer server;
        ServerScript script{send(streamHead() + ": waiting\n\n"), {Kind::Hold}};
        for (int i = 0; i < 12; ++i)
            script += {send(": keep-alive\n\n"), {Kind::Hold}};
        server.setScripts({script});
        FakeClock clock;
        NetworkPool pool;
        HttpExchange exchange(pool, clock, {15s, 10s, 60s});
        const QSignalSpy bytes(&exchange, &HttpExchange::bytes);
        const QSignalSpy ended(&exchange, &HttpExchange::ended);
        HttpRequest request;
        request.url = server.baseUrl();
        exchange.start(request);
        QTRY_COMPARE(bytes.size(), 1);
        for (int i = 1; i <= 6; ++i) {
            clock.advance(9s);
            QCOMPARE(ended.size(), 0);
            server.release();
            QTRY_COMPARE(bytes.size(), 1 + i);
        }
        clock.advance(5'999ms);
        QCOMPARE(ended.size(), 0);
        clock.advance(1ms);
        QCOMPARE(ended.size(), 1);
        QCOMPARE(ended.first().first().value<HttpEnd>().cause, HttpEnd::Cause::TimeoutIdle);
    }

    void connectionThatNeverOpensTimesOut()
    {
        // A listener whose queue is full lets nobody in and says nothing.
        QTcpServer full;
        full.setListenBacklogSize(1);
        QVERIFY(full.listen(QHostAddress::LocalHost));
        full.pauseAccepting();
        std::vector<std::unique_ptr<QTcpSocket>> crowd;
        for (int i = 0; i < 4; ++i) {
            crowd.push_back(std::make_unique<QTcpSocket>());
            crowd.back()->connectToHost(QHostAddress::LocalHost, full.serverPort());
        }
        QTRY_VERIFY(crowd.front()->state() == QAbstractSocket::ConnectedState);
        FakeClock clock;
        ClientFixture fixture(clock, QUrl(u"http://127.0.0.1:%1/v1"_s.arg(full.serverPort())));
        const auto probe = fixture.ask(withoutRetries());
        QTRY_COMPARE(probe->attempts, 1);
        clock.advance(15s);
        QCOMPARE(probe->end(), u"timeout-connect"_s);
    }

    void closesSoonAfterTheFinishReason()
    {
        ScriptedServer server;
        server.setScripts({{send(streamHead() + deltaEvent("Hi") +
                                 json("data: {'choices':[{'delta':{},'finish_reason':'stop'}]}\n\n")),
                            {Kind::Hold}}});
        FakeClock clock;
        ClientFixture fixture(clock, server.baseUrl());
        const auto probe = fixture.ask();
        QTRY_COMPARE(clock.untilNextAlarm(), std::optional<Milliseconds>(5s));
        clock.advance(5s);
        QCOMPARE(probe->end(), u"answered"_s);
        QVERIFY(probe->success()->usage.estimated);
        QVERIFY(probe->success()->usage.outVisible > 0);
    }

    /// However much still comes: what matters has arrived.
    void closesSoonAfterTheFinishReasonOfAServerThatNeverEnds()
    {
        const QByteArray nothing = json("data: {'choices':[{'delta':{}}]}\n\n");
        ScriptedServer server;
        server.setScripts({{send(streamHead() + deltaEvent("Hi") +
                                 json("data: {'choices':[{'delta':{},'finish_reason':'stop'}]}\n\n")),
                            {Kind::Hold},
                            send(nothing),
                            {Kind::Hold},
                            send(json("data: {'model':'last'}\n\n")),
                            {Kind::Hold}}});
        FakeClock clock;
        ClientFixture fixture(clock, server.baseUrl());
        const auto probe = fixture.ask();
        QTRY_COMPARE(clock.untilNextAlarm(), std::optional<Milliseconds>(5s));
        for (int i = 0; i < 2; ++i) {
            clock.advance(2s);
            const auto before = server.holding();
            server.release();
            QTRY_COMPARE(server.holding(), before);
            QTest::qWait(20); // the bytes are on their way; nothing that could be waited for tells of them
        }
        clock.advance(1s);
        QCOMPARE(probe->end(), u"answered"_s);
        QCOMPARE(probe->success()->servedModel, u"last"_s);
    }

    void sendsNothingThatNobodyOrdered()
    {
        ScriptedServer server;
        server.setScripts({ServerScript{
            send(streamHead({"Set-Cookie: __cf_bm=1; Path=/"}) + deltaEvent("Hi") + endEvents()), {Kind::Close}}});
        FakeClock clock;
        ClientFixture fixture(clock, server.baseUrl());
        for (int i = 0; i < 2; ++i) {
            const auto probe = fixture.ask();
            QTRY_COMPARE(probe->end(), u"answered"_s);
        }
        QCOMPARE(server.requests().size(), 2);
        const auto fields = server.requests().last().fields;
        QVERIFY(!fields.contains("cookie"));
        QVERIFY(!fields.contains("authorization"));
        QCOMPARE(fields.value("accept-encoding"), "identity"_ba);
        QCOMPARE(fields.value("accept-language"), "en"_ba);
        QCOMPARE(fields.value("content-type"), "application/json"_ba);
        QVERIFY(fields.value("user-agent").startsWith("Tributary/"));
        QCOMPARE(server.requests().last().path, "/v1/chat/completions"_ba);
    }

    void keyReachesItsOwnHostOnly_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : {301, 302, 303, 307, 308})
            QTest::addRow("%d", status) << status;
    }

    void keyReachesItsOwnHostOnly()
    {
        QFETCH(int, status);
        ScriptedServer other;
        ScriptedServer server;
        server.setScripts({{send(response(status, "text/plain", "sk-canary-key-000111 and more",
                                          {"Location: " + other.baseUrl().toEncoded()}))}});
        FakeClock clock;
        ClientFixture fixture(clock, server.baseUrl());
        fixture.provider.key.kind = KeySource::Kind::Session;
        fixture.credentials.setSessionKey(fixture.provider.id, Secret("sk-canary-key-000111"));
        fixture.client.setProviders({fixture.provider});
        const auto probe = fixture.ask();
        QTRY_COMPARE(probe->end(), u"redirected"_s);
        QCOMPARE(server.requests().first().fields.value("authorization"), "Bearer sk-canary-key-000111"_ba);
        QCOMPARE(other.acceptedConnections(), 0);
        QVERIFY(!probe->error()->message.contains(u"canary"_s));
        QVERIFY(!probe->error()->detail.contains(u"canary"_s));
    }

    /// With every message of ours and of Qt's switched on, through success, failure and a lost connection.
    void keyReachesNoLog()
    {
        logged.clear();
        QLoggingCategory::setFilterRules(u"*=true"_s);
        const auto previous = qInstallMessageHandler(
            [](QtMsgType, const QMessageLogContext &, const QString &message) { logged += message + u'\n'; });
        const auto restored = qScopeGuard([previous] {
            qInstallMessageHandler(previous);
            QLoggingCategory::setFilterRules({});
        });
        ScriptedServer server;
        server.setScripts({answerScript("Hello"),
                           {send(response(401, "text/plain", "Incorrect API key provided: sk-canary-key-000111"))},
                           {{Kind::Reset}}});
        FakeClock clock;
        ClientFixture fixture(clock, server.baseUrl());
        fixture.provider.key.kind = KeySource::Kind::Session;
        fixture.credentials.setSessionKey(fixture.provider.id, Secret("sk-canary-key-000111"));
        fixture.client.setProviders({fixture.provider});
        for (const auto &end : {u"answered"_s, u"key-refused"_s, u"unreachable"_s}) {
            const auto probe = fixture.ask(withoutRetries());
            QTRY_COMPARE(probe->end(), end);
        }
        qInfo("the log is read");
        QVERIFY(logged.contains(u"the log is read"_s));
        QVERIFY2(!logged.contains(u"canary"_s), qPrintable(logged));
    }

    void earlyHintsAreToldApart()
    {
        // QNetworkAccessManager of Qt 6.4 takes an interim response for the answer; the call must end, with words.
        ScriptedServer server;
        server.setScripts({sendAndClose("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + streamHead() +
                                        deltaEvent("Hi") + endEvents())});
        FakeClock clock;
        ClientFixture fixture(clock, server.baseUrl());
        const auto probe = fixture.ask(withoutRetries());
        QTRY_VERIFY(probe->outcome);
        QVERIFY2(probe->end() == u"malformed"_s || probe->end() == u"answered"_s, qPrintable(probe->end()));
        QCOMPARE(server.requests().size(), 1);
    }

    void tooLargeAnswersAreStopped()
    {
        ScriptedServer server;
        server.setScripts(
            {{send(streamHead() + deltaEvent("Hel") + "data: " + QByteArray(100'000, 'x')), {Kind::Hold}}});
        FakeClock clock;
        CallLimits limits;
        limits.maxEventBytes = 50'000;
        ClientFixture fixture(clock, server.baseUrl());
        const auto probe = fixture.ask(limits);
        QTRY_COMPARE(probe->end(), u"too-large"_s);
        QTRY_COMPARE(server.openConnections(), 0);
    }
};

QTEST_GUILESS_MAIN(HttpTest)
#include "tst_http.moc"
