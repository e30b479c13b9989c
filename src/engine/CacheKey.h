// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "provider/ModelClient.h"
#include "run/AnswerCache.h"

namespace tributary {

/// A question to a model with everything that decides its answer, and nothing else: not the provider's name here, not
/// the agent, not prices or time limits.
struct CacheQuestion
{
    ModelEndpoint endpoint;
    /// Its messages are packed with fences that are the same in every run; a run's own fences are random and say
    /// nothing.
    ChatRequest request;
    /// The k-th identical question of one run, from 0: asking a model three times wants three samples.
    int sample = 0;
};

/// The bytes that identify a question. Fields in this order, each as "name=length:bytes" and a line feed, the length
/// being that of the UTF-8 bytes:
///
///     tributary-answer=1:1, address, dialect, model (without the provider), then of the parameters those that are sent
///     (temperature, topP, maxTokens, seed, reasoning, and stop once per word), then per message its role ("system",
///     "user", "assistant") as the name and its text, then sample.
///
/// Numbers are decimal, the shortest text that reads back as the same number.
QByteArray canonicalBytes(const CacheQuestion &question);

/// SHA-256 of the canonical bytes.
CacheKey cacheKey(const CacheQuestion &question);

} // namespace tributary
