// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "TraceCase.h"

#include "support/FakeClock.h"
#include "support/ScriptedClient.h"

#include <QFile>
#include <QRegularExpression>

#include <utility>
#include <vector>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

using Options = QHash<QString, QString>;

/// "deadline=500;muted" -> {deadline: 500, muted: ""}
Options parseOptions(const QString &text)
{
    Options options;
    for (const QString &part : text.split(u';', Qt::SkipEmptyParts))
        options.insert(part.section(u'=', 0, 0), part.section(u'=', 1));
    return options;
}

ModelRef modelOf(const QString &name)
{
    return {{u"m"_s}, name};
}

Agent parseAgent(const QString &word)
{
    const Options options = parseOptions(word.section(u'{', 1).chopped(word.contains(u'{') ? 1 : 0));
    Agent agent;
    agent.id = {word.section(u'{', 0, 0)};
    agent.model = modelOf(options.value(u"model"_s, agent.id.value));
    agent.muted = options.contains(u"muted"_s);
    if (options.contains(u"deadline"_s))
        agent.deadline = Milliseconds(options[u"deadline"_s].toInt());
    for (const QString &name : options.value(u"fallbacks"_s).split(u',', Qt::SkipEmptyParts))
        agent.fallbacks.append(modelOf(name));
    if (options.contains(u"reads"_s)) {
        agent.references = QList<AgentId>();
        for (const QString &id : options[u"reads"_s].split(u',', Qt::SkipEmptyParts))
            agent.references->append({id});
    }
    return agent;
}

Layer parseLayer(const QString &text)
{
    Layer layer;
    for (const QString &word : text.split(u' ', Qt::SkipEmptyParts)) {
        if (!word.startsWith(u'[')) {
            layer.agents.append(parseAgent(word));
            continue;
        }
        const Options options = parseOptions(word.mid(1).chopped(1));
        layer.bypassed = options.contains(u"bypassed"_s);
        if (options.contains(u"quorum"_s))
            layer.quorum =
                Quorum{options[u"quorum"_s].toInt(), Milliseconds(options.value(u"grace"_s, u"15000"_s).toInt())};
    }
    return layer;
}

Graph parseGraph(const QString &text)
{
    Graph graph;
    graph.name = u"test"_s;
    // Shuffled references would make the traces depend on the seed; shuffling has tests of its own.
    graph.packing.order = Packing::Order::Graph;
    for (const QString &layer : text.split(u'|'))
        graph.layers.append(parseLayer(layer));
    return graph;
}

void parseRunLine(const QString &text, TraceCase &row)
{
    const Options options = parseOptions(QString(text).replace(u' ', u';'));
    RunPolicies &policies = row.request.policies;
    if (options.contains(u"budget"_s))
        policies.budgetUsd = options[u"budget"_s].toDouble();
    if (options.contains(u"price"_s))
        row.facts.inputUsdPerMTok = row.facts.outputUsdPerMTok = options[u"price"_s].toDouble();
    if (options.contains(u"context"_s))
        row.facts.contextTokens = options[u"context"_s].toInt();
    if (options.contains(u"hedge"_s)) {
        row.request.graph.policy.hedging = true;
        for (const Layer &layer : std::as_const(row.request.graph.layers)) {
            for (const Agent &agent : layer.agents)
                row.request.hedgeAfter.insert(agent.id, Milliseconds(options[u"hedge"_s].toInt()));
        }
    }
    policies.minimumAnswers = options.value(u"minimum"_s, u"1"_s).toInt();
    policies.belowQuorum = options.contains(u"ask"_s) ? RunPolicies::BelowQuorum::Ask : RunPolicies::BelowQuorum::End;
    const QString overflow = options.value(u"overflow"_s);
    if (overflow == "drop-longest"_L1)
        row.request.graph.packing.overflow = Packing::Overflow::DropLongest;
    if (overflow == "shorten"_L1)
        row.request.graph.packing.overflow = Packing::Overflow::Shorten;
}

void parseLine(const QString &key, const QString &value, TraceCase &row)
{
    if (key == "graph"_L1) {
        row.request.graph = parseGraph(value);
    } else if (key == "run"_L1) {
        parseRunLine(value, row);
    } else if (key == "prompt"_L1) {
        row.request.prompt = value;
    } else if (key == "prior"_L1) {
        const QString id = value.section(u' ', 0, 0);
        const QDateTime from(QDate(2029, 12, 31), QTime(0, 0), Qt::UTC);
        row.request.prior.insert({id}, {modelOf(id), value.section(u'"', 1, 1), from});
    } else if (key == "at"_L1) {
        row.acts.append(
            {Milliseconds(value.section(u' ', 0, 0).toInt()), value.section(u' ', 1, 1), {value.section(u' ', 2)}});
    } else {
        row.scripts[modelOf(key)].append(value);
    }
}

void perform(const TraceCase::Act &act, RunController &controller)
{
    if (act.what == "stop"_L1)
        controller.stop();
    else if (act.what == "stop-agent"_L1)
        controller.stopAgent(act.agent);
    else if (act.what == "continue"_L1)
        controller.resumeWithFewer();
    else if (act.what == "retry-now"_L1)
        controller.retryNow(act.agent);
    else
        qFatal("unknown act %s", qPrintable(act.what));
}

} // namespace

QList<TraceCase> TraceCase::load(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Text))
        qFatal("cannot open %s", qPrintable(path));
    QList<TraceCase> rows;
    bool inTrace = false;
    for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n')) {
        if (line.startsWith("== "_L1)) {
            rows.append(TraceCase{});
            rows.last().name = line.mid(3);
            rows.last().request.id = {u"run"_s};
            rows.last().request.prompt = u"Q"_s;
            rows.last().request.nonce = u"nonce"_s;
            inTrace = false;
        } else if (line == "trace:"_L1) {
            inTrace = true;
        } else if (line.trimmed().isEmpty() || line.startsWith(u'#')) {
            continue;
        } else if (inTrace) {
            rows.last().trace.append(line.trimmed());
        } else {
            parseLine(line.section(u':', 0, 0), line.section(u':', 1).trimmed(), rows.last());
        }
    }
    return rows;
}

QStringList TraceCase::play() const
{
    FakeClock clock;
    ScriptedClient client(clock);
    client.setDefault(CallScript::parse(u"+100 \"ok\" ok"_s));
    for (auto it = scripts.cbegin(); it != scripts.cend(); ++it) {
        QList<CallScript> parsed;
        for (const QString &script : it.value())
            parsed.append(CallScript::parse(script));
        client.setScripts(it.key(), parsed);
    }
    QStringList lines;
    int finished = 0;
    std::unique_ptr<RunController> controller;
    const auto makeController = [&] {
        controller = std::make_unique<RunController>(client, clock, [this](const ModelRef &) { return facts; });
        QObject::connect(controller.get(), &RunController::eventRecorded, controller.get(),
                         [&lines](const RunEvent &event) {
                             lines.append(u"%1 %2"_s.arg(event.time.count()).arg(toTraceLine(event)));
                         });
        QObject::connect(controller.get(), &RunController::finished, controller.get(), [&finished] { ++finished; });
    };
    makeController();

    bool dies = false;
    std::vector<std::unique_ptr<Alarm>> alarms;
    for (const Act &act : acts) {
        alarms.push_back(clock.makeAlarm([&controller, &dies, act] {
            if (act.what == "die"_L1)
                dies = true;
            else
                perform(act, *controller);
        }));
        alarms.back()->ringAfter(act.at);
    }
    if (const auto started = controller->start(request); !started)
        return {wireName(started.error().kind) + u": "_s + started.error().message};
    while (clock.advanceToNextAlarm()) {
        if (!std::exchange(dies, false))
            continue;
        const RunRecord interrupted = controller->record();
        makeController();
        clock.advance(Milliseconds(60'000));
        ResumeOptions options{request.policies, request.cache, request.hedgeAfter, request.prior};
        if (const auto resumed = controller->resume(interrupted, options); !resumed)
            lines.append(resumed.error().message);
    }
    if (finished > 1)
        lines.append(u"finished %1 times"_s.arg(finished));
    if (client.callsUnderWay() > 0)
        lines.append(u"%1 calls left"_s.arg(client.callsUnderWay()));
    return lines;
}

} // namespace tributary
