// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/RunRecord.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

RunRecord someRecord()
{
    RunRecord record;
    record.id = {u"r1"_s};
    record.started = QDateTime(QDate(2030, 1, 2), QTime(3, 4, 5, 6), Qt::UTC);
    record.prompt = u"Why?"_s;
    record.seed = 0xfedcba9876543210;
    record.nonce = u"n0nce"_s;
    Agent agent;
    agent.id = {u"a"_s};
    agent.model = {{u"p"_s}, u"m"_s};
    record.graph.name = u"One"_s;
    record.graph.layers.resize(1);
    record.graph.layers[0].agents = {agent};
    record.events = {{Milliseconds(0), {}, -1, event::RunStarted{record.id, u"One"_s, 1}},
                     {Milliseconds(1), {u"a"_s}, 0, event::CallStarted{agent.model, 1}}};
    return record;
}

RunRecord recordWithLists()
{
    RunRecord record = someRecord();
    record.attachments = {{u"notes.md"_s, u"text/markdown"_s, u"ab12"_s, 5'000'000'000, u"Gr\u00fc\u00dfe\n"_s},
                          {u"empty.txt"_s, u"text/plain"_s, u"cd34"_s, 0, u""_s}};
    record.conversation = {{u"first"_s, u"one"_s}, {u"second"_s, u"two"_s}};
    record.requests = {{{u"a"_s}, 1, {{u"p"_s}, u"m/x"_s}, u"https://p.example/v1"_s, "{\"k\":\"\xc3\xbc\"}"},
                       {{u"a"_s}, 2, {{u"p"_s}, u"m/x"_s}, u"https://p.example/v1"_s, "{}"}};
    record.analyses = {{u"sources"_s, 2, R"({"a":[1]})"}, {u"check"_s, 1, "{}"}};
    return record;
}

/// As a file holds it.
QJsonObject throughText(const QJsonObject &object)
{
    return QJsonDocument::fromJson(QJsonDocument(object).toJson()).object();
}

} // namespace

class RunRecordTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void comesBackWhole_data();
    void comesBackWhole();
    void emptyListsAreNotWritten();
    void olderRecordsLackTheLists();
    void faultsAreNamed_data();
    void faultsAreNamed();
    void newerAndOtherFilesAreRefused();
};

void RunRecordTest::comesBackWhole_data()
{
    QTest::addColumn<RunRecord>("record");
    QTest::newRow("without lists") << someRecord();
    QTest::newRow("with lists") << recordWithLists();
    RunRecord attached = someRecord();
    attached.attachments = recordWithLists().attachments;
    QTest::newRow("attachments only") << attached;
}

void RunRecordTest::comesBackWhole()
{
    QFETCH(RunRecord, record);
    const auto read = runRecordFromJson(throughText(toJson(record)));
    QVERIFY2(read, read ? "" : qPrintable(read.error().message));
    QCOMPARE(read->attachments, record.attachments);
    QCOMPARE(read->conversation, record.conversation);
    QCOMPARE(read->requests, record.requests);
    QCOMPARE(*read, record);
}

void RunRecordTest::emptyListsAreNotWritten()
{
    const QJsonObject object = toJson(someRecord());
    for (const QString &list : {u"attachments"_s, u"conversation"_s, u"requests"_s, u"analyses"_s})
        QVERIFY2(!object.contains(list), qPrintable(list));
}

void RunRecordTest::olderRecordsLackTheLists()
{
    QJsonObject object = toJson(recordWithLists());
    for (const QString &list : {u"attachments"_s, u"conversation"_s, u"requests"_s, u"analyses"_s})
        object.remove(list);
    QCOMPARE(*runRecordFromJson(object), someRecord());
}

void RunRecordTest::faultsAreNamed_data()
{
    QTest::addColumn<QString>("list");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("path");
    const auto second = [](const QString &list, const QString &member, const QJsonValue &wrong) {
        QJsonArray array = toJson(recordWithLists()).value(list).toArray();
        QJsonObject element = array[1].toObject();
        element.insert(member, wrong);
        array[1] = element;
        return QJsonValue(array);
    };
    QTest::newRow("no list of attachments") << u"attachments"_s << QJsonValue(u"x"_s) << u"attachments"_s;
    QTest::newRow("no list of turns") << u"conversation"_s << QJsonValue(QJsonObject()) << u"conversation"_s;
    QTest::newRow("no list of analyses") << u"analyses"_s << QJsonValue(u"x"_s) << u"analyses"_s;
    QTest::newRow("no list of requests") << u"requests"_s << QJsonValue(3) << u"requests"_s;
    for (const QString &list : {u"attachments"_s, u"conversation"_s, u"requests"_s, u"analyses"_s, u"events"_s})
        QTest::newRow(qPrintable(u"no object in "_s + list)) << list << QJsonValue(QJsonArray{1}) << list + u"[0]"_s;
    const auto row = [&](const QString &list, const QString &member, const QJsonValue &wrong) {
        QTest::newRow(qPrintable(list + u'.' + member))
            << list << second(list, member, wrong) << u"%1[1].%2"_s.arg(list, member);
    };
    row(u"attachments"_s, u"name"_s, 1);
    row(u"attachments"_s, u"mediaType"_s, true);
    row(u"attachments"_s, u"sha256"_s, QJsonArray());
    row(u"attachments"_s, u"bytes"_s, u"many"_s);
    row(u"attachments"_s, u"bytes"_s, 1.5);
    row(u"attachments"_s, u"text"_s, QJsonObject());
    row(u"conversation"_s, u"prompt"_s, 1);
    row(u"conversation"_s, u"synthesis"_s, 1);
    row(u"requests"_s, u"agent"_s, 1);
    row(u"requests"_s, u"attempt"_s, u"first"_s);
    row(u"requests"_s, u"model"_s, 1);
    row(u"requests"_s, u"address"_s, 1);
    row(u"requests"_s, u"body"_s, QJsonObject());
    row(u"analyses"_s, u"kind"_s, 1);
    row(u"analyses"_s, u"version"_s, u"newest"_s);
    row(u"analyses"_s, u"result"_s, QJsonArray());
}

void RunRecordTest::faultsAreNamed()
{
    QFETCH(QString, list);
    QFETCH(QJsonValue, value);
    QFETCH(QString, path);
    QJsonObject object = toJson(recordWithLists());
    object.insert(list, value);
    const auto read = runRecordFromJson(object);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ErrorKind::InvalidInput);
    QVERIFY2(read.error().message.startsWith(path + u": "_s), qPrintable(read.error().message));
}

void RunRecordTest::newerAndOtherFilesAreRefused()
{
    QJsonObject object = toJson(recordWithLists());
    object.insert(u"version"_s, runRecordVersion + 1);
    QCOMPARE(runRecordFromJson(object).error().kind, ErrorKind::NewerVersion);
    object.insert(u"format"_s, u"tributary-graph"_s);
    QCOMPARE(runRecordFromJson(object).error().kind, ErrorKind::InvalidInput);
}

QTEST_GUILESS_MAIN(RunRecordTest)
#include "tst_run_record.moc"
