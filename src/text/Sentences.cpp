// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/Sentences.h"

#include "text/Abbreviations.h"
#include "text/InlineMarkup.h"

#include <QTextBoundaryFinder>

#include <algorithm>

namespace tributary {

namespace {

bool isBlank(QChar c)
{
    return c.isSpace() || c == QChar::ByteOrderMark;
}

bool isEmphasis(QChar c)
{
    return c == u'*' || c == u'_' || c == u'~';
}

/// Quotation marks, brackets and emphasis: they may stand between a full stop and the white space behind it.
bool isCloser(QChar c)
{
    const QChar::Category category = c.category();
    return category == QChar::Punctuation_Close || category == QChar::Punctuation_FinalQuote ||
           category == QChar::Punctuation_InitialQuote || category == QChar::Punctuation_Open || c == u'"' ||
           c == u'\'' || isEmphasis(c);
}

/// These end a sentence only with white space behind them.
bool needsSpace(QChar terminator)
{
    return terminator == u'.' || terminator == u'!' || terminator == u'?' || terminator == u'\u2026';
}

/// Lines shorter than this one's author's others were ended on purpose.
constexpr qsizetype wrappedLine = 50;

class SentenceSplitter
{
public:
    SentenceSplitter(QStringView text, const std::vector<TextRange> &lines)
        : m_source(text.sliced(lines.front().start, lines.back().end() - lines.front().start))
        , m_offset(lines.front().start)
        , m_masked(m_source.toString())
    {
        maskBetween(lines);
        maskInlines();
    }

    std::vector<TextRange> split();

private:
    void fill(qsizetype from, qsizetype to, QChar with)
    {
        std::fill(m_masked.begin() + from, m_masked.begin() + to, with);
    }

    void maskBetween(const std::vector<TextRange> &lines);
    void maskInlines();
    void maskReference(qsizetype at);
    [[nodiscard]] bool endsSentence(qsizetype boundary) const;
    [[nodiscard]] bool endsByPurpose(const TextRange &line, qsizetype next) const;
    void add(qsizetype from, qsizetype to);
    void addPiece(qsizetype from, qsizetype to);

    QStringView m_source;
    qsizetype m_offset = 0;
    QString m_masked; // m_source, what is not to be read as text replaced
    std::vector<qsizetype> m_forced;
    std::vector<TextRange> m_sentences;
};

bool SentenceSplitter::endsByPurpose(const TextRange &line, qsizetype next) const
{
    const QStringView text = m_source.sliced(line.start, line.length);
    const QStringView behind = m_source.sliced(line.end(), next - line.end());
    if (text.endsWith(u'\\') || behind.startsWith(u"  "))
        return true;
    return line.length < wrappedLine && !m_source[next].isLower();
}

void SentenceSplitter::maskBetween(const std::vector<TextRange> &lines)
{
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
        const TextRange line{lines[i].start - m_offset, lines[i].length};
        const qsizetype next = lines[i + 1].start - m_offset;
        fill(line.end(), next, u' ');
        if (endsByPurpose(line, next))
            m_forced.push_back(next);
    }
}

/// "[1]" right behind a full stop belongs to the sentence that it ends.
void SentenceSplitter::maskReference(qsizetype at)
{
    constexpr qsizetype longest = 8;
    const qsizetype end = m_source.sliced(at, std::min(longest, m_source.size() - at)).indexOf(u']');
    if (end > 0)
        fill(at, at + end + 1, u')');
}

void SentenceSplitter::maskInlines()
{
    for (const InlineMarkup &markup : findInlineMarkup(m_source)) {
        const bool reads = markup.kind == InlineMarkup::Kind::CodeSpan || markup.kind == InlineMarkup::Kind::Entity;
        fill(markup.range.start, markup.range.end(), reads ? u'X' : u')');
    }
    for (qsizetype i = 0; i < m_masked.size(); ++i) {
        const QChar c = m_masked[i];
        if (isEmphasis(c))
            m_masked[i] = u')';
        else if (c == u'[' && i > 0 && (needsSpace(m_masked[i - 1]) || m_masked[i - 1] == u')'))
            maskReference(i);
    }
}

bool SentenceSplitter::endsSentence(qsizetype boundary) const
{
    qsizetype at = boundary;
    while (at > 0 && isBlank(m_masked[at - 1]))
        --at;
    const bool space = at < boundary;
    while (at > 0 && isCloser(m_masked[at - 1]))
        --at;
    if (at == 0)
        return false;
    const QChar terminator = m_masked[at - 1];
    if (!needsSpace(terminator))
        return true;
    qsizetype next = boundary;
    while (next < m_masked.size() && isCloser(m_masked[next]))
        ++next;
    if (!space || (next < m_masked.size() && m_masked[next].isLower()))
        return false;
    return terminator != u'.' || !isAbbreviationBefore(m_masked, at - 1, next);
}

void SentenceSplitter::addPiece(qsizetype from, qsizetype to)
{
    while (from < to && isBlank(m_source[from]))
        ++from;
    while (to > from && isBlank(m_source[to - 1]))
        --to;
    if (to > from)
        m_sentences.push_back({m_offset + from, to - from});
}

void SentenceSplitter::add(qsizetype from, qsizetype to)
{
    while (to - from > longestSentence) {
        qsizetype cut = m_masked.lastIndexOf(u' ', from + longestSentence - 1) + 1;
        if (cut <= from + longestSentence / 2)
            cut = from + longestSentence - (m_source[from + longestSentence].isLowSurrogate() ? 1 : 0);
        addPiece(from, cut);
        from = cut;
    }
    addPiece(from, to);
}

std::vector<TextRange> SentenceSplitter::split()
{
    QTextBoundaryFinder finder(QTextBoundaryFinder::Sentence, m_masked);
    std::vector<qsizetype> ends = std::move(m_forced);
    for (qsizetype at = finder.toNextBoundary(); at >= 0 && at < m_masked.size(); at = finder.toNextBoundary()) {
        if (endsSentence(at))
            ends.push_back(at);
    }
    std::ranges::sort(ends);
    qsizetype from = 0;
    for (const qsizetype end : ends) {
        add(from, end);
        from = std::max(from, end);
    }
    add(from, m_source.size());
    return std::move(m_sentences);
}

} // namespace

std::vector<TextRange> splitSentences(QStringView text, const std::vector<TextRange> &lines)
{
    return lines.empty() ? std::vector<TextRange>() : SentenceSplitter(text, lines).split();
}

} // namespace tributary
