// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Clock.h"
#include "base/Id.h"
#include "base/ModelRef.h"

#include <QList>
#include <QStringList>

#include <optional>

/// The layer graph as a value: layers of agents, no pointers between them, edges name ids.
namespace tributary {

/// Sampling parameters of a call. nullopt is "leave it to the provider": the parameter is not sent.
struct Sampling
{
    std::optional<double> temperature = 0.7;
    std::optional<double> topP;
    std::optional<int> maxTokens = 2048;
    std::optional<qint64> seed;
    QStringList stop;

    bool operator==(const Sampling &) const = default;
};

/// One model with its settings at one place. Identity is the id, never the model: the same model may stand in a graph
/// many times.
struct Agent
{
    AgentId id;
    ModelRef model;
    QString name;
    QString systemPrompt;
    Sampling sampling;
    /// Reasoning effort in the provider's own word ("low", "high"); nullopt leaves it to the model.
    std::optional<QString> reasoning;
    /// Which agents of the layer before are read; nullopt is "all", also of those added later.
    std::optional<QList<AgentId>> references;
    bool muted = false;
    /// Longest silence: until the first byte, then between bytes.
    Milliseconds timeout{120'000};
    /// Bounds all attempts and fallbacks together; nullopt: unbounded.
    std::optional<Milliseconds> deadline;
    /// Asked in this order when the model before failed for good.
    QList<ModelRef> fallbacks;

    bool operator==(const Agent &) const = default;
};

/// When a layer may go on without its stragglers.
struct Quorum
{
    /// Usable answers that are needed; capped by the agents that are asked.
    int atLeast = 2;
    /// Time left to the stragglers once that many have arrived.
    Milliseconds grace{15'000};

    bool operator==(const Quorum &) const = default;
};

struct Layer
{
    QList<Agent> agents;
    /// nullopt: wait for every agent to settle.
    std::optional<Quorum> quorum;
    /// Not asked; the next layer reads what this one would have read.
    bool bypassed = false;

    bool operator==(const Layer &) const = default;
};

/// How references are put into a prompt (design.md, section 7).
struct Packing
{
    enum class Role { User, System };
    enum class Names { Hidden, Shown };
    enum class Order { Shuffled, Graph };
    enum class Overflow { Ask, DropLongest, Shorten };

    Role role = Role::User;
    Names names = Names::Hidden;
    Order order = Order::Shuffled;
    Overflow overflow = Overflow::Ask;

    bool operator==(const Packing &) const = default;
};

struct GraphPolicy
{
    /// Further attempts of a call after a failure that may pass.
    int retries = 3;
    std::optional<double> budgetUsd;
    /// Reserved: kept as read, not acted on.
    std::optional<double> earlyExit;
    /// Whether an agent that takes far longer than its model usually does is asked a second time.
    bool hedging = false;

    bool operator==(const GraphPolicy &) const = default;
};

/// The last layer holds one or more aggregators; each writes a synthesis, the first is the main one.
struct Graph
{
    QString name;
    QString description;
    QList<Layer> layers;
    Packing packing;
    GraphPolicy policy;

    bool operator==(const Graph &) const = default;
};

/// Where an agent stands, counted from 0; the UI counts layers from 1.
struct AgentPlace
{
    qsizetype layer = 0;
    qsizetype index = 0;

    bool operator==(const AgentPlace &) const = default;
};

std::optional<AgentPlace> findAgent(const Graph &graph, const AgentId &id);

/// The letter of a proposer at `index` in its layer: A ... Z, AA, AB ... The aggregator has the sign U+03A3 and no
/// letter; it is told by standing in the last layer.
QString agentLetter(qsizetype index);

} // namespace tributary
