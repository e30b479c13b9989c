// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/ComparisonMode.h"

#include <QCoreApplication>

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

QString wireName(ComparisonMode mode)
{
    switch (mode) {
    case ComparisonMode::Read:
        return u"read"_s;
    case ComparisonMode::Sources:
        return u"sources"_s;
    case ComparisonMode::Coverage:
        return u"coverage"_s;
    case ComparisonMode::Diff:
        return u"diff"_s;
    }
    Q_UNREACHABLE();
}

std::optional<ComparisonMode> comparisonModeFrom(const QString &wireName)
{
    const auto *found =
        std::ranges::find(comparisonModes, wireName, [](ComparisonMode mode) { return tributary::wireName(mode); });
    return found == comparisonModes.end() ? std::nullopt : std::optional(*found);
}

QString titleOf(ComparisonMode mode)
{
    switch (mode) {
    case ComparisonMode::Read:
        return QCoreApplication::translate("tributary::ComparisonMode", "Read");
    case ComparisonMode::Sources:
        return QCoreApplication::translate("tributary::ComparisonMode", "Sources");
    case ComparisonMode::Coverage:
        return QCoreApplication::translate("tributary::ComparisonMode", "Coverage");
    case ComparisonMode::Diff:
        return QCoreApplication::translate("tributary::ComparisonMode", "Diff");
    }
    Q_UNREACHABLE();
}

} // namespace tributary
