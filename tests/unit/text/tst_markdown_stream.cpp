// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/MarkdownStream.h"

#include <QRegularExpression>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

class MarkdownStreamTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void finalBlocks_data();
    void finalBlocks();
    void finalBlocksAreNotReadAgain();
    void lineEndsBecomeLineFeeds_data();
    void lineEndsBecomeLineFeeds();
    void charactersMayComeInHalves();
    void reopening_data();
    void reopening();
    void signsAtTheEndAreUndecided_data();
    void signsAtTheEndAreUndecided();
};

void MarkdownStreamTest::finalBlocks_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("blocks");
    QTest::addColumn<int>("final");
    QTest::newRow("one block can always grow") << u"a\n\n"_s << 1 << 0;
    QTest::newRow("a paragraph closes the one before") << u"a\n\nb\n"_s << 2 << 1;
    QTest::newRow("its first line is not complete") << u"a\n\nb"_s << 2 << 0;
    QTest::newRow("no blank line before it") << u"a\n# b\n"_s << 2 << 0;
    QTest::newRow("only the last is open") << u"a\n\nb\n\nc\n"_s << 3 << 2;
    QTest::newRow("open fence behind text") << u"a\n\n```\nb\n\nc"_s << 2 << 1;
    QTest::newRow("a number could become an item") << u"1. a\n\n2"_s << 2 << 0;
    QTest::newRow("table under text") << u"a\n\nb\n|c|\n|-|\n"_s << 3 << 0;
    QTest::newRow("footnote") << u"a[^1]\n\n[^1]: b\n\nc\n"_s << 3 << 0;
}

void MarkdownStreamTest::finalBlocks()
{
    QFETCH(QString, text);
    MarkdownStream stream;
    stream.append(text);
    const MarkdownStream::Tail tail = stream.readTail();
    QTEST(int(tail.nodes.size()), "blocks");
    QTEST(int(tail.finalNodes), "final");
}

void MarkdownStreamTest::finalBlocksAreNotReadAgain()
{
    MarkdownStream stream;
    stream.append(u"a\n\nb\n");
    QCOMPARE(stream.readTail().finalNodes, std::size_t(1));
    stream.append(u"c\n\nd\n");
    const MarkdownStream::Tail tail = stream.readTail();
    QCOMPARE(tail.nodes.size(), std::size_t(2));
    QCOMPARE(visibleText(tail.nodes.front()), u"b c\n"_s);
    QCOMPARE(visibleText(tail.nodes.back()), u"d\n"_s);
}

void MarkdownStreamTest::lineEndsBecomeLineFeeds_data()
{
    QTest::addColumn<QStringList>("pieces");
    QTest::addColumn<QByteArray>("source");
    QTest::newRow("line feeds") << QStringList{u"a\n\nb"_s} << QByteArray("a\n\nb");
    QTest::newRow("pairs") << QStringList{u"a\r\n\r\nb"_s} << QByteArray("a\n\nb");
    QTest::newRow("returns") << QStringList{u"a\r\rb"_s} << QByteArray("a\n\nb");
    QTest::newRow("a pair in two pieces") << QStringList{u"a\r"_s, u"\nb"_s} << QByteArray("a\nb");
    QTest::newRow("return and feed apart") << QStringList{u"a\r"_s, u"b\n"_s} << QByteArray("a\nb\n");
}

void MarkdownStreamTest::lineEndsBecomeLineFeeds()
{
    QFETCH(QStringList, pieces);
    MarkdownStream stream;
    for (const QString &piece : pieces)
        stream.append(piece);
    QTEST(stream.source(), "source");
}

void MarkdownStreamTest::charactersMayComeInHalves()
{
    const QString face = u"\U0001F600"_s;
    MarkdownStream stream;
    stream.append(face.first(1));
    QCOMPARE(stream.source(), QByteArray());
    stream.append(face.last(1));
    QCOMPARE(QString::fromUtf8(stream.source()), face);
}

void MarkdownStreamTest::reopening_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("reopens");
    QTest::newRow("plain") << u"a\n\nb\n"_s << false;
    QTest::newRow("link definition") << u"[a]\n\nb\n\n[a]: /c\n"_s << true;
    QTest::newRow("footnote") << u"a[^1]\n\nb\n\n[^1]: c\n"_s << true;
    QTest::newRow("all is tail anyway") << u"[a]: b"_s << false;
}

void MarkdownStreamTest::reopening()
{
    QFETCH(QString, text);
    QFETCH(bool, reopens);
    MarkdownStream stream;
    for (const QString &line : text.split(u'\n')) {
        stream.append(line + u'\n');
        stream.readTail();
    }
    QCOMPARE(stream.reopen(), reopens);
    if (reopens)
        QCOMPARE(stream.readTail().nodes, parseMarkdown(stream.source()).children);
}

void MarkdownStreamTest::signsAtTheEndAreUndecided_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qsizetype>("held");
    QTest::newRow("nothing") << QByteArray() << qsizetype(0);
    QTest::newRow("words") << QByteArray("a *b* c") << qsizetype(0);
    QTest::newRow("bold in a list begins") << QByteArray("a\n- **") << qsizetype(4);
    QTest::newRow("numbered list begins") << QByteArray("a\n2") << qsizetype(1);
    QTest::newRow("heading begins") << QByteArray("## ") << qsizetype(3);
    QTest::newRow("fence begins") << QByteArray("a\n\n``") << qsizetype(2);
    QTest::newRow("complete line") << QByteArray("a\n- **\n") << qsizetype(0);
    QTest::newRow("text has begun") << QByteArray("- **S") << qsizetype(0);
}

void MarkdownStreamTest::signsAtTheEndAreUndecided()
{
    QFETCH(QByteArray, text);
    QFETCH(qsizetype, held);
    QCOMPARE(undecidedBytes(text), held);
    MarkdownStream stream;
    stream.append(QString::fromUtf8(text));
    QCOMPARE(stream.readTail(held).nodes, parseMarkdown(QByteArrayView(text).chopped(held)).children);
}

QTEST_GUILESS_MAIN(MarkdownStreamTest)
#include "tst_markdown_stream.moc"
