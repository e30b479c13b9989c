// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "CliProject.h"
#include "CliRun.h"
#include "library/Library.h"

#include <QRegularExpression>

using namespace tributary;
using namespace Qt::StringLiterals;

/// Policy 13 on the command line: what the library tells of a model decides when an agent is asked again.
class CliHedgingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        m_project = std::make_unique<CliProject>();
        beSlow({}, 0);
        m_project->server().setHandler([this](const ReceivedRequest &request) { return answer(request); });
        setHedging(true);
    }

    void cleanup() { m_project.reset(); }

    void aSlowCallIsMadeAgain()
    {
        fillLibrary(5);
        beSlow(u"a"_s);
        CliRun run;
        QCOMPARE(run(ask(u"Slow?"_s) + QStringList{u"--events"_s}), 0);
        QCOMPARE(agentsOf(run, u"call-hedged"_s).count(u"a"_s), 1);
        QCOMPARE(agentsOf(run, u"call-hedge-taken"_s).count(u"a"_s), 1);
        QCOMPARE(m_project->asked(u"a"_s, "Slow?"), 2);
        QVERIFY2(run.out().contains(u"quick answer of a"_s), qPrintable(run.out()));
    }

    void nothingIsMadeAgain_data()
    {
        QTest::addColumn<bool>("hedging");
        QTest::addColumn<int>("kept");
        QTest::newRow("off") << false << 5;
        QTest::newRow("too little known") << true << 4;
        QTest::newRow("no library") << true << 0;
    }

    void nothingIsMadeAgain()
    {
        QFETCH(bool, hedging);
        QFETCH(int, kept);
        fillLibrary(kept);
        setHedging(hedging);
        beSlow(u"a"_s);
        CliRun run;
        run.start(ask(u"Slow?"_s) + QStringList{u"--events"_s});
        QTRY_COMPARE(m_project->server().holding(), 1);
        QTRY_COMPARE(agentsOf(run, u"call-finished"_s), QStringList{u"b"_s});
        m_project->server().release();
        QCOMPARE(run.waitForEnd(), 0);
        QCOMPARE(agentsOf(run, u"call-hedged"_s), QStringList());
        QCOMPARE(m_project->asked(u"a"_s, "Slow?"), 1);
    }

    void aRunThatIsContinuedHedges()
    {
        fillLibrary(5);
        m_project->failing = {u"s"_s};
        CliRun failed;
        QCOMPARE(failed(ask(u"Slow?"_s)), 3);
        m_project->failing.clear();
        beSlow(u"s"_s);
        CliRun resumed;
        QCOMPARE(resumed(resumeNewest()), 0);
        QCOMPARE(agentsOf(resumed, u"call-hedge-taken"_s), QStringList{u"s"_s});
    }

    void aRunWhoseProgramDiedHedges()
    {
        fillLibrary(5);
        beSlow(u"b"_s, 2);
        {
            CliRun dying;
            dying.start(ask(u"Slow?"_s) + QStringList{u"--events"_s});
            QTRY_COMPARE(m_project->server().holding(), 2);
        }
        beSlow(u"s"_s);
        CliRun resumed;
        QCOMPARE(resumed(resumeNewest()), 0);
        QVERIFY(agentsOf(resumed, u"call-hedge-taken"_s).contains(u"s"_s));
    }

    void aBatchLearnsFromItself()
    {
        m_project->write(u"in.jsonl"_s, "\"1?\"\n\"2?\"\n\"3?\"\n\"4?\"\n\"5?\"\n\"Slow?\"\n");
        beSlow(u"a"_s);
        CliRun run;
        QCOMPARE(run(batch(u"/proc/nowhere/library.sqlite"_s)), 0);
        QCOMPARE(m_project->asked(u"a"_s, "Slow?"), 2);
    }

    void aBatchKnowsTheLibrary()
    {
        fillLibrary(5);
        m_project->write(u"in.jsonl"_s, "\"Slow?\"\n");
        beSlow(u"a"_s);
        CliRun run;
        QCOMPARE(run(batch(m_project->library())), 0);
        QCOMPARE(m_project->asked(u"a"_s, "Slow?"), 2);
    }

    void thePlanKnowsTheLibrary()
    {
        const double unknown = mostTokens();
        QVERIFY(!QFile::exists(m_project->library()));
        fillLibrary(5);
        const double known = mostTokens();
        QVERIFY(known != unknown);
        setHedging(false);
        QCOMPARE(mostTokens(), unknown);
    }

private:
    /// Of the questions "Slow?" to this model, so many get nothing until the server lets go.
    void beSlow(const QString &model, int times = 1)
    {
        m_slow = model;
        m_slowTimes = times;
    }

    ServerScript answer(const ReceivedRequest &request)
    {
        const QString model = CliProject::modelOf(request);
        if (m_project->failing.contains(model))
            return {{ServerStep::Kind::Send, response(400, "application/json", R"({"error":"no"})")}};
        const bool isSlow = model == m_slow && request.body.contains("Slow?") && m_slowTimes-- > 0;
        ServerScript script = answerScript((isSlow ? "slow answer of " : "quick answer of ") + model.toUtf8());
        if (isSlow)
            script.prepend({ServerStep::Kind::Hold});
        return script;
    }

    void setHedging(bool hedging) const
    {
        QByteArray graph = CliProject::graphText;
        graph.replace("\"retries\":0", hedging ? "\"retries\":0,\"hedging\":true" : "\"retries\":0");
        m_project->write(u"g.moagraph"_s, graph);
    }

    /// So many answers of each model, each within what it takes here.
    void fillLibrary(int runs) const
    {
        setHedging(false);
        for (int i = 0; i < runs; ++i) {
            CliRun run;
            QCOMPARE(run(ask(QString::number(i))), 0);
        }
        setHedging(true);
    }

    [[nodiscard]] QStringList library() const { return {u"--library"_s, m_project->library()}; }

    [[nodiscard]] QStringList ask(const QString &prompt) const { return m_project->ask(prompt) + library(); }

    [[nodiscard]] QStringList resumeNewest() const
    {
        const auto opened = Library::open(m_project->library()).value();
        const QList<RunKey> newest = opened->find({}).value().first(1);
        const QString id = opened->summaries(newest).value().constFirst().id.value;
        return QStringList{u"resume"_s, id, u"--providers"_s, m_project->providers(), u"--events"_s} + library();
    }

    [[nodiscard]] QStringList batch(const QString &library) const
    {
        return {u"batch"_s,       m_project->graph(),
                u"--providers"_s, m_project->providers(),
                u"--prompts"_s,   m_project->path(u"in.jsonl"_s),
                u"--out"_s,       m_project->path(u"out.jsonl"_s),
                u"--width"_s,     u"1"_s,
                u"--library"_s,   library};
    }

    [[nodiscard]] double mostTokens() const
    {
        CliRun run;
        const QStringList plan{u"plan"_s, m_project->graph(), u"--providers"_s, m_project->providers(), u"--prompt"_s,
                               u"Q"_s,    u"--json"_s};
        if (run(plan + library()) != 0)
            return -1;
        const QJsonObject printed = QJsonDocument::fromJson(run.out().toUtf8()).object();
        return printed.value("estimate"_L1).toObject().value("tokensHigh"_L1).toDouble(-1);
    }

    /// The agents that have an event of this type, in its order.
    [[nodiscard]] static QStringList agentsOf(const CliRun &run, const QString &type)
    {
        QStringList agents;
        const QStringList lines = run.out().split(u'\n', Qt::SkipEmptyParts);
        for (const QString &line : lines) {
            const QJsonObject event = QJsonDocument::fromJson(line.toUtf8()).object();
            if (event.value("event"_L1).toString() == type)
                agents.append(event.value("agent"_L1).toString());
        }
        return agents;
    }

    std::unique_ptr<CliProject> m_project;
    QString m_slow;
    int m_slowTimes = 0;
};

QTEST_GUILESS_MAIN(CliHedgingTest)
#include "tst_hedging.moc"
