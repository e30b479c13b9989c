// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Result.h"
#include "base/Secret.h"
#include "provider/Provider.h"

#include <QHash>

namespace tributary {

/// Finds the key of a provider where its configuration says it is. Keys given for this session live in memory only.
class CredentialStore
{
public:
    /// The key; an empty one when the provider needs none. KeyMissing: there is none; the message says where one was
    /// looked for.
    [[nodiscard]] Result<Secret> keyFor(const Provider &provider) const;

    /// Kept until the program ends, whatever the provider's configured source; an empty key forgets it.
    void setSessionKey(const ProviderId &provider, const Secret &key);
    [[nodiscard]] bool hasSessionKey(const ProviderId &provider) const;

private:
    QHash<ProviderId, Secret> m_session;
};

} // namespace tributary
