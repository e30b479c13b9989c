// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/ModelRef.h"

#include <functional>
#include <optional>

namespace tributary {

/// What is known of a model before it is asked. Everything unknown stays unknown; a missing price is never zero.
struct ModelFacts
{
    std::optional<qint64> contextTokens;
    std::optional<double> inputUsdPerMTok;
    std::optional<double> outputUsdPerMTok;
    /// Runs on this machine, where parallel calls share one processor.
    bool local = false;

    bool operator==(const ModelFacts &) const = default;
};

/// nullopt: no provider of that name, or it offers no such model. A provider without a model list knows every model.
using ModelLookup = std::function<std::optional<ModelFacts>(const ModelRef &)>;

} // namespace tributary
