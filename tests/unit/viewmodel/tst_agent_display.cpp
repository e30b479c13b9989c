// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "Story.h"

#include <QRegularExpression>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

/// What each agent is shown as, from the events alone (ux.md, sections 3.2 and 3.3, "States").
class AgentDisplayTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void statesHaveIconAndWord_data();
    void statesHaveIconAndWord();
    void bodies_data();
    void bodies();
    void warnings_data();
    void warnings();
    void footers_data();
    void footers();
    void actions_data();
    void actions();
    void identity();
    void moreThanEightRepeatColours();
    void agentsBeforeARun();
    void progressNeedsAnExpectation();
    void servedNameIsShown();
    void everyFailureHasAWord();
    void layersBetweenReadAndAreRead();
    void tonesFollowTheState_data();
    void tonesFollowTheState();
    void pinnedIsToldApartFromCached();
    void detailsKeepEveryAttempt();
    void namesForScreenReaders_data();
    void namesForScreenReaders();
};

namespace {

void columns()
{
    QTest::addColumn<QString>("story");
    QTest::addColumn<qint64>("now");
    QTest::addColumn<QString>("agent");
    QTest::addColumn<QString>("expected");
}

void row(const char *name, const QString &story, qint64 now, const QString &agent, const QString &expected)
{
    QTest::newRow(name) << story << now << agent << expected;
}

AgentDisplay displayOf(const QString &story, qint64 now, const QString &agent)
{
    return describeAgent(sceneOf(threePlusOne(), story, now), {agent});
}

AgentDisplay displayOfRow()
{
    QFETCH(QString, story);
    QFETCH(qint64, now);
    QFETCH(QString, agent);
    return displayOf(story, now, agent);
}

QString actionTexts(const AgentDisplay &display)
{
    QStringList texts;
    for (const Action &action : display.actions)
        texts.append(action.text);
    return texts.join(u", "_s);
}

} // namespace

void AgentDisplayTest::statesHaveIconAndWord_data()
{
    columns();
    const QString run = u"run; a queue; "_s;
    row("queued", run, 50, u"a"_s, u"clock | Queued | Queued"_s);
    row("not yet queued in layer 1", run, 50, u"b"_s, u"clock | Queued | Queued"_s);
    row("waiting for all", run, 50, u"s"_s, u"hourglass | Waiting for 3 | Waiting for 3"_s);
    row("waiting for the others", run + u"a start; a done; b start; b fail server"_s, 50, u"s"_s,
        u"hourglass | Waiting for 1 | Waiting for 1"_s);
    row("started", run + u"100 a start"_s, 500, u"a"_s, u"loader-circle | Thinking… | Thinking…"_s);
    row("started long ago", run + u"100 a start"_s, 4200, u"a"_s, u"loader-circle | Thinking… 4 s | Thinking… 4 s"_s);
    row("reasoning is thinking", run + u"100 a start; 200 a think Hm"_s, 2200, u"a"_s,
        u"loader-circle | Thinking… 2 s | Thinking… 2 s"_s);
    row("streaming", run + u"100 a start; 200 a text Hello"_s, 4200, u"a"_s,
        u"loader-circle | Streaming | Streaming"_s);
    row("retry with a countdown", run + u"a start; 1000 a retry rate-limited 8000"_s, 1000, u"a"_s,
        u"refresh-cw | Retry 1 of 3 in 8 s | retry 8 s"_s);
    row("the countdown counts", run + u"a start; 1000 a retry rate-limited 8000"_s, 5500, u"a"_s,
        u"refresh-cw | Retry 1 of 3 in 4 s | retry 4 s"_s);
    row("the second retry", run + u"a start; a retry server 10; a start 2; 100 a retry server 8000"_s, 100, u"a"_s,
        u"refresh-cw | Retry 2 of 3 in 8 s | retry 8 s"_s);
    row("the wait is over", run + u"a start; 100 a retry server 100"_s, 300, u"a"_s,
        u"refresh-cw | Retry 1 of 3 | retry"_s);
    row("fallback after all retries", run + u"a start 4; a retry server 0 local/gamma"_s, 300, u"a"_s,
        u"refresh-cw | Retry | retry"_s);
    row("done", run + u"100 a start; 200 a text Hello; 6200 a done"_s, 9000, u"a"_s,
        u"circle-check | Done 6.1 s | 6.1 s"_s);
    row("cached", run + u"a cached Hello there"_s, 9000, u"a"_s, u"database | From cache, 12 Nov | cache"_s);
    row("failed", run + u"a start; a fail rate-limited Too many requests."_s, 9000, u"a"_s,
        u"circle-x | Failed: rate limit | failed"_s);
    row("empty", run + u"a start; a fail empty"_s, 9000, u"a"_s, u"circle-x | Empty answer (0 words) | failed"_s);
    row("stopped early", run + u"a start; a text One two three; a stop"_s, 9000, u"a"_s,
        u"square | Stopped, 3 words | stopped"_s);
    row("stopped without text", run + u"a start; a stop"_s, 9000, u"a"_s, u"square | Stopped | stopped"_s);
    row("muted", run + u"b skip muted"_s, 9000, u"b"_s, u"ban | Muted | Muted"_s);
    row("bypassed", run + u"b skip bypassed"_s, 9000, u"b"_s, u"skip-forward | Bypassed | Bypassed"_s);
    row("skipped for the budget", run + u"s skip budget"_s, 9000, u"s"_s,
        u"skip-forward | Skipped: budget | skipped"_s);
    row("skipped for want of references", run + u"s skip no-references"_s, 9000, u"s"_s,
        u"skip-forward | Skipped | Skipped"_s);
    row("never reached", run + u"end stopped"_s, 9000, u"s"_s, u"skip-forward | Skipped | Skipped"_s);
}

void AgentDisplayTest::statesHaveIconAndWord()
{
    const AgentDisplay display = displayOfRow();
    QFETCH(QString, expected);
    QCOMPARE(display.icon + u" | "_s + display.stateText + u" | "_s + display.stateShort, expected);
}

void AgentDisplayTest::bodies_data()
{
    columns();
    row("waiting", u"run; a queue"_s, 0, u"s"_s, u"Waits for layer 1."_s);
    row("queued", u"run; a queue"_s, 0, u"a"_s, u"Waits for a free call."_s);
    row("streaming", u"run; a start; a text Hello"_s, 0, u"a"_s, QString());
    row("queued, with the reason", u"run; a queue; a wait 12000"_s, 2000, u"a"_s,
        u"Waits for the rate limit of Together, 10 s."_s);
    row("due again, but held", u"run; a start; a retry server 50; a wait 12000"_s, 0, u"a"_s,
        u"Waits for the rate limit of Together, 12 s."_s);
    row("retrying says why", u"run; a start; a retry rate-limited 50"_s, 0, u"a"_s, u"It may pass."_s);
    row("muted", u"run; a skip muted"_s, 0, u"a"_s, u"Not asked in this run."_s);
    row("too few", u"run; s skip quorum"_s, 0, u"s"_s, u"Not asked: too few answers arrived from layer 1."_s);
    row("none", u"run; s skip no-references"_s, 0, u"s"_s, u"Not asked: no answer arrived from layer 1."_s);
    row("budget", u"run; s skip budget"_s, 0, u"s"_s, u"Not asked: the budget was reached."_s);
    row("run stopped", u"run; s skip run-stopped"_s, 0, u"s"_s, u"Not needed: run stopped before layer 2."_s);
    row("straggler", u"run; a start; a stop straggler"_s, 0, u"a"_s, u"Stopped: enough answers had arrived."_s);
    row("stopped by a person", u"run; a start; a stop"_s, 0, u"a"_s, u"Stopped before any text arrived."_s);
    row("failed text stands elsewhere", u"run; a start; a fail server Broken."_s, 0, u"a"_s, QString());
}

void AgentDisplayTest::bodies()
{
    QFETCH(QString, expected);
    QCOMPARE(displayOfRow().bodyText, expected);
}

void AgentDisplayTest::warnings_data()
{
    columns();
    const QString done = u"run; a start; a text Hello; a done "_s;
    row("nothing to say", done, 0, u"a"_s, QString());
    row("another model answered", done + u"served=alpha-mini"_s, 0, u"a"_s,
        u"Asked for alpha, answered by alpha-mini"_s);
    row("the same in capitals", done + u"served=Alpha"_s, 0, u"a"_s, QString());
    row("a dated version is the same", done + u"served=alpha-2030-01-01"_s, 0, u"a"_s, QString());
    row("cut", done + u"cut"_s, 0, u"a"_s, u"Cut at 2,048 tokens"_s);
    row("both", done + u"cut served=x"_s, 0, u"a"_s, u"Cut at 2,048 tokens; Asked for alpha, answered by x"_s);
    row("stopped text is no reference", u"run; a start; a text Hello; a stop"_s, 0, u"a"_s,
        u"Stopped early. Not used as a reference."_s);
}

void AgentDisplayTest::warnings()
{
    QFETCH(QString, expected);
    QCOMPARE(displayOfRow().warnings.join(u"; "_s), expected);
}

void AgentDisplayTest::footers_data()
{
    columns();
    row("no text", u"run; a start"_s, 900, u"a"_s, QString());
    row("streaming", u"run; a start; a text One two"_s, 900, u"a"_s, u"2 words"_s);
    row("one word", u"run; a start; a text One"_s, 900, u"a"_s, u"1 word"_s);
    row("done", u"run; 100 a start; 1100 a text One two three; 6100 a done out=340"_s, 9000, u"a"_s,
        u"3 words · 6.0 s · 57 tok/s"_s);
    row("cached has no speed", u"run; a cached One two three"_s, 9000, u"a"_s, u"3 words"_s);
}

void AgentDisplayTest::footers()
{
    QFETCH(QString, expected);
    QCOMPARE(displayOfRow().footer, expected);
}

void AgentDisplayTest::actions_data()
{
    columns();
    const QString failed = u"run; a start; a fail "_s;
    row("while calls run only details", failed + u"server"_s, 0, u"a"_s, u"Details"_s);
    row("after the run", failed + u"server; end no-synthesis"_s, 0, u"a"_s, u"Try again, Use another model, Details"_s);
    row("key", failed + u"key-refused; end no-synthesis"_s, 0, u"a"_s, u"Edit key, Use another model, Details"_s);
    row("aggregator", u"run; s start; s fail server; end no-synthesis"_s, 0, u"s"_s,
        u"Try again, Use another aggregator, Details"_s);
    row("countdown can be ended", u"run; a start; a retry server 5000"_s, 0, u"a"_s, u"Now"_s);
    row("cut", u"run; a start; a text Hi; a done cut; end synthesis"_s, 0, u"a"_s, u"Raise limit and try again"_s);
    row("stopped", u"run; a start; a text Hi; a stop; end synthesis"_s, 0, u"a"_s, u"Try again"_s);
    row("done", u"run; a start; a text Hi; a done; end synthesis"_s, 0, u"a"_s, QString());
}

void AgentDisplayTest::actions()
{
    QFETCH(QString, expected);
    QCOMPARE(actionTexts(displayOfRow()), expected);
}

void AgentDisplayTest::identity()
{
    const AgentDisplay b = displayOf(u"run"_s, 0, u"b"_s);
    QCOMPARE(b.letter, u"B"_s);
    QCOMPARE(b.paletteIndex, 1);
    QCOMPARE(b.modelName, u"beta"_s);
    QCOMPARE(b.providerName, u"Together"_s);
    QVERIFY(!b.isAggregator);

    QCOMPARE(displayOf(u"run"_s, 0, u"c"_s).providerName, u"Ollama · local"_s);

    const AgentDisplay s = displayOf(u"run"_s, 0, u"s"_s);
    QCOMPARE(s.letter, u"Σ"_s);
    QCOMPARE(s.paletteIndex, -1);
    QVERIFY(s.isAggregator);

    Graph graph = threePlusOne();
    graph.layers[0].agents[0].model = ModelRef{{u"demo"_s}, u"demo-voice"_s};
    const AgentDisplay demo = describeAgent(sceneOf(graph, {}), {u"a"_s});
    QVERIFY(demo.isDemo);
    QCOMPARE(demo.providerName, u"Demo · recorded answers"_s);
    QCOMPARE(describeAgent(sceneOf(graph, {}), {u"nobody"_s}), AgentDisplay{});
}

void AgentDisplayTest::moreThanEightRepeatColours()
{
    Graph graph = threePlusOne();
    for (int i = 0; i < 7; ++i) {
        graph.layers[0].agents.append(graph.layers[0].agents[0]);
        graph.layers[0].agents.last().id = {u"more%1"_s.arg(i)};
    }
    const AgentDisplay ninth = describeAgent(sceneOf(graph, {}), {u"more5"_s});
    QCOMPARE(ninth.letter, u"I"_s);
    QCOMPARE(ninth.paletteIndex, 0);
    QVERIFY(ninth.doubleBar);
    QVERIFY(!describeAgent(sceneOf(graph, {}), {u"more4"_s}).doubleBar);
}

void AgentDisplayTest::agentsBeforeARun()
{
    Graph graph = threePlusOne();
    graph.layers[0].agents[0].model = {};
    graph.layers[0].agents[1].muted = true;
    const RunScene scene = sceneOf(graph, {});
    const AgentDisplay without = describeAgent(scene, {u"a"_s});
    QCOMPARE(without.state, DisplayState::NotSetUp);
    QCOMPARE(without.icon, u"circle-dashed"_s);
    QCOMPARE(without.modelName, u"Choose a model"_s);
    QCOMPARE(without.actions, (QList<Action>{{Action::Kind::ChooseModel, u"Choose a model"_s, {u"a"_s}}}));
    QCOMPARE(describeAgent(scene, {u"b"_s}).state, DisplayState::Muted);
    const AgentDisplay ready = describeAgent(scene, {u"c"_s});
    QCOMPARE(ready.state, DisplayState::Ready);
    QCOMPARE(ready.icon + ready.stateText + ready.bodyText, QString());
}

void AgentDisplayTest::progressNeedsAnExpectation()
{
    RunScene scene = sceneOf(threePlusOne(), u"run; a start; a text Hello"_s);
    QVERIFY(!describeAgent(scene, {u"a"_s}).progress);
    scene.meters[{u"a"_s}].expectedTokens = 100;
    scene.meters[{u"a"_s}].progress = 0.418;
    const AgentDisplay display = describeAgent(scene, {u"a"_s});
    QCOMPARE(display.progress, 0.418);
    QCOMPARE(display.stateText, u"Streaming 41 %"_s);
    QCOMPARE(display.stateShort, u"41 %"_s);
    QVERIFY(display.busy);
}

void AgentDisplayTest::servedNameIsShown()
{
    const QString story = u"run; a start; a text Hello; a done served=alpha-2030-01-01"_s;
    QCOMPARE(displayOf(story, 0, u"a"_s).modelName, u"alpha-2030-01-01"_s);

    // A fallback answered: the model asked last is named, and that it was not the first choice.
    RunScene scene = sceneOf(threePlusOne(), u"run; a start; a text Hello; a done"_s);
    scene.run.agents[{u"a"_s}].model = ModelRef{{u"local"_s}, u"gamma"_s};
    const AgentDisplay display = describeAgent(scene, {u"a"_s});
    QCOMPARE(display.modelName, u"gamma"_s);
    QCOMPARE(display.warnings, QStringList{u"Asked for alpha, answered by the fallback gamma"_s});
}

void AgentDisplayTest::everyFailureHasAWord()
{
    for (int kind = 0; kind <= static_cast<int>(ErrorKind::Internal); ++kind) {
        const QString story = u"run; a start; a fail "_s + wireName(static_cast<ErrorKind>(kind));
        const AgentDisplay display = displayOf(story, 0, u"a"_s);
        QVERIFY2(display.stateText.size() > 12 && !display.stateText.endsWith(u": "_s), qPrintable(display.stateText));
        QVERIFY2(display.errorText.endsWith(u'.'), qPrintable(display.errorText));
    }
}

void AgentDisplayTest::layersBetweenReadAndAreRead()
{
    const QString story = u"run; a cached x; b cached x; c start"_s;
    const RunScene scene = sceneOf(threeTwoOne(), story);
    const AgentDisplay d = describeAgent(scene, {u"d"_s});
    QCOMPARE(d.stateText, u"Waiting for 1"_s);
    QCOMPARE(d.bodyText, u"Waits for layer 1."_s);
    QCOMPARE(d.letter, u"A"_s);
    QCOMPARE(d.accessibleDescription, u"Receives: the prompt and 3 references. Sends to: layer 3."_s);
    const AgentDisplay s = describeAgent(scene, {u"s"_s});
    QCOMPARE(s.stateText, u"Waiting for 2"_s);
    QCOMPARE(s.bodyText, u"Waits for layer 2."_s);

    // A bypassed layer passes on what it would have read.
    Graph bypassed = threeTwoOne();
    bypassed.layers[1].bypassed = true;
    QCOMPARE(describeAgent(sceneOf(bypassed, story), {u"s"_s}).bodyText, u"Waits for layer 1."_s);
    QCOMPARE(describeAgent(sceneOf(bypassed, story), {u"d"_s}).stateText, u"Bypassed"_s);
}

void AgentDisplayTest::tonesFollowTheState_data()
{
    QTest::addColumn<QString>("story");
    QTest::addColumn<Tone>("tone");
    QTest::addColumn<bool>("busy");
    QTest::newRow("queued") << u"a queue"_s << Tone::Neutral << false;
    QTest::newRow("streaming") << u"a start; a text Hi"_s << Tone::Active << true;
    QTest::newRow("retrying") << u"a start; a retry server 500"_s << Tone::Warning << false;
    QTest::newRow("done") << u"a start; a done"_s << Tone::Success << false;
    QTest::newRow("cached") << u"a cached Hi"_s << Tone::Cached << false;
    QTest::newRow("failed") << u"a start; a fail server"_s << Tone::Error << false;
    QTest::newRow("stopped") << u"a start; a stop"_s << Tone::Neutral << false;
    QTest::newRow("budget") << u"a skip budget"_s << Tone::Warning << false;
}

void AgentDisplayTest::tonesFollowTheState()
{
    QFETCH(QString, story);
    const AgentDisplay display = displayOf(u"run; "_s + story, 0, u"a"_s);
    QTEST(display.tone, "tone");
    QTEST(display.busy, "busy");
}

void AgentDisplayTest::pinnedIsToldApartFromCached()
{
    RunScene scene = sceneOf(threePlusOne(), u"run; a start; a text Hi; a done"_s);
    QVERIFY(describeAgent(scene, {u"a"_s}).canBePinned);
    scene.pinned = {{u"a"_s}, {u"b"_s}};
    const AgentDisplay display = describeAgent(scene, {u"a"_s});
    QCOMPARE(display.state, DisplayState::Pinned);
    QCOMPARE(display.stateText, u"Pinned"_s);
    QCOMPARE(display.icon, u"pin"_s);
    QVERIFY(display.isPinned);
    QVERIFY(describeAgent(scene, {u"b"_s}).state != DisplayState::Pinned);
    scene.run = {};
    QCOMPARE(describeAgent(scene, {u"b"_s}).state, DisplayState::Pinned);

    RunScene later = sceneOf(threePlusOne(), u"run; a cached Hi"_s);
    later.run.agents[{u"a"_s}].pinned = true;
    QCOMPARE(describeAgent(later, {u"a"_s}).stateText, u"Pinned, 12 Nov"_s);
}

void AgentDisplayTest::detailsKeepEveryAttempt()
{
    const AgentDisplay display =
        displayOf(u"run; a start; a retry rate-limited 5; a start 2; a fail server The server broke."_s, 0, u"a"_s);
    QCOMPARE(display.errorText, u"The server broke."_s);
    QCOMPARE(display.errorDetail, u"server: The server broke.\nHTTP 500\n"
                                  "Attempt with together/alpha, rate limit: It may pass."_s);
}

void AgentDisplayTest::namesForScreenReaders_data()
{
    columns();
    row("proposer", u"run; b start; b text Hi"_s, 0, u"b"_s,
        u"B, beta, proposer, 2 of 3 in layer 1, streaming. Receives: the prompt. Sends to: layer 2."_s);
    row("aggregator", u"run"_s, 0, u"s"_s,
        u"Aggregator, sigma, waiting for 3. Receives: the prompt and 3 references. Writes the synthesis."_s);
    row("no run", QString(), 0, u"a"_s,
        u"A, alpha, proposer, 1 of 3 in layer 1. Receives: the prompt. Sends to: layer 2."_s);
}

void AgentDisplayTest::namesForScreenReaders()
{
    const AgentDisplay display = displayOfRow();
    QFETCH(QString, expected);
    QCOMPARE(display.accessibleName + u". "_s + display.accessibleDescription, expected);
}

QTEST_GUILESS_MAIN(AgentDisplayTest)
#include "tst_agent_display.moc"
