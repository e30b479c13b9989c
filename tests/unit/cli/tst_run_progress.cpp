// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/RunProgress.h"

#include <QRegularExpression>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

Graph graph()
{
    Graph graph;
    Agent a;
    a.id = {u"a"_s};
    a.model = {{u"p"_s}, u"model-a"_s};
    Agent b = a;
    b.id = {u"b"_s};
    b.name = u"Bee"_s;
    Agent s = a;
    s.id = {u"s"_s};
    graph.layers = {Layer{{a, b}, {}, false}, Layer{{s}, {}, false}};
    return graph;
}

RunEvent of(const QString &agent, const RunEventBody &body)
{
    return {Milliseconds(1), {agent}, 0, body};
}

} // namespace

class RunProgressTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void notices_data()
    {
        QTest::addColumn<RunEvent>("event");
        QTest::addColumn<QString>("notice");
        const ModelRef other{{u"p"_s}, u"other"_s};
        QTest::newRow("failure") << of(u"b"_s, event::CallFailed{ErrorKind::RateLimited, u"Too fast."_s, {}, {}})
                                 << u"B Bee failed (rate-limited): Too fast."_s;
        QTest::newRow("model stands in for a name")
            << of(u"a"_s, event::CallFailed{ErrorKind::Server, u"Broken."_s, {}, {}})
            << u"A model-a failed (server): Broken."_s;
        QTest::newRow("retry") << of(u"a"_s,
                                     event::CallRetrying{ErrorKind::Overloaded, u"Busy."_s, Milliseconds(1500), {}})
                               << u"A model-a: Busy. Next attempt in 2 s."_s;
        QTest::newRow("waiting") << of(u"a"_s, event::CallWaiting{{CallWait::Cause::Place, u"Together"_s, 8, 8, {}}})
                                 << u"A model-a: Waits for a free place at Together (8 of 8 busy)."_s;
        QTest::newRow("fallback") << of(u"a"_s, event::CallRetrying{ErrorKind::Server, u"Broken."_s, {}, other})
                                  << u"A model-a failed (server). Asking p/other instead."_s;
        QTest::newRow("dropped")
            << of(u"s"_s, event::CallQueued{other, {}, {{u"a"_s}, {u"b"_s}}, {}})
            << u"\u03a3 model-a does not read A model-a and B Bee: the references are too long for its model."_s;
        QTest::newRow("shortened")
            << of(u"s"_s, event::CallQueued{other, {}, {}, {{u"b"_s}}})
            << u"\u03a3 model-a reads B Bee shortened: the references are too long for its model."_s;
        QTest::newRow("started") << of(u"a"_s, event::CallStarted{other, 1}) << QString();
        QTest::newRow("sent otherwise than asked")
            << of(u"a"_s, event::CallStarted{other, 1, {u"Sent without seed."_s, u"Sent without stop."_s}})
            << u"A model-a: Sent without seed. Sent without stop."_s;
        event::CallFinished cut;
        cut.cutByLimit = true;
        QTest::newRow("cut") << of(u"a"_s, cut)
                             << u"A model-a stopped at its token limit. The answer may be incomplete."_s;
        QTest::newRow("straggler") << of(u"a"_s, event::CallStopped{event::CallStopped::Reason::Straggler, {}})
                                   << u"A model-a was too slow and was stopped: enough others have answered."_s;
        QTest::newRow("quorum") << of(u""_s, event::QuorumMissed{1, 2}) << u"Only 1 of 2 needed answers arrived."_s;
        QTest::newRow("text is no notice") << of(u"a"_s, event::Text{TextChannel::Answer, u"x"_s}) << QString();
        QTest::newRow("a person's stop is no notice") << of(u"a"_s, event::CallStopped{}) << QString();
    }

    void notices()
    {
        QFETCH(RunEvent, event);
        QTEST(noticeOf(graph(), event), "notice");
    }

    void theLineCountsLayersCallsTimeAndMoney()
    {
        const Plan plan = compile(graph()).value();
        RunState state;
        reduce(state, of(u""_s, event::RunStarted{}));
        QCOMPARE(progressLine(plan, state, Milliseconds(0)), u"Layer 1 of 2 · 0 of 3 calls done · 00:00 · $0"_s);
        event::CallFinished done;
        done.costUsd = 0.02;
        reduce(state, of(u"a"_s, done));
        reduce(state, of(u"b"_s, event::CallFailed{}));
        reduce(state, {Milliseconds(1), {}, 0, event::LayerFinished{1, 2}});
        QCOMPARE(progressLine(plan, state, Milliseconds(7000)), u"Layer 2 of 2 · 2 of 3 calls done · 00:07 · $0.020"_s);
    }
};

QTEST_GUILESS_MAIN(RunProgressTest)
#include "tst_run_progress.moc"
