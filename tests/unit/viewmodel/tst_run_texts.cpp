// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "Story.h"
#include "viewmodel/Announcements.h"

#include <QRegularExpression>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

/// The texts about a whole run: layers, synthesis, status bar, announcements.
class RunTextsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void layers();
    void synthesis_data();
    void synthesis();
    void synthesisMarksMissingReferences();
    void everyAggregatorHasASynthesis();
    void status_data();
    void status();
    void usage();
    void announcements_data();
    void announcements();
    void wordsAcrossPieces();
};

void RunTextsTest::layers()
{
    Graph graph = threeTwoOne();
    QStringList titles;
    for (const LayerDisplay &layer : describeLayers(sceneOf(graph, u"run; layer 0 3 3"_s)))
        titles.append(layer.title + (layer.finished ? u" finished"_s : QString()));
    QCOMPARE(titles, (QStringList{u"Layer 1 · 3 proposers finished"_s, u"Layer 2 · 2 proposers with references"_s,
                                  u"Layer 3 · aggregator"_s}));

    graph.layers[0].agents.resize(1);
    graph.layers[1].bypassed = true;
    graph.layers[1].agents.resize(1);
    graph.layers[2].agents.append(graph.layers[2].agents[0]);
    titles.clear();
    for (const LayerDisplay &layer : describeLayers(sceneOf(graph, {})))
        titles.append(layer.title);
    QCOMPARE(titles, (QStringList{u"Layer 1 · 1 proposer"_s, u"Layer 2 · 1 proposer with references, bypassed"_s,
                                  u"Layer 3 · 2 aggregators"_s}));
}

void RunTextsTest::synthesis_data()
{
    QTest::addColumn<QString>("story");
    QTest::addColumn<QString>("header");
    QTest::addColumn<QString>("body");
    const QString whole = u"sigma · from A, B, C"_s;
    QTest::newRow("no run") << QString() << whole << QString();
    QTest::newRow("all open") << u"run"_s << whole << u"Waiting for 3 of 3 references: A, B, C."_s;
    QTest::newRow("one open") << u"run; a start; a done; c cached Hi; b start"_s << whole
                              << u"Waiting for 1 of 3 references: B."_s;
    QTest::newRow("settled, not yet asked") << u"run; a cached x; b cached x; c cached x"_s << whole << QString();
    QTest::newRow("one failed") << u"run; a cached x; b start; b fail server; c cached x; s start; s text Yes"_s
                                << u"sigma · from A, B (failed), C"_s << QString();
    QTest::newRow("aggregator failed")
        << u"run; a cached x; b cached x; c cached x; s start; s fail server; end no-synthesis"_s << whole
        << u"The aggregator failed. All 3 answers are kept."_s;
    QTest::newRow("nobody answered, causes grouped")
        << u"run; a start; a fail key-refused; b start; b fail key-refused; c start; c fail timeout-idle; "
           "s skip no-references; end no-synthesis"_s
        << u"sigma · from A (failed), B (failed), C (failed)"_s
        << u"No answer arrived. A and B: key refused (Together). C: timed out (Ollama)."_s;
    QTest::newRow("too few")
        << u"run; a cached x; b start; b fail server; c start; c stop; s skip quorum; end no-synthesis"_s
        << u"sigma · from A, B (failed), C (stopped)"_s
        << u"Too few answers arrived for a synthesis. The 1 answer is kept."_s;
    QTest::newRow("budget") << u"run; a cached x; b cached x; c skip budget; s skip budget; end budget"_s
                            << u"sigma · from A, B, C (skipped)"_s
                            << u"Budget reached. The aggregator has not run. All 2 answers are kept."_s;
    QTest::newRow("stopped") << u"run; a start; a stop; s skip run-stopped; end stopped"_s
                             << u"sigma · from A (stopped), B, C"_s << u"Run stopped before the synthesis."_s;
}

void RunTextsTest::synthesis()
{
    QFETCH(QString, story);
    QFETCH(QString, header);
    QFETCH(QString, body);
    const QList<SynthesisDisplay> displays = describeSyntheses(sceneOf(threePlusOne(), story));
    QCOMPARE(displays.size(), 1);
    QCOMPARE(displays.first().header, header);
    QCOMPARE(displays.first().bodyText, body);
}

void RunTextsTest::synthesisMarksMissingReferences()
{
    const SynthesisDisplay display =
        describeSyntheses(sceneOf(threePlusOne(), u"run; b start; b fail server"_s)).first();
    QCOMPARE(display.references.size(), 3);
    QCOMPARE(display.references[0], (ReferenceMark{{u"a"_s}, u"A"_s, 0, false, {}}));
    QCOMPARE(display.references[1], (ReferenceMark{{u"b"_s}, u"B"_s, 1, true, u"failed"_s}));
}

void RunTextsTest::everyAggregatorHasASynthesis()
{
    Graph graph = threePlusOne();
    graph.layers[1].agents.append(graph.layers[1].agents[0]);
    graph.layers[1].agents[1].id = {u"t"_s};
    const QList<SynthesisDisplay> displays = describeSyntheses(sceneOf(graph, {}));
    QCOMPARE(displays.size(), 2);
    QCOMPARE(displays[0].aggregator, AgentId{u"s"_s});
    QCOMPARE(displays[1].aggregator, AgentId{u"t"_s});
    QVERIFY(describeSyntheses(sceneOf(Graph{}, {})).isEmpty());
}

void RunTextsTest::status_data()
{
    QTest::addColumn<QString>("story");
    QTest::addColumn<QString>("expected");
    QTest::newRow("no run") << QString() << u"Ready"_s;
    QTest::newRow("running") << u"run; a start; b start; a done; 7000 b done"_s
                             << u"Running layer 1 of 2 · 2 of 4 calls done · 00:07"_s;
    QTest::newRow("second layer") << u"run; a cached x; b cached x; c start; c fail server; 7000 layer 0 2 3; s queue"_s
                                  << u"Running layer 2 of 2 · 3 of 4 calls done · 00:07"_s;
    QTest::newRow("decision") << u"run; 65000 missed 1 2"_s << u"Waiting for your decision · 01:05"_s;
    QTest::newRow("finished") << u"run; a cached x; b cached x; c cached x; s cached x; 18040 end synthesis"_s
                              << u"Finished · 4 of 4 answers · 18.0 s"_s;
    QTest::newRow("no synthesis") << u"run; a cached x; 2000 end no-synthesis"_s
                                  << u"No synthesis · 1 of 4 answers · 2.0 s"_s;
    QTest::newRow("budget") << u"run; a cached x; 2000 end budget"_s
                            << u"Stopped by the budget · 1 of 4 answers · 2.0 s"_s;
    QTest::newRow("stopped") << u"run; 2000 end stopped"_s << u"Stopped · 0 of 4 answers · 2.0 s"_s;
}

void RunTextsTest::status()
{
    QFETCH(QString, story);
    QFETCH(QString, expected);
    QCOMPARE(statusText(sceneOf(threePlusOne(), story)), expected);
}

void RunTextsTest::usage()
{
    QCOMPARE(usageText(sceneOf(threePlusOne(), {})), QString());
    const QString priced = u"run; a start; a text x; a done in=4812 out=1977 usd=0.0212"_s;
    QCOMPARE(usageText(sceneOf(threePlusOne(), priced)), u"4,812 tokens in · 1,977 out · $0.021"_s);
    QCOMPARE(usageText(sceneOf(threePlusOne(), priced + u"; b start; b text x; b done in=1"_s)),
             u"4,813 tokens in · 1,977 out · $0.021 · 1 call without price"_s);
    QCOMPARE(usageText(sceneOf(threePlusOne(), u"run; b start; b text x; b done in=7 out=2"_s)),
             u"7 tokens in · 2 out · 1 call without price"_s);
}

void RunTextsTest::announcements_data()
{
    QTest::addColumn<QString>("story");
    QTest::addColumn<QString>("expected");
    QTest::newRow("tokens are silent") << u"run; a start; a text Hello"_s << QString();
    QTest::newRow("an answer is silent") << u"run; a start; a text Hello; a done"_s << QString();
    QTest::newRow("layer") << u"run; layer 0 3 3"_s << u"Layer 1 finished. 3 of 3 answers. Layer 2 started."_s;
    QTest::newRow("layer without answers") << u"run; layer 0 0 3"_s << u"Layer 1 finished. 0 of 3 answers."_s;
    QTest::newRow("the last layer is the synthesis") << u"run; layer 1 1 1"_s << QString();
    QTest::newRow("failure") << u"run; b start; b fail rate-limited"_s << u"Agent B failed: rate limit."_s;
    QTest::newRow("aggregator") << u"run; s start; s fail server"_s << u"The aggregator failed: server error."_s;
    QTest::newRow("decision") << u"run; missed 1 2"_s
                              << u"! Answers that arrived: 1, needed: 2. The run waits for your decision."_s;
    QTest::newRow("synthesis") << u"run; s start; s text One two three; s done; end synthesis"_s
                               << u"Synthesis finished, 3 words."_s;
    QTest::newRow("none") << u"run; end no-synthesis"_s << u"! Run finished without a synthesis."_s;
    QTest::newRow("budget") << u"run; end budget"_s << u"! Run stopped: budget reached."_s;
    QTest::newRow("stopped") << u"run; end stopped"_s << u"Run stopped."_s;
}

void RunTextsTest::announcements()
{
    QFETCH(QString, story);
    QFETCH(QString, expected);
    const Announcement announcement =
        announcementOf(sceneOf(threePlusOne(), story), tell(threePlusOne(), story).last());
    QCOMPARE((announcement.assertive ? u"! "_s : QString()) + announcement.text, expected);
}

void RunTextsTest::wordsAcrossPieces()
{
    TextMeter meter;
    for (const QString &piece : {u"Hel"_s, u"lo wor"_s, u"ld,\n"_s, u" "_s, u"again"_s})
        meter.add(piece);
    QCOMPARE(meter.words, 3);
    QVERIFY(meter.tokens >= 3);
}

QTEST_GUILESS_MAIN(RunTextsTest)
#include "tst_run_texts.moc"
