// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "Json.h"
#include "provider/Dialect.h"

#include <QFile>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

Provider at(DialectKind dialect, const char *url, const char *rules = "[]")
{
    Provider provider;
    provider.dialect = dialect;
    provider.baseUrl = QUrl(QString::fromLatin1(url));
    JsonReader reader(QJsonObject{{u"rules"_s, QJsonDocument::fromJson(json(rules)).array()}});
    provider.rules = readCapabilityRules(reader, "rules");
    return provider;
}

ChatRequest full(const QString &model, const std::optional<QString> &effort)
{
    ChatRequest request;
    request.model = {{u"p"_s}, model};
    request.messages = {{ChatRole::System, u"Be brief."_s}, {ChatRole::User, u"Hi"_s}, {ChatRole::Assistant, u"Ho"_s}};
    request.temperature = 1.4;
    request.topP = 0.9;
    request.maxTokens = 3000;
    request.seed = 7;
    request.stop = {u"###"_s};
    request.reasoningEffort = effort;
    return request;
}

QString compact(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)).replace(u'"', u'\'');
}

} // namespace

Q_DECLARE_METATYPE(tributary::Provider)

class CapabilitiesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void theTableReads()
    {
        QVERIFY(!capabilityTable().isEmpty());
        QFile file(u":/tributary/provider/models/capabilities.json"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto root = parseJsonObject(file.readAll());
        QVERIFY(root);
        QCOMPARE(root->value(u"format"_s).toString(), u"tributary-capabilities"_s);
        QVERIFY(QDate::fromString(root->value(u"date"_s).toString(), Qt::ISODate).isValid());
        JsonReader reader(*root);
        QCOMPARE(readCapabilityRules(reader, "rules"), capabilityTable());
        QVERIFY2(reader.problems().isEmpty(), qPrintable(reader.problems().value(0).path));
    }

    void rulesComeBackAsWritten()
    {
        for (const CapabilityRule &rule : capabilityTable()) {
            JsonReader reader(QJsonObject{{u"rules"_s, QJsonArray{toJson(rule)}}});
            QCOMPARE(readCapabilityRules(reader, "rules"), QList<CapabilityRule>{rule});
        }
    }

    void namesWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("rule");
        QTest::addColumn<QString>("path");
        QTest::newRow("parameter") << json("{'refuses':['temperatur']}") << u"rules[0].refuses"_s;
        QTest::newRow("dialect") << json("{'dialects':['openai']}") << u"rules[0].dialects"_s;
        QTest::newRow("pattern") << json("{'models':'('}") << u"rules[0].models"_s;
        QTest::newRow("style") << json("{'reasoningStyle':'deep'}") << u"rules[0].reasoningStyle"_s;
        QTest::newRow("header") << json("{'keyField':'a: b'}") << u"rules[0].keyField"_s;
        QTest::newRow("limit") << json("{'usualMaxTokens':0}") << u"rules[0].usualMaxTokens"_s;
        QTest::newRow("type") << json("{'padded':1}") << u"rules[0].padded"_s;
    }

    void namesWhatIsWrong()
    {
        QFETCH(QByteArray, rule);
        QFETCH(QString, path);
        JsonReader reader(QJsonObject{{u"rules"_s, QJsonArray{QJsonDocument::fromJson(rule).object()}}});
        readCapabilityRules(reader, "rules");
        QCOMPARE(reader.problems().size(), 1);
        QCOMPARE(reader.problems().first().path, path);
    }

    void writesRequests_data()
    {
        QTest::addColumn<Provider>("provider");
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("effort");
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("body");
        QTest::addColumn<QString>("notices");
        const auto row = [](const char *name, const Provider &provider, const char *model, const char *effort,
                            const char *url, const char *body, const char *notices) {
            QTest::newRow(name) << provider << QString::fromLatin1(model) << QString::fromLatin1(effort)
                                << QString::fromLatin1(url) << QString::fromLatin1(body)
                                << QString::fromLatin1(notices);
        };
        const Provider claude = at(DialectKind::Anthropic, "https://api.anthropic.com");
        const char *messages = "https://api.anthropic.com/v1/messages";
        row("Claude 5", claude, "claude-sonnet-5", "medium", messages,
            "{'max_tokens':3000,'output_config':{'effort':'medium'},'stop_sequences':['###'],'thinking':{'type':"
            "'adaptive'}}",
            "Sent without seed, temperature and top-p: the model does not accept them.");
        row("Claude 5, not thinking", claude, "claude-opus-4-7", "none", messages,
            "{'max_tokens':3000,'stop_sequences':['###'],'thinking':{'type':'disabled'}}",
            "Sent without seed, temperature and top-p: the model does not accept them.");
        row("Claude 4.6", at(DialectKind::Anthropic, "https://api.anthropic.com/v1"), "claude-sonnet-4-6", "", messages,
            "{'max_tokens':3000,'stop_sequences':['###'],'temperature':1,'top_p':0.9}",
            "Sent without seed: the model does not accept it. Sent with temperature 1 instead of 1.4: the model "
            "accepts "
            "no higher one.");
        row("Claude 4.5", claude, "claude-haiku-4-5", "", messages,
            "{'max_tokens':3000,'stop_sequences':['###'],'temperature':1}",
            "Sent without seed: the model does not accept it. Sent without top-p: the model does not accept it "
            "together "
            "with temperature. Sent with temperature 1 instead of 1.4: the model accepts no higher one.");
        row("Claude 4.5, thinking", claude, "claude-opus-4-5-20251101", "high", messages,
            "{'max_tokens':3000,'stop_sequences':['###'],'thinking':{'budget_tokens':2250,'type':'enabled'}}",
            "Sent without seed, temperature and top-p: the model does not accept them.");
        const Provider gemini = at(DialectKind::Gemini, "https://generativelanguage.googleapis.com/v1beta");
        row("Gemini 3", gemini, "gemini-3.5-flash", "low",
            "https://generativelanguage.googleapis.com/v1beta/models/gemini-3.5-flash:streamGenerateContent?alt=sse",
            "{'generationConfig':{'maxOutputTokens':3000,'seed':7,'stopSequences':['###'],'temperature':1.4,"
            "'thinkingConfig':{'includeThoughts':true,'thinkingLevel':'LOW'},'topP':0.9}}",
            "");
        row("Gemini 2.5, address without version", at(DialectKind::Gemini, "https://g.test"), "gemini-2.5-pro", "",
            "https://g.test/v1beta/models/gemini-2.5-pro:streamGenerateContent?alt=sse",
            "{'generationConfig':{'maxOutputTokens':3000,'seed':7,'stopSequences':['###'],'temperature':1.4,"
            "'thinkingConfig':{'includeThoughts':true},'topP':0.9}}",
            "");
        row("Gemma", gemini, "models/gemma-3-27b-it", "low",
            "https://generativelanguage.googleapis.com/v1beta/models/gemma-3-27b-it:streamGenerateContent?alt=sse",
            "{'generationConfig':{'maxOutputTokens':3000,'seed':7,'stopSequences':['###'],'temperature':1.4,'topP':0.9}"
            "}",
            "Sent without reasoning effort: the model does not accept it. The system prompt was put before the first "
            "message: the model accepts none.");
        const char *options = "{'options':{'num_ctx':8192,'num_predict':3000,'seed':7,'stop':['###'],'temperature':1.4,"
                              "'top_p':0.9},'think':'low','truncate':false}";
        for (const char *base : {"http://127.0.0.1:11434", "http://127.0.0.1:11434/v1", "http://127.0.0.1:11434/api"})
            row(base, at(DialectKind::Ollama, base), "qwen3:8b", "minimal", "http://127.0.0.1:11434/api/chat", options,
                "");
        row("a provider's own rule",
            at(DialectKind::ChatCompletions, "http://127.0.0.1:1/v1",
               "[{'models':'^gpt-5','accepts':['temperature'],'maxTokensName':'max_tokens'},"
               "{'refuses':['streamUsage'],'reasoningStyle':'template'}]"),
            "gpt-5", "none", "http://127.0.0.1:1/v1/chat/completions",
            "{'chat_template_kwargs':{'enable_thinking':false},'max_tokens':3000,'seed':7,'temperature':1.4}",
            "Sent without top-p and stop sequences: the model does not accept them.");
        row("Azure by deployment", at(DialectKind::ChatCompletions, "https://r.openai.azure.com"), "gpt-4o", "",
            "https://r.openai.azure.com/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21",
            "{'max_completion_tokens':3000,'seed':7,'stop':['###'],'stream_options':{'include_usage':true},"
            "'temperature':1.4,'top_p':0.9}",
            "");
    }

    void writesRequests()
    {
        QFETCH(Provider, provider);
        QFETCH(QString, model);
        QFETCH(QString, effort);
        QFETCH(QString, url);
        QFETCH(QString, body);
        QFETCH(QString, notices);
        const auto asked = effort.isEmpty() ? std::nullopt : std::optional(effort);
        const WrittenRequest written = writeRequest(full(model, asked), provider, {});
        QJsonObject sent = QJsonDocument::fromJson(written.http.body).object();
        for (const QString &member :
             {u"messages"_s, u"contents"_s, u"system"_s, u"systemInstruction"_s, u"model"_s, u"stream"_s})
            sent.remove(member);
        QCOMPARE(written.http.url.toString(), url);
        QCOMPARE(compact(sent), body);
        QCOMPARE(written.notices.join(u' '), notices);
        QVERIFY(written.http.key.isEmpty());
    }

    void writesMessages_data()
    {
        QTest::addColumn<DialectKind>("dialect");
        QTest::addColumn<QString>("expected");
        QTest::newRow("Chat Completions") << DialectKind::ChatCompletions
                                          << u"{'messages':[{'content':'Be brief.','role':'system'},{'content':'Hi',"
                                             "'role':'user'},{'content':'Ho','role':'assistant'}]}"_s;
        QTest::newRow("Anthropic") << DialectKind::Anthropic
                                   << u"{'messages':[{'content':'Hi','role':'user'},{'content':'Ho','role':'assistant'}"
                                      "],'system':'Be brief.'}"_s;
        QTest::newRow("Gemini") << DialectKind::Gemini
                                << u"{'contents':[{'parts':[{'text':'Hi'}],'role':'user'},{'parts':[{'text':'Ho'}],"
                                   "'role':'model'}],'systemInstruction':{'parts':[{'text':'Be brief.'}]}}"_s;
        QTest::newRow("Ollama") << DialectKind::Ollama
                                << u"{'messages':[{'content':'Be brief.','role':'system'},{'content':'Hi','role':"
                                   "'user'},{'content':'Ho','role':'assistant'}]}"_s;
    }

    void writesMessages()
    {
        QFETCH(DialectKind, dialect);
        QFETCH(QString, expected);
        const auto written = writeRequest(full(u"m"_s, {}), at(dialect, "https://h.test/v1"), {});
        const QJsonObject all = QJsonDocument::fromJson(written.http.body).object();
        QJsonObject sent;
        for (const QString &member : {u"messages"_s, u"contents"_s, u"system"_s, u"systemInstruction"_s}) {
            if (all.contains(member))
                sent.insert(member, all.value(member));
        }
        QCOMPARE(compact(sent), expected);
    }

    void keysStandWhereTheServiceWantsThem()
    {
        const auto field = [](DialectKind dialect, const char *url, const char *rules = "[]") {
            return writeRequest(full(u"m"_s, {}), at(dialect, url, rules), {}).http.keyField;
        };
        QCOMPARE(field(DialectKind::ChatCompletions, "https://h.test/v1"), "Authorization");
        QCOMPARE(field(DialectKind::ChatCompletions, "https://r.openai.azure.com/openai/v1"), "api-key");
        QCOMPARE(field(DialectKind::Anthropic, "https://api.anthropic.com"), "x-api-key");
        QCOMPARE(field(DialectKind::Gemini, "https://g.test"), "x-goog-api-key");
        QCOMPARE(field(DialectKind::Ollama, "https://ollama.com"), "Authorization");
        QCOMPARE(field(DialectKind::ChatCompletions, "https://h.test/v1", "[{'keyField':'X-Token'}]"), "X-Token");
        QCOMPARE(
            dialectOf(DialectKind::Gemini).listModels(at(DialectKind::Gemini, "https://g.test"), u"p 2"_s).keyField,
            "x-goog-api-key");
    }

    /// Ollama cuts what does not fit its context without a word.
    void ollamaGetsRoomForThePrompt()
    {
        const auto context = [](qsizetype characters, std::optional<qint64> most) {
            ChatRequest request = full(u"m"_s, {});
            request.messages = {{ChatRole::User, u"word "_s.repeated(characters / 5)}};
            request.maxTokens.reset();
            Provider provider = at(DialectKind::Ollama, "http://127.0.0.1:11434");
            provider.models = {{u"m"_s, most, {}, {}}};
            const auto body = QJsonDocument::fromJson(writeRequest(request, provider, {}).http.body).object();
            return body.value(u"options"_s).toObject().value(u"num_ctx"_s).toInteger();
        };
        QCOMPARE(context(100, {}), 8192);
        QVERIFY(context(100'000, {}) >= 32'768);
        QCOMPARE(context(100'000, 16'000), 16'000);
        QCOMPARE(context(100, 4096), 4096);
    }

    void learnsWhatWasRefused_data()
    {
        QTest::addColumn<DialectKind>("dialect");
        QTest::addColumn<QStringList>("dropped");
        QTest::addColumn<QString>("gone");
        QTest::addColumn<QString>("notice");
        const QString sampling = u"Sent without %1: the model does not accept it."_s;
        QTest::newRow("temperature") << DialectKind::ChatCompletions << QStringList{u"temperature"_s}
                                     << u"temperature"_s << sampling.arg(u"temperature"_s);
        QTest::newRow("Gemini's topP") << DialectKind::Gemini << QStringList{u"topP"_s} << u"topP"_s
                                       << sampling.arg(u"top-p"_s);
        QTest::newRow("Ollama's think") << DialectKind::Ollama << QStringList{u"think"_s} << u"think"_s
                                        << sampling.arg(u"reasoning effort"_s);
        QTest::newRow("system") << DialectKind::ChatCompletions << QStringList{u"system"_s} << u"\"system\""_s
                                << u"The system prompt was put before the first message: the model accepts none."_s;
        QTest::newRow("usage") << DialectKind::ChatCompletions << QStringList{u"stream_options"_s}
                               << u"stream_options"_s << QString();
        QTest::newRow("other name first")
            << DialectKind::ChatCompletions << QStringList{u"max_tokens"_s} << u"\"max_tokens\""_s << QString();
        QTest::newRow("both names") << DialectKind::ChatCompletions
                                    << QStringList{u"max_tokens"_s, u"max_completion_tokens"_s} << u"max_"_s
                                    << sampling.arg(u"token limit"_s);
    }

    void learnsWhatWasRefused()
    {
        QFETCH(DialectKind, dialect);
        QFETCH(QStringList, dropped);
        QFETCH(QString, gone);
        QFETCH(QString, notice);
        ChatRequest request = full(u"m"_s, u"low"_s);
        request.temperature = 0.5;
        const Provider provider = at(dialect, "http://127.0.0.1:1/v1");
        QVERIFY(QString::fromUtf8(writeRequest(request, provider, {}).http.body).contains(gone));
        const auto written = writeRequest(request, provider, QSet<QString>(dropped.cbegin(), dropped.cend()));
        QVERIFY2(!QString::fromUtf8(written.http.body).contains(gone), written.http.body.constData());
        QCOMPARE(written.notices.join(u' '), notice);
    }
};

QTEST_GUILESS_MAIN(CapabilitiesTest)
#include "tst_capabilities.moc"
