// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/QuotedPassage.h"

#include <QList>

namespace tributary {

namespace {

/// The letters and digits of a text, folded, each with its place.
struct BareText
{
    QString letters;
    QList<qsizetype> places;

    explicit BareText(const QString &text)
    {
        letters.reserve(text.size());
        places.reserve(text.size());
        for (qsizetype i = 0; i < text.size(); ++i) {
            // Halves of a surrogate pair are letters for our purpose: they are compared as they are.
            if (!text[i].isLetterOrNumber() && !text[i].isSurrogate())
                continue;
            letters.append(text[i].toCaseFolded());
            places.append(i);
        }
    }
};

} // namespace

std::optional<TextRange> findQuotedPassage(const QString &text, const QString &quote)
{
    const BareText wanted(quote);
    if (wanted.letters.isEmpty())
        return std::nullopt;
    const BareText searched(text);
    const qsizetype at = searched.letters.indexOf(wanted.letters);
    if (at < 0)
        return std::nullopt;
    const qsizetype start = searched.places[at];
    return TextRange{start, searched.places[at + wanted.letters.size() - 1] + 1 - start};
}

} // namespace tributary
