// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/ProviderDirectory.h"

#include <algorithm>

namespace tributary {

const ProviderDirectory::Entry *ProviderDirectory::find(const ProviderId &id) const
{
    const auto it = std::ranges::find_if(entries, [&](const Entry &entry) { return entry.provider.id == id; });
    return it == entries.end() ? nullptr : &*it;
}

QString ProviderDirectory::nameOf(const ProviderId &id) const
{
    const Entry *entry = find(id);
    return entry && !entry->provider.name.isEmpty() ? entry->provider.name : id.value;
}

bool ProviderDirectory::isDemo(const ModelRef &model) const
{
    const Entry *entry = find(model.provider);
    return entry && entry->isDemo;
}

ModelLookup ProviderDirectory::lookup() const
{
    QList<Provider> providers;
    for (const Entry &entry : entries)
        providers.append(entry.provider);
    // The demo is on this machine, but its recordings need no processor that they would have to share.
    return [known = makeModelLookup(providers), directory = *this](const ModelRef &model) {
        std::optional<ModelFacts> facts = known(model);
        if (facts && directory.isDemo(model))
            facts->local = false;
        return facts;
    };
}

} // namespace tributary
