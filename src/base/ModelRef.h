// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Id.h"

#include <QString>

#include <optional>

namespace tributary {

/// Names a model at a provider, written "providerId/modelId" and split at the first slash: "together/Qwen/Qwen1.5-72B"
/// is the model "Qwen/Qwen1.5-72B" at "together".
struct ModelRef
{
    ProviderId provider;
    QString model;

    /// Nothing chosen yet; the UI says "Choose a model".
    [[nodiscard]] bool isEmpty() const { return provider.isEmpty() && model.isEmpty(); }

    [[nodiscard]] QString toString() const;
    /// nullopt when there is no slash or nothing on one side of it. The empty string is the empty reference.
    static std::optional<ModelRef> fromString(QStringView text);

    bool operator==(const ModelRef &) const = default;

    friend size_t qHash(const ModelRef &ref, size_t seed = 0) { return qHashMulti(seed, ref.provider, ref.model); }
};

} // namespace tributary
