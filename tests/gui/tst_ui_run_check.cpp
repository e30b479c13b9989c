// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/RunStage.h"
#include "ui/common/MarkdownView.h"
#include "ui/run/AnswerBody.h"
#include "ui/run/AnswerCard.h"
#include "ui/run/CheckDialog.h"
#include "ui/run/RunPanes.h"
#include "viewmodel/CheckPresenter.h"

#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tributary;

namespace {

const QString checkReply = u"{\"points\":[{\"kind\":\"contradiction\",\"point\":\"How many rooms.\",\"voices\":["
                           "{\"reference\":1,\"stance\":\"agrees\",\"quote\":\"twelve rooms\"},"
                           "{\"reference\":2,\"stance\":\"contradicts\",\"quote\":\"not said anywhere\"}]}]}"_s;

QString answering(const QString &text)
{
    return u"+100 \"%1\" +400 ok in=80 out=50"_s.arg(text);
}

class CheckStage : public RunStage
{
public:
    CheckStage()
    {
        setGraph(u"a b | s"_s);
        setScript(u"a"_s, answering(u"The tower is old. It has twelve rooms."_s));
        setScript(u"b"_s, answering(u"It has many rooms."_s));
        setScript(u"s"_s, answering(u"The tower has twelve rooms."_s));
        show();
        setPrompt(u"How many rooms?"_s);
        play();
        settle();
        CallScript script = CallScript::parse(u"+100 \"…\" ok in=900 out=90"_s);
        script.steps[0].text = checkReply;
        client().setScripts(model().check().model(), {script});
        Q_EMIT view().panes().modelCheckRequested();
    }

    CheckDialog *dialog() { return only<CheckDialog>(); }

    QPushButton *start()
    {
        const auto buttons = dialog()->findChildren<QPushButton *>();
        for (QPushButton *button : buttons) {
            if (button->text().startsWith(u"Check"_s) || button->text() == "Stop"_L1)
                return button;
        }
        return nullptr;
    }

    QTableView *table() { return dialog()->findChild<QTableView *>(); }
};

bool says(const QWidget &window, const QString &text)
{
    const auto labels = window.findChildren<QLabel *>();
    return std::ranges::any_of(labels, [&](const QLabel *label) { return label->text().contains(text); });
}

} // namespace

class TestUiRunCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support).*"_s)); }

    void nothingIsAskedBeforeTheEstimateIsSeen()
    {
        CheckStage stage;
        QVERIFY(stage.dialog() && stage.dialog()->isVisible());
        QVERIFY(says(*stage.dialog(), u"1 call"_s));
        QCOMPARE(stage.start()->text(), u"Check"_s);
        QCOMPARE(stage.model().check().state(), CheckPresenter::State::Waiting);
        QVERIFY(!stage.table()->isVisible());
    }

    void whatWasFoundLeadsToItsPassage()
    {
        CheckStage stage;
        stage.start()->click();
        QCOMPARE(stage.start()->text(), u"Stop"_s);
        stage.pass(Milliseconds(60'000));
        QCOMPARE(stage.model().check().state(), CheckPresenter::State::Ready);
        QVERIFY(stage.table()->isVisible());
        const QAbstractItemModel &model = *stage.table()->model();
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.index(0, 1).data().toString(), u"Agrees"_s);
        stage.view().panes().setMode(ComparisonMode::Coverage);
        stage.table()->setCurrentIndex(model.index(0, 1));
        stage.table()->setFocus();
        Q_EMIT stage.table()->activated(model.index(0, 1));
        MarkdownView *answer = stage.view().panes().card({u"a"_s})->body()->view();
        QCOMPARE(answer->passages().size(), 1);
        const TextRange marked = answer->passages().constFirst().source;
        QCOMPARE(answer->markdown().mid(marked.start, marked.length), u"twelve rooms"_s);
        Q_EMIT stage.table()->activated(model.index(0, 2)); // its quotation was not found
        QCOMPARE(answer->passages().size(), 1);
        stage.dialog()->close();
        QVERIFY(answer->passages().isEmpty());
    }

    void itCanBeStopped()
    {
        CheckStage stage;
        stage.start()->click();
        stage.start()->click();
        QCOMPARE(stage.model().check().state(), CheckPresenter::State::Stopped);
        QCOMPARE(stage.start()->text(), u"Check"_s);
    }

    void thereIsOneWindow()
    {
        CheckStage stage;
        Q_EMIT stage.view().panes().modelCheckRequested();
        QCOMPARE(stage.all<CheckDialog>().size(), 1);
    }
};

QTEST_MAIN(TestUiRunCheck)
#include "tst_ui_run_check.moc"
