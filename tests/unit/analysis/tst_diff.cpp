// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/Diff.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QStringList>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

using Kind = DiffPart::Kind;

QString in(const QString &text, const TextRange &range)
{
    return text.sliced(range.start, range.length);
}

/// "the {-big-}{+small+} cat": removed, added, {<moved away>} and {>moved here<}.
QString written(const QString &first, const QString &second)
{
    QString text;
    const TextDiff diff = diffTexts(first, second);
    for (const DiffPart &part : diff.parts) {
        switch (part.kind) {
        case Kind::Same:
            text += in(second, part.second);
            break;
        case Kind::Added:
            text += u"{+"_s + in(second, part.second) + u"+}"_s;
            break;
        case Kind::Removed:
            text += u"{-"_s + in(first, part.first) + u"-}"_s;
            break;
        case Kind::MovedAway:
            text += u"{<"_s + in(first, part.first) + u">}"_s;
            break;
        case Kind::MovedHere:
            text += u"{>"_s + in(second, part.second) + u"<}"_s;
            break;
        }
    }
    return text;
}

/// What of a text counts when it is compared.
QString bare(QString text)
{
    text.removeIf([](QChar c) { return c.isSpace(); });
    return text.normalized(QString::NormalizationForm_C);
}

/// Why `diff` does not lead from one text to the other; empty when it does.
QString faultOf(const TextDiff &diff, const QString &first, const QString &second)
{
    qsizetype firstEnd = 0;
    qsizetype secondEnd = 0;
    for (qsizetype i = 0; i < diff.parts.size(); ++i) {
        const DiffPart &part = diff.parts.at(i);
        if (part.first.start != firstEnd || part.second.start != secondEnd)
            return u"part %1 leaves a gap"_s.arg(i);
        firstEnd = part.first.end();
        secondEnd = part.second.end();
        const bool moved = part.kind == Kind::MovedAway || part.kind == Kind::MovedHere;
        if (part.kind == Kind::Same && bare(in(first, part.first)) != bare(in(second, part.second)))
            return u"part %1 is not the same"_s.arg(i);
        if ((part.kind == Kind::Added || part.kind == Kind::MovedHere) && part.first.length > 0)
            return u"part %1 is new and old"_s.arg(i);
        if ((part.kind == Kind::Removed || part.kind == Kind::MovedAway) && part.second.length > 0)
            return u"part %1 is old and new"_s.arg(i);
        if (moved != (part.partner >= 0))
            return u"part %1 has a wrong partner"_s.arg(i);
        if (part.kind == Kind::MovedAway &&
            bare(in(first, part.first)) != bare(in(second, diff.parts.at(part.partner).second)))
            return u"part %1 did not move"_s.arg(i);
    }
    if (firstEnd != first.size() || secondEnd != second.size())
        return u"the end is missing"_s;
    return {};
}

/// A text of sentences over few words, with marks, line breaks and signs beyond the basic plane.
QString someText(QRandomGenerator &random, int sentences)
{
    static const QStringList words{u"the"_s,
                                   u"river"_s,
                                   u"model"_s,
                                   u"reads"_s,
                                   u"an"_s,
                                   u"answer"_s,
                                   u"cafe\u0301"_s,
                                   u"\U0001F468\u200D\U0001F469\u200D\U0001F467"_s,
                                   u"42"_s,
                                   u"\u6771\u4EAC"_s,
                                   u"\u05E9\u05DC\u05D5\u05DD"_s,
                                   u"don't"_s};
    QString text;
    for (int i = 0; i < sentences; ++i) {
        for (int word = 1 + random.bounded(9); word > 0; --word)
            text += words.at(random.bounded(words.size())) + (word > 1 ? u" "_s : u"."_s);
        text += random.bounded(4) == 0 ? u"\n\n"_s : u" "_s;
    }
    return text;
}

} // namespace

class DiffTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatDiffers_data();
    void tellsWhatDiffers();
    void leadsFromAnyTextToAnyOther();
    void countsChangesAndWhatIsTheSame_data();
    void countsChangesAndWhatIsTheSame();
    void neverCutsACharacter();
    void isQuickOnLongTexts_data();
    void isQuickOnLongTexts();
};

void DiffTest::tellsWhatDiffers_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QString &first, const QString &second, const QString &expected) {
        QTest::newRow(name) << first << second << expected;
    };
    row("both empty", {}, {}, {});
    row("from nothing", {}, u"One."_s, u"{+One.+}"_s);
    row("to nothing", u"One."_s, {}, u"{-One.-}"_s);
    row("equal", u"One two. Three."_s, u"One two. Three."_s, u"One two. Three."_s);
    row("a word", u"The river is deep and wide."_s, u"The river is deep and cold."_s,
        u"The river is deep and {-wide-}{+cold+}."_s);
    row("a sentence added", u"One is here. Three is here."_s, u"One is here. Two came along. Three is here."_s,
        u"One is here. {+Two came along. +}Three is here."_s);
    row("a sentence removed", u"One is here. Two came along. Three is here."_s, u"One is here. Three is here."_s,
        u"One is here. {-Two came along. -}Three is here."_s);
    row("another sentence altogether", u"Rivers carve valleys."_s, u"Nobody expected snow today."_s,
        u"{-Rivers carve valleys.-}{+Nobody expected snow today.+}"_s);
    row("moved", u"Alpha goes first here. Beta is second now. Gamma ends it all."_s,
        u"Beta is second now. Gamma ends it all. Alpha goes first here."_s,
        u"{<Alpha goes first here. >}Beta is second now. Gamma ends it all. {>Alpha goes first here.<}"_s);
    row("too short to be moved", u"Yes. Beta is second now. Gamma ends it all."_s,
        u"Beta is second now. Gamma ends it all. Yes."_s,
        u"{-Yes. -}Beta is second now. Gamma ends it all. {+Yes.+}"_s);
    row("a comma alone is no island", u"We saw a cat, a dog and more of the same things."_s,
        u"We saw some lions, two tigers and more of the same things."_s,
        u"We saw {-a cat, a dog -}{+some lions, two tigers +}and more of the same things."_s);
    row("white space alone", u"One two.  Three.\nFour."_s, u"One two. Three.\n\n  Four."_s,
        u"One two. Three.\n\n  Four."_s);
    row("nothing but white space", u"  "_s, u"One."_s, u"{-  -}{+One.+}"_s);
    row("white space at the start", u"\n One."_s, u"One."_s, u"One."_s);
    row("list items are sentences", u"apples are red\nplums are blue\n"_s, u"plums are blue\npears are green\n"_s,
        u"{-apples are red\n-}plums are blue\n{+pears are green\n+}"_s);
    row("accents however they are encoded", u"Le cafe\u0301 est bon."_s, u"Le caf\u00E9 est bon."_s,
        u"Le caf\u00E9 est bon."_s);
    row("Chinese by character", u"\u6211\u559C\u6B22\u732B\u3002"_s, u"\u6211\u559C\u6B22\u72D7\u3002"_s,
        u"\u6211\u559C\u6B22{-\u732B-}{+\u72D7+}\u3002"_s);
}

void DiffTest::tellsWhatDiffers()
{
    QFETCH(QString, first);
    QFETCH(QString, second);
    QFETCH(QString, expected);
    const TextDiff diff = diffTexts(first, second);
    QCOMPARE(faultOf(diff, first, second), QString());
    QCOMPARE(written(first, second), expected);
}

void DiffTest::leadsFromAnyTextToAnyOther()
{
    QRandomGenerator random(11);
    for (int round = 0; round < 400; ++round) {
        const QString first = someText(random, random.bounded(12));
        QString second = round % 2 == 0 ? someText(random, random.bounded(12)) : first;
        // Small wounds: something cut out, something put elsewhere.
        for (int i = random.bounded(6); i > 0 && second.size() > 20; --i) {
            const auto from = random.bounded(second.size() - 10);
            const QString piece = second.mid(from, random.bounded(10));
            second.remove(from, piece.size());
            if (random.bounded(2) == 0)
                second.insert(random.bounded(second.size()), piece);
        }
        const TextDiff diff = diffTexts(first, second);
        QVERIFY2(faultOf(diff, first, second).isEmpty(),
                 qPrintable(faultOf(diff, first, second) + u"\n"_s + first + u"\n---\n"_s + second));
        QVERIFY(diff.similarity >= 0 && diff.similarity <= 1);
        QCOMPARE(diffTexts(first, first).changes.size(), 0);
        QCOMPARE(diffTexts(first, first).similarity, 1.0);
    }
}

void DiffTest::countsChangesAndWhatIsTheSame_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    QTest::addColumn<int>("changes");
    QTest::addColumn<int>("percent");
    QTest::newRow("empty") << QString() << QString() << 0 << 100;
    QTest::newRow("signs only") << u"..."_s << u"!!!"_s << 1 << 100;
    QTest::newRow("nothing the same") << u"Red blue green."_s << u"One two three."_s << 1 << 0;
    QTest::newRow("one word of four") << u"one two three four"_s << u"one two three five"_s << 1 << 75;
    QTest::newRow("two places") << u"one two three four five six"_s << u"uno two three four five sei"_s << 2 << 66;
    QTest::newRow("moved counts once and as the same")
        << u"Alpha goes first here. Beta is second now. Gamma ends it all."_s
        << u"Beta is second now. Gamma ends it all. Alpha goes first here."_s << 1 << 100;
}

void DiffTest::countsChangesAndWhatIsTheSame()
{
    QFETCH(QString, first);
    QFETCH(QString, second);
    const TextDiff diff = diffTexts(first, second);
    QTEST(int(diff.changes.size()), "changes");
    QTEST(int(diff.similarity * 100), "percent");
    for (const DiffChange &change : diff.changes) {
        for (qsizetype i = 0; i < change.partCount; ++i)
            QVERIFY(diff.parts.at(change.firstPart + i).kind != Kind::Same);
    }
}

void DiffTest::neverCutsACharacter()
{
    const QString family = u"\U0001F468\u200D\U0001F469\u200D\U0001F467"_s;
    const QString flags = u"\U0001F1EB\U0001F1F7\U0001F1E9\U0001F1EA"_s;
    const QString first = u"A family "_s + family + u" with a flag "_s + flags + u" and an accent e\u0301 here."_s;
    const QString second = u"A family \U0001F468 with a flag \U0001F1EB\U0001F1F7 and an accent e here."_s;
    const TextDiff diff = diffTexts(first, second);
    QCOMPARE(faultOf(diff, first, second), QString());
    for (const DiffPart &part : diff.parts) {
        if (part.first.length > 0)
            QVERIFY(!first.at(part.first.start).isLowSurrogate() && !first.at(part.first.start).isMark());
        if (part.second.length > 0)
            QVERIFY(!second.at(part.second.start).isLowSurrogate() && !second.at(part.second.start).isMark());
    }
    QVERIFY(written(first, second).contains(u"{-"_s + family));
}

void DiffTest::isQuickOnLongTexts_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("the same but for a word in each sentence") << 0;
    QTest::newRow("another text") << 1;
    QTest::newRow("the same sentences in another order") << 2;
    QTest::newRow("no sentence ends") << 3;
}

/// About two hundred pages. The time is printed; what is held is only that no case grows with the square.
void DiffTest::isQuickOnLongTexts()
{
    QFETCH(int, kind);
    QRandomGenerator random(13);
    QStringList first;
    QStringList second;
    for (int i = 0; i < 6000; ++i) {
        QStringList words;
        for (int word = 0; word < 16; ++word)
            words << (word == 0 ? u"W%1"_s : u"w%1"_s).arg(random.bounded(3000));
        first << words.join(u' ') + (kind == 3 ? u" "_s : u". "_s);
        for (int word = kind == 1 ? 0 : 15; word < 16; ++word)
            words[word] = u"w%1"_s.arg(random.bounded(3000));
        second << (kind == 2 ? first.constLast() : words.join(u' ') + (kind == 3 ? u" "_s : u". "_s));
    }
    if (kind == 2)
        std::shuffle(second.begin(), second.end(), random);
    const QString before = first.join(QString());
    const QString after = second.join(QString());
    QElapsedTimer timer;
    timer.start();
    const TextDiff diff = diffTexts(before, after);
    qInfo("%lld ms, %lld changes, %d %% the same", timer.elapsed(), qlonglong(diff.changes.size()),
          int(diff.similarity * 100));
    QCOMPARE(faultOf(diff, before, after), QString());
    QVERIFY(timer.elapsed() < 120'000);
    if (kind == 0 || kind == 3)
        QVERIFY(diff.similarity > 0.9);
    if (kind == 2)
        QCOMPARE(diff.similarity, 1.0);
}

QTEST_APPLESS_MAIN(DiffTest)
#include "tst_diff.moc"
