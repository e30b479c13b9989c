// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "library/SearchIndex.h"

#include "library/Database.h"

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

const auto indexTables = {u"search_words"_s, u"search_phrases"_s};

/// The words that the index would see in `text`: runs of letters, digits and marks, as unicode61 cuts them.
QStringList wordsOf(QStringView text)
{
    QStringList words;
    QString word;
    const auto finish = [&] {
        if (!word.isEmpty())
            words.append(word);
        word.clear();
    };
    for (const char32_t character : text.toUcs4()) {
        if (QChar::isLetterOrNumber(character) || QChar::isMark(character))
            word += QString::fromUcs4(&character, 1);
        else
            finish();
    }
    finish();
    return words;
}

QString quoted(const QString &words)
{
    return u'"' + words + u'"';
}

} // namespace

SearchQuery SearchQuery::fromText(const QString &text)
{
    QStringList words;
    QStringList phrases;
    const QStringList parts = text.split(u'"');
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const bool isPhrase = i % 2 == 1;
        const QStringList found = wordsOf(parts[i]);
        if (isPhrase && found.size() > 1) {
            phrases.append(quoted(found.join(u' ')));
        } else {
            // A phrase of one word means exactly that word.
            for (const QString &word : found)
                words.append(quoted(word) + (isPhrase ? u""_s : u"*"_s));
        }
    }
    return {words.join(u' '), phrases.join(u' ')};
}

void SearchIndex::add(RunKey run, const QString &text) const
{
    for (const QString &table : indexTables)
        m_database.run(u"INSERT INTO %1 (rowid, text) VALUES (?, ?)"_s.arg(table), qint64(run), text);
}

void SearchIndex::forget(RunKey run, const QString &text) const
{
    for (const QString &table : indexTables)
        m_database.run(u"INSERT INTO %1 (%1, rowid, text) VALUES ('delete', ?, ?)"_s.arg(table), qint64(run), text);
}

void SearchIndex::clear() const
{
    for (const QString &table : indexTables)
        m_database.run(u"INSERT INTO %1 (%1) VALUES ('delete-all')"_s.arg(table));
}

void SearchIndex::createTables() const
{
    createWords(u"search_words"_s);
    createPhrases(u"search_phrases"_s);
}

void SearchIndex::createAnew() const
{
    dropDamaged(u"search_words"_s);
    dropDamaged(u"search_phrases"_s);
    createTables();
}

// Two indexes without a copy of the texts: a small one for words and their beginnings, which stays fast however common
// they are, and one with positions for phrases.

void SearchIndex::createWords(const QString &table) const
{
    m_database.run(u"CREATE VIRTUAL TABLE %1 USING fts5(text, detail=none, prefix='1 2 3', content='', columnsize=0,"
                   " tokenize='unicode61 remove_diacritics 2')"_s.arg(table));
}

void SearchIndex::createPhrases(const QString &table) const
{
    m_database.run(u"CREATE VIRTUAL TABLE %1 USING fts5(text, content='', columnsize=0,"
                   " tokenize='unicode61 remove_diacritics 2')"_s.arg(table));
}

/// A damaged index cannot even be dropped: dropping begins with reading it. So it first gets the insides of an empty
/// one.
void SearchIndex::dropDamaged(const QString &table) const
{
    createPhrases(u"search_empty"_s);
    m_database.run(u"DELETE FROM %1_data"_s.arg(table));
    m_database.run(u"DELETE FROM %1_idx"_s.arg(table));
    m_database.run(u"INSERT INTO %1_data SELECT * FROM search_empty_data"_s.arg(table));
    m_database.run(u"DROP TABLE search_empty"_s);
    m_database.run(u"DROP TABLE "_s + table);
}

} // namespace tributary
