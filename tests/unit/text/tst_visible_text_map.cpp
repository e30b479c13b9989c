// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/Markdown.h"
#include "text/VisibleTextMap.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

QString shownOf(const QString &source)
{
    return visibleText(parseMarkdown(source.toUtf8()));
}

/// What is shown of the passage, its pieces separated by bars.
QString shownPassage(const QString &source, const QString &passage)
{
    const QString shown = shownOf(source);
    const VisibleTextMap map(source, shown);
    QStringList pieces;
    for (const TextRange &range : map.shownRanges({source.indexOf(passage), passage.size()}))
        pieces += shown.mid(range.start, range.length);
    return pieces.join(u'|');
}

/// Writes Markdown in which no word occurs twice, so that each has one right place.
class WordyMarkdown
{
public:
    explicit WordyMarkdown(quint32 seed)
        : m_random(seed)
    {}

    QString write(int blocks)
    {
        QString text;
        for (int i = 0; i < blocks; ++i)
            text += block() + u'\n';
        return text;
    }

private:
    int below(int end) { return int(m_random.bounded(end)); }

    QString word()
    {
        static const QStringList kinds = {u"w%1"_s,  u"größe%1"_s, u"漢字%1"_s,     u"مرحبا%1"_s,
                                          u"😀%1x"_s, u"%1.5"_s,    u"snake_%1_x"_s, u"e\u0301%1"_s};
        return kinds[below(3) == 0 ? below(int(kinds.size())) : 0].arg(m_next++);
    }

    QString words(int count)
    {
        QStringList all;
        for (int i = 0; i < count; ++i)
            all += inlined(word());
        return all.join(below(6) == 0 ? u"\n"_s : u" "_s);
    }

    QString inlined(const QString &word)
    {
        switch (below(16)) {
        case 0:
            return u"**"_s + word + u' ' + this->word() + u"**"_s;
        case 1:
            return u'*' + word + u'*';
        case 2:
            return u"`"_s + word + u"`"_s;
        case 3:
            return u"[%1](https://example.org/a_(b)/%1?q=w1 \"w2\")"_s.arg(word);
        case 4:
            return word + u" &amp; &copy; AT&T; &lt;b&gt;"_s;
        case 5:
            return word + u" \\* \\_ 5 \\< 6"_s;
        case 6:
            return u"~~"_s + word + u"~~, \\(a_1 * b\\)"_s;
        case 7:
            return u"<https://example.org/"_s + word + u">"_s;
        case 8:
            return word + u"  "_s;
        default:
            return word + (below(5) == 0 ? u","_s : QString());
        }
    }

    QString block()
    {
        switch (below(8)) {
        case 0:
            return u"## "_s + words(3).replace(u'\n', u' ') + u" ##\n"_s;
        case 1:
            return u"- "_s + words(5).replace(u'\n', u"\n  "_s) + u"\n  1. "_s + word() + u"\n  2. 3 "_s + word() +
                   u"\n- [x] "_s + word() + u"\n"_s;
        case 2:
            return u"| "_s + word() + u" | **"_s + word() + u"** |\n|:--|--:|\n| `"_s + word() + u"` | 7 |\n| "_s +
                   word() + u" | |\n"_s;
        case 3:
            return u"```cpp\nint "_s + word() + u"()\n{\n    return "_s + word() + u";\n}\n```\n"_s;
        case 4:
            return u"> "_s + words(4).replace(u'\n', u"\n> "_s) + u"\n"_s;
        case 5:
            return u"1. "_s + words(4).replace(u'\n', u"\n   "_s) + u"\n\n   "_s + word() + u"\n"_s;
        default:
            return words(2 + below(30)) + u"\n"_s;
        }
    }

    QRandomGenerator m_random;
    int m_next = 1000;
};

const QRegularExpression wordPattern(u"[\\w.]*\\d{4,}[\\w.]*"_s, QRegularExpression::UseUnicodePropertiesOption);

} // namespace

class VisibleTextMapTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void passagesAreFoundWhereTheyAreShown_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("passage");
        QTest::addColumn<QString>("shown");
        const auto row = [](const char *name, const QString &source, const QString &passage, const QString &shown) {
            QTest::newRow(name) << source << passage << shown;
        };
        row("plain", u"One. Two. Three."_s, u"Two."_s, u"Two."_s);
        row("emphasis", u"One **two** *three* four"_s, u"**two** *three*"_s, u"two three"_s);
        row("markup only", u"One **two** x"_s, u"**"_s, u""_s);
        row("link", u"See [b](http://b.example/b) b end"_s, u" b end"_s, u" b end"_s);
        row("link with parentheses", u"a [b](http://x/(b)) b"_s, u") b"_s, u" b"_s);
        row("entities", u"a &amp; b &lt; c &#x1F600; d"_s, u"&lt; c &#x1F600;"_s, u"< c 😀"_s);
        row("no entity", u"AT&T; rest"_s, u"AT&T;"_s, u"AT&T;"_s);
        row("escapes", u"5 \\* 6 \\_ 7"_s, u"\\* 6"_s, u"* 6"_s);
        row("code span", u"call `f(a, *b)` now"_s, u"`f(a, *b)`"_s, u"f(a, *b)"_s);
        row("soft break", u"one\ntwo three"_s, u"one\ntwo"_s, u"one two"_s);
        row("list", u"- one\n- two\n  - three\n"_s, u"- two\n  - three"_s, u"two\nthree"_s);
        row("number like its marker", u"1. 1 apple\n2. 2 pears\n"_s, u"2 pears"_s, u"2 pears"_s);
        row("heading", u"# A title #\n\ntext"_s, u"A title"_s, u"A title"_s);
        row("setext heading", u"Title\n=====\n\ntext"_s, u"text"_s, u"text"_s);
        row("table row", u"| a | b |\n|---|:-:|\n| **1** | `2` |\n"_s, u"| **1** | `2` |"_s, u"1\t2"_s);
        row("code block", u"x\n\n```cpp\nint x = 1;\n    y;\n```\nz"_s, u"    y;"_s, u"    y;"_s);
        row("word of the fence", u"```int\nint x;\n```"_s, u"int x;"_s, u"int x;"_s);
        row("code in a list", u"1. a\n\n   ```\n   b\n     c\n   ```\n"_s, u"  c"_s, u"  c"_s);
        row("quote", u"> one\n> two\n\nthree"_s, u"two"_s, u"two"_s);
        row("footnote", u"A[^n] b.\n\n[^n]: Note.\n\nC."_s, u"A[^n] b."_s, u"A[1] b."_s);
        row("formula", u"Let \\(a_1 * b\\) be *c*."_s, u"\\(a_1 * b\\)"_s, u"\\(a_1 * b\\)"_s);
        row("definitions between", u"a [one]\n\n[one]: http://one.example\n\ntwo"_s, u"two"_s, u"two"_s);
        row("Chinese", u"**你好**。世界。"_s, u"世界。"_s, u"世界。"_s);
        row("Arabic", u"مرحبا **بالعالم** اليوم"_s, u"**بالعالم**"_s, u"بالعالم"_s);
        row("emoji", u"a 👩‍👩‍👧 **b 😀** c"_s, u"**b 😀**"_s, u"b 😀"_s);
        row("raw tags", u"a <b>bold</b> vector<int> c"_s, u"vector<int>"_s, u"vector<int>"_s);
        row("carriage returns", u"# A\r\n\r\n- b\r\n- c d\r\n"_s, u"c d"_s, u"c d"_s);
    }

    void passagesAreFoundWhereTheyAreShown()
    {
        QFETCH(QString, source);
        QFETCH(QString, passage);
        QTEST(shownPassage(source, passage), "shown");
    }

    void everyWordIsFoundAtItsOwnPlace_data()
    {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 40; ++seed)
            QTest::addRow("text %u", seed) << seed;
    }

    void everyWordIsFoundAtItsOwnPlace()
    {
        QFETCH(quint32, seed);
        const QString source = WordyMarkdown(seed).write(25);
        const QString shown = shownOf(source);
        const VisibleTextMap map(source, shown);
        int words = 0;
        for (auto it = wordPattern.globalMatch(shown); it.hasNext(); ++words) {
            const QRegularExpressionMatch word = it.next();
            const qsizetype found = map.sourceOffset(word.capturedStart());
            if (source.sliced(found).left(word.capturedLength()) == word.captured())
                continue;
            QFAIL(qPrintable(u"'%1' was found at '%2' in:\n%3"_s.arg(word.captured(), source.mid(found - 20, 60),
                                                                     source.mid(found - 200, 400))));
        }
        QVERIFY(words > 50);
    }

    void thereAndBackIsTheSamePlace()
    {
        const QString source = WordyMarkdown(7).write(60);
        const QString shown = shownOf(source);
        const VisibleTextMap map(source, shown);
        qsizetype previous = -1;
        for (const VisibleTextRun &run : map.runs()) {
            QVERIFY(run.length > 0);
            QVERIFY(run.shown > previous);
            QCOMPARE(map.sourceOffset(run.shown), run.source);
            QCOMPARE(map.shownOffset(run.source), run.shown);
            QCOMPARE(map.shownRanges({run.source, run.length}), QList({TextRange{run.shown, run.length}}));
            previous = run.shown + run.length - 1;
        }
    }

    void footnotesAreFoundByTheirLines()
    {
        const QString source = u"A[^n] same.\n\n[^n]: Note same.\n\nLast same.\n"_s;
        const MarkdownNode root = parseMarkdown(source.toUtf8());
        QString shown;
        QList<int> lines;
        QList<TextRange> places;
        for (const MarkdownNode &node : root.children) {
            const QString text = visibleText(node);
            lines += node.firstLine;
            places += TextRange{shown.size(), text.size()};
            shown += text;
        }
        QCOMPARE(shown, u"A[1] same.\nLast same.\nNote same.\n"_s);
        const VisibleTextMap map(source, shown, anchorsOfBlocks(source, lines, places));
        QCOMPARE(map.shownOffset(source.indexOf(u"Note"_s)), shown.indexOf(u"Note"_s));
        QCOMPARE(map.sourceOffset(shown.indexOf(u"Last"_s)), source.indexOf(u"Last"_s));
        QCOMPARE(map.sourceOffset(shown.lastIndexOf(u"same"_s)), source.indexOf(u"same"_s, source.indexOf(u"Note"_s)));
    }

    void blocksWithoutALineShareTheirNeighboursPlace()
    {
        const QString source = u"one\n\ntwo\n| a |\n|---|\n\nthree\n"_s;
        using Anchor = VisibleTextAnchor;
        QCOMPARE(anchorsOfBlocks(source, {1, 0, 4, 7}, {{0, 4}, {4, 4}, {8, 2}, {10, 6}}),
                 QList({Anchor{{0, 22}, {0, 10}}, Anchor{{22, 6}, {10, 6}}}));
        QCOMPARE(anchorsOfBlocks(source, {0, 4}, {{0, 8}, {8, 2}}), QList({Anchor{{0, 28}, {0, 10}}}));
        QCOMPARE(anchorsOfBlocks(source, {}, {}), QList<Anchor>());
    }

    void nothingMapsToNothing()
    {
        const VisibleTextMap map(u"", u"");
        QVERIFY(map.isEmpty());
        QCOMPARE(map.sourceOffset(3), -1);
        QCOMPARE(map.shownOffset(3), -1);
        QVERIFY(map.shownRanges({0, 10}).isEmpty());
        QVERIFY(VisibleTextMap(u"***", u"words that are not there").shownRanges({0, 3}).isEmpty());
    }

    void longTextsTakeTimeInProportion_data()
    {
        QTest::addColumn<QString>("source");
        QTest::newRow("one line") << u"A **word** and `code` "_s.repeated(50000);
        QTest::newRow("images") << u"![a](b)"_s.repeated(150000);
        QTest::newRow("brackets") << u"[a]("_s.repeated(250000);
        QTest::newRow("blanks") << u"a"_s + u" "_s.repeated(1000000) + u"b"_s;
        QTest::newRow("ampersands") << u"&"_s.repeated(1000000);
    }

    void longTextsTakeTimeInProportion()
    {
        QFETCH(QString, source);
        QString shown = source;
        shown.remove(u'*').remove(u'`');
        if (source.startsWith(u'!'))
            shown = u"[image: a - b]"_s.repeated(150000);
        QElapsedTimer timer;
        timer.start();
        const VisibleTextMap map(source, shown);
        QVERIFY2(timer.elapsed() < 20000, "far from linear");
    }
};

QTEST_GUILESS_MAIN(VisibleTextMapTest)
#include "tst_visible_text_map.moc"
