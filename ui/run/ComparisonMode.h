// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMetaType>
#include <QString>

#include <array>
#include <optional>

namespace tributary {

/// How the answers and the synthesis of a run are read.
enum class ComparisonMode {
    Read,     ///< plain text beside each other
    Sources,  ///< which sentence of the synthesis came from which passage
    Coverage, ///< which points of each answer reached the synthesis
    Diff      ///< two texts, and what differs
};

/// In the order of their segments, and of Alt+1 to Alt+4.
inline constexpr std::array comparisonModes{ComparisonMode::Read, ComparisonMode::Sources, ComparisonMode::Coverage,
                                            ComparisonMode::Diff};

/// "read", "sources", "coverage", "diff".
QString wireName(ComparisonMode mode);
std::optional<ComparisonMode> comparisonModeFrom(const QString &wireName);
/// What its segment says.
QString titleOf(ComparisonMode mode);

} // namespace tributary

Q_DECLARE_METATYPE(tributary::ComparisonMode)
