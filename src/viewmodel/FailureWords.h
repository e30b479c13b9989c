// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Error.h"
#include "run/RunState.h"

#include <QString>

namespace tributary {

/// The end of "Failed: ...": "rate limit", "key refused".
QString failureWord(ErrorKind kind);
/// One or two sentences for a card: what happened to `agent` ("B") and what it means.
QString failureSentence(const QString &agent, const Error &error);
/// What "Details" shows: the kind's wire name, the provider's words, every attempt that failed.
QString failureDetail(const AgentState &agent);
/// Why an agent was not asked, one sentence; `agentLayer` from 0.
QString skipSentence(SkipReason reason, int agentLayer);

/// Only the key is at fault; another attempt with the same key is of no use.
bool isAboutKey(ErrorKind kind);

} // namespace tributary
