// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "text/TextRange.h"

#include <QStringView>

#include <vector>

namespace tributary {

/// Cuts a paragraph into sentences: contiguous source from the first of `lines` (places in `text`) to the end of the
/// last; what stands between lines belongs to none. A line that had room for the next word ends a sentence, as does a
/// hard break. Sentences have no white space around and are never empty.
std::vector<TextRange> splitSentences(QStringView text, const std::vector<TextRange> &lines);

/// Longer ones are cut at white space, whatever they are.
inline constexpr qsizetype longestSentence = 2000;

} // namespace tributary
