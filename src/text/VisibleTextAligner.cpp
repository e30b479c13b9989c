// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/VisibleTextAligner.h"

#include <algorithm>

namespace tributary {

namespace {

constexpr int maximumMarks = 16; // of markup in a row
constexpr qsizetype maximumBlanks = 512;
constexpr qsizetype maximumLinkTail = 8192;
constexpr qsizetype maximumEntity = 33;
constexpr qsizetype maximumLabel = 1000;
constexpr int agreeingLetters = 8;
constexpr qsizetype nearLetters = 5;    // have to agree for going on near by
constexpr qsizetype longestLine = 4096; // that is looked through for its end
constexpr qsizetype farthestSkip = 256; // of what is shown, in one search
constexpr qsizetype longestNeedle = 24;
constexpr int maximumLines = 40; // between two blocks that are shown: definitions, rows of signs
// Together these keep the time linear whatever the text is.
constexpr int maximumFailures = 24;
constexpr int maximumSearches = 5000;

/// Between two blocks, cells or lines of code.
bool endsBlock(QChar c)
{
    constexpr char16_t beginOfFrame = 0xFDD0;
    constexpr char16_t endOfFrame = 0xFDD1;
    return c == QChar::ParagraphSeparator || c == u'\n' || c.unicode() == beginOfFrame || c.unicode() == endOfFrame;
}

bool isBlank(QChar c)
{
    return c == u' ' || c == u'\t' || c == u'\n' || c == u'\r' || c == QChar::Nbsp || c == QChar::LineSeparator ||
           c == QChar::ParagraphSeparator;
}

/// Whether a view replaces it by U+FFFD.
bool isUnshowable(QChar c)
{
    return QChar::isNonCharacter(c.unicode()) || c == QChar::ObjectReplacementCharacter ||
           c.category() == QChar::Other_Control;
}

bool isSpace(QChar c)
{
    return c == u' ' || c == u'\t';
}

bool isMark(QChar c)
{
    return QStringView(u"*_~`[]!<>|#\\").contains(c);
}

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

/// A line, without the blanks in front, that opens or ends a block of code.
bool opensFence(QStringView line)
{
    const auto end = std::ranges::find_if_not(line, [](QChar c) { return c == u'`'; });
    const qsizetype ticks = end - line.begin();
    return line.startsWith(u"~~~") || (ticks >= 3 && !line.sliced(ticks).contains(u'`'));
}

} // namespace

void VisibleTextAligner::align(const TextRange &source, const TextRange &shown)
{
    m_sourceEnd = std::min(source.end(), m_source.size());
    m_shownEnd = std::min(shown.end(), m_shown.size());
    m_at = {shown.start, source.start};
    m_failures = 0;
    bool atStart = true;
    while (m_at.shown < m_shownEnd && m_failures < maximumFailures) {
        if (endsBlock(m_shown[m_at.shown])) {
            ++m_at.shown;
            atStart = true;
            continue;
        }
        if (std::exchange(atStart, false))
            m_at.source = blockStart(m_at.shown, m_at.source);
        if (const std::optional<Match> found = match(m_at.shown, m_at.source))
            record(*found);
        else
            search();
    }
}

void VisibleTextAligner::record(const Match &match)
{
    const qsizetype length = std::min(match.shownLength, match.sourceLength);
    VisibleTextRun *last = m_runs.isEmpty() ? nullptr : &m_runs.last();
    if (last && last->shown + last->length == m_at.shown && last->source + last->length == match.source)
        last->length += length;
    else
        m_runs += VisibleTextRun{match.source, m_at.shown, length};
    m_at = {m_at.shown + match.shownLength, match.source + match.sourceLength};
    m_failures = 0;
}

std::optional<VisibleTextAligner::Match> VisibleTextAligner::match(qsizetype shown, qsizetype source) const
{
    int marks = 0;
    qsizetype blanks = 0;
    while (source < m_sourceEnd && marks < maximumMarks && blanks < maximumBlanks) {
        if (const std::optional<Match> here = matchHere(shown, source))
            return here;
        const QChar sign = m_source[source];
        if (!isBlank(sign) && !isMark(sign))
            return {};
        if (isBlank(sign))
            ++blanks;
        else
            ++marks;
        source = afterMarkup(source);
    }
    return {};
}

std::optional<VisibleTextAligner::Match> VisibleTextAligner::matchHere(qsizetype shown, qsizetype source) const
{
    const QChar wanted = m_shown[shown];
    const QChar sign = m_source[source];
    if (sign == u'&') {
        const qsizetype length = entityLength(source);
        if (length > 0 && !m_shown.sliced(shown).startsWith(m_source.sliced(source, length)))
            return Match{source, wanted.isHighSurrogate() ? 2 : 1, length};
    }
    if (wanted == u'[' && sign == u'[') {
        if (const std::optional<Match> reference = footnoteReference(shown, source))
            return reference;
    }
    if (wanted == sign || (isBlank(wanted) && isBlank(sign)) ||
        (wanted == QChar::ReplacementCharacter && isUnshowable(sign)))
        return Match{source};
    const bool hasNext = source + 1 < m_sourceEnd;
    if (sign == u'\\' && hasNext && m_source[source + 1] == wanted)
        return Match{source + 1};
    if (wanted == QChar::LineSeparator && sign == u'<') { // <br>
        constexpr qsizetype longestBreak = 8;
        const qsizetype close = m_source.sliced(source, std::min(longestBreak, m_sourceEnd - source)).indexOf(u'>');
        if (close > 0)
            return Match{source, 1, close + 1};
    }
    return {};
}

/// "[^label]" is shown as a number.
std::optional<VisibleTextAligner::Match> VisibleTextAligner::footnoteReference(qsizetype shown, qsizetype source) const
{
    if (source + 1 >= m_sourceEnd || m_source[source + 1] != u'^')
        return {};
    const QStringView label = m_source.sliced(source, std::min(maximumLabel, m_sourceEnd - source));
    qsizetype length = 1;
    while (shown + length < m_shownEnd && isDigit(m_shown[shown + length]))
        ++length;
    const qsizetype close = label.indexOf(u']');
    if (length == 1 || close < 0 || shown + length >= m_shownEnd || m_shown[shown + length] != u']')
        return {};
    return Match{source, length + 1, close + 1};
}

/// 0: the ampersand stands for itself.
qsizetype VisibleTextAligner::entityLength(qsizetype source) const
{
    const QStringView rest = m_source.sliced(source, std::min(maximumEntity, m_sourceEnd - source));
    const qsizetype end = rest.indexOf(u';');
    if (end < 2)
        return 0;
    const QStringView name = rest.sliced(1, end - 1);
    const bool plain =
        std::ranges::all_of(name, [](QChar c) { return c == u'#' || (c.unicode() < 0x80 && c.isLetterOrNumber()); });
    return plain ? end + 1 : 0;
}

/// Behind "](address)" or "][label]"; 0 if this bracket closes no link.
qsizetype VisibleTextAligner::linkTailEnd(qsizetype bracket) const
{
    const qsizetype end = std::min(m_sourceEnd, bracket + maximumLinkTail);
    if (bracket + 1 >= end || (m_source[bracket + 1] != u'(' && m_source[bracket + 1] != u'['))
        return 0;
    const bool address = m_source[bracket + 1] == u'(';
    int depth = 0;
    for (qsizetype i = bracket + 1; i < end; ++i) {
        const QChar sign = m_source[i];
        if (sign == u'\n' && i + 1 < end && m_source[i + 1] == u'\n')
            return 0;
        if (sign == u'\\')
            ++i;
        else if (sign == (address ? u'(' : u'['))
            ++depth;
        else if (sign == (address ? u')' : u']') && --depth == 0)
            return i + 1;
    }
    return 0;
}

qsizetype VisibleTextAligner::afterMarkup(qsizetype source) const
{
    const qsizetype tail = m_source[source] == u']' ? linkTailEnd(source) : 0;
    return tail > 0 ? tail : source + 1;
}

/// Whether what follows agrees, by the rules alone, for a few letters or to the end of the block.
bool VisibleTextAligner::agree(qsizetype shown, qsizetype source) const
{
    for (int letters = 0; letters < agreeingLetters; ++letters) {
        if (shown >= m_shownEnd || endsBlock(m_shown[shown]))
            return letters > 0;
        const std::optional<Match> found = match(shown, source);
        if (!found)
            return false;
        shown += found->shownLength;
        source = found->source + found->sourceLength;
    }
    return true;
}

qsizetype VisibleTextAligner::lineEnd(qsizetype from) const
{
    const qsizetype end = std::min(m_sourceEnd, from + longestLine);
    while (from < end && m_source[from] != u'\n' && m_source[from] != u'\r')
        ++from;
    return from;
}

/// The end of the block, or a place far enough from here.
qsizetype VisibleTextAligner::blockEnd(qsizetype shown) const
{
    const qsizetype end = std::min(m_shownEnd, shown + farthestSkip + longestNeedle);
    while (shown < end && !endsBlock(m_shown[shown]))
        ++shown;
    return shown;
}

/// Behind the signs of quotes, lists, tasks, headings, footnotes and cells in front of a line's text.
qsizetype VisibleTextAligner::contentStart(qsizetype line) const
{
    const qsizetype end = lineEnd(line);
    const auto at = [&](qsizetype i) { return i < end ? m_source[i] : QChar(u'\n'); };
    for (qsizetype i = line;;) {
        const qsizetype before = i;
        while (isSpace(at(i)) || at(i) == u'>' || at(i) == u'|')
            ++i;
        qsizetype sign = i;
        while (isDigit(at(sign)) && sign - i < 9)
            ++sign;
        const bool numbered = sign > i && (at(sign) == u'.' || at(sign) == u')');
        const bool bullet = sign == i && QStringView(u"-*+").contains(at(i));
        while (at(sign) == u'#' && sign - i < 6)
            ++sign;
        const bool heading = sign > i && at(sign - 1) == u'#';
        if ((numbered || bullet) && isBlank(at(sign + 1)))
            i = sign + 1;
        else if (heading && isBlank(at(sign)))
            i = sign;
        else if (at(i) == u'[' && at(i + 2) == u']' && isBlank(at(i + 3)) && i > line)
            i += 3;
        else if (at(i) == u'[' && at(i + 1) == u'^') {
            const qsizetype close = m_source.sliced(i, end - i).indexOf(u"]:");
            i += close > 0 ? close + 2 : 0;
        }
        if (i == before)
            return i;
    }
}

/// Where in this line the block that starts here stands.
std::optional<qsizetype> VisibleTextAligner::lineMatch(qsizetype shown, qsizetype line) const
{
    qsizetype text = line;
    while (text < m_sourceEnd && isSpace(m_source[text]))
        ++text;
    const QStringView rest = m_source.sliced(text, lineEnd(text) - text);
    const bool fence = opensFence(rest);
    if (fence && rest.trimmed() != m_shown.sliced(shown, blockEnd(shown) - shown).trimmed())
        return {};
    qsizetype indent = 0; // of a line of code
    while (shown + indent < m_shownEnd && isSpace(m_shown[shown + indent]))
        ++indent;
    const qsizetype indented = std::max(line, text - indent);
    if (indent > 0 && agree(shown, indented))
        return indented;
    const qsizetype content = contentStart(line);
    if (agree(shown, content))
        return content;
    return agree(shown, text) ? std::optional(text) : std::nullopt;
}

/// Where to go on for a block that starts: in this line (cells, lists within lists) or in one of the next.
qsizetype VisibleTextAligner::blockStart(qsizetype shown, qsizetype source) const
{
    qsizetype rest = source;
    const qsizetype farthest = std::min(m_sourceEnd, source + maximumBlanks);
    while (rest < farthest && m_source[rest] != u'\n' && (isMark(m_source[rest]) || isSpace(m_source[rest])))
        ++rest;
    const bool lineIsOver = rest >= m_sourceEnd || m_source[rest] == u'\n';
    const bool atLineStart = source == 0 || m_source[source - 1] == u'\n' || m_source[source - 1] == u'\r';
    if (!lineIsOver || atLineStart) {
        if (const std::optional<qsizetype> found = lineMatch(shown, source))
            return *found;
    }
    qsizetype line = source;
    for (int lines = 0; lines < maximumLines; ++lines) {
        const qsizetype end = lineEnd(line);
        if (end + 1 >= m_sourceEnd || !isBlank(m_source[end]))
            break;
        line = end + 1;
        if (const std::optional<qsizetype> found = lineMatch(shown, line))
            return *found;
    }
    return source;
}

std::optional<VisibleTextAligner::Place> VisibleTextAligner::nextAgreement(const Place &at, qsizetype window,
                                                                           qsizetype letters) const
{
    const QStringView source = m_source.sliced(at.source, std::min(window, m_sourceEnd - at.source));
    const qsizetype end = blockEnd(std::min(at.shown, m_shownEnd));
    const qsizetype length = std::min(letters, end - at.shown);
    if (length < letters && letters > nearLetters)
        return {};
    constexpr qsizetype close = 16;
    for (qsizetype skip = 0; skip <= farthestSkip && at.shown + skip + length <= end; skip += skip < close ? 1 : 8) {
        const qsizetype found = source.indexOf(m_shown.sliced(at.shown + skip, length));
        if (found >= 0)
            return Place{at.shown + skip, at.source + found};
    }
    return {};
}

/// The farther away, the more letters have to agree.
std::optional<VisibleTextAligner::Place> VisibleTextAligner::nextAgreement(const Place &at) const
{
    std::optional<Place> found = nextAgreement(at, 64, nearLetters);
    if (!found)
        found = nextAgreement(at, 512, 8);
    if (!found)
        found = nextAgreement(at, 4096, 14);
    if (!found && m_failures > maximumFailures / 2)
        found = nextAgreement(at, 65536, longestNeedle);
    return found;
}

void VisibleTextAligner::search()
{
    const std::optional<Place> found = ++m_searches <= maximumSearches ? nextAgreement(m_at) : std::nullopt;
    if (found) {
        m_at = *found;
        return;
    }
    // The view added this word.
    ++m_failures;
    while (m_at.shown < m_shownEnd && !isBlank(m_shown[m_at.shown]) && !endsBlock(m_shown[m_at.shown]))
        ++m_at.shown;
    while (m_at.shown < m_shownEnd && isBlank(m_shown[m_at.shown]) && !endsBlock(m_shown[m_at.shown]))
        ++m_at.shown;
}

} // namespace tributary
