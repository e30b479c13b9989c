// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Attachment.h"
#include "graph/Turn.h"

#include <QList>

namespace tributary {

/// What every agent is given beside the prompt.
struct PromptContext
{
    QList<Attachment> attachments = {};
    /// What the prompt continues, oldest first; empty: it stands alone.
    QList<Turn> conversation = {};

    [[nodiscard]] bool isEmpty() const { return attachments.isEmpty() && conversation.isEmpty(); }

    bool operator==(const PromptContext &) const = default;
};

/// Tokens that the context adds to every call, our words around it included.
qint64 contextTokens(const PromptContext &context);

} // namespace tributary
