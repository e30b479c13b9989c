// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/ChatMessage.h"
#include "base/Result.h"

#include <QByteArray>

#include <optional>

namespace tributary {

/// What the demo takes from the body of a Chat Completions request.
struct DemoRequest
{
    QString model;
    ChatMessages messages;
    bool stream = false;
    bool includeUsage = false;
    std::optional<qint64> seed;
    /// Tokens that the answer may have; nullopt: as many as it takes.
    std::optional<qint64> maxTokens;

    [[nodiscard]] QString lastUserMessage() const;
    /// All messages in one text.
    [[nodiscard]] QString everything() const;

    bool operator==(const DemoRequest &) const = default;
};

/// BadRequest names the member that is wrong.
Result<DemoRequest> readDemoRequest(const QByteArray &body);

} // namespace tributary
