// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "CallProbe.h"
#include "support/FakeClock.h"
#include "support/TestCertificate.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <vector>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

using Kind = ServerStep::Kind;
using Probes = std::vector<std::unique_ptr<CallProbe>>;

/// Half an answer, then the rest when released.
const ServerScript &inTwoParts()
{
    static const ServerScript script{{Kind::Send, streamHead() + deltaEvent("Hel")},
                                     {Kind::Hold},
                                     {Kind::Send, deltaEvent("lo") + endEvents()},
                                     {Kind::Close}};
    return script;
}

Probes askMany(ClientFixture &fixture, int count)
{
    fixture.provider.parallel = count;
    fixture.client.setProviders({fixture.provider});
    Probes probes;
    for (int i = 0; i < count; ++i)
        probes.push_back(fixture.ask());
    return probes;
}

int countOf(const Probes &probes, const QString &end)
{
    return static_cast<int>(
        std::count_if(probes.begin(), probes.end(), [&](const auto &p) { return p->end() == end; }));
}

} // namespace

class ParallelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void runsAllAtOnce_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<bool>("tls");
        QTest::newRow("24 over http") << 24 << false;
        QTest::newRow("120 over http") << 120 << false;
        QTest::newRow("24 over https") << 24 << true;
    }

    void runsAllAtOnce()
    {
        QFETCH(int, count);
        QFETCH(bool, tls);
        const TrustTestCertificate trust;
        ScriptedServer server(tls ? std::optional(testServerTls()) : std::nullopt);
        server.setScripts({inTwoParts()});
        FakeClock clock;
        ClientFixture fixture(clock, server.baseUrl());
        const Probes probes = askMany(fixture, count);
        QTRY_COMPARE(server.holding(), count);
        server.release();
        QTRY_COMPARE(countOf(probes, u"answered"_s), count);
        QCOMPARE(server.requests().size(), count);
        QVERIFY(
            std::all_of(probes.begin(), probes.end(), [](const auto &probe) { return probe->answer == u"Hello"_s; }));
        QTRY_COMPARE(server.openConnections(), 0);
    }

    void oneDeathLeavesTheOthers_data()
    {
        QTest::addColumn<bool>("tls");
        QTest::newRow("http") << false;
        QTest::newRow("https") << true;
    }

    void oneDeathLeavesTheOthers()
    {
        QFETCH(bool, tls);
        const TrustTestCertificate trust;
        ScriptedServer server(tls ? std::optional(testServerTls()) : std::nullopt);
        server.setScripts({inTwoParts()});
        FakeClock clock;
        ClientFixture fixture(clock, server.baseUrl());
        const Probes probes = askMany(fixture, 10);
        QTRY_VERIFY(
            std::all_of(probes.begin(), probes.end(), [](const auto &probe) { return probe->answer == u"Hel"_s; }));
        server.resetFirstHolding();
        QTRY_COMPARE(countOf(probes, u"truncated"_s), 1);
        server.release();
        QTRY_COMPARE(countOf(probes, u"answered"_s), 9);
        QCOMPARE(server.requests().size(), 10);
    }

    /// As llama-server does: announces keep-alive, then closes as soon as the answer is out.
    void nextCallSurvivesACloseAfterTheAnswer()
    {
        ScriptedServer server;
        server.setScripts(
            {{{Kind::Send, responseHead(200, {"Content-Type: text/event-stream", "Keep-Alive: timeout=5, max=100",
                                              "Transfer-Encoding: chunked"}) +
                               httpChunk(deltaEvent("Hello")) + httpChunk(endEvents()) + httpChunk({})},
              {Kind::Close}}});
        FakeClock clock;
        ClientFixture fixture(clock, server.baseUrl());
        for (int i = 1; i <= 50; ++i) {
            const auto probe = fixture.ask();
            QTRY_COMPARE_WITH_TIMEOUT(probe->end(), u"answered"_s, 2000);
            QCOMPARE(probe->attempts, 1);
            QCOMPARE(server.requests().size(), i);
            QCOMPARE(server.requests().last().connection, i);
        }
        QTRY_COMPARE(server.openConnections(), 0);
    }

    void keptAliveSocketsAreClosedByUs()
    {
        ScriptedServer server;
        server.setScripts(
            {{{Kind::Send, responseHead(200, {"Content-Type: text/event-stream", "Transfer-Encoding: chunked"}) +
                               httpChunk(deltaEvent("Hello")) + httpChunk(endEvents()) + httpChunk({})}}});
        FakeClock clock;
        ClientFixture fixture(clock, server.baseUrl());
        const Probes probes = askMany(fixture, 20);
        QTRY_COMPARE(countOf(probes, u"answered"_s), 20);
        QTRY_COMPARE(server.openConnections(), 0);
    }

    void laneKeepsToItsLimit()
    {
        ScriptedServer server;
        server.setScripts({inTwoParts()});
        FakeClock clock;
        ClientFixture fixture(clock, server.baseUrl());
        fixture.provider.parallel = 3;
        fixture.client.setProviders({fixture.provider});
        Probes probes;
        for (int i = 0; i < 8; ++i)
            probes.push_back(fixture.ask());
        for (int done = 0; done < 8; done += 3) {
            const int running = std::min(3, 8 - done);
            QTRY_COMPARE(server.holding(), running);
            QCOMPARE(server.requests().size(), done + running);
            server.release();
        }
        QTRY_COMPARE(countOf(probes, u"answered"_s), 8);
    }

    void callsThatWereRefusedTogetherComeBackOneFirst()
    {
        ScriptedServer server;
        int asked = 0;
        server.setHandler([&asked](const ReceivedRequest &) -> ServerScript {
            if (++asked <= 4)
                return {{Kind::Send, response(429, "application/json", {}, {"Retry-After: 10"})}};
            return ServerScript{{Kind::Hold}} + answerScript("Hello");
        });
        FakeClock clock;
        ClientFixture fixture(clock, server.baseUrl());
        Probes probes = askMany(fixture, 4);
        QTRY_VERIFY(std::all_of(probes.begin(), probes.end(), [](const auto &p) { return p->retries.size() == 1; }));
        probes.push_back(fixture.ask());
        clock.advance(Milliseconds(9'999));
        QCoreApplication::processEvents();
        QCOMPARE(asked, 4);
        clock.advance(Milliseconds(1));
        QTRY_COMPARE(server.holding(), 1);
        const auto begun =
            std::count_if(probes.begin(), probes.end(), [](const auto &probe) { return probe->attempts > 1; });
        QVERIFY(begun + probes.back()->attempts == 1);
        server.release();
        QTRY_COMPARE(server.holding(), 4);
        server.release();
        QTRY_COMPARE(countOf(probes, u"answered"_s), 5);
        QCOMPARE(asked, 9);
        QCOMPARE(clock.armedAlarms(), 0);
    }

    /// The call that tries first fails for good: the next one tries.
    void aFailedTryLeavesTheTurnToTheNext()
    {
        ScriptedServer server;
        int asked = 0;
        server.setHandler([&asked](const ReceivedRequest &) -> ServerScript {
            if (++asked == 1)
                return {{Kind::Send, response(429, "application/json", {}, {"Retry-After: 1"})}};
            return asked == 2 ? ServerScript{{Kind::Send, response(401, "application/json", {})}}
                              : answerScript("Hello");
        });
        FakeClock clock;
        ClientFixture fixture(clock, server.baseUrl());
        fixture.provider.parallel = 2;
        fixture.client.setProviders({fixture.provider});
        Probes probes;
        probes.push_back(fixture.ask());
        QTRY_COMPARE(probes.front()->retries.size(), 1);
        probes.push_back(fixture.ask());
        probes.push_back(fixture.ask());
        clock.advance(Milliseconds(1'000));
        QTRY_COMPARE(countOf(probes, u"answered"_s), 2);
        QCOMPARE(countOf(probes, u"key-refused"_s), 1);
    }

    /// Calls that are on their way when the first of them learns of a parameter that the model refuses.
    void everyCallLearnsOfARefusedParameter()
    {
        ScriptedServer server;
        server.setHandler([](const ReceivedRequest &request) -> ServerScript {
            if (!request.body.contains("stream_options"))
                return answerScript("Hello");
            return {{Kind::Hold},
                    {Kind::Send, response(400, "application/json",
                                          R"({"error":{"code":"unsupported_parameter","param":"stream_options"}})")}};
        });
        FakeClock clock;
        ClientFixture fixture(clock, server.baseUrl());
        const Probes probes = askMany(fixture, 6);
        QTRY_COMPARE(server.holding(), 6);
        server.release();
        QTRY_VERIFY(std::all_of(probes.begin(), probes.end(),
                                [](const auto &p) { return p->outcome || !p->retries.isEmpty(); }));
        clock.advance(Milliseconds(0));
        QTRY_COMPARE(countOf(probes, u"answered"_s), 6);
        QCOMPARE(server.requests().size(), 12);
    }

    void cancellingAllSendsNoneOfTheWaiting()
    {
        ScriptedServer server;
        server.setScripts({inTwoParts()});
        FakeClock clock;
        ClientFixture fixture(clock, server.baseUrl());
        fixture.provider.parallel = 2;
        fixture.client.setProviders({fixture.provider});
        Probes probes;
        for (int i = 0; i < 10; ++i)
            probes.push_back(fixture.ask());
        QTRY_COMPARE(server.holding(), 2);
        for (const auto &probe : probes)
            probe->call->cancel();
        QCOMPARE(countOf(probes, u"cancelled"_s), 10);
        const auto begun =
            std::count_if(probes.begin(), probes.end(), [](const auto &probe) { return probe->attempts > 0; });
        QCOMPARE(begun, 2);
        QTRY_COMPARE(server.openConnections(), 0);
        QCOMPARE(server.requests().size(), 2);
    }

    void everythingMayGoWhileEightRun()
    {
        ScriptedServer server;
        server.setScripts({inTwoParts()});
        FakeClock clock;
        {
            ClientFixture fixture(clock, server.baseUrl());
            const Probes probes = askMany(fixture, 8);
            QTRY_COMPARE(server.holding(), 8);
        }
        QTRY_COMPARE(server.openConnections(), 0);
        QCOMPARE(clock.armedAlarms(), 0);
    }
};

QTEST_GUILESS_MAIN(ParallelTest)
#include "tst_parallel.moc"
