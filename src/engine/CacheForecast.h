// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/ModelFacts.h"
#include "engine/RunRequest.h"
#include "provider/ModelClient.h"
#include "run/AnswerCache.h"

#include <QSet>

namespace tributary {

/// Which agents a run of this request would not ask, because of its prior answers and what the cache holds now. An
/// agent that reads others can be told only when all that it reads can. Empty when the graph cannot run. Asks the cache
/// once per agent; `request.nonce` plays no part.
QSet<AgentId> cachedAgents(const RunRequest &request, const ModelClient &client, const ModelLookup &lookup,
                           AnswerCache *cache);

} // namespace tributary
