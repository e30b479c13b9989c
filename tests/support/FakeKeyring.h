// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "provider/Keyring.h"

#include <QHash>
#include <QStringList>

namespace tributary {

/// A keyring in memory: answers through the event loop, with the problem it is told to have, or not at all.
class FakeKeyring final : public Keyring
{
public:
    void read(const QString &entry, QObject *context, const Done &done) override
    {
        asked.append(QStringLiteral("read ") + entry);
        const bool found = entries.contains(entry);
        answer(context, done,
               {Secret(entries.value(entry)), found ? problem : problem.value_or(KeyringProblem::NotFound), words});
    }

    void write(const QString &entry, const Secret &key, QObject *context, const Done &done) override
    {
        asked.append(QStringLiteral("write ") + entry);
        if (!problem && !isSilent)
            entries.insert(entry, key.reveal());
        answer(context, done, {{}, problem, words});
    }

    void remove(const QString &entry, QObject *context, const Done &done) override
    {
        asked.append(QStringLiteral("remove ") + entry);
        const bool found = entries.contains(entry);
        if (!problem && !isSilent)
            entries.remove(entry);
        answer(context, done, {{}, found ? problem : problem.value_or(KeyringProblem::NotFound), words});
    }

    QHash<QString, QByteArray> entries;
    /// Of every answer from now on.
    std::optional<KeyringProblem> problem;
    QString words;
    /// Locked, and nobody there to unlock it: no answer ever.
    bool isSilent = false;
    QStringList asked;

private:
    void answer(QObject *context, const Done &done, const KeyringAnswer &result) const
    {
        if (!isSilent)
            QMetaObject::invokeMethod(
                context, [done, result] { done(result); }, Qt::QueuedConnection);
    }
};

} // namespace tributary
