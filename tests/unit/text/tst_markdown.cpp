// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/Markdown.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

using Kind = MarkdownNode::Kind;

namespace {

QString quoted(const QString &text)
{
    QString shown = text;
    return u'"' + shown.replace(u'\n', u"\\n"_s) + u'"';
}

QString nameOf(const MarkdownNode &node)
{
    switch (node.kind) {
    case Kind::Document:
        return u"doc"_s;
    case Kind::Paragraph:
        return u"p"_s;
    case Kind::Heading:
        return u"h%1"_s.arg(node.level);
    case Kind::List:
        return (node.ordered ? u"ol%1"_s.arg(node.start) : u"ul"_s) + (node.tight ? u""_s : u" loose"_s);
    case Kind::Item:
        return !node.task ? u"li"_s : node.checked ? u"done"_s : u"todo"_s;
    case Kind::CodeBlock:
        return u"pre:"_s + node.info + u' ' + quoted(node.text);
    case Kind::Quote:
        return u"quote"_s;
    case Kind::Table:
        return u"table"_s;
    case Kind::TableRow:
        return node.header ? u"head"_s : u"row"_s;
    case Kind::TableCell:
        return u"cell"_s + u" lcr"_s.at(int(node.alignment));
    case Kind::ThematicBreak:
        return u"hr"_s;
    case Kind::HtmlBlock:
        return u"html "_s + quoted(node.text);
    case Kind::FootnoteDefinition:
        return u"note%1"_s.arg(node.level);
    case Kind::Text:
        return quoted(node.text);
    case Kind::SoftBreak:
        return u"soft"_s;
    case Kind::HardBreak:
        return u"br"_s;
    case Kind::Emphasis:
        return u"em"_s;
    case Kind::Strong:
        return u"b"_s;
    case Kind::Strikethrough:
        return u"s"_s;
    case Kind::CodeSpan:
        return u"code "_s + quoted(node.text);
    case Kind::Link:
        return u"a<"_s + node.url + u'|' + node.title + u'>';
    case Kind::Image:
        return u"img<"_s + node.url + u'|' + node.title + u'>';
    case Kind::InlineHtml:
        return u"tag "_s + quoted(node.text);
    case Kind::FootnoteReference:
        return u"ref%1"_s.arg(node.level);
    }
    return {};
}

/// A tree as one line: name(child child).
QString shown(const MarkdownNode &node)
{
    QStringList children;
    for (const MarkdownNode &child : node.children)
        children += shown(child);
    return nameOf(node) + (children.isEmpty() ? QString() : u'(' + children.join(u' ') + u')');
}

QString shownContent(const QByteArray &markdown)
{
    QStringList blocks;
    for (const MarkdownNode &child : parseMarkdown(markdown).children)
        blocks += shown(child);
    return blocks.join(u' ');
}

int depthOf(const MarkdownNode &node)
{
    int deepest = 0;
    for (const MarkdownNode &child : node.children)
        deepest = std::max(deepest, depthOf(child));
    return deepest + 1;
}

} // namespace

class MarkdownTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void constructs_data();
    void constructs();
    void formulasStayAsWritten_data();
    void formulasStayAsWritten();
    void unusedDefinitionsStayVisible_data();
    void unusedDefinitionsStayVisible();
    void topLevelBlocksKnowTheirLines();
    void addedDefinitionsDoNotMoveLines();
    void deepNestingIsBounded_data();
    void deepNestingIsBounded();
    void hostileTextTakesReasonableTime_data();
    void hostileTextTakesReasonableTime();
    void anyBytesAreAText();
    void brokenUtf8BecomesReplacementCharacters();
    void visibleTextIsWhatAReaderSees();
};

void MarkdownTest::constructs_data()
{
    QTest::addColumn<QByteArray>("markdown");
    QTest::addColumn<QString>("tree");
    const auto row = [](const char *name, const char *markdown, const char *tree) {
        QTest::newRow(name) << QByteArray(markdown) << QString::fromUtf8(tree);
    };
    row("nothing", "", "");
    row("paragraphs", "a\n\nb", R"t(p("a") p("b"))t");
    row("looks", "*a* **b** ~~c~~ `d*`", R"t(p(em("a") " " b("b") " " s("c") " " code "d*"))t");
    row("breaks", "a\nb  \nc\\\nd", R"t(p("a" soft "b" br "c" br "d"))t");
    row("headings", "# a\n### b #\nc\n===", R"t(h1("a") h3("b") h1("c"))t");
    row("tight list", "- a\n- b", R"t(ul(li(p("a")) li(p("b"))))t");
    row("loose list", "- a\n\n- b", R"t(ul loose(li(p("a")) li(p("b"))))t");
    row("ordered list", "7. a\n8. b", R"t(ol7(li(p("a")) li(p("b"))))t");
    row("nested list", "- a\n  1) b", R"t(ul(li(p("a") ol1(li(p("b"))))))t");
    row("tasks", "- [x] a\n- [ ] b\n- c", R"t(ul(done(p("a")) todo(p("b")) li(p("c"))))t");
    row("fence", "```cpp x\na\n\n b\n```\nc", R"t(pre:cpp x "a\n\n b\n" p("c"))t");
    row("open fence", "~~~\na", R"t(pre: "a\n")t");
    row("indented code", "    a\n     b", R"t(pre: "a\n b\n")t");
    row("quote", "> a\n> > b", R"t(quote(p("a") quote(p("b"))))t");
    row("table", "|a|b|c|d|\n|-|:-|:-:|-:|\n|1|\n",
        R"t(table(head(cell ("a") celll("b") cellc("c") cellr("d")) row(cell ("1") celll cellc cellr)))t");
    row("table under text", "t\n|a|\n|-|", R"t(p("t") table(head(cell ("a"))))t");
    row("rule", "a\n\n***", R"t(p("a") hr)t");
    row("html block", "<div>\n*a*\n</div>", R"t(html "<div>\n*a*\n</div>\n")t");
    row("unclosed tag keeps the rest", "a <b c\n\nd vector<int> e", R"t(p("a <b c") p("d vector" tag "<int>" " e"))t");
    row("comment", "a <!-- b --> c", R"t(p("a " tag "<!-- b -->" " c"))t");
    row("link", "[a *b*](http://c \"d\")", R"t(p(a<http://c|d>("a " em("b"))))t");
    row("bare link", "x www.a.org y", R"t(p("x " a<http://www.a.org|>("www.a.org") " y"))t");
    row("link definition", "[a]\n\n[a]: /b", R"t(p(a</b|>("a")))t");
    row("image", "![a *b*](/etc/passwd \"t\")", R"t(p(img</etc/passwd|t>("a " em("b"))))t");
    row("footnotes", "a[^x] b[^y]\n\n[^y]: Y\n\n[^x]: X", R"t(p("a" ref1 " b" ref2) note1(p("X")) note2(p("Y")))t");
    row("entity", "&amp; &copy;", "p(\"& \u00A9\")");
    row("carriage returns", "a\r\n\r\n- b\r\n", R"t(p("a") ul(li(p("b"))))t");
}

void MarkdownTest::constructs()
{
    QFETCH(QByteArray, markdown);
    QTEST(shownContent(markdown), "tree");
}

void MarkdownTest::formulasStayAsWritten_data()
{
    QTest::addColumn<QByteArray>("markdown");
    QTest::addColumn<QString>("tree");
    const auto row = [](const char *name, const char *markdown, const char *tree) {
        QTest::newRow(name) << QByteArray(markdown) << QString::fromUtf8(tree);
    };
    row("inline", R"t(a \(x_1 * y_2 * \{z\}\) *b*)t", R"t(p("a \(x_1 * y_2 * \{z\}\) " em("b")))t");
    row("display", "\\[\n- a \\\\\n= b\n\\]", R"t(p("\[" soft "- a \\" soft "= b" soft "\]"))t");
    row("dollars", "$$a_1*b*\\,c$$", R"t(p("$$a_1*b*\,c$$"))t");
    row("money", "$5 and *$6*", R"t(p("$5 and " em("$6")))t");
    row("no end", R"t(\(a *b*)t", R"t(p("(a " em("b")))t");
    row("end in another paragraph", "\\[ *a*\n\n\\] b", R"t(p("[ " em("a")) p("] b"))t");
    row("marks in code", R"t(`\(` *a* `\)`)t", R"t(p(code "\(" " " em("a") " " code "\)"))t");
    row("in code block", "```\n\\(a_*b*\\)\n```", R"t(pre: "\(a_*b*\)\n")t");
    row("before a fence", "\\( *a*\n```\n\\)\n```", R"t(p("( " em("a")) pre: "\)\n")t");
    row("in a table", "|\\(a|b\\)|\n|-|", R"t(table(head(cell ("\(a|b\)"))))t");
    row("in a list", "- \\(a_1*b*\\)", R"t(ul(li(p("\(a_1*b*\)"))))t");
    row("escaped backslash", R"t(\\(a\\))t", R"t(p("\(a\)"))t");
}

void MarkdownTest::formulasStayAsWritten()
{
    QFETCH(QByteArray, markdown);
    QTEST(shownContent(markdown), "tree");
}

void MarkdownTest::unusedDefinitionsStayVisible_data()
{
    QTest::addColumn<QByteArray>("markdown");
    QTest::addColumn<QString>("tree");
    const auto row = [](const char *name, const char *markdown, const char *tree) {
        QTest::newRow(name) << QByteArray(markdown) << QString::fromUtf8(tree);
    };
    row("link", "a\n\n[1]: /u", R"t(p("a") p("[1]: /u"))t");
    row("footnote", "a\n\n[^1]: u", R"t(p("a") p("[^1]: u"))t");
    row("used one goes", "[1]\n\n[1]: /u", R"t(p(a</u|>("1")))t");
    row("label in another case", "[A  b]\n\n[a B]: /u", R"t(p(a</u|>("A  b")))t");
    row("given twice", "[1]\n\n[1]: /u\n\n[1]: /v", R"t(p(a</u|>("1")) p("[1]: /v"))t");
    row("used after unused", "[2]\n\n[1]: /u\n[2]: /v", R"t(p(a</v|>("2")) p("[1]: /u" soft a</v|>("2") ": /v"))t");
    row("in code", "```\n[1]: /u\n```", R"t(pre: "[1]: /u\n")t");
    row("in a quote", "> [1]: /u", R"t(quote(p("[1]: /u")))t");
}

void MarkdownTest::unusedDefinitionsStayVisible()
{
    QFETCH(QByteArray, markdown);
    QTEST(shownContent(markdown), "tree");
}

void MarkdownTest::topLevelBlocksKnowTheirLines()
{
    const MarkdownNode root = parseMarkdown("# a\n\nb\nc\n\n- d\n- e\n\n```\nf\n```\n");
    QList<std::pair<int, int>> lines;
    for (const MarkdownNode &node : root.children)
        lines.append({node.firstLine, node.lastLine});
    QCOMPARE(lines.first(3), (QList<std::pair<int, int>>{{1, 1}, {3, 4}, {6, 8}}));
    QCOMPARE(lines.last(), std::pair(9, 11));
    QCOMPARE(root.children[2].children.front().firstLine, 0);
}

void MarkdownTest::addedDefinitionsDoNotMoveLines()
{
    const MarkdownNode root = parseMarkdown("[2]\n\n[1]: /u\n[2]: /v\n\nend");
    QCOMPARE(root.children.front().firstLine, 1);
    QCOMPARE(root.children.back().firstLine, 6);
}

void MarkdownTest::deepNestingIsBounded_data()
{
    QTest::addColumn<QByteArray>("markdown");
    QTest::newRow("quotes") << QByteArray(100'000, '>') + "x";
    QTest::newRow("brackets") << QByteArray(100'000, '[') + "x";
    QTest::newRow("links") << QByteArray(20'000, '[') + "x" + QByteArray("](y)").repeated(20'000);
    QTest::newRow("images") << QByteArray("![").repeated(20'000) + "x" + QByteArray("](y)").repeated(20'000);
    QTest::newRow("lists") << QByteArray("- ").repeated(50'000) + "x";
    QTest::newRow("quoted lists") << QByteArray("> - ").repeated(20'000) + "x";
    QTest::newRow("emphasis") << QByteArray("*_").repeated(20'000) + "x" + QByteArray("_*").repeated(20'000);
    QTest::newRow("strikethrough") << QByteArray("~~a ").repeated(20'000) + QByteArray("~~").repeated(20'000) + "x";
    QByteArray stairs;
    for (int i = 0; i < 500; ++i)
        stairs += QByteArray(2 * i, ' ') + "- x\n";
    QTest::newRow("stairs") << stairs;
}

void MarkdownTest::deepNestingIsBounded()
{
    QFETCH(QByteArray, markdown);
    const MarkdownNode root = parseMarkdown(markdown);
    QVERIFY(depthOf(root) <= maximumMarkdownDepth + 8);
    QVERIFY2(visibleText(root).contains(u'x'), "the content stays");
}

void MarkdownTest::hostileTextTakesReasonableTime_data()
{
    QTest::addColumn<QByteArray>("markdown");
    QTest::newRow("wide table") << QByteArray("|").repeated(20'000) + "\n" + QByteArray("|-").repeated(20'000);
    QTest::newRow("formulas without end") << QByteArray("\\( \\[ $$ ").repeated(10'000);
    QTest::newRow("definitions") << QByteArray("[a]: b\n").repeated(10'000);
    QTest::newRow("different definitions") << [] {
        QByteArray text;
        for (int i = 0; i < 5'000; ++i)
            text += "[" + QByteArray::number(i) + "]: /u\n";
        return text;
    }();
    QTest::newRow("open labels") << QByteArray("[a").repeated(20'000) + "]: b";
    QTest::newRow("backticks") << QByteArray("`a``b```c").repeated(10'000);
}

void MarkdownTest::hostileTextTakesReasonableTime()
{
    QFETCH(QByteArray, markdown);
    QElapsedTimer timer;
    timer.start();
    QVERIFY(!parseMarkdown(markdown).children.empty());
    // Far above what it takes, far below what a quadratic reading would take.
    QVERIFY2(timer.elapsed() < 10'000, qPrintable(QString::number(timer.elapsed())));
}

void MarkdownTest::anyBytesAreAText()
{
    QRandomGenerator random(7);
    static constexpr char marks[] = "*_~`[]()<>!|-+#>\n\n\r\t \\$^:.1ax\"&\xC3\xF4\x8F\x9C";
    for (int round = 0; round < 3000; ++round) {
        QByteArray bytes;
        for (int i = random.bounded(120); i > 0; --i)
            bytes += random.bounded(10) == 0 ? char(random.bounded(256)) : marks[random.bounded(int(sizeof marks - 1))];
        QVERIFY(depthOf(parseMarkdown(bytes)) <= maximumMarkdownDepth + 8);
    }
}

void MarkdownTest::brokenUtf8BecomesReplacementCharacters()
{
    QCOMPARE(shownContent("a\xFF"
                          "b"),
             u"p(\"a\uFFFDb\")"_s);
    QCOMPARE(shownContent(QByteArray("a\0b", 3)), u"p(\"a\uFFFDb\")"_s);
    QCOMPARE(shownContent("\xF4\x8F\x9C\xA8 \\(a_1\\)"), QString::fromUtf8("p(\"\xF4\x8F\x9C\xA8 (a_1)\")"));
}

void MarkdownTest::visibleTextIsWhatAReaderSees()
{
    const QByteArray markdown = "# A *b*\n\n- c\n- `d`\n\n|e|f|\n|-|-|\n|g|h|\n\n```\ni\n```\n\n![j](k) <br>\n";
    QCOMPARE(visibleText(parseMarkdown(markdown)), u"A b\nc\nd\ne\tf\ng\th\ni\nj <br>\n"_s);
}

QTEST_GUILESS_MAIN(MarkdownTest)
#include "tst_markdown.moc"
