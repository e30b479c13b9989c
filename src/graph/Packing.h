// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/ChatMessage.h"
#include "graph/AttachmentBlock.h"
#include "graph/Plan.h"
#include "graph/PromptContext.h"

#include <QList>
#include <QString>

namespace tributary {

/// An answer given to the next layer. Only usable answers become references.
struct Reference
{
    AgentId agent;
    /// Shown to the model only when Packing::Names::Shown.
    QString name;
    QString text;

    bool operator==(const Reference &) const = default;
};

struct PackingRequest
{
    PlannedCall call;
    Packing packing;
    QString prompt;
    /// In graph order.
    QList<Reference> references;
    /// Random per run, letters and digits; fences carry it so that no answer can close them.
    QString nonce;
    /// Random per run; the order of references is a function of it and the agent.
    quint64 seed = 0;
    /// Tokens that the model accepts; nullopt: unknown, nothing is shortened.
    std::optional<qint64> contextTokens;
    /// Opens the first message of the user, in every packing: the files are the same for all calls.
    AttachmentBlock attachments = {};
    /// Stands before the prompt as messages of user and assistant, oldest first.
    QList<Turn> conversation = {};
};

/// Characters of a prompt that are accepted; far above every model's context, so what is longer is a mistake.
inline constexpr qsizetype longestPrompt = 2'000'000;

/// The messages of one call and what was done to the references to make them fit.
struct PackedPrompt
{
    ChatMessages messages;
    /// The references in the order given to the model.
    QList<AgentId> order;
    QList<AgentId> dropped;
    QList<AgentId> shortened;
    qint64 estimatedTokens = 0;

    bool operator==(const PackedPrompt &) const = default;
};

/// Packs references into a prompt (design.md, section 7; the instruction's clauses: methods.md, section 1.2). Without
/// references, attachments and conversation the messages are the agent's system prompt and the user's prompt. Room for
/// the answer (maxTokens) is kept within the context. ContextTooLong when it does not fit and Overflow::Ask, or when
/// even the policy's last resort is too long; the message has both numbers.
Result<PackedPrompt> pack(const PackingRequest &request);

/// Our wording of the aggregate-and-synthesize instruction.
QString aggregateAndSynthesizeInstruction();

} // namespace tributary
