// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/RunPrompts.h"

#include "engine/Scheduler.h"

namespace tributary {

using namespace Qt::StringLiterals;

RunPrompts::RunPrompts(const RunRequest &request, const Plan &plan, const ModelLookup &lookup)
    : m_packing(plan.packing)
    , m_prompt(request.prompt)
    , m_nonce(request.nonce)
    , m_seed(request.seed)
    , m_attachments(attachmentBlock(request.attachments))
    , m_conversation(request.conversation)
    , m_lookup(lookup)
{
    for (const PlannedLayer &layer : plan.layers) {
        for (const PlannedCall &call : layer.calls)
            m_names.insert(call.agent.id, call.agent.name);
    }
}

Result<PackedPrompt> RunPrompts::pack(const PlannedCall &call, const ModelRef &model, const RunState &state) const
{
    return packWith(m_nonce, call, model, state);
}

Result<PackedPrompt> RunPrompts::packForCache(const PlannedCall &call, const ModelRef &model,
                                              const RunState &state) const
{
    return packWith(u"cache"_s, call, model, state);
}

Result<PackedPrompt> RunPrompts::packWith(const QString &nonce, const PlannedCall &call, const ModelRef &model,
                                          const RunState &state) const
{
    PackingRequest request;
    request.call = call;
    request.packing = m_packing;
    request.prompt = m_prompt;
    request.nonce = nonce;
    request.seed = m_seed;
    request.contextTokens = factsOf(model).contextTokens;
    request.references = referencesOf(call, state);
    request.attachments = m_attachments;
    request.conversation = m_conversation;
    return tributary::pack(request);
}

QList<Reference> RunPrompts::referencesOf(const PlannedCall &call, const RunState &state) const
{
    QList<Reference> references;
    const QList<AgentId> reads = usableReads(call, state);
    for (const AgentId &id : reads) {
        const QString name = m_names.value(id);
        references.append({id, name.isEmpty() ? state.agent(id).model.model : name, state.agent(id).answer});
    }
    return references;
}

ModelFacts RunPrompts::factsOf(const ModelRef &model) const
{
    return m_lookup ? m_lookup(model).value_or(ModelFacts{}) : ModelFacts{};
}

ChatRequest toChatRequest(const Agent &agent, const ModelRef &model, const ChatMessages &messages)
{
    return {model,
            messages,
            agent.sampling.temperature,
            agent.sampling.topP,
            agent.sampling.maxTokens,
            agent.sampling.seed,
            agent.sampling.stop,
            agent.reasoning};
}

} // namespace tributary
