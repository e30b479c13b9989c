// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ReportSamples.h"
#include "report/DocNode.h"
#include "report/MarkdownPart.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tributary;

namespace {

ReportMark markAt(const QString &text, const QString &passage, const QString &label)
{
    ReportMark mark;
    mark.range = {text.indexOf(passage), passage.size()};
    mark.marks = {label};
    mark.id = u"p-"_s + label;
    mark.palette = 0;
    mark.after.emplace_back(DocNode::Kind::Citation, label);
    return mark;
}

/// "Shorter {waves:A1}<A1>": passages in braces with their labels, what follows them in angles, blocks by line.
QString notation(const std::vector<DocNode> &nodes)
{
    using Kind = DocNode::Kind;
    QString text;
    for (const DocNode &node : nodes) {
        const QString inner = notation(node.children);
        if (node.kind == Kind::Passage)
            text += u"{%1:%2}"_s.arg(inner, node.marks.join(u'+'));
        else if (node.kind == Kind::Citation)
            text += u"<%1>"_s.arg(node.text);
        else if (node.kind == Kind::Strong)
            text += u"*%1*"_s.arg(inner);
        else if (node.kind == Kind::Cell)
            text += inner + u'|';
        else
            text += node.text + inner;
        if (node.kind == Kind::Paragraph || node.kind == Kind::Heading || node.kind == Kind::Code ||
            node.kind == Kind::Row)
            text += u'\n';
    }
    return text;
}

} // namespace

class ContentTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void marksPassages_data();
    void marksPassages();
    void idsStandWhereAPassageBegins();
    void headingsGoDown();
    void nothingIsDropped();
    void opensOnlySafeLinks();
    void removesWhatNoDocumentHolds();
    void partsStayWithinThemselves_data();
    void partsStayWithinThemselves();
};

void ContentTest::marksPassages_data()
{
    QTest::addColumn<QString>("markdown");
    QTest::addColumn<QStringList>("passages");
    QTest::addColumn<QString>("expected");
    QTest::newRow("sentence") << u"One two. Three four."_s << QStringList{u"Three four."_s}
                              << u"One two. {Three four.:A1}<A1>\n"_s;
    QTest::newRow("two") << u"One two. Three four."_s << QStringList{u"One two."_s, u"Three four."_s}
                         << u"{One two.:A1}<A1> {Three four.:A2}<A2>\n"_s;
    QTest::newRow("with markup") << u"Say **this** now. Then."_s << QStringList{u"Say **this** now."_s}
                                 << u"{Say :A1}*{this:A1}*{ now.:A1}<A1> Then.\n"_s;
    QTest::newRow("overlap") << u"One two three."_s << QStringList{u"One two"_s, u"two three."_s}
                             << u"{One :A1}{two:A1+A2}<A1>{ three.:A2}<A2>\n"_s;
    QTest::newRow("list item") << u"- first\n- second\n"_s << QStringList{u"second"_s} << u"first\n{second:A1}<A1>\n"_s;
    QTest::newRow("table row") << u"| a | b |\n|---|---|\n| c | d |\n"_s << QStringList{u"| c | d |"_s}
                               << u"a|b|\n{c:A1}|{d:A1}<A1>|\n"_s;
    QTest::newRow("code") << u"```\nint i;\n```\n\nEnd."_s << QStringList{u"```\nint i;\n```"_s}
                          << u"int i;\n<A1>\nEnd.\n"_s;
}

void ContentTest::marksPassages()
{
    QFETCH(QString, markdown);
    QFETCH(QStringList, passages);
    QFETCH(QString, expected);
    QList<ReportMark> marks;
    for (const QString &passage : std::as_const(passages))
        marks.append(markAt(markdown, passage, u"A%1"_s.arg(marks.size() + 1)));
    QCOMPARE(notation(readContent(markdown, marks, 0)), expected);
}

void ContentTest::idsStandWhereAPassageBegins()
{
    const QString text = u"One **two** three."_s;
    const std::vector<DocNode> nodes = readContent(text, {markAt(text, text, u"A1"_s)}, 0);
    const std::vector<DocNode> &inlines = nodes.at(0).children;
    QCOMPARE(inlines.at(0).id, u"p-A1"_s);
    QVERIFY(inlines.at(1).children.at(0).id.isEmpty());
}

void ContentTest::headingsGoDown()
{
    const std::vector<DocNode> nodes = readContent(u"# One\n\n##### Five"_s, {}, 3);
    QCOMPARE(nodes.at(0).level, 4);
    QCOMPARE(nodes.at(1).level, 6);
}

void ContentTest::nothingIsDropped()
{
    const QString shown = notation(readContent(tests::hostileMarkdown(), {}, 2));
    for (const QString &piece : {u"alert(1)"_s, u"onerror=alert(2)"_s, u"]]>"_s, u"<!--"_s, u"javascript:alert(3)"_s,
                                 u"file:///etc/passwd"_s, u"picture"_s, u"three"_s, u"deeper"_s, u"</code></pre>"_s})
        QVERIFY2(shown.contains(piece), qPrintable(piece));
}

void ContentTest::opensOnlySafeLinks()
{
    QVERIFY(isFollowable(u"https://example.org/?a=1"_s));
    QVERIFY(isFollowable(u"mailto:a@example.org"_s));
    for (const QString &address : {u"javascript:alert(1)"_s, u"file:///etc/passwd"_s, u"//example.org"_s,
                                   u"data:text/html,x"_s, u"https:"_s, u""_s})
        QVERIFY2(!isFollowable(address), qPrintable(address));
}

void ContentTest::removesWhatNoDocumentHolds()
{
    const QString bad =
        QString(QChar(0)) + QChar(0xd800) + u'a' + QChar(0xdc00) + QChar(0xfffe) + QChar(0x85) + u"\r\n\t"_s;
    const QString replaced(QChar::ReplacementCharacter);
    QCOMPARE(documentText(bad), replaced + replaced + u'a' + replaced + replaced + replaced + u"\n\t"_s);
    QCOMPARE(documentText(u"\U0001F600"), u"\U0001F600"_s);
}

void ContentTest::partsStayWithinThemselves_data()
{
    QTest::addColumn<QString>("markdown");
    QTest::addColumn<QString>("expected");
    QTest::newRow("heading") << u"# Title\ntext"_s << u"### Title\ntext"_s;
    QTest::newRow("no heading") << u"#tag"_s << u"#tag"_s;
    QTest::newRow("raw HTML") << u"a <script> b"_s << u"a \\<script> b"_s;
    QTest::newRow("HTML in code") << u"a `<b>` c"_s << u"a `<b>` c"_s;
    QTest::newRow("comparison") << u"1 < 2"_s << u"1 < 2"_s;
    QTest::newRow("autolink") << u"<https://example.org>"_s << u"<https://example.org>"_s;
    QTest::newRow("footnote") << u"see [^A1]\n\n[^A1]: mine"_s << u"see \\[^A1]\n\n\\[^A1]: mine"_s;
    QTest::newRow("code block") << u"```\n# no <b> [^1]\n```\n# yes"_s << u"```\n# no <b> [^1]\n```\n### yes"_s;
    QTest::newRow("open code block") << u"```\n# no"_s << u"```\n# no\n```"_s;
    QTest::newRow("code block in a list") << u"- x\n  ~~~\n  <b>\n  ~~~"_s << u"- x\n  ~~~\n  <b>\n  ~~~"_s;
}

void ContentTest::partsStayWithinThemselves()
{
    QFETCH(QString, markdown);
    QFETCH(QString, expected);
    QCOMPARE(asMarkdownPart(markdown, {}, 2), expected);
}

QTEST_GUILESS_MAIN(ContentTest)
#include "tst_content.moc"
