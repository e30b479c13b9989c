// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "provider/CapabilityRule.h"
#include "provider/ChatRequest.h"
#include "provider/Provider.h"

#include <QSet>

namespace tributary {

/// How one model at one provider wants to be asked.
struct ModelRules
{
    QList<ModelParameter> refused = {};
    QList<QList<ModelParameter>> exclusive = {};
    QString maxTokensName = QStringLiteral("max_tokens");
    QString seedName = QStringLiteral("seed");
    QByteArray keyField = "Authorization";
    /// nullopt: as the dialect does it by default.
    std::optional<ReasoningStyle> reasoningStyle = {};
    std::optional<double> highestTemperature = {};
    int usualMaxTokens = 8192;
    bool padded = false;

    bool operator==(const ModelRules &) const = default;
};

/// The table's rules and then the provider's own, for this request.
ModelRules rulesFor(const ChatRequest &request, const Provider &provider);

/// A request without what its model refuses.
struct TailoredRequest
{
    ChatRequest request;
    ModelRules rules;
    /// A sentence for every difference that a person asked otherwise for.
    QStringList notices = {};

    bool operator==(const TailoredRequest &) const = default;
};

/// `dropped`: parameters, as the dialect names them, that this model was seen to refuse. (For a refused "max_tokens"
/// its other name is tried first.)
TailoredRequest tailor(const ChatRequest &request, const Provider &provider, const QSet<QString> &dropped);

} // namespace tributary
