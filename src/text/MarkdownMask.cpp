// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/MarkdownMask.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <array>
#include <vector>

namespace tributary {

namespace {

// The stand-in of ASCII character c is U+10F700 + c.
constexpr char standInLead[] = "\xF4\x8F";
constexpr char16_t standInHigh = 0xDBFD;
constexpr char16_t standInLow = 0xDF00;

constexpr int maximumTableColumns = 128;

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

bool isPunctuation(char c)
{
    return (c > ' ' && c < '0') || (c > '9' && c < 'A') || (c > 'Z' && c < 'a') || (c > 'z' && c < '\x7f');
}

struct Formula
{
    QByteArrayView open;
    QByteArrayView close;
};

constexpr std::array<const char *, 3> formulaOpen = {"\\(", "\\[", "$$"};
constexpr std::array<const char *, 3> formulaClose = {"\\)", "\\]", "$$"};

struct Definition
{
    qsizetype bracket = 0;
    QByteArray label;
};

/// Finds what has to be hidden; marks positions in a text.
class Finder
{
public:
    explicit Finder(QByteArrayView source)
        : m_source(source)
    {}

    std::vector<qsizetype> positions();

    /// Definitions that would no longer be found where they stand, because a hidden one before them became text.
    const std::vector<QByteArrayView> &repeatedDefinitions() const { return m_repeated; }

private:
    qsizetype lineEnd(qsizetype from) const;
    qsizetype contentStart(qsizetype from, qsizetype end) const;
    bool endsParagraph(qsizetype start, qsizetype end) const;
    qsizetype paragraphEnd(qsizetype from) const;
    void findFormulas();
    void findFormulasIn(qsizetype from, qsizetype end);
    void findWideTables();
    void findUnusedDefinitions();
    std::vector<Definition> definitions() const;
    QHash<QByteArray, int> bracketed() const;
    QByteArray labelAt(qsizetype bracket) const;
    bool startsWith(qsizetype at, const char *two) const;

    QByteArrayView m_source;
    std::vector<qsizetype> m_found;
    std::vector<QByteArrayView> m_repeated;
};

qsizetype Finder::lineEnd(qsizetype from) const
{
    const qsizetype end = m_source.indexOf('\n', from);
    return end < 0 ? m_source.size() : end;
}

qsizetype Finder::contentStart(qsizetype from, qsizetype end) const
{
    while (from < end && (isBlank(m_source[from]) || m_source[from] == '>'))
        ++from;
    return from;
}

bool Finder::endsParagraph(qsizetype start, qsizetype end) const
{
    qsizetype content = contentStart(start, end);
    if (content == end)
        return true;
    while (content < end && (QByteArrayView("-*+.)").contains(m_source[content]) ||
                             std::isdigit(uchar(m_source[content])) || isBlank(m_source[content])))
        ++content;
    const QByteArrayView rest = m_source.sliced(content, end - content);
    return rest.startsWith("```") || rest.startsWith("~~~");
}

qsizetype Finder::paragraphEnd(qsizetype from) const
{
    while (from < m_source.size()) {
        const qsizetype end = lineEnd(from);
        if (endsParagraph(from, end))
            return from;
        from = end + 1;
    }
    return m_source.size();
}

bool Finder::startsWith(qsizetype at, const char *two) const
{
    return at + 1 < m_source.size() && m_source[at] == two[0] && m_source[at + 1] == two[1];
}

void Finder::findFormulas()
{
    for (qsizetype at = 0; at < m_source.size();) {
        const qsizetype end = paragraphEnd(at);
        findFormulasIn(at, end);
        at = end < m_source.size() ? lineEnd(end) + 1 : end;
    }
}

void Finder::findFormulasIn(qsizetype from, qsizetype end)
{
    std::array<bool, formulaOpen.size()> hopeless = {}; // no end of this kind in the rest of the paragraph
    for (qsizetype at = from; at + 1 < end; ++at) {
        const auto open = std::find_if(formulaOpen.begin(), formulaOpen.end(),
                                       [&](const char *candidate) { return startsWith(at, candidate); });
        if (open == formulaOpen.end()) {
            at += m_source[at] == '\\' ? 1 : 0;
            continue;
        }
        const std::size_t kind = std::size_t(open - formulaOpen.begin());
        const qsizetype close = hopeless[kind] ? -1 : m_source.first(end).indexOf(formulaClose[kind], at + 2);
        hopeless[kind] = close < 0;
        // A formula holds no backtick; whoever writes about its marks puts these in code spans.
        if (close >= 0 && !m_source.sliced(at, close - at).contains('`')) {
            for (qsizetype i = at; i < close + 2; ++i) {
                if (isPunctuation(m_source[i]))
                    m_found.push_back(i);
            }
            at = close;
        }
        ++at;
    }
}

void Finder::findWideTables()
{
    for (qsizetype at = 0; at < m_source.size();) {
        const qsizetype end = lineEnd(at);
        const QByteArrayView line = m_source.sliced(at, end - at);
        if (std::count(line.begin(), line.end(), '|') > maximumTableColumns) {
            for (qsizetype i = at; i < end; ++i) {
                if (m_source[i] == '|')
                    m_found.push_back(i);
            }
        }
        at = end + 1;
    }
}

QByteArray Finder::labelAt(qsizetype bracket) const
{
    qsizetype end = bracket + 1;
    while (end < m_source.size() && m_source[end] != ']' && m_source[end] != '[' && end - bracket < 1000)
        ++end;
    if (end >= m_source.size() || m_source[end] != ']')
        return {};
    return m_source.sliced(bracket + 1, end - bracket - 1).toByteArray().simplified().toLower();
}

std::vector<Definition> Finder::definitions() const
{
    std::vector<Definition> result;
    for (qsizetype at = 0; at < m_source.size(); at = lineEnd(at) + 1) {
        const qsizetype end = lineEnd(at);
        const qsizetype start = contentStart(at, end);
        if (start == end || m_source[start] != '[')
            continue;
        const qsizetype close = m_source.first(end).indexOf(']', start);
        const QByteArray label = labelAt(start);
        if (!label.isEmpty() && close > 0 && close + 1 < end && m_source[close + 1] == ':')
            result.push_back({start, label});
    }
    return result;
}

QHash<QByteArray, int> Finder::bracketed() const
{
    QHash<QByteArray, int> count;
    for (qsizetype at = m_source.indexOf('['); at >= 0; at = m_source.indexOf('[', at + 1)) {
        const QByteArray label = labelAt(at);
        if (!label.isEmpty())
            ++count[label];
    }
    return count;
}

void Finder::findUnusedDefinitions()
{
    const std::vector<Definition> all = definitions();
    if (all.empty())
        return;
    QHash<QByteArray, int> uses = bracketed();
    for (const Definition &definition : all)
        --uses[definition.label];
    QSet<QByteArray> seen;
    qsizetype textEndsAt = -1; // where a line that became text ends
    for (const Definition &definition : all) {
        const bool unused = seen.contains(definition.label) || uses.value(definition.label) == 0;
        seen.insert(definition.label);
        const qsizetype end = lineEnd(definition.bracket);
        const bool continuesText = textEndsAt >= 0 && !m_source.sliced(textEndsAt + 1).startsWith('\n') &&
                                   contentStart(textEndsAt + 1, end) == definition.bracket;
        if (unused)
            m_found.push_back(definition.bracket);
        else if (continuesText && !definition.label.startsWith('^'))
            m_repeated.push_back(m_source.sliced(definition.bracket, end - definition.bracket));
        if (unused || continuesText)
            textEndsAt = end;
    }
}

std::vector<qsizetype> Finder::positions()
{
    if (m_source.contains("\\(") || m_source.contains("\\[") || m_source.contains("$$"))
        findFormulas();
    if (m_source.contains("]:"))
        findUnusedDefinitions();
    if (m_source.count('|') > maximumTableColumns)
        findWideTables();
    std::sort(m_found.begin(), m_found.end());
    m_found.erase(std::unique(m_found.begin(), m_found.end()), m_found.end());
    return m_found;
}

void appendStandIn(QByteArray &to, char c)
{
    to.append(standInLead);
    to.append(char(c < 0x40 ? 0x9C : 0x9D));
    to.append(char(0x80 | (c & 0x3F)));
}

} // namespace

MarkdownMask::MarkdownMask(QByteArrayView utf8)
    : m_source(utf8)
{
    // A text that uses the plane itself is taken as it is: nobody can tell its characters from stand-ins.
    if (utf8.contains(standInLead))
        return;
    Finder finder(utf8);
    const std::vector<qsizetype> hidden = finder.positions();
    m_changed = !hidden.empty();
    for (const QByteArrayView definition : finder.repeatedDefinitions())
        m_masked.append(definition).append("\n\n");
    m_addedLines = 2 * int(finder.repeatedDefinitions().size());
    qsizetype copied = 0;
    for (const qsizetype position : hidden) {
        m_masked.append(utf8.sliced(copied, position - copied));
        appendStandIn(m_masked, utf8[position]);
        copied = position + 1;
    }
    if (m_changed)
        m_masked.append(utf8.sliced(copied));
}

QString MarkdownMask::restored(const char *utf8) const
{
    QString text = QString::fromUtf8(utf8);
    if (!m_changed || !text.contains(QChar(standInHigh)))
        return text;
    QString result;
    result.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == QChar(standInHigh) && i + 1 < text.size())
            result.append(QChar(char16_t(text[++i].unicode() - standInLow)));
        else
            result.append(text[i]);
    }
    return result;
}

} // namespace tributary
