// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "Json.h"
#include "provider/ErrorClassifier.h"
#include "provider/Redaction.h"
#include "provider/RetryHint.h"
#include "provider/RetryPolicy.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray canary = "canary-0123456789-secret";

ErrorClassifier classifier()
{
    return ErrorClassifier({u"Acme"_s, QUrl(u"https://api.acme.test/v1"_s), u"m-1"_s, false, Secret(canary)});
}

QDateTime now()
{
    return QDateTime(QDate(2026, 10, 21), QTime(7, 28), Qt::UTC);
}

QString name(RetryAdvice advice)
{
    static const QStringList names{u"never"_s, u"once"_s, u"ambiguous"_s, u"patiently"_s};
    return names.at(static_cast<int>(advice));
}

QByteArray oai(const QByteArray &message, const QByteArray &code, const QByteArray &type = "x")
{
    return json("{'error':{'message':'") + message + json("','type':'") + type + json("','param':null,'code':'") +
           code + json("'}}");
}

} // namespace

class ErrorsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void classifiesResponses_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("advice");
        const auto row = [](const char *title, int status, const QByteArray &body, const QString &kind,
                            const QString &advice = u"never"_s) {
            QTest::newRow(title) << status << body << kind << advice;
        };

        // Every status with JSON, a web page and nothing.
        struct Status
        {
            int status;
            QString kind;
            QString advice;
        };

        const QList<Status> statuses{{400, u"bad-request"_s, u"never"_s},
                                     {401, u"key-refused"_s, u"never"_s},
                                     {402, u"no-credit"_s, u"never"_s},
                                     {403, u"key-refused"_s, u"never"_s},
                                     {404, u"model-not-found"_s, u"never"_s},
                                     {405, u"bad-request"_s, u"never"_s},
                                     {408, u"server"_s, u"once"_s},
                                     {409, u"server"_s, u"once"_s},
                                     {413, u"too-large"_s, u"never"_s},
                                     {422, u"bad-request"_s, u"never"_s},
                                     {429, u"rate-limited"_s, u"patiently"_s},
                                     {500, u"server"_s, u"once"_s},
                                     {502, u"server"_s, u"once"_s},
                                     {503, u"overloaded"_s, u"patiently"_s},
                                     {504, u"server"_s, u"once"_s},
                                     {524, u"server"_s, u"once"_s},
                                     {529, u"overloaded"_s, u"patiently"_s}};
        for (const Status &s : statuses) {
            QTest::addRow("%d JSON", s.status)
                << s.status << json("{'error':{'message':'words'}}") << s.kind << s.advice;
            QTest::addRow("%d web page", s.status) << s.status << "<html><b>words</b></html>"_ba << s.kind << s.advice;
            QTest::addRow("%d empty", s.status) << s.status << QByteArray() << s.kind << s.advice;
        }
        row("redirect", 302, "", u"redirected"_s);
        row("key code", 400, oai("no", "invalid_api_key"), u"key-refused"_s);
        row("Gemini key", 400,
            json("[{'error':{'code':400,'message':'API key not valid.','details':[{'reason':'API_KEY_INVALID'}]}}]"),
            u"key-refused"_s);
        row("quota is no rate limit", 429, oai("You exceeded your current quota", "insufficient_quota"),
            u"no-credit"_s);
        row("quota by words", 429, oai("You exceeded your current quota, check billing", "null"), u"no-credit"_s);
        row("credit", 400, oai("Your credit balance is too low", "x"), u"no-credit"_s);
        row("Gemini per minute", 429,
            json("{'error':{'code':429,'status':'RESOURCE_EXHAUSTED','message':'You exceeded your current "
                 "quota','details':[{'retryDelay':'46s'}]}}"),
            u"rate-limited"_s, u"patiently"_s);
        row("Gemini per day", 429,
            json("{'error':{'code':429,'status':'RESOURCE_EXHAUSTED','details':[{'violations':[{'quotaId':'"
                 "GenerateRequestsPerDayPerProject'}]}]}}"),
            u"rate-limited"_s);
        row("hint of hours", 429, oai("Please retry in 10h17m5.7s", "rate_limit_exceeded"), u"rate-limited"_s);
        row("OpenRouter numeric code in a stream", 200, json("{'error':{'code':429,'message':'slow'}}"),
            u"rate-limited"_s, u"patiently"_s);
        row("OpenRouter error type", 403,
            json("{'error':{'code':403,'metadata':{'error_type':'content_policy_violation'}}}"), u"filtered"_s);
        row("OpenRouter flagged", 403, json("{'error':{'code':403,'metadata':{'reasons':['x'],'flagged_input':'y'}}}"),
            u"filtered"_s);
        row("loading", 503, json("{'error':{'code':503,'message':'Loading model','type':'unavailable_error'}}"),
            u"overloaded"_s, u"patiently"_s);
        row("context code", 400, oai("x", "context_length_exceeded"), u"context-too-long"_s);
        row("context llama-server", 400,
            json("{'error':{'code':400,'message':'x','type':'exceed_context_size_error','n_ctx':4096}}"),
            u"context-too-long"_s);
        row("context words", 400,
            oai("This model's maximum context length is 8192 tokens", "x", "invalid_request_error"),
            u"context-too-long"_s);
        row("Groq tokens", 413, oai("Request too large: tokens per minute", "rate_limit_exceeded"),
            u"context-too-long"_s);
        row("Azure filter", 400,
            json("{'error':{'code':'content_filter','innererror':{'code':'ResponsibleAIPolicyViolation'}}}"),
            u"filtered"_s);
        row("model code", 400, oai("x", "model_not_found"), u"model-not-found"_s);
        row("Ollama model", 404, json("{'error':'model \\'x\\' not found, try pulling it first'}"),
            u"model-not-found"_s);
        row("Mistral flat", 429, json("{'object':'error','message':'Service tier capacity exceeded','code':'3505'}"),
            u"rate-limited"_s, u"patiently"_s);
        row("xAI string", 200, json("{'code':'x','error':'Something failed'}"), u"server"_s, u"once"_s);
        row("FastAPI detail", 422,
            json(
                "{'detail':[{'loc':['body','seed'],'msg':'Extra inputs are not permitted','type':'extra_forbidden'}]}"),
            u"unsupported"_s);
        row("nested JSON", 500,
            json("{'detail':'{\\'error\\':{\\'code\\':\\'context_length_exceeded\\',\\'message\\':\\'deep\\'}}'}"),
            u"context-too-long"_s);
        row("Cloudflare", 521, "error", u"server"_s, u"once"_s);
    }

    void classifiesResponses()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(QString, kind);
        QFETCH(QString, advice);
        const AttemptFailure failure = classifier().response({status}, body, now());
        QCOMPARE(wireName(failure.error.kind), kind);
        QCOMPARE(name(failure.advice), advice);
        QVERIFY(failure.error.message.contains(u"Acme"_s) || failure.error.message.contains(u"m-1"_s));
        QVERIFY(!failure.error.message.contains(u'<'));
        QVERIFY(failure.error.detail.contains(QString::number(status)));
    }

    void obeysShouldRetry()
    {
        QCOMPARE(classifier().response({503, {{"x-should-retry", "false"}}}, {}, now()).advice, RetryAdvice::Never);
        QCOMPARE(classifier().response({400, {{"X-Should-Retry", "true"}}}, {}, now()).advice, RetryAdvice::Once);
    }

    /// Bodies made to keep whoever strips their tags busy; the window must stay alive meanwhile.
    void readsHostileBodiesInLinearTime_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("heads that never end") << QByteArray("<head>").repeated(40'000);
        QTest::newRow("tags that never end") << QByteArray("<").repeated(250'000);
        QTest::newRow("blame that leads nowhere")
            << json("{'error':{'message':'" + QByteArray("unsupported ").repeated(20'000) + "'}}");
    }

    void readsHostileBodiesInLinearTime()
    {
        QFETCH(QByteArray, body);
        QElapsedTimer timer;
        timer.start();
        QVERIFY(readErrorBody(body).message.size() <= 301);
        // Some milliseconds when linear, many seconds when not.
        QVERIFY2(timer.elapsed() < 20'000, qPrintable(QString::number(timer.elapsed())));
    }

    void showsRequestAndProvidersWords()
    {
        const AttemptFailure failure =
            classifier().response({500, {{"X-Request-Id", "req-9"}}}, oai("Disk is full", "x"), now());
        QCOMPARE(failure.error.detail, u"HTTP 500 · request req-9 · Disk is full"_s);
    }

    void blamesParameters_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("parameter");
        QTest::newRow("OpenAI")
            << json("{'error':{'message':'Unsupported parameter: "
                    "\\u0027max_tokens\\u0027','param':'max_tokens','code':'unsupported_parameter'}}")
            << u"max_tokens"_s;
        QTest::newRow("value") << json("{'error':{'message':'x','param':'temperature','code':'unsupported_value'}}")
                               << u"temperature"_s;
        QTest::newRow("by words")
            << json("{'error':{'message':'Unrecognized request argument supplied: stream_options'}}")
            << u"stream_options"_s;
        QTest::newRow("FastAPI") << json("{'detail':[{'loc':['body','seed'],'msg':'Extra inputs are not "
                                         "permitted','type':'extra_forbidden'}]}")
                                 << u"seed"_s;
        QTest::newRow("inner member")
            << json("{'error':{'message':'x is not supported','param':'stream_options.include_usage'}}")
            << u"stream_options"_s;
        QTest::newRow("wrong, not unsupported")
            << json("{'error':{'message':'must be at least 1','param':'max_tokens'}}") << QString();
    }

    void blamesParameters()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, parameter);
        QCOMPARE(classifier().response({400}, body, now()).refusedParameter, parameter);
    }

    void parsesRetryHints_data()
    {
        QTest::addColumn<HttpHead>("head");
        QTest::addColumn<QString>("message");
        QTest::addColumn<qint64>("ms");
        const auto row = [](const char *title, const HttpHead &head, qint64 ms, const QString &message = {}) {
            QTest::newRow(title) << head << message << ms;
        };
        row("ms", {429, {{"Retry-After-Ms", "200.5"}, {"Retry-After", "9"}}}, 201);
        row("seconds", {429, {{"Retry-After", "2"}}}, 2000);
        row("float seconds", {429, {{"Retry-After", "0.25"}}}, 250);
        row("date", {429, {{"Retry-After", "Wed, 21 Oct 2026 07:28:30 GMT"}}}, 30'000);
        row("past date", {429, {{"Retry-After", "Wed, 21 Oct 2026 07:27:30 GMT"}}}, -1);
        row("negative", {429, {{"Retry-After", "-5"}}}, -1);
        row("NaN", {429, {{"Retry-After", "nan"}}}, -1);
        row("infinite", {429, {{"Retry-After", "inf"}}}, -1);
        row("words", {429}, 5289, u"Please try again in 5.289s. Visit"_s);
        row("words with minutes", {429}, 62'500, u"try again in 1m2.5s"_s);
        row("words with hours", {429}, 37'025'700, u"Please retry in 10h17m5.7s."_s);
        row("reset duration", {429, {{"x-ratelimit-remaining-requests", "0"}, {"x-ratelimit-reset-requests", "6m0s"}}},
            360'000);
        row("reset of what remains",
            {429, {{"x-ratelimit-remaining-requests", "5"}, {"x-ratelimit-reset-requests", "6m0s"}}}, -1);
        row("reset timestamp",
            {429,
             {{"anthropic-ratelimit-tokens-remaining", "0"},
              {"anthropic-ratelimit-tokens-reset", "2026-10-21T07:28:59Z"}}},
            59'000);
        row("reset epoch in ms",
            {429,
             {{"X-RateLimit-Remaining", "0"},
              {"X-RateLimit-Reset", QByteArray::number(now().addSecs(4).toMSecsSinceEpoch())}}},
            4000);
        row("none", {429}, -1);
    }

    void parsesRetryHints()
    {
        QFETCH(HttpHead, head);
        QFETCH(QString, message);
        QFETCH(qint64, ms);
        const auto hint = retryHint(head, {}, message, now());
        QCOMPARE(hint ? qint64(hint->count()) : -1, ms);
    }

    void parsesDurations()
    {
        QCOMPARE(parseDuration(u"12ms"), 12ms);
        QCOMPARE(parseDuration(u"2m59.56s"), 179'560ms);
        QCOMPARE(parseDuration(u"1d2h"), 93'600'000ms);
        QCOMPARE(parseDuration(u"250us"), 1ms);
        QCOMPARE(parseDuration(u"soon"), std::nullopt);
        QCOMPARE(parseDuration(u"5 parsecs"), std::nullopt);
    }

    void redactsKeys_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("in use") << u"Key canary-0123456789-secret is wrong"_s;
        QTest::newRow("OpenAI") << u"Incorrect API key provided: sk-proj-canary1234."_s;
        QTest::newRow("masked by the provider") << u"key sk-abcd*****canary"_s;
        QTest::newRow("Google") << u"AIzaSycanary01234"_s;
        QTest::newRow("Groq") << u"gsk_canary0123"_s;
        QTest::newRow("bearer") << u"authorization: Bearer canary.x.y"_s;
        QTest::newRow("query") << u"https://h/v1?key=canary&x=1"_s;
    }

    void redactsKeys()
    {
        QFETCH(QString, text);
        const QString clean = redacted(text, Secret(canary));
        QVERIFY2(!clean.contains(u"canary"_s), qPrintable(clean));
        QVERIFY(clean.contains(u"[key]"_s));
        const AttemptFailure failure = classifier().response({401}, oai(text.toUtf8(), "x"), now());
        QVERIFY(!failure.error.detail.contains(u"canary"_s));
        const AttemptFailure other = classifier().response({400}, oai(text.toUtf8(), "x"), now());
        QVERIFY(!other.error.message.contains(u"canary"_s));
    }

    void leavesOrdinaryTextAlone()
    {
        const QString text = u"The desk-lamp model risk-free said: ask-me-anything."_s;
        QCOMPARE(redacted(text), text);
    }

    void retriesByPolicy_data()
    {
        QTest::addColumn<QList<RetryAdvice>>("failures");
        QTest::addColumn<QList<qint64>>("waits");
        using A = RetryAdvice;
        QTest::newRow("never") << QList<A>{A::Never} << QList<qint64>{-1};
        QTest::newRow("busy: as often as allowed")
            << QList<A>{A::Patiently, A::Patiently, A::Patiently, A::Patiently} << QList<qint64>{1000, 2000, 4000, -1};
        QTest::newRow("fault: once") << QList<A>{A::Once, A::Once} << QList<qint64>{500, -1};
        QTest::newRow("ambiguous: once") << QList<A>{A::IfAmbiguous, A::IfAmbiguous} << QList<qint64>{500, -1};
        QTest::newRow("one of each sort")
            << QList<A>{A::Once, A::IfAmbiguous, A::Patiently, A::Patiently} << QList<qint64>{500, 500, 1000, -1};
    }

    void retriesByPolicy()
    {
        QFETCH(QList<RetryAdvice>, failures);
        QFETCH(QList<qint64>, waits);
        RetryPolicy policy({}, [] { return 0.0; });
        QList<qint64> found;
        for (const RetryAdvice advice : failures) {
            const auto wait = policy.next({Error{ErrorKind::Server, {}}, advice}, false, std::nullopt);
            found.append(wait ? wait->count() : -1);
        }
        QCOMPARE(found, waits);
    }

    void retryRespectsTextHintAndDeadline()
    {
        const auto once = [](std::optional<Milliseconds> hint, bool text, std::optional<Milliseconds> left,
                             double chance) {
            RetryPolicy policy({}, [chance] { return chance; });
            AttemptFailure failure{Error{ErrorKind::RateLimited, {}}, RetryAdvice::Patiently};
            failure.error.retryAfter = hint;
            return policy.next(failure, text, left);
        };
        QCOMPARE(once(200ms, false, std::nullopt, 0), 200ms);
        QCOMPARE(once(200ms, false, std::nullopt, 0.5), 225ms);
        QCOMPARE(once(40s, false, std::nullopt, 0.5), 40'500ms);
        QCOMPARE(once(200ms, true, std::nullopt, 0), std::nullopt);
        QCOMPARE(once(61s, false, std::nullopt, 0), std::nullopt);
        QCOMPARE(once(10s, false, 10s, 0), std::nullopt);
        QCOMPARE(once(10s, false, 11s, 0), 10s);
    }
};

QTEST_GUILESS_MAIN(ErrorsTest)
#include "tst_errors.moc"
