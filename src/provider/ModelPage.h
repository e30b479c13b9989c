// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "provider/Provider.h"

#include <QJsonDocument>
#include <QStringList>

#include <optional>

namespace tributary {

/// A model that a provider offers, as far as its list tells.
struct ListedModel
{
    ProviderModel model;
    QString name;
    std::optional<qint64> maxOutputTokens = {};
    /// Of the weights, for models on a machine of one's own.
    std::optional<qint64> sizeBytes = {};
    /// "vision", "tools", "reasoning", "embedding" ... where the list tells.
    QStringList capabilities = {};

    bool operator==(const ListedModel &) const = default;
};

/// A part of a provider's list of models.
struct ModelPage
{
    QList<ListedModel> models = {};
    /// What to ask for the next part with; empty: this was the last.
    QString next = {};

    bool operator==(const ModelPage &) const = default;
};

} // namespace tributary
