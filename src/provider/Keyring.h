// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Secret.h"

#include <QObject>
#include <QString>

#include <functional>
#include <memory>
#include <optional>

namespace tributary {

enum class KeyringProblem {
    NotFound, ///< it holds no such entry
    Locked,   ///< nobody unlocked it
    Refused,  ///< a person or the system said no
    Missing,  ///< this system has none, or it does not run
    Broken,   ///< anything else
};

/// What came of a request to the keyring.
struct KeyringAnswer
{
    /// Of a reading that went well.
    Secret key;
    /// Nothing: it went well.
    std::optional<KeyringProblem> problem;
    /// What the system said, for the error's detail.
    QString words;
};

/// The system's keyring. Entries are named by us and belong to this program.
class Keyring
{
public:
    using Done = std::function<void(const KeyringAnswer &)>;

    Keyring() = default;
    virtual ~Keyring() = default;
    Q_DISABLE_COPY_MOVE(Keyring)

    /// `done` is called once, through the event loop, unless `context` is gone by then. A locked keyring that nobody
    /// unlocks never answers.
    virtual void read(const QString &entry, QObject *context, const Done &done) = 0;
    virtual void write(const QString &entry, const Secret &key, QObject *context, const Done &done) = 0;
    virtual void remove(const QString &entry, QObject *context, const Done &done) = 0;
};

/// Secret Service or KWallet, Keychain, Credential Manager: never a file of ours.
std::unique_ptr<Keyring> makeSystemKeyring();

} // namespace tributary
