// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/RunMessages.h"

#include "base/Formatting.h"
#include "viewmodel/FailureWords.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tributary {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(RunMessages)
};

struct Proposals
{
    QList<AgentId> failed;
    QStringList usable;
    qsizetype asked = 0;
};

/// Of one planned layer.
Proposals proposalsOf(const RunScene &scene, const PlannedLayer &layer)
{
    Proposals proposals;
    for (const PlannedCall &call : layer.calls) {
        const AgentState &agent = scene.run.agent(call.agent.id);
        ++proposals.asked;
        if (agent.isUsable())
            proposals.usable.append(scene.letterOf(call.agent.id));
        else if (agent.status == AgentStatus::Failed)
            proposals.failed.append(call.agent.id);
    }
    return proposals;
}

/// The layer whose answers are too few: the last one that was asked.
const PlannedLayer *layerOfQuorum(const RunScene &scene)
{
    const PlannedLayer *found = nullptr;
    for (const PlannedLayer &layer : scene.plan.layers) {
        const bool asked = std::ranges::any_of(
            layer.calls, [&](const PlannedCall &call) { return isSettled(scene.run.agent(call.agent.id).status); });
        if (asked)
            found = &layer;
    }
    return found;
}

Message quorumMessage(const RunScene &scene)
{
    const PlannedLayer *layer = layerOfQuorum(scene);
    const Proposals proposals = layer ? proposalsOf(scene, *layer) : Proposals{};
    Message message{u"quorum"_s, Tone::Warning, {}};
    message.dismissible = false;
    if (proposals.usable.isEmpty()) {
        message.text = Words::tr("None of %1 answers arrived.").arg(proposals.asked);
    } else {
        const QString names = joinWords(proposals.usable);
        message.text = Words::tr("Only %1 of %2 answers arrived. Continue with %3?")
                           .arg(proposals.usable.size())
                           .arg(proposals.asked)
                           .arg(proposals.usable.size() == 1 ? Words::tr("%1 alone").arg(names) : names);
        message.actions.append({Action::Kind::ContinueWithFewer, Words::tr("Continue")});
    }
    message.actions.append({Action::Kind::TryFailedAgain, Words::tr("Try failed again")});
    message.actions.append({Action::Kind::StopRun, Words::tr("Stop run")});
    return message;
}

/// Letters repeat in every layer, so graphs with several layers of proposers say which one.
QString failedText(const RunScene &scene, const Proposals &proposals, int layer)
{
    QStringList letters;
    for (const AgentId &id : proposals.failed)
        letters.append(scene.letterOf(id));
    QString names = joinWords(letters);
    if (scene.plan.layers.size() > 2)
        names = Words::tr("%1 in layer %2").arg(names).arg(layer + 1);
    if (letters.size() > 1)
        return Words::tr("%1 failed.").arg(names);
    const Error error = scene.run.agent(proposals.failed.first()).error.value_or(Error{});
    return Words::tr("%1 failed: %2.").arg(names, failureWord(error.kind));
}

QString consequenceText(const RunScene &scene, const Proposals &proposals, bool nextIsLast)
{
    const QString names = joinWords(proposals.usable);
    if (!scene.isRunning() && scene.run.outcome != RunOutcome::Synthesis)
        return Words::tr("Answers that arrived are kept.");
    if (nextIsLast && !scene.isRunning())
        return Words::tr("The synthesis used %1.").arg(names);
    return nextIsLast ? Words::tr("The run goes on with the others.") : Words::tr("The next layer reads the others.");
}

Message failedMessage(const RunScene &scene, const Proposals &proposals, const PlannedLayer &layer, bool nextIsLast)
{
    Message message{u"proposer-failed-%1"_s.arg(layer.layer), Tone::Warning, {}};
    message.text = failedText(scene, proposals, layer.layer) + u' ' + consequenceText(scene, proposals, nextIsLast);
    const AgentId first = proposals.failed.first();
    const AgentState &state = scene.run.agent(first);
    if (state.error && isAboutKey(state.error->kind)) {
        message.actions.append({Action::Kind::EditKey, Words::tr("Edit key"), first, {}, state.model.provider});
    } else if (!scene.isRunning()) {
        const QString text = proposals.failed.size() > 1
                                 ? Words::tr("Try them again and redo synthesis")
                                 : Words::tr("Try %1 again and redo synthesis").arg(scene.letterOf(first));
        message.actions.append({Action::Kind::TryAgain, text, first, proposals.failed});
    }
    message.actions.append({Action::Kind::Details, Words::tr("Details"), first});
    return message;
}

/// Layers where somebody failed and somebody did not; when nobody answered, the synthesis pane says so.
QList<Message> failedMessages(const RunScene &scene)
{
    QList<Message> messages;
    for (qsizetype i = 0; i + 1 < scene.plan.layers.size(); ++i) {
        const PlannedLayer &layer = scene.plan.layers[i];
        const Proposals proposals = proposalsOf(scene, layer);
        if (!proposals.failed.isEmpty() && proposals.failed.size() < proposals.asked &&
            (scene.isRunning() || !proposals.usable.isEmpty()))
            messages.append(failedMessage(scene, proposals, layer, i + 2 == scene.plan.layers.size()));
    }
    return messages;
}

Message budgetMessage(const RunScene &scene)
{
    Message message{u"budget"_s, Tone::Error, {}};
    const std::optional<double> budget = scene.plan.policy.budgetUsd;
    message.text = budget ? Words::tr("Budget reached: %1 of %2 for this run. Finished answers are kept.")
                                .arg(formatMoney(scene.run.costUsd), formatMoney(*budget))
                          : Words::tr("Budget reached. Finished answers are kept.");
    message.actions.append({Action::Kind::RaiseBudget, Words::tr("Run without a budget")});
    return message;
}

QList<AgentId> agentsWithoutKey(const RunScene &scene, const ProviderDirectory::Entry &entry)
{
    QList<AgentId> ids;
    for (const Layer &layer : scene.graph.layers) {
        for (const Agent &agent : layer.agents) {
            if (!agent.muted && !layer.bypassed && agent.model.provider == entry.provider.id)
                ids.append(agent.id);
        }
    }
    return ids;
}

Message keyMessage(const RunScene &scene, const ProviderDirectory::Entry &entry, const QList<AgentId> &ids)
{
    QStringList letters;
    QList<AgentId> mutable_;
    for (const AgentId &id : ids) {
        letters.append(scene.letterOf(id));
        if (!scene.isAggregator(id))
            mutable_.append(id);
    }
    const ProviderId &provider = entry.provider.id;
    Message message{u"key-missing-"_s + provider.value, Tone::Error, {}};
    const QString names = joinWords(letters);
    message.text = ids.size() == 1 ? Words::tr("%1 has no key. Agent %2 cannot run.")
                                   : Words::tr("%1 has no key. Agents %2 cannot run.");
    message.text = message.text.arg(scene.providers.nameOf(provider), names);
    message.actions.append({Action::Kind::EditKey, Words::tr("Add key"), {}, {}, provider});
    if (mutable_.size() == ids.size())
        message.actions.append({Action::Kind::MuteAgents, Words::tr("Mute %1").arg(names), {}, mutable_});
    return message;
}

bool hasAgentWithoutModel(const Graph &graph)
{
    return std::ranges::any_of(graph.layers, [](const Layer &layer) {
        return std::ranges::any_of(layer.agents, [](const Agent &agent) { return agent.model.isEmpty(); });
    });
}

/// Presets are not filled with models that could not be asked, so somebody has to say why they are not there.
Message uselessModelsMessage(const ProviderDirectory &providers, const ProviderId &provider)
{
    Message message{u"key-missing-"_s + provider.value, Tone::Warning, {}};
    message.text = Words::tr("%1 has no key, so its models cannot be used yet.").arg(providers.nameOf(provider));
    message.actions.append({Action::Kind::EditKey, Words::tr("Add key"), {}, {}, provider});
    return message;
}

bool usesDemo(const Graph &graph, const ProviderDirectory &providers)
{
    return std::ranges::any_of(graph.layers, [&](const Layer &layer) {
        return std::ranges::any_of(layer.agents, [&](const Agent &agent) { return providers.isDemo(agent.model); });
    });
}

} // namespace

QList<Message> runMessages(const RunScene &scene)
{
    if (scene.isReplayed)
        return {};
    if (scene.run.phase == RunState::Phase::AwaitingDecision)
        return {quorumMessage(scene)};
    QList<Message> messages = failedMessages(scene);
    if (scene.run.outcome == RunOutcome::BudgetStopped)
        messages.prepend(budgetMessage(scene));
    return messages;
}

QList<Message> setupMessages(const Graph &graph, const Setup &setup)
{
    RunScene scene;
    scene.graph = graph;
    scene.providers = setup.providers;
    QList<Message> messages;
    for (const ProviderDirectory::Entry &entry : setup.providers.entries) {
        const QList<AgentId> ids = entry.hasKey ? QList<AgentId>{} : agentsWithoutKey(scene, entry);
        if (!ids.isEmpty())
            messages.append(keyMessage(scene, entry, ids));
        else if (!entry.hasKey && hasAgentWithoutModel(graph))
            messages.append(uselessModelsMessage(setup.providers, entry.provider.id));
    }
    if (!setup.online) {
        messages.append(
            {u"offline"_s, Tone::Warning, Words::tr("You are offline. Local models and the demo still work.")});
    }
    if (usesDemo(graph, setup.providers)) {
        messages.append({u"demo"_s,
                         Tone::Active,
                         Words::tr("Demo: recorded answers, no network, no cost."),
                         {{Action::Kind::ConnectProvider, Words::tr("Connect a provider")}}});
    }
    return messages;
}

} // namespace tributary
