// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/Words.h"

#include <QRegularExpression>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

class WordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void wordsOfPlainText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("words");
        const auto row = [](const char *name, const QString &text, qint64 words) {
            QTest::newRow(name) << text << words;
        };
        row("nothing", u""_s, 0);
        row("blank", u" \n\t"_s, 0);
        row("sentence", u"Three short words."_s, 3);
        row("apostrophes", u"don't can\u2019t 'quoted'"_s, 3);
        row("hyphens", u"well-known - and \u2013 so -- on"_s, 4);
        row("numbers", u"3.5 1,000 10:30"_s, 4);
        row("list of words", u"a,b"_s, 1);
        row("ellipsis", u"one...two"_s, 2);
        row("German", u"Größe überall"_s, 2);
        row("combining mark", u"e\u0301te\u0301"_s, 1);
        row("Chinese", u"漢字。二つ"_s, 4);
        row("mixed scripts", u"Qt 漢字 text"_s, 4);
        row("Korean", u"안녕 세계"_s, 2);
        row("Arabic", u"مرحبا بالعالم"_s, 2);
        row("emoji", u"ok \U0001F600"_s, 1);
        row("beyond the first plane", u"\U00020000\U00020001"_s, 2);
    }

    void wordsOfPlainText()
    {
        QFETCH(QString, text);
        QTEST(countWords(text), "words");
    }

    void wordsOfMarkdownLeaveTheMarkupOut()
    {
        QCOMPARE(countMarkdownWords("# A *b*\n\n- [c](http://d.example/e?f=g)\n\n| h | i |\n|---|---|\n"), qint64(5));
        QCOMPARE(countMarkdownWords("one\ntwo  \nthree\n\nfour"), qint64(4));
    }
};

QTEST_GUILESS_MAIN(WordsTest)
#include "tst_words.moc"
