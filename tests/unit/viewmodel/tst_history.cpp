// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "unit/library/LibraryFixture.h"
#include "viewmodel/HistoryViewModel.h"
#include "viewmodel/RunPreview.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QSignalSpy>
#include <QTest>

using namespace tributary;
using namespace tributary::tests;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 DaySeconds = 24 * 60 * 60;

/// "Today | Why? | 31 Dec 2029 | ...": what stands in the list.
QString listed(HistoryModel &runs)
{
    QStringList rows;
    for (int i = 0; i < runs.rowCount(); ++i)
        rows << runs.index(i).data().toString();
    return rows.join(u" | "_s);
}

} // namespace

/// The history on a real library in a folder of its own.
class HistoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void listsRunsByDay();
    void findsRowsByKey();
    void searchesAfterAPause();
    void saysWhyTheListIsEmpty();
    void trashAndBack();
    void erasesForGood();
    void starsTagsAndNotes();
    void followsTheLibrary();
    void aLibraryThatCanOnlyBeRead();
    void noLibrary();
    void previewsARun();
    void previewGrowsWithARunElsewhere();
    void anInterruptedRunIsAtRest();

private:
    std::unique_ptr<LibraryFixture> m_fixture;
};

void HistoryTest::init()
{
    m_fixture = std::make_unique<LibraryFixture>();
}

void HistoryTest::listsRunsByDay()
{
    m_fixture->add(u"old"_s, u"Oldest?"_s, -40 * DaySeconds);
    m_fixture->add(u"before"_s, u"Before?"_s, -DaySeconds + 3600);
    m_fixture->add(u"first"_s, u"First?"_s, 3600);
    m_fixture->add(u"second"_s, u"Second?"_s, 7200);
    HistoryViewModel history(m_fixture->clock());
    const QAbstractItemModelTester tester(&history.runs(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    history.setLibrary(m_fixture->library());
    QCOMPARE(listed(history.runs()), u"Today | Second? | First? | Yesterday | Before? | 22 Nov 2029 | Oldest?"_s);
    QCOMPARE(history.countText(), u"4 runs"_s);
    const QModelIndex title = history.runs().index(0);
    QVERIFY(!title.flags().testFlag(Qt::ItemIsSelectable));
    QVERIFY(history.runs().index(1).flags().testFlag(Qt::ItemIsSelectable));
    QVERIFY(history.runs().index(1).data(Qt::AccessibleTextRole).toString().startsWith(u"Second?, 1 failed"_s));
    QCOMPARE(history.runs().idsOf({title, history.runs().index(2)}), QList<RunId>{RunId{u"first"_s}});
}

void HistoryTest::findsRowsByKey()
{
    for (int i = 0; i < 100; ++i)
        m_fixture->add(u"run%1"_s.arg(i), u"Question %1"_s.arg(i), -i * DaySeconds / 7);
    HistoryViewModel history(m_fixture->clock());
    history.setLibrary(m_fixture->library());
    HistoryModel &runs = history.runs();
    QCOMPARE(runs.runCount(), 100);
    int found = 0;
    for (int row = 0; row < runs.rowCount(); ++row) {
        if (runs.index(row).data(HistoryModel::IsDayRole).toBool())
            continue;
        QCOMPARE(runs.rowOf(runs.key(row)), row);
        QCOMPARE(runs.run(row).key, runs.key(row));
        ++found;
    }
    QCOMPARE(found, 100);
    QCOMPARE(runs.rowOf(RunKey{-5}), -1);
    QCOMPARE(runs.run(-1).id, RunId());
    QCOMPARE(runs.run(runs.rowCount()).id, RunId());
}

void HistoryTest::searchesAfterAPause()
{
    m_fixture->add(u"sky"_s, u"Why is the sky blue?"_s, 10);
    m_fixture->add(u"copper"_s, u"What drives copper prices?"_s, 20);
    HistoryViewModel history(m_fixture->clock());
    history.setLibrary(m_fixture->library());
    history.setText(u"cop"_s);
    m_fixture->clock().advance(Milliseconds(100));
    history.setText(u"copper"_s);
    m_fixture->clock().advance(Milliseconds(149));
    QCOMPARE(history.runs().runCount(), 2);
    m_fixture->clock().advance(Milliseconds(1));
    QCOMPARE(listed(history.runs()), u"Today | What drives copper prices?"_s);
    QCOMPARE(history.countText(), u"1 run found"_s);
    history.clearFilters();
    QCOMPARE(history.runs().runCount(), 2);
    QCOMPARE(history.filter(), RunFilter());
}

void HistoryTest::saysWhyTheListIsEmpty()
{
    HistoryViewModel history(m_fixture->clock());
    history.setLibrary(m_fixture->library());
    QCOMPARE(history.emptiness().text, u"Runs appear here as soon as you run a prompt."_s);
    history.showTrash(true);
    QCOMPARE(history.emptiness().kind, HistoryVoid::Kind::TrashEmpty);
    history.showTrash(false);
    m_fixture->add(u"sky"_s);
    RunFilter filter;
    filter.starred = true;
    history.setFilter(filter);
    QCOMPARE(history.emptiness().text, u"No run is like this."_s);
    filter.text = u"unheard"_s;
    history.setFilter(filter);
    QCOMPARE(history.emptiness().text, u"No run has these words."_s);
    history.clearFilters();
    QCOMPARE(history.emptiness().kind, HistoryVoid::Kind::None);
}

void HistoryTest::trashAndBack()
{
    m_fixture->add(u"one"_s, u"One?"_s, 10);
    m_fixture->add(u"two"_s, u"Two?"_s, 20);
    HistoryViewModel history(m_fixture->clock());
    history.setLibrary(m_fixture->library());
    QSignalSpy trashed(&history, &HistoryViewModel::trashed);
    history.moveToTrash({RunId{u"one"_s}});
    QCOMPARE(trashed.size(), 1);
    QCOMPARE(trashed.constFirst().at(1).toString(), u"1 run moved to Trash."_s);
    QCOMPARE(listed(history.runs()), u"Today | Two?"_s);
    QCOMPARE(history.trash(), QList<RunId>{RunId{u"one"_s}});
    history.showTrash(true);
    QCOMPARE(listed(history.runs()), u"Today | One?"_s);
    history.restore({RunId{u"one"_s}});
    QCOMPARE(history.runs().runCount(), 0);
    history.showTrash(false);
    QCOMPARE(listed(history.runs()), u"Today | Two? | One?"_s);
    history.moveToTrash({RunId{u"one"_s}, RunId{u"two"_s}});
    QCOMPARE(trashed.constLast().at(1).toString(), u"2 runs moved to Trash."_s);
}

void HistoryTest::erasesForGood()
{
    m_fixture->add(u"one"_s);
    HistoryViewModel history(m_fixture->clock());
    history.setLibrary(m_fixture->library());
    history.moveToTrash({RunId{u"one"_s}});
    history.eraseForGood(history.trash());
    QVERIFY(history.trash().isEmpty());
    QVERIFY(!m_fixture->library().load(RunId{u"one"_s}));
}

void HistoryTest::starsTagsAndNotes()
{
    m_fixture->add(u"one"_s, u"One?"_s, 10);
    m_fixture->add(u"two"_s, u"Two?"_s, 20);
    const QList<RunId> both{RunId{u"one"_s}, RunId{u"two"_s}};
    HistoryViewModel history(m_fixture->clock());
    history.setLibrary(m_fixture->library());
    QSignalSpy reset(&history.runs(), &QAbstractItemModel::modelReset);
    QSignalSpy changed(&history.runs(), &QAbstractItemModel::dataChanged);
    history.setStarred({both.constFirst()}, true);
    QVERIFY(m_fixture->library().summary(both.constFirst())->starred);
    // Same runs: what is selected may stay.
    QCOMPARE(reset.size(), 0);
    QVERIFY(changed.size() > 0);

    history.setTags({both.constFirst()}, {u"draft"_s, u"sky"_s});
    history.setTags({both.constLast()}, {u"draft"_s});
    QCOMPARE(history.commonTags(both), QStringList{u"draft"_s});
    history.replaceCommonTags(both, {u"final"_s});
    QCOMPARE(m_fixture->library().summary(both.constFirst())->tags, (QStringList{u"final"_s, u"sky"_s}));
    QCOMPARE(m_fixture->library().summary(both.constLast())->tags, QStringList{u"final"_s});
    QCOMPARE(history.facets().tags, (QStringList{u"final"_s, u"sky"_s}));
    history.setNote(both.constFirst(), u"for the talk"_s);
    QCOMPARE(m_fixture->library().summary(both.constFirst())->note, u"for the talk"_s);
    QCOMPARE(tagsFromText(u" a, b ,,a,  two  words"_s), (QStringList{u"a"_s, u"b"_s, u"two words"_s}));
}

void HistoryTest::followsTheLibrary()
{
    HistoryViewModel history(m_fixture->clock());
    history.setLibrary(m_fixture->library());
    QSignalSpy changed(&m_fixture->library(), &Library::changed);
    m_fixture->add(u"new"_s, u"New?"_s, 10);
    QVERIFY(changed.size() > 0 || changed.wait());
    m_fixture->clock().advance(HistoryViewModel::followInterval);
    QCOMPARE(listed(history.runs()), u"Today | New?"_s);
}

void HistoryTest::aLibraryThatCanOnlyBeRead()
{
    m_fixture->add(u"one"_s);
    m_fixture->reopen(Library::Mode::ReadOnly);
    HistoryViewModel history(m_fixture->clock());
    history.setLibrary(m_fixture->library());
    QVERIFY(history.isReadOnly());
    QVERIFY(!history.readOnlyReason().isEmpty());
    QSignalSpy failed(&history, &HistoryViewModel::failed);
    QSignalSpy trashed(&history, &HistoryViewModel::trashed);
    history.moveToTrash({RunId{u"one"_s}});
    QCOMPARE(failed.size(), 1);
    QCOMPARE(trashed.size(), 0);
    QCOMPARE(history.runs().runCount(), 1);
}

void HistoryTest::noLibrary()
{
    HistoryViewModel history(m_fixture->clock());
    history.setUnavailable({ErrorKind::Io, u"The library is on a disk that is not there. Connect it."_s});
    QCOMPARE(history.emptiness().kind, HistoryVoid::Kind::Unavailable);
    QCOMPARE(history.emptiness().text, u"The library is on a disk that is not there. Connect it."_s);
    history.moveToTrash({RunId{u"one"_s}});
    history.setStarred({RunId{u"one"_s}}, true);
    QVERIFY(!history.compare(RunId{u"one"_s}, RunId{u"two"_s}));
    QVERIFY(history.trash().isEmpty());
    QVERIFY(history.commonTags({RunId{u"one"_s}}).isEmpty());
}

void HistoryTest::previewsARun()
{
    m_fixture->add(u"one"_s, u"One?"_s, 50'520);
    RunPreview preview(m_fixture->clock());
    preview.setLibrary(&m_fixture->library());
    QVERIFY(!preview.hasRun());
    preview.show(RunId{u"one"_s});
    QVERIFY(preview.hasRun());
    QVERIFY2(preview.figures().contains(u" · MoA 2+1 · 0.9 s · "_s), qPrintable(preview.figures()));
    QVERIFY2(preview.figures().endsWith(u"$0.75 + price unknown for 1"_s), qPrintable(preview.figures()));
    QCOMPARE(preview.presenter().answer(AgentId{u"a"_s}), u"first answer"_s);
    QVERIFY(!preview.presenter().isRunning());
    // Nothing of a kept run can be asked again.
    const QList<Action> actions = preview.presenter().agent(AgentId{u"b"_s}).actions;
    for (const Action &action : actions)
        QCOMPARE(action.kind, Action::Kind::Details);
    QVERIFY(preview.remark().isEmpty());
    preview.show(RunId{u"nobody"_s});
    QVERIFY(!preview.hasRun());
    QVERIFY(!preview.problem().isEmpty());
}

void HistoryTest::previewGrowsWithARunElsewhere()
{
    const QList<RunEvent> events = sampleEvents(u"live"_s);
    const std::unique_ptr<RunWriter> writer = m_fixture->library().begin(sampleHead(u"live"_s), RunOrigin::Window);
    for (const RunEvent &event : events.first(events.size() / 2))
        writer->append(event);
    const std::unique_ptr<Library> other = m_fixture->open();
    RunPreview preview(m_fixture->clock());
    preview.setLibrary(other.get());
    const auto keptEvents = [&] {
        m_fixture->clock().advance(Milliseconds(250));
        return other->load(RunId{u"live"_s}).value_or(RunRecord()).events.size();
    };
    QTRY_COMPARE(keptEvents(), events.size() / 2);
    preview.show(RunId{u"live"_s});
    QCOMPARE(preview.remark(), u"This run is going on."_s);
    for (const RunEvent &event : events.sliced(events.size() / 2))
        writer->append(event);
    writer->finish();
    QTRY_VERIFY(writer->isKept());
    QTRY_COMPARE(other->summary(RunId{u"live"_s})->state, KeptState::Finished);
    preview.refresh();
    m_fixture->clock().advance(RunPresenter::updateInterval);
    QCOMPARE(preview.presenter().answer(AgentId{u"s"_s}), u"the synthesis"_s);
    QVERIFY(preview.remark().isEmpty());
}

void HistoryTest::anInterruptedRunIsAtRest()
{
    const QList<RunEvent> events = sampleEvents(u"cut"_s);
    {
        const auto writer = m_fixture->library().begin(sampleHead(u"cut"_s), RunOrigin::Window);
        for (const RunEvent &event : events.first(events.size() - 3))
            writer->append(event);
    }
    m_fixture->reopen();
    QTRY_COMPARE(m_fixture->library().summary(RunId{u"cut"_s})->state, KeptState::Interrupted);
    RunPreview preview(m_fixture->clock());
    preview.setLibrary(&m_fixture->library());
    preview.show(RunId{u"cut"_s});
    QVERIFY(preview.remark().contains(u"interrupted"_s));
    QVERIFY(!preview.presenter().isRunning());
    QCOMPARE(preview.presenter().answer(AgentId{u"a"_s}), u"first answer"_s);
    const QList<AgentId> agents{AgentId{u"a"_s}, AgentId{u"b"_s}, AgentId{u"s"_s}};
    for (const AgentId &agent : agents)
        QVERIFY(!preview.presenter().agent(agent).busy);
}

QTEST_GUILESS_MAIN(HistoryTest)
#include "tst_history.moc"
