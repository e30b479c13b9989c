// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "CliProject.h"
#include "CliRun.h"

#include <QJsonArray>
#include <QRegularExpression>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

/// JSON written with single quotes: moc loses its way at raw strings.
QByteArray json(const char *text)
{
    return QByteArray(text).replace('\'', '"');
}

const QByteArray graphOfFour = json("{'format':'tributary-graph','version':1,'name':'Four dialects','layers':["
                                    "{'agents':[{'id':'a','model':'chat/a'},"
                                    "{'id':'b','model':'anthropic/claude-sonnet-5','sampling':{'temperature':0.7}},"
                                    "{'id':'c','model':'gemini/gemini-3.5-flash','sampling':{'temperature':0.7}},"
                                    "{'id':'d','model':'ollama/d'}]},"
                                    "{'agents':[{'id':'s','model':'other/s'}]}]}");

QByteArray provider(const char *id, const char *dialect, const ScriptedServer &server, const char *path,
                    const char *key)
{
    return json("{'id':'ID','dialect':'DIALECT','baseUrl':'http://127.0.0.1:PORT','key':'KEY'}")
        .replace("ID", id)
        .replace("DIALECT", dialect)
        .replace("PORT", QByteArray::number(server.serverPort()) + path)
        .replace("KEY", key);
}

/// One of the streams that every reader is tested with.
ServerScript stream(const char *name)
{
    QFile file(QStringLiteral(TRIBUTARY_STREAMS "/") + QLatin1StringView(name));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    return {{ServerStep::Kind::Send, streamHead() + file.readAll()}, {ServerStep::Kind::Close}};
}

} // namespace

/// One graph whose agents are asked in four dialects, and an aggregator at a fifth provider.
class CliDialectsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        qputenv("TEST_KEY", "sk-canary");
        m_chat.setScripts({stream("chat-plain.sse")});
        m_anthropic.setScripts({stream("anthropic-thinking.sse")});
        m_gemini.setScripts({stream("gemini-thoughts.sse")});
        m_ollama.setScripts({stream("ollama-thinking.ndjson")});
        m_other.setScripts({answerScript("answer of s")});
    }

    void fourDialectsAndAFifthProvider()
    {
        const CliProject project;
        const QByteArrayList providers{provider("chat", "chat-completions", m_chat, "/v1", "env:TEST_KEY"),
                                       provider("anthropic", "anthropic", m_anthropic, "", "env:TEST_KEY"),
                                       provider("gemini", "gemini", m_gemini, "/v1beta", "env:TEST_KEY"),
                                       provider("ollama", "ollama", m_ollama, "", "none"),
                                       provider("other", "chat-completions", m_other, "/v1", "none")};
        project.write(u"g.moagraph"_s, graphOfFour);
        project.write(u"p.json"_s, json("{'version':1,'providers':[") + providers.join(',') + "]}");
        CliRun run;
        QCOMPARE(run(project.ask() + QStringList{u"--json"_s}), 0);
        const QJsonObject record = QJsonDocument::fromJson(run.out().toUtf8()).object();
        QCOMPARE(answersOf(record), expectedAnswers());
        QVERIFY2(run.err().contains(u"Sent without temperature: the model does not accept it."_s),
                 qPrintable(run.err()));
        const QByteArray asked = m_other.requests().first().body;
        QVERIFY(asked.contains("Rhine, Elbe é€😀."));
        QCOMPARE(asked.count("Rhine."), 3);
        QVERIFY2(!asked.contains("Let me think."), "reasoning was given to the aggregator");
        // Each key went to its own server, in its own place.
        QCOMPARE(m_chat.requests().first().fields.value("authorization"), "Bearer sk-canary");
        QCOMPARE(m_anthropic.requests().first().fields.value("x-api-key"), "sk-canary");
        QCOMPARE(m_gemini.requests().first().fields.value("x-goog-api-key"), "sk-canary");
        for (const ScriptedServer *server : {&m_ollama, &m_other}) {
            const auto &fields = server->requests().first().fields;
            QVERIFY(!QByteArrayList(fields.values()).join().contains("sk-canary"));
        }
        QVERIFY(!(run.out() + run.err()).contains(u"sk-canary"_s));
    }

private:
    /// Agent, answer, reasoning, tokens in, out and of reasoning.
    static QStringList answersOf(const QJsonObject &record)
    {
        QStringList lines;
        const QJsonArray answers = record.value("answers"_L1).toArray();
        for (const auto &value : answers) {
            const QJsonObject answer = value.toObject();
            const QJsonObject usage = answer.value("usage"_L1).toObject();
            lines.append(u"%1: %2 (%3) %4 %5 %6"_s.arg(
                answer.value("agent"_L1).toString(), answer.value("answer"_L1).toString(),
                answer.value("reasoning"_L1).toString(), QString::number(usage.value("inUncached"_L1).toInt()),
                QString::number(usage.value("outVisible"_L1).toInt()),
                QString::number(usage.value("outReasoning"_L1).toInt())));
        }
        return lines;
    }

    static QStringList expectedAnswers()
    {
        return {u"a: Rhine, Elbe é€😀. () 40 8 12"_s, u"b: Rhine. (Let me think.) 61 8 22"_s,
                u"c: Rhine. (Let me think.) 40 2 11"_s, u"d: Rhine. (Let me think.) 11 18 0"_s,
                u"s: answer of s () 16 3 0"_s};
    }

    ScriptedServer m_chat;
    ScriptedServer m_anthropic;
    ScriptedServer m_gemini;
    ScriptedServer m_ollama;
    ScriptedServer m_other;
};

QTEST_GUILESS_MAIN(CliDialectsTest)
#include "tst_dialects.moc"
