// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "provider/Provider.h"
#include "provider/ServicePreset.h"
#include "viewmodel/RunDisplay.h"

namespace tributary {

/// Where a person wants a key to be kept.
enum class KeyPlace {
    Keyring,     ///< the system's
    Session,     ///< in memory, until the program ends
    Environment, ///< in a variable that the program reads
    None,        ///< the server asks for none
};

/// A place as a picker shows it.
struct KeyPlaceChoice
{
    KeyPlace place = KeyPlace::Keyring;
    QString text;

    bool operator==(const KeyPlaceChoice &) const = default;
};

/// What a person has typed about a provider. The key is not part of it.
struct ProviderForm
{
    QString name;
    QString address;
    KeyPlace keyPlace = KeyPlace::Keyring;
    /// Read when keyPlace is Environment.
    QString variable;
    /// Plain http to another machine is accepted.
    bool allowInsecure = false;
    DialectKind dialect = DialectKind::ChatCompletions;
    /// Calls at a time.
    int parallel = 8;
    /// nullopt: as much as the provider allows.
    std::optional<qint64> requestsPerMinute = {};
    std::optional<qint64> tokensPerMinute = {};
    /// nullopt: the usual ones.
    std::optional<int> retries = {};
    std::optional<qint64> timeoutMs = {};

    bool operator==(const ProviderForm &) const = default;
};

enum class ProviderField { Name, Address, Key, Models };

/// A sentence below a field; empty when there is nothing to say.
struct FieldNote
{
    QString text;
    Tone tone = Tone::Neutral;
    /// The form cannot be saved like this.
    bool blocks = false;

    bool operator==(const FieldNote &) const = default;
};

/// What an address as typed stands for.
struct AddressReading
{
    /// Empty when it cannot be used.
    QUrl url;
    FieldNote note;
    /// The note is about plain http to another machine, which ProviderForm::allowInsecure permits.
    bool isInsecure = false;
};

/// Completes a missing scheme and repairs what people paste (see cleanBaseUrl), and says so.
AddressReading readAddress(const ProviderForm &form);
/// Still being typed: "htt", "http://local". It is too early to object.
bool isUnfinishedAddress(const QString &typed);
FieldNote noteOfVariable(const QString &variable);
/// `others`: the names already taken.
FieldNote noteOfName(const QString &name, const QStringList &others);

ProviderForm formOf(const Provider &provider);
/// Of a well-known service: its key goes to the variable that is set, else to the keyring.
ProviderForm formOf(const ServicePreset &service);
KeySource keySourceOf(const ProviderForm &form);
/// "Together AI" becomes "together-ai", with a number when that is taken. Never the demo's id.
ProviderId freeProviderId(const QString &name, const QList<Provider> &taken);

/// A protocol as a picker shows it.
struct DialectChoice
{
    DialectKind dialect = DialectKind::ChatCompletions;
    QString text;

    bool operator==(const DialectChoice &) const = default;
};

QList<DialectChoice> dialectChoices();
/// What is spoken at the well-known server of this address; nullopt when it is none.
std::optional<DialectKind> dialectAt(const QString &address);

} // namespace tributary
