// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "Json.h"
#include "provider/Dialect.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

Provider at(const char *url)
{
    Provider provider;
    provider.baseUrl = QUrl(QString::fromLatin1(url));
    return provider;
}

ChatRequest full(const char *model)
{
    ChatRequest request;
    request.model = {{u"p"_s}, QString::fromLatin1(model)};
    request.messages = {{ChatRole::System, u"Be brief."_s}, {ChatRole::User, u"Hi"_s}, {ChatRole::Assistant, u"Ho"_s}};
    request.temperature = 0.7;
    request.topP = 0.9;
    request.maxTokens = 800;
    request.seed = 7;
    request.stop = {u"###"_s};
    request.reasoningEffort = u"low"_s;
    return request;
}

QString parameters(const HttpRequest &request)
{
    QJsonObject body = QJsonDocument::fromJson(request.body).object();
    body.remove(u"messages"_s);
    body.remove(u"model"_s);
    body.remove(u"stream"_s);
    return QString::fromUtf8(QJsonDocument(body).toJson(QJsonDocument::Compact));
}

} // namespace

class WriterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void sendsOnlyWhatIsSet()
    {
        ChatRequest request;
        request.model = {{u"p"_s}, u"m/x"_s};
        request.messages = {{ChatRole::User, u"Hi \"é\""_s}};
        const HttpRequest http = writeRequest(request, at("https://api.together.xyz/v1"), {}).http;
        QCOMPARE(http.url, QUrl(u"https://api.together.xyz/v1/chat/completions"_s));
        QCOMPARE(http.method, HttpRequest::Method::Post);
        QVERIFY(http.key.isEmpty());
        QCOMPARE(QString::fromUtf8(http.body),
                 QString::fromUtf8(json(
                     "{'messages':[{'content':'Hi "
                     "\\'é\\'','role':'user'}],'model':'m/x','stream':true,'stream_options':{'include_usage':true}}")));
    }

    void namesParametersAsTheServiceDoes_data()
    {
        QTest::addColumn<Provider>("provider");
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *title, const char *url, const char *model, const QString &expected) {
            QTest::newRow(title) << at(url) << QString::fromLatin1(model) << expected;
        };
        const QString clone =
            QString::fromUtf8(json("{'max_tokens':800,'reasoning_effort':'low','seed':7,'stop':['###'],'stream_options'"
                                   ":{'include_usage':true},'temperature':0.7,'top_p':0.9}"));
        row("clone", "http://127.0.0.1:8080/v1", "qwen", clone);
        row("name that only ends alike", "https://notapi.openai.com.evil.test/v1", "qwen", clone);
        row("OpenAI", "https://api.openai.com/v1", "gpt-4.1",
            QString::fromUtf8(
                json("{'max_completion_tokens':800,'reasoning_effort':'low','seed':7,'stop':['###'],'stream_options':{'"
                     "include_obfuscation':false,'include_usage':true},'temperature':0.7,'top_p':0.9}")));
        row("OpenAI reasoning", "https://api.openai.com/v1", "o3-mini",
            QString::fromUtf8(json("{'max_completion_tokens':800,'reasoning_effort':'low','seed':7,'stream_options':{'"
                                   "include_obfuscation':false,'include_usage':true}}")));
        row("GPT-5 hosted elsewhere", "https://openrouter.ai/api/v1", "openai/gpt-5.2",
            QString::fromUtf8(json("{'max_completion_tokens':800,'reasoning':{'effort':'low'},'seed':7}")));
        row("GPT-5 chat is no reasoning model", "http://127.0.0.1:1/v1", "gpt-5-chat-latest", clone);
        row("Azure", "https://x.openai.azure.com/openai/v1", "gpt-4o",
            QString::fromUtf8(json("{'max_completion_tokens':800,'reasoning_effort':'low','seed':7,'stop':['###'],'"
                                   "stream_options':{'include_usage':true},'temperature':0.7,'top_p':0.9}")));
        row("Mistral", "https://api.mistral.ai/v1", "mistral-large",
            QString::fromUtf8(json("{'max_tokens':800,'random_seed':7,'reasoning_effort':'low','stop':['###'],'"
                                   "temperature':0.7,'top_p':0.9}")));
        row("DeepSeek", "https://api.deepseek.com", "deepseek-chat",
            QString::fromUtf8(
                json("{'max_tokens':800,'reasoning_effort':'low','stop':['###'],'stream_options':{'"
                     "include_usage':true},'temperature':0.7,'thinking':{'type':'enabled'},'top_p':0.9}")));
        row("xAI reasoning", "https://api.x.ai/v1", "grok-4",
            QString::fromUtf8(json("{'max_tokens':800,'reasoning_effort':'low','seed':7,'stream_options':{'include_"
                                   "usage':true},'temperature':0.7,'top_p':0.9}")));
    }

    void namesParametersAsTheServiceDoes()
    {
        QFETCH(Provider, provider);
        QFETCH(QString, model);
        QFETCH(QString, expected);
        QCOMPARE(parameters(writeRequest(full(model.toLatin1().constData()), provider, {}).http), expected);
    }

    void allowsSamplingWithoutReasoning()
    {
        ChatRequest request = full("gpt-5.1");
        request.reasoningEffort = u"none"_s;
        const QString sent = parameters(writeRequest(request, at("https://api.openai.com/v1"), {}).http);
        QVERIFY(sent.contains(u"temperature"_s));
        QVERIFY(!sent.contains(u"stop"_s));
    }

    void leavesOutWhatTheModelRefused()
    {
        const Provider clone = at("http://127.0.0.1:1/v1");
        const auto sent = [&](const QSet<QString> &dropped) {
            return parameters(writeRequest(full("m"), clone, dropped).http);
        };
        QVERIFY(!sent({u"temperature"_s}).contains(u"temperature"_s));
        QVERIFY(!sent({u"stream_options"_s}).contains(u"stream_options"_s));
        QVERIFY(sent({u"max_tokens"_s}).contains(u"\"max_completion_tokens\":800"_s));
        QVERIFY(!sent({u"max_tokens"_s, u"max_completion_tokens"_s}).contains(u"800"_s));
    }

    /// Several local chat templates demand strict turns.
    void mergesNeighboursOfOneRole()
    {
        ChatRequest request;
        request.model = {{u"p"_s}, u"m"_s};
        request.messages = {{ChatRole::System, u"Be brief."_s},
                            {ChatRole::System, u"Be kind."_s},
                            {ChatRole::User, u"One?"_s},
                            {ChatRole::User, u"Two?"_s},
                            {ChatRole::Assistant, u"Three."_s}};
        const HttpRequest http = writeRequest(request, at("http://127.0.0.1:1/v1"), {}).http;
        const QJsonArray messages = QJsonDocument::fromJson(http.body)["messages"_L1].toArray();
        QCOMPARE(messages, QJsonDocument::fromJson(json("[{'role':'system','content':'Be brief.\\n\\nBe kind.'},"
                                                        "{'role':'user','content':'One?\\n\\nTwo?'},"
                                                        "{'role':'assistant','content':'Three.'}]"))
                               .array());
    }

    void keepsTheQueryOfTheBase()
    {
        QCOMPARE(endpoint(QUrl(u"https://h/v1?api-version=v1"_s), u"/models"_s),
                 QUrl(u"https://h/v1/models?api-version=v1"_s));
    }
};

QTEST_GUILESS_MAIN(WriterTest)
#include "tst_writer.moc"
