// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "provider/ModelCatalogue.h"

namespace tributary {

/// Lists of models on disk, one file per provider, so that a list is there before the service is asked again.
class ModelListCache
{
public:
    /// `folder` is made when it is first written to.
    explicit ModelListCache(const QString &folder)
        : m_folder(folder)
    {}

    /// nullopt: there is none, it is of another address, or the file is damaged.
    [[nodiscard]] std::optional<KeptModelList> load(const Provider &provider) const;
    /// Whole or not at all.
    Result<void> save(const KeptModelList &listing) const;

    [[nodiscard]] QString pathOf(const ProviderId &provider) const;

private:
    QString m_folder;
};

/// $XDG_CACHE_HOME/tributary/models.
QString defaultModelListFolder();

} // namespace tributary
