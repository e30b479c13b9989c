// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/RunController.h"
#include "support/FakeClock.h"
#include "support/MemoryCache.h"
#include "support/ScriptedClient.h"

#include <QRandomGenerator>

namespace tributary::enginetest {

inline ModelRef model(const QString &name)
{
    return {{QStringLiteral("m")}, name};
}

/// An agent whose model has its name.
inline Agent agent(const QString &name)
{
    Agent agent;
    agent.id = {name};
    agent.model = model(name);
    return agent;
}

/// `width` proposers in each of `layers` layers, then the aggregator "s".
inline Graph graph(int layers, int width)
{
    Graph graph;
    for (int i = 0; i < layers; ++i) {
        Layer layer;
        for (int j = 0; j < width; ++j)
            layer.agents.append(agent(QStringLiteral("a%1-%2").arg(i).arg(j)));
        graph.layers.append(layer);
    }
    graph.layers.append(Layer{{agent(QStringLiteral("s"))}, {}, false});
    return graph;
}

inline RunRequest request(const Graph &graph)
{
    QRandomGenerator random(7);
    return RunRequest::make(graph, QStringLiteral("Which river?"), random);
}

/// A run in fake time with its outcome counted.
struct RunFixture
{
    FakeClock clock;
    ScriptedClient client{clock};
    RunController controller;
    QList<RunOutcome> outcomes;

    explicit RunFixture(const ModelFacts &facts = {}, AnswerCache *cache = nullptr)
        : RunFixture([facts](const ModelRef &) { return facts; }, cache)
    {}

    explicit RunFixture(const ModelLookup &lookup, AnswerCache *cache = nullptr)
        : controller(client, clock, lookup, cache)
    {
        script({}, QStringLiteral("+10 \"an answer\" ok"));
        QObject::connect(&controller, &RunController::finished, &controller,
                         [this](RunOutcome outcome) { outcomes.append(outcome); });
    }

    /// What "m/name" does, first to last call; every model without a script when the name is empty.
    void script(const QString &name, const QString &text) { script(name, QStringList{text}); }

    void script(const QString &name, const QStringList &texts)
    {
        QList<CallScript> scripts;
        for (const QString &text : texts)
            scripts.append(CallScript::parse(text));
        if (name.isEmpty())
            client.setDefault(scripts.constFirst());
        else
            client.setScripts(model(name), scripts);
    }

    void playToEnd()
    {
        while (clock.advanceToNextAlarm()) {
        }
    }

    /// "a b s": the models that were asked, in order.
    [[nodiscard]] QString asked() const
    {
        QStringList names;
        for (const ChatRequest &request : client.requests())
            names.append(request.model.model);
        return names.join(u' ');
    }
};

} // namespace tributary::enginetest
