// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "demo/DemoServer.h"
#include "support/FakeClock.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTcpSocket>
#include <QTest>

#include <memory>
#include <vector>

using namespace tributary;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QByteArray chatBody(const QString &model, const QString &prompt, QJsonObject extra = {})
{
    extra.insert(u"model"_s, model);
    extra.insert(u"messages"_s, QJsonArray{QJsonObject{{u"role"_s, u"user"_s}, {u"content"_s, prompt}}});
    return QJsonDocument(extra).toJson(QJsonDocument::Compact);
}

QByteArray post(const QByteArray &body, const QByteArray &headers = "Connection: close\r\n")
{
    return "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\n" + headers +
           "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

QJsonObject streaming(bool withUsage = false)
{
    QJsonObject extra{{u"stream"_s, true}};
    if (withUsage)
        extra.insert(u"stream_options"_s, QJsonObject{{u"include_usage"_s, true}});
    return extra;
}

int statusOf(const QByteArray &response)
{
    return response.mid(9, 3).toInt();
}

QByteArray bodyOf(const QByteArray &response)
{
    return response.sliced(response.indexOf("\r\n\r\n") + 4);
}

QByteArray unchunked(QByteArray body)
{
    QByteArray result;
    while (!body.isEmpty()) {
        const qsizetype lineEnd = body.indexOf("\r\n");
        const qsizetype size = body.first(lineEnd).toLongLong(nullptr, 16);
        result += body.mid(lineEnd + 2, size);
        body.remove(0, lineEnd + 2 + size + 2);
    }
    return result;
}

QList<QByteArray> eventsOf(const QByteArray &response)
{
    QList<QByteArray> events;
    for (const QByteArray &event : unchunked(bodyOf(response)).split('\n')) {
        if (event.startsWith("data: "))
            events.append(event.sliced(6));
    }
    return events;
}

QJsonObject deltaOf(const QByteArray &event)
{
    const QJsonArray choices = QJsonDocument::fromJson(event)[u"choices"_s].toArray();
    return choices.isEmpty() ? QJsonObject() : choices[0][u"delta"_s].toObject();
}

QString joined(const QByteArray &response, const QString &member)
{
    QString text;
    for (const QByteArray &event : eventsOf(response))
        text += deltaOf(event)[member].toString();
    return text;
}

QString errorCode(const QByteArray &response)
{
    return QJsonDocument::fromJson(bodyOf(response))[u"error"_s][u"code"_s].toString();
}

/// A client that knows no HTTP: sends bytes, keeps what comes back.
struct RawClient
{
    QTcpSocket socket;
    QByteArray received;
    bool closed = false;

    explicit RawClient(const DemoServer &server)
    {
        QObject::connect(&socket, &QTcpSocket::readyRead, &socket, [this] { received += socket.readAll(); });
        QObject::connect(&socket, &QTcpSocket::disconnected, &socket, [this] { closed = true; });
        socket.connectToHost(QHostAddress::LocalHost, quint16(server.baseUrl().port()));
    }

    QByteArray untilClosed()
    {
        [&] { QTRY_VERIFY(closed); }();
        return received;
    }
};

QByteArray exchange(const DemoServer &server, const QByteArray &request)
{
    RawClient client(server);
    client.socket.write(request);
    return client.untilClosed();
}

QString firstPrompt()
{
    return DemoServer::questions().first().prompt;
}

} // namespace

class ServerTest : public QObject
{
    Q_OBJECT

private:
    SystemClock m_clock;
    std::unique_ptr<DemoServer> m_server;

private Q_SLOTS:

    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        m_server = std::make_unique<DemoServer>(m_clock);
        m_server->setPace(0);
        QVERIFY(m_server->listen());
    }

    void addressIsLoopbackAndEmptyBefore()
    {
        QCOMPARE(DemoServer(m_clock).baseUrl(), QUrl());
        QCOMPARE(m_server->baseUrl().host(), u"127.0.0.1"_s);
        QCOMPARE(m_server->baseUrl().path(), u"/v1"_s);
    }

    void aTakenPortIsAnError()
    {
        DemoServer other(m_clock);
        const Result<void> result = other.listen(quint16(m_server->baseUrl().port()));
        QVERIFY(!result);
        QCOMPARE(result.error().kind, ErrorKind::Io);
    }

    void listsItsVoices()
    {
        const QByteArray response = exchange(*m_server, "GET /v1/models?x=1 HTTP/1.1\r\nConnection: close\r\n\r\n");
        QCOMPARE(statusOf(response), 200);
        QStringList ids;
        for (const QJsonValue &model : QJsonDocument::fromJson(bodyOf(response))[u"data"_s].toArray())
            ids.append(model[u"id"_s].toString());
        QCOMPARE(ids, (QStringList{u"demo-surveyor"_s, u"demo-skeptic"_s, u"demo-practitioner"_s, u"demo-editor"_s}));
    }

    void streamsRoleTextFinishUsageDone()
    {
        const QByteArray request = post(chatBody(u"demo-surveyor"_s, firstPrompt(), streaming(true)));
        const QByteArray response = exchange(*m_server, request);
        QCOMPARE(statusOf(response), 200);
        QVERIFY(response.contains("text/event-stream"));
        const QList<QByteArray> events = eventsOf(response);
        QCOMPARE(deltaOf(events.first())[u"role"_s].toString(), u"assistant"_s);
        QCOMPARE(events.last(), "[DONE]");
        const QJsonObject usage = QJsonDocument::fromJson(events[events.size() - 2])[u"usage"_s].toObject();
        QVERIFY(usage[u"completion_tokens"_s].toInt() > 100);
        QVERIFY(usage[u"prompt_tokens"_s].toInt() > 5);
        const QJsonValue finish = QJsonDocument::fromJson(events[events.size() - 3])[u"choices"_s][0];
        QCOMPARE(finish[u"finish_reason"_s].toString(), u"stop"_s);
        const QList<Recording> recordings = loadRecordings().value();
        QCOMPARE(joined(response, u"content"_s), recordings[0].first.value(u"demo-surveyor"_s).text(0));
    }

    void usageOnlyWhenAsked()
    {
        const QByteArray response = exchange(*m_server, post(chatBody(u"demo-editor"_s, u"hi"_s, streaming())));
        QVERIFY(!response.contains("\"usage\""));
    }

    void wholeAnswerIsTheStreamedOne()
    {
        const QByteArray whole = exchange(*m_server, post(chatBody(u"demo-practitioner"_s, firstPrompt())));
        const QByteArray streamed =
            exchange(*m_server, post(chatBody(u"demo-practitioner"_s, firstPrompt(), streaming())));
        const QJsonValue message = QJsonDocument::fromJson(bodyOf(whole))[u"choices"_s][0][u"message"_s];
        QCOMPARE(message[u"content"_s].toString(), joined(streamed, u"content"_s));
        QCOMPARE(message[u"reasoning_content"_s].toString(), joined(streamed, u"reasoning_content"_s));
        QVERIFY(!message[u"reasoning_content"_s].toString().isEmpty());
    }

    void tokenLimitCutsAndSaysSo()
    {
        QJsonObject extra = streaming(true);
        extra.insert(u"max_tokens"_s, 5);
        const QByteArray response = exchange(*m_server, post(chatBody(u"demo-surveyor"_s, firstPrompt(), extra)));
        QVERIFY(response.contains("\"finish_reason\":\"length\""));
        QVERIFY(response.contains("\"completion_tokens\":5,"));
        QCOMPARE(joined(response, u"content"_s), u"The sky is blue because"_s);
    }

    void http10GetsNoChunks()
    {
        QByteArray request = post(chatBody(u"demo-surveyor"_s, u"hi"_s, streaming()), "Connection: keep-alive\r\n");
        request.replace("HTTP/1.1", "HTTP/1.0");
        const QByteArray response = exchange(*m_server, request);
        QVERIFY(!response.contains("Transfer-Encoding"));
        QVERIFY(bodyOf(response).startsWith("data: {"));
        QVERIFY(response.endsWith("data: [DONE]\n\n"));
    }

    void readsARequestByteByByte()
    {
        RawClient client(*m_server);
        QTRY_COMPARE(client.socket.state(), QAbstractSocket::ConnectedState);
        for (const char byte : post(chatBody(u"demo-editor"_s, u"hi"_s))) {
            client.socket.write(&byte, 1);
            client.socket.flush();
            QCoreApplication::processEvents();
        }
        QCOMPARE(statusOf(client.untilClosed()), 200);
    }

    void keepsTheConnectionForFurtherRequests()
    {
        RawClient client(*m_server);
        const QByteArray body = chatBody(u"demo-surveyor"_s, u"hi"_s, streaming());
        client.socket.write(post(body, {}) + post(body, {}) + "GET /v1/models HTTP/1.1\r\n\r\n");
        QTRY_COMPARE(client.received.count("HTTP/1.1 200 OK"), 3);
        QTRY_VERIFY(client.received.endsWith("}]"
                                             ",\"object\":\"list\"}"));
        QCOMPARE(client.received.count("data: [DONE]"), 2);
        QVERIFY(!client.closed);
    }

    void answersExpectContinue()
    {
        RawClient client(*m_server);
        const QByteArray body = chatBody(u"demo-editor"_s, u"hi"_s);
        const QByteArray request = post(body, "Connection: close\r\nExpect: 100-continue\r\n");
        client.socket.write(request.chopped(body.size()));
        QTRY_COMPARE(client.received, "HTTP/1.1 100 Continue\r\n\r\n");
        client.socket.write(body);
        QVERIFY(client.untilClosed().contains("HTTP/1.1 200 OK"));
    }

    void refusesWhatItCannotServe_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, const QByteArray &request, int status, const QString &code) {
            QTest::newRow(name) << request << status << code;
        };
        const QString badHttp = u"bad_http_request"_s;
        const QString badRequest = u"invalid_request"_s;
        row("garbage", "\x01\x02\x03 what is this\r\n\r\n", 400, badHttp);
        row("TLS hello", QByteArray("\x16\x03\x01\x02\x00\x01\x00\n", 8), 400, badHttp);
        row("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505, badHttp);
        row("too large", "POST /v1/chat/completions HTTP/1.1\r\nContent-Length: 999999999\r\n\r\n", 413, badHttp);
        row("unknown path", "GET /nothing HTTP/1.1\r\nConnection: close\r\n\r\n", 404, u"not_found"_s);
        row("wrong method", "GET /v1/chat/completions HTTP/1.1\r\nConnection: close\r\n\r\n", 405,
            u"method_not_allowed"_s);
        row("no body", post({}), 400, badRequest);
        row("no JSON", post("{\"model\":"), 400, badRequest);
        row("no object", post("[1,2]"), 400, badRequest);
        row("no messages", post("{\"model\":\"demo-editor\"}"), 400, badRequest);
        row("wrong type", post("{\"model\":7,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}"), 400, badRequest);
        row("content of wrong type", post("{\"model\":\"demo-editor\",\"messages\":[{\"content\":{}}]}"), 400,
            badRequest);
        row("no tokens", post(chatBody(u"demo-editor"_s, u"x"_s, {{u"max_tokens"_s, 0}})), 400, badRequest);
        row("unknown model", post(chatBody(u"gpt-4o"_s, u"x"_s)), 404, u"model_not_found"_s);
    }

    void refusesWhatItCannotServe()
    {
        QFETCH(QByteArray, request);
        QFETCH(int, status);
        QFETCH(QString, code);
        const QByteArray response = exchange(*m_server, request);
        QCOMPARE(statusOf(response), status);
        QCOMPARE(errorCode(response), code);
    }

    void skepticAsksForOneRetryInEachRun()
    {
        const QByteArray request = post(chatBody(u"demo-skeptic"_s, firstPrompt(), streaming()));
        for (int run = 0; run < 2; ++run) {
            const QByteArray putOff = exchange(*m_server, request);
            QCOMPARE(statusOf(putOff), 429);
            QCOMPARE(errorCode(putOff), u"rate_limit_exceeded"_s);
            QVERIFY(putOff.contains("retry-after-ms: 0\r\n"));
            QVERIFY(joined(exchange(*m_server, request), u"content"_s).startsWith(u"The usual answer"_s));
        }
    }

    void asksToWaitAtHumanSpeed()
    {
        m_server->setPace(1);
        const QByteArray putOff = exchange(*m_server, post(chatBody(u"demo-skeptic"_s, firstPrompt())));
        QVERIFY(putOff.contains("retry-after-ms: 1200\r\n"));
    }

    void manyClientsAtOnce()
    {
        const QByteArray request = post(chatBody(u"demo-editor"_s, firstPrompt(), streaming()));
        std::vector<std::unique_ptr<RawClient>> clients;
        for (int i = 0; i < 40; ++i) {
            clients.push_back(std::make_unique<RawClient>(*m_server));
            clients.back()->socket.write(request);
        }
        const QString expected = loadRecordings().value()[0].first.value(u"demo-editor"_s).text(0);
        for (const auto &client : clients)
            QCOMPARE(joined(client->untilClosed(), u"content"_s), expected);
    }

    void textComesWithTimeAndStopsWithTheClient()
    {
        FakeClock clock;
        DemoServer server(clock);
        QVERIFY(server.listen());
        RawClient leaving(server);
        RawClient staying(server);
        const QByteArray request = post(chatBody(u"demo-surveyor"_s, firstPrompt(), streaming()));
        leaving.socket.write(request);
        staying.socket.write(request);
        QTRY_COMPARE(leaving.received.count("HTTP/1.1 200") + staying.received.count("HTTP/1.1 200"), 2);
        QCOMPARE(clock.armedAlarms(), 2);
        clock.advance(1s);
        QTRY_VERIFY(leaving.received.contains("content\":\"The"));
        QVERIFY(!leaving.received.contains("[DONE]"));

        leaving.socket.abort();
        QTRY_COMPARE(clock.armedAlarms(), 1);
        clock.advance(30s);
        QVERIFY(staying.untilClosed().contains("[DONE]"));
        QCOMPARE(clock.armedAlarms(), 0);
    }

    void closesOnAClientThatAsksNothing_data()
    {
        QTest::addColumn<QByteArray>("sent");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("half a request") << QByteArray("GET /v1/mod");
        QTest::newRow("one request, then nothing") << QByteArray("GET /v1/models HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }

    void closesOnAClientThatAsksNothing()
    {
        QFETCH(QByteArray, sent);
        FakeClock clock;
        DemoServer server(clock);
        QVERIFY(server.listen());
        RawClient client(server);
        client.socket.write(sent);
        QTRY_COMPARE(clock.armedAlarms(), 1);
        if (sent.endsWith("\r\n\r\n"))
            QTRY_VERIFY(client.received.contains("demo-editor"));
        clock.advance(59s);
        QCoreApplication::processEvents();
        QVERIFY(!client.closed);
        clock.advance(1s);
        client.untilClosed();
        QCOMPARE(clock.armedAlarms(), 0);
    }

    void turnsAwayMoreClientsThanItCanServe()
    {
        std::vector<std::unique_ptr<RawClient>> clients;
        for (int i = 0; i < 256; ++i)
            clients.push_back(std::make_unique<RawClient>(*m_server));
        QTRY_COMPARE(clients.back()->socket.state(), QAbstractSocket::ConnectedState);
        RawClient late(*m_server);
        QCOMPARE(statusOf(late.untilClosed()), 503);
        clients.clear();
        QTRY_COMPARE(statusOf(exchange(*m_server, post(chatBody(u"nobody"_s, u"x"_s)))), 404);
    }

    void goesAwayInTheMiddleOfAStream()
    {
        FakeClock clock;
        auto server = std::make_unique<DemoServer>(clock);
        QVERIFY(server->listen());
        RawClient client(*server);
        client.socket.write(post(chatBody(u"demo-surveyor"_s, firstPrompt(), streaming())));
        QTRY_VERIFY(client.received.contains("HTTP/1.1 200"));
        server.reset();
        QCOMPARE(clock.armedAlarms(), 0);
        QVERIFY(!client.untilClosed().contains("[DONE]"));
    }
};

QTEST_GUILESS_MAIN(ServerTest)
#include "tst_server.moc"
