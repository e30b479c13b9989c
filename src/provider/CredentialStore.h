// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "base/Secret.h"
#include "provider/Keyring.h"
#include "provider/Provider.h"

#include <QHash>
#include <QList>
#include <QPointer>

#include <functional>

namespace tributary {

/// What is known of a provider's key.
enum class KeyState {
    Known,   ///< there is one, or the provider needs none
    Unknown, ///< the keyring was not asked yet
    Waiting, ///< the keyring was asked and has not answered
    Missing, ///< there is none, or the keyring did not give it
};

/// Finds the key of a provider where its configuration says it is. Keys are read when they are needed and then held in
/// memory until the program ends; a key given for this session goes before the configured place.
///
/// An entry of the keyring belongs to a provider's id and its server together, so that a providers file from somebody
/// else cannot send a known id's key to another host.
class CredentialStore : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(const Result<Secret> &)>;

    /// Without a keyring: what is kept there counts as missing.
    explicit CredentialStore(QObject *parent = nullptr);
    /// Both must outlive the store.
    CredentialStore(Keyring &keyring, const Clock &clock, QObject *parent = nullptr);
    ~CredentialStore() override;

    /// At once: the key, empty when the provider needs none. KeyMissing: there is none, or it is not known yet (see
    /// stateOf); the message says what to do.
    [[nodiscard]] Result<Secret> keyFor(const Provider &provider) const;
    [[nodiscard]] KeyState stateOf(const Provider &provider) const;

    /// Calls `done` once, through the event loop, unless `context` is gone by then. Asks the keyring when the key is
    /// not known; a keyring that nobody unlocks ends the wait after half a minute.
    void whenKnown(const Provider &provider, QObject *context, const Done &done);
    /// Asks the keyring for the keys that are not known, so that they are there when they are needed.
    void prefetch(const QList<Provider> &providers);

    /// Kept until the program ends, whatever the provider's configured source; an empty key forgets it.
    void setSessionKey(const ProviderId &provider, const Secret &key);
    [[nodiscard]] bool hasSessionKey(const ProviderId &provider) const;

    /// Writes the key to the keyring and calls `done` with what became of it. In memory it counts from now on.
    void keep(const Provider &provider, const Secret &key, QObject *context, const Done &done);
    /// Forgets the provider's key: in memory, and in the keyring when it is configured to be there. `done` may be
    /// empty; an entry that was not there is no error.
    void forget(const Provider &provider, QObject *context, const Done &done = {});

Q_SIGNALS:
    /// The answer of stateOf() changed.
    void keyStateChanged(const tributary::ProviderId &provider);

private:
    struct Waiter
    {
        QPointer<QObject> context;
        Done done;
    };

    /// One entry of the keyring.
    struct Entry
    {
        KeyState state = KeyState::Unknown;
        Secret key;
        Error error;
        QList<Waiter> waiters;
    };

    /// What to ask the keyring: the entry's name, the context of the answer, and whom to tell.
    using Request = std::function<void(const QString &, QObject *, const Keyring::Done &)>;

    [[nodiscard]] bool isKeyringAsked(const Provider &provider) const;
    void ask(const Provider &provider);
    void settle(const Provider &provider, const Result<Secret> &result);
    void send(const Provider &provider, const Request &request, const Keyring::Done &done);

    Keyring *m_keyring = nullptr;
    const Clock *m_clock = nullptr;
    QHash<ProviderId, Secret> m_session;
    QHash<QString, Entry> m_entries;
};

/// The name of a provider's entry in the keyring: "together at https://api.together.xyz".
QString keyringEntry(const Provider &provider);

} // namespace tributary
