// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/RunStage.h"
#include "ui/common/MarkdownView.h"
#include "ui/common/SegmentedControl.h"
#include "ui/common/Toast.h"
#include "ui/run/AnswerBody.h"
#include "ui/run/AnswerCard.h"
#include "ui/run/CardArea.h"
#include "ui/run/CheckColumn.h"
#include "ui/run/LeftOutList.h"
#include "ui/run/RunPanes.h"
#include "ui/run/SynthesisPane.h"
#include "viewmodel/AnalysisPresenter.h"

#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTest>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace tributary;

namespace {

const QString used = u"Copper prices are likely to stay elevated because mine supply grows slower than demand."_s;
const QString leftOutOfA = u"Recycling covers roughly a third of all supply and reacts within a single year only."_s;
const QString leftOutOfB =
    u"Substitution by aluminium matters for overhead transmission lines but hardly for motors."_s;

QString answering(const QString &text)
{
    return u"+100 \"%1\" +400 ok in=80 out=50"_s.arg(text);
}

/// Three answers of which the synthesis takes one sentence, in the mode Coverage.
class CoverageStage : public RunStage
{
public:
    explicit CoverageStage(bool dark = false)
        : RunStage({1440, 900}, dark)
    {
        setGraph(u"a b | s"_s);
        setScript(u"a"_s, answering(used + u' ' + leftOutOfA));
        setScript(u"b"_s, answering(leftOutOfB));
        setScript(u"s"_s, answering(used));
        show();
        setPrompt(u"Where does copper go?"_s);
        play();
        settle();
        view().panes().setMode(ComparisonMode::Coverage);
    }

    bool isReady() { return model().analysis().state() == AnalysisPresenter::State::Ready; }

    CheckColumn *column(const QString &agent)
    {
        return view().panes().card({agent})->body()->view()->findChild<CheckColumn *>();
    }

    MarkdownView *synthesis() { return view().panes().synthesis()->body({u"s"_s})->view(); }
};

QStringList listed(const LeftOutList &list)
{
    QStringList rows;
    const QAbstractItemModel &model = *list.findChild<QTreeView *>()->model();
    for (int group = 0; group < model.rowCount(); ++group) {
        const QModelIndex top = model.index(group, 0);
        rows += top.data(Qt::AccessibleTextRole).toString();
        for (int row = 0; row < model.rowCount(top); ++row)
            rows += model.index(row, 0, top).data().toString();
    }
    return rows;
}

} // namespace

class TestUiRunCoverage : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support).*"_s)); }

    void pointsAreMarkedAndCounted()
    {
        CoverageStage stage;
        QTRY_VERIFY(stage.isReady());
        CheckColumn *column = stage.column(u"a"_s);
        QVERIFY(column && column->isVisible());
        QCOMPARE(column->card().summary, u"1 of 2 points used"_s);
        const QList<MarkedPassage> marks = stage.view().panes().card({u"a"_s})->body()->view()->passages();
        QCOMPARE(marks.size(), 2);
        const Theme &theme = stage.theme().theme();
        QCOMPARE(marks[0].ink, theme.colour(Colour::Text3));
        QVERIFY(!marks[0].leftLine.isValid());
        QCOMPARE(marks[1].leftLine, theme.colour(Colour::Text2));
        QCOMPARE(listed(*stage.only<LeftOutList>()),
                 QStringList({u"Answer A, 1 point"_s, leftOutOfA, u"Answer B, 1 point"_s, leftOutOfB}));
    }

    void keysGoFromPointToPointAndToTheSentence()
    {
        CoverageStage stage;
        QTRY_VERIFY(stage.isReady());
        CheckColumn *column = stage.column(u"a"_s);
        column->setFocus();
        QCOMPARE(column->current(), 0);
        QVERIFY(column->accessibleName().startsWith(u"Point 1 of 2 of answer A, used: Copper"_s));
        QVERIFY(!stage.synthesis()->passages().isEmpty());
        QTest::keyClick(column, Qt::Key_L);
        QCOMPARE(column->current(), 1);
        QVERIFY(column->accessibleName().contains(u"left out"_s));
        QVERIFY(stage.synthesis()->passages().isEmpty());
        QTest::keyClick(column, Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(column->current(), 0);
        QTest::keyClick(column, Qt::Key_Return);
        QVERIFY(stage.synthesis()->hasFocus());
        QCOMPARE(stage.synthesis()->sourceOffsetAtCaret(), 0);
    }

    void theFilterChooses()
    {
        CoverageStage stage;
        QTRY_VERIFY(stage.isReady());
        SegmentedControl *filter = nullptr;
        for (SegmentedControl *control : stage.all<SegmentedControl>())
            filter = control->accessibleName() == "Points shown"_L1 ? control : filter;
        QVERIFY(filter && filter->isVisible());
        filter->setCurrentIndex(1);
        const QList<MarkedPassage> marks = stage.view().panes().card({u"a"_s})->body()->view()->passages();
        QCOMPARE(marks[0].ink, stage.theme().theme().colour(Colour::Text3));
        QVERIFY(!marks[1].ink.isValid());
        CheckColumn *column = stage.column(u"a"_s);
        column->step(1);
        QCOMPARE(column->current(), 1);
    }

    void leavingTakesEverythingBack()
    {
        CoverageStage stage;
        QTRY_VERIFY(stage.isReady());
        stage.column(u"a"_s)->setFocus();
        stage.view().panes().setMode(ComparisonMode::Read);
        QVERIFY(stage.all<CheckColumn>().isEmpty());
        QVERIFY(!stage.only<LeftOutList>()->isVisible());
        QVERIFY(stage.synthesis()->passages().isEmpty());
        QVERIFY(stage.view().panes().card({u"a"_s})->body()->view()->passages().isEmpty());
    }

    void askingAgainIsPreparedAndCanBeUndone()
    {
        CoverageStage stage;
        QTRY_VERIFY(stage.isReady());
        auto *list = stage.only<LeftOutList>();
        auto *tree = list->findChild<QTreeView *>();
        auto *ask = list->findChild<QPushButton *>();
        QVERIFY(!ask->isEnabled());
        tree->setCurrentIndex(tree->model()->index(0, 0, tree->model()->index(1, 0)));
        QVERIFY(ask->isEnabled());
        const Graph before = stage.model().document().graph();
        ask->click();
        const Graph after = stage.model().document().graph();
        QVERIFY(after.layers.last().agents[0].systemPrompt.contains(leftOutOfB));
        QCOMPARE(after.layers.first(), before.layers.first());
        QCOMPARE(stage.model().session().prompt(), u"Where does copper go?"_s);
        QVERIFY(!stage.model().session().isRunning());
        QVERIFY(stage.only<Toast>());
        stage.model().document().undoStack().undo();
        QCOMPARE(stage.model().document().graph(), before);
    }

    void anotherRunHasItsOwnCoverage()
    {
        CoverageStage stage(true);
        QTRY_VERIFY(stage.isReady());
        stage.setScript(u"s"_s, answering(leftOutOfB));
        stage.setPrompt(u"And aluminium?"_s);
        stage.play();
        stage.settle();
        QTRY_VERIFY(stage.isReady());
        QTRY_COMPARE(stage.column(u"b"_s)->card().summary, u"1 of 1 points used"_s);
    }
};

QTEST_MAIN(TestUiRunCoverage)
#include "tst_ui_run_coverage.moc"
