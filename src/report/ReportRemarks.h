// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "report/RunReport.h"

#include <functional>

namespace tributary {

/// "temperature 0.7, at most 2,048 tokens"; what is left to the provider is not named.
QString describeParameters(const Agent &agent);

/// Why an agent has no answer, and what was not as asked: a sentence each. Without `messages` of providers when the
/// report is anonymous, because they name models and services.
QStringList describeRemarks(const AgentState &state, const std::function<QString(const AgentId &)> &labelOf,
                            bool anonymous);

/// How the run ended, one sentence.
QString describeOutcome(const RunState &state);

/// How sources were found and what the figures mean.
QStringList describeMethod(const RunReport &report);

} // namespace tributary
