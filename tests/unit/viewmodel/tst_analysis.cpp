// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "Story.h"
#include "viewmodel/AnalysisPresenter.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;
using State = AnalysisPresenter::State;

/// The analysis of the run on screen: kept beside the run, else computed off the window's thread.
class AnalysisTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void nothingToAnalyse_data();
    void nothingToAnalyse();
    void isComputedWhenAskedForAndKept();
    void whatIsKeptIsNotComputedAgain();
    void whatCameWithTheRunIsTaken();
    void whatCannotBeUsedIsComputedAnew_data();
    void whatCannotBeUsedIsComputedAnew();
    void anotherRunTakesItsPlace();
    void cancelledAndAskedAgain();
    void goesAwayWhileWorking();
};

namespace {

const QString wholeRun = u"run; a queue; 10 a start; 20 a text The tower is tall; 30 a done; s queue; 40 s start;"
                         "50 s text The tower is tall; 60 s done; end synthesis"_s;

RunRecord recordOf(const QString &story, const QString &id = u"r1"_s)
{
    RunRecord record;
    record.id = {id};
    record.graph = threePlusOne();
    record.events = tell(record.graph, story);
    return record;
}

/// Told from what any computation gives by a fact that no text has.
QByteArray markedAnalysis()
{
    RunAnalysis analysis;
    analysis.factsOfOne = {{{u"a"_s}, {Fact::Kind::Number, {0, 3}, u"kept"_s}}};
    return QJsonDocument(toJson(analysis)).toJson(QJsonDocument::Compact);
}

bool isMarked(const AnalysisPresenter &presenter)
{
    const auto &facts = presenter.analysis()->factsOfOne;
    return facts.size() == 1 && facts[0].fact.value == "kept"_L1;
}

/// A library in memory that tells what was asked of it.
struct Shelf
{
    QHash<QString, QByteArray> results;

    AnalysisStore store()
    {
        return {.load = [this](const RunId &run, const QString &kind, int version) -> std::optional<QByteArray> {
                    const auto found = results.constFind(place(run, kind, version));
                    return found == results.constEnd() ? std::nullopt : std::optional(*found);
                },
                .save = [this](const RunId &run, const QString &kind, int version,
                               const QByteArray &result) { results.insert(place(run, kind, version), result); }};
    }

    static QString place(const RunId &run, const QString &kind, int version)
    {
        return u"%1/%2/%3"_s.arg(run.value, kind).arg(version);
    }

    static QString newest() { return place({u"r1"_s}, u"analysis"_s, RunAnalysis::version); }
};

} // namespace

void AnalysisTest::nothingToAnalyse_data()
{
    QTest::addColumn<std::optional<RunRecord>>("record");
    QTest::newRow("no run") << std::optional<RunRecord>();
    QTest::newRow("no synthesis") << std::optional(recordOf(
        u"run; a queue; 10 a start; 20 a text Tall; 30 a done; s queue; s start; s fail server; end no-synthesis"_s));
}

void AnalysisTest::nothingToAnalyse()
{
    QFETCH(std::optional<RunRecord>, record);
    AnalysisPresenter presenter;
    presenter.show(record);
    presenter.request();
    presenter.cancel();
    QCOMPARE(presenter.state(), State::None);
    QVERIFY(!presenter.analysis());
    QVERIFY(!presenter.record());
}

void AnalysisTest::isComputedWhenAskedForAndKept()
{
    Shelf shelf;
    AnalysisPresenter presenter;
    presenter.setStore(shelf.store());
    presenter.show(recordOf(wholeRun));
    QCOMPARE(presenter.state(), State::Waiting);
    presenter.request();
    QCOMPARE(presenter.state(), State::Working);
    QTRY_COMPARE(presenter.state(), State::Ready);
    QCOMPARE(*presenter.analysis(), analyseRun(recordOf(wholeRun)).value());
    QCOMPARE(QStringList(shelf.results.keys()), QStringList{Shelf::newest()});
    const auto kept =
        runAnalysisFromJson(QJsonDocument::fromJson(shelf.results.value(Shelf::newest())).object(), recordOf(wholeRun));
    QCOMPARE(kept.value(), *presenter.analysis());
}

void AnalysisTest::whatIsKeptIsNotComputedAgain()
{
    Shelf shelf{{{Shelf::newest(), markedAnalysis()}}};
    AnalysisPresenter presenter;
    presenter.setStore(shelf.store());
    presenter.show(recordOf(wholeRun));
    presenter.request();
    QTRY_COMPARE(presenter.state(), State::Ready);
    QVERIFY(isMarked(presenter));
}

void AnalysisTest::whatCameWithTheRunIsTaken()
{
    RunRecord record = recordOf(wholeRun);
    record.analyses = {{u"other"_s, RunAnalysis::version, "{}"},
                       {u"analysis"_s, RunAnalysis::version, markedAnalysis()}};
    AnalysisPresenter presenter;
    presenter.show(record);
    presenter.request();
    QTRY_COMPARE(presenter.state(), State::Ready);
    QVERIFY(isMarked(presenter));
}

void AnalysisTest::whatCannotBeUsedIsComputedAnew_data()
{
    QTest::addColumn<QString>("place");
    QTest::addColumn<QByteArray>("kept");
    QTest::newRow("an older version") << Shelf::place({u"r1"_s}, u"analysis"_s, RunAnalysis::version - 1)
                                      << markedAnalysis();
    QTest::newRow("another run's") << Shelf::place({u"r2"_s}, u"analysis"_s, RunAnalysis::version) << markedAnalysis();
    QTest::newRow("no JSON") << Shelf::newest() << QByteArray("{\"readers\":[");
    QTest::newRow("not of these texts") << Shelf::newest() << markedAnalysis().replace("\"end\":3", "\"end\":3000");
}

void AnalysisTest::whatCannotBeUsedIsComputedAnew()
{
    QFETCH(QString, place);
    QFETCH(QByteArray, kept);
    Shelf shelf{{{place, kept}}};
    AnalysisPresenter presenter;
    presenter.setStore(shelf.store());
    presenter.show(recordOf(wholeRun));
    presenter.request();
    QTRY_COMPARE(presenter.state(), State::Ready);
    QVERIFY(!isMarked(presenter));
    QVERIFY(shelf.results.contains(Shelf::newest()));
    QVERIFY(shelf.results.value(Shelf::newest()) != kept);
}

void AnalysisTest::anotherRunTakesItsPlace()
{
    Shelf shelf;
    AnalysisPresenter presenter;
    presenter.setStore(shelf.store());
    presenter.show(recordOf(wholeRun));
    presenter.request();
    const QSignalSpy changes(&presenter, &AnalysisPresenter::stateChanged);
    presenter.show(recordOf(wholeRun));
    QVERIFY2(changes.isEmpty(), "it is the same run");
    presenter.show(recordOf(wholeRun, u"r2"_s));
    QCOMPARE(presenter.state(), State::Waiting);
    presenter.request();
    QTRY_COMPARE(presenter.state(), State::Ready);
    QCOMPARE(QStringList(shelf.results.keys()),
             QStringList{Shelf::place({u"r2"_s}, u"analysis"_s, RunAnalysis::version)});
    presenter.show(std::nullopt);
    QCOMPARE(presenter.state(), State::None);
    QVERIFY(!presenter.analysis());
}

void AnalysisTest::cancelledAndAskedAgain()
{
    AnalysisPresenter presenter;
    presenter.show(recordOf(wholeRun));
    presenter.request();
    presenter.cancel();
    QCOMPARE(presenter.state(), State::Cancelled);
    QVERIFY(!presenter.analysis());
    presenter.request();
    QTRY_COMPARE(presenter.state(), State::Ready);
}

void AnalysisTest::goesAwayWhileWorking()
{
    Shelf shelf;
    {
        AnalysisPresenter presenter;
        presenter.setStore(shelf.store());
        presenter.show(recordOf(wholeRun));
        presenter.request();
    }
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::sendPostedEvents();
    QVERIFY(shelf.results.isEmpty());
}

QTEST_GUILESS_MAIN(AnalysisTest)

#include "tst_analysis.moc"
