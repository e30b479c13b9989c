// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>

namespace tributary {

/// Languages that are told apart by their script or by their commonest words.
enum class TextLanguage {
    Unknown, ///< too little text, or a language without a list
    English,
    German,
    Chinese,
    Arabic,
};

/// How often a sentence has a word (a term as of findTerms), 0 to 1; 0 for a word that is on no list. The lists are our
/// own: the few hundred function words of English, German, French, Spanish and Arabic and the commonest pairs of
/// Chinese, in three classes of about 40, 15 and 5 percent. More is not needed: a rare word weighs little more than a
/// middling one, and words that are common in the texts at hand weigh less by their own count.
double backgroundShare(const QString &term);

} // namespace tributary
