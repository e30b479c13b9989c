// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/AnswerRecords.h"

#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

const ModelRef alpha{{u"lab"_s}, u"alpha"_s};
const ModelRef beta{{u"lab"_s}, u"beta"_s};

/// One finished answer of `words` words: first text after `first`, the last `writing` later.
AgentState answered(const ModelRef &model, int words, Milliseconds first, Milliseconds writing)
{
    AgentState agent;
    agent.status = AgentStatus::Done;
    agent.model = model;
    agent.answer = u"word "_s.repeated(words);
    agent.firstStartedAt = Milliseconds(1000);
    agent.firstTokenAt = agent.firstStartedAt + first;
    agent.settledAt = agent.firstTokenAt + writing;
    return agent;
}

RunState runOf(const AgentState &agent)
{
    RunState state;
    state.agents.insert({u"a"_s}, agent);
    return state;
}

} // namespace

class AnswerRecordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void learnsLengthAndTempo();
    void spreadNeedsSomeAnswers();
    void slowAnswersAreKnownAfterFive();
    void assumesUntilItKnows();
    void unfinishedAnswersTeachNothing();
};

void AnswerRecordsTest::learnsLengthAndTempo()
{
    AnswerRecords records;
    records.learn(runOf(answered(alpha, 400, Milliseconds(2500), Milliseconds(4000))));
    const AnswerHistory history = records.histories().value(alpha);
    QCOMPARE(history.firstTokenSeconds, 2.5);
    QVERIFY(history.typicalOutputTokens > 0);
    QCOMPARE(history.tokensPerSecond, history.typicalOutputTokens / 4);
    QCOMPARE(records.typicalTokens(alpha), history.typicalOutputTokens);
    QVERIFY(!records.typicalTokens(beta));
}

void AnswerRecordsTest::slowAnswersAreKnownAfterFive()
{
    AnswerRecords records;
    for (int i = 1; i <= 5; ++i) {
        QVERIFY(!records.histories().value(alpha).hedgeAfter);
        AgentState agent = answered(alpha, 10, Milliseconds(1000), Milliseconds(i * 1000));
        // An earlier attempt is not part of what this request took.
        agent.startedAt = agent.firstStartedAt;
        agent.firstStartedAt = Milliseconds(0);
        records.learn(runOf(agent));
    }
    QCOMPARE(records.histories().value(alpha).hedgeAfter, std::optional(Milliseconds(6000)));
}

void AnswerRecordsTest::spreadNeedsSomeAnswers()
{
    AnswerRecords records;
    records.learn(runOf(answered(alpha, 400, Milliseconds(100), Milliseconds(4000))));
    const AnswerHistory one = records.histories().value(alpha);
    QCOMPARE(one.outputTokens.low, one.typicalOutputTokens * 0.6);
    QCOMPARE(one.outputTokens.high, one.typicalOutputTokens * 1.4);
    for (int i = 0; i < 9; ++i)
        records.learn(runOf(answered(alpha, 400, Milliseconds(100), Milliseconds(4000))));
    const AnswerHistory many = records.histories().value(alpha);
    QCOMPARE(many.outputTokens.low, many.typicalOutputTokens);
    QCOMPARE(many.outputTokens.high, many.typicalOutputTokens);
}

void AnswerRecordsTest::assumesUntilItKnows()
{
    AnswerRecords records;
    const AnswerHistory told{{100, 200}, 150, 0.5, 80};
    records.assume({{alpha, told}, {beta, told}});
    QCOMPARE(records.typicalTokens(alpha), 150.0);
    records.learn(runOf(answered(alpha, 400, Milliseconds(100), Milliseconds(4000))));
    QVERIFY(records.histories().value(alpha) != told);
    QCOMPARE(records.histories().value(beta), told);
}

void AnswerRecordsTest::unfinishedAnswersTeachNothing()
{
    AnswerRecords records;
    AgentState stopped = answered(alpha, 400, Milliseconds(100), Milliseconds(4000));
    stopped.status = AgentStatus::Stopped;
    records.learn(runOf(stopped));
    QVERIFY(records.histories().isEmpty());
}

QTEST_GUILESS_MAIN(AnswerRecordsTest)
#include "tst_answer_records.moc"
