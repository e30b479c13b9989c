// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/ModelRef.h"

#include <memory>
#include <optional>

class QMimeData;

namespace tributary {

/// A model on its way from a list of models to a graph: "provider/model" in UTF-8.
inline constexpr QLatin1StringView modelMimeType("application/x-tributary-model");

std::unique_ptr<QMimeData> modelMimeData(const ModelRef &model);
/// nullopt for anything else, wherever it comes from.
std::optional<ModelRef> modelFrom(const QMimeData &data);

} // namespace tributary
