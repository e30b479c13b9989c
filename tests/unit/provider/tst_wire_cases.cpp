// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "CallProbe.h"
#include "Json.h"
#include "provider/ProvidersFile.h"
#include "support/FakeClock.h"
#include "support/TestCertificate.h"

#include <QRegularExpression>

#include <utility>

using namespace tributary;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Kind = ServerStep::Kind;

/// What one dialect writes where all dialects have something.
struct Wire
{
    const char *name;
    DialectKind dialect;
    QByteArray type;
    QByteArray text;    ///< a piece of an answer, "Hello"
    QByteArray end;     ///< its end
    QByteArray cut;     ///< its end at the token limit
    QByteArray error;   ///< the provider is busy, inside a stream
    QByteArray quota;   ///< body of a 429 that no waiting helps
    QByteArray tooLong; ///< body of a 400: the prompt is too long
    QByteArray badKey;  ///< body of what says that the key is wrong
    int badKeyStatus;
    QByteArray filtered; ///< a stream that a filter or the model ends
    QByteArray toolCall; ///< a stream that calls a tool
    QByteArray whole;    ///< an answer that was not streamed
    QByteArray noModel;  ///< body of a 404
    QByteArray refuses;  ///< body of a 400: temperature is not accepted
    const char *quotaEnd;
    const char *filterEnd;
    const char *errorEnd;
};

QByteArray sse(const char *payload)
{
    return "data: " + json(payload) + "\n\n";
}

Wire chatWire()
{
    return {
        "Chat Completions",
        DialectKind::ChatCompletions,
        "text/event-stream",
        deltaEvent("Hello"),
        endEvents(),
        endEvents("length"),
        sse("{'error':{'message':'Overloaded','code':503}}"),
        json("{'error':{'message':'You exceeded your current quota','type':'insufficient_quota'}}"),
        json("{'error':{'message':'This model\\'s maximum context length is 8192','code':'context_length_exceeded'}}"),
        json("{'error':{'message':'Incorrect API key','code':'invalid_api_key'}}"),
        401,
        sse("{'choices':[{'delta':{},'finish_reason':'content_filter'}]}"),
        sse("{'choices':[{'delta':{'tool_calls':[{'index':0,'id':'t'}]},'finish_reason':'tool_calls'}]}"),
        json("{'choices':[{'message':{'content':'Hello'},'finish_reason':'stop'}]}"),
        json("{'error':{'message':'The model m does not exist','code':'model_not_found'}}"),
        json("{'error':{'message':'Unsupported parameter','param':'temperature','code':'unsupported_parameter'}}"),
        "no-credit",
        "filtered",
        "overloaded"};
}

Wire anthropicWire()
{
    const QByteArray start = sse("{'type':'message_start','message':{'id':'m1','usage':{'input_tokens':5}}}");
    const QByteArray stop =
        sse("{'type':'message_delta','delta':{'stop_reason':'REASON'},'usage':{'output_tokens':2}}") +
        sse("{'type':'message_stop'}");
    const auto because = [&](const char *reason) { return QByteArray(stop).replace("REASON", reason); };
    return {"Anthropic",
            DialectKind::Anthropic,
            "text/event-stream",
            start + sse("{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'Hello'}}"),
            because("end_turn"),
            because("max_tokens"),
            sse("{'type':'error','error':{'type':'overloaded_error','message':'Overloaded'}}"),
            json("{'type':'error','error':{'type':'rate_limit_error','message':'Monthly limit'}}"),
            json("{'type':'error','error':{'type':'invalid_request_error','message':'prompt is too long: 9 > 8'}}"),
            json("{'type':'error','error':{'type':'authentication_error','message':'invalid x-api-key'}}"),
            401,
            start + because("refusal"),
            start + sse("{'type':'content_block_start','index':0,'content_block':{'type':'tool_use'}}") +
                because("tool_use"),
            json("{'type':'message','content':[{'type':'text','text':'Hello'}],'stop_reason':'end_turn'}"),
            json("{'type':'error','error':{'type':'not_found_error','message':'model: m'}}"),
            json("{'type':'error','error':{'type':'invalid_request_error','message':'temperature: Extra inputs are not "
                 "permitted'}}"),
            "rate-limited",
            "refused",
            "overloaded"};
}

Wire geminiWire()
{
    return {"Gemini",
            DialectKind::Gemini,
            "text/event-stream",
            sse("{'candidates':[{'content':{'parts':[{'text':'Hello'}]}}]}"),
            sse("{'candidates':[{'finishReason':'STOP'}],'usageMetadata':{'promptTokenCount':5}}"),
            sse("{'candidates':[{'finishReason':'MAX_TOKENS'}]}"),
            json("{\r\n 'error': {\r\n  'code': 503, 'status': 'UNAVAILABLE'\r\n }\r\n}\r\n"),
            json("{'error':{'code':429,'status':'RESOURCE_EXHAUSTED','message':'Quota exceeded, limit: 0, model: m',"
                 "'details':[{'violations':[{'quotaId':'GenerateRequestsPerDayPerProject'}]}]}}"),
            json("{'error':{'code':400,'status':'INVALID_ARGUMENT','message':'The input token count (9) exceeds the "
                 "maximum number of tokens allowed (8).'}}"),
            json("{'error':{'code':400,'status':'INVALID_ARGUMENT','message':'API key not valid.','details':[{'reason':"
                 "'API_KEY_INVALID'}]}}"),
            400,
            sse("{'promptFeedback':{'blockReason':'SAFETY'}}"),
            sse("{'candidates':[{'content':{'parts':[{'functionCall':{}}]},'finishReason':'STOP'}]}"),
            json("[{'candidates':[{'content':{'parts':[{'text':'Hello'}]},'finishReason':'STOP'}]}]"),
            json("{'error':{'code':404,'status':'NOT_FOUND','message':'models/m is not found'}}"),
            json("{'error':{'code':400,'status':'INVALID_ARGUMENT','message':'Unknown name \\'temperature\\' at "
                 "\\'generation_config\\': Cannot find field.'}}"),
            "rate-limited",
            "filtered",
            "overloaded"};
}

Wire ollamaWire()
{
    return {"Ollama",
            DialectKind::Ollama,
            "application/x-ndjson",
            json("{'model':'m','message':{'content':'Hello'},'done':false}\n"),
            json("{'done':true,'done_reason':'stop','prompt_eval_count':5,'eval_count':2}\n"),
            json("{'done':true,'done_reason':'length'}\n"),
            json("{'error':'model runner has unexpectedly stopped'}\n"),
            json("{'error':'you have reached your usage limit: 10 requests per day'}"),
            json("{'error':'the input length exceeds the context length'}"),
            json("{'error':'unauthorized'}"),
            401,
            json("{'message':{'content':''},'done':true,'done_reason':'stop'}\n"),
            json("{'message':{'tool_calls':[{'function':{'name':'f'}}]},'done':true}\n"),
            json("{'message':{'content':'Hello'},'done':true,'done_reason':'stop'}"),
            json("{'error':'model \\'m\\' not found, try pulling it first'}"),
            json("{'error':'unsupported parameter: temperature'}"),
            "rate-limited",
            "empty",
            "server"};
}

ServerScript reply(int status, const QByteArray &body, const QByteArray &type = "application/json",
                   const QList<QByteArray> &fields = {})
{
    return {{Kind::Send, response(status, type, body, fields)}};
}

} // namespace

Q_DECLARE_METATYPE(tributary::DialectKind)
Q_DECLARE_METATYPE(tributary::ServerScript)

/// How every dialect ends in every case: `tst_provider_wire_cases -datatags` prints the table.
class WireCasesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void ends_data()
    {
        QTest::addColumn<DialectKind>("dialect");
        QTest::addColumn<ServerScript>("script");
        QTest::addColumn<QString>("end");
        for (const Wire &wire : {chatWire(), anthropicWire(), geminiWire(), ollamaWire()}) {
            streamRows(wire);
            bodyRows(wire);
            statusRows(wire);
            transportRows(wire);
        }
    }

    /// One attempt: whether and how often it is repeated is shown elsewhere, for all dialects alike.
    void ends()
    {
        QFETCH(DialectKind, dialect);
        QFETCH(ServerScript, script);
        QFETCH(QString, end);
        ScriptedServer elsewhere;
        for (ServerStep &step : script)
            step.bytes.replace("ELSEWHERE", elsewhere.baseUrl().toEncoded());
        ScriptedServer server;
        server.setScripts({script});
        FakeClock clock;
        ClientFixture fixture(clock, server.baseUrl());
        useDialect(fixture, dialect);
        CallLimits limits;
        limits.retries = 0;
        const auto probe = fixture.ask(limits);
        if (end.startsWith("timeout"_L1)) {
            QTRY_COMPARE(server.holding(), 1);
            QTRY_VERIFY(end == "timeout-first-byte"_L1 || !probe->answer.isEmpty());
            clock.advance(limits.silence);
        }
        QTRY_VERIFY(probe->outcome);
        const CallSuccess *success = probe->success();
        QCOMPARE(probe->end() + (success && success->cutByLimit ? u" cut"_s : QString()), end);
        if (success)
            QCOMPARE(probe->answer, u"Hello"_s);
        if (const Error *error = probe->error()) {
            QVERIFY2(error->message.endsWith(u'.') || error->message.endsWith(u'?'), qPrintable(error->message));
            QVERIFY(!(error->message + error->detail).contains("sk-canary"_L1));
        }
        QCOMPARE(server.requests().size(), 1);
        QVERIFY(elsewhere.requests().isEmpty());
        QCOMPARE(probe->ends, 1);
        QCOMPARE(clock.armedAlarms(), 0);
    }

    void keysGoWhereTheDialectWantsThem_data()
    {
        QTest::addColumn<DialectKind>("dialect");
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("Chat Completions") << DialectKind::ChatCompletions << "authorization"_ba
                                          << "Bearer sk-canary"_ba;
        QTest::newRow("Anthropic") << DialectKind::Anthropic << "x-api-key"_ba
                                   << "sk-canary"_ba;
        QTest::newRow("Gemini") << DialectKind::Gemini << "x-goog-api-key"_ba
                                << "sk-canary"_ba;
        QTest::newRow("Ollama") << DialectKind::Ollama << "authorization"_ba
                                << "Bearer sk-canary"_ba;
    }

    void keysGoWhereTheDialectWantsThem()
    {
        QFETCH(DialectKind, dialect);
        QFETCH(QByteArray, field);
        QFETCH(QByteArray, value);
        ScriptedServer server;
        server.setScripts({reply(500, {})});
        FakeClock clock;
        ClientFixture fixture(clock, server.baseUrl());
        useDialect(fixture, dialect);
        CallLimits limits;
        limits.retries = 0;
        const auto probe = fixture.ask(limits);
        QTRY_COMPARE(probe->end(), u"server"_s);
        const ReceivedRequest &request = server.requests().first();
        for (auto it = request.fields.cbegin(); it != request.fields.cend(); ++it)
            QCOMPARE(it.value().contains("sk-canary"), it.key() == field);
        QCOMPARE(request.fields.value(field), value);
        QVERIFY(!request.path.contains("sk-canary") && !request.body.contains("sk-canary"));
        QCOMPARE(request.fields.value("anthropic-version"),
                 dialect == DialectKind::Anthropic ? "2023-06-01"_ba : QByteArray());
    }

    void leavesOutWhatTheServerNames_data()
    {
        QTest::addColumn<DialectKind>("dialect");
        QTest::addColumn<QByteArray>("refusal");
        QTest::addColumn<QByteArray>("answer");
        for (const Wire &wire : {chatWire(), anthropicWire(), geminiWire(), ollamaWire()})
            QTest::newRow(wire.name) << wire.dialect << wire.refuses << wire.text + wire.end;
    }

    /// Once, visibly, and the call goes on.
    void leavesOutWhatTheServerNames()
    {
        QFETCH(DialectKind, dialect);
        QFETCH(QByteArray, refusal);
        QFETCH(QByteArray, answer);
        ScriptedServer server;
        server.setHandler([&](const ReceivedRequest &request) {
            return request.body.contains("temperature")
                       ? reply(400, refusal)
                       : ServerScript{{Kind::Send, streamHead() + answer}, {Kind::Close}};
        });
        FakeClock clock;
        ClientFixture fixture(clock, server.baseUrl());
        useDialect(fixture, dialect);
        ChatRequest request;
        request.model = {fixture.provider.id, u"m"_s};
        request.messages = {{ChatRole::User, u"Name a river."_s}};
        request.temperature = 0.5;
        CallProbe probe(fixture.client.ask(request, {}));
        QStringList notices;
        connect(probe.call.get(), &ModelCall::attemptStarted, this,
                [&](int, const QStringList &texts) { notices = texts; });
        QTRY_COMPARE(probe.retries.size(), 1);
        QCOMPARE(probe.retries.first().kind, ErrorKind::Unsupported);
        QVERIFY(notices.isEmpty());
        clock.advance(0ms);
        QTRY_COMPARE(probe.end(), u"answered"_s);
        QCOMPARE(notices, QStringList{u"Sent without temperature: the model does not accept it."_s});
        QCOMPARE(server.requests().size(), 2);
    }

    void badAddressesAreEachTheirOwnSentence()
    {
        ScriptedServer page;
        page.setScripts({reply(200, "<!DOCTYPE html><html></html>", "text/html")});
        ScriptedServer elsewhere;
        ScriptedServer redirect;
        redirect.setScripts({reply(302, {}, "text/html", {"Location: " + elsewhere.baseUrl().toEncoded()})});
        ScriptedServer secure(testServerTls());
        ScriptedServer closed;
        closed.close();
        ScriptedServer wrongPath;
        wrongPath.setScripts({reply(404, json("{'detail':'Not Found'}"))});
        QUrl plainHttp = page.baseUrl();
        plainHttp.setHost(u"models.test"_s);
        QUrl selfSigned = secure.baseUrl();
        selfSigned.setScheme(u"https"_s);
        const QList<std::pair<QUrl, QString>> cases{
            {page.baseUrl(), u"malformed: A web page came back instead of Provider; check the address %1."_s},
            {redirect.baseUrl(), u"redirected: Provider answered with a redirect (302), which is never followed with a "
                                 "key; check the address %1."_s},
            {selfSigned, u"tls: The identity of %2 could not be verified; check the certificate, the clock and the "
                         "network."_s},
            {plainHttp, u"bad-request: Provider would be reached without encryption; use https or allow it for this "
                        "provider."_s},
            {QUrl(u"http://127.0.0.1:1/v1"_s), u"unreachable: Nothing answers at %2. Is Provider running?"_s},
            {wrongPath.baseUrl(),
             u"model-not-found: Provider has nothing at this address (404); check the path of %1."_s},
            {QUrl(u"ftp://127.0.0.1/v1"_s),
             u"bad-request: The address of Provider is not usable; give it as https://host/path."_s},
        };
        for (const auto &[address, sentence] : cases) {
            for (const auto dialect :
                 {DialectKind::ChatCompletions, DialectKind::Anthropic, DialectKind::Gemini, DialectKind::Ollama}) {
                FakeClock clock;
                ClientFixture fixture(clock, address);
                useDialect(fixture, dialect);
                CallLimits limits;
                limits.retries = 0;
                const auto probe = fixture.ask(limits);
                QTRY_VERIFY(probe->outcome);
                const QString origin = address.toString(QUrl::RemovePath);
                QString expected = sentence;
                expected.replace(u"%1"_s, address.toString()).replace(u"%2"_s, origin);
                QCOMPARE(probe->end() + u": "_s + (probe->error() ? probe->error()->message : QString()), expected);
            }
        }
        for (const ScriptedServer *server : {&elsewhere, &secure})
            QVERIFY(server->requests().isEmpty());
    }

    void pastedAddressesAreRepaired_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<DialectKind>("dialect");
        QTest::addColumn<QByteArray>("asked");
        QTest::newRow("doubled version") << u"/v1/v1 "_s << DialectKind::ChatCompletions << "/v1/chat/completions"_ba;
        QTest::newRow("endpoint") << u"/v1/chat/completions"_s << DialectKind::ChatCompletions
                                  << "/v1/chat/completions"_ba;
        QTest::newRow("Anthropic endpoint") << u"/v1/messages/ "_s << DialectKind::Anthropic << "/v1/messages"_ba;
        QTest::newRow("Anthropic without version") << u"/"_s << DialectKind::Anthropic << "/v1/messages"_ba;
        QTest::newRow("Gemini without version")
            << u" "_s << DialectKind::Gemini << "/v1beta/models/m:streamGenerateContent?alt=sse"_ba;
        QTest::newRow("Ollama's other interface") << u"/v1"_s << DialectKind::Ollama << "/api/chat"_ba;
        QTest::newRow("Ollama endpoint") << u"/api/chat"_s << DialectKind::Ollama << "/api/chat"_ba;
    }

    void pastedAddressesAreRepaired()
    {
        QFETCH(QString, path);
        QFETCH(DialectKind, dialect);
        QFETCH(QByteArray, asked);
        ScriptedServer server;
        server.setScripts({reply(500, {})});
        FakeClock clock;
        const QString typed = server.baseUrl().toString(QUrl::RemovePath) + path;
        ClientFixture fixture(clock, cleanBaseUrl(typed));
        useDialect(fixture, dialect);
        CallLimits limits;
        limits.retries = 0;
        const auto probe = fixture.ask(limits);
        QTRY_COMPARE(probe->end(), u"server"_s);
        QCOMPARE(server.requests().first().path, asked);
    }

private:
    static void useDialect(ClientFixture &fixture, DialectKind dialect)
    {
        fixture.provider.dialect = dialect;
        fixture.provider.key.kind = KeySource::Kind::Session;
        fixture.credentials.setSessionKey(fixture.provider.id, Secret("sk-canary"));
        fixture.client.setProviders({fixture.provider});
    }

    static void row(const Wire &wire, const char *name, const ServerScript &script, const char *end)
    {
        QTest::addRow("%s | %s | %s", wire.name, name, end) << wire.dialect << script << QString::fromLatin1(end);
    }

    static QByteArray head(const Wire &wire)
    {
        return responseHead(200, {"Content-Type: " + wire.type, "Connection: close"});
    }

    static void streamRows(const Wire &wire)
    {
        const auto stream = [&](const char *name, const QByteArray &bytes, const char *end) {
            row(wire, name, {{Kind::Send, head(wire) + bytes}, {Kind::Close}}, end);
        };
        stream("whole stream", wire.text + wire.end, "answered");
        row(wire, "every byte in a segment of its own",
            {{Kind::Send, head(wire)}, {Kind::SendByteWise, wire.text + wire.end}, {Kind::Close}}, "answered");
        stream("CRLF", QByteArray(wire.text + wire.end).replace("\r\n", "\n").replace("\n", "\r\n"), "answered");
        stream("byte order mark", "\xEF\xBB\xBF" + wire.text + wire.end, "answered");
        stream("end at the token limit", wire.text + wire.cut, "answered cut");
        stream("only an end", wire.end, "empty");
        stream("no end marker", wire.text, "truncated");
        stream("no end marker, [DONE] all the same", wire.text + "data: [DONE]\n\n",
               wire.dialect == DialectKind::Ollama ? "malformed" : "truncated");
        stream("error after text", wire.text + wire.error, wire.errorEnd);
        stream("error first", wire.error, wire.errorEnd);
        stream("error and [DONE]", wire.error + "data: [DONE]\n\n", wire.errorEnd);
        stream("filter or refusal", wire.filtered, wire.filterEnd);
        stream("tool call", wire.toolCall, "unsupported");
        stream("no JSON", wire.dialect == DialectKind::Ollama ? QByteArray("{oops\n") : QByteArray("data: {oops\n\n"),
               "malformed");
    }

    static void bodyRows(const Wire &wire)
    {
        row(wire, "200, not streamed", reply(200, wire.whole), "answered");
        row(wire, "200, error body", reply(200, json("{'error':{'message':'x','code':429}}")), "rate-limited");
        row(wire, "200, web page", reply(200, "<!DOCTYPE html><html></html>", "text/html"), "malformed");
        row(wire, "200, nothing", reply(200, {}), "empty");
        row(wire, "200, compressed all the same",
            {{Kind::Send, response(200, wire.type, "\x1f\x8b\x08", {"Content-Encoding: gzip"})}}, "malformed");
    }

    static void statusRows(const Wire &wire)
    {
        row(wire, "key refused", reply(wire.badKeyStatus, wire.badKey), "key-refused");
        row(wire, "prompt too long", reply(400, wire.tooLong), "context-too-long");
        row(wire, "no such model", reply(404, wire.noModel), "model-not-found");
        row(wire, "quota", reply(429, wire.quota), wire.quotaEnd);
        row(wire, "401, web page", reply(401, "<html>", "text/html"), "key-refused");
        row(wire, "404, wrong path", reply(404, json("{'detail':'Not Found'}")), "model-not-found");
        const std::pair<int, const char *> empties[] = {
            {400, "bad-request"},     {401, "key-refused"},  {402, "no-credit"}, {403, "key-refused"},
            {404, "model-not-found"}, {405, "bad-request"},  {408, "server"},    {413, "too-large"},
            {422, "bad-request"},     {429, "rate-limited"}, {500, "server"},    {502, "server"},
            {503, "overloaded"},      {504, "server"},       {529, "overloaded"}};
        for (const auto &[status, end] : empties)
            row(wire, qPrintable(u"%1, empty body"_s.arg(status)), reply(status, {}), end);
        for (const int status : {301, 302, 307, 308})
            row(wire, qPrintable(u"%1 to another origin"_s.arg(status)),
                reply(status, {}, "text/html", {"Location: ELSEWHERE"}), "redirected");
    }

    static void transportRows(const Wire &wire)
    {
        const QByteArray whole = wire.text + wire.end;
        row(wire, "closed before the head", {{Kind::Close}}, "unreachable");
        row(wire, "reset before the head", {{Kind::Reset}}, "unreachable");
        row(wire, "reset after text", {{Kind::Send, head(wire) + wire.text}, {Kind::Reset}}, "truncated");
        row(wire, "cut in a chunk",
            {{Kind::Send, responseHead(200, {"Content-Type: " + wire.type, "Transfer-Encoding: chunked"}) +
                              httpChunk(wire.text).chopped(4)},
             {Kind::Close}},
            "truncated");
        row(wire, "shorter than announced",
            {{Kind::Send, responseHead(200, {"Content-Type: " + wire.type, "Content-Length: 9999"}) + wire.text},
             {Kind::Close}},
            "truncated");
        row(wire, "shorter than announced, but whole",
            {{Kind::Send, responseHead(200, {"Content-Type: " + wire.type, "Content-Length: 9999"}) + whole},
             {Kind::Close}},
            "answered");
        row(wire, "silence before the head", {{Kind::Hold}}, "timeout-first-byte");
        row(wire, "silence after the head", {{Kind::Send, head(wire)}, {Kind::Hold}}, "timeout-first-byte");
        row(wire, "silence after text", {{Kind::Send, head(wire) + wire.text}, {Kind::Hold}}, "timeout-idle");
    }
};

QTEST_GUILESS_MAIN(WireCasesTest)
#include "tst_wire_cases.moc"
