// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "Story.h"

#include <QDebug>

using namespace Qt::StringLiterals;

namespace tributary {

namespace {

Provider provider(const QString &id, const QString &name, const QString &url, const QStringList &models)
{
    Provider provider;
    provider.id = {id};
    provider.name = name;
    provider.baseUrl = QUrl(url);
    for (const QString &model : models)
        provider.models.append({model, 32'768, 1.0, 2.0});
    return provider;
}

Agent agent(const QString &id, const QString &model)
{
    Agent agent;
    agent.id = {id};
    agent.model = ModelRef::fromString(model).value();
    return agent;
}

/// The words of one clause of a story.
class Clause
{
public:
    explicit Clause(const QString &text)
        : m_words(text.split(u' ', Qt::SkipEmptyParts))
    {}

    [[nodiscard]] bool isEmpty() const { return m_words.isEmpty(); }

    [[nodiscard]] bool startsWithNumber() const
    {
        bool ok = false;
        m_words.first().toLongLong(&ok);
        return ok;
    }

    QString word() { return m_words.isEmpty() ? QString() : m_words.takeFirst(); }

    int number() { return word().toInt(); }

    QString rest() { return std::exchange(m_words, {}).join(u' '); }

    bool take(const QString &word) { return m_words.removeOne(word); }

    QString value(const QString &name)
    {
        for (const QString &word : std::as_const(m_words)) {
            if (word.startsWith(name + u'='))
                return word.sliced(name.size() + 1);
        }
        return {};
    }

private:
    QStringList m_words;
};

RunOutcome outcome(const QString &word)
{
    for (const RunOutcome o :
         {RunOutcome::Synthesis, RunOutcome::NoSynthesis, RunOutcome::BudgetStopped, RunOutcome::Stopped}) {
        if (wireName(o) == word)
            return o;
    }
    qFatal("unknown outcome %s", qPrintable(word));
}

SkipReason skipReason(const QString &word)
{
    for (const SkipReason r : {SkipReason::Muted, SkipReason::Bypassed, SkipReason::NoReferences, SkipReason::Quorum,
                               SkipReason::Budget, SkipReason::RunStopped}) {
        if (wireName(r) == word)
            return r;
    }
    qFatal("unknown reason %s", qPrintable(word));
}

RunEventBody done(Clause &clause)
{
    event::CallFinished finished;
    finished.cutByLimit = clause.take(u"cut"_s);
    finished.servedModel = clause.value(u"served"_s);
    finished.usage.outVisible = clause.value(u"out"_s).toLongLong();
    finished.usage.inUncached = clause.value(u"in"_s).toLongLong();
    if (const QString usd = clause.value(u"usd"_s); !usd.isEmpty())
        finished.costUsd = usd.toDouble();
    return finished;
}

RunEventBody bodyOf(const QString &verb, Clause &clause, const ModelRef &model)
{
    if (verb == "queue"_L1)
        return event::CallQueued{model};
    if (verb == "wait"_L1)
        return event::CallWaiting{
            {CallWait::Cause::RateLimit, u"Together"_s, 0, 0, Milliseconds(std::max(0, clause.number()))}};
    if (verb == "start"_L1)
        return event::CallStarted{model, std::max(1, clause.number())};
    if (verb == "think"_L1)
        return event::Text{TextChannel::Reasoning, clause.rest()};
    if (verb == "text"_L1)
        return event::Text{TextChannel::Answer, clause.rest()};
    if (verb == "retry"_L1) {
        const ErrorKind kind = errorKindFromString(clause.word()).value();
        const Milliseconds wait(clause.number());
        return event::CallRetrying{kind, u"It may pass."_s, wait, ModelRef::fromString(clause.word()).value()};
    }
    if (verb == "done"_L1)
        return done(clause);
    if (verb == "fail"_L1) {
        const ErrorKind kind = errorKindFromString(clause.word()).value();
        return event::CallFailed{kind, clause.rest(), u"HTTP 500"_s, {}};
    }
    if (verb == "cached"_L1)
        return event::CallCached{model, clause.rest(), QDateTime({2030, 11, 12}, {12, 0}, Qt::LocalTime)};
    if (verb == "skip"_L1)
        return event::CallSkipped{skipReason(clause.word())};
    if (verb == "stop"_L1) {
        using Reason = event::CallStopped::Reason;
        return event::CallStopped{clause.take(u"straggler"_s) ? Reason::Straggler : Reason::Person, {}};
    }
    qFatal("unknown verb %s", qPrintable(verb));
}

RunEvent eventOf(const Graph &graph, Clause &clause, Milliseconds time)
{
    const QString first = clause.word();
    if (first == "run"_L1)
        return {time, {}, -1, event::RunStarted{RunId{u"r"_s}, graph.name, 0}};
    if (first == "end"_L1) {
        event::RunFinished finished;
        finished.outcome = outcome(clause.word());
        finished.duration = time;
        return {time, {}, -1, finished};
    }
    if (first == "layer"_L1) {
        const int layer = clause.number();
        const int usable = clause.number();
        return {time, {}, layer, event::LayerFinished{usable, clause.number()}};
    }
    if (first == "missed"_L1) {
        const int usable = clause.number();
        return {time, {}, 0, event::QuorumMissed{usable, clause.number()}};
    }
    const AgentId id{first};
    const std::optional<AgentPlace> place = findAgent(graph, id);
    if (!place)
        qFatal("unknown agent %s", qPrintable(first));
    const ModelRef model = graph.layers[place->layer].agents[place->index].model;
    const QString verb = clause.word();
    return {time, id, static_cast<int>(place->layer), bodyOf(verb, clause, model)};
}

} // namespace

ProviderDirectory someProviders()
{
    ProviderDirectory directory;
    directory.entries = {
        {provider(u"together"_s, u"Together"_s, u"https://api.together.example/v1"_s,
                  {u"alpha"_s, u"beta"_s, u"sigma"_s}),
         true, false},
        {provider(u"anthropic"_s, u"Anthropic"_s, u"https://api.anthropic.example"_s, {u"opus"_s}), false, false},
        {provider(u"local"_s, u"Ollama"_s, u"http://localhost:11434/v1"_s, {u"gamma"_s}), true, false},
        {provider(u"demo"_s, u"Demo"_s, u"http://127.0.0.1:1/v1"_s, {u"demo-voice"_s}), true, true},
    };
    return directory;
}

Graph threePlusOne()
{
    Graph graph;
    graph.name = u"MoA 3+1"_s;
    Layer proposers;
    proposers.agents = {agent(u"a"_s, u"together/alpha"_s), agent(u"b"_s, u"together/beta"_s),
                        agent(u"c"_s, u"local/gamma"_s)};
    Layer last;
    last.agents = {agent(u"s"_s, u"together/sigma"_s)};
    graph.layers = {proposers, last};
    return graph;
}

Graph threeTwoOne()
{
    Graph graph = threePlusOne();
    Layer middle;
    middle.agents = {agent(u"d"_s, u"together/alpha"_s), agent(u"e"_s, u"together/beta"_s)};
    graph.layers.insert(1, middle);
    return graph;
}

QList<RunEvent> tell(const Graph &graph, const QString &story)
{
    QList<RunEvent> events;
    Milliseconds time{0};
    for (const QString &text : story.split(u';')) {
        Clause clause(text);
        if (clause.isEmpty())
            continue;
        if (clause.startsWithNumber())
            time = Milliseconds(clause.number());
        events.append(eventOf(graph, clause, time));
    }
    return events;
}

RunScene sceneOf(const Graph &graph, const QString &story, std::optional<qint64> now)
{
    RunScene scene;
    scene.graph = graph;
    scene.plan = compile(graph).value_or(Plan{});
    scene.providers = someProviders();
    scene.run = replay(tell(graph, story));
    scene.now = now ? Milliseconds(*now) : scene.run.now;
    for (const auto &[id, agent] : scene.run.agents.asKeyValueRange())
        scene.meters[id].answer.add(agent.answer);
    return scene;
}

} // namespace tributary
