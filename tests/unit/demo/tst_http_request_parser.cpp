// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "demo/HttpRequestParser.h"

#include <QRegularExpression>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

/// What the parser makes of the bytes, as text: one line per request, then the failure.
QByteArray summary(HttpRequestParser &parser)
{
    QByteArray text;
    while (const auto request = parser.next())
        text += request->method + ' ' + request->target + " [" + request->body + "]\n";
    if (parser.failure())
        text += "failed " + QByteArray::number(parser.failure()->status) + '\n';
    return text;
}

} // namespace

class HttpRequestParserTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void readsTheSameInAnyPortions_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, const QByteArray &bytes, const QByteArray &expected) {
            QTest::newRow(name) << bytes << expected;
        };
        row("get", "GET /v1/models HTTP/1.1\r\nHost: x\r\n\r\n", "GET /v1/models []\n");
        row("post", "POST /a HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello", "POST /a [hello]\n");
        row("two in a row", "POST /a HTTP/1.1\r\nContent-Length: 2\r\n\r\nabGET /b HTTP/1.0\r\n\r\n",
            "POST /a [ab]\nGET /b []\n");
        row("bare line feeds", "POST /a HTTP/1.1\nContent-Length: 1\n\nx", "POST /a [x]\n");
        row("empty lines before", "\r\n\r\nGET / HTTP/1.1\r\n\r\n", "GET / []\n");
        row("same length twice", "POST /a HTTP/1.1\r\nContent-Length: 1\r\ncontent-length: 1\r\n\r\nx",
            "POST /a [x]\n");
        row("unfinished", "POST /a HTTP/1.1\r\nContent-Length: 9\r\n\r\nhello", "");
        row("garbage line", "hello\r\n", "failed 400\n");
        row("binary", QByteArray("\x16\x03\x01\x02\x00\x01\n", 7), "failed 400\n");
        row("two blanks", "GET  / HTTP/1.1\r\n\r\n", "failed 400\n");
        row("no HTTP", "GET / FTP/1.1x\r\n\r\n", "failed 400\n");
        row("HTTP/2", "PRI * HTTP/2.0\r\n\r\n", "failed 505\n");
        row("header without colon", "GET / HTTP/1.1\r\nHost\r\n\r\n", "failed 400\n");
        row("folded header", "GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n", "failed 400\n");
        row("control character in header", "GET / HTTP/1.1\r\nA: b\x01\r\n\r\n", "failed 400\n");
        row("two lengths", "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx", "failed 400\n");
        row("negative length", "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", "failed 400\n");
        row("huge length", "POST / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n", "failed 413\n");
        row("chunked body", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "failed 411\n");
        row("nothing after a failure", "bad\r\nGET / HTTP/1.1\r\n\r\n", "failed 400\n");
    }

    void readsTheSameInAnyPortions()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, expected);

        HttpRequestParser whole;
        whole.add(bytes);
        QCOMPARE(summary(whole), expected);

        HttpRequestParser bytewise;
        QByteArray requests;
        for (const char byte : bytes) {
            bytewise.add(QByteArrayView(&byte, 1));
            if (!bytewise.failure())
                requests += summary(bytewise);
        }
        QCOMPARE(requests, expected);
    }

    void limitsHoldBeforeTheEndArrives()
    {
        HttpRequestParser parser({64, 10});
        parser.add(QByteArray(65, 'a'));
        QCOMPARE(summary(parser), "failed 431\n");

        HttpRequestParser manyHeaders({64, 10});
        manyHeaders.add("GET / HTTP/1.1\r\n" + QByteArray("A: b\r\n").repeated(12));
        QCOMPARE(summary(manyHeaders), "failed 431\n");

        HttpRequestParser largeBody({64, 10});
        largeBody.add("POST / HTTP/1.1\r\nContent-Length: 11\r\n\r\n");
        QCOMPARE(summary(largeBody), "failed 413\n");
    }

    void headLimitCountsEachRequestAnew()
    {
        HttpRequestParser parser({40, 10});
        parser.add(QByteArray("GET / HTTP/1.1\r\nA: b\r\n\r\n").repeated(3));
        QCOMPARE(summary(parser), "GET / []\nGET / []\nGET / []\n");
    }

    void keepsAliveAsTheVersionsSay_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<bool>("expected");
        QTest::newRow("1.1") << QByteArray("HTTP/1.1\r\n") << true;
        QTest::newRow("1.1 close") << QByteArray("HTTP/1.1\r\nConnection: Close\r\n") << false;
        QTest::newRow("1.0") << QByteArray("HTTP/1.0\r\n") << false;
        QTest::newRow("1.0 keep-alive") << QByteArray("HTTP/1.0\r\nconnection: Keep-Alive\r\n") << true;
    }

    void keepsAliveAsTheVersionsSay()
    {
        QFETCH(QByteArray, head);
        QFETCH(bool, expected);
        HttpRequestParser parser;
        parser.add("GET / " + head + "\r\n");
        QCOMPARE(parser.next()->keepsAlive(), expected);
    }

    void tellsOnceThatTheClientWaitsForContinue()
    {
        HttpRequestParser parser;
        parser.add("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
        QVERIFY(!parser.next());
        QVERIFY(parser.takeContinueWish());
        QVERIFY(!parser.takeContinueWish());
        parser.add("ok");
        QCOMPARE(parser.next()->body, "ok");
    }

    void findsHeadersInAnyCase()
    {
        HttpRequestParser parser;
        parser.add("GET / HTTP/1.1\r\nX-One:  padded \r\n\r\n");
        const auto request = parser.next();
        QCOMPARE(request->header("x-one"), "padded");
        QCOMPARE(request->header("x-two"), QByteArray());
    }
};

QTEST_GUILESS_MAIN(HttpRequestParserTest)
#include "tst_http_request_parser.moc"
