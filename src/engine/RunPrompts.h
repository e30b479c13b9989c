// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/ModelFacts.h"
#include "engine/RunRequest.h"
#include "graph/Packing.h"
#include "provider/ChatRequest.h"
#include "run/RunState.h"

namespace tributary {

/// The prompts of one run: what each call asks, given the answers so far.
class RunPrompts
{
public:
    RunPrompts() = default;
    RunPrompts(const RunRequest &request, const Plan &plan, const ModelLookup &lookup);

    /// What asking `model` for this call says. Nothing that a call reads changes once its layer has begun, so neither
    /// does the prompt.
    [[nodiscard]] Result<PackedPrompt> pack(const PlannedCall &call, const ModelRef &model,
                                            const RunState &state) const;
    /// The same with fences that are equal in every run, for the cache; never sent.
    [[nodiscard]] Result<PackedPrompt> packForCache(const PlannedCall &call, const ModelRef &model,
                                                    const RunState &state) const;

    [[nodiscard]] ModelFacts factsOf(const ModelRef &model) const;

private:
    [[nodiscard]] Result<PackedPrompt> packWith(const QString &nonce, const PlannedCall &call, const ModelRef &model,
                                                const RunState &state) const;
    [[nodiscard]] QList<Reference> referencesOf(const PlannedCall &call, const RunState &state) const;

    Packing m_packing;
    QString m_prompt;
    QString m_nonce;
    quint64 m_seed = 0;
    AttachmentBlock m_attachments;
    QList<Turn> m_conversation;
    /// As the graph names them; empty where it does not.
    QHash<AgentId, QString> m_names;
    ModelLookup m_lookup;
};

/// What a model is asked when it stands at the agent's place.
ChatRequest toChatRequest(const Agent &agent, const ModelRef &model, const ChatMessages &messages);

} // namespace tributary
