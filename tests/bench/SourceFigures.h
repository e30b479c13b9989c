// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "SourceCases.h"

#include <array>
#include <optional>

namespace tributary {

/// How well a method tells where sentences come from.
struct SourceFigures
{
    QString method;
    /// A score from which a sentence has a source.
    double threshold = 0;
    /// Share of the sentences without a source that reach it; those that share half of their 3-grams with a reference
    /// are not asked, since the same fact arose in the same words.
    double falseShare = 0;
    /// By level of rewording: sentences asked, the share that reaches the threshold, and the share whose best source is
    /// the one that it was made from.
    std::array<int, inflectedLevel + 1> probes{};
    std::array<double, inflectedLevel + 1> recall{};
    std::array<double, inflectedLevel + 1> rightSource{};
};

/// Every method at the threshold that 5 % of the sentences without a source reach, with the first so many references.
QList<SourceFigures> compareMethods(const QList<SourceCase> &cases, int references);

/// The product's method at a threshold; nullopt: as compareMethods.
SourceFigures measureProduct(const QList<SourceCase> &cases, int references, std::optional<double> threshold);

} // namespace tributary
