// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "Story.h"
#include "support/FakeClock.h"
#include "support/MemoryCache.h"
#include "support/ScriptedClient.h"
#include "viewmodel/CheckPresenter.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;
using State = CheckPresenter::State;

/// One paid call that compares the answers of a run, and the table it gives.
class CheckTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void waitsForARunWithASynthesis();
    void estimatesFirst();
    void blockedWithAReason();
    void aReplyBecomesATable();
    void whatIsKeptIsShownAgain();
    void failuresSayWhy_data();
    void failuresSayWhy();
    void canBeStopped();
    void anotherRunEndsIt();
    void askedTwiceCostsOnce();
    void goesAwayWhileRunning();
};

namespace {

const QString reply = uR"({"points":[{"kind":"consensus","point":"It is tall.","voices":[)"
                      uR"({"reference":1,"stance":"agrees","quote":"tower is tall"},)"
                      uR"({"reference":2,"stance":"contradicts","quote":"not said"}]},)"
                      uR"({"kind":"blind-spot","point":"Its age.","voices":[]}]})"_s;

RunRecord someRun(const QString &id = u"r1"_s)
{
    RunRecord record;
    record.id = {id};
    record.prompt = u"How tall?"_s;
    record.graph = threePlusOne();
    record.events =
        tell(record.graph, u"run; a queue; 10 a start; 20 a text The tower is tall; 30 a done; b queue; b start;"
                           "b text It is small; b done; s queue; 40 s start; 50 s text Tall; 60 s done;"
                           "end synthesis"_s);
    return record;
}

struct Stage
{
    explicit Stage(AnswerCache *cache = nullptr)
        : client(clock)
        , random(1)
        , check({client, clock, random, cache})
    {
        client.setDefault(CallScript::parse(u"+100 \"…\" ok"_s));
        CallScript script = CallScript::parse(u"+100 \"…\" +100 \"…\" ok in=900 out=90"_s);
        script.steps[0].text = reply.left(20);
        script.steps[1].text = reply.sliced(20);
        client.setScripts(ModelRef::fromString(u"together/sigma"_s).value(), {script});
        check.setProviders(someProviders());
        check.setStore({.load = [this](const RunId &, const QString &, int) { return kept; },
                        .save =
                            [this](const RunId &run, const QString &kind, int version, const QByteArray &result) {
                                kept = result;
                                place = u"%1/%2/%3"_s.arg(run.value, kind).arg(version);
                            }});
    }

    void run()
    {
        check.start();
        clock.advance(Milliseconds(600'000));
    }

    FakeClock clock;
    ScriptedClient client;
    QRandomGenerator random;
    std::optional<QByteArray> kept;
    QString place;
    CheckPresenter check;
};

QString cell(const DisagreementTable &table, int row, int column, int role = Qt::DisplayRole)
{
    return table.index(row, column).data(role).toString();
}

} // namespace

void CheckTest::waitsForARunWithASynthesis()
{
    Stage stage;
    QCOMPARE(stage.check.state(), State::None);
    QVERIFY(!stage.check.blockedReason().isEmpty());
    stage.check.start();
    QCOMPARE(stage.check.state(), State::None);
    stage.check.show(someRun());
    QCOMPARE(stage.check.state(), State::Waiting);
    QCOMPARE(stage.check.blockedReason(), QString());
    QCOMPARE(stage.check.model().toString(), u"together/sigma"_s);
    stage.check.show(std::nullopt);
    QCOMPARE(stage.check.state(), State::None);
}

void CheckTest::estimatesFirst()
{
    Stage stage;
    stage.check.show(someRun());
    QCOMPARE(stage.check.estimated()->calls, 1);
    QVERIFY(stage.check.estimated()->tokens > 400);
    QVERIFY2(stage.check.estimateText().startsWith(u"1 call · ≈ "_s), qPrintable(stage.check.estimateText()));
    QVERIFY(stage.client.requests().isEmpty());
}

void CheckTest::blockedWithAReason()
{
    Stage stage;
    stage.check.show(someRun());
    QSignalSpy changes(&stage.check, &CheckPresenter::estimateChanged);
    stage.check.setModel(ModelRef::fromString(u"anthropic/claude"_s).value());
    QCOMPARE(changes.count(), 1);
    QVERIFY(!stage.check.blockedReason().isEmpty());
    stage.check.setModel({});
    QCOMPARE(stage.check.blockedReason(), u"Choose a model to check with."_s);
    stage.check.setModel(ModelRef::fromString(u"together/sigma"_s).value());
    stage.check.setBudget(0.0000001);
    QVERIFY(stage.check.blockedReason().contains(u"budget"_s));
    stage.check.start();
    QCOMPARE(stage.check.state(), State::Waiting);
    QVERIFY(stage.client.requests().isEmpty());
}

void CheckTest::aReplyBecomesATable()
{
    Stage stage;
    stage.check.show(someRun());
    const QAbstractItemModelTester tester(&stage.check.table());
    stage.check.start();
    QCOMPARE(stage.check.state(), State::Running);
    QVERIFY(stage.check.statusText().startsWith(u"Waiting for "_s));
    stage.clock.advance(Milliseconds(150));
    QVERIFY(stage.check.statusText().startsWith(u"Writing, 20 "_s));
    stage.clock.advance(Milliseconds(60'000));
    QCOMPARE(stage.check.state(), State::Ready);
    QCOMPARE(stage.client.requests().size(), 1);
    const DisagreementTable &table = stage.check.table();
    QCOMPARE(table.rowCount(), 2);
    QCOMPARE(table.columnCount(), 4);
    QStringList heads;
    for (int column = 0; column < 4; ++column)
        heads.append(table.headerData(column, Qt::Horizontal).toString());
    QCOMPARE(heads, (QStringList{u"Point"_s, u"A"_s, u"B"_s, u"Synthesis"_s}));
    QCOMPARE(cell(table, 0, 0), u"It is tall."_s);
    QCOMPARE(cell(table, 0, 1), u"Agrees"_s);
    QCOMPARE(cell(table, 0, 2), u"Contradicts"_s);
    QCOMPARE(cell(table, 0, 3), u"Silent"_s);
    QCOMPARE(cell(table, 1, 0, DisagreementTable::KindRole), u"blind-spot"_s);
    QCOMPARE(cell(table, 0, 1, DisagreementTable::AgentRole), u"a"_s);
    QCOMPARE(table.index(0, 1).data(DisagreementTable::RangeStartRole).toInt(), 4);
    QCOMPARE(table.index(0, 1).data(DisagreementTable::RangeEndRole).toInt(), 17);
    QVERIFY(!table.index(0, 2).data(DisagreementTable::RangeStartRole).isValid());
    QCOMPARE(cell(table, 0, 2, Qt::ToolTipRole), u"“not said” (not found in this answer)"_s);
    QCOMPARE(stage.check.check()->quotesNotFound(), 1);
    QVERIFY(stage.check.statusText().contains(u"1 quotation was not found"_s));
    QCOMPARE(stage.place, u"r1/model-check/%1"_s.arg(ModelCheck::version));
}

void CheckTest::whatIsKeptIsShownAgain()
{
    Stage stage;
    stage.check.show(someRun());
    stage.run();
    const ModelCheck first = *stage.check.check();
    stage.check.show(std::nullopt);
    QCOMPARE(stage.check.table().rowCount(), 0);
    stage.check.show(someRun());
    QCOMPARE(stage.check.state(), State::Ready);
    QCOMPARE(*stage.check.check(), first);
    stage.kept = QByteArray("{\"damaged\":");
    stage.check.show(someRun(u"r2"_s));
    QCOMPARE(stage.check.state(), State::Waiting);
}

void CheckTest::failuresSayWhy_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("no JSON") << u"+10 \"They agree.\" ok"_s << ErrorKind::InvalidInput;
    QTest::newRow("cut by its limit") << u"+10 \"{\" ok cut"_s << ErrorKind::Truncated;
    QTest::newRow("the server") << u"+10 fail server"_s << ErrorKind::Server;
}

void CheckTest::failuresSayWhy()
{
    QFETCH(QString, script);
    QFETCH(ErrorKind, kind);
    Stage stage;
    stage.client.setScripts(ModelRef::fromString(u"together/sigma"_s).value(), {CallScript::parse(script)});
    stage.check.show(someRun());
    stage.run();
    QCOMPARE(stage.check.state(), State::Failed);
    QCOMPARE(stage.check.problem()->kind, kind);
    QCOMPARE(stage.check.statusText(), stage.check.problem()->message);
    QVERIFY(!stage.check.check());
    QVERIFY(stage.place.isEmpty());
    QCOMPARE(stage.check.blockedReason(), QString());
}

void CheckTest::canBeStopped()
{
    Stage stage;
    stage.check.show(someRun());
    stage.check.start();
    QVERIFY(!stage.check.blockedReason().isEmpty());
    stage.clock.advance(Milliseconds(150));
    stage.check.stop();
    QCOMPARE(stage.check.state(), State::Stopped);
    QCOMPARE(stage.client.callsUnderWay(), 0);
    stage.run();
    QCOMPARE(stage.check.state(), State::Ready);
}

void CheckTest::anotherRunEndsIt()
{
    Stage stage;
    stage.check.show(someRun());
    stage.check.start();
    stage.clock.advance(Milliseconds(150));
    stage.check.show(someRun(u"r2"_s));
    QCOMPARE(stage.check.state(), State::Waiting);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QCOMPARE(stage.client.callsUnderWay(), 0);
    stage.clock.advance(Milliseconds(60'000));
    QCOMPARE(stage.check.state(), State::Waiting);
    QVERIFY(stage.place.isEmpty());
}

void CheckTest::askedTwiceCostsOnce()
{
    MemoryCache cache;
    Stage stage(&cache);
    stage.check.show(someRun());
    stage.run();
    QCOMPARE(stage.check.estimated()->calls, 0);
    QVERIFY(stage.check.estimateText().contains(u"cache"_s));
    stage.run();
    QCOMPARE(stage.check.state(), State::Ready);
    QCOMPARE(stage.client.requests().size(), 1);
    QCOMPARE(stage.check.check()->costUsd, std::optional(0.0));
}

void CheckTest::goesAwayWhileRunning()
{
    FakeClock clock;
    ScriptedClient client(clock);
    client.setDefault(CallScript::parse(u"hang"_s));
    QRandomGenerator random(1);
    {
        CheckPresenter check({client, clock, random});
        check.setProviders(someProviders());
        check.show(someRun());
        check.start();
        QCOMPARE(client.callsUnderWay(), 1);
    }
    QCOMPARE(client.callsUnderWay(), 0);
}

QTEST_GUILESS_MAIN(CheckTest)

#include "tst_check.moc"
