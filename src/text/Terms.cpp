// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/Terms.h"

#include "text/InlineMarkup.h"
#include "text/WordForms.h"

namespace tributary {

namespace {

enum class Part { Word, Ideograph, Dense, Joiner, Gap };

/// Whether words of this script stand without spaces between them, or change their endings within a syllable.
bool isDense(QChar::Script script)
{
    switch (script) {
    case QChar::Script_Hiragana:
    case QChar::Script_Hangul:
    case QChar::Script_Thai:
    case QChar::Script_Lao:
    case QChar::Script_Khmer:
    case QChar::Script_Myanmar:
        return true;
    default:
        return false;
    }
}

Part partOf(char32_t c)
{
    if (c < 0x80) {
        const bool word = (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || (c >= U'0' && c <= U'9') || c == U'_';
        return word ? Part::Word : c == U'\'' || c == U'.' || c == U',' ? Part::Joiner : Part::Gap;
    }
    if (QChar::isLetterOrNumber(c)) {
        const QChar::Script script = QChar::script(c);
        return script == QChar::Script_Han ? Part::Ideograph : isDense(script) ? Part::Dense : Part::Word;
    }
    if (QChar::isMark(c) || c == U'\u0640' || c == U'\u200C' || c == U'\u200D')
        return Part::Word;
    return c == U'\u2019' ? Part::Joiner : Part::Gap;
}

class TermReader
{
public:
    TermReader(const QString &text, const TextRange &range)
        : m_text(QStringView(text).sliced(range.start, range.length))
        , m_offset(range.start)
    {}

    TextTerms read();

private:
    struct Character
    {
        char32_t code = 0;
        qsizetype length = 1;
    };

    [[nodiscard]] Character at(qsizetype index) const;
    [[nodiscard]] qsizetype afterFence() const;
    void readStretch(qsizetype from, qsizetype to);
    qsizetype readWord(qsizetype from, qsizetype to);
    qsizetype readSingle(qsizetype from, Part part);
    qsizetype readDense(qsizetype from, qsizetype to);
    [[nodiscard]] bool joins(qsizetype index, qsizetype to) const;
    void add(qsizetype from, qsizetype to);

    QStringView m_text;
    qsizetype m_offset = 0;
    TextTerms m_terms;
};

TermReader::Character TermReader::at(qsizetype index) const
{
    const QChar c = m_text[index];
    if (c.isHighSurrogate() && index + 1 < m_text.size() && m_text[index + 1].isLowSurrogate())
        return {QChar::surrogateToUcs4(c, m_text[index + 1]), 2};
    return {c.unicode(), 1};
}

/// Behind the line that opens a code block, if this is one.
qsizetype TermReader::afterFence() const
{
    if (!m_text.startsWith(u"```") && !m_text.startsWith(u"~~~"))
        return 0;
    const qsizetype end = m_text.indexOf(u'\n');
    return end < 0 ? 0 : end;
}

TextTerms TermReader::read()
{
    qsizetype from = afterFence();
    if (from > 0) {
        readStretch(from, m_text.size());
        return std::move(m_terms);
    }
    for (const InlineMarkup &markup : findInlineMarkup(m_text)) {
        if (markup.kind == InlineMarkup::Kind::CodeSpan)
            continue;
        readStretch(from, markup.range.start);
        from = markup.range.end();
    }
    readStretch(from, m_text.size());
    return std::move(m_terms);
}

void TermReader::readStretch(qsizetype from, qsizetype to)
{
    while (from < to) {
        const Character c = at(from);
        const Part part = partOf(c.code);
        if (part == Part::Word)
            from = readWord(from, to);
        else if (part == Part::Dense)
            from = readDense(from, to);
        else
            from = readSingle(from, part);
    }
}

/// Whether a joiner holds a word together: "don't", "3.14", "1,000".
bool TermReader::joins(qsizetype index, qsizetype to) const
{
    if (index + 1 >= to)
        return false;
    const QChar c = m_text[index];
    const bool decimal = c == u'.' || c == u',';
    return decimal ? m_text[index - 1].isDigit() && m_text[index + 1].isDigit() : m_text[index + 1].isLetter();
}

qsizetype TermReader::readWord(qsizetype from, qsizetype to)
{
    qsizetype end = from;
    while (end < to) {
        const Character c = at(end);
        const Part part = partOf(c.code);
        if (part != Part::Word && (part != Part::Joiner || !joins(end, to)))
            break;
        end += c.length;
    }
    add(from, end);
    ++m_terms.words;
    return end;
}

qsizetype TermReader::readSingle(qsizetype from, Part part)
{
    const qsizetype end = from + at(from).length;
    if (part == Part::Ideograph) {
        add(from, end);
        ++m_terms.words;
    }
    return end;
}

qsizetype TermReader::readDense(qsizetype from, qsizetype to)
{
    qsizetype before = -1; // where the character before began
    qsizetype end = from;
    int characters = 0;
    while (end < to && partOf(at(end).code) == Part::Dense) {
        const qsizetype start = end;
        end += at(end).length;
        while (end < to && QChar::isMark(at(end).code))
            end += at(end).length;
        if (before >= 0)
            add(before, end);
        before = start;
        ++characters;
    }
    if (characters == 1)
        add(before, end);
    m_terms.words += characters;
    return end;
}

void TermReader::add(qsizetype from, qsizetype to)
{
    // Emphasis; within a name they belong to it.
    while (from < to && m_text[from] == u'_')
        ++from;
    while (to > from && m_text[to - 1] == u'_')
        --to;
    QString term = comparableForm(m_text.sliced(from, to - from));
    if (!term.isEmpty())
        m_terms.terms.push_back({std::move(term), {m_offset + from, to - from}});
}

} // namespace

TextTerms findTerms(const QString &markdown, const TextRange &range)
{
    return TermReader(markdown, range).read();
}

} // namespace tributary
