// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "library/RunSummary.h"
#include "viewmodel/RunDisplay.h"

namespace tributary {

/// A kept run as a row of the history shows it (ux.md, section 3.5). All texts are ready to show.
struct HistoryRow
{
    QString prompt;
    /// The beginning of the synthesis, or why there is none.
    QString synthesis;
    bool hasSynthesis = false;
    /// "12 Nov 14:02 · MoA 3+1 · 18 s · $0.03".
    QString figures;
    /// Proposers of the first layer; their letters are shown.
    int letters = 0;
    bool starred = false;
    /// Said for runs that did not end as wanted: "Interrupted", "1 failed". Empty for the others.
    QString stateText;
    /// Lucide name.
    QString stateIcon;
    Tone stateTone = Tone::Neutral;
    /// "Why is the sky blue?, starred, 12 Nov 14:02, ...".
    QString accessibleName;

    bool operator==(const HistoryRow &) const = default;
};

HistoryRow describeKeptRun(const RunSummary &run);

/// "12 Nov 14:02", in the time zone of the person.
QString momentText(const QDateTime &moment);
/// "$0.03"; "price unknown" where no price is known, "$0.03 + 2 calls without price" where some are.
QString costText(double usd, int unpriced);

} // namespace tributary
