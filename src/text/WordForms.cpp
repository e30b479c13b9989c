// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/WordForms.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace tributary {

namespace {

bool isArabic(QStringView word)
{
    return std::ranges::any_of(word, [](QChar c) { return c.script() == QChar::Script_Arabic; });
}

QChar plainArabic(QChar c)
{
    switch (c.unicode()) {
    case 0x0622: // alef with madda or hamza, alef wasla
    case 0x0623:
    case 0x0625:
    case 0x0671:
        return QChar(0x0627);
    case 0x0649: // alef maksura, Persian yeh
    case 0x06CC:
        return QChar(0x064A);
    case 0x0629: // teh marbuta
        return QChar(0x0647);
    default:
        return c;
    }
}

/// Off with the first of these that leaves at least so many letters.
template <std::size_t size>
QString withoutBeginning(const QString &word, const std::array<QStringView, size> &beginnings, qsizetype least)
{
    const auto found = std::ranges::find_if(beginnings, [&](QStringView beginning) {
        return word.size() >= beginning.size() + least && word.startsWith(beginning);
    });
    return found == beginnings.end() ? word : word.sliced(found->size());
}

template <std::size_t size>
QString withoutEnding(const QString &word, const std::array<QStringView, size> &endings, qsizetype least)
{
    const auto found = std::ranges::find_if(
        endings, [&](QStringView ending) { return word.size() >= ending.size() + least && word.endsWith(ending); });
    return found == endings.end() ? word : word.chopped(found->size());
}

QString arabicForm(const QString &word)
{
    static constexpr std::array<QStringView, 9> beginnings = {u"\u0648\u0627\u0644",
                                                              u"\u0628\u0627\u0644",
                                                              u"\u0643\u0627\u0644",
                                                              u"\u0641\u0627\u0644",
                                                              u"\u0644\u0644",
                                                              u"\u0627\u0644",
                                                              u"\u0648",
                                                              u"\u0628",
                                                              u"\u0644"};
    static constexpr std::array<QStringView, 7> endings = {
        u"\u0647\u0627", u"\u0627\u062A", u"\u0627\u0646", u"\u064A\u0646", u"\u0648\u0646", u"\u0647", u"\u064A"};
    constexpr qsizetype root = 3;
    QString plain;
    for (const QChar c : word) {
        if (!c.isMark() && c != QChar(0x0640))
            plain += plainArabic(c);
    }
    return withoutEnding(withoutBeginning(plain, beginnings, root), endings, root);
}

QString latinForm(const QString &word)
{
    static constexpr std::array<QStringView, 9> endings = {u"ing", u"ed", u"es", u"en", u"er", u"em", u"e", u"s", u"n"};
    constexpr qsizetype stem = 4;
    return withoutEnding(word, endings, stem);
}

} // namespace

QString comparableForm(QStringView word)
{
    if (std::ranges::all_of(word, [](QChar c) { return c.unicode() < 0x80; })) {
        QString form = word.toString().toLower();
        return form.contains(u',') ? form.remove(u',') : latinForm(form);
    }
    QString form = word.toString().normalized(QString::NormalizationForm_KC).toCaseFolded();
    if (isArabic(form))
        return arabicForm(form);
    return latinForm(form.replace(u'\u2019', u'\'').replace(u'\u00DF', u"ss"_s));
}

} // namespace tributary
