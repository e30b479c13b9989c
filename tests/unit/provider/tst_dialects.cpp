// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "AnswerProbe.h"
#include "Json.h"

#include <QFile>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace tributary;

namespace {

QByteArray sse(const char *type, const QByteArray &members)
{
    const QByteArray name(type);
    return "event: " + name + "\ndata: " + json("{'type':'") + name + '"' + members + "}\n\n";
}

QByteArray start(const char *usage = "{'input_tokens':18,'output_tokens':1}")
{
    return sse("message_start", json(",'message':{'id':'msg_1','type':'message','model':'claude-x','content':[],"
                                     "'stop_reason':null,'usage':") +
                                    json(usage) + "}");
}

QByteArray block(const char *content = "{'type':'text','text':''}", int index = 0)
{
    return sse("content_block_start",
               json(",'index':") + QByteArray::number(index) + json(",'content_block':") + json(content));
}

QByteArray delta(const char *content, int index = 0)
{
    return sse("content_block_delta",
               json(",'index':") + QByteArray::number(index) + json(",'delta':") + json(content));
}

QByteArray stop(const char *reason = "end_turn", const char *usage = "{'output_tokens':12}", const char *more = "")
{
    return sse("message_delta", json(",'delta':{'stop_reason':'") + reason + json("','stop_sequence':null") +
                                    json(more) + json("},'usage':") + json(usage));
}

const QByteArray over = sse("message_stop", {});
const QByteArray ping = sse("ping", {});
const QByteArray hi = delta("{'type':'text_delta','text':'Hi'}");

/// A Gemini payload with these parts.
QByteArray parts(const char *list, const char *more = "")
{
    return "data: " + json("{'candidates':[{'content':{'role':'model','parts':[") + json(list) + "]}" + json(more) +
           json(",'index':0}],'usageMetadata':{'promptTokenCount':9,'candidatesTokenCount':3,'thoughtsTokenCount':302,"
                "'totalTokenCount':314},'modelVersion':'gemini-x','responseId':'r1'}") +
           "\r\n\r\n";
}

/// An Ollama line with this message.
QByteArray line(const char *message)
{
    return json("{'model':'qwen3:8b','message':") + json(message) + json(",'done':false}\n");
}

QByteArray ends(const char *more = ",'done_reason':'stop','prompt_eval_count':11,'eval_count':18")
{
    return json("{'model':'qwen3:8b','message':{'role':'assistant','content':''},'done':true") + json(more) + "}\n";
}

} // namespace

Q_DECLARE_METATYPE(tributary::DialectKind)

class DialectsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void readsAnswers_data()
    {
        QTest::addColumn<DialectKind>("dialect");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("expected");
        anthropicRows();
        geminiRows();
        ollamaRows();
    }

    /// Verdict, answer, reasoning, and what the verdict says, with bars between them.
    void readsAnswers()
    {
        QFETCH(DialectKind, dialect);
        QFETCH(QByteArray, bytes);
        QFETCH(QString, expected);
        for (const auto &sizes : cuttings()) {
            const AnswerProbe read = readAnswer(dialect, bytes, sizes);
            const QString words = read.words.isEmpty() ? QString() : u"|"_s + read.words;
            QCOMPARE(read.verdict + u'|' + read.answer + u'|' + read.reasoning + words, expected);
        }
    }

    /// Whole streams as files; tests/data/streams/expected.json says what they mean.
    void readsFiles_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QJsonObject>("expected");
        QFile list(QStringLiteral(TRIBUTARY_STREAMS "/expected.json"));
        QVERIFY(list.open(QIODevice::ReadOnly));
        const QJsonObject files = QJsonDocument::fromJson(list.readAll()).object();
        for (auto it = files.begin(); it != files.end(); ++it) {
            QFile file(QStringLiteral(TRIBUTARY_STREAMS "/") + it.key());
            QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(it.key()));
            QTest::newRow(qPrintable(it.key())) << file.readAll() << it.value().toObject();
        }
    }

    void readsFiles()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QJsonObject, expected);
        const QString name = QString::fromLatin1(QTest::currentDataTag()).section(u'-', 0, 0);
        const auto dialect = name == u"chat"_s ? DialectKind::ChatCompletions : dialectFromString(name).value();
        for (const auto &sizes : cuttings()) {
            const AnswerProbe read = readAnswer(dialect, bytes, sizes);
            QCOMPARE(read.verdict, expected.value(u"verdict"_s).toString());
            QCOMPARE(read.answer, expected.value(u"answer"_s).toString());
            QCOMPARE(read.reasoning, expected.value(u"reasoning"_s).toString());
            QCOMPARE(read.model, expected.value(u"model"_s).toString());
            QCOMPARE(read.usage ? toJson(*read.usage) : QJsonObject(), expected.value(u"usage"_s).toObject());
        }
    }

    void normalisesUsage_data()
    {
        QTest::addColumn<DialectKind>("dialect");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QList<qint64>>("numbers");
        const auto row = [](const char *name, DialectKind dialect, const QByteArray &bytes,
                            const QList<qint64> &numbers) { QTest::newRow(name) << dialect << bytes << numbers; };
        using enum DialectKind;
        row("Anthropic", Anthropic, start() + block() + hi + stop() + over, {18, 0, 0, 12, 0});
        row("Anthropic, cache and corrected input", Anthropic,
            start("{'input_tokens':43,'cache_creation_input_tokens':5,'cache_read_input_tokens':7,'output_tokens':1}") +
                block() + hi +
                stop("end_turn", "{'input_tokens':61,'cache_read_input_tokens':null,'output_tokens':9}") + over,
            {61, 7, 5, 9, 0});
        row("Anthropic, thinking told apart", Anthropic,
            start() + hi + stop("end_turn", "{'output_tokens':9,'output_tokens_details':{'thinking_tokens':4}}") + over,
            {18, 0, 0, 5, 4});
        row("Gemini", Gemini, parts("{'text':'Hi'}", ",'finishReason':'STOP'"), {9, 0, 0, 3, 302});
        row("Gemini, cached", Gemini,
            json("data: {'usageMetadata':{'promptTokenCount':100,'cachedContentTokenCount':60,"
                 "'toolUsePromptTokenCount':5,'candidatesTokenCount':2}}\n\n"),
            {45, 60, 0, 2, 0});
        row("Ollama", Ollama, line("{'content':'Hi'}") + ends(), {11, 0, 0, 18, 0});
        row("Ollama, a cached prompt is not counted", Ollama, ends(",'eval_count':3"), {0, 0, 0, 3, 0});
    }

    void normalisesUsage()
    {
        QFETCH(DialectKind, dialect);
        QFETCH(QByteArray, bytes);
        QFETCH(QList<qint64>, numbers);
        const Usage u = readAnswer(dialect, bytes, {1}).usage.value();
        QCOMPARE((QList<qint64>{u.inUncached, u.cacheRead, u.cacheWrite, u.outVisible, u.outReasoning}), numbers);
    }

    void missingCountsAreNotZero()
    {
        QVERIFY(!readAnswer(DialectKind::Ollama, line("{'content':'Hi'}") + ends(""), {0}).usage);
    }

    void readsModelLists_data()
    {
        QTest::addColumn<DialectKind>("dialect");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("expected");
        QTest::newRow("Anthropic")
            << DialectKind::Anthropic
            << json("{'data':[{'id':'claude-x','display_name':'Claude X','max_input_tokens':200000,'max_tokens':64000,"
                    "'capabilities':{'image_input':{'supported':true},'thinking':{'supported':true,'types':{}}}},{}],"
                    "'has_more':true,'last_id':'claude-x'}")
            << u"claude-x (Claude X) 200000 64000 vision,reasoning; more after claude-x"_s;
        QTest::newRow("Gemini") << DialectKind::Gemini
                                << json("{'models':[{'name':'models/gemini-x','displayName':'Gemini X',"
                                        "'inputTokenLimit':1048576,'outputTokenLimit':65536,'thinking':true,"
                                        "'supportedGenerationMethods':['generateContent']},{'name':'models/embed',"
                                        "'supportedGenerationMethods':['embedContent']}],'nextPageToken':'p2'}")
                                << u"gemini-x (Gemini X) 1048576 65536 reasoning; more after p2"_s;
        QTest::newRow("Ollama")
            << DialectKind::Ollama
            << json("{'models':[{'name':'qwen3:8b','model':'qwen3:8b','size':5200000000,'capabilities':['completion',"
                    "'thinking'],'details':{'context_length':40960}}]}")
            << u"qwen3:8b (qwen3:8b) 40960 - completion,reasoning; "_s;
        QTest::newRow("OpenRouter")
            << DialectKind::ChatCompletions
            << json(
                   "{'data':[{'id':'a/b','name':'B','context_length':8192,'top_provider':{'max_completion_tokens':4096}"
                   ",'architecture':{'input_modalities':['text','image']},'supported_parameters':['tools']}]}")
            << u"a/b (B) 8192 4096 vision,tools; "_s;
    }

    void readsModelLists()
    {
        QFETCH(DialectKind, dialect);
        QFETCH(QByteArray, body);
        QFETCH(QString, expected);
        const auto page = dialectOf(dialect).readModels(QJsonDocument::fromJson(body));
        QVERIFY(page);
        QString text;
        for (const ListedModel &listed : page->models) {
            const auto number = [](std::optional<qint64> n) { return n ? QString::number(*n) : u"-"_s; };
            text += u"%1 (%2) %3 %4 %5; "_s.arg(listed.model.id, listed.name, number(listed.model.contextTokens),
                                                number(listed.maxOutputTokens), listed.capabilities.join(u','));
        }
        QCOMPARE(text + (page->next.isEmpty() ? QString() : u"more after "_s + page->next), expected);
        for (const char *other : {"", "{}", "{\"data\":7,\"models\":7}", "7"})
            QVERIFY(!dialectOf(dialect).readModels(QJsonDocument::fromJson(other)));
    }

private:
    static void row(DialectKind dialect, const char *name, const QByteArray &bytes, const QString &expected)
    {
        static const QStringList names{u"chat"_s, u"Anthropic"_s, u"Gemini"_s, u"Ollama"_s};
        QTest::addRow("%s: %s", qPrintable(names.at(static_cast<int>(dialect))), name) << dialect << bytes << expected;
    }

    static void anthropicRows()
    {
        const auto add = [](const char *name, const QByteArray &bytes, const QString &expected) {
            row(DialectKind::Anthropic, name, bytes, expected);
        };
        const QString good = u"complete|Hi|"_s;
        add("happy path", start() + block() + hi + sse("content_block_stop", json(",'index':0")) + stop() + over, good);
        add("ping first, and in between", ping + start() + ping + block() + hi + ping + stop() + over, good);
        add("start block with text",
            start() + block("{'type':'text','text':'H'}") + delta("{'type':'text_delta','text':'i'}") + stop() + over,
            good);
        add("thinking apart",
            start() + block("{'type':'thinking','thinking':'','signature':''}") +
                delta("{'type':'thinking_delta','thinking':'hm'}") +
                delta("{'type':'signature_delta','signature':'xyz'}") + block() + hi + stop() + over,
            u"complete|Hi|hm"_s);
        add("unknown block and delta types",
            start() + block("{'type':'redacted_thinking','data':'x'}") +
                delta("{'type':'citations_delta','citation':{}}") + block("{'type':'new_thing','text':'no'}", 1) +
                block() + hi + stop() + over,
            good);
        add("unknown event", start() + sse("telemetry", {}) + hi + stop() + over, good);
        add("EOF after the stop reason", start() + hi + stop(), good);
        add("EOF before message_stop", start() + hi, u"truncated|Hi|"_s);
        add("EOF after the head", start(), u"truncated||"_s);
        add("error event",
            start() + hi + sse("error", json(",'error':{'type':'overloaded_error','message':'Overloaded'}")),
            u"error|Hi|"_s);
        add("error first", sse("error", json(",'error':{'type':'api_error','message':'x'}")), u"error||"_s);
        add("cut by limit", start() + hi + stop("max_tokens") + over, u"cut|Hi|"_s);
        add("context full", start() + hi + stop("model_context_window_exceeded") + over, u"cut|Hi|"_s);
        add("limit spent on thinking",
            start() + delta("{'type':'thinking_delta','thinking':'hm'}") + stop("max_tokens") + over,
            u"at-limit||hm"_s);
        add("refusal without a block",
            start() + stop("refusal", "{'output_tokens':1}", ",'stop_details':{'type':'refusal','explanation':'No.'}") +
                over,
            u"refused|||No."_s);
        add("tool call",
            start() + block("{'type':'tool_use','id':'t','name':'f','input':{}}") +
                delta("{'type':'input_json_delta','partial_json':'{'}") + stop("tool_use") + over,
            u"tool-call||"_s);
        add("empty", start() + stop() + over, u"empty||"_s);
        add("second message before any text", start() + start() + hi + stop() + over, good);
        add("second message after text", start() + hi + start() + hi + stop() + over,
            u"malformed|Hi||a second message_start in one answer"_s);
        add("whole message",
            json("{'type':'message','model':'m','content':[{'type':'thinking','thinking':'hm'},"
                 "{'type':'text','text':'Hi'}],'stop_reason':'end_turn','usage':{'input_tokens':1}}"),
            u"complete|Hi|hm"_s);
        add("CRLF", QByteArray(start() + hi + stop() + over).replace("\n", "\r\n"), good);
        add("UTF-8 torn anywhere", start() + delta("{'type':'text_delta','text':'é€😀'}") + stop() + over,
            u"complete|é€😀|"_s);
        add("only pings", ping + ping, u"truncated||"_s);
        add("nothing", {}, u"no-content||"_s);
        add("web page", "<html>", u"web-page||"_s);
        add("broken JSON", start() + "data: {\"type\":\n\n", u"malformed|||{\"type\":"_s);
    }

    static void geminiRows()
    {
        const auto add = [](const char *name, const QByteArray &bytes, const QString &expected) {
            row(DialectKind::Gemini, name, bytes, expected);
        };
        const QByteArray ended = parts("{'text':''}", ",'finishReason':'STOP'");
        const QString good = u"complete|Hi|"_s;
        add("happy path", parts("{'text':'H'}") + parts("{'text':'i'}") + ended, good);
        add("finish with the last text", parts("{'text':'Hi'}", ",'finishReason':'STOP'"), good);
        add("a finish reason in every chunk",
            parts("{'text':'H'}", ",'finishReason':'STOP'") + parts("{'text':'i'}", ",'finishReason':'STOP'"), good);
        add("thought parts", parts("{'text':'hm','thought':true},{'text':'H'},{'text':'i'}") + ended,
            u"complete|Hi|hm"_s);
        add("signature in an empty part",
            parts("{'text':'Hi'}") + parts("{'text':'','thoughtSignature':'abc'}", ",'finishReason':'STOP'"), good);
        add("missing content",
            parts("{'text':'Hi'}") + json("data: {'candidates':[{'finishReason':'STOP','index':0}]}\r\n\r\n"), good);
        add("lower case finish reason", parts("{'text':'Hi'}", ",'finishReason':'stop'"), good);
        add("no finish reason", parts("{'text':'Hi'}"), u"truncated|Hi|"_s);
        add("cut by limit", parts("{'text':'Hi'}", ",'finishReason':'MAX_TOKENS'"), u"cut|Hi|"_s);
        add("limit spent on thoughts", parts("{'text':'hm','thought':true}", ",'finishReason':'MAX_TOKENS'"),
            u"at-limit||hm"_s);
        add("safety", parts("{'text':'H'}") + json("data: {'candidates':[{'finishReason':'SAFETY'}]}\n\n"),
            u"filtered|H||SAFETY"_s);
        add("recitation with words", parts("{'text':'H'}", ",'finishReason':'RECITATION','finishMessage':'Too alike.'"),
            u"filtered|H||Too alike."_s);
        add("blocked prompt", json("data: {'promptFeedback':{'blockReason':'PROHIBITED_CONTENT'}}\n\n"),
            u"filtered|||PROHIBITED_CONTENT"_s);
        add("other", parts("{'text':'H'}", ",'finishReason':'OTHER'"), u"error|H|"_s);
        add("function call", parts("{'functionCall':{'name':'f'}}", ",'finishReason':'STOP'"), u"tool-call||"_s);
        add("malformed function call", parts("", ",'finishReason':'MALFORMED_FUNCTION_CALL'"),
            u"tool-call|||MALFORMED_FUNCTION_CALL"_s);
        add("error as data", parts("{'text':'H'}") + json("data: {'error':{'code':503,'status':'UNAVAILABLE'}}\n\n"),
            u"error|H|"_s);
        add("error as bare lines",
            parts("{'text':'H'}") +
                json("{\r\n  'error': {\r\n    'code': 429,\r\n    'message': 'x}'\r\n  }\r\n}\r\n"),
            u"error|H|"_s);
        add("error in an array", json("[{'error':{'code':429}}]"), u"error||"_s);
        add("an array although a stream was asked for",
            json("[{'candidates':[{'content':{'parts':[{'text':'H'}]}}]}\n,\n{'candidates':[{'content':{'parts':"
                 "[{'text':'i'}]},'finishReason':'STOP'}]}]"),
            good);
        add("empty", ended, u"empty||"_s);
        add("nothing", {}, u"no-content||"_s);
        add("web page", "<!doctype html>", u"web-page||"_s);
    }

    static void ollamaRows()
    {
        const auto add = [](const char *name, const QByteArray &bytes, const QString &expected) {
            row(DialectKind::Ollama, name, bytes, expected);
        };
        const QByteArray text = line("{'role':'assistant','content':'Hi'}");
        const QString good = u"complete|Hi|"_s;
        add("happy path", text + ends(), good);
        add("missing counts", text + ends(",'done_reason':'stop'"), good);
        add("no reason", text + ends(""), good);
        add("last line without its end", text + ends().chopped(1), good);
        add("CRLF and blank lines", QByteArray("\n" + text + "\n" + ends()).replace("\n", "\r\n"), good);
        add("byte order mark", "\xEF\xBB\xBF" + text + ends(), good);
        add("thinking apart", line("{'content':'','thinking':'hm'}") + text + ends(), u"complete|Hi|hm"_s);
        add("think tags", line("{'content':'<think>h'}") + line("{'content':'m</think>Hi'}") + ends(),
            u"complete|Hi|hm"_s);
        add("tag is text when thinking came apart", line("{'thinking':'hm','content':'<think>a</think>'}") + ends(),
            u"complete|<think>a</think>|hm"_s);
        add("cut by limit", text + ends(",'done_reason':'length'"), u"cut|Hi|"_s);
        add("limit spent on thinking", line("{'thinking':'hm'}") + ends(",'done_reason':'length'"), u"at-limit||hm"_s);
        add("tool call", line("{'content':'','tool_calls':[{'function':{'name':'f'}}]}") + ends(), u"tool-call||"_s);
        add("error line", text + json("{'error':'model runner has unexpectedly stopped'}\n"), u"error|Hi|"_s);
        add("error first", json("{'error':'x'}\n"), u"error||"_s);
        add("EOF before done", text, u"truncated|Hi|"_s);
        add("EOF in a line", text + "{\"mess", u"malformed|Hi||{\"mess"_s);
        add("lines after done", text + ends() + text, good);
        add("empty", ends(), u"empty||"_s);
        add("nothing", {}, u"no-content||"_s);
        add("web page", "\n<html>\n<p>no", u"web-page||"_s);
        add("invalid UTF-8 is replaced", line("{'content':'H\xFFi'}") + ends(), u"complete|H\uFFFDi|"_s);
    }
};

QTEST_GUILESS_MAIN(DialectsTest)
#include "tst_dialects.moc"
