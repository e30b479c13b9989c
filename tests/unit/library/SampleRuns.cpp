// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "SampleRuns.h"

namespace tributary::tests {

using namespace Qt::StringLiterals;

namespace {

const ModelRef first{{u"p"_s}, u"m1"_s};
const ModelRef second{{u"p"_s}, u"m2"_s};
const ModelRef third{{u"q"_s}, u"m3"_s};

/// Appends events of one agent.
class Script
{
public:
    QList<RunEvent> events;

    void add(int ms, const char *agent, int layer, RunEventBody body)
    {
        events.append({Milliseconds(ms), {QString::fromLatin1(agent)}, layer, std::move(body)});
    }

    void begin(int ms, const char *agent, int layer, const ModelRef &model)
    {
        add(ms, agent, layer, event::CallQueued{model});
        add(ms, agent, layer, event::CallStarted{model, 1});
    }

    void finish(int ms, const char *agent, int layer, qsizetype length, double costUsd)
    {
        event::CallFinished finished;
        finished.textLength = length;
        finished.usage.outVisible = length;
        finished.costUsd = costUsd;
        add(ms, agent, layer, finished);
    }
};

} // namespace

Graph sampleGraph(const QString &name)
{
    Graph graph;
    graph.name = name;
    Agent a;
    a.id = {u"a"_s};
    a.model = first;
    Agent b;
    b.id = {u"b"_s};
    b.model = second;
    Agent s;
    s.id = {u"s"_s};
    s.model = third;
    graph.layers.resize(2);
    graph.layers[0].agents = {a, b};
    graph.layers[1].agents = {s};
    return graph;
}

RunRecord sampleHead(const QString &id, const QString &prompt, qint64 startSecond)
{
    RunRecord record;
    record.id = {id};
    record.started = QDateTime(QDate(2030, 1, 1), QTime(0, 0), Qt::UTC).addSecs(startSecond);
    record.prompt = prompt;
    record.graph = sampleGraph();
    record.seed = 0xfedcba9876543210;
    record.nonce = u"n0nce"_s;
    return record;
}

QList<RunEvent> sampleEvents(const QString &id, const QString &synthesis)
{
    Script script;
    script.add(0, "", -1, event::RunStarted{{id}, u"MoA 2+1"_s, 3});
    script.begin(1, "a", 0, first);
    script.begin(1, "b", 0, second);
    script.add(100, "a", 0, event::FirstToken{});
    script.add(100, "a", 0, event::Text{TextChannel::Reasoning, u"hidden thought"_s});
    script.add(110, "a", 0, event::Text{TextChannel::Answer, u"first "_s});
    script.add(115, "b", 0, event::Text{TextChannel::Answer, u"half an"_s});
    script.add(120, "a", 0, event::Text{TextChannel::Answer, u"answer"_s});
    script.finish(130, "a", 0, 12, 0.5);
    script.add(200, "b", 0, event::CallFailed{ErrorKind::Overloaded, u"busy"_s, {}, {}});
    script.add(200, "", 0, event::LayerFinished{1, 2});
    script.begin(201, "s", 1, third);
    script.add(300, "s", 1, event::Text{TextChannel::Answer, synthesis});
    script.finish(900, "s", 1, synthesis.size(), 0.25);
    script.add(900, "", 1, event::LayerFinished{1, 1});
    script.add(900, "", -1, event::RunFinished{RunOutcome::Synthesis, 0.75, 0, {}, Milliseconds(900)});
    return script.events;
}

RunEvent streamedEvent(const QString &id, int number)
{
    RunEvent event{Milliseconds(number * 5), {number % 20 < 10 ? u"a"_s : u"b"_s}, 0, {}};
    if (number == 0)
        event = {Milliseconds(0), {}, -1, event::RunStarted{{id}, u"MoA 2+1"_s, 3}};
    else if (number % 10 == 0)
        event.body = event::CallStarted{first, number};
    else
        event.body = event::Text{TextChannel::Answer, u"word%1 "_s.arg(number)};
    return event;
}

SentRequest sampleRequest(const QString &body)
{
    return {{u"a"_s}, 1, first, u"https://p.example/v1/chat/completions"_s, body.toUtf8()};
}

RunRecord sampleRun(const QString &id, const QString &prompt, qint64 startSecond)
{
    RunRecord record = sampleHead(id, prompt, startSecond);
    record.events = sampleEvents(id);
    record.requests = {sampleRequest()};
    return record;
}

} // namespace tributary::tests
