// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "provider/ChatRequest.h"
#include "provider/Provider.h"

#include <QSet>

namespace tributary {

/// How one service wants the parts of a request that servers name differently.
struct ServiceRules
{
    QString maxTokens = QStringLiteral("max_tokens");
    /// Empty: the service has no seed.
    QString seed = QStringLiteral("seed");
    /// Ask for usage in the stream; services that always send it may refuse the question.
    bool askForUsage = true;
    /// OpenAI pads chunks with random text unless told not to.
    bool refuseObfuscation = false;
    /// "reasoning": {"effort": ...} instead of "reasoning_effort".
    bool reasoningObject = false;
};

ServiceRules serviceRules(const QUrl &baseUrl);

/// Parameters that a model family refuses whatever their value, so that they are not sent.
QSet<QString> refusedParameters(const ChatRequest &request);

/// The family insists on "max_completion_tokens", wherever it is hosted.
bool countsReasoningAsOutput(const QString &model);

} // namespace tributary
