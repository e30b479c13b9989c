// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "library/RunSummary.h"

#include <QString>
#include <QStringList>

namespace tributary {

class Database;

/// What a person typed into the search field, in the language of the full-text index. Whatever was typed is a word or a
/// phrase, never an operator of that language.
struct SearchQuery
{
    /// Of the index of words: each word as the beginning of a word. Empty: no condition.
    QString words;
    /// Of the index of phrases, each in its order.
    QString phrases;

    /// Text in double quotes is a phrase; a quote that is not closed counts to the end.
    static SearchQuery fromText(const QString &text);

    bool operator==(const SearchQuery &) const = default;
};

/// The full-text index of the runs that are over or interrupted. It keeps no texts: to forget one it has to be told it
/// again. All functions throw.
class SearchIndex
{
public:
    explicit SearchIndex(const Database &database)
        : m_database(database)
    {}

    void add(RunKey run, const QString &text) const;
    void forget(RunKey run, const QString &text) const;
    /// Forgets everything.
    void clear() const;
    void createTables() const;
    /// Throws the tables away, whatever state they are in, for new and empty ones.
    void createAnew() const;

private:
    void createWords(const QString &table) const;
    void createPhrases(const QString &table) const;
    void dropDamaged(const QString &table) const;

    const Database &m_database;
};

} // namespace tributary
