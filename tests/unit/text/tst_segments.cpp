// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/Segments.h"

#include <QRegularExpression>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

QString letterOf(TextSegment::Kind kind)
{
    switch (kind) {
    case TextSegment::Kind::Sentence:
        return u"s"_s;
    case TextSegment::Kind::ListItem:
        return u"l"_s;
    case TextSegment::Kind::Heading:
        return u"h"_s;
    case TextSegment::Kind::Code:
        return u"c"_s;
    case TextSegment::Kind::TableRow:
        return u"t"_s;
    }
    return {};
}

/// "kind:text" of every segment.
QStringList pieces(const QString &markdown)
{
    QStringList found;
    for (const TextSegment &segment : segmentMarkdown(markdown))
        found.append(letterOf(segment.kind) + u':' + markdown.sliced(segment.range.start, segment.range.length));
    return found;
}

} // namespace

class SegmentsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void sentences_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("expected");
        const auto row = [](const char *name, const QString &text, const QStringList &expected) {
            QTest::newRow(name) << text << expected;
        };
        const QString first = u"The first one has enough words in it"_s;
        const QString second = u"The second one has enough of them too"_s;
        const auto two = [&](const QString &between) {
            return QStringList{u"s:"_s + first + between, u"s:"_s + second + u'.'};
        };
        const auto one = [](const QString &text) { return QStringList{u"s:"_s + text}; };
        row("nothing", u""_s, {});
        row("blank", u" \n\t\n"_s, {});
        for (const QString &end :
             {u"."_s, u"!"_s, u"?"_s, u"..."_s, u".\""_s, u".)"_s, u".**"_s, u".[1]"_s, u".[^12]"_s})
            QTest::newRow(qPrintable(u"ends with "_s + end)) << first + end + u' ' + second + u'.' << two(end);
        row("opening quote", first + u". \u201C"_s + second + u".\u201D"_s,
            {u"s:"_s + first + u'.', u"s:\u201C"_s + second + u".\u201D"_s});
        row("opening emphasis", first + u". **"_s + second + u".**"_s,
            {u"s:"_s + first + u'.', u"s:**"_s + second + u".**"_s});
        row("starts with code", first + u". `Code::of(it)` stands in the beginning here."_s,
            {u"s:"_s + first + u'.', u"s:`Code::of(it)` stands in the beginning here."_s});
        row("exclamation goes on", u"\u201CStop right there!\u201D she said to all of them."_s,
            one(u"\u201CStop right there!\u201D she said to all of them."_s));
        for (const QString &text :
             {u"The tools, e.g. Qt and CMake, are known to Dr. Smith and Prof. Jones."_s,
              u"They met J. R. Tolkien in the U.S. Army at 9 a.m. Eastern time."_s,
              u"See Fig. 3 and No. 12 on p. 5 of it for more."_s,
              u"It costs 3.14 or 1,000.50 with version 2.4.1 of the tool."_s,
              u"Das war am 3. Oktober 1990, d. h. nach dem 2. Weltkrieg, bzw. Jahre sp\u00E4ter."_s,
              u"Look at `a. B? C! D` and at [this link](http://x.example/a?b=C!D.E) for more."_s,
              u"Visit https://x.example/?q=What.Is!It now and read what stands there."_s})
            QTest::newRow(qPrintable(u"one: "_s + text.left(24))) << text << one(text);
        row("initials at the end", u"The army is that of the U.S. The president leads it in times of war."_s,
            {u"s:The army is that of the U.S."_s, u"s:The president leads it in times of war."_s});
        row("short joins the next", u"Yes. "_s + first + u'.', one(u"Yes. "_s + first + u'.'));
        row("short at the end stays", first + u". It is so."_s, {u"s:"_s + first + u'.', u"s:It is so."_s});
        row("short does not leave its paragraph", u"Yes.\n\n"_s + first, {u"s:Yes."_s, u"s:"_s + first});
        row("Chinese", u"今天的天气非常好。我们一起去公园散步吧！你愿意和我一起去吗？"_s,
            {u"s:今天的天气非常好。"_s, u"s:我们一起去公园散步吧！"_s, u"s:你愿意和我一起去吗？"_s});
        row("Arabic", u"هل تعرف ما هي عاصمة فرنسا اليوم؟ نعم هي مدينة باريس الجميلة جدا."_s,
            {u"s:هل تعرف ما هي عاصمة فرنسا اليوم؟"_s, u"s:نعم هي مدينة باريس الجميلة جدا."_s});
        row("Hindi", u"यह पहला वाक्य है जो लंबा है। यह दूसरा वाक्य है जो लंबा है।"_s,
            {u"s:यह पहला वाक्य है जो लंबा है।"_s, u"s:यह दूसरा वाक्य है जो लंबा है।"_s});
        row("byte order mark and CRLF", u"\uFEFF"_s + first + u".\r\n\r\n"_s + second + u".\r\n"_s, two(u"."_s));
    }

    void sentences()
    {
        QFETCH(QString, text);
        QTEST(pieces(text), "expected");
    }

    void linesOfAParagraph()
    {
        QCOMPARE(
            pieces(u"This line was wrapped by somebody at eighty columns,\nand so the sentence goes on."_s),
            QStringList{u"s:This line was wrapped by somebody at eighty columns,\nand so the sentence goes on."_s});
        // Lines that had room for more were ended on purpose.
        QCOMPARE(pieces(u"Roses are red as red can be\nViolets are blue as you can see"_s),
                 (QStringList{u"s:Roses are red as red can be"_s, u"s:Violets are blue as you can see"_s}));
        QCOMPARE(
            pieces(u"> A quotation that somebody wrapped at sixty-odd columns in\n> a mail that was sent."_s),
            QStringList{u"s:A quotation that somebody wrapped at sixty-odd columns in\n> a mail that was sent."_s});
    }

    void blocks_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("expected");
        const auto row = [](const char *name, const QString &text, const QStringList &expected) {
            QTest::newRow(name) << text << expected;
        };
        row("headings", u"# One #\n## Two\nUnder\n=====\ntext"_s, {u"h:One"_s, u"h:Two"_s, u"h:Under"_s, u"s:text"_s});
        row("bold title", u"**Equipment**:\n- **Racket** for hitting\n\n**It is so.**"_s,
            {u"h:**Equipment**:"_s, u"l:**Racket** for hitting"_s, u"s:**It is so.**"_s});
        row("no heading", u"#tag and #another"_s, {u"s:#tag and #another"_s});
        row("list", u"- one\n- two\n  - inner\n3. three\n* [x] done\n\u2022 bullet"_s,
            {u"l:one"_s, u"l:two"_s, u"l:inner"_s, u"l:three"_s, u"l:done"_s, u"l:bullet"_s});
        row("item with sentences", u"1. **Name.** It has more than six words here. And it has some more words here."_s,
            {u"l:**Name.** It has more than six words here."_s, u"l:And it has some more words here."_s});
        row("item goes on", u"- item\n\n  its second paragraph\n\nno item"_s,
            {u"l:item"_s, u"l:its second paragraph"_s, u"s:no item"_s});
        row("lists in one line", u"- 1. deep"_s, {u"l:deep"_s});
        row("quote", u"> quoted\n> - item\n\nplain"_s, {u"s:quoted"_s, u"l:item"_s, u"s:plain"_s});
        row("rule", u"one\n\n---\n* * *\ntwo"_s, {u"s:one"_s, u"s:two"_s});
        row("fence", u"a\n```cpp\nint x; // 1. B\n\n# no heading\n```\nb"_s,
            {u"s:a"_s, u"c:```cpp\nint x; // 1. B\n\n# no heading\n```"_s, u"s:b"_s});
        row("fence in a list", u"1. do\n   ~~~\n   code\n   ~~~\n2. done"_s,
            {u"l:do"_s, u"c:~~~\n   code\n   ~~~"_s, u"l:done"_s});
        row("fence without end", u"```\ncode\n"_s, {u"c:```\ncode"_s});
        row("indented code", u"text\n\n    int a;\n    int b;\n\ntext"_s,
            {u"s:text"_s, u"c:int a;\n    int b;"_s, u"s:text"_s});
        row("table", u"Look:\n| a | b |\n|---|:-:|\n| 1. C | 2 |\n\nend"_s,
            {u"s:Look:"_s, u"t:| a | b |"_s, u"t:| 1. C | 2 |"_s, u"s:end"_s});
        row("year begins a line",
            u"It was the last of many great things that happened in\n1986. A great year it was."_s,
            {u"s:It was the last of many great things that happened in\n1986."_s, u"s:A great year it was."_s});
    }

    void blocks()
    {
        QFETCH(QString, text);
        QTEST(pieces(text), "expected");
    }

    void everyTextIsTaken_data()
    {
        QTest::addColumn<QString>("text");
        const qsizetype size = 200'000;
        for (const QString &unit :
             {u"word "_s, u"a"_s,      u"- "_s,        u"- - x"_s, u"> "_s,    u"1. "_s,  u"`"_s,          u"``a`"_s,
              u"[]("_s,   u"](("_s,    u"<a"_s,        u"&a"_s,    u"| "_s,    u"|-\n"_s, u"a.B. "_s,      u". "_s,
              u"*"_s,     u"\n"_s,     u"\n    a\n"_s, u"# "_s,    u"```\n"_s, u"。"_s,   u"\U0001F600"_s, u"字"_s,
              u"Dr. "_s,  u"\u0301"_s, u"word.\n"_s,   u"[1]."_s,  u"\xD800"_s})
            QTest::newRow(qPrintable(unit.toHtmlEscaped().simplified() + u" repeated"_s))
                << unit.repeated(size / unit.size());
    }

    /// In linear time: a quadratic step would take minutes here.
    void everyTextIsTaken()
    {
        QFETCH(QString, text);
        qsizetype end = 0;
        for (const TextSegment &segment : segmentMarkdown(text)) {
            QVERIFY(segment.range.start >= end);
            QVERIFY(segment.range.length > 0);
            end = segment.range.end();
            QVERIFY(!text[segment.range.start].isSpace() && !text[end - 1].isSpace());
            QVERIFY(!text[segment.range.start].isLowSurrogate() || text[segment.range.start - 1].isSpace());
        }
        QVERIFY(end <= text.size());
    }

    void longSentencesAreCut()
    {
        const QString text = u"word "_s.repeated(4000).trimmed();
        const QList<TextSegment> segments = segmentMarkdown(text);
        QVERIFY(segments.size() >= 10);
        for (const TextSegment &segment : segments)
            QVERIFY(text.sliced(segment.range.start, segment.range.length).startsWith(u"word"));
    }
};

QTEST_GUILESS_MAIN(SegmentsTest)
#include "tst_segments.moc"
