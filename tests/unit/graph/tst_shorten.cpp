// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/Tokens.h"
#include "graph/Shorten.h"

#include <QRegularExpression>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

const QString mark = u"\n\n[shortened: the rest of this reference was left out]"_s;

/// 20 tokens and an end of a sentence.
QString sentence(QChar letter)
{
    return QString(79, letter) + u'.';
}

} // namespace

class ShortenTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void cuts_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("tokens");
        QTest::addColumn<QString>("expected");
        const QString a = sentence(u'A');
        const QString b = sentence(u'B');
        const QString c = sentence(u'C');
        const QString paragraphs = a + u"\n\n"_s + b + u"\n \n"_s + c;
        const qint64 marked = estimateTokens(mark);
        QTest::newRow("fits") << paragraphs << qint64(62) << paragraphs;
        QTest::newRow("two paragraphs") << paragraphs << 41 + marked << a + u"\n\n"_s + b + mark;
        QTest::newRow("one paragraph") << paragraphs << 40 + marked << a + mark;
        QTest::newRow("not one") << paragraphs << 19 + marked << u""_s;
        QTest::newRow("not even the mark") << paragraphs << qint64(3) << u""_s;
        QTest::newRow("nothing") << paragraphs << qint64(0) << u""_s;
        QTest::newRow("sentences of one paragraph") << a + u' ' + b + u' ' + c << 41 + marked << a + u' ' + b + mark;
        QTest::newRow("sentences of the first paragraph") << a + u' ' + b + u"\n\n"_s + c << 21 + marked << a + mark;
        QTest::newRow("no place to cut") << QString(400, u'x') << qint64(50) << u""_s;
        QTest::newRow("line ends of Windows") << a + u"\r\n\r\n"_s + b + u' ' + c << 25 + marked << a + mark;
    }

    void cuts()
    {
        QFETCH(QString, text);
        QFETCH(qint64, tokens);
        const QString cut = shortened(text, tokens);
        QTEST(cut, "expected");
        QVERIFY(estimateTokens(cut) <= tokens);
    }

    void shares_data()
    {
        QTest::addColumn<QList<qint64>>("lengths");
        QTest::addColumn<qint64>("budget");
        QTest::addColumn<qint64>("share");
        QTest::newRow("equal") << QList<qint64>{10, 10} << qint64(10) << qint64(5);
        QTest::newRow("short ones leave their rest") << QList<qint64>{100, 2, 100} << qint64(42) << qint64(20);
        QTest::newRow("all fit") << QList<qint64>{3, 9} << qint64(12) << qint64(9);
        QTest::newRow("one") << QList<qint64>{9} << qint64(4) << qint64(4);
        QTest::newRow("no room") << QList<qint64>{9, 9} << qint64(0) << qint64(0);
        QTest::newRow("none") << QList<qint64>{} << qint64(4) << qint64(0);
    }

    void shares()
    {
        QFETCH(QList<qint64>, lengths);
        QFETCH(qint64, budget);
        QTEST(fairShare(lengths, budget), "share");
    }
};

QTEST_APPLESS_MAIN(ShortenTest)
#include "tst_shorten.moc"
