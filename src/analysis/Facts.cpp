// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/Facts.h"

#include "analysis/FactNumbers.h"
#include "text/CommonWords.h"
#include "text/Segments.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <vector>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr auto unicode = QRegularExpression::UseUnicodePropertiesOption;

const QRegularExpression &addressPattern()
{
    static const QRegularExpression pattern(uR"(https?://[^\s<>()\[\]"'`|]{1,500})"_s, unicode);
    return pattern;
}

const QRegularExpression &codePattern()
{
    static const QRegularExpression pattern(uR"(`([^`\s]{2,80})`)"_s, unicode);
    return pattern;
}

/// Humps, underscores, scopes and calls: what no prose has.
const QRegularExpression &identifierPattern()
{
    static const QRegularExpression pattern(
        uR"((?<![\w@/.])(?:[A-Za-z_]\w{0,60}(?:(?:::|->)[A-Za-z_~]\w{0,60}){1,5}(?:\(\))?|)"
        uR"([A-Za-z]\w{0,60}(?:\.[A-Za-z_]\w{0,60}){0,4}\(\)|[A-Za-z][A-Za-z0-9]{0,60}(?:_[A-Za-z0-9]+){1,8}|)"
        uR"([A-Za-z]{0,60}[a-z][A-Z][a-z]\w{0,60}))"_s);
    return pattern;
}

/// 2024-11-22, 22.11.2024, 11/22/2024, 2024年11月22日.
const QRegularExpression &numericDatePattern()
{
    static const QRegularExpression pattern(
        uR"((?<![\d.\-/])(?:(?<y>\d{4})[-/](?<m>\d{1,2})[-/](?<d>\d{1,2})|)"
        uR"((?<d2>\d{1,2})\.\s?(?<m2>\d{1,2})\.\s?(?<y2>\d{4})|(?<a>\d{1,2})/(?<b>\d{1,2})/(?<y3>\d{4})|)"
        uR"((?<y4>\d{4})\s?年(?:\s?(?<m4>\d{1,2})\s?月(?:\s?(?<d4>\d{1,2})\s?[日号])?))(?![\d/]))"_s,
        unicode);
    return pattern;
}

/// 22 November 2024, 22nd of November, November 22, 2024, November 2024.
const QRegularExpression &namedDatePattern()
{
    static const QRegularExpression pattern(
        uR"((?<![\w.])(?:(?<d>\d{1,2})(?:st|nd|rd|th|er|\.)?\s(?:of\s|de\s)?(?<m>\p{L}{3,12}\b\.?)(?:,?\s(?:de\s|del\s)?(?<y>\d{4})\b)?|)"
        uR"((?<m2>\p{L}{3,12}\b\.?)\s(?<d2>\d{1,2})(?:st|nd|rd|th)?\b(?!\s?%)(?:,?\s(?<y2>\d{4})\b)?|(?<m3>\p{L}{3,12}\b\.?),?\s(?:de\s)?(?<y3>\d{4})\b))"_s,
        unicode);
    return pattern;
}

const QRegularExpression &numberPattern()
{
    static const QRegularExpression pattern(
        uR"((?<![\p{Latin}\p{Cyrillic}\p{Greek}\d_.,])(?<sign>[\-−+](?=\d))?(?<money>[$€£]\s?)?(?<n>\d{1,3}(?:[ \x{a0}\x{202f}\x{2009}]\d{3})+(?!\d)|\d{1,40}(?:[.,'’]\d{1,20}){0,8})(?:[\s\-]?(?<w>%|‰|℃|°\s?[CF]?|[\p{Han}]{1,2}|[\p{L}µ]{1,14}(?:/[hs]|²|³)?\.?))?)"_s,
        unicode);
    return pattern;
}

/// Large words, and the small ones within names.
QRegularExpression makeNamePattern(const QString &particles)
{
    return QRegularExpression(uR"((?<![\p{L}\d_])\p{Lu}[\p{L}\p{M}'’\-]{1,30})"
                              uR"((?:\s(?:(?:%1)\s)?\p{Lu}[\p{L}\p{M}'’\-]{0,30}){0,5})"_s.arg(particles),
                              unicode);
}

/// In German "von" and "der" stand between nouns too.
const QRegularExpression &namePattern(bool nounsLarge)
{
    static const QRegularExpression usual =
        makeNamePattern(u"of(?:\\sthe)?|de(?:\\sla)?|la|van(?:\\sder)?|von(?:\\sder)?|bin|al|du|di"_s);
    static const QRegularExpression german = makeNamePattern(u"van|de(?:\\sla)?|la|bin|al|du|di"_s);
    return nounsLarge ? german : usual;
}

/// What writes nouns large says nothing by doing so.
bool writesNounsLarge(const QString &text)
{
    static const QRegularExpression german(u"\\b(?:der|die|das|und|ist|nicht|mit|für|ein|eine|auf|den|von|zu)\\b"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression word(u"\\p{L}{2,}"_s, unicode);
    // The beginning is enough to tell.
    constexpr qsizetype enough = 4000;
    const QString sample = text.left(enough);
    const auto count = [&sample](const QRegularExpression &pattern) {
        qsizetype number = 0;
        for (auto matches = pattern.globalMatch(sample); matches.hasNext(); matches.next())
            ++number;
        return static_cast<double>(number);
    };
    constexpr double shareOfGerman = 0.12;
    return count(german) > shareOfGerman * count(word);
}

class FactFinder
{
public:
    explicit FactFinder(const QString &text)
        : m_text(text)
        , m_decimalComma(factforms::usesDecimalComma(factforms::plainDigits(text)))
        , m_nounsLarge(writesNounsLarge(text))
    {}

    QList<Fact> find();

private:
    using Match = QRegularExpressionMatch;

    void readSegment(const TextSegment &segment);
    template <typename Read>
    void findAll(const QRegularExpression &pattern, Read read);
    void add(Fact::Kind kind, qsizetype start, qsizetype length, const QString &value);
    void addAddress(const Match &match);
    void addNumericDate(const Match &match);
    void addNamedDate(const Match &match);
    void addNumber(const Match &match);
    void addName(const Match &match);
    [[nodiscard]] bool beginsSentence(qsizetype at) const;
    [[nodiscard]] bool isPlainWord(const QString &word) const;
    [[nodiscard]] bool isLabel(qsizetype start, qsizetype end) const;
    void findBrackets();

    const QString &m_text;
    bool m_decimalComma;
    bool m_nounsLarge;
    /// Words that the text also writes small.
    QSet<QString> m_small;
    QList<Fact> m_facts;
    /// The segment that is read, with plain digits and as it is, and which of its characters belong to a fact.
    TextSegment m_segment;
    QString m_plain;
    std::vector<bool> m_taken;
    /// Whether a bracket is open before each character.
    std::vector<bool> m_inBrackets;
};

template <typename Read>
void FactFinder::findAll(const QRegularExpression &pattern, Read read)
{
    auto matches = pattern.globalMatch(m_plain);
    while (matches.hasNext()) {
        const Match match = matches.next();
        const auto from = m_taken.begin() + match.capturedStart();
        if (std::find(from, from + match.capturedLength(), true) == from + match.capturedLength())
            read(match);
    }
}

void FactFinder::add(Fact::Kind kind, qsizetype start, qsizetype length, const QString &value)
{
    std::fill_n(m_taken.begin() + start, length, true);
    m_facts.append({kind, {m_segment.range.start + start, length}, value});
}

void FactFinder::addAddress(const Match &match)
{
    QString address = match.captured();
    while (!address.isEmpty() && u".,;:!?*_"_s.contains(address.back()))
        address.chop(1);
    const qsizetype length = address.size();
    static const QRegularExpression around(u"^https?://(?:www\\.)?|/$"_s);
    address.remove(around);
    add(Fact::Kind::Identifier, match.capturedStart(), length, address.toCaseFolded());
}

void FactFinder::addNumericDate(const Match &match)
{
    const auto number = [&match](QStringView name) { return match.captured(name).toInt(); };
    int year = number(u"y") + number(u"y2") + number(u"y3") + number(u"y4");
    int month = number(u"m") + number(u"m2") + number(u"m4");
    int day = number(u"d") + number(u"d2") + number(u"d4");
    if (const int first = number(u"a"); first > 0) {
        // The American order unless it makes no sense.
        constexpr int months = 12;
        month = first > months ? number(u"b") : first;
        day = first > months ? first : number(u"b");
    }
    if (const auto date = factforms::date(year, month, day))
        add(Fact::Kind::Date, match.capturedStart(), match.capturedLength(), *date);
}

void FactFinder::addNamedDate(const Match &match)
{
    const QString name = match.captured(u"m") + match.captured(u"m2") + match.captured(u"m3");
    const std::optional<int> month = factforms::month(name);
    const int year = (match.captured(u"y") + match.captured(u"y2") + match.captured(u"y3")).toInt();
    const int day = (match.captured(u"d") + match.captured(u"d2")).toInt();
    // "You may 2 times", "march 5 miles".
    if (!month || (year == 0 && name.front().isLower()))
        return;
    if (const auto date = factforms::date(year, *month, day))
        add(Fact::Kind::Date, match.capturedStart(), match.capturedLength(), *date);
}

void FactFinder::addNumber(const Match &match)
{
    const qsizetype start = match.capturedStart();
    qsizetype end = match.capturedEnd(u"n");
    QString value = factforms::plainNumber(match.captured(u"n"), m_decimalComma);
    QString unit = factforms::unit(match.captured(u"money").trimmed()).value_or(QString());
    QString word = match.captured(u"w").remove(u' ');
    qsizetype wordEnd = match.capturedEnd(u"w");
    // No blank ends a Chinese unit.
    if (word.size() == 2 && word.front().script() == QChar::Script_Han && !factforms::unit(word)) {
        word.chop(1);
        --wordEnd;
    }
    if (const auto power = factforms::magnitude(word)) {
        value = factforms::shifted(value, *power);
        end = wordEnd;
    } else if (const auto known = factforms::unit(word.endsWith(u'.') ? word.chopped(1) : word);
               known && unit.isEmpty() && !word.isEmpty()) {
        unit = *known;
        end = wordEnd - (word.endsWith(u'.') ? 1 : 0);
    }
    if (match.captured(u"sign") == u"-" || match.captured(u"sign") == u"−")
        value.prepend(u'-');
    add(Fact::Kind::Number, start, end - start, unit.isEmpty() ? value : value + u' ' + unit);
}

/// Behind nothing but markup, or behind the end of another sentence.
bool FactFinder::beginsSentence(qsizetype at) const
{
    for (qsizetype i = at - 1; i >= 0; --i) {
        const QChar c = m_plain[i];
        if (u".!?:;…。！？\n|"_s.contains(c))
            return true;
        if (c.isLetterOrNumber() || c == u',' || c == u')')
            return false;
    }
    return true;
}

bool FactFinder::isPlainWord(const QString &word) const
{
    const QString folded = word.toCaseFolded();
    return m_small.contains(folded) || backgroundShare(folded) > 0;
}

/// "- **Crisis Management**: ..." and "[Your Company]".
bool FactFinder::isLabel(qsizetype start, qsizetype end) const
{
    return m_inBrackets[static_cast<std::size_t>(start)] ||
           (m_segment.kind == TextSegment::Kind::ListItem && m_plain.indexOf(u':') >= end);
}

void FactFinder::findBrackets()
{
    m_inBrackets.assign(static_cast<std::size_t>(m_plain.size()) + 1, false);
    bool isOpen = false;
    for (qsizetype i = 0; i < m_plain.size(); ++i) {
        m_inBrackets[static_cast<std::size_t>(i)] = isOpen;
        if (m_plain[i] == u'[' || m_plain[i] == u']')
            isOpen = m_plain[i] == u'[';
    }
    m_inBrackets.back() = isOpen;
}

/// Letters without accents, which not everybody writes.
QString plainName(const QString &name)
{
    static const QRegularExpression marks(u"\\p{M}"_s, unicode);
    return name.simplified().toCaseFolded().normalized(QString::NormalizationForm_D).remove(marks).replace(u'’', u'\'');
}

/// Where the first blank is; -1: there is none.
qsizetype firstBlank(const QString &name)
{
    const auto blank = std::ranges::find_if(name, [](QChar c) { return c.isSpace(); });
    return blank == name.end() ? -1 : blank - name.begin();
}

void FactFinder::addName(const Match &match)
{
    QString name = match.captured();
    qsizetype start = match.capturedStart();
    while (name.endsWith(u"'s"_s) || name.endsWith(u"’s"_s))
        name.chop(2);
    const auto dropFirst = [&name, &start] {
        const qsizetype blank = firstBlank(name);
        start += blank < 0 ? name.size() : blank + 1;
        name = blank < 0 ? QString() : name.sliced(blank + 1);
    };
    const auto first = [&name] { return name.left(firstBlank(name)); };
    while (!name.isEmpty() && isPlainWord(first()))
        dropFirst();
    const bool isAcronym = name.size() > 1 && name == name.toUpper();
    const bool isOneWord = firstBlank(name) < 0;
    const bool mayBeAnyWord = isOneWord && (m_nounsLarge || beginsSentence(start));
    if (name.size() > 1 && (isAcronym || (!mayBeAnyWord && !isLabel(start, start + name.size()))))
        add(Fact::Kind::Name, start, name.size(), plainName(name));
}

void FactFinder::readSegment(const TextSegment &segment)
{
    if (segment.kind == TextSegment::Kind::Code)
        return;
    m_segment = segment;
    m_plain = factforms::plainDigits(QStringView(m_text).sliced(segment.range.start, segment.range.length));
    m_taken.assign(static_cast<std::size_t>(m_plain.size()), false);
    findAll(addressPattern(), [this](const Match &match) { addAddress(match); });
    findAll(codePattern(), [this](const Match &match) {
        add(Fact::Kind::Identifier, match.capturedStart(1), match.capturedLength(1), match.captured(1).toCaseFolded());
    });
    findAll(numericDatePattern(), [this](const Match &match) { addNumericDate(match); });
    findAll(namedDatePattern(), [this](const Match &match) { addNamedDate(match); });
    findAll(identifierPattern(), [this](const Match &match) {
        add(Fact::Kind::Identifier, match.capturedStart(), match.capturedLength(), match.captured().toCaseFolded());
    });
    findAll(numberPattern(), [this](const Match &match) { addNumber(match); });
    // Titles are written large for being titles.
    if (segment.kind == TextSegment::Kind::Heading)
        return;
    findBrackets();
    findAll(namePattern(m_nounsLarge), [this](const Match &match) { addName(match); });
}

QList<Fact> FactFinder::find()
{
    static const QRegularExpression small(u"(?<![\\p{L}\\d])\\p{Ll}[\\p{L}'’\\-]*"_s, unicode);
    for (auto matches = small.globalMatch(m_text); matches.hasNext();)
        m_small.insert(matches.next().captured().toCaseFolded());
    const QList<TextSegment> segments = segmentMarkdown(m_text);
    for (const TextSegment &segment : segments)
        readSegment(segment);
    std::ranges::sort(m_facts, {}, [](const Fact &fact) { return fact.range.start; });
    return m_facts;
}

} // namespace

QList<Fact> findFacts(const QString &markdown)
{
    return FactFinder(markdown).find();
}

} // namespace tributary
