// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/RunStage.h"
#include "ui/common/ElidedLabel.h"
#include "ui/common/MarkdownView.h"
#include "ui/run/AnswerBody.h"
#include "ui/run/AnswerCard.h"
#include "ui/run/CardArea.h"
#include "ui/run/ComparisonBar.h"
#include "ui/run/RunPanes.h"
#include "ui/run/RunSources.h"
#include "ui/run/SourceGutter.h"
#include "ui/run/SourceLine.h"
#include "ui/run/SourcePreview.h"
#include "ui/run/SynthesisPane.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QRegularExpression>
#include <QScrollBar>
#include <QShortcut>
#include <QTest>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;
using namespace tributary;

namespace {

const QString stays = u"Copper prices are likely to stay elevated because mine supply grows slower than demand."_s;
const QString permits = u"Permitting for a new mine takes eight to twelve years, so nothing comes in time."_s;
const QString penguins = u"Penguins waddle gracefully across frozen Antarctic beaches every single winter morning."_s;
const QString recycling = u"Recycling covers roughly a third of all that is needed and reacts within one year."_s;

/// The first sentence is a's, the second b's, the third nobody's.
class SourcesStage : public RunStage
{
public:
    explicit SourcesStage(const QSize &size = {1440, 900}, const QString &synthesis = {})
        : RunStage(size)
    {
        setGraph(u"a b | s"_s);
        say(u"a"_s, stays + u" "_s + recycling);
        say(u"b"_s, u"Some say otherwise, and they may be right about it. "_s.repeated(40) + permits);
        say(u"s"_s, synthesis.isEmpty() ? stays + u" "_s + permits + u" "_s + penguins : synthesis);
        setPrompt(u"What will metals do?"_s);
        show();
    }

    void say(const QString &agent, const QString &text) { setScript(agent, u"+100 \"%1\" ok in=1 out=1"_s.arg(text)); }

    /// Runs, and waits until the sources are known.
    void finish()
    {
        play();
        settle();
        QTRY_VERIFY(panes().sources()->display());
        settle();
    }

    void look(int sentence)
    {
        panes().showSentence(sentence);
        settle();
    }

    RunPanes &panes() { return view().panes(); }

    MarkdownView &synthesisText() { return *panes().synthesis()->body({u"s"_s})->view(); }

    AnswerCard &card(const QString &agent) { return *panes().card({agent}); }

    MarkdownView &text(const QString &agent) { return *card(agent).body()->view(); }

    QString told() { return only<SourceLine>()->told(); }

    /// Alt+Down or Alt+Up: keys of the window need a screen.
    void step(Qt::Key key)
    {
        const auto keys = panes().findChildren<QShortcut *>();
        for (QShortcut *shortcut : keys) {
            if (shortcut->key() == QKeySequence(Qt::ALT | key) && shortcut->isEnabled())
                Q_EMIT shortcut->activated();
        }
    }

    void press(QWidget &widget, Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(&widget, key, modifiers);
        settle();
    }
};

class PaintCounter : public QObject
{
public:
    explicit PaintCounter(QWidget &widget) { widget.installEventFilter(this); }

    [[nodiscard]] int count() const { return m_count; }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        m_count += event->type() == QEvent::Paint ? 1 : 0;
        return QObject::eventFilter(watched, event);
    }

private:
    int m_count = 0;
};

bool isTinted(const MarkdownView &view, const QString &passage)
{
    return std::ranges::any_of(view.passages(), [&](const MarkedPassage &marked) {
        return marked.tint.isValid() && view.markdown().mid(marked.source.start, marked.source.length) == passage;
    });
}

qsizetype countUnderlined(const MarkdownView &view, Qt::PenStyle style)
{
    return std::ranges::count_if(view.passages(), [style](const MarkedPassage &marked) {
        return marked.underline.isValid() && marked.underlineStyle == style;
    });
}

} // namespace

/// The mode Sources with the view, the analysis and the widgets that a person has.
class TestUiRunSources : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support).*"_s)); }

    void modesAreChosen();
    void barFits_data();
    void barFits();
    void marksWhatMatches();
    void saysWhatHasNoSource();
    void worksFromTheCards();
    void walksByKeyboard();
    void clickHolds();
    void showsContributions();
    void previewsWhatIsOffScreen();
    void scrollsToThePassage();
    void gutterLetters();
    void gutterIsPaintedOncePlacesAreKnown();
    void saysWhyThereIsNothing();
    void readTakesEverythingBack();
    void sortsByContribution();
    void copiesWithSources();
};

void TestUiRunSources::modesAreChosen()
{
    SourcesStage stage;
    stage.finish();
    QCOMPARE(stage.panes().mode(), ComparisonMode::Read);
    stage.command(QKeySequence(Qt::ALT | Qt::Key_2));
    QCOMPARE(stage.panes().mode(), ComparisonMode::Sources);
    QCOMPARE(stage.view().arrangement().mode, ComparisonMode::Sources);
    QVERIFY(stage.only<SourceLine>()->isVisible());
    const auto labels = stage.only<SourceLine>()->findChildren<QLabel *>();
    QVERIFY(std::ranges::any_of(labels, [](const QLabel *label) {
        return label->isVisible() && label->text().startsWith(u"Matched by text similarity"_s);
    }));
    RunViewLayout layout = stage.view().arrangement();
    layout.mode = ComparisonMode::Read;
    stage.view().setArrangement(layout);
    QCOMPARE(stage.panes().mode(), ComparisonMode::Read);
    QVERIFY(!stage.only<SourceLine>()->isVisible());
    for (const ComparisonMode mode : comparisonModes)
        QCOMPARE(comparisonModeFrom(wireName(mode)), std::optional(mode));
    QVERIFY(!comparisonModeFrom(u"other"_s));
}

void TestUiRunSources::barFits_data()
{
    QTest::addColumn<int>("width");
    QTest::newRow("wide") << 1368;
    QTest::newRow("medium") << 976;
    QTest::newRow("narrow") << 832;
    QTest::newRow("preview") << 500;
    QTest::newRow("small preview") << 340;
}

void TestUiRunSources::barFits()
{
    QFETCH(int, width);
    RunStage stage;
    ComparisonBar bar(stage.view().panes().context());
    LayerDisplay layer;
    layer.shortTitle = u"Layer 1"_s;
    if (width < 600)
        bar.setReduced();
    bar.setLayers({layer});
    bar.setSynthesisTab(width < 900);
    bar.resize(width, 40);
    bar.show();
    QCoreApplication::sendPostedEvents();
    QCOMPARE(bar.width(), width);
    int modes = 0;
    const auto buttons = bar.findChildren<QAbstractButton *>();
    for (const QAbstractButton *button : buttons) {
        if (!button->isVisible())
            continue;
        const QRect where(button->mapTo(&bar, QPoint()), button->size());
        QVERIFY2(bar.rect().contains(where), qPrintable(button->accessibleName()));
        QVERIFY2(button->width() >= button->sizeHint().width(), qPrintable(button->accessibleName()));
        QVERIFY2(!button->accessibleName().isEmpty(), qPrintable(button->text()));
        modes += button->accessibleName() == u"Sources"_s || button->accessibleName().startsWith(u"Comparison: "_s);
    }
    QCOMPARE(modes, 1);
}

void TestUiRunSources::marksWhatMatches()
{
    SourcesStage stage;
    stage.finish();
    stage.look(0);
    QVERIFY(isTinted(stage.synthesisText(), stays));
    QVERIFY(isTinted(stage.text(u"a"_s), stays));
    QCOMPARE(countUnderlined(stage.text(u"a"_s), Qt::SolidLine), 1);
    QVERIFY(!stage.card(u"a"_s).isDimmed());
    QVERIFY(stage.card(u"b"_s).isDimmed());
    QVERIFY2(stage.told().startsWith(u"Sentence 1 of 3. Verbatim from A."_s), qPrintable(stage.told()));
    stage.look(1);
    QVERIFY(!isTinted(stage.synthesisText(), stays));
    QVERIFY(isTinted(stage.text(u"b"_s), permits));
    QVERIFY(stage.card(u"a"_s).isDimmed());
}

void TestUiRunSources::saysWhatHasNoSource()
{
    SourcesStage stage;
    stage.finish();
    stage.look(2);
    QCOMPARE(countUnderlined(stage.synthesisText(), Qt::DotLine), 1);
    QVERIFY(stage.card(u"a"_s).isDimmed() && stage.card(u"b"_s).isDimmed());
    QVERIFY2(stage.told().contains(u"No source found in the references."_s), qPrintable(stage.told()));
    const auto labels = stage.panes().synthesis()->findChildren<ElidedLabel *>();
    QVERIFY(std::ranges::any_of(labels, [](const ElidedLabel *label) {
        return label->isVisible() && label->text() == u"1 sentence without source"_s;
    }));
}

void TestUiRunSources::worksFromTheCards()
{
    SourcesStage stage;
    stage.finish();
    stage.command(QKeySequence(Qt::ALT | Qt::Key_2));
    const qsizetype place = stage.text(u"b"_s).markdown().indexOf(permits);
    Q_EMIT stage.text(u"b"_s).sourceHovered(place + 3);
    QVERIFY(isTinted(stage.synthesisText(), permits));
    QVERIFY(isTinted(stage.text(u"b"_s), permits));
    QVERIFY(!stage.card(u"a"_s).isDimmed());
    QCOMPARE(stage.told(), u"B: used in sentence 2."_s);
    // What nobody uses changes nothing.
    Q_EMIT stage.text(u"a"_s).sourceHovered(stage.text(u"a"_s).markdown().indexOf(recycling) + 3);
    QVERIFY(isTinted(stage.synthesisText(), permits));
}

void TestUiRunSources::walksByKeyboard()
{
    SourcesStage stage;
    stage.finish();
    stage.command(QKeySequence(Qt::ALT | Qt::Key_2));
    MarkdownView &text = stage.synthesisText();
    text.setFocus();
    stage.step(Qt::Key_Down);
    QVERIFY(stage.told().startsWith(u"Sentence 1 of 3."_s));
    stage.step(Qt::Key_Down);
    QVERIFY(stage.told().startsWith(u"Sentence 2 of 3."_s));
    stage.step(Qt::Key_Up);
    QVERIFY(stage.told().startsWith(u"Sentence 1 of 3."_s));
    stage.step(Qt::Key_Down);
    stage.press(text, Qt::Key_Return);
    QVERIFY(stage.text(u"b"_s).hasFocus());
    QVERIFY2(stage.told().startsWith(u"Source 1 of "_s) && stage.told().contains(u"B, strong match"_s),
             qPrintable(stage.told()));
    QVERIFY(isTinted(stage.text(u"b"_s), permits));
    stage.press(stage.text(u"b"_s), Qt::Key_Escape);
    QVERIFY(text.hasFocus());
    QVERIFY(isTinted(text, permits));
    stage.press(text, Qt::Key_Escape);
    QVERIFY(!isTinted(text, permits));
    QVERIFY(!stage.card(u"a"_s).isDimmed());
}

void TestUiRunSources::clickHolds()
{
    SourcesStage stage;
    stage.finish();
    stage.command(QKeySequence(Qt::ALT | Qt::Key_2));
    MarkdownView &text = stage.synthesisText();
    Q_EMIT text.sourceHovered(2);
    QVERIFY(isTinted(text, stays));
    Q_EMIT text.sourceHovered(stays.size() + 4);
    QVERIFY(isTinted(text, permits));
    Q_EMIT text.sourceClicked(2);
    Q_EMIT text.sourceHovered(stays.size() + 4);
    QVERIFY(isTinted(text, stays));
}

void TestUiRunSources::showsContributions()
{
    SourcesStage stage;
    stage.setScript(u"s"_s, u"+5000 \"%1\" ok in=1 out=1"_s.arg(stays));
    stage.play(Milliseconds(2000));
    // Not before the synthesis is done.
    QVERIFY(!stage.panes().sources()->display());
    SourcesStage done;
    done.finish();
    const SourcesDisplay &display = *done.panes().sources()->display();
    QCOMPARE(std::accumulate(display.shares.cbegin(), display.shares.cend(), 0,
                             [](int sum, const ContributionShare &share) { return sum + share.percent; }),
             100);
    const auto labels = done.card(u"a"_s).findChildren<QLabel *>();
    const QString percent = u"%1 %"_s.arg(display.shareOf({u"a"_s})->percent);
    QVERIFY(std::ranges::any_of(
        labels, [&percent](const QLabel *label) { return label->isVisible() && label->text() == percent; }));
}

void TestUiRunSources::previewsWhatIsOffScreen()
{
    SourcesStage stage;
    stage.finish();
    stage.panes().bar()->setColumns(1);
    stage.panes().cardArea()->showCard({u"a"_s}, false);
    stage.look(1);
    auto *preview = stage.only<SourcePreview>();
    QTRY_VERIFY(preview->isVisible());
    QVERIFY(preview->width() <= 360 && preview->height() <= 160);
    auto *excerpt = preview->findChild<QAbstractButton *>();
    QVERIFY2(excerpt && excerpt->text().startsWith(u"Permitting for a new mine"_s), "the passage");
    stage.press(stage.synthesisText(), Qt::Key_Escape);
    QVERIFY(!preview->isVisible());
    QVERIFY(isTinted(stage.synthesisText(), permits));
    // Its passage on screen needs no preview; a press goes there.
    stage.look(0);
    stage.look(1);
    QTRY_VERIFY(preview->isVisible());
    preview->findChild<QAbstractButton *>()->click();
    QVERIFY(stage.card(u"b"_s).isVisible());
    QVERIFY(!preview->isVisible());
}

void TestUiRunSources::scrollsToThePassage()
{
    SourcesStage stage;
    stage.finish();
    stage.panes().bar()->setSynced(false);
    QScrollBar *bar = stage.text(u"b"_s).verticalScrollBar();
    bar->setValue(0);
    QVERIFY(bar->maximum() > 0);
    stage.look(1);
    QCOMPARE(bar->value(), 0);
    stage.look(0);
    stage.panes().bar()->setSynced(true);
    stage.look(1);
    QVERIFY(bar->value() > 0);
}

void TestUiRunSources::gutterLetters()
{
    SourcesStage stage({1440, 900}, stays + u"\n\n"_s + permits + u"\n\n"_s + penguins);
    stage.finish();
    stage.command(QKeySequence(Qt::ALT | Qt::Key_2));
    auto *gutter = stage.only<SourceGutter>();
    QVERIFY(gutter && gutter->isVisible());
    QCOMPARE(gutter->width(), 48);
    const QRect line = stage.synthesisText().rectsOf({stays.size() + 4, 5}).first();
    QTest::mouseClick(gutter, Qt::LeftButton, {}, {12, line.center().y()});
    QVERIFY2(stage.told().startsWith(u"Sentence 2 of 3."_s), qPrintable(stage.told()));
    // Without letters there is nothing to press.
    stage.command(QKeySequence(Qt::ALT | Qt::Key_1));
    QTest::mouseClick(gutter, Qt::LeftButton, {}, {12, line.center().y()});
    QVERIFY(!isTinted(stage.synthesisText(), permits));
}

void TestUiRunSources::gutterIsPaintedOncePlacesAreKnown()
{
    SourcesStage stage({1440, 900}, stays + u"\n\n"_s + (penguins + u"\n\n"_s).repeated(60));
    stage.finish();
    PaintCounter paints(*stage.only<SourceGutter>());
    // Below what is in view, which stays as it is.
    stage.synthesisText().appendMarkdown(u"One more sentence at the end."_s);
    QVERIFY(!stage.synthesisText().isUpToDate());
    QTRY_VERIFY(stage.synthesisText().isUpToDate());
    QTRY_COMPARE(paints.count(), 1);
}

void TestUiRunSources::saysWhyThereIsNothing()
{
    SourcesStage stage;
    stage.setScript(u"s"_s, u"+100 fail server"_s);
    stage.command(QKeySequence(Qt::ALT | Qt::Key_2));
    QCOMPARE(stage.told(), QString());
    stage.play(Milliseconds(150));
    QVERIFY2(stage.told().contains(u"when the synthesis is done"_s), qPrintable(stage.told()));
    stage.pass(Milliseconds(60'000));
    QVERIFY2(stage.told().contains(u"no synthesis"_s), qPrintable(stage.told()));
    QVERIFY(!stage.panes().sources()->display());
}

void TestUiRunSources::readTakesEverythingBack()
{
    SourcesStage stage;
    stage.finish();
    stage.look(0);
    stage.command(QKeySequence(Qt::ALT | Qt::Key_1));
    QVERIFY(stage.synthesisText().passages().isEmpty());
    QVERIFY(stage.text(u"a"_s).passages().isEmpty());
    QVERIFY(!stage.card(u"b"_s).isDimmed());
    Q_EMIT stage.synthesisText().sourceHovered(2);
    QVERIFY(stage.synthesisText().passages().isEmpty());
    // Another run starts anew.
    stage.look(1);
    stage.play();
    stage.settle();
    QTRY_VERIFY(stage.panes().sources()->display());
    QVERIFY(!isTinted(stage.synthesisText(), permits));
}

void TestUiRunSources::sortsByContribution()
{
    SourcesStage stage({1440, 900}, permits);
    stage.finish();
    stage.panes().bar()->setOrder(ComparisonBar::Order::Contribution);
    QCOMPARE(stage.panes().cardArea()->cards().first()->agent(), AgentId{u"b"_s});
    stage.panes().bar()->setOrder(ComparisonBar::Order::Graph);
    QCOMPARE(stage.panes().cardArea()->cards().first()->agent(), AgentId{u"a"_s});
}

void TestUiRunSources::copiesWithSources()
{
    SourcesStage stage;
    stage.finish();
    Q_EMIT stage.panes().synthesis()->copyWithSourcesRequested();
    const QString copied = QApplication::clipboard()->text();
    QVERIFY2(copied.contains(stays + u"[^A1]"_s), qPrintable(copied));
    QVERIFY2(copied.contains(u"\n[^B1]: B, "_s), qPrintable(copied));
}

QTEST_MAIN(TestUiRunSources)
#include "tst_ui_run_sources.moc"
