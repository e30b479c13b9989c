// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "text/VisibleTextMap.h"

#include <optional>

namespace tributary {

/// Finds what is shown of a Markdown source in it again. The parser does not tell where in the source its text stood,
/// so this walks through both: what is shown is nearly a subsequence of the source, and what is in between is markup
/// that can be told by a few rules. Where they fail, both are searched for the next words that agree; a mistake
/// therefore ends after a few words, and at the latest with the top-level block.
class VisibleTextAligner
{
public:
    /// Appends to `runs`.
    VisibleTextAligner(QStringView source, QStringView shown, QList<VisibleTextRun> &runs)
        : m_source(source)
        , m_shown(shown)
        , m_runs(runs)
    {}

    void align(const TextRange &source, const TextRange &shown);

private:
    /// Where in the source the next shown characters stand.
    struct Match
    {
        qsizetype source = 0;
        qsizetype shownLength = 1;
        qsizetype sourceLength = 1;
    };

    struct Place
    {
        qsizetype shown = 0;
        qsizetype source = 0;
    };

    [[nodiscard]] std::optional<Match> match(qsizetype shown, qsizetype source) const;
    [[nodiscard]] std::optional<Match> matchHere(qsizetype shown, qsizetype source) const;
    [[nodiscard]] std::optional<Match> footnoteReference(qsizetype shown, qsizetype source) const;
    [[nodiscard]] qsizetype entityLength(qsizetype source) const;
    [[nodiscard]] qsizetype linkTailEnd(qsizetype bracket) const;
    [[nodiscard]] qsizetype afterMarkup(qsizetype source) const;

    [[nodiscard]] bool agree(qsizetype shown, qsizetype source) const;
    [[nodiscard]] qsizetype blockStart(qsizetype shown, qsizetype source) const;
    [[nodiscard]] std::optional<qsizetype> lineMatch(qsizetype shown, qsizetype line) const;
    [[nodiscard]] qsizetype contentStart(qsizetype line) const;
    [[nodiscard]] qsizetype lineEnd(qsizetype from) const;
    [[nodiscard]] qsizetype blockEnd(qsizetype shown) const;

    [[nodiscard]] std::optional<Place> nextAgreement(const Place &at) const;
    [[nodiscard]] std::optional<Place> nextAgreement(const Place &at, qsizetype window, qsizetype letters) const;
    void search();
    void record(const Match &match);

    QStringView m_source;
    QStringView m_shown;
    QList<VisibleTextRun> &m_runs;
    qsizetype m_sourceEnd = 0;
    qsizetype m_shownEnd = 0;
    Place m_at;
    int m_failures = 0; // searches in a row that found nothing
    int m_searches = 0;
};

} // namespace tributary
