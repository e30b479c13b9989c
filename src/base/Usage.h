// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/JsonReader.h"
#include "base/ModelFacts.h"

#include <QJsonObject>

#include <optional>

namespace tributary {

/// Tokens of one call, the same six numbers for every provider. Input is the sum of the first three, output of the
/// next two.
struct Usage
{
    qint64 inUncached = 0;
    qint64 cacheRead = 0;
    qint64 cacheWrite = 0;
    qint64 outVisible = 0;
    qint64 outReasoning = 0;
    /// Money as the provider reported it; absent means "compute from prices".
    std::optional<double> reportedUsd;
    /// Counted by us from the text because the provider sent no usage.
    bool estimated = false;

    [[nodiscard]] qint64 input() const { return inUncached + cacheRead + cacheWrite; }

    [[nodiscard]] qint64 output() const { return outVisible + outReasoning; }

    /// The reported money, else price times tokens (every input token at the input price); nullopt when a price that
    /// is needed is unknown.
    [[nodiscard]] std::optional<double> costUsd(const ModelFacts &facts) const;

    bool operator==(const Usage &) const = default;
};

/// The members of the run record's "usage": inUncached, cacheRead, cacheWrite, outVisible, outReasoning, and where
/// they apply reportedUsd, estimated.
QJsonObject toJson(const Usage &usage);
Usage usageFromJson(JsonReader &reader);

/// Adds up calls; the reported money of the sum is set only when each part has it.
Usage operator+(const Usage &a, const Usage &b);

} // namespace tributary
