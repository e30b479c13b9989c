// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>
#include <QString>

#include <vector>

namespace tributary {

/// A word or a sign, with the white space after it; the tokens of a text cover it without gaps.
struct DiffToken
{
    qsizetype start = 0;
    /// Equal for tokens that read the same.
    int symbol = 0;
    bool isWord = false;

    bool operator==(const DiffToken &) const = default;
};

/// Tokens from `from` up to `to`, which is excluded.
struct DiffSentence
{
    int from = 0;
    int to = 0;
    /// Equal for sentences that read the same.
    int symbol = 0;
    int words = 0;

    bool operator==(const DiffSentence &) const = default;
};

struct DiffTokens
{
    qsizetype length = 0;
    std::vector<DiffToken> tokens;
    /// Cover the tokens without gaps; a line break always ends one.
    std::vector<DiffSentence> sentences;

    /// Where a token begins; the length of the text for the one after the last.
    [[nodiscard]] qsizetype startOf(int token) const
    {
        return token < static_cast<int>(tokens.size()) ? tokens[static_cast<std::size_t>(token)].start : length;
    }
};

/// Cuts texts into words and sentences that can be compared. Texts of one comparison go through one reader, which
/// gives out the symbols.
class DiffReader
{
public:
    [[nodiscard]] DiffTokens read(const QString &text);

private:
    int symbolOf(const QString &token);
    void readTokens(const QString &text, DiffTokens &into);
    void readSentences(const QString &text, DiffTokens &into);
    void close(DiffSentence sentence, DiffTokens &into);

    QHash<QString, int> m_words;
    QHash<QByteArray, int> m_sentences;
};

} // namespace tributary
