// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "analysis/Coverage.h"

#include <QJsonObject>

namespace tributary {

/// What `sources` found.
struct FoundSources
{
    SourceQuestion question;
    SourceReport report;
    QList<AnswerCoverage> coverage;
};

/// Members: sentences (start, end, label, sources; where it applies weak, the passages that are too unlike to count,
/// and fromPrompt), contribution (by agent, "new", and "prompt" where a sentence repeats it), leftOut, threshold, and
/// weakLanguage. Offsets are UTF-16 code units.
QJsonObject sourcesToJson(const FoundSources &found);

/// The same to be read in a terminal: every sentence with its sources in front, contributions, what was left out.
QString sourcesText(const FoundSources &found);

/// "new" and "prompt" in `contribution` stand for no agent.
bool isReservedContribution(QStringView name);

} // namespace tributary
