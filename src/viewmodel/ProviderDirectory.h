// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "provider/Provider.h"

#include <QList>

namespace tributary {

/// The providers a person can use now. A value; whoever reads keys and files makes it.
struct ProviderDirectory
{
    struct Entry
    {
        Provider provider;
        /// False when the provider needs a key and none is stored.
        bool hasKey = true;
        /// The built-in demo: recorded answers, no network.
        bool isDemo = false;
        /// What its service lists, to choose from where the provider itself names no models.
        QList<ProviderModel> listed = {};

        bool operator==(const Entry &) const = default;
    };

    QList<Entry> entries;

    [[nodiscard]] const Entry *find(const ProviderId &id) const;
    /// The provider's name, else its id.
    [[nodiscard]] QString nameOf(const ProviderId &id) const;
    [[nodiscard]] bool isDemo(const ModelRef &model) const;
    /// What the providers know of models, for validation and estimates.
    [[nodiscard]] ModelLookup lookup() const;

    bool operator==(const ProviderDirectory &) const = default;
};

} // namespace tributary
