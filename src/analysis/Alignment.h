// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <vector>

namespace tributary {

/// Elements that stand in both sequences: index in the first, index in the second.
struct AlignedPair
{
    int first = 0;
    int second = 0;

    bool operator==(const AlignedPair &) const = default;
};

/// A long common subsequence of two sequences of symbols, in order. Symbols that stand once in both are anchors
/// (patience), what lies between anchors is solved exactly (Myers) up to `alignmentEdits` insertions and removals; a
/// stretch that differs in more is solved piece by piece, each as far as that many edits lead. So time is about linear
/// in the length, whatever the texts are. Symbols are numbers from 0.
std::vector<AlignedPair> alignSequences(const std::vector<int> &first, const std::vector<int> &second);

inline constexpr int alignmentEdits = 200;

} // namespace tributary
