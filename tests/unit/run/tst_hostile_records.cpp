// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/JsonReader.h"
#include "run/RunRecord.h"
#include "run/RunRecordChecks.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

#include <functional>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

const ModelRef modelRef{{u"p"_s}, u"m"_s};

Agent agentNamed(const QString &id)
{
    Agent agent;
    agent.id = {id};
    agent.model = modelRef;
    return agent;
}

/// A whole run of "a" and the aggregator "s".
RunRecord goodRecord()
{
    const AgentId a{u"a"_s};
    const AgentId s{u"s"_s};
    RunRecord record;
    record.id = {u"run-1"_s};
    record.started = QDateTime(QDate(2026, 11, 22), QTime(10, 0), Qt::UTC);
    record.prompt = u"Why?"_s;
    record.nonce = u"nonce"_s;
    record.graph.layers = {Layer{{agentNamed(u"a"_s)}, {}, false}, Layer{{agentNamed(u"s"_s)}, {}, false}};
    record.events = {
        {Milliseconds(0), {}, -1, event::RunStarted{record.id, u"g"_s, 2}},
        {Milliseconds(0), a, 0, event::CallQueued{modelRef}},
        {Milliseconds(1), a, 0, event::CallStarted{modelRef, 1}},
        {Milliseconds(5), a, 0, event::Text{TextChannel::Answer, u"Because."_s}},
        {Milliseconds(9), a, 0, event::CallFinished{8, {}, 0.5, {}, false, {}}},
        {Milliseconds(9), {}, 0, event::LayerFinished{1, 1}},
        {Milliseconds(9), s, 1, event::CallCached{modelRef, u"So."_s, record.started}},
        {Milliseconds(9), {}, 1, event::LayerFinished{1, 1}},
        {Milliseconds(9), {}, -1, event::RunFinished{RunOutcome::Synthesis, 0.5, 0, {}, Milliseconds(9)}},
    };
    record.requests = {{a, 1, modelRef, u"https://a.example/v1"_s, "{}"}};
    record.attachments = {{u"n.txt"_s, u"text/plain"_s, u"00"_s, 3, u"abc"_s}};
    return record;
}

using Harm = std::function<void(RunRecord &)>;

} // namespace

Q_DECLARE_METATYPE(Harm)

/// A saved run from someone else is untrusted: whatever is wrong with it is said, and nothing of it is taken.
class HostileRecordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void aGoodRecordPasses() { QCOMPARE(runRecordFromJson(toJson(goodRecord())).value(), goodRecord()); }

    /// A run may have been cut off anywhere.
    void everyBeginningOfAGoodRecordPasses()
    {
        for (qsizetype count = 0; count <= goodRecord().events.size(); ++count) {
            RunRecord record = goodRecord();
            record.events = record.events.first(count);
            QCOMPARE(runRecordFromJson(toJson(record)).value(), record);
        }
    }

    void harmIsNamed_data()
    {
        QTest::addColumn<Harm>("harm");
        QTest::addColumn<QString>("member");
        const auto row = [](const char *name, const QString &member, const Harm &harm) {
            QTest::newRow(name) << harm << member;
        };
        row("no id", u"id: "_s, [](RunRecord &r) { r.id = {}; });
        row("an id that is a path", u"id: "_s, [](RunRecord &r) { r.id = {u"../../etc/passwd"_s}; });
        row("a hidden file as id", u"id: "_s, [](RunRecord &r) { r.id = {u".x"_s}; });
        row("an id with a line feed", u"id: "_s, [](RunRecord &r) { r.id = {u"a\nb"_s}; });
        row("an endless id", u"id: "_s, [](RunRecord &r) { r.id = {QString(1000, u'x')}; });
        row("an endless nonce", u"nonce: "_s, [](RunRecord &r) { r.nonce = QString(1000, u'x'); });
        row("two agents of one id", u"graph: "_s,
            [](RunRecord &r) { r.graph.layers[1].agents.append(agentNamed(u"a"_s)); });
        row("an unknown agent", u"events[3].agent: "_s, [](RunRecord &r) { r.events[3].agent = {u"x"_s}; });
        row("the wrong layer", u"events[3].layer: "_s, [](RunRecord &r) { r.events[3].layer = 1; });
        row("a layer that is not there", u"events[5].layer: "_s, [](RunRecord &r) { r.events[5].layer = 7; });
        row("a run's event in a layer", u"events[8].layer: "_s, [](RunRecord &r) { r.events[8].layer = 0; });
        row("a run's event of an agent", u"events[8].agent: "_s, [](RunRecord &r) { r.events[8].agent = {u"a"_s}; });
        row("a text of nobody", u"events[3].agent: "_s, [](RunRecord &r) { r.events[3].agent = {}; });
        row("time going backwards", u"events[4].t: "_s, [](RunRecord &r) { r.events[4].time = Milliseconds(4); });
        row("time below zero", u"events[0].t: "_s, [](RunRecord &r) { r.events[0].time = Milliseconds(-1); });
        row("time without end", u"events[8].t: "_s,
            [](RunRecord &r) { r.events[8].time = Milliseconds(std::numeric_limits<qint64>::max() / 1024); });
        row("no beginning", u"events[0].event: "_s, [](RunRecord &r) { r.events.removeFirst(); });
        row("two beginnings", u"events[1].event: "_s, [](RunRecord &r) { r.events.insert(1, r.events[0]); });
        row("a text after the answer", u"events[5].event: "_s, [](RunRecord &r) {
            r.events.insert(5, {Milliseconds(9), {u"a"_s}, 0, event::Text{TextChannel::Answer, u"more"_s}});
        });
        row("an event after the end", u"events[9].event: "_s, [](RunRecord &r) { r.events.append(r.events[8]); });
        row("a hedge that was not asked for", u"events[4].event: "_s, [](RunRecord &r) {
            r.events.insert(4, {Milliseconds(5), {u"a"_s}, 0, event::HedgeTaken{}});
        });
        row("resumed after the end", u"events[9].event: "_s, [](RunRecord &r) {
            r.events.append({Milliseconds(9), {}, -1, event::RunResumed{}});
        });
        row("attempt zero", u"events[2].attempt: "_s, [](RunRecord &r) {
            r.events[2].body = event::CallStarted{modelRef, 0};
        });
        row("money below zero", u"events[4].costUsd: "_s,
            [](RunRecord &r) { std::get<event::CallFinished>(r.events[4].body).costUsd = -1.0; });
        row("tokens below zero", u"events[4].usage: "_s,
            [](RunRecord &r) { std::get<event::CallFinished>(r.events[4].body).usage.outVisible = -1; });
        row("a request of nobody", u"requests[0].agent: "_s, [](RunRecord &r) { r.requests[0].agent = {u"x"_s}; });
        row("a request's attempt", u"requests[0].attempt: "_s, [](RunRecord &r) { r.requests[0].attempt = -3; });
        row("an attachment's size", u"attachments[0].bytes: "_s, [](RunRecord &r) { r.attachments[0].bytes = -1; });
    }

    void harmIsNamed()
    {
        QFETCH(Harm, harm);
        QFETCH(QString, member);
        RunRecord record = goodRecord();
        harm(record);
        const auto read = runRecordFromJson(toJson(record));
        QVERIFY(!read);
        QCOMPARE(read.error().kind, ErrorKind::InvalidInput);
        QVERIFY2(read.error().message.startsWith(member), qPrintable(read.error().message));
    }

    void wrongTypesAreNamed_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QString>("member");
        QTest::newRow("time as text") << QByteArray(R"("t":5)") << QByteArray(R"("t":"5")") << u"events[3].t"_s;
        QTest::newRow("time as a fraction") << QByteArray(R"("t":5)") << QByteArray(R"("t":5.5)") << u"events[3].t"_s;
        QTest::newRow("a huge time") << QByteArray(R"("t":5)") << QByteArray(R"("t":1e300)") << u"events[3].t"_s;
        QTest::newRow("text as a list") << QByteArray(R"("delta":"Because.")") << QByteArray(R"("delta":["B"])")
                                        << u"events[3].delta"_s;
        QTest::newRow("attempt beyond int") << QByteArray(R"("attempt":1,"event")")
                                            << QByteArray(R"("attempt":99999999999,"event")") << u"events[2].attempt"_s;
        QTest::newRow("a seed that is no number")
            << QByteArray(R"("seed":"0")") << QByteArray(R"("seed":"x")") << u"seed"_s;
        QTest::newRow("a seed of 65 bits")
            << QByteArray(R"("seed":"0")") << QByteArray(R"("seed":"36893488147419103232")") << u"seed"_s;
        QTest::newRow("requests as an object")
            << QByteArray(R"("requests":[)") << QByteArray(R"("requests":{"x":[)") << u"requests"_s;
    }

    void wrongTypesAreNamed()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QString, member);
        QByteArray json = QJsonDocument(toJson(goodRecord())).toJson(QJsonDocument::Compact);
        const qsizetype at = json.indexOf(from);
        QVERIFY(at > 0);
        json.replace(at, from.size(), to);
        if (to.endsWith("{\"x\":["))
            json.replace(json.indexOf(']', at), 1, "]}");
        const auto object = parseJsonObject(json);
        QVERIFY2(object, object ? "" : qPrintable(object.error().message));
        const auto read = runRecordFromJson(*object);
        QVERIFY(!read);
        QVERIFY2(read.error().message.startsWith(member), qPrintable(read.error().message));
    }

    /// Cut anywhere, it is refused or, where only spaces are missing, read.
    void truncatedFilesAreRefused()
    {
        const QByteArray json = QJsonDocument(toJson(goodRecord())).toJson(QJsonDocument::Compact);
        for (qsizetype size = 0; size < json.size(); ++size)
            QVERIFY(!parseJsonObject(json.first(size)));
    }

    void deepNestingIsRefused()
    {
        const QByteArray deep = QByteArray("{\"events\":") + QByteArray(200'000, '[') + QByteArray(200'000, ']') + '}';
        QVERIFY(!parseJsonObject(deep));
    }

    /// Nothing is made room for on the word of a number in the file.
    void hugeCountsAreOnlyNumbers()
    {
        RunRecord record = goodRecord();
        record.events[0].body = event::RunStarted{record.id, u"g"_s, qsizetype(9'000'000'000'000'000)};
        std::get<event::CallFinished>(record.events[4].body).textLength = qsizetype(9'000'000'000'000'000);
        QCOMPARE(runRecordFromJson(toJson(record)).value(), record);
    }
};

QTEST_GUILESS_MAIN(HostileRecordsTest)
#include "tst_hostile_records.moc"
