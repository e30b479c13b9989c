// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Usage.h"

#include <QJsonObject>

namespace tributary {

/// The "usage" object of a Chat Completions server in our six numbers. Servers disagree on whether reasoning tokens
/// are part of "completion_tokens"; the reading whose sum is "total_tokens" wins, else they are part of it.
Usage readChatUsage(const QJsonObject &usage);
/// What llama-server's "timings" tell when there is no usage.
Usage readLlamaTimings(const QJsonObject &timings);

} // namespace tributary
