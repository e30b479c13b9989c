// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "text/Segments.h"

#include <QHash>
#include <QString>

#include <array>
#include <vector>

namespace tributary {

/// A segment of a text as it is compared.
struct Passage
{
    TextSegment segment;
    /// Numbers of its terms (see PassageReader), in reading order, and where each stands in the text.
    std::vector<int> terms;
    std::vector<TextRange> places;
    /// As people count them.
    int words = 0;
};

/// Reads texts into passages. What is to be compared goes through one reader, which numbers the terms.
class PassageReader
{
public:
    [[nodiscard]] std::vector<Passage> read(const QString &markdown);

    [[nodiscard]] int termCount() const { return static_cast<int>(m_shares.size()); }

    /// How often sentences have the term, by a list of common words; 0 to 1.
    [[nodiscard]] double backgroundShare(int term) const { return m_shares[static_cast<std::size_t>(term)]; }

private:
    int numberOf(const QString &term);

    QHash<QString, int> m_numbers;
    std::vector<double> m_shares;
};

/// The share of the runs of three terms of `passage` (of two or one when it is shorter) that stand in `other`; 0 to 1.
double gramContainment(const std::vector<int> &passage, const std::vector<int> &other);

/// The same for a long text that many passages are looked for in.
class TermGrams
{
public:
    explicit TermGrams(const std::vector<int> &text);

    [[nodiscard]] double containment(const std::vector<int> &passage) const;

private:
    std::array<std::vector<std::array<int, 3>>, 3> m_grams; // of one, two and three terms; sorted
};

/// The words that two passages have in common, in order: neighbours are one range.
struct CommonPlaces
{
    QList<TextRange> inFirst;
    QList<TextRange> inSecond;
};

CommonPlaces commonPlaces(const Passage &first, const Passage &second);

} // namespace tributary
