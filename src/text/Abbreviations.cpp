// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/Abbreviations.h"

#include <QString>

#include <algorithm>
#include <array>
#include <string_view>

namespace tributary {

namespace {

using Word = std::u16string_view;

/// Rarely the last word of a sentence.
constexpr std::array<Word, 75> goesOn = {
    u"inc",  u"ltd",  u"co",  u"corp", u"jr",   u"dept",   u"univ",  u"est",  u"gmbh", u"mio",  u"mrd",
    u"str",  u"bros", u"dr",  u"mr",   u"mrs",  u"ms",     u"prof",  u"st",   u"gen",  u"sen",  u"rep",
    u"gov",  u"capt", u"sgt", u"col",  u"lt",   u"rev",    u"hon",   u"mt",   u"ft",   u"vs",   u"cf",
    u"e.g",  u"i.e",  u"eg",  u"ie",   u"viz",  u"approx", u"ca",    u"bzw",  u"vgl",  u"hr",   u"fr",
    u"z.b",  u"d.h",  u"u.a", u"o.g",  u"s.o",  u"s.u",    u"i.d.r", u"inkl", u"ggf",  u"evtl", u"sog",
    u"zzgl", u"geb",  u"mme", u"mlle", u"sr",   u"sra",    u"srta",  u"dra",  u"p.ej", u"p.ex", u"av",
    u"ed",   u"eds",  u"al",  u"resp", u"dipl", u"ing",    u"phil",  u"nat",  u"med"};

/// Goes on when a number follows.
constexpr std::array<Word, 27> countsOn = {u"no",  u"nos",  u"nr", u"fig", u"figs", u"abb", u"tab", u"p",  u"pp",
                                           u"vol", u"vols", u"ch", u"sec", u"art",  u"kap", u"s",   u"bd", u"eq",
                                           u"ver", u"v",    u"c",  u"abs", u"ziff", u"num", u"pt",  u"rn", u"ex"};

/// Sentences begin with these, so what stands before them was the last word of one after all.
constexpr std::array<Word, 54> starters = {
    u"the",   u"this",  u"that",   u"these",   u"those", u"it",   u"its", u"he",   u"she",  u"they", u"we",
    u"you",   u"in",    u"on",     u"at",      u"for",   u"as",   u"but", u"and",  u"or",   u"if",   u"when",
    u"while", u"there", u"then",   u"however", u"a",     u"an",   u"i",   u"what", u"to",   u"with", u"from",
    u"der",   u"die",   u"das",    u"ein",     u"eine",  u"es",   u"er",  u"sie",  u"wir",  u"im",   u"in",
    u"dies",  u"diese", u"dieser", u"und",     u"aber",  u"wenn", u"da",  u"auch", u"doch", u"so"};

/// What German ordinals stand before; "3. Oktober".
constexpr std::array<Word, 21> behindOrdinals = {
    u"januar", u"februar",   u"m\u00E4rz", u"april",    u"mai",        u"juni",        u"juli",
    u"august", u"september", u"oktober",   u"november", u"dezember",   u"jahrhundert", u"jahrhunderts",
    u"jh",     u"weltkrieg", u"auflage",   u"platz",    u"lebensjahr", u"stock",       u"klasse"};

template <std::size_t size>
bool contains(const std::array<Word, size> &words, const QString &word)
{
    const Word wanted(reinterpret_cast<const char16_t *>(word.utf16()), static_cast<std::size_t>(word.size()));
    return std::ranges::find(words, wanted) != words.end();
}

QString wordAt(QStringView text, qsizetype at)
{
    constexpr qsizetype longest = 20;
    qsizetype end = at;
    while (end < text.size() && end - at < longest && text[end].isLetterOrNumber())
        ++end;
    return text.sliced(at, end - at).toString().toLower();
}

/// With the full stops inside: "e.g".
QString wordBefore(QStringView text, qsizetype stop)
{
    constexpr qsizetype longest = 12;
    qsizetype start = stop;
    while (start > 0 && stop - start < longest && (text[start - 1].isLetterOrNumber() || text[start - 1] == u'.'))
        --start;
    return text.sliced(start, stop - start).toString();
}

/// "J", "U.S", "a.m".
bool isInitials(QStringView word)
{
    for (qsizetype i = 0; i < word.size(); ++i) {
        if (i % 2 == 0 ? !word[i].isLetter() : word[i] != u'.')
            return false;
    }
    return word.size() % 2 == 1;
}

bool isShortNumber(QStringView word)
{
    return !word.isEmpty() && word.size() <= 2 && std::ranges::all_of(word, [](QChar c) { return c.isDigit(); });
}

} // namespace

bool isAbbreviationBefore(QStringView text, qsizetype stop, qsizetype next)
{
    const QString word = wordBefore(text, stop);
    const QString lower = word.toLower();
    if (lower.isEmpty() || next >= text.size())
        return false;
    const bool goes = contains(goesOn, lower);
    if (goes && lower.contains(u'.'))
        return true;
    if (contains(countsOn, lower))
        return text[next].isDigit();
    const QString following = wordAt(text, next);
    if (isShortNumber(word))
        return contains(behindOrdinals, following);
    return (goes || isInitials(word)) && !contains(starters, following);
}

} // namespace tributary
