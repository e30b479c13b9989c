// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "graph/Fences.h"

#include <QList>
#include <QRegularExpression>

#include <algorithm>

namespace tributary::fences {

using namespace Qt::StringLiterals;

namespace {

/// A text as a model that reads past tricks sees it: lower case, without invisible characters, look-alikes folded to
/// ASCII. `origins` has the place of each of its characters in the original.
struct Skeleton
{
    QString text;
    QList<qsizetype> origins;

    void append(char32_t c, qsizetype origin)
    {
        for (const char16_t unit : QChar::fromUcs4(c)) {
            text += QChar(unit);
            origins.append(origin);
        }
    }
};

/// Compatibility forms that look like plain letters and signs: mathematical and enclosed letters, full-width forms.
bool looksLikeAscii(char32_t c)
{
    return (c >= 0xff00 && c <= 0xffef) || (c >= 0x1d400 && c <= 0x1d7ff) || (c >= 0x2460 && c <= 0x24ff) ||
           (c >= 0x1f110 && c <= 0x1f189) || (c >= 0x2100 && c <= 0x214f);
}

bool isInvisible(char32_t c)
{
    const QChar::Category category = QChar::category(c);
    return category == QChar::Other_Format || category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing ||
           c == 0x115f || c == 0x1160 || c == 0x3164 || c == 0xffa0; // fillers of hangul, letters without a shape
}

/// Cyrillic and Greek letters that cannot be told from the letters of a fence's words on screen.
char32_t foldedLookAlike(char32_t c)
{
    switch (c) {
    case 0x0430: // Cyrillic a
    case 0x03b1: // Greek alpha
        return U'a';
    case 0x0442: // Cyrillic te
    case 0x03c4: // Greek tau
        return U't';
    case 0x043c: // Cyrillic em
    case 0x03bc: // Greek mu
        return U'm';
    case 0x04bb: // Cyrillic shha
        return U'h';
    case 0x0435: // Cyrillic ie
    case 0x03b5: // Greek epsilon
        return U'e';
    case 0x0456: // Cyrillic i
    case 0x03b9: // Greek iota
        return U'i';
    case 0x0441: // Cyrillic es
    case 0x03f2: // Greek lunate sigma
        return U'c';
    case 0x03bd: // Greek nu
        return U'n';
    case 0x0432: // Cyrillic ve
    case 0x03b2: // Greek beta
        return U'b';
    default:
        return c;
    }
}

void appendFolded(Skeleton &skeleton, char32_t c, qsizetype origin)
{
    if (c < 0x80)
        skeleton.append(QChar::toLower(c), origin);
    else if (isInvisible(c))
        return;
    else if (QChar::category(c) == QChar::Separator_Space)
        skeleton.append(U' ', origin);
    else if (!looksLikeAscii(c))
        skeleton.append(foldedLookAlike(QChar::toLower(c)), origin);
    else {
        for (const char32_t plain : QString::fromUcs4(&c, 1).normalized(QString::NormalizationForm_KC).toUcs4())
            skeleton.append(QChar::toLower(plain), origin);
    }
}

Skeleton skeletonOf(const QString &text)
{
    Skeleton skeleton;
    skeleton.text.reserve(text.size());
    skeleton.origins.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const qsizetype origin = i;
        char32_t c = text[i].unicode();
        if (text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate())
            c = QChar::surrogateToUcs4(text[i], text[i + 1]);
        i += c >= 0x10000 ? 1 : 0;
        appendFolded(skeleton, c, origin);
    }
    return skeleton;
}

struct Replacement
{
    qsizetype start;
    qsizetype end;
    QString text;
};

/// Bounded everywhere, so that a text made of signs alone costs linear time.
const QRegularExpression &fenceWords()
{
    static const QRegularExpression pattern(
        uR"((?:[^\p{L}\p{N}\s][ \t]{0,3}){2,12})"
        R"((?:(?<begin>b[ \t]?e[ \t]?g[ \t]?i[ \t]?n)|e[ \t]?n[ \t]?d)[\W_]{0,4})"
        R"((?:(?<file>a[ \t]?t[ \t]?t[ \t]?a[ \t]?c[ \t]?h[ \t]?m[ \t]?e[ \t]?n[ \t]?t)|)"
        R"(r[ \t]?e[ \t]?f[ \t]?e[ \t]?r[ \t]?e[ \t]?n[ \t]?c[ \t]?e))"_s,
        QRegularExpression::UseUnicodePropertiesOption | QRegularExpression::CaseInsensitiveOption);
    return pattern;
}

qsizetype originAt(const Skeleton &skeleton, qsizetype position, qsizetype textSize)
{
    return position < skeleton.origins.size() ? skeleton.origins[position] : textSize;
}

void findFences(const Skeleton &skeleton, qsizetype textSize, QList<Replacement> &found)
{
    auto matches = fenceWords().globalMatch(skeleton.text);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        const QString edge = match.capturedLength(u"begin"_s) > 0 ? u"begin"_s : u"end"_s;
        const QString what = match.capturedLength(u"file"_s) > 0 ? u"attachment"_s : u"reference"_s;
        found.append({originAt(skeleton, match.capturedStart(), textSize),
                      originAt(skeleton, match.capturedEnd(), textSize), u"(quoted) %1 of %2"_s.arg(edge, what)});
    }
}

void findNonce(const Skeleton &skeleton, const QString &nonce, qsizetype textSize, QList<Replacement> &found)
{
    const QString wanted = nonce.toLower();
    if (wanted.isEmpty())
        return;
    for (qsizetype at = skeleton.text.indexOf(wanted); at >= 0; at = skeleton.text.indexOf(wanted, at + wanted.size()))
        found.append({originAt(skeleton, at, textSize), originAt(skeleton, at + wanted.size(), textSize), u"(code)"_s});
}

/// Most answers hold nothing that could become a fence and are let through without building their skeleton.
bool isHarmless(const QString &text, const QString &nonce)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; }) &&
           !fenceWords().match(text).hasMatch() && (nonce.isEmpty() || !text.contains(nonce, Qt::CaseInsensitive));
}

QString wordOf(FenceKind kind)
{
    switch (kind) {
    case FenceKind::Reference:
        return u"REFERENCE"_s;
    case FenceKind::Attachment:
        return u"ATTACHMENT"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

QString begin(qsizetype number, const QString &nonce, const QString &name, FenceKind kind)
{
    const QString fence = u"=== BEGIN %1 %2 [%3]"_s.arg(wordOf(kind)).arg(number).arg(nonce);
    return name.isEmpty() ? fence + u" ==="_s : fence + u' ' + name + u" ==="_s;
}

QString end(qsizetype number, const QString &nonce, FenceKind kind)
{
    return u"=== END %1 %2 [%3] ==="_s.arg(wordOf(kind)).arg(number).arg(nonce);
}

QString neutralised(const QString &text, const QString &nonce)
{
    if (isHarmless(text, nonce))
        return text;
    const Skeleton skeleton = skeletonOf(text);
    QList<Replacement> replacements;
    findFences(skeleton, text.size(), replacements);
    findNonce(skeleton, nonce, text.size(), replacements);
    std::sort(replacements.begin(), replacements.end(),
              [](const Replacement &a, const Replacement &b) { return a.start < b.start; });
    QString result;
    qsizetype done = 0;
    for (const Replacement &replacement : replacements) {
        if (replacement.start < done)
            continue;
        result += text.mid(done, replacement.start - done) + replacement.text;
        done = replacement.end;
    }
    return result + text.mid(done);
}

} // namespace tributary::fences
