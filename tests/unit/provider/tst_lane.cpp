// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "CallProbe.h"
#include "provider/ProviderLane.h"
#include "provider/RateLimits.h"
#include "support/FakeClock.h"

#include <QRegularExpression>

using namespace tributary;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Calls of a lane: "a" runs while its place is held.
class LaneProbe
{
public:
    LaneProbe(const Clock &clock, const LaneLimits &limits)
        : lane(std::make_shared<ProviderLane>(clock, limits))
    {}

    void join(const QString &name, qint64 tokens = 0)
    {
        places[name] =
            lane->join({[this, name] { started.append(name); },
                        [this, name](const CallWait &wait) { told.append(name + u": "_s + describe(wait)); }, tokens});
        QCoreApplication::sendPostedEvents();
    }

    void end(const QString &name)
    {
        places.erase(name);
        QCoreApplication::sendPostedEvents();
    }

    std::shared_ptr<ProviderLane> lane;
    std::map<QString, std::unique_ptr<ProviderLane::Place>> places;
    QStringList started;
    QStringList told;
};

HttpHead head(const QList<std::pair<QByteArray, QByteArray>> &fields)
{
    return {200, fields};
}

} // namespace

class LaneTest : public QObject
{
    Q_OBJECT

    FakeClock m_clock;

    void pass(Milliseconds span)
    {
        m_clock.advance(span);
        QCoreApplication::sendPostedEvents();
    }

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void readsRateLimits_data()
    {
        QTest::addColumn<HttpHead>("head");
        QTest::addColumn<RateLimits>("limits");
        QTest::newRow("none") << head({{"retry-after", "3"}}) << RateLimits{};
        QTest::newRow("OpenAI") << head({{"x-ratelimit-limit-requests", "60"},
                                         {"x-ratelimit-remaining-requests", "59"},
                                         {"x-ratelimit-reset-requests", "1s"},
                                         {"x-ratelimit-limit-tokens", "150000"},
                                         {"x-ratelimit-remaining-tokens", "149984"},
                                         {"x-ratelimit-reset-tokens", "6m0s"}})
                                << RateLimits{{60, 59, 1s}, {150'000, 149'984, 360s}};
        QTest::newRow("Anthropic: a moment")
            << head({{"anthropic-ratelimit-requests-limit", "50"},
                     {"anthropic-ratelimit-requests-remaining", "0"},
                     {"anthropic-ratelimit-requests-reset", "2030-01-01T00:00:30Z"},
                     {"anthropic-ratelimit-input-tokens-limit", "1000"},
                     {"anthropic-ratelimit-input-tokens-remaining", "10"},
                     {"anthropic-ratelimit-input-tokens-reset", "2030-01-01T00:01:00Z"}})
            << RateLimits{{50, 0, 30s}, {1000, 10, 60s}};
        QTest::newRow("OpenRouter: the epoch in ms") << head({{"X-RateLimit-Limit", "20"},
                                                              {"X-RateLimit-Remaining", "0"},
                                                              {"X-RateLimit-Reset", "1893456010000"}})
                                                     << RateLimits{{20, 0, 10s}, {}};
        QTest::newRow("nonsense") << head({{"x-ratelimit-remaining-requests", "many"},
                                           {"x-ratelimit-remaining-tokens", "-3"}})
                                  << RateLimits{};
    }

    void readsRateLimits()
    {
        QFETCH(HttpHead, head);
        QFETCH(RateLimits, limits);
        QCOMPARE(readRateLimits(head, FakeClock().calendar()), limits);
    }

    void whatIsLeftGrowsBack()
    {
        RateMeter meter;
        QCOMPARE(meter.waitFor(1'000'000, 0ms), 0ms);
        meter.learn({60, 2, 58s}, 0ms);
        meter.use(1, 0ms);
        QCOMPARE(meter.waitFor(1, 0ms), 0ms);
        meter.use(1, 0ms);
        QCOMPARE(meter.waitFor(1, 0ms), 1s);
        QCOMPARE(meter.waitFor(3, 0ms), 3s);
        QCOMPARE(meter.waitFor(1, 400ms), 600ms);
        QCOMPARE(meter.waitFor(1, 1s), 0ms);
    }

    void withoutALimitAllComesBackAtOnce()
    {
        RateMeter meter;
        meter.learn({{}, 0, 10s}, 0ms);
        QCOMPARE(meter.waitFor(1, 4s), 6s);
        QCOMPARE(meter.waitFor(1, 10s), 0ms);
        meter.use(1, 10s);
        QCOMPARE(meter.waitFor(100, 10s), 0ms);
    }

    void nothingIsWaitedForThatHelpsNobody_data()
    {
        QTest::addColumn<RateWindow>("window");
        QTest::newRow("nothing known") << RateWindow{};
        QTest::newRow("no pace") << RateWindow{{}, 0, {}};
        QTest::newRow("all there") << RateWindow{60, 60, 1s};
        QTest::newRow("more than all there") << RateWindow{60, 90, 1s};
        QTest::newRow("tomorrow") << RateWindow{{}, 0, 86'400s};
        QTest::newRow("an already past reset") << RateWindow{60, 0, 0s};
    }

    void nothingIsWaitedForThatHelpsNobody()
    {
        QFETCH(RateWindow, window);
        RateMeter meter;
        meter.learn(window, 0ms);
        QCOMPARE(meter.waitFor(1, 0ms), 0ms);
    }

    void moreThanTheLimitInOneGoWaitsForAllOfIt()
    {
        RateMeter meter;
        meter.learn({100, 50, 30s}, 0ms);
        QCOMPARE(meter.waitFor(5'000, 0ms), 30s);
        RateMeter own;
        own.setPerMinute(100);
        QCOMPARE(own.waitFor(5'000, 0ms), 0ms);
        own.use(5'000, 0ms);
        QCOMPARE(own.waitFor(1, 20s), 40s);
    }

    void theOwnLimitHoldsInAnyMinute()
    {
        RateMeter meter;
        meter.setPerMinute(2);
        meter.use(1, 0s);
        meter.use(1, 50s);
        QCOMPARE(meter.waitFor(1, 55s), 5s);
        QCOMPARE(meter.waitFor(1, 60s), 0s);
        meter.use(1, 60s);
        QCOMPARE(meter.waitFor(1, 61s), 49s);
        meter.forgetLearned();
        QCOMPARE(meter.waitFor(1, 61s), 49s);
    }

    void saysThatAllPlacesAreTaken()
    {
        LaneProbe probe(m_clock, {u"Together"_s, 2});
        for (const QString &name : {u"a"_s, u"b"_s, u"c"_s, u"d"_s})
            probe.join(name);
        QCOMPARE(probe.started, (QStringList{u"a"_s, u"b"_s}));
        QCOMPARE(probe.told, (QStringList{u"c: Waits for a free place at Together (2 of 2 busy)."_s,
                                          u"d: Waits for a free place at Together (2 of 2 busy)."_s}));
        probe.end(u"a"_s);
        QCOMPARE(probe.started.last(), u"c"_s);
        QVERIFY2(probe.told.size() == 2, "the reason is the same");
    }

    void keepsToTheUsersRequestsPerMinute()
    {
        LaneProbe probe(m_clock, {u"Together"_s, 8, 2});
        for (const QString &name : {u"a"_s, u"b"_s, u"c"_s})
            probe.join(name);
        QCOMPARE(probe.started.size(), 2);
        QCOMPARE(probe.told, QStringList{u"c: Waits for the rate limit of Together, 1 min."_s}.replaceInStrings(
                                 u"1 min"_s, u"60 s"_s));
        pass(59s);
        QCOMPARE(probe.started.size(), 2);
        pass(1s);
        QCOMPARE(probe.started.last(), u"c"_s);
        QCOMPARE(m_clock.armedAlarms(), 0);
    }

    void keepsToTokensPerMinute()
    {
        LaneProbe probe(m_clock, {u"Together"_s, 8, {}, 1000});
        probe.join(u"a"_s, 700);
        probe.join(u"b"_s, 400);
        probe.join(u"c"_s, 10);
        QVERIFY2(probe.started == QStringList{u"a"_s}, "nobody overtakes");
        pass(60s);
        QCOMPARE(probe.started, (QStringList{u"a"_s, u"b"_s, u"c"_s}));
    }

    void learnsFromResponses()
    {
        LaneProbe probe(m_clock, {u"Together"_s, 8});
        probe.join(u"a"_s);
        probe.lane->learn({{60, 0, 60s}, {}});
        probe.join(u"b"_s);
        probe.join(u"c"_s);
        QCOMPARE(probe.started, QStringList{u"a"_s});
        QCOMPARE(probe.told.first(), u"b: Waits for the rate limit of Together, 1 s."_s);
        pass(1s);
        QCOMPARE(probe.started.last(), u"b"_s);
        pass(1s);
        QCOMPARE(probe.started.last(), u"c"_s);
    }

    void aPersonMayHurryTheProviderButNotTheirOwnLimit()
    {
        LaneProbe learned(m_clock, {u"Together"_s, 8});
        learned.lane->learn({{60, 0, 3600s}, {}});
        learned.join(u"a"_s);
        QVERIFY(learned.started.isEmpty());
        learned.lane->hurry();
        QCoreApplication::sendPostedEvents();
        QCOMPARE(learned.started.size(), 1);
        LaneProbe own(m_clock, {u"Together"_s, 8, 1});
        own.join(u"a"_s);
        own.join(u"b"_s);
        own.lane->hurry();
        QCoreApplication::sendPostedEvents();
        QCOMPARE(own.started.size(), 1);
    }

    void saysThatTheProviderIsBusy()
    {
        LaneProbe probe(m_clock, {u"Groq"_s, 8});
        probe.lane->holdBack(5s);
        probe.join(u"a"_s);
        probe.join(u"b"_s);
        QCOMPARE(probe.told.first(), u"a: Groq is busy; goes on in 5 s."_s);
        pass(5s);
        QCOMPARE(probe.started, QStringList{u"a"_s});
        QCOMPARE(probe.told.size(), 2);
        probe.places.at(u"a"_s)->noteAnswer();
        QCoreApplication::sendPostedEvents();
        QCOMPARE(probe.started.last(), u"b"_s);
    }

    void cancelledWhileItIsTold()
    {
        auto lane = std::make_shared<ProviderLane>(m_clock, LaneLimits{u"Together"_s, 1});
        const auto running = lane->join({[] {}, {}, 0});
        std::unique_ptr<ProviderLane::Place> second;
        int told = 0;
        const auto first = lane->join({[] {},
                                       [&](const CallWait &) {
                                           ++told;
                                           second.reset();
                                       },
                                       0});
        second = lane->join({[] {}, [&](const CallWait &) { ++told; }, 0});
        QCoreApplication::sendPostedEvents();
        QCOMPARE(told, 1);
    }

    void theLimitsOfAResponseReachTheNextCall()
    {
        ScriptedServer server;
        ServerScript script = answerScript("Rhine");
        script.first().bytes.replace("\r\n\r\n", "\r\nx-ratelimit-limit-requests: 60\r\n"
                                                 "x-ratelimit-remaining-requests: 0\r\n"
                                                 "x-ratelimit-reset-requests: 60s\r\n\r\n");
        server.setScripts({script});
        ClientFixture fixture(m_clock, server.baseUrl());
        const auto first = fixture.ask();
        QTRY_COMPARE(first->end(), u"answered"_s);
        const auto second = fixture.ask();
        QTRY_COMPARE(second->reasons.size(), 1);
        QCOMPARE(second->reasons.first(), (CallWait{CallWait::Cause::RateLimit, u"Provider"_s, 0, 8, 1s}));
        QCOMPARE(server.requests().size(), 1);
        m_clock.advance(1s);
        QTRY_COMPARE(second->end(), u"answered"_s);
    }
};

QTEST_GUILESS_MAIN(LaneTest)
#include "tst_lane.moc"
