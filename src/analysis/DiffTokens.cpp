// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/DiffTokens.h"

#include <QTextBoundaryFinder>

#include <algorithm>

namespace tributary {

namespace {

bool isBlank(QStringView text)
{
    return std::ranges::all_of(text, [](QChar c) { return c.isSpace(); });
}

qsizetype blankStartOf(QStringView text)
{
    return std::distance(text.begin(), std::ranges::find_if(text, [](QChar c) { return !c.isSpace(); }));
}

bool hasLetters(QStringView text)
{
    const QList<uint> characters = text.toUcs4();
    return std::ranges::any_of(characters, [](uint c) { return QChar::isLetterOrNumber(c); });
}

} // namespace

DiffTokens DiffReader::read(const QString &text)
{
    DiffTokens read;
    read.length = text.size();
    readTokens(text, read);
    readSentences(text, read);
    return read;
}

int DiffReader::symbolOf(const QString &token)
{
    // What looks the same is the same: an accent of its own, or one with its letter.
    const QString key = token.normalized(QString::NormalizationForm_C);
    const auto known = m_words.constFind(key);
    return known != m_words.constEnd() ? *known : *m_words.insert(key, static_cast<int>(m_words.size()));
}

void DiffReader::readTokens(const QString &text, DiffTokens &into)
{
    QTextBoundaryFinder finder(QTextBoundaryFinder::Word, text);
    qsizetype from = 0;
    qsizetype start = 0; // of the next token, with the white space that the text begins with
    while (from < text.size()) {
        qsizetype to = finder.toNextBoundary();
        if (to < 0)
            to = text.size();
        const QStringView piece = QStringView(text).sliced(from, to - from);
        const bool blank = isBlank(piece);
        // A text of nothing but white space still has one token.
        if (!blank || (to == text.size() && into.tokens.empty())) {
            into.tokens.push_back({start, symbolOf(blank ? QString() : piece.trimmed().toString()), hasLetters(piece)});
            start = to;
        } else if (!into.tokens.empty()) {
            start = to;
        }
        from = to;
    }
}

void DiffReader::readSentences(const QString &text, DiffTokens &into)
{
    QTextBoundaryFinder finder(QTextBoundaryFinder::Sentence, text);
    qsizetype boundary = finder.toNextBoundary();
    DiffSentence sentence;
    const auto count = static_cast<int>(into.tokens.size());
    for (int i = 0; i < count; ++i) {
        // The white space that a text begins with may hold line breaks; they end nothing.
        const qsizetype start = i == 0 ? blankStartOf(text) : into.startOf(i);
        if (boundary >= 0 && start >= boundary && i > sentence.from) {
            sentence.to = i;
            close(sentence, into);
            sentence = {.from = i};
        }
        while (boundary >= 0 && boundary <= start)
            boundary = finder.toNextBoundary();
        sentence.words += into.tokens[static_cast<std::size_t>(i)].isWord ? 1 : 0;
    }
    sentence.to = count;
    if (sentence.to > sentence.from)
        close(sentence, into);
}

void DiffReader::close(DiffSentence sentence, DiffTokens &into)
{
    QByteArray key;
    for (int i = sentence.from; i < sentence.to; ++i) {
        const int symbol = into.tokens[static_cast<std::size_t>(i)].symbol;
        key.append(reinterpret_cast<const char *>(&symbol), sizeof symbol);
    }
    const auto known = m_sentences.constFind(key);
    sentence.symbol =
        known != m_sentences.constEnd() ? *known : *m_sentences.insert(key, static_cast<int>(m_sentences.size()));
    into.sentences.push_back(sentence);
}

} // namespace tributary
