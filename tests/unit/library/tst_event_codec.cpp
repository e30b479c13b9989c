// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "SampleRuns.h"
#include "library/Database.h"
#include "library/EventCodec.h"
#include "library/Packed.h"

#include <QRegularExpression>
#include <QTest>

using namespace tributary;
using namespace tributary::tests;
using namespace Qt::StringLiterals;

class EventCodecTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void eventsComeBackExactly_data();
    void eventsComeBackExactly();
    void textsAreKeptOnce();
    void damageIsNoticed();
    void nonsenseIsRefused_data();
    void nonsenseIsRefused();
};

void EventCodecTest::eventsComeBackExactly_data()
{
    QTest::addColumn<QList<RunEvent>>("events");
    const auto text = [](int ms, const char *agent, const QString &delta) {
        return RunEvent{Milliseconds(ms), {QString::fromLatin1(agent)}, 0, event::Text{TextChannel::Answer, delta}};
    };
    QTest::newRow("none") << QList<RunEvent>();
    QTest::newRow("a whole run") << sampleEvents(u"r1"_s);
    QTest::newRow("agents in turn") << QList{text(1, "a", u"x"_s), text(1, "b", u"y"_s), text(2, "a", u"z"_s)};
    QTest::newRow("empty text") << QList{text(1, "a", u""_s), text(2, "a", u"z"_s)};
    QTest::newRow("time goes back") << QList{text(100, "a", u"x"_s), text(1, "a", u"y"_s)};
    QTest::newRow("a character in two halves")
        << QList{text(1, "a", QString(QChar(0xD83C))), text(2, "a", QString(QChar(0xDF0A)))};
    QTest::newRow("long") << QList{text(1, "a", u"\u6c34"_s.repeated(100'000))};
    RunEvent reasoning = text(1, "a", u"why"_s);
    std::get<event::Text>(reasoning.body).channel = TextChannel::Reasoning;
    QTest::newRow("both channels") << QList{reasoning, text(2, "a", u"because"_s)};
}

void EventCodecTest::eventsComeBackExactly()
{
    QFETCH(QList<RunEvent>, events);
    QCOMPARE(decodeEvents(encodeEvents(events)), events);
}

void EventCodecTest::textsAreKeptOnce()
{
    QList<RunEvent> events;
    for (int i = 0; i < 1000; ++i)
        events.append({Milliseconds(i * 10), {u"a"_s}, 0, event::Text{TextChannel::Answer, u"word "_s}});
    QVERIFY(encodeEvents(events).size() < 600);
}

void EventCodecTest::damageIsNoticed()
{
    const QByteArray good = encodeEvents(sampleEvents(u"r1"_s));
    for (qsizetype i = 0; i < good.size(); ++i) {
        QByteArray bad = good;
        bad[i] = char(bad[i] ^ 0x55);
        QVERIFY_THROWS_EXCEPTION(DatabaseError, decodeEvents(bad));
        QVERIFY_THROWS_EXCEPTION(DatabaseError, decodeEvents(good.first(i)));
    }
}

void EventCodecTest::nonsenseIsRefused_data()
{
    QTest::addColumn<QByteArray>("hex");
    // Whole by its check sum, but nothing that the encoder writes.
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no array") << QByteArray("01");
    QTest::newRow("another version") << QByteArray("83028080");
    QTest::newRow("text of no stream") << QByteArray("8301808183000105");
    QTest::newRow("text longer than its stream") << QByteArray("8301818461610000617881"
                                                               "83000005");
    QTest::newRow("negative length") << QByteArray("8301818461610000617881"
                                                   "83000020");
    QTest::newRow("no event") << QByteArray("83018081a0");
}

void EventCodecTest::nonsenseIsRefused()
{
    QFETCH(QByteArray, hex);
    QVERIFY_THROWS_EXCEPTION(DatabaseError, decodeEvents(packed(QByteArray::fromHex(hex))));
}

QTEST_GUILESS_MAIN(EventCodecTest)
#include "tst_event_codec.moc"
