// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/ChatMessage.h"
#include "base/Clock.h"
#include "base/ModelRef.h"

#include <QStringList>

#include <optional>

namespace tributary {

/// What a model is asked, before any dialect. Only what is set is sent.
struct ChatRequest
{
    ModelRef model;
    ChatMessages messages;
    std::optional<double> temperature;
    std::optional<double> topP;
    std::optional<int> maxTokens;
    std::optional<qint64> seed;
    QStringList stop;
    std::optional<QString> reasoningEffort;

    bool operator==(const ChatRequest &) const = default;
};

/// Every limit of a call, explicit.
struct CallLimits
{
    /// Further attempts after a failure that may pass and before any text was shown.
    int retries = 3;
    Milliseconds connectTimeout{15'000};
    /// Longest silence: until the first body byte, then between events.
    Milliseconds silence{120'000};
    /// Keep-alive comments extend a silence up to this.
    Milliseconds commentedSilence{600'000};
    /// All attempts together; nullopt: unbounded.
    std::optional<Milliseconds> deadline;
    /// A longer hint to wait ends the call instead of keeping a person waiting.
    Milliseconds longestWait{60'000};
    qint64 maxEventBytes = 32LL * 1024 * 1024;
    qint64 maxStreamBytes = 256LL * 1024 * 1024;

    bool operator==(const CallLimits &) const = default;
};

} // namespace tributary
