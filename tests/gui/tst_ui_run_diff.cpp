// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/RunStage.h"
#include "ui/common/DiffPane.h"
#include "ui/common/DiffView.h"
#include "ui/common/SegmentedControl.h"
#include "ui/run/DiffMode.h"
#include "ui/run/RunPanes.h"
#include "viewmodel/AnalysisPresenter.h"

#include <QComboBox>
#include <QLabel>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace tributary;

namespace {

QString answering(const QString &text)
{
    return u"+100 \"%1\" +400 ok in=80 out=50"_s.arg(text);
}

class DiffStage : public RunStage
{
public:
    explicit DiffStage(const QString &first = u"The tower is old. It has twelve rooms."_s,
                       const QString &second = u"The tower is old. It has many rooms. Bring shoes."_s)
    {
        setGraph(u"a b | s"_s);
        setScript(u"a"_s, answering(first));
        setScript(u"b"_s, answering(u"Nothing of the sort."_s));
        setScript(u"s"_s, answering(second));
        show();
        setPrompt(u"What is it?"_s);
        play();
        settle();
        view().panes().setEarlierSyntheses(
            {[](const RunRecord &) {
                 return QList({DiffChoice{.title = u"12 Nov"_s, .isSynthesis = true, .run = {u"r9"_s}}});
             },
             [](const RunId &run) { return run.value == "r9"_L1 ? u"An earlier text."_s : QString(); }});
        view().panes().setMode(ComparisonMode::Diff);
    }

    DiffMode &mode() { return *view().panes().findChild<DiffMode *>(); }

    QStringList shown()
    {
        QStringList texts;
        for (const DiffPane *pane : all<DiffPane>()) {
            if (pane->isVisible())
                texts += pane->toPlainText();
        }
        return texts;
    }
};

} // namespace

class TestUiRunDiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support).*"_s)); }

    void anAnswerIsComparedWithTheSynthesis()
    {
        DiffStage stage;
        QTRY_COMPARE(stage.shown(), QStringList({u"The tower is old. It has twelve rooms."_s,
                                                 u"The tower is old. It has many rooms. Bring shoes."_s}));
        QVERIFY(stage.mode().view()->summary().contains(u"the same"_s));
        QVERIFY(stage.mode().view()->diff().changes.size() >= 1);
    }

    void bothStandInOneTextIfWanted()
    {
        DiffStage stage;
        for (SegmentedControl *control : stage.mode().view()->parentWidget()->findChildren<SegmentedControl *>())
            control->setCurrentIndex(1);
        QCOMPARE(stage.shown().size(), 1);
        const QString merged = stage.shown().constFirst();
        QVERIFY(merged.contains(u"twelve"_s) && merged.contains(u"many"_s));
        QCOMPARE(merged.count(u"The tower is old."_s), 1);
    }

    void beforeThereIsATextNothingIsOffered()
    {
        RunStage stage;
        stage.setGraph(u"a b | s"_s);
        stage.show();
        stage.view().panes().setMode(ComparisonMode::Diff);
        const QWidget *page = stage.view().panes().findChild<DiffMode *>()->view()->parentWidget();
        QVERIFY(page->isVisible());
        const auto pickers = page->findChildren<QComboBox *>();
        QCOMPARE(pickers.size(), 2);
        QVERIFY(!pickers[0]->isVisible() && !pickers[1]->isVisible());
        const auto notes = page->findChildren<QLabel *>();
        QVERIFY(std::ranges::any_of(notes, [](const QLabel *note) {
            return note->isVisible() && note->text().contains(u"can be compared"_s) &&
                   note->alignment() == Qt::AlignCenter;
        }));
    }

    void earlierSynthesesAreLoadedWhenChosen()
    {
        DiffStage stage;
        const auto &choices = stage.mode().choices();
        const auto last = int(choices.size() - 1);
        QCOMPARE(choices.last().title, u"12 Nov"_s);
        stage.mode().compare(last, 2);
        QCOMPARE(stage.shown().constFirst(), u"An earlier text."_s);
    }

    void longTextsAreComparedBesideTheWindow()
    {
        QString first;
        QString second;
        for (int i = 0; i < 800; ++i) {
            first += u"Sentence number %1 stands in both of the texts. "_s.arg(i);
            second += i % 40 == 3 ? u"This one is new here, number %1. "_s.arg(i)
                                  : u"Sentence number %1 stands in both of the texts. "_s.arg(i);
        }
        DiffStage stage(first.trimmed(), second.trimmed());
        QTRY_VERIFY_WITH_TIMEOUT(stage.mode().view()->diff().changes.size() >= 20, 20000);
        QVERIFY(!stage.mode().isWorking());
    }

    void keysGoFromChangeToChange()
    {
        DiffStage stage;
        QSignalSpy announced(&stage.model().presenter(), &RunPresenter::announce);
        stage.mode().view()->setFocus();
        QTest::keyClick(stage.mode().view(), Qt::Key_F7);
        QCOMPARE(stage.mode().view()->currentChange(), 0);
        QCOMPARE(announced.size(), 1);
        QVERIFY(announced.constFirst().constFirst().toString().startsWith(u"Change 1 of"_s));
    }

    void leavingShowsTheCardsAgain()
    {
        DiffStage stage;
        QVERIFY(stage.mode().view()->isVisible());
        stage.view().panes().setMode(ComparisonMode::Read);
        QVERIFY(!stage.mode().view()->isVisible());
    }

    void mergedTextsKeepEveryWord()
    {
        const QString first = u"one two three"_s;
        const QString second = u"one four three five"_s;
        const MergedDiff merged = mergeTexts(first, second, diffTexts(first, second));
        for (const QString &word : (first + u' ' + second).split(u' '))
            QVERIFY2(merged.text.split(u' ').contains(word), qPrintable(merged.text));
        for (const DiffPart &part : merged.diff.parts)
            QVERIFY(part.first.end() <= merged.text.size());
    }
};

QTEST_MAIN(TestUiRunDiff)
#include "tst_ui_run_diff.moc"
