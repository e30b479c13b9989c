// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/RunStage.h"
#include "ui/common/MarkdownView.h"
#include "ui/common/Toast.h"
#include "ui/run/AnswerBody.h"
#include "ui/run/AnswerCard.h"
#include "ui/run/CardArea.h"
#include "ui/run/ComparisonBar.h"
#include "ui/run/LetterChips.h"
#include "ui/run/StateLabel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tributary;

namespace {

QString answering(const QString &text)
{
    return u"+100 \"%1\" +400 ok in=80 out=50"_s.arg(text);
}

AnswerCard *cardOf(RunStage &stage, const QString &agent)
{
    for (AnswerCard *card : stage.only<CardArea>()->cards()) {
        if (card->agent().value == agent)
            return card;
    }
    return nullptr;
}

/// Everything the card says in words, top to bottom.
QString wordsOf(AnswerCard *card)
{
    QStringList words{card->findChild<StateLabel *>()->text()};
    for (const QLabel *label : card->findChildren<QLabel *>()) {
        if (label->isVisible() && !label->text().isEmpty())
            words.append(label->text());
    }
    if (card->body()->view()->isVisible())
        words.append(card->body()->view()->plainText());
    for (const QPushButton *button : card->findChildren<QPushButton *>()) {
        if (button->isVisible())
            words.append(u"["_s + button->text() + u"]"_s);
    }
    return words.join(u" / "_s);
}

QStringList shownCards(RunStage &stage)
{
    QStringList shown;
    const auto *area = stage.only<CardArea>();
    for (const AnswerCard *card : area->cards()) {
        if (card->isVisible())
            shown.append(card->agent().value);
    }
    return shown;
}

} // namespace

class TestUiRunCards : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support).*"_s)); }

    void states_data();
    void states();
    void chips_data();
    void chips();
    void noCardIsCut();
    void keys();
    void focusStaysThroughANewRun();
    void fullWidth();
    void sorting();
    void layers();
    void hiding();
    void hiddenCardsCatchUp();
};

void TestUiRunCards::states_data()
{
    QTest::addColumn<QString>("graph");
    QTest::addColumn<QString>("script");
    QTest::addColumn<int>("after");
    QTest::addColumn<QString>("expected");

    QTest::newRow("queued") << u"a b | s"_s << u"queue=9000 +100 \"x\" ok in=1 out=1"_s << 500
                            << u"^Queued / Waits for a free call"_s;
    QTest::newRow("thinking") << u"a b | s"_s << u"+100 think \"hm\" +90000 ok in=1 out=1"_s << 4500
                              << u"^Thinking… 4 s"_s;
    QTest::newRow("streaming") << u"a b | s"_s << u"+100 \"Copper\" +90000 ok in=1 out=1"_s << 1000
                               << u"^Streaming.* / Copper$"_s;
    QTest::newRow("done") << u"a b | s"_s << answering(u"Copper"_s) << 2000 << u"^Done 0\\.5 s / Copper$"_s;
    QTest::newRow("failed") << u"a b | s"_s << u"+100 fail key-refused"_s << 2000
                            << u"^Failed: key refused / .*\\[Details\\]"_s;
    QTest::newRow("retrying") << u"a b | s"_s << u"+100 retry rate-limited 8000 +100 \"x\" ok in=1 out=1"_s << 1000
                              << u"^Retry 1 of 3 in 8 s / .*\\[Now\\]"_s;
    QTest::newRow("muted") << u"a! b | s"_s << QString() << 1000 << u"^Muted / Not asked in this run"_s;
    QTest::newRow("cut by its limit") << u"a b | s"_s << u"+100 \"Copper\" +100 ok in=1 out=1 cut"_s << 1000
                                      << u"^Done.*2,048 tokens / Copper$"_s;
}

void TestUiRunCards::states()
{
    QFETCH(QString, graph);
    QFETCH(QString, script);
    QFETCH(int, after);
    QFETCH(QString, expected);
    RunStage stage;
    stage.setGraph(graph);
    if (!script.isEmpty())
        stage.setScript(u"a"_s, script);
    stage.setPrompt(u"Why?"_s);
    stage.show();
    stage.play(Milliseconds(after));
    stage.settle();

    AnswerCard *card = cardOf(stage, u"a"_s);
    QVERIFY(card);
    const QString words = wordsOf(card);
    const QRegularExpression wanted(expected, QRegularExpression::DotMatchesEverythingOption);
    QVERIFY2(wanted.match(words).hasMatch(), qPrintable(words));
    QVERIFY(card->accessibleName().contains(u"proposer"_s));
}

void TestUiRunCards::chips_data()
{
    QTest::addColumn<QSize>("window");
    QTest::addColumn<QString>("graph");
    QTest::addColumn<QString>("range");
    QTest::newRow("three fit a wide window") << QSize(1440, 900) << u"a b c | s"_s << QString();
    QTest::newRow("six do not") << QSize(1440, 900) << u"a b c d e f | s"_s << u"Showing 1–3 of 6"_s;
    QTest::newRow("medium: two of three") << QSize(1096, 700) << u"a b c | s"_s << u"Showing 1–2 of 3"_s;
    QTest::newRow("medium: two of six") << QSize(1096, 700) << u"a b c d e f | s"_s << u"Showing 1–2 of 6"_s;
}

void TestUiRunCards::chips()
{
    QFETCH(QSize, window);
    QFETCH(QString, graph);
    QFETCH(QString, range);
    RunStage stage(window);
    stage.setGraph(graph);
    stage.setPrompt(u"Why?"_s);
    stage.show();
    stage.play(Milliseconds(500));

    auto *chips = stage.only<LetterChips>();
    QCOMPARE(chips->isVisible(), !range.isEmpty());
    QString shown;
    for (const QLabel *label : chips->findChildren<QLabel *>())
        shown += label->text();
    if (!range.isEmpty())
        QCOMPARE(shown, range);
}

void TestUiRunCards::noCardIsCut()
{
    for (const QSize &size : {QSize(1440, 900), QSize(1024, 700), QSize(1700, 1000), QSize(900, 640)}) {
        RunStage stage(size);
        stage.setGraph(u"a b c d e f | s"_s);
        stage.setPrompt(u"Why?"_s);
        stage.show();
        stage.play(Milliseconds(500));
        auto *area = stage.only<CardArea>();
        for (const AnswerCard *card : area->cards()) {
            if (!card->isVisible())
                continue;
            QVERIFY2(area->rect().contains(card->geometry()), qPrintable(card->agent().value));
            QVERIFY(card->width() >= AnswerCard::smallestWidth);
        }
    }
}

void TestUiRunCards::keys()
{
    RunStage stage;
    stage.setGraph(u"a b c d e f | s"_s);
    stage.setScript(u"a"_s, answering(u"Copper is **dear**"_s));
    stage.setPrompt(u"Why?"_s);
    stage.show();
    stage.play(Milliseconds(3000));
    stage.settle();
    cardOf(stage, u"a"_s)->setFocus();
    QTest::keyClick(cardOf(stage, u"a"_s), Qt::Key_Right);
    QTRY_VERIFY(cardOf(stage, u"b"_s)->hasFocus());
    QTest::keyClick(cardOf(stage, u"b"_s), Qt::Key_Right);
    QTest::keyClick(cardOf(stage, u"c"_s), Qt::Key_Right);
    QTRY_VERIFY(cardOf(stage, u"d"_s)->hasFocus());
    QCOMPARE(shownCards(stage), (QStringList{u"b"_s, u"c"_s, u"d"_s}));

    QTest::keyClick(cardOf(stage, u"a"_s), Qt::Key_C);
    cardOf(stage, u"a"_s)->setFocus();
    stage.only<CardArea>()->showCard({u"a"_s}, true);
    QTest::keyClick(cardOf(stage, u"a"_s), Qt::Key_C);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"Copper is dear"_s);

    QTest::keyClick(cardOf(stage, u"a"_s), Qt::Key_M);
    QVERIFY(stage.model().document().graph().layers.first().agents.first().muted);
    QCOMPARE(stage.all<Toast>().size(), 1);
    stage.model().document().undoStack().undo();
    QVERIFY(!stage.model().document().graph().layers.first().agents.first().muted);
    // What it offered to undo is undone.
    QTRY_VERIFY(stage.all<Toast>().isEmpty());
}

void TestUiRunCards::focusStaysThroughANewRun()
{
    RunStage stage;
    stage.setGraph(u"a b | s"_s);
    stage.setScript(u"a"_s, u"+10 \"One\" ok"_s);
    stage.setScript(u"b"_s, u"+10 \"Two\" ok"_s);
    stage.setPrompt(u"Why?"_s);
    stage.show();
    stage.play(Milliseconds(500));
    stage.model().session().stop();
    stage.pass(Milliseconds(500));
    cardOf(stage, u"b"_s)->setFocus();
    stage.model().session().runAgain();
    QCoreApplication::sendPostedEvents();
    QVERIFY(cardOf(stage, u"b"_s)->hasFocus());
}

void TestUiRunCards::fullWidth()
{
    RunStage stage;
    stage.setGraph(u"a b c | s"_s);
    stage.setPrompt(u"Why?"_s);
    stage.show();
    stage.play(Milliseconds(500));
    cardOf(stage, u"b"_s)->setFocus();
    QTest::keyClick(cardOf(stage, u"b"_s), Qt::Key_Return);
    QCOMPARE(shownCards(stage), QStringList{u"b"_s});
    QTest::keyClick(cardOf(stage, u"b"_s), Qt::Key_Right);
    QCOMPARE(shownCards(stage), QStringList{u"c"_s});
    QTest::keyClick(cardOf(stage, u"c"_s), Qt::Key_Escape);
    QCOMPARE(shownCards(stage), (QStringList{u"a"_s, u"b"_s, u"c"_s}));
    QVERIFY(cardOf(stage, u"c"_s)->hasFocus());
}

void TestUiRunCards::sorting()
{
    RunStage stage;
    stage.setGraph(u"a b c | s"_s);
    stage.setScript(u"a"_s, u"+2000 \"One\" ok in=1 out=1"_s);
    stage.setScript(u"b"_s, u"+100 \"One two three\" ok in=1 out=1"_s);
    stage.setScript(u"c"_s, u"+900 \"One two\" ok in=1 out=1"_s);
    stage.setPrompt(u"Why?"_s);
    stage.show();
    stage.play(Milliseconds(4000));
    stage.only<ComparisonBar>()->setOrder(ComparisonBar::Order::Length);
    QCOMPARE(shownCards(stage), (QStringList{u"b"_s, u"c"_s, u"a"_s}));
    stage.only<ComparisonBar>()->setOrder(ComparisonBar::Order::Time);
    QCOMPARE(shownCards(stage), (QStringList{u"b"_s, u"c"_s, u"a"_s}));
    stage.only<ComparisonBar>()->setOrder(ComparisonBar::Order::Graph);
    QCOMPARE(shownCards(stage), (QStringList{u"a"_s, u"b"_s, u"c"_s}));
    stage.only<ComparisonBar>()->setColumns(2);
    QCOMPARE(shownCards(stage), (QStringList{u"a"_s, u"b"_s}));
}

void TestUiRunCards::layers()
{
    RunStage stage;
    stage.setGraph(u"a b | c d | s"_s);
    stage.setPrompt(u"Why?"_s);
    stage.show();
    stage.play(Milliseconds(500));
    QCOMPARE(shownCards(stage), (QStringList{u"a"_s, u"b"_s}));
    stage.command(QKeySequence(Qt::CTRL | Qt::Key_PageDown));
    QCOMPARE(shownCards(stage), (QStringList{u"c"_s, u"d"_s}));
    stage.command(QKeySequence(Qt::CTRL | Qt::Key_PageDown));
    QCOMPARE(shownCards(stage), (QStringList{u"c"_s, u"d"_s}));
    stage.command(QKeySequence(Qt::CTRL | Qt::Key_PageUp));
    QCOMPARE(shownCards(stage), (QStringList{u"a"_s, u"b"_s}));
}

void TestUiRunCards::hiding()
{
    RunStage stage;
    stage.setGraph(u"a b c | s"_s);
    stage.setPrompt(u"Why?"_s);
    stage.show();
    stage.play(Milliseconds(500));
    Q_EMIT cardOf(stage, u"b"_s)->hideRequested();
    QCOMPARE(shownCards(stage), (QStringList{u"a"_s, u"c"_s}));
    Q_EMIT stage.only<ComparisonBar>()->showHiddenRequested();
    QCOMPARE(shownCards(stage), (QStringList{u"a"_s, u"b"_s, u"c"_s}));
}

void TestUiRunCards::hiddenCardsCatchUp()
{
    RunStage stage;
    stage.setGraph(u"a b c d e f | s"_s);
    stage.setScript(u"f"_s, answering(u"Late but whole"_s));
    stage.setPrompt(u"Why?"_s);
    stage.show();
    stage.play(Milliseconds(3000));
    QVERIFY(!cardOf(stage, u"f"_s)->isVisible());
    QVERIFY(cardOf(stage, u"f"_s)->body()->view()->markdown().isEmpty());
    stage.only<CardArea>()->showCard({u"f"_s}, false);
    QCOMPARE(cardOf(stage, u"f"_s)->body()->view()->markdown(), u"Late but whole"_s);
}

QTEST_MAIN(TestUiRunCards)
#include "tst_ui_run_cards.moc"
