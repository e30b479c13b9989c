// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "analysis/Alignment.h"
#include "analysis/DiffTokens.h"

namespace tributary {

/// A sentence of a stretch that differs, by its index in the text.
struct LooseSentence
{
    int index = 0;
    /// Stands elsewhere in the other text, so it was not rewritten.
    bool moved = false;

    bool operator==(const LooseSentence &) const = default;
};

/// One side of a stretch that differs.
struct LooseStretch
{
    const DiffTokens &text;
    const std::vector<LooseSentence> &sentences;
};

/// Which sentence was rewritten into which, in order; indexes into the lists of sentences. Partners share at least two
/// fifths of their words.
std::vector<AlignedPair> pairRewritten(const LooseStretch &first, const LooseStretch &second);

} // namespace tributary
