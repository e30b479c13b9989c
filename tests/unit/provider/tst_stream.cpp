// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "AnswerProbe.h"
#include "Json.h"
#include "provider/SseDecoder.h"
#include "provider/ThinkSplitter.h"

#include <QRegularExpression>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

QString describe(const StreamFrame &frame)
{
    static const QStringList names{u"data"_s, u"error"_s, u"json"_s, u"page"_s, u"comment"_s};
    const QString event = frame.event.isEmpty() ? QString() : u"("_s + QString::fromUtf8(frame.event) + u")"_s;
    return names.at(static_cast<int>(frame.kind)) + event + u"="_s + QString::fromUtf8(frame.data).replace(u'\n', u'|');
}

QStringList framesOf(const QByteArray &bytes, const QList<qsizetype> &sizes)
{
    SseDecoder decoder;
    QStringList lines;
    const auto chunks = pieces(bytes, sizes);
    for (const QByteArray &chunk : chunks) {
        for (const StreamFrame &frame : decoder.feed(chunk))
            lines.append(describe(frame));
    }
    for (const StreamFrame &frame : decoder.finish())
        lines.append(describe(frame));
    return lines;
}

AnswerProbe readStream(const QByteArray &bytes, const QList<qsizetype> &sizes)
{
    return readAnswer(DialectKind::ChatCompletions, bytes, sizes);
}

QByteArray chunk(const QByteArray &delta, const QByteArray &more = json("'finish_reason':null"))
{
    return json("data: {'id':'c','model':'m','choices':[{'index':0,'delta':") + delta + "," + more + "}]}\n\n";
}

QByteArray says(const QByteArray &text)
{
    return chunk(json("{'content':'") + text + json("'}"));
}

QByteArray ends(const QByteArray &reason = "stop")
{
    return chunk("{}", json("'finish_reason':'") + reason + '"');
}

const QByteArray done = "data: [DONE]\n\n";
const QByteArray usageChunk =
    json("data: {'choices':[],'usage':{'prompt_tokens':16,'completion_tokens':3,'total_tokens':19}}\n\n");

} // namespace

class StreamTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void cutsFrames_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QStringList>("frames");
        const QStringList ab{u"data=a"_s, u"data=b"_s};
        QTest::newRow("LF") << "data: a\n\ndata: b\n\n"_ba << ab;
        QTest::newRow("CRLF") << "data: a\r\n\r\ndata: b\r\n\r\n"_ba << ab;
        QTest::newRow("lone CR") << "data: a\r\rdata: b\r\r"_ba << ab;
        QTest::newRow("mixed line ends") << "data: a\r\n\ndata: b\r\r\n"_ba << ab;
        QTest::newRow("byte order mark") << "\xEF\xBB\xBF"
                                            "data: a\n\ndata: b\n\n"_ba
                                         << ab;
        QTest::newRow("no space after colon") << "data:a\n\ndata:b\n\n"_ba << ab;
        QTest::newRow("only one space is taken") << "data:  a\n\n"_ba << QStringList{u"data= a"_s};
        QTest::newRow("two data lines") << "data: a\ndata: b\n\n"_ba << QStringList{u"data=a|b"_s};
        QTest::newRow("event before and after data") << "event: x\ndata: a\n\ndata: b\nevent: y\n\ndata: c\n\n"_ba
                                                     << QStringList{u"data(x)=a"_s, u"data(y)=b"_s, u"data=c"_s};
        QTest::newRow("comments") << ": OPENROUTER PROCESSING\n\n:\ndata: a\n\n: ping\n"_ba
                                  << QStringList{u"comment=OPENROUTER PROCESSING"_s, u"comment="_s, u"data=a"_s,
                                                 u"comment=ping"_s};
        QTest::newRow("no final blank line") << "data: a\n\ndata: b"_ba << ab;
        QTest::newRow("unknown fields") << "id: 1\nretry: 5\nfoo\ndata: a\n\n"_ba << QStringList{u"data=a"_s};
        QTest::newRow("error field") << "error: {\"code\":500}\n\n"_ba << QStringList{u"error={\"code\":500}"_s};
        QTest::newRow("bare JSON over lines") << "data: a\n\n{\n \"error\": {\"m\":\"}{\"}\n}\n"_ba
                                              << QStringList{u"data=a"_s, u"json={| \"error\": {\"m\":\"}{\"}|}|"_s};
        QTest::newRow("blank lines before a whole body") << "\n\n  \n{\"a\":1}"_ba << QStringList{u"json={\"a\":1}|"_s};
        QTest::newRow("unfinished JSON") << "{\"a\":"_ba << QStringList{u"json={\"a\":|"_s};
        QTest::newRow("web page") << "<html>\n<p>data: no</p>"_ba << QStringList{u"page=<html>|<p>data: no</p>|"_s};
        QTest::newRow("UTF-8") << "data: é€😀\n\n"_ba << QStringList{u"data=é€😀"_s};
        QTest::newRow("empty stream") << ""_ba << QStringList();
    }

    void cutsFrames()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QStringList, frames);
        for (const auto &sizes : cuttings())
            QCOMPARE(framesOf(bytes, sizes), frames);
    }

    void readsLongLineWithoutScanningItAgain()
    {
        SseDecoder decoder;
        const QByteArray part(64 * 1024, 'x');
        QByteArray expected;
        QVERIFY(decoder.feed("data: ").isEmpty());
        for (int i = 0; i < 80; ++i) {
            QVERIFY(decoder.feed(part).isEmpty());
            expected += part;
        }
        const auto frames = decoder.feed("\n\n");
        QCOMPARE(frames.size(), 1);
        QVERIFY(frames.first().data == expected);
    }

    void stopsAtLimits_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("event of one line") << QByteArray("data: ") + QByteArray(200, 'x');
        QTest::newRow("event of many lines") << QByteArray("data: 123456789\n").repeated(20);
        QTest::newRow("bare JSON") << QByteArray("{\n") + QByteArray("\"aaaaaaaaaaaaaaaa\":1,\n").repeated(20);
        QTest::newRow("stream") << QByteArray("data: 1\n\n").repeated(200);
    }

    void stopsAtLimits()
    {
        QFETCH(QByteArray, bytes);
        SseDecoder decoder(StreamLimits{100, 1000});
        for (const char c : std::as_const(bytes))
            (void)decoder.feed(QByteArrayView(&c, 1));
        QVERIFY(decoder.isTooLarge());
        QVERIFY(decoder.finish().isEmpty());
    }

    void readsAnswers_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("answer");
        QTest::addColumn<QString>("reasoning");
        QTest::addColumn<QString>("verdict");
        const QString none;
        const QString hi = u"Hi"_s;
        const QByteArray head = chunk(json("{'role':'assistant','content':''}"));
        const auto row = [&](const char *name, const QByteArray &bytes, const QString &answer, const QString &verdict,
                             const QString &reasoning = {}) {
            QTest::newRow(name) << bytes << answer << reasoning << verdict;
        };
        row("happy path with usage chunk", head + says("H") + says("i") + ends() + usageChunk + done, hi,
            u"complete"_s);
        row("no [DONE]", says("Hi") + ends(), hi, u"complete"_s);
        row("[DONE] without finish", says("Hi") + done, hi, u"truncated"_s);
        row("[DONE] after error", says("Hi") + "data: {\"error\":{\"message\":\"x\"}}\n\n" + done, hi, u"error"_s);
        row("error as first event", "data: {\"error\":{\"code\":\"insufficient_quota\"}}\n\n", none, u"error"_s);
        row("error as string with code", "data: {\"code\":\"c\",\"error\":\"x\"}\n\n", none, u"error"_s);
        row("error field line", says("Hi") + "error: {\"code\":500,\"message\":\"x\"}\n\n", hi, u"error"_s);
        row("error event", says("Hi") + "event: error\ndata: {\"error\":{\"message\":\"x\"}}\n\n", hi, u"error"_s);
        row("error beside choices",
            says("Hi") +
                json("data: {'error':{'code':429},'choices':[{'delta':{'content':''},'finish_reason':'error'}]}") +
                "\n\n",
            hi, u"error"_s);
        row("finish_reason error alone", says("Hi") + ends("error"), hi, u"error"_s);
        row("flat error object", "data: {\"object\":\"error\",\"message\":\"x\"}\n\n", none, u"error"_s);
        row("detail", "data: {\"detail\":\"x\"}\n\n", none, u"error"_s);
        row("error in an array", "[{\"error\":{\"code\":429}}]", none, u"error"_s);
        row("Azure first chunk",
            json("data: {'choices':[],'id':'','model':'','prompt_filter_results':[{'prompt_index':0}]}\n\n") +
                says("Hi") + ends() + done,
            hi, u"complete"_s);
        row("content as array",
            chunk(json("{'content':[{'type':'thinking','thinking':[{'type':'text','text':'hm'}]}]}")) +
                chunk(json("{'content':[{'type':'text','text':'Hi'}]}")) + ends(),
            hi, u"complete"_s, u"hm"_s);
        row("delta null", chunk("null") + says("Hi") + ends(), hi, u"complete"_s);
        row("content null", chunk(json("{'role':'assistant','content':null}")) + says("Hi") + ends(), hi,
            u"complete"_s);
        row("delta missing", "data: {\"choices\":[{\"index\":0}]}\n\n" + says("Hi") + ends(), hi, u"complete"_s);
        row("finish_reason empty", chunk(json("{'content':'Hi'}"), json("'finish_reason':''")), hi, u"truncated"_s);
        row("finish with the last text", chunk(json("{'content':'Hi'}"), json("'finish_reason':'stop'")), hi,
            u"complete"_s);
        row("unknown finish reason", says("Hi") + ends("eos"), hi, u"complete"_s);
        row("two finish chunks", says("Hi") + ends() + ends(), hi, u"complete"_s);
        row("chunk after [DONE]", says("Hi") + ends() + done + says("no"), hi, u"complete"_s);
        row("reasoning_content", chunk(json("{'reasoning_content':'hm'}")) + says("Hi") + ends(), hi, u"complete"_s,
            u"hm"_s);
        row("reasoning", chunk(json("{'reasoning':'hm'}")) + says("Hi") + ends(), hi, u"complete"_s, u"hm"_s);
        row("reasoning in both fields",
            chunk(json("{'reasoning_content':'hm','reasoning':'hm'}")) + says("Hi") + ends(), hi, u"complete"_s,
            u"hm"_s);
        row("think tags", says("<thi") + says("nk>h") + says("m</th") + says("ink>\\n\\nH") + says("i") + ends(), hi,
            u"complete"_s, u"hm"_s);
        row("think tag later is text", says("Hi <think>") + ends(), u"Hi <think>"_s, u"complete"_s);
        row("almost a think tag", says("<thin") + ends(), u"<thin"_s, u"complete"_s);
        row("think tag never closed", says("<think>hm") + ends(), none, u"empty"_s, u"hm"_s);
        row("tag is text when reasoning came apart",
            chunk(json("{'reasoning':'hm'}")) + says("<think>a</think>") + ends(), u"<think>a</think>"_s, u"complete"_s,
            u"hm"_s);
        row("tool call deltas",
            chunk(json("{'tool_calls':[{'index':0,'id':'t','function':{'name':'f','arguments':'{'}}]}")) +
                ends("tool_calls"),
            none, u"tool-call"_s);
        row("refusal", chunk(json("{'refusal':'I can'}")) + chunk(json("{'refusal':'not'}")) + ends(), none,
            u"refused"_s);
        row("content filter", says("Hi") + ends("content_filter"), hi, u"filtered"_s);
        row("cut by limit", says("Hi") + ends("length"), hi, u"cut"_s);
        row("cut by limit, Mistral", says("Hi") + ends("model_length"), hi, u"cut"_s);
        row("limit spent on reasoning", chunk(json("{'reasoning':'hm'}")) + ends("length"), none, u"at-limit"_s,
            u"hm"_s);
        row("no resources, DeepSeek", says("Hi") + ends("insufficient_system_resource"), hi, u"overloaded"_s);
        row("EOF without finish", says("Hi"), hi, u"truncated"_s);
        row("empty answer", head + ends() + done, none, u"empty"_s);
        row("only blanks", says(" \\n") + ends(), u" \n"_s, u"empty"_s);
        row("only comments", ": ping\n\n: ping\n\n", none, u"no-content"_s);
        row("nothing", "", none, u"no-content"_s);
        row("web page", "\n<!DOCTYPE html><html></html>", none, u"web-page"_s);
        row("broken JSON", says("Hi") + "data: {\"choices\":[\n\n", hi, u"malformed"_s);
        row("cut inside an event", says("Hi") + json("data: {'choices':[{'delta':{'content':'th"), hi, u"malformed"_s);
        row("other choices are not ours",
            json("data: {'choices':[{'index':1,'delta':{'content':'no'}},{'index':0,'delta':{'content':'Hi'}}]}\n\n") +
                ends(),
            hi, u"complete"_s);
        row("CRLF", QByteArray(says("Hi") + ends() + done).replace("\n", "\r\n"), hi, u"complete"_s);
        row("UTF-8 torn anywhere", says("é€😀") + ends(), u"é€😀"_s, u"complete"_s);
        row("invalid UTF-8 is replaced", says("H\xFFi") + ends(), u"H\uFFFDi"_s, u"complete"_s);
        row("comment storm", QByteArray(": keep-alive\n\n").repeated(500) + says("Hi") + ends(), hi, u"complete"_s);
    }

    void readsAnswers()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, answer);
        QFETCH(QString, reasoning);
        QFETCH(QString, verdict);
        const AnswerProbe whole = readStream(bytes, {0});
        QCOMPARE(whole.answer, answer);
        QCOMPARE(whole.reasoning, reasoning);
        QCOMPARE(whole.verdict, verdict);
        for (const auto &sizes : cuttings())
            QCOMPARE(readStream(bytes, sizes), whole);
    }

    void readsWholeBodies_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("answer");
        QTest::addColumn<QString>("reasoning");
        QTest::addColumn<QString>("verdict");
        const auto body = [](const QByteArray &message, const QByteArray &reason) {
            return json("{'model':'m','choices':[{'index':0,'finish_reason':") + reason + json(",'message':") +
                   message + json("}],'usage':{'prompt_tokens':16,'completion_tokens':9,'total_tokens':25}}");
        };
        QTest::newRow("answer") << body(json("{'role':'assistant','content':'Hi'}"), json("'stop'")) << u"Hi"_s
                                << QString() << u"complete"_s;
        QTest::newRow("after blank lines")
            << "\n\n\n" + body(json("{'content':'Hi'}"), json("'stop'")) << u"Hi"_s << QString() << u"complete"_s;
        QTest::newRow("no finish reason")
            << body(json("{'content':'Hi'}"), "null") << u"Hi"_s << QString() << u"complete"_s;
        QTest::newRow("reasoning apart") << body(json("{'content':'Hi','reasoning_content':'hm'}"), json("'stop'"))
                                         << u"Hi"_s << u"hm"_s << u"complete"_s;
        QTest::newRow("think tags") << body(json("{'content':'<think>hm</think> Hi'}"), json("'stop'")) << u"Hi"_s
                                    << u"hm"_s << u"complete"_s;
        QTest::newRow("opening tag missing")
            << body(json("{'content':'hm</think>Hi'}"), json("'stop'")) << u"Hi"_s << u"hm"_s << u"complete"_s;
        QTest::newRow("budget went into reasoning")
            << body(json("{'content':null}"), json("'length'")) << QString() << QString() << u"at-limit"_s;
        QTest::newRow("no choices") << json("{'choices':[]}") << QString() << QString() << u"empty"_s;
        QTest::newRow("error in the choice")
            << json("{'choices':[{'finish_reason':'error','error':{'code':502},'message':{'content':'H'}}]}") << u"H"_s
            << QString() << u"error"_s;
        QTest::newRow("error under 200") << json("{'error':{'message':'x'}}") << QString() << QString() << u"error"_s;
    }

    void readsWholeBodies() { readsAnswers(); }

    /// Neither ends an answer nor gets lost; what shows the text decides how it looks.
    void aNulByteIsACharacter()
    {
        const QByteArray nul(1, '\0');
        const AnswerProbe read = readStream(says("a" + nul + "b") + ends() + done, {1});
        QCOMPARE(read.verdict, u"complete"_s);
        QCOMPARE(read.answer, u"a"_s + QChar(u'\0') + u'b');
        QCOMPARE(readStream(nul + "\n\n" + says("a") + ends(), {1}).answer, u"a"_s);
    }

    /// Blanks may stand before "<think>", but a flood of them is not looked through again and again.
    void blanksAreHeldBackUpToALimit()
    {
        ThinkSplitter splitter;
        QString answer;
        for (int i = 0; i < 5000; ++i)
            answer += splitter.feed(u" "_s).answer;
        QVERIFY(answer.size() > 3000);
        answer += splitter.feed(u"<think>"_s).answer + splitter.finish().answer;
        QCOMPARE(answer, QString(5000, u' ') + u"<think>"_s);
    }

    void keepsLastUsageAndModel()
    {
        const QByteArray running =
            json("data: {'model':'m2','choices':[],'usage':{'prompt_tokens':1,'completion_tokens':1}}\n\n");
        const AnswerProbe read =
            readStream(says("Hi") + running + ends() + usageChunk + "data: {\"usage\":null}\n\n" + done, {1});
        QCOMPARE(read.model, u"m"_s);
        QCOMPARE(read.usage->inUncached, 16);
        QCOMPARE(read.usage->outVisible, 3);
    }

    void normalisesUsage_data()
    {
        QTest::addColumn<QByteArray>("usage");
        QTest::addColumn<QList<qint64>>("numbers");
        QTest::newRow("plain") << json("'usage':{'prompt_tokens':16,'completion_tokens':3,'total_tokens':19}")
                               << QList<qint64>{16, 0, 0, 3, 0};
        QTest::newRow("cached and reasoning inside")
            << json("'usage':{'prompt_tokens':100,'completion_tokens':219,'total_tokens':319,'prompt_tokens_details':{'"
                    "cached_tokens':60,'cache_write_tokens':10},'completion_tokens_details':{'reasoning_tokens':205}}")
            << QList<qint64>{30, 60, 10, 14, 205};
        QTest::newRow("xAI: reasoning outside")
            << json("'usage':{'prompt_tokens':12,'completion_tokens':1,'total_tokens':303,'completion_tokens_details':{"
                    "'reasoning_tokens':290}}")
            << QList<qint64>{12, 0, 0, 1, 290};
        QTest::newRow("DeepSeek cache hits") << json("'usage':{'prompt_tokens':10,'prompt_cache_hit_tokens':4,'prompt_"
                                                     "cache_miss_tokens':6,'completion_tokens':2}")
                                             << QList<qint64>{6, 4, 0, 2, 0};
        QTest::newRow("Mistral singular details")
            << json("'usage':{'prompt_tokens':10,'prompt_token_details':{'cached_tokens':3},'completion_tokens':2}")
            << QList<qint64>{7, 3, 0, 2, 0};
        QTest::newRow("Groq") << json("'x_groq':{'usage':{'prompt_tokens':5,'completion_tokens':2}}")
                              << QList<qint64>{5, 0, 0, 2, 0};
        QTest::newRow("llama-server timings")
            << json("'timings':{'cache_n':2,'prompt_n':8,'predicted_n':4}") << QList<qint64>{8, 2, 0, 4, 0};
        QTest::newRow("nonsense stays in range")
            << json("'usage':{'prompt_tokens':5,'completion_tokens':2,'prompt_tokens_details':{'cached_tokens':50},'"
                    "completion_tokens_details':{'reasoning_tokens':9}}")
            << QList<qint64>{0, 5, 0, 0, 2};
        QTest::newRow("negative is nothing")
            << json("'usage':{'prompt_tokens':-5,'completion_tokens':-1}") << QList<qint64>{0, 0, 0, 0, 0};
        QTest::newRow("beyond what can be added up is nothing")
            << json("'usage':{'prompt_tokens':9223372036854775807,'completion_tokens':9223372036854775807}")
            << QList<qint64>{0, 0, 0, 0, 0};
    }

    void normalisesUsage()
    {
        QFETCH(QByteArray, usage);
        QFETCH(QList<qint64>, numbers);
        const AnswerProbe read = readStream("data: {\"choices\":[]," + usage + "}\n\n", {0});
        const Usage u = read.usage.value();
        QCOMPARE((QList<qint64>{u.inUncached, u.cacheRead, u.cacheWrite, u.outVisible, u.outReasoning}), numbers);
    }

    void readsReportedMoney()
    {
        QCOMPARE(readStream("data: {\"usage\":{\"cost\":0.25}}\n\n", {0}).usage->reportedUsd, 0.25);
        QCOMPARE(readStream("data: {\"usage\":{\"cost_in_usd_ticks\":2500000000}}\n\n", {0}).usage->reportedUsd, 0.25);
        QCOMPARE(readStream(usageChunk, {0}).usage->reportedUsd, std::nullopt);
        QCOMPARE(readStream("data: {\"usage\":{\"cost\":-3}}\n\n", {0}).usage->reportedUsd, std::nullopt);
    }
};

QTEST_GUILESS_MAIN(StreamTest)
#include "tst_stream.moc"
