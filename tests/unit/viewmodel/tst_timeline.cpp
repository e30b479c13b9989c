// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "Story.h"
#include "support/FakeClock.h"
#include "support/ScriptedClient.h"
#include "viewmodel/TimelineFile.h"
#include "viewmodel/TimelineModel.h"
#include "viewmodel/TimelinePresenter.h"
#include "viewmodel/TimelineTable.h"

#include <QAbstractItemModelTester>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

const QString wholeRun =
    u"run; a queue; b queue; c queue; 0 a start; b start; c start; 500 a text Hello there; 1500 b retry rate-limited "
    u"2000; "
    "2500 a done out=200; 3500 b start 2; 4000 b text Yes; c text No; 5000 c done out=20; 7000 b done out=300; layer 0 "
    "3 3; "
    "7010 s queue; s start; 8000 s text So; 12000 s done out=400; layer 1 1 1; 12010 end synthesis"_s;

/// A scene and its timeline.
struct Told
{
    explicit Told(const QString &story, const Graph &graph = threePlusOne())
        : scene(sceneOf(graph, story))
        , timeline(describeTimeline(scene, timesOf(tell(graph, story))))
    {}

    const TimelineRow &row(qsizetype layer, qsizetype agent) const { return timeline.layers[layer].rows[agent]; }

    RunScene scene;
    TimelineDisplay timeline;
};

SentRequest request(const QString &model, const QByteArray &body)
{
    return {{u"a"_s}, 1, *ModelRef::fromString(model), u"https://api.example/v1/chat"_s, body};
}

} // namespace

/// A run over time, in words and figures.
class TimelineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysHowLongEverythingTook();
    void marksTheCriticalPath();
    void saysWhyARowHasNoBar();
    void aRunThatGoesOnIsLive();
    void nothingBeforeTheFirstRun();
    void keepsRowsWhileTheyLive();
    void theTableSortsByFigures();
    void detailsTellTheCall();
    void curlNamesTheKeyAndNeverHasIt_data();
    void curlNamesTheKeyAndNeverHasIt();
    void curlQuotesWhatShellsTake();
    void filesSayTheSame();
    void csvHoldsNoFormulas();
    void followsTheRunOnScreen();
    void followsAReplay();
};

void TimelineTest::saysHowLongEverythingTook()
{
    const Told told(wholeRun);

    QCOMPARE(told.timeline.layers.size(), 2);
    QCOMPARE(told.timeline.layers[0].title, u"Layer 1 · 7.0 s"_s);
    QCOMPARE(told.row(0, 0).figures, u"2.5 s · 200 tok · 100 tok/s"_s);
    QCOMPARE(told.row(0, 1).figures, u"7.0 s · 300 tok · 100 tok/s · 1 retry"_s);
    QCOMPARE(told.timeline.summary,
             (QStringList{u"total 12.0 s"_s, u"critical path 12.0 s"_s, u"4 calls"_s, u"1 retry"_s, u"slowest B"_s}));
    QVERIFY(told.row(0, 1).spoken.contains(u"Attempt 1 failed after 1.50 s: rate limit (0.00 to 1.50 s)"_s));
    QVERIFY(told.row(0, 1).spoken.contains(u"on the critical path"_s));
}

void TimelineTest::marksTheCriticalPath()
{
    const Told told(wholeRun);

    QVERIFY(!told.row(0, 0).critical);
    QVERIFY(told.row(0, 1).critical);
    QVERIFY(told.row(1, 0).critical);
    const TimelineDisplay critical = onlyCritical(told.timeline);
    QCOMPARE(critical.layers.size(), 2);
    QCOMPARE(critical.layers[0].rows.size(), 1);
    QCOMPARE(critical.summary, told.timeline.summary);
}

void TimelineTest::saysWhyARowHasNoBar()
{
    const Told told(u"run; a cached Old; b skip muted; c queue; c start; 100 c text Hi; 500 c done out=3"_s);

    QCOMPARE(told.row(0, 0).figures, told.row(0, 0).display.stateText);
    QVERIFY(!told.row(0, 0).figures.isEmpty());
    QVERIFY(told.row(0, 0).times.spans.isEmpty());
    QVERIFY(!told.row(0, 1).figures.isEmpty());
    QVERIFY(told.row(0, 2).figures.startsWith(u"0.5 s"_s));
}

void TimelineTest::aRunThatGoesOnIsLive()
{
    const Told told(u"run; a queue; a start; 100 a text Hi"_s);

    QVERIFY(told.timeline.isLive);
    QCOMPARE(told.timeline.summary.constFirst(), u"0.1 s so far"_s);
    QVERIFY(onlyCritical(told.timeline).layers.isEmpty());
}

void TimelineTest::nothingBeforeTheFirstRun()
{
    RunScene scene;
    scene.graph = threePlusOne();
    QCOMPARE(describeTimeline(scene, {}), TimelineDisplay());
}

void TimelineTest::keepsRowsWhileTheyLive()
{
    TimelineModel model;
    const QAbstractItemModelTester tester(&model);
    model.show(Told(u"run; a queue; a start"_s).timeline);
    const QPersistentModelIndex b = model.indexOf({u"b"_s});
    QVERIFY(b.isValid());
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);

    model.show(Told(wholeRun).timeline);
    QCOMPARE(resets.size(), 0);
    QVERIFY(!changes.isEmpty());
    QVERIFY(b.isValid());
    QCOMPARE(model.row(b)->display.letter, u"B"_s);
    QVERIFY(b.data(Qt::AccessibleTextRole).toString().contains(u"7.0 s"_s));

    model.show(onlyCritical(Told(wholeRun).timeline));
    QCOMPARE(resets.size(), 1);
    QVERIFY(!model.indexOf({u"a"_s}).isValid());
    model.show({});
    QCOMPARE(model.rowCount(), 0);
}

void TimelineTest::theTableSortsByFigures()
{
    const Told told(wholeRun);
    TimelineTable table;
    const QAbstractItemModelTester tester(&table);
    table.show(told.scene, told.timeline);

    QCOMPARE(table.rowCount(), 4);
    QCOMPARE(table.agentAt(1), AgentId{u"b"_s});
    QCOMPARE(table.agentAt(9), AgentId{});
    const auto cell = [&table](int row, int column, int role) { return table.index(row, column).data(role); };
    QCOMPARE(cell(1, TimelineTable::TotalColumn, Qt::DisplayRole).toString(), u"7.00 s"_s);
    QCOMPARE(cell(1, TimelineTable::TotalColumn, TimelineTable::RawRole).toDouble(), 7.0);
    QCOMPARE(cell(1, TimelineTable::WaitColumn, TimelineTable::RawRole).toDouble(), 2.0);
    QCOMPARE(cell(1, TimelineTable::AttemptsColumn, TimelineTable::RawRole).toDouble(), 2.0);
    QCOMPARE(cell(0, TimelineTable::OutputColumn, Qt::DisplayRole).toString(), u"200"_s);
    // Nobody told a price: unknown, not nothing.
    QCOMPARE(cell(0, TimelineTable::CostColumn, Qt::DisplayRole).toString(), u"–"_s);
    for (int column = 0; column < TimelineTable::ColumnCount; ++column)
        QVERIFY(!table.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString().isEmpty());
}

void TimelineTest::detailsTellTheCall()
{
    const Told told(wholeRun);
    const QList<SentRequest> sent{request(u"together/alpha"_s, "{}"), {{u"b"_s}, 1, {}, {}, {}}};

    const CallDetails details = describeCall(told.scene, told.row(0, 0), sent);
    QVERIFY(details.title.startsWith(u"A · "_s));
    QVERIFY(details.facts.contains(CallFact{u"Model asked"_s, u"alpha"_s}));
    QVERIFY(details.facts.contains(CallFact{u"Tokens out"_s, u"200"_s}));
    QVERIFY(details.facts.contains(CallFact{u"Cost"_s, u"price unknown"_s}));
    QCOMPARE(details.parts.size(), 2);
    QCOMPARE(details.requests, (QList<SentRequest>{sent.constFirst()}));
}

void TimelineTest::curlNamesTheKeyAndNeverHasIt_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QStringList>("has");
    QTest::addColumn<QString>("hasNot");

    QTest::newRow("bearer") << u"together/alpha"_s
                            << QStringList{u"-H \"Authorization: Bearer $TOGETHER_API_KEY\""_s,
                                           u"-H 'Content-Type: application/json'"_s, u"'https://api.example/v1/chat'"_s}
                            << u"x-api-key"_s;
    QTest::newRow("no key") << u"local/gamma"_s << QStringList{u"curl -sS -N"_s} << u"API_KEY"_s;
    QTest::newRow("provider that is gone") << u"gone/x"_s << QStringList{u"--data-binary"_s} << u"API_KEY"_s;
}

void TimelineTest::curlNamesTheKeyAndNeverHasIt()
{
    QFETCH(QString, model);
    QFETCH(QStringList, has);
    QFETCH(QString, hasNot);

    ProviderDirectory providers = someProviders();
    for (ProviderDirectory::Entry &entry : providers.entries) {
        if (entry.provider.isLoopback())
            entry.provider.key.kind = KeySource::Kind::None;
    }
    const QString line = curlCommand(request(model, R"({"a":1})"), providers);
    for (const QString &part : has)
        QVERIFY2(line.contains(part), qPrintable(line));
    QVERIFY2(!line.contains(hasNot), qPrintable(line));
}

void TimelineTest::curlQuotesWhatShellsTake()
{
    const QString line = curlCommand(request(u"gone/x"_s, "it's $HOME `ls`"), {});
    QVERIFY2(line.endsWith(u"--data-binary 'it'\\''s $HOME `ls`'"_s), qPrintable(line));
    QCOMPARE(readableBody("no json"), u"no json"_s);
    QCOMPARE(readableBody("{\"a\":1}"), u"{\n    \"a\": 1\n}"_s);
}

void TimelineTest::filesSayTheSame()
{
    const Told told(wholeRun);
    const QJsonObject file = QJsonDocument::fromJson(timelineJson(told.scene, told.timeline)).object();
    QCOMPARE(file.value("format"_L1).toString(), u"tributary-timeline"_s);
    QCOMPARE(file.value("totalMs"_L1).toInt(), 12'010);
    const QJsonObject b = file.value("calls"_L1).toArray().at(1).toObject();
    QCOMPARE(b.value("letter"_L1).toString(), u"B"_s);
    QCOMPARE(b.value("attempts"_L1).toInt(), 2);
    QCOMPARE(b.value("waitedMs"_L1).toInt(), 2000);
    QCOMPARE(b.value("firstTokenMs"_L1).toInt(), 4000);
    QVERIFY(b.value("costUsd"_L1).isNull());
    QCOMPARE(b.value("parts"_L1).toArray().at(0).toObject().value("kind"_L1).toString(), u"failed"_s);

    const QList<QByteArray> lines = timelineCsv(told.scene, told.timeline).split('\n');
    QCOMPARE(lines.size(), 6);
    QVERIFY(lines.at(2).startsWith("b,B,1,together/beta,"));
    QVERIFY(lines.at(2).endsWith(",yes,\r"));
    QCOMPARE(lines.at(2).count(','), lines.at(0).count(','));
    QVERIFY(lines.constLast().isEmpty());
}

void TimelineTest::csvHoldsNoFormulas()
{
    Graph graph = threePlusOne();
    const Told told(u"run; a queue; a start; a text Hi; 500 a done served==HYPERLINK(\"x\"),"_s, graph);
    const QByteArray csv = timelineCsv(told.scene, told.timeline);
    QVERIFY2(csv.contains("\"'=HYPERLINK(\"\"x\"\"),\""), csv.constData());
}

namespace {

struct Session
{
    Session()
        : model({client, clock, random, nullptr})
        , timeline(model)
    {
        client.setDefault(CallScript::parse(u"+100 \"Some words\" +400 \"more\" ok in=10 out=2"_s));
        model.setProviders(someProviders());
        model.document().reset(threePlusOne());
        model.session().setPrompt(u"Why?"_s);
        timeline.setActive(true);
    }

    FakeClock clock;
    ScriptedClient client{clock};
    QRandomGenerator random{1};
    RunViewModel model;
    TimelinePresenter timeline;
};

} // namespace

void TimelineTest::followsTheRunOnScreen()
{
    Session session;
    QSignalSpy changes(&session.timeline, &TimelinePresenter::changed);
    QVERIFY(session.timeline.timeline().layers.isEmpty());
    QVERIFY(!session.timeline.record());

    session.model.session().run();
    session.clock.advance(Milliseconds(300));
    QVERIFY(session.timeline.timeline().isLive);
    QVERIFY(!changes.isEmpty());
    QVERIFY(session.timeline.record());

    session.clock.advance(Milliseconds(60'000));
    const TimelineDisplay ended = session.timeline.timeline();
    QVERIFY(!ended.isLive);
    QCOMPARE(ended.total, Milliseconds(1000));
    QVERIFY(session.timeline.details({u"a"_s}).title.startsWith(u"A · "_s));
    QVERIFY(session.timeline.details({u"nobody"_s}).title.isEmpty());

    // Not looked at: nothing is described, and nothing is lost.
    session.timeline.setActive(false);
    changes.clear();
    session.model.session().runAgain();
    session.clock.advance(Milliseconds(60'000));
    QVERIFY(changes.isEmpty());
    session.timeline.setActive(true);
    QCOMPARE(session.timeline.timeline().total, Milliseconds(1000));
}

void TimelineTest::followsAReplay()
{
    Session session;
    session.model.session().run();
    session.clock.advance(Milliseconds(60'000));
    const RunRecord record = session.model.session().runs().constLast().record;
    const TimelineDisplay ended = session.timeline.timeline();
    session.model.forgetRuns();
    QVERIFY(session.timeline.timeline().layers.isEmpty());

    session.model.showRecord({record, {}, true});
    QCOMPARE(session.timeline.timeline().total, ended.total);
    QCOMPARE(session.timeline.timeline().layers.size(), ended.layers.size());
    session.model.replay().seek(Milliseconds(300));
    QVERIFY(session.timeline.timeline().isLive);
    QCOMPARE(session.timeline.timeline().total, Milliseconds(300));
    session.model.replay().seek(record.events.constLast().time);
    QCOMPARE(session.timeline.timeline().total, ended.total);

    session.model.adoptRun(record);
    session.model.closeRecord();
    QCOMPARE(session.timeline.timeline().total, ended.total);
}

QTEST_GUILESS_MAIN(TimelineTest)
#include "tst_timeline.moc"
