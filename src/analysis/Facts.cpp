// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/Facts.h"

namespace tributary {

QList<Fact> findFacts(const QString &)
{
    return {};
}

std::optional<QList<AnswerFact>> factsOfOneAnswer(const QList<SourceReference> &, const AnalysisProgress &)
{
    return QList<AnswerFact>();
}

std::optional<QList<Contradiction>> findContradictions(const QList<SourceReference> &, const AnalysisProgress &)
{
    return QList<Contradiction>();
}

} // namespace tributary
