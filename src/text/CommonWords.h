// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace tributary {

/// How often a sentence has a word (a term as of findTerms), 0 to 1; 0 for a word that is on no list. The lists are our
/// own: function words of English, German, French, Spanish and Arabic and the commonest characters of Chinese, in three
/// classes of about 40, 15 and 5 percent. More is not needed: a rare word weighs little more than a middling one, and
/// words that are common in the texts at hand weigh less by their own count.
double backgroundShare(const QString &term);

/// Languages that are told apart by their script or by their commonest words.
enum class TextLanguage {
    Unknown,  ///< one without a list
    TooShort, ///< fewer words than it takes to tell
    English,
    German,
    Chinese,
    Arabic,
};

/// The language of most of a Markdown text, by its beginning.
TextLanguage languageOf(const QString &markdown);

} // namespace tributary
