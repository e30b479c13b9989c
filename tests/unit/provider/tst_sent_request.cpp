// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "CallProbe.h"
#include "provider/Redaction.h"
#include "support/FakeClock.h"

#include <QRegularExpression>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

constexpr auto canary = "canary-7f3a";

} // namespace

/// What a call tells of its requests is kept on disk and exported: exact, and without a key.
class SentRequestTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void addressesCarryNoKeys_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("address");
        QTest::newRow("plain") << u"https://api.example.org/v1/chat/completions"_s
                               << u"https://api.example.org/v1/chat/completions"_s;
        QTest::newRow("port") << u"http://127.0.0.1:8080/v1"_s << u"http://127.0.0.1:8080/v1"_s;
        QTest::newRow("key as query") << u"https://g.example.org/v1beta/models/x:stream?alt=sse&key=canary-7f3a"_s
                                      << u"https://g.example.org/v1beta/models/x:stream?alt=sse"_s;
        QTest::newRow("any other query") << u"https://a.example.org/v1?code=canary-7f3a&api-version=2024-10"_s
                                         << u"https://a.example.org/v1?api-version=2024-10"_s;
        QTest::newRow("user and password")
            << u"https://me:canary-7f3a@a.example.org/v1"_s << u"https://a.example.org/v1"_s;
        QTest::newRow("fragment") << u"https://a.example.org/v1#canary-7f3a"_s << u"https://a.example.org/v1"_s;
    }

    void addressesCarryNoKeys()
    {
        QFETCH(QString, url);
        QFETCH(QString, address);
        QCOMPARE(addressWithoutKeys(QUrl(url)), address);
    }

    /// Each attempt tells what the server received, before it is announced.
    void everyAttemptTellsItsBytes()
    {
        ScriptedServer server;
        server.setScripts({{{ServerStep::Kind::Send, response(503, "text/plain", "busy")}}, answerScript("Rhine")});
        QUrl url = server.baseUrl();
        url.setUserName(u"me"_s);
        url.setPassword(QLatin1StringView(canary));
        url.setQuery(u"key="_s + QLatin1StringView(canary));
        FakeClock clock;
        ClientFixture fixture(clock, url);
        fixture.credentials.setSessionKey(fixture.provider.id, Secret(canary));
        const auto probe = fixture.ask();
        QStringList told;
        QList<QByteArray> bodies;
        connect(probe->call.get(), &ModelCall::requestSent, this, [&](const QString &address, const QByteArray &body) {
            told.append(address);
            bodies.append(body);
        });
        connect(probe->call.get(), &ModelCall::attemptStarted, this,
                [&](int attempt) { QCOMPARE(told.size(), attempt); });
        QTRY_COMPARE(probe->retries.size(), 1);
        clock.advance(Milliseconds(60'000));
        QTRY_COMPARE(probe->end(), u"answered"_s);
        QCOMPARE(told.size(), 2);
        QCOMPARE(server.requests().size(), 2);
        for (qsizetype i = 0; i < bodies.size(); ++i) {
            const ReceivedRequest &received = server.requests()[i];
            QVERIFY2(received.path.contains(canary) && received.fields["authorization"].contains(canary),
                     "the key is in use");
            QCOMPARE(bodies[i], received.body);
            QVERIFY(!bodies[i].contains(canary));
            QCOMPARE(told[i], server.baseUrl().toString() + u"/chat/completions"_s);
        }
    }
};

QTEST_GUILESS_MAIN(SentRequestTest)
#include "tst_sent_request.moc"
