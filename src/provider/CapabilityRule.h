// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/JsonReader.h"
#include "provider/DialectKind.h"

#include <QJsonObject>
#include <QList>
#include <QStringList>

#include <optional>

namespace tributary {

/// A part of a request that a model may refuse.
enum class ModelParameter {
    Temperature,
    TopP,
    MaxTokens,
    Seed,
    Stop,
    Reasoning,
    SystemPrompt,
    StreamUsage, ///< asking for usage in the stream
};

/// How a service wants to be told how much a model shall think.
enum class ReasoningStyle {
    Effort,   ///< "reasoning_effort"
    Object,   ///< "reasoning": {"effort"}
    Thinking, ///< "thinking": {"type"} and "reasoning_effort"
    Template, ///< "chat_template_kwargs": {"enable_thinking"}
    Adaptive, ///< "thinking": {"type": "adaptive"} and "output_config": {"effort"}
    Budget,   ///< a number of tokens
    Level,    ///< "thinkingLevel"
};

/// One entry of the capability table, or of a provider's "rules": which requests it speaks of, and what is different
/// with them. Later rules win over earlier ones.
struct CapabilityRule
{
    // Which requests; what is empty holds for all.
    QList<DialectKind> dialects = {};
    /// The host of the address, or the end of it behind a dot.
    QStringList hosts = {};
    /// A regular expression that is searched for in the model's id.
    QString models = {};
    /// The asked reasoning effort is one of these; "on": any but "none".
    QStringList reasoning = {};

    // What is different.
    QList<ModelParameter> refuses = {};
    QList<ModelParameter> accepts = {};
    /// Only the first of these that is set is sent.
    QList<ModelParameter> exclusive = {};
    std::optional<QString> maxTokensName = {};
    std::optional<QString> seedName = {};
    /// The header field that the key stands in; "Authorization": as a bearer token.
    std::optional<QString> keyField = {};
    std::optional<ReasoningStyle> reasoningStyle = {};
    std::optional<double> highestTemperature = {};
    /// Sent when the dialect demands a limit and none is set.
    std::optional<int> usualMaxTokens = {};
    /// Chunks are padded with random text unless told not to.
    std::optional<bool> padded = {};

    bool operator==(const CapabilityRule &) const = default;
};

/// The rules in `member` of a file; what is wrong with them is a problem of the reader.
QList<CapabilityRule> readCapabilityRules(JsonReader &reader, const char *member);
QJsonObject toJson(const CapabilityRule &rule);

/// What is known of models and services, dated (resources/models/capabilities.json).
const QList<CapabilityRule> &capabilityTable();

} // namespace tributary
