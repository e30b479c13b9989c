// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/CredentialStore.h"

#include <QCoreApplication>

namespace tributary {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tributary::CredentialStore)
};

Result<Secret> checked(const Secret &key, const QString &missing)
{
    if (key.isEmpty())
        return fail(ErrorKind::KeyMissing, missing);
    if (!key.fitsInHeader())
        return fail(ErrorKind::KeyMissing,
                    Text::tr("The key holds line breaks or control characters; copy it again without them."));
    return key;
}

} // namespace

Result<Secret> CredentialStore::keyFor(const Provider &provider) const
{
    if (const auto session = m_session.constFind(provider.id); session != m_session.cend())
        return checked(*session, {});
    switch (provider.key.kind) {
    case KeySource::Kind::None:
        return Secret();
    case KeySource::Kind::Session:
        return fail(ErrorKind::KeyMissing, Text::tr("%1 has no key; enter one for this session.").arg(provider.name));
    case KeySource::Kind::Environment:
        return checked(Secret(qgetenv(provider.key.variable.toUtf8().constData())),
                       Text::tr("%1 has no key: the environment variable %2 is not set.")
                           .arg(provider.name, provider.key.variable));
    case KeySource::Kind::Keyring:
        return fail(ErrorKind::KeyMissing,
                    Text::tr("%1 has no key: this build does not read the keyring; use an environment variable "
                             "(\"env:NAME\") or enter the key for this session.")
                        .arg(provider.name));
    }
    Q_UNREACHABLE();
}

void CredentialStore::setSessionKey(const ProviderId &provider, const Secret &key)
{
    if (key.isEmpty())
        m_session.remove(provider);
    else
        m_session.insert(provider, key);
}

bool CredentialStore::hasSessionKey(const ProviderId &provider) const
{
    return m_session.contains(provider);
}

} // namespace tributary
