// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Id.h"
#include "base/ModelFacts.h"
#include "provider/CapabilityRule.h"

#include <QList>
#include <QString>
#include <QUrl>

namespace tributary {

/// As in the providers file: "chat-completions".
QString wireName(DialectKind dialect);
std::optional<DialectKind> dialectFromString(QStringView name);

/// Where a provider's key is. The key itself is never part of the configuration.
struct KeySource
{
    enum class Kind { Keyring, Environment, Session, None };

    Kind kind = Kind::Keyring;
    /// The variable's name when kind is Environment.
    QString variable;

    /// "keyring", "env:NAME", "session", "none".
    [[nodiscard]] QString toString() const;
    static std::optional<KeySource> fromString(QStringView text);

    bool operator==(const KeySource &) const = default;
};

struct ProviderModel
{
    QString id;
    std::optional<qint64> contextTokens;
    std::optional<double> inputUsdPerMTok;
    std::optional<double> outputUsdPerMTok;

    bool operator==(const ProviderModel &) const = default;
};

/// A service or local server that runs models, as configured.
struct Provider
{
    ProviderId id;
    QString name;
    DialectKind dialect = DialectKind::ChatCompletions;
    /// Without a trailing slash and without an endpoint path.
    QUrl baseUrl;
    KeySource key;
    /// Calls at a time.
    int parallel = 8;
    /// The user's own limits, in any minute; nullopt: as much as the provider allows.
    std::optional<qint64> requestsPerMinute = {};
    std::optional<qint64> tokensPerMinute = {};
    /// In place of the usual ones, where a graph does not ask for others: attempts after a failure that may pass, and
    /// how long a silence may be.
    std::optional<int> retries = {};
    std::optional<qint64> timeoutMs = {};
    /// False: switched off by a person; nobody is asked there, and no list shows its models.
    bool enabled = true;
    /// Plain http to another machine is refused unless this is set.
    bool allowInsecure = false;
    /// Empty: any model name is accepted, nothing is known of it.
    QList<ProviderModel> models;
    /// What its models want differently, beyond the table of capabilities; the last word.
    QList<CapabilityRule> rules;

    [[nodiscard]] bool isLoopback() const;

    bool operator==(const Provider &) const = default;
};

/// What the providers know of models, for validation and estimates. A snapshot: copies the providers.
ModelLookup makeModelLookup(const QList<Provider> &providers);

} // namespace tributary
