// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "text/TextRange.h"

#include <QString>

#include <vector>

namespace tributary {

/// What a passage is compared by: a word in a form that spelling does not change, an ideograph, or two neighbouring
/// characters of another script without spaces.
struct TextTerm
{
    QString text;
    /// Into the text as given.
    TextRange range;

    bool operator==(const TextTerm &) const = default;
};

struct TextTerms
{
    /// In reading order; those of two characters overlap.
    std::vector<TextTerm> terms;
    /// Words as people count them: a character of a script without spaces counts one.
    int words = 0;
};

/// The terms of a passage of a Markdown text. Words are runs of letters, digits and underscores, apostrophes and
/// decimal marks inside included, in their comparable form. Ideographs stand alone: of reworded Chinese that finds nine
/// tenths of what pairs lose half of. Hiragana, Hangul, Thai, Lao, Khmer and Burmese are cut into pairs of neighbouring
/// characters. Markup is none: link addresses, tags, entities, fence lines.
TextTerms findTerms(const QString &markdown, const TextRange &range);

} // namespace tributary
