// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/RunStage.h"
#include "ui/models/ModelPicker.h"
#include "ui/run/AgentForm.h"
#include "ui/run/AgentPanel.h"
#include "ui/run/AnswerCard.h"
#include "ui/run/CardArea.h"
#include "ui/run/Composer.h"
#include "ui/run/EstimateBlock.h"
#include "ui/run/GraphStrip.h"
#include "ui/run/PromptEdit.h"
#include "ui/run/ReplayBar.h"
#include "ui/run/RunSplitter.h"
#include "ui/run/StripAgent.h"
#include "ui/run/SyncedScrolling.h"
#include "ui/run/SynthesisPane.h"

#include <QApplication>
#include <QClipboard>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace tributary;

namespace {

QString runText(RunStage &stage)
{
    for (const QPushButton *button : stage.only<Composer>()->findChildren<QPushButton *>()) {
        if (button->accessibleName() == u"Run"_s || button->accessibleName() == u"Stop run"_s)
            return button->accessibleName();
    }
    return {};
}

class PasteEdit : public PromptEdit
{
public:
    using PromptEdit::insertFromMimeData;
};

const Agent &agentA(RunStage &stage)
{
    return stage.model().document().graph().layers.first().agents.first();
}

/// Widgets in the order in which Tab reaches them, from the first focusable one of the view.
QList<QWidget *> tabWalk(QWidget &view)
{
    QList<QWidget *> walk;
    QWidget *start = &view;
    for (QWidget *next = start->nextInFocusChain(); next != start; next = next->nextInFocusChain()) {
        if (view.isAncestorOf(next) && (next->focusPolicy() & Qt::TabFocus) != 0 && next->isVisible() &&
            next->isEnabled() && next->focusProxy() == nullptr)
            walk.append(next);
    }
    return walk;
}

QString describe(const QWidget *widget)
{
    return QString::fromLatin1(widget->metaObject()->className()) + u" \""_s + widget->accessibleName() + u"\""_s;
}

} // namespace

class TestUiRunView : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support).*"_s)); }

    void composerKeys();
    void hugePaste();
    void estimate();
    void runBecomesStop();
    void composerGrowsWithAPastedLine();
    void oneKeyRuns();
    void splitters();
    void strip();
    void tabOrder_data();
    void tabOrder();
    void nothingClipped_data();
    void nothingClipped();
    void panelEditsAreUndoable();
    void synthesisOnNarrowWindows();
    void syncedScrolling();
    void recalledPrompts();
    void pinning();
    void replayBar();
};

void TestUiRunView::composerKeys()
{
    RunStage stage;
    stage.setGraph(u"a b | s"_s);
    stage.show();
    PromptEdit *editor = stage.only<PromptEdit>();
    editor->setFocus();
    QTest::keyClicks(editor, u"one"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    QTest::keyClicks(editor, u"two"_s);
    QCOMPARE(stage.model().session().prompt(), u"one\ntwo"_s);
    QVERIFY(!stage.model().session().isRunning());
    QTest::keyClick(editor, Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(stage.model().session().isRunning());
    stage.model().session().stop();
    stage.pass(Milliseconds(1000));
    stage.model().session().setPrompt({});
    QVERIFY(editor->toPlainText().isEmpty());
    QTest::keyClick(editor, Qt::Key_Up);
    QCOMPARE(editor->toPlainText(), u"one\ntwo"_s);
    QTest::keyClick(editor, Qt::Key_Tab);
    QVERIFY(!editor->hasFocus());
}

void TestUiRunView::hugePaste()
{
    PasteEdit editor;
    QSignalSpy refused(&editor, &PromptEdit::textTooLong);
    QMimeData fits;
    fits.setText(QString(PromptEdit::longestPrompt, u'x'));
    editor.insertFromMimeData(&fits);
    QCOMPARE(editor.toPlainText().size(), PromptEdit::longestPrompt);
    QCOMPARE(refused.count(), 0);
    QMimeData huge;
    huge.setText(QString(5 * 1024 * 1024, u'x'));
    editor.clear();
    editor.insertFromMimeData(&huge);
    QCOMPARE(refused.count(), 1);
    QVERIFY(editor.toPlainText().isEmpty());
}

void TestUiRunView::estimate()
{
    RunStage stage;
    stage.setGraph(u"a b c | s"_s);
    stage.setPrompt(u"What drives copper prices to 2027?"_s);
    stage.show();
    stage.pass(Milliseconds(1000));
    const QString said = stage.only<EstimateBlock>()->accessibleName();
    QVERIFY2(said.contains(u"4 calls · 2 layers"_s), qPrintable(said));
    QVERIFY2(said.contains(u"tokens"_s) && said.contains(u"$"_s), qPrintable(said));
}

void TestUiRunView::runBecomesStop()
{
    RunStage stage;
    stage.setGraph(u"a b | s"_s);
    stage.show();
    QCOMPARE(runText(stage), u"Run"_s);
    stage.setPrompt(u"Why?"_s);
    stage.play(Milliseconds(500));
    QCOMPARE(runText(stage), u"Stop run"_s);
    Q_EMIT stage.only<Composer>()->stopRequested();
    stage.pass(Milliseconds(1000));
    QCOMPARE(runText(stage), u"Run"_s);
}

void TestUiRunView::composerGrowsWithAPastedLine()
{
    RunStage stage;
    stage.setGraph(u"a b | s"_s);
    stage.show();
    auto *composer = stage.only<Composer>();
    const int before = composer->height();
    QApplication::clipboard()->setText(u"some words that go on "_s.repeated(100));
    composer->editor()->paste();
    QTRY_VERIFY(composer->height() > before);
}

void TestUiRunView::oneKeyRuns()
{
    RunStage stage;
    stage.setGraph(u"a b | s"_s);
    stage.setPrompt(u"Why?"_s);
    stage.model().estimate().update();
    stage.show();
    auto *button = qobject_cast<QPushButton *>(QApplication::focusWidget());
    QVERIFY(button && button->accessibleName() == u"Run"_s);
    QTest::keyClick(button, Qt::Key_Return);
    stage.pass(Milliseconds(100));
    QCOMPARE(runText(stage), u"Stop run"_s);
    // Pressing twice in a row, as people do, must not stop it.
    QTest::keyClick(button, Qt::Key_Return);
    stage.pass(Milliseconds(100));
    QCOMPARE(runText(stage), u"Stop run"_s);
    stage.model().session().stop();
    stage.pass(Milliseconds(1000));
    QCOMPARE(runText(stage), u"Run"_s);
    QVERIFY(button->hasFocus());
}

void TestUiRunView::splitters()
{
    RunStage stage;
    stage.setGraph(u"a b | s"_s);
    stage.show();
    RunSplitter *panes = nullptr;
    for (RunSplitter *splitter : stage.all<RunSplitter>()) {
        if (splitter->orientation() == Qt::Horizontal)
            panes = splitter;
    }
    QVERIFY(panes);
    const int before = panes->sizes().first();
    QCOMPARE(qRound(100.0 * before / (panes->width() - panes->handleWidth())), 63);
    QWidget *handle = panes->handle(1);
    handle->setFocus();
    QTest::keyClick(handle, Qt::Key_Left);
    QCOMPARE(panes->sizes().first(), before - 16);
    QVERIFY(stage.view().arrangement().cardsShare > 0);
    QTest::keyClick(handle, Qt::Key_Home);
    QCOMPARE(panes->sizes().first(), 288);
    QTest::keyClick(handle, Qt::Key_End);
    QCOMPARE(panes->sizes().last(), 340);
    QTest::mouseDClick(handle, Qt::LeftButton);
    QCOMPARE(panes->sizes().first(), before);
    QCOMPARE(stage.view().arrangement().cardsShare, -1.0);
}

void TestUiRunView::strip()
{
    RunStage stage;
    stage.setGraph(u"a b c | s"_s);
    stage.show();
    auto *strip = stage.only<GraphStrip>();
    QCOMPARE(strip->height(), GraphStrip::expandedHeight);
    const QList<StripAgent *> agents = strip->findChildren<StripAgent *>();
    QCOMPARE(std::ranges::count_if(agents, &QWidget::isVisible), 4);
    stage.command(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L));
    QCOMPARE(strip->height(), GraphStrip::collapsedHeight);
    QCOMPARE(stage.view().arrangement().stripCollapsed, std::optional(true));

    RunStage shortWindow(QSize(1440, 700));
    shortWindow.setGraph(u"a b c | s"_s);
    shortWindow.show();
    QVERIFY(shortWindow.only<GraphStrip>()->isCollapsed());
}

void TestUiRunView::tabOrder_data()
{
    QTest::addColumn<QSize>("window");
    QTest::newRow("wide") << QSize(1440, 900);
    QTest::newRow("medium") << QSize(1024, 700);
}

void TestUiRunView::tabOrder()
{
    QFETCH(QSize, window);
    RunStage stage(window);
    stage.setGraph(u"a b c | d e | s"_s);
    stage.setScript(u"a"_s, u"+100 \"Copper\" ok in=1 out=1"_s);
    stage.setPrompt(u"Why?"_s);
    stage.show();
    stage.play(Milliseconds(2000));

    QStringList groups;
    QStringList names;
    for (const QWidget *widget : tabWalk(stage.view())) {
        QVERIFY2(!widget->accessibleName().isEmpty(), widget->metaObject()->className());
        names.append(describe(widget));
        // The region: the child of the view's columns in which the widget stands.
        for (const QWidget *up = widget; up; up = up->parentWidget()) {
            const QString type = QString::fromLatin1(up->metaObject()->className()).section(u"::"_s, -1);
            static const QStringList regions{u"GraphStrip"_s, u"ComparisonBar"_s, u"CardArea"_s, u"SynthesisPane"_s,
                                             u"Composer"_s};
            if (!regions.contains(type))
                continue;
            if (groups.isEmpty() || groups.last() != type)
                groups.append(type);
            break;
        }
    }
    const QStringList expected{u"GraphStrip"_s, u"ComparisonBar"_s, u"CardArea"_s, u"SynthesisPane"_s, u"Composer"_s};
    // The chain is a ring; it may be entered anywhere.
    const QString ring = (groups + groups).join(u' ');
    QVERIFY2(ring.contains(expected.join(u' ')), qPrintable(names.join(u'\n')));
}

void TestUiRunView::nothingClipped_data()
{
    QTest::addColumn<QSize>("window");
    QTest::addColumn<QString>("graph");
    QTest::newRow("wide, three") << QSize(1440, 900) << u"a b c | s"_s;
    QTest::newRow("wide, six") << QSize(1440, 900) << u"a b c d e f | g h i j k l | s"_s;
    QTest::newRow("medium") << QSize(1024, 700) << u"a b c | s"_s;
    QTest::newRow("narrow") << QSize(880, 600) << u"a b c | s"_s;
}

void TestUiRunView::nothingClipped()
{
    QFETCH(QSize, window);
    QFETCH(QString, graph);
    RunStage stage(window);
    stage.setGraph(graph);
    stage.setScript(u"a"_s, u"+100 fail rate-limited"_s);
    stage.setPrompt(u"Why?"_s);
    stage.show();
    stage.play(Milliseconds(3000));

    for (const QLabel *label : stage.all<QLabel>()) {
        if (!label->isVisible() || label->text().isEmpty())
            continue;
        const int height = label->wordWrap() ? label->heightForWidth(label->width()) : label->sizeHint().height();
        const int width = label->wordWrap() ? 0 : label->fontMetrics().horizontalAdvance(label->text());
        QVERIFY2(width <= label->width() + 1, qPrintable(label->text()));
        QVERIFY2(height <= label->height() + 2, qPrintable(label->text()));
    }
    for (const QPushButton *button : stage.all<QPushButton>()) {
        if (button->isVisible())
            QVERIFY2(button->fontMetrics().horizontalAdvance(button->text()) <= button->width() - 8,
                     qPrintable(button->text()));
    }
}

void TestUiRunView::panelEditsAreUndoable()
{
    RunStage stage;
    stage.setGraph(u"a b | s"_s);
    stage.show();
    stage.view().openAgent({u"a"_s});
    AgentForm *form = stage.only<AgentForm>();
    QCOMPARE(form->agent().value, u"a"_s);
    const Agent before = agentA(stage);

    form->findChild<QDoubleSpinBox *>()->setValue(1.2);
    QCOMPARE(agentA(stage).sampling.temperature, std::optional(1.2));
    form->findChild<QSpinBox *>()->setValue(512);
    QCOMPARE(agentA(stage).sampling.maxTokens, std::optional(512));
    QPlainTextEdit *system = form->findChild<QPlainTextEdit *>();
    system->setFocus();
    QTest::keyClicks(system, u"Be brief."_s);
    QCOMPARE(agentA(stage).systemPrompt, u"Be brief."_s);
    const ModelRef other{{u"ollama"_s}, u"gpt-4.1"_s};
    Q_EMIT form->findChild<ModelPicker *>()->modelChosen(other);
    QCOMPARE(agentA(stage).model, other);

    // Nothing was typed there, so undoing is not the field's business.
    for (QWidget *field : {static_cast<QWidget *>(form->findChild<ModelPicker *>()),
                           static_cast<QWidget *>(form->findChild<QSpinBox *>())}) {
        QKeyEvent key(QEvent::ShortcutOverride, Qt::Key_Z, Qt::ControlModifier);
        key.ignore();
        QApplication::sendEvent(field, &key);
        QVERIFY2(!key.isAccepted(), field->metaObject()->className());
    }

    QUndoStack &undo = stage.model().document().undoStack();
    QCOMPARE(undo.count(), 4);
    while (undo.canUndo())
        undo.undo();
    QCOMPARE(agentA(stage), before);
    QVERIFY(system->toPlainText().isEmpty());
}

void TestUiRunView::synthesisOnNarrowWindows()
{
    RunStage stage(QSize(880, 600));
    stage.setGraph(u"a b | s"_s);
    stage.setPrompt(u"Why?"_s);
    stage.show();
    stage.play(Milliseconds(500));
    auto *synthesis = stage.only<SynthesisPane>();
    QVERIFY(!synthesis->isVisible());
    for (StripAgent *agent : stage.all<StripAgent>()) {
        if (agent->agent().value == u"s"_s)
            agent->click();
    }
    QVERIFY(synthesis->isVisible());
}

void TestUiRunView::syncedScrolling()
{
    QScrollBar shortText;
    shortText.setRange(0, 100);
    shortText.setPageStep(50);
    QScrollBar longText;
    longText.setRange(0, 1000);
    SyncedScrolling sync;
    sync.setScrollBars({&shortText, &longText});
    shortText.triggerAction(QAbstractSlider::SliderPageStepAdd);
    QCOMPARE(longText.value(), 0);

    sync.setEnabled(true);
    shortText.triggerAction(QAbstractSlider::SliderToMinimum);
    shortText.triggerAction(QAbstractSlider::SliderPageStepAdd);
    QCOMPARE(longText.value(), 500);
    // A view that follows its growing end is no person.
    shortText.setValue(100);
    QCOMPARE(longText.value(), 500);
}

void TestUiRunView::recalledPrompts()
{
    RunStage stage;
    stage.setGraph(u"a b | s"_s);
    stage.show();
    PromptEdit *editor = stage.only<PromptEdit>();
    editor->setFocus();
    for (const QString &prompt : {u"first"_s, u"second"_s}) {
        stage.setPrompt(prompt);
        stage.play(Milliseconds(100));
        stage.model().session().stop();
    }
    stage.setPrompt({});
    const auto press = [&](Qt::Key key) {
        QTest::keyClick(editor, key);
        return editor->toPlainText();
    };
    QCOMPARE(press(Qt::Key_Up), u"second"_s);
    QCOMPARE(press(Qt::Key_Up), u"first"_s);
    QCOMPARE(press(Qt::Key_Up), u"first"_s);
    QCOMPARE(press(Qt::Key_Down), u"second"_s);
    QCOMPARE(stage.model().session().prompt(), u"second"_s);
    QCOMPARE(press(Qt::Key_Down), QString());
    // What is being written stays.
    QTest::keyClicks(editor, u"mine"_s);
    QCOMPARE(press(Qt::Key_Up), u"mine"_s);
    QCOMPARE(press(Qt::Key_Down), u"mine"_s);
}

void TestUiRunView::pinning()
{
    RunStage stage;
    stage.setGraph(u"a b | s"_s);
    for (const QString &agent : {u"a"_s, u"b"_s, u"s"_s})
        stage.setScript(agent, u"+100 \"Copper\" ok in=1 out=1"_s);
    stage.setPrompt(u"Why?"_s);
    stage.show();
    stage.play();
    const auto card = [&](int index) { return stage.all<CardArea>().first()->cards().at(index); };
    card(1)->setFocus();
    QTest::keyClick(card(1), Qt::Key_P);
    QCOMPARE(card(1)->display().stateText, u"Pinned"_s);
    const qsizetype asked = stage.client().requests().size();
    stage.play();
    QCOMPARE(stage.client().requests().size(), asked + 2);
    QCOMPARE(card(1)->display().state, DisplayState::Pinned);
    QVERIFY(card(1)->accessibleName().contains(u"pinned"_s));
    QTest::keyClick(card(1), Qt::Key_P);
    QVERIFY(stage.model().session().pinned().isEmpty());
}

void TestUiRunView::replayBar()
{
    RunStage stage({1024, 700});
    stage.setGraph(u"a b | s"_s);
    for (const QString &agent : {u"a"_s, u"b"_s, u"s"_s})
        stage.setScript(agent, u"+3000 \"Copper\" ok in=1 out=1"_s);
    stage.setPrompt(u"Why?"_s);
    stage.show();
    stage.play();
    auto *bar = stage.only<ReplayBar>();
    QVERIFY(bar->isHidden());
    stage.model().showRecord({stage.model().session().runs().first().record, u"kept.moarun"_s, false});
    QVERIFY(bar->isVisible());
    QSignalSpy keep(&stage.view(), &RunView::keepRequested);
    const auto press = [&](const QString &name) {
        const auto buttons = bar->findChildren<QAbstractButton *>();
        for (QAbstractButton *button : buttons) {
            if (button->accessibleName() == name)
                return QTest::mouseClick(button, Qt::LeftButton);
        }
        QFAIL(qPrintable(name));
    };
    press(u"Play the run again"_s);
    stage.pass(Milliseconds(1000));
    QCOMPARE(stage.model().presenter().answer({u"a"_s}), QString());
    stage.pass(Milliseconds(2500));
    QCOMPARE(stage.model().presenter().answer({u"a"_s}), u"Copper"_s);
    press(u"Pause"_s);
    QVERIFY(!stage.model().replay().isPlaying());
    press(u"Keep in History"_s);
    QCOMPARE(keep.count(), 1);
    press(u"Close the saved run"_s);
    QVERIFY(bar->isHidden());
    QCOMPARE(stage.model().presenter().answer({u"s"_s}), u"Copper"_s);
}

QTEST_MAIN(TestUiRunView)
#include "tst_ui_run_view.moc"
