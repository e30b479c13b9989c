// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "text/TextRange.h"

#include <QList>
#include <QString>

namespace tributary {

struct DiffPart
{
    enum class Kind {
        Same,      ///< the same words; only the white space between them may differ
        Added,     ///< stands in the second text only
        Removed,   ///< stands in the first text only
        MovedAway, ///< whole sentences that stand elsewhere in the second text
        MovedHere, ///< the same sentences, at their new place
    };

    Kind kind = Kind::Same;
    /// Empty for Added and MovedHere.
    TextRange first;
    /// Empty for Removed and MovedAway.
    TextRange second;
    /// Of MovedAway and MovedHere: index of the other one; else -1.
    qsizetype partner = -1;

    bool operator==(const DiffPart &) const = default;
};

/// Neighbouring parts that differ: what a person steps through.
struct DiffChange
{
    qsizetype firstPart = 0;
    qsizetype partCount = 0;

    bool operator==(const DiffChange &) const = default;
};

/// How two texts differ.
struct TextDiff
{
    /// In reading order: their passages of the first text cover all of it without gaps, and so do those of the second.
    QList<DiffPart> parts;
    /// A sentence that moved counts once, where it stands now.
    QList<DiffChange> changes;
    /// Share of the words of both texts that stand in both, moved ones included; 0 to 1. Two texts without words are
    /// the same.
    double similarity = 1;

    bool operator==(const TextDiff &) const = default;
};

/// Compares sentence by sentence, and word by word where a sentence was rewritten: sentences that share less than
/// two fifths of their words are told as removed and added. Capitals and punctuation count, white space and the way
/// accents are encoded do not. Sentences of at least `movedWords` words that stand elsewhere are moved.
/// Time grows about linearly with the texts; see alignSequences for the limit on what is solved exactly.
TextDiff diffTexts(const QString &first, const QString &second);

inline constexpr int movedWords = 3;

} // namespace tributary
